#include "body.h"
#include <inttypes.h>
#include <stdlib.h>

json_t *bp_body_read(struct bp_str body)
{
	json_t *object = json_loadb(body.at ? body.at : "", body.len, 0, NULL);

	if (json_is_object(object))
		return object;
	json_decref(object);
	return NULL;
}

void bp_body_write(json_t *body, struct bp_buf *out)
{
	char *text = json_dumps(body, JSON_COMPACT);

	if (text)
		bp_buf_add_cstr(out, text);
	free(text);
	json_decref(body);
}

struct bp_str bp_body_text(const json_t *body, const char *key)
{
	const json_t *value = json_object_get(body, key);

	return (struct bp_str){json_string_value(value), json_string_length(value)};
}

bool bp_body_id(const json_t *body, const char *key, uint8_t id[16])
{
	return bp_uuid_read(bp_body_text(body, key), id);
}

uint64_t bp_body_hash(const json_t *body, const char *key)
{
	const char *digits = json_string_value(json_object_get(body, key));

	return digits ? strtoull(digits, NULL, 16) : 0;
}

void bp_body_set_text(json_t *body, const char *key, struct bp_str text)
{
	json_object_set_new(body, key, json_stringn(text.at ? text.at : "", text.len));
}

void bp_body_set_id(json_t *body, const char *key, const uint8_t id[16])
{
	char uuid[BP_UUID_LEN + 1];

	bp_uuid_write(id, uuid);
	json_object_set_new(body, key, json_string(uuid));
}

void bp_body_set_hash(json_t *body, const char *key, uint64_t hash)
{
	char digits[17];

	snprintf(digits, sizeof digits, "%016" PRIx64, hash);
	json_object_set_new(body, key, json_string(digits));
}
