/*
 * What may be told of exams: while an attempt runs whose feedback is deferred, nothing
 * says which of its answers are right.
 */
#include "attempts.h"

/* Of an attempt whose beginning has not come nobody knows that it may be told. */
static bool attempts_is_silent(const struct bp_attempt *attempt)
{
	return !attempt->ended && !attempt->immediate;
}

bool bp_attempts_silent(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	const struct attempt_state *state = attempts_first(attempts, course, module);

	while (state && !attempts_is_silent(&state->attempt))
		state = attempts_next(attempts, state);
	return state != NULL;
}

/* What silent attempts know of a question; NULL: they do not ask it, or it was not
 * answered and must be. */
static const struct bp_given *attempts_silent_given(const struct bp_attempts *attempts,
	struct bp_str course, struct bp_str module, struct bp_str question, bool answered)
{
	const struct attempt_state *state = attempts_first(attempts, course, module);

	for (; state; state = attempts_next(attempts, state)) {
		const struct bp_given *given = attempts_is_silent(&state->attempt)
			? attempts_find_given(state, question)
			: NULL;
		if (given && (given->response.at || !answered))
			return given;
	}
	return NULL;
}

bool bp_attempts_ask(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, struct bp_str question)
{
	return attempts_silent_given(attempts, course, module, question, false) != NULL;
}

bool bp_attempts_withhold(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, struct bp_str question)
{
	return attempts_silent_given(attempts, course, module, question, true) != NULL;
}

static void attempts_tell_answer(
	const struct attempt_state *state, struct bp_event *event, struct bp_str response)
{
	const struct bp_given *given = state && state->attempt.ended && event->grade < 0
		? attempts_find_given(state, event->question)
		: NULL;

	if (!state || attempts_is_silent(&state->attempt))
		event->grade = -1;
	else if (given && bp_str_equal(given->response, response))
		event->grade = given->recorded;
}

static void attempts_tell_without(
	struct bp_arena *arena, struct bp_event *event, json_t *body, const char *key)
{
	struct bp_buf text = {0};

	if (!json_object_get(body, key))
		return;
	json_object_del(body, key);
	body_write(json_incref(body), &text);
	event->body = bp_arena_str(arena, bp_buf_str(&text));
	bp_buf_release(&text);
}

void bp_attempts_tell(const struct bp_attempts *attempts, struct bp_arena *arena,
	struct bp_event *event)
{
	struct body body = {.text = event->body};
	uint8_t id[16];

	if (event->verb == BP_ATTEMPTED) {
		const struct attempt_state *begun = attempts_find(attempts, event->id);
		if (!begun || !begun->attempt.ended) /* what is not asked yet */
			attempts_tell_without(arena, event, body_object(&body), "drawn");
	} else if (event->verb == BP_SCORED) {
		if (bp_attempts_ask(
			    attempts, event->course, event->module, event->question))
			attempts_tell_without(
				arena, event, body_object(&body), "answers");
	} else if (event->verb == BP_ANSWERED && body_mentions(&body, "\"attempt\"") &&
		body_id(body_object(&body), "attempt", id)) {
		attempts_tell_answer(attempts_find(attempts, id), event,
			body_text(body_object(&body), "response"));
	}
	body_release(&body);
}
