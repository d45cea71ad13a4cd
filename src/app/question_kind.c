/* The row of each type of question; a type without one does not link. */
#include "question.h"
#include <berpijar/exam.h>
#include <string.h>

static const struct question_kind *const question_kinds[] = {
#define QUESTION_KIND(TYPE, row, ...) [BP_##TYPE] = &bp_question_kind_##row,
	BP_QUESTION_TYPES(QUESTION_KIND)
#undef QUESTION_KIND
};

/* Asks nothing, so it is never opened. */
const struct question_kind bp_question_kind_description = {
	.keymap = &bp_keymap_question,
};

void bp_question_init(struct question_state *state, const struct bp_question *question,
	const struct bp_attempt *attempt)
{
	state->question = question;
	state->kind = question_kinds[question->type];
	state->response = bp_response_none();
	state->exam = attempt != NULL;
	if (!attempt)
		return;
	memcpy(state->attempt, attempt->id, sizeof state->attempt);
	state->draw = attempt->seed;
}

void bp_question_arrange(struct question_state *state, bool shuffle)
{
	uint64_t draw =
		state->exam ? state->draw : (shuffle ? state->draw : 0) + state->tries;

	state->seed = bp_hash(BP_HASH_START + draw, state->question->id) | 1;
	state->count = state->partner_count = 0;
	if (state->kind->arrange)
		state->kind->arrange(state, shuffle);
}
