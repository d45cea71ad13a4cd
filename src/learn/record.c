#include <berpijar/progress.h>
#include <berpijar/record.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

void bp_record_answer(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const uint8_t *attempt, struct bp_buf *out)
{
	struct bp_buf given = {0};
	char hash[17], letters[BP_MAX_CHOICES + 1] = "";

	bp_response_write(question, response, &given);
	snprintf(hash, sizeof hash, "%016" PRIx64, question->content_hash);
	for (size_t i = 0; i < count && i < BP_MAX_CHOICES; i++)
		letters[i] = (char)('a' + order[i]);
	json_t *body = json_pack("{s:s%, s:s}", "response", given.at ? given.at : "",
		given.len, "hash", hash);
	if (count)
		json_object_set_new(body, "order", json_string(letters));
	if (attempt) {
		char uuid[BP_UUID_LEN + 1];
		bp_uuid_write(attempt, uuid);
		json_object_set_new(body, "attempt", json_string(uuid));
	}
	char *text = json_dumps(body, JSON_COMPACT);
	if (text)
		bp_buf_add_cstr(out, text);
	free(text);
	json_decref(body);
	bp_buf_release(&given);
}
