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

/* The next silent attempt at a module from a place in the list on; NULL: no more. */
static const struct bp_attempt *attempts_next_silent(const struct bp_attempts *attempts,
	struct bp_str course, struct bp_str module, size_t *at)
{
	while (*at < attempts->count) {
		const struct attempt_state *state = &attempts->at[(*at)++];
		if (state->begun && attempts_is_silent(&state->attempt) &&
			bp_str_equal(state->attempt.module, module) &&
			bp_str_equal(state->attempt.course, course))
			return &state->attempt;
	}
	return NULL;
}

bool bp_attempts_silent(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	return attempts_next_silent(attempts, course, module, &(size_t){0}) != NULL;
}

/* What silent attempts know of a question; NULL: they do not ask it, or it was not
 * answered and must be. */
static const struct bp_given *attempts_silent_given(const struct bp_attempts *attempts,
	struct bp_str course, struct bp_str module, struct bp_str question, bool answered)
{
	const struct bp_attempt *attempt;
	size_t at = 0;

	while ((attempt = attempts_next_silent(attempts, course, module, &at)))
		for (size_t i = 0; i < attempt->count; i++)
			if ((attempt->given[i].response.at || !answered) &&
				bp_str_equal(attempt->given[i].question, question))
				return &attempt->given[i];
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
	const struct bp_attempt *attempt, struct bp_event *event, struct bp_str response)
{
	if (attempts_is_silent(attempt))
		event->grade = -1;
	for (size_t i = 0; attempt->ended && event->grade < 0 && i < attempt->count; i++)
		if (bp_str_equal(attempt->given[i].question, event->question) &&
			bp_str_equal(attempt->given[i].response, response))
			event->grade = attempt->given[i].recorded;
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
		const struct attempt_state *state = attempts_find(attempts, id);
		attempts_tell_answer(state ? &state->attempt : &(struct bp_attempt){0},
			event, body_text(body_object(&body), "response"));
	}
	body_release(&body);
}
