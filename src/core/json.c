/* What JSON needs beyond jansson: strings from bytes that may be anything. */
#include <berpijar/hex.h>
#include <berpijar/json.h>

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

json_t *bp_json_hex(const void *bytes, size_t size)
{
	struct bp_buf digits = {0};

	bp_hex_add(&digits, bytes, size);
	return json_take(&digits);
}
