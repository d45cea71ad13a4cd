#include "spoken.h"
#include <string.h>

bool spoken_allowed(char byte)
{
	unsigned char value = (unsigned char)byte;
	return value == '\n' || (value >= 0x20 && value != 0x7f);
}

bool spoken_asks(struct bp_str said)
{
	return said.len >= 2 && memcmp(said.at + said.len - 2, "> ", 2) == 0;
}

static bool is_word(uint32_t code)
{
	return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
		(code >= 'A' && code <= 'Z') || (code >= 0xc0 && code <= 0x24f);
}

static bool is_digit(struct bp_str text, size_t at)
{
	return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

/* " word word …" */
static void fold(struct bp_str text, struct bp_buf *out)
{
	bp_buf_add(out, "", 0);
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t len = bp_utf8_next(text, at, &code);
		if (is_word(code)) {
			bp_buf_add_code(out, bp_fold_code(code));
		} else {
			if (out->len == 0 || out->at[out->len - 1] != ' ')
				bp_buf_add_char(out, ' ');
			if (code == '%')
				bp_buf_add_cstr(out, "persen ");
			else if (code == '/' && at > 0 && is_digit(text, at - 1) &&
				is_digit(text, at + 1))
				bp_buf_add_cstr(out, "dari ");
		}
		at += len;
	}
}

bool spoken_holds(struct bp_str said, const char *text, bool whole)
{
	struct bp_buf all = {0}, wanted = {0};

	fold(said, &all);
	fold(bp_str_trim(bp_str(text)), &wanted);
	if (whole) {
		bp_buf_add_char(&all, ' ');
		bp_buf_add_char(&wanted, ' ');
	}
	bool found = strstr(all.at, wanted.at + (wanted.at[0] == ' ')) != NULL;
	bp_buf_release(&all);
	bp_buf_release(&wanted);
	return found;
}

void spoken_without_year(struct bp_str said, struct bp_buf *out)
{
	static const char *const before[] = {"JP 20", "tahun 20"};

	bp_buf_add(out, "", 0);
	for (size_t at = 0; at < said.len;) {
		size_t skip = 0;
		for (size_t i = 0; i < 2; i++)
			if (bp_str_starts(bp_str_from(said, at), before[i]) &&
				is_digit(said, at + strlen(before[i])) &&
				is_digit(said, at + strlen(before[i]) + 1))
				skip = strlen(before[i]) + 2;
		if (skip) {
			bp_buf_add(out, said.at + at, skip - 4);
			bp_buf_add_cstr(out, "TAHUN");
			at += skip;
		} else {
			bp_buf_add_char(out, said.at[at++]);
		}
	}
}
