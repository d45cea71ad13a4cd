/* Finds the front matter of a module, and refuses files that are not text. */
#include "front_matter.h"
#include "keys.h"
#include <berpijar/course.h>
#include <berpijar/lang.h>
#include <string.h>

/* By its byte order mark, or because every other byte at the start is NUL, as in UTF-16 of
 * any Latin script. */
static bool front_looks_like_utf16(struct bp_str text)
{
	size_t nul[2] = {0}, seen = text.len < 64 ? text.len : 64;

	if (bp_str_starts(text, "\xff\xfe") || bp_str_starts(text, "\xfe\xff"))
		return true;
	for (size_t i = 0; i < seen; i++)
		nul[i % 2] += text.at[i] == '\0';
	return seen >= 8 && (nul[0] * 3 > seen || nul[1] * 3 > seen);
}

static size_t front_first_nul(struct bp_str text)
{
	const char *nul = text.len ? memchr(text.at, '\0', text.len) : NULL;

	return nul ? (size_t)(nul - text.at) : text.len;
}

/* The offset of the first byte that is not UTF-8; text.len if there is none. `cut`: the
 * last character may be incomplete. */
static size_t front_first_invalid(struct bp_str text, bool cut)
{
	size_t bad;

	if (bp_utf8_valid(text, &bad) || (cut && text.len - bad < 4))
		return text.len;
	return bad;
}

bool source_check(struct bp_str text, bool cut, const struct fault_sink *sink)
{
	size_t nul = front_first_nul(text), invalid = front_first_invalid(text, cut);
	int line, column;

	if (front_looks_like_utf16(text)) {
		fault_bar(sink, BP_FAULT_TEXT_UTF16, 1, 1,
			_("berkas ini tersimpan sebagai UTF-16; simpanlah sebagai UTF-8"));
		return false;
	}
	if (nul == text.len && invalid == text.len)
		return true;
	fault_place(text, nul < invalid ? nul : invalid, &line, &column);
	if (nul < invalid)
		fault_bar(sink, BP_FAULT_TEXT_NUL, line, column,
			_("ada byte NUL di sini, jadi ini bukan berkas teks; tulislah ulang"));
	else
		fault_bar(sink, BP_FAULT_TEXT_UTF8, line, column,
			_("huruf di sini bukan UTF-8; simpanlah berkas ini sebagai UTF-8"));
	return false;
}

bool source_mend(struct bp_str text, struct bp_buf *out)
{
	uint32_t code;

	if (front_looks_like_utf16(text))
		return false;
	for (size_t at = 0; at < text.len;) {
		size_t len = bp_utf8_next(text, at, &code);
		if (text.at[at] == '\0' || code == 0xfffd)
			bp_buf_add_code(out, 0xfffd);
		else
			bp_buf_add(out, text.at + at, len);
		at += len;
	}
	return true;
}

/* Returns the line that begins at *at, without its end, and sets *at to the next line. */
static struct bp_str front_take_line(struct bp_str text, size_t *at)
{
	size_t start = *at, end = start;

	while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
		end++;
	*at = end;
	if (*at < text.len)
		*at += text.at[end] == '\r' && end + 1 < text.len &&
				text.at[end + 1] == '\n'
			? 2
			: 1;
	return bp_str_part(text, start, end);
}

/* Whether a line is the mark and nothing else but blanks behind it. */
static bool front_is_fence(struct bp_str line, const char *mark)
{
	if (!bp_str_starts(line, mark))
		return false;
	return bp_str_trim(bp_str_from(line, strlen(mark))).len == 0;
}

static bool front_is_key_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '_' || c == '-';
}

static bool front_is_key_line(struct bp_str line)
{
	size_t at = 0;

	while (at < line.len && front_is_key_char(line.at[at]))
		at++;
	return at > 0 && at < line.len && line.at[at] == ':' &&
		(at + 1 == line.len || bp_is_space(line.at[at + 1]));
}

/* Whether a line names a key that modules have, however it is indented or quoted: text that
 * nobody means as prose. */
static bool front_is_known_key(struct bp_str line)
{
	size_t at = 0, end;

	while (at < line.len && strchr(" \t-{\"'", line.at[at]))
		at++;
	for (end = at; end < line.len && front_is_key_char(line.at[end]);)
		end++;
	struct bp_str rest = bp_str_from(line, end);
	while (rest.len && strchr(" \t\"'", rest.at[0]))
		rest = bp_str_from(rest, 1);
	return rest.len && rest.at[0] == ':' && keys_knows(bp_str_part(line, at, end));
}

/* Whether the first line that is neither empty nor a YAML comment is "key: value"; behind
 * an empty one it has to be a known key. */
static bool front_begins_with_key(struct bp_str text, size_t at)
{
	bool empty = false;

	while (at < text.len) {
		struct bp_str line = front_take_line(text, &at);
		if (bp_str_trim(line).len && line.at[0] != '#')
			return empty ? front_is_known_key(line) : front_is_key_line(line);
		empty = empty || !bp_str_trim(line).len;
	}
	return false;
}

/* Whether what stands between two lines "---" is front matter: it is also where the YAML is
 * wrong, or an exam would open as a lesson. Else they are thematic breaks in a text. */
static bool front_is_yaml(struct bp_str block)
{
	bool only_comments = true;

	if (front_begins_with_key(block, 0))
		return true;
	for (size_t at = 0; at < block.len;) {
		struct bp_str line = front_take_line(block, &at);
		if (front_is_known_key(line))
			return true;
		only_comments = only_comments && line.len && line.at[0] == '#';
	}
	return only_comments;
}

/* What is taken for front matter that has no end: its lines up to the first that is no
 * "key: value", item or comment. */
static void front_guess_end(struct bp_str text, size_t yaml, struct front_matter *found)
{
	size_t at = yaml, next = yaml;
	int line = 2;

	while (next < text.len) {
		struct bp_str here = front_take_line(text, &next);
		bool goes_on = here.len &&
			(front_is_key_line(here) || here.at[0] == '#' ||
				here.at[0] == ' ' || here.at[0] == '-');
		if (!goes_on || bp_str_starts(here, "# ") ||
			at - yaml > BP_FRONT_MATTER_LIMIT)
			break;
		at = next;
		line++;
	}
	*found = (struct front_matter){true, bp_str_part(text, yaml, at), 2, at, line};
}

/* The opening line has no closing line. True if it need not have one: then it is a
 * thematic break at the top of a text without front matter. */
static bool front_without_end(struct bp_str text, size_t yaml, bool cut,
	const struct fault_sink *sink, struct front_matter *found)
{
	if (!front_begins_with_key(text, yaml))
		return true;
	front_guess_end(text, yaml, found);
	if (cut)
		fault_bar(sink, BP_FAULT_YAML_SIZE, 1, 1,
			_("bagian depan lebih besar dari %d KiB; ringkaslah, atau tutuplah dengan baris ---"),
			BP_FRONT_MATTER_LIMIT / 1024);
	else
		fault_bar(sink, BP_FAULT_YAML_OPEN, 1, 1,
			_("bagian depan tidak ditutup; tambahkan baris --- setelah kunci terakhir"));
	return false;
}

/* A line of nothing but marks: "----", "+++", "```yaml". */
static bool front_is_mark(struct bp_str line)
{
	struct bp_str text = bp_str_trim(line);
	size_t at = 0;

	while (at < text.len && strchr("-+`~", text.at[at]))
		at++;
	text = bp_str_from(text, at);
	return text.len == 0 || (at && bp_str_is(text, "yaml"));
}

int front_matter_near(struct bp_str text)
{
	size_t at = bp_str_starts(text, "\xef\xbb\xbf") ? 3 : 0;

	for (int line = 1; at < text.len; line++) {
		struct bp_str here = front_take_line(text, &at);
		if (!front_is_mark(here))
			return front_is_known_key(here) ? line : 0;
	}
	return 0;
}

bool front_matter_find(struct bp_str text, bool cut, const struct fault_sink *sink,
	struct front_matter *found)
{
	size_t start = bp_str_starts(text, "\xef\xbb\xbf") ? 3 : 0, at = start;
	int line = 1;

	*found = (struct front_matter){.body = start, .body_line = 1};
	if (!front_is_fence(front_take_line(text, &at), "---"))
		return true;
	for (size_t yaml = at, end = at; at < text.len; end = at) {
		struct bp_str next = front_take_line(text, &at);
		line++;
		if (!front_is_fence(next, "---") && !front_is_fence(next, "..."))
			continue;
		if (!front_is_yaml(bp_str_part(text, yaml, end)))
			return true;
		if (end - yaml > BP_FRONT_MATTER_LIMIT)
			return front_without_end(text, yaml, true, sink, found);
		*found = (struct front_matter){
			true, bp_str_part(text, yaml, end), 2, at, line + 1};
		return true;
	}
	at = start;
	front_take_line(text, &at);
	return front_without_end(text, at, cut, sink, found);
}
