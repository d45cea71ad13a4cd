/* What the bodies of answers and of reports say, written and read. */
#include "body.h"
#include <berpijar/answer.h>

/* What both bodies say: the response, which content of the question it was given to, and
 * the order in which the choices were shown. */
static json_t *record_describe(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count)
{
	struct bp_buf given = {0};
	char letters[BP_MAX_CHOICES + 1] = "";
	json_t *body = json_object();

	bp_response_write(question, response, &given);
	for (size_t i = 0; i < count && i < BP_MAX_CHOICES; i++)
		letters[i] = (char)('a' + order[i]);
	body_set_text(body, "response", bp_buf_str(&given));
	body_set_hash(body, "hash", question->content_hash);
	if (count)
		body_set_text(body, "order", bp_str(letters));
	bp_buf_release(&given);
	return body;
}

void bp_answer_write(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	struct bp_answer_of of, struct bp_buf *out)
{
	json_t *body = record_describe(question, response, order, count);

	if (of.attempt)
		body_set_id(body, "attempt", of.attempt);
	if (of.review)
		json_object_set_new(body, "review", json_true());
	if (of.graded)
		json_object_set_new(body, "graded", json_true());
	if (of.paper)
		json_object_set_new(body, "paper", json_true());
	if (question->type == BP_ESSAY)
		json_object_set_new(body, "written", json_true());
	if (of.checks)
		body_set_text(body, "checks", bp_str(of.checks));
	body_write(body, out);
}

bool bp_answer_read(struct bp_str body, const struct bp_question *question,
	struct bp_arena *arena, struct bp_str *response)
{
	json_t *object = body_read(body);
	struct bp_str text = body_text(object, "response");
	bool found = text.at && body_hash(object, "hash") == question->content_hash;

	if (found)
		*response = bp_arena_str(arena, text);
	json_decref(object);
	return found;
}

struct bp_answer_said bp_answer_said(struct bp_str body, struct bp_arena *arena)
{
	json_t *object = body_read(body);
	struct bp_answer_said said = {
		.response = bp_arena_str(arena, body_text(object, "response")),
		.hash = body_hash(object, "hash"),
		.written = body_is_true(object, "written"),
	};

	json_decref(object);
	return said;
}

bool bp_answer_is_picked(struct bp_str response)
{
	size_t letters = 0, digits = 0, pairs = 0;

	if (bp_str_is(response, "true") || bp_str_is(response, "false"))
		return true;
	for (size_t i = 0; i <= response.len; i++) {
		char c = i < response.len ? response.at[i] : ',';
		if (c == ',') {
			if (letters > 1 || digits > 4 || (digits && pairs != 1) ||
				(letters && digits))
				return false;
			letters = digits = pairs = 0;
		} else if ((c >= 'a' && c <= 'z') || c == '-') {
			letters++;
		} else if (bp_is_digit(c)) {
			digits++;
		} else if (c == '=') {
			pairs++;
		} else {
			return false;
		}
	}
	return true;
}

/* Verbs whose bodies hold what the learner typed. */
static const bool answer_typed_verbs[BP_VERB_COUNT] = {
	[BP_ANNOTATED] = true,
	[BP_BOOKMARKED] = true,
	[BP_ATTENDED] = true,
};

bool bp_event_is_private(const struct bp_event *event, struct bp_arena *arena)
{
	if (answer_typed_verbs[event->verb])
		return true;
	if (event->verb != BP_ANSWERED)
		return false;
	struct bp_answer_said said = bp_answer_said(event->body, arena);
	return said.written || !bp_answer_is_picked(said.response);
}

uint32_t bp_answer_ticked(struct bp_str body, size_t count)
{
	json_t *object = body_read(body);
	struct bp_str checks = body_text(object, "checks");
	uint32_t ticked = 0;

	for (size_t i = 0; checks.len == count && i < count && i < 32; i++)
		ticked |= (uint32_t)(checks.at[i] == 'x') << i;
	json_decref(object);
	return ticked;
}

bool bp_answer_is_right(struct bp_str body, const struct bp_question *question)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_str text;
	bool right = false;

	if (bp_question_graded(question) &&
		bp_answer_read(body, question, arena, &text)) {
		struct bp_response response = bp_response_read(question, text);
		right = bp_grade_response(question, &response).correct;
	}
	bp_arena_free(arena);
	return right;
}

void bp_report_write(const struct bp_question *question,
	const struct bp_response *response, const uint8_t *order, size_t count,
	const char *version, struct bp_str report, struct bp_buf *out)
{
	json_t *body = record_describe(question, response, order, count);

	body_set_text(body, "report", report);
	body_set_text(body, "version", bp_str(version));
	body_write(body, out);
}
