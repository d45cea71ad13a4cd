#include "body.h"
#include <berpijar/record.h>

/* What both bodies say: the response, the question's content, the order shown. */
static json_t *describe(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count)
{
	struct bp_buf given = {0};
	char letters[BP_MAX_CHOICES + 1] = "";
	json_t *body = json_object();

	bp_response_write(question, response, &given);
	for (size_t i = 0; i < count && i < BP_MAX_CHOICES; i++)
		letters[i] = (char)('a' + order[i]);
	bp_body_set_text(body, "response", bp_buf_str(&given));
	bp_body_set_hash(body, "hash", question->content_hash);
	if (count)
		bp_body_set_text(body, "order", bp_str(letters));
	bp_buf_release(&given);
	return body;
}

void bp_record_answer(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const uint8_t *attempt, struct bp_buf *out)
{
	json_t *body = describe(question, response, order, count);

	if (attempt)
		bp_body_set_id(body, "attempt", attempt);
	bp_body_write(body, out);
}

void bp_record_report(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const char *version, struct bp_str report, struct bp_buf *out)
{
	json_t *body = describe(question, response, order, count);

	bp_body_set_text(body, "report", report);
	bp_body_set_text(body, "version", bp_str(version));
	bp_body_write(body, out);
}
