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
	const uint8_t *attempt, bool review, struct bp_buf *out)
{
	json_t *body = describe(question, response, order, count);

	if (attempt)
		bp_body_set_id(body, "attempt", attempt);
	if (review)
		json_object_set_new(body, "review", json_true());
	bp_body_write(body, out);
}

bool bp_record_is_review(struct bp_str body)
{
	if (bp_str_find(body, BP_STR("\"review\""), 0) == SIZE_MAX)
		return false;
	json_t *object = bp_body_read(body);
	bool review = json_is_true(json_object_get(object, "review"));

	json_decref(object);
	return review;
}

bool bp_record_read_answer(struct bp_str body, const struct bp_question *question,
	struct bp_arena *arena, struct bp_str *response)
{
	json_t *object = bp_body_read(body);
	struct bp_str text = bp_body_text(object, "response");
	bool found = text.at && bp_body_hash(object, "hash") == question->content_hash;

	if (found)
		*response = bp_arena_str(arena, text);
	json_decref(object);
	return found;
}

bool bp_record_is_right(struct bp_str body, const struct bp_question *question)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_str text;
	bool right = false;

	if (bp_question_graded(question) &&
		bp_record_read_answer(body, question, arena, &text)) {
		struct bp_response response = bp_response_read(question, text);
		right = bp_grade_response(question, &response).correct;
	}
	bp_arena_free(arena);
	return right;
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
