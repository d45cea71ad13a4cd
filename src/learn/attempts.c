/* Attempts at exams: found by their id and by their module, and what was given in one by
 * its question. */
#include "attempts.h"
#include <stdlib.h>
#include <string.h>

struct bp_attempts *attempts_new(const struct bp_regrades *regrades)
{
	struct bp_attempts *attempts = bp_alloc(1, sizeof *attempts);

	attempts->arena = bp_arena_new();
	attempts->regrades = regrades;
	return attempts;
}

void attempts_free(struct bp_attempts *attempts)
{
	bp_index_release(&attempts->by_id);
	bp_index_release(&attempts->by_module);
	bp_arena_free(attempts->arena);
	free(attempts);
}

struct attempt_state *attempts_find(
	const struct bp_attempts *attempts, const uint8_t id[16])
{
	_Static_assert(
		offsetof(struct attempt_state, attempt.id) == 0, "found by its id");
	uint32_t n = bp_index_find_id(
		&attempts->by_id, attempts->at, sizeof *attempts->at, id);

	return n == NONE ? NULL : &attempts->at[n];
}

struct attempt_state *attempts_need(struct bp_attempts *attempts, const uint8_t id[16])
{
	struct attempt_state *state = attempts_find(attempts, id);

	if (state)
		return state;
	bp_index_add_id(&attempts->by_id, id, (uint32_t)attempts->count);
	state = BP_PUSH(attempts->arena, attempts->at, attempts->count, attempts->room);
	*state = (struct attempt_state){
		.attempt = {.score = -1, .handed_in = -1}, .better = {.best = -1}};
	memcpy(state->attempt.id, id, 16);
	return state;
}

/* ---- by module ---- */

struct attempt_state *attempts_first(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	uint32_t hash = names_module_hash(course, module), n;
	size_t probe = hash;

	while ((n = bp_index_next(&attempts->by_module, hash, &probe)) != NONE) {
		const struct bp_attempt *attempt = &attempts->at[n].attempt;
		if (bp_str_equal(attempt->module, module) &&
			bp_str_equal(attempt->course, course))
			return &attempts->at[n];
	}
	return NULL;
}

struct attempt_state *attempts_next(
	const struct bp_attempts *attempts, const struct attempt_state *state)
{
	return state->next ? &attempts->at[state->next - 1] : NULL;
}

/* Adds an attempt that has begun to those at its module. */
void attempts_add(struct bp_attempts *attempts, struct attempt_state *state)
{
	struct bp_str course = state->attempt.course, module = state->attempt.module;
	struct attempt_state *first = attempts_first(attempts, course, module);
	uint32_t n = (uint32_t)(state - attempts->at);

	if (first)
		attempts->at[first->last].next = n + 1;
	else
		bp_index_add(&attempts->by_module, names_module_hash(course, module), n);
	(first ? first : state)->last = n;
}

/* ---- what was given ---- */

#define ATTEMPTS_GIVEN_MOST 5000 /* questions of an attempt: no exam asks so many */
#define ATTEMPTS_GIVEN_FEW  32   /* are found as fast without an index */

struct bp_given *attempts_find_given(
	const struct attempt_state *state, struct bp_str question)
{
	const struct bp_attempt *attempt = &state->attempt;
	uint32_t hash = bp_index_name(question), n;
	size_t probe = hash;

	for (size_t i = 0; !state->by_question.count && i < attempt->count; i++)
		if (bp_str_equal(attempt->given[i].question, question))
			return &attempt->given[i];
	while ((n = bp_index_next(&state->by_question, hash, &probe)) != NONE)
		if (bp_str_equal(attempt->given[n].question, question))
			return &attempt->given[n];
	return NULL;
}

void attempts_index_given(struct bp_attempts *attempts, struct attempt_state *state)
{
	const struct bp_attempt *attempt = &state->attempt;

	bp_index_clear(&state->by_question);
	state->by_question.arena = attempts->arena;
	for (uint32_t i = 0; attempt->count > ATTEMPTS_GIVEN_FEW && i < attempt->count;
		i++)
		bp_index_add(&state->by_question,
			bp_index_name(attempt->given[i].question), i);
}

/* The place of a question's answer; it is made where the draw has not come yet. NULL: there
 * is no room for more. */
struct bp_given *attempts_given(
	struct bp_attempts *attempts, struct attempt_state *state, struct bp_str question)
{
	struct bp_attempt *attempt = &state->attempt;
	struct bp_given *given = attempts_find_given(state, question);

	if (given || attempt->count == ATTEMPTS_GIVEN_MOST)
		return given;
	given = BP_PUSH(attempts->arena, attempt->given, attempt->count, attempt->room);
	*given = (struct bp_given){
		.question = bp_arena_str(attempts->arena, question), .at = INT64_MIN};
	if (state->by_question.count)
		bp_index_add(&state->by_question, bp_index_name(question),
			(uint32_t)attempt->count - 1);
	else if (attempt->count > ATTEMPTS_GIVEN_FEW)
		attempts_index_given(attempts, state);
	return given;
}

static struct bp_str attempts_drawn(const json_t *questions, size_t nth)
{
	const json_t *value = json_array_get(questions, nth);

	return (struct bp_str){json_string_value(value), json_string_length(value)};
}

/* Puts what was given to the questions of the draw in front, in its order. */
static void attempts_sort(struct bp_attempts *attempts, struct attempt_state *state,
	const json_t *questions)
{
	struct bp_attempt *attempt = &state->attempt;
	struct bp_given *sorted =
		bp_arena_alloc(attempts->arena, attempt->room, sizeof *sorted);
	bool *moved = bp_alloc(attempt->count, sizeof *moved);
	size_t count = 0;

	for (size_t i = 0; i < json_array_size(questions); i++) {
		struct bp_str id = attempts_drawn(questions, i);
		struct bp_given *given = id.at ? attempts_find_given(state, id) : NULL;
		if (!given || moved[given - attempt->given])
			continue;
		moved[given - attempt->given] = true;
		sorted[count++] = *given;
	}
	for (size_t i = 0; i < attempt->count; i++)
		if (!moved[i])
			sorted[count++] = attempt->given[i];
	free(moved);
	attempt->given = sorted;
	attempts_index_given(attempts, state);
}

/* Answers that came before the draw and are not in it stay behind its questions. */
void attempts_draw(struct bp_attempts *attempts, struct attempt_state *state,
	const json_t *questions)
{
	bool answered = state->attempt.count > 0;

	for (size_t i = 0; i < json_array_size(questions); i++) {
		struct bp_str id = attempts_drawn(questions, i);
		if (id.at)
			attempts_given(attempts, state, id);
	}
	if (answered)
		attempts_sort(attempts, state, questions);
}
