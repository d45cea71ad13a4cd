/* What JSON needs beyond jansson: strings from bytes that may be anything. */
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <stdio.h>
#include <stdlib.h>

/* Makes a string of the buffer and releases that. */
static json_t *json_take(struct bp_buf *text)
{
	json_t *string = json_stringn(text->at ? text->at : "", text->len);

	bp_buf_release(text);
	return string;
}

json_t *bp_json_clean(struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, text);
	return json_take(&clean);
}

json_t *bp_json_text(struct bp_str text)
{
	json_t *string = json_stringn(text.at ? text.at : "", text.len);

	return string ? string : bp_json_clean(text);
}

void bp_json_write(const json_t *json, size_t flags, struct bp_buf *out)
{
	char *text = json_dumps(json, flags);
	struct bp_str left = bp_str(text ? text : "");

	for (size_t at = 0; at < left.len;) {
		uint32_t code;
		size_t len = bp_utf8_next(left, at, &code);
		if (bp_code_commands(code))
			bp_buf_printf(out, "\\u%04x", (unsigned)code);
		else
			bp_buf_add(out, left.at + at, len);
		at += len;
	}
	free(text);
}

void bp_json_print(const json_t *json, size_t flags)
{
	struct bp_buf out = {0};

	bp_json_write(json, flags, &out);
	bp_buf_add_char(&out, '\n');
	fwrite(out.at, 1, out.len, stdout);
	bp_buf_release(&out);
}

json_t *bp_json_hex(const void *bytes, size_t size)
{
	struct bp_buf digits = {0};

	bp_hex_add(&digits, bytes, size);
	return json_take(&digits);
}
