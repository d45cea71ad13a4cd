/* Bodies of events as JSON objects; hashes and ids are texts in them. */
#include "body.h"
#include <inttypes.h>
#include <stdlib.h>

json_t *body_read(struct bp_str text)
{
	json_t *object = json_loadb(text.at ? text.at : "", text.len, 0, NULL);

	if (json_is_object(object))
		return object;
	json_decref(object);
	return NULL;
}

json_t *body_object(struct body *body)
{
	if (!body->parsed)
		body->object = body_read(body->text);
	body->parsed = true;
	return body->object;
}

bool body_mentions(const struct body *body, const char *key)
{
	return bp_str_find(body->text, bp_str(key), 0) != SIZE_MAX;
}

void body_release(struct body *body)
{
	json_decref(body->object);
	*body = (struct body){0};
}

void body_write(json_t *object, struct bp_buf *out)
{
	char *text = json_dumps(object, JSON_COMPACT);

	if (text)
		bp_buf_add_cstr(out, text);
	free(text);
	json_decref(object);
}

struct bp_str body_text(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return (struct bp_str){json_string_value(value), json_string_length(value)};
}

bool body_id(const json_t *object, const char *key, uint8_t id[16])
{
	return bp_uuid_read(body_text(object, key), id);
}

uint64_t body_hash(const json_t *object, const char *key)
{
	const char *digits = json_string_value(json_object_get(object, key));

	return digits ? strtoull(digits, NULL, 16) : 0;
}

int64_t body_integer(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

bool body_is_true(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

void body_set_text(json_t *object, const char *key, struct bp_str text)
{
	json_object_set_new(object, key, json_stringn(text.at ? text.at : "", text.len));
}

void body_set_id(json_t *object, const char *key, const uint8_t id[16])
{
	char uuid[BP_UUID_LEN + 1];

	bp_uuid_write(id, uuid);
	json_object_set_new(object, key, json_string(uuid));
}

void body_set_hash(json_t *object, const char *key, uint64_t hash)
{
	char digits[17];

	snprintf(digits, sizeof digits, "%016" PRIx64, hash);
	json_object_set_new(object, key, json_string(digits));
}
