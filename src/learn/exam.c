/*
 * Attempts at exams: the fold of the events that begin, answer, resume and end them, in
 * any order. An answer may come before the beginning that says which questions were
 * drawn; the attempt then has a state, but is not listed.
 */
#include "attempts.h"
#include <stdlib.h>
#include <string.h>

/* The attempt that a body names under "attempt"; NULL if it names none. */
static struct attempt_state *attempts_named(
	struct bp_attempts *attempts, struct body *body)
{
	uint8_t id[16];

	if (!body_mentions(body, "\"attempt\"") ||
		!body_id(body_object(body), "attempt", id))
		return NULL;
	return attempts_need(attempts, id);
}

/* ---- bodies ---- */

void bp_attempt_write(const struct bp_attempt *attempt,
	const struct bp_question *const *drawn, struct bp_buf *out)
{
	json_t *body = json_object(), *questions = json_array();

	for (size_t i = 0; i < attempt->count; i++)
		json_array_append_new(questions,
			json_stringn(attempt->given[i].question.at,
				attempt->given[i].question.len));
	body_set_hash(body, "seed", attempt->seed);
	json_object_set_new(body, "questions", questions);
	json_object_set_new(body, "time", json_integer(attempt->time_seconds));
	if (attempt->extra_seconds)
		json_object_set_new(body, "extra", json_integer(attempt->extra_seconds));
	body_set_text(
		body, "feedback", bp_str(attempt->immediate ? "immediate" : "deferred"));
	if (attempt->paper.len)
		body_set_text(body, "paper", attempt->paper);
	if (attempt->held.len)
		body_set_text(body, "held", attempt->held);
	json_object_set_new(body, "drawn", drawn_write(attempt, drawn));
	body_write(body, out);
}

void bp_attempt_write_cut(
	const struct bp_attempt *attempt, int64_t away_seconds, struct bp_buf *out)
{
	json_t *body = json_object();

	body_set_id(body, "attempt", attempt->id);
	json_object_set_new(body, "away", json_integer(away_seconds));
	body_write(body, out);
}

void bp_attempt_write_end(const struct bp_attempt *attempt, struct bp_buf *out)
{
	json_t *body = json_object();

	body_set_id(body, "attempt", attempt->id);
	if (attempt->timed_out)
		json_object_set_new(body, "timed_out", json_true());
	body_write(body, out);
}

/* ---- what was graded anew ---- */

static void attempts_regrade_given(const struct bp_attempts *attempts,
	const struct bp_attempt *attempt, struct bp_given *given)
{
	struct regrade_of of = {
		attempt->course, attempt->module, given->question, given->at};
	struct regraded answer = regrades_find(attempts->regrades, given->by, of);

	of.at = attempt->at;
	given->grade = answer.found ? answer.grade : given->recorded;
	given->dropped = regrades_find(attempts->regrades, attempt->id, of).dropped;
}

/* It never becomes less than it was when it was handed in. */
static void attempts_better(struct attempt_state *state)
{
	struct bp_attempt *attempt = &state->attempt;

	attempt->passed = attempt->ended && (state->passed || state->better.passed);
	attempt->score = attempt->ended && state->better.best > attempt->handed_in
		? state->better.best
		: attempt->handed_in;
}

static void attempts_regrade_one(
	const struct bp_attempts *attempts, struct attempt_state *state)
{
	struct bp_attempt *attempt = &state->attempt;

	if (!state->begun)
		return;
	for (size_t i = 0; i < attempt->count; i++)
		attempts_regrade_given(attempts, attempt, &attempt->given[i]);
	state->better = regrades_find(attempts->regrades, attempt->id,
		(struct regrade_of){
			.course = attempt->course, .module = attempt->module});
	attempts_better(state);
}

void attempts_regrade(
	struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	struct attempt_state *state = attempts_first(attempts, course, module);

	for (; state; state = attempts_next(attempts, state))
		attempts_regrade_one(attempts, state);
}

/* ---- the fold ---- */

/* Older programs did not record it; whatever else stands there grants nothing. */
static int attempts_extra(const struct bp_attempt *attempt, int64_t extra)
{
	return extra > 0 && extra < attempt->time_seconds ? (int)extra : 0;
}

void attempts_begin(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body)
{
	const json_t *object = body_object(body);
	struct attempt_state *state = attempts_need(attempts, event->id);
	struct bp_attempt *attempt = &state->attempt;

	if (!object || state->begun)
		return;
	state->begun = true;
	attempt->at = event->at;
	attempt->course = bp_arena_str(attempts->arena, event->course);
	attempt->module = bp_arena_str(attempts->arena, event->module);
	attempt->seed = body_hash(object, "seed");
	attempt->time_seconds = (int)body_integer(object, "time");
	attempt->extra_seconds = attempts_extra(attempt, body_integer(object, "extra"));
	attempt->paper = bp_arena_str(attempts->arena, body_text(object, "paper"));
	attempt->deferred = bp_str_is(body_text(object, "feedback"), "deferred");
	attempt->immediate = bp_str_is(body_text(object, "feedback"), "immediate");
	attempts_add(attempts, state);
	attempts_draw(attempts, state, json_object_get(object, "questions"));
	attempts_regrade_one(attempts, state);
}

void attempts_answer(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body)
{
	struct attempt_state *state = attempts_named(attempts, body);

	if (!state)
		return;
	struct bp_given *to = attempts_given(attempts, state, event->question);
	struct bp_str response = body_text(body_object(body), "response");
	if (!to || !response.at || event_order(event->id, event->at, to->by, to->at) <= 0)
		return;
	to->response = bp_arena_str(attempts->arena, response);
	to->order = bp_arena_str(attempts->arena, body_text(body_object(body), "order"));
	to->hash = body_hash(body_object(body), "hash");
	to->grade = to->recorded = event->grade;
	to->at = event->at;
	memcpy(to->by, event->id, sizeof to->by);
	if (state->begun)
		attempts_regrade_given(attempts, &state->attempt, to);
}

void attempts_resume(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body)
{
	struct attempt_state *state = attempts_named(attempts, body);

	(void)event;
	if (!state)
		return;
	int64_t away = body_integer(body_object(body), "away");
	state->attempt.cuts++;
	state->attempt.away_seconds += away > 0 ? away : 0;
}

void attempts_end(
	struct bp_attempts *attempts, const struct bp_event *event, struct body *body)
{
	struct attempt_state *state = attempts_named(attempts, body);
	struct bp_attempt *attempt = state ? &state->attempt : NULL;

	if (!attempt || (attempt->ended && event->at >= attempt->ended_at))
		return;
	attempt->ended = true;
	attempt->ended_at = event->at;
	attempt->timed_out = body_is_true(body_object(body), "timed_out");
	attempt->handed_in = event->grade;
	state->passed = event->verb == BP_PASSED;
	attempts_better(state);
}

/* ---- snapshots ---- */

static void attempts_tape_given(struct tape *tape, struct bp_given *given)
{
	tape_str(tape, &given->question);
	tape_str(tape, &given->response);
	tape_str(tape, &given->order);
	TAPE(tape, given->hash);
	tape_double(tape, &given->grade, -1, 1);
	tape_double(tape, &given->recorded, -1, 1);
	tape_bool(tape, &given->dropped);
	TAPE(tape, given->at);
	TAPE(tape, given->by);
}

static void attempts_tape_one(
	struct tape *tape, struct bp_arena *arena, struct attempt_state *state)
{
	struct bp_attempt *attempt = &state->attempt;

	TAPE(tape, attempt->id);
	TAPE(tape, attempt->at);
	tape_str(tape, &attempt->course);
	tape_str(tape, &attempt->module);
	TAPE(tape, attempt->seed);
	TAPE(tape, attempt->time_seconds);
	TAPE(tape, attempt->extra_seconds);
	tape_str(tape, &attempt->paper);
	tape_bool(tape, &attempt->deferred);
	tape_bool(tape, &attempt->immediate);
	tape_bool(tape, &attempt->ended);
	tape_bool(tape, &state->begun);
	tape_bool(tape, &state->passed);
	tape_bool(tape, &state->better.passed);
	tape_double(tape, &state->better.best, -1, 1);
	tape_bool(tape, &attempt->timed_out);
	tape_double(tape, &attempt->handed_in, -1, 1);
	attempts_better(state);
	TAPE(tape, attempt->ended_at);
	TAPE(tape, attempt->cuts);
	TAPE(tape, attempt->away_seconds);
	attempt->count = tape_count(tape, attempt->count, sizeof(uint64_t));
	if (!tape->out && attempt->count) {
		attempt->room = attempt->count;
		attempt->given =
			bp_arena_alloc(arena, attempt->count, sizeof *attempt->given);
	}
	for (size_t i = 0; i < attempt->count; i++)
		attempts_tape_given(tape, &attempt->given[i]);
}

void attempts_tape(struct bp_attempts *attempts, struct tape *tape)
{
	size_t count = tape_count(tape, attempts->count, sizeof(uint64_t));

	if (!tape->out && count) {
		attempts->at =
			bp_arena_alloc(attempts->arena, count, sizeof *attempts->at);
		attempts->count = attempts->room = count;
	}
	for (size_t i = 0; i < count; i++) {
		struct attempt_state *state = &attempts->at[i];
		attempts_tape_one(tape, attempts->arena, state);
		if (tape->out)
			continue;
		bp_index_add_id(&attempts->by_id, state->attempt.id, (uint32_t)i);
		attempts_index_given(attempts, state);
		if (state->begun)
			attempts_add(attempts, state);
	}
}

/* ---- what there is ---- */

static int attempts_order(const void *left, const void *right)
{
	const struct bp_attempt *a = *(const struct bp_attempt *const *)left;
	const struct bp_attempt *b = *(const struct bp_attempt *const *)right;

	return event_order(a->id, a->at, b->id, b->at);
}

size_t bp_attempts_list(const struct bp_attempts *attempts, struct bp_str course,
	struct bp_str module, const struct bp_attempt **out, size_t room)
{
	const struct attempt_state *state = attempts_first(attempts, course, module);
	size_t count = 0;

	for (; state; state = attempts_next(attempts, state)) {
		if (count < room)
			out[count] = &state->attempt;
		count++;
	}
	if (room)
		qsort(out, count < room ? count : room, sizeof *out, attempts_order);
	return count;
}

const struct bp_attempt *bp_attempts_find(
	const struct bp_attempts *attempts, const uint8_t id[16])
{
	const struct attempt_state *state = attempts_find(attempts, id);

	return state && state->begun ? &state->attempt : NULL;
}

const struct bp_attempt *bp_attempt_open(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	const struct attempt_state *state = attempts_first(attempts, course, module);
	const struct bp_attempt *open = NULL;

	for (; state; state = attempts_next(attempts, state)) {
		const struct bp_attempt *attempt = &state->attempt;
		if (!attempt->ended && (!open || attempts_order(&attempt, &open) > 0))
			open = attempt;
	}
	return open;
}

double bp_attempts_best(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	const struct attempt_state *state = attempts_first(attempts, course, module);
	double best = -1;

	for (; state; state = attempts_next(attempts, state))
		if (state->attempt.ended && state->attempt.score > best)
			best = state->attempt.score;
	return best;
}

size_t bp_attempts_on_paper(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	const struct attempt_state *state = attempts_first(attempts, course, module);
	size_t count = 0;

	for (; state; state = attempts_next(attempts, state))
		count += state->attempt.ended && state->attempt.paper.len;
	return count;
}
