#include <berpijar/progress.h>
#include <berpijar/record.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

/* What both bodies say: the response, the question's content, the order shown. */
static json_t *describe(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count)
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
	bp_buf_release(&given);
	return body;
}

static void dump(json_t *body, struct bp_buf *out)
{
	char *text = json_dumps(body, JSON_COMPACT);

	if (text)
		bp_buf_add_cstr(out, text);
	free(text);
	json_decref(body);
}

void bp_record_answer(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const uint8_t *attempt, struct bp_buf *out)
{
	json_t *body = describe(question, response, order, count);
	char uuid[BP_UUID_LEN + 1];

	if (attempt) {
		bp_uuid_write(attempt, uuid);
		json_object_set_new(body, "attempt", json_string(uuid));
	}
	dump(body, out);
}

void bp_record_report(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const char *version, struct bp_str report, struct bp_buf *out)
{
	json_t *body = describe(question, response, order, count);

	json_object_set_new(body, "report", json_stringn(report.at, report.len));
	json_object_set_new(body, "version", json_string(version));
	dump(body, out);
}
