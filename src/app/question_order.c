/* In which order a question shows its choices, pairs and items. */
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* A permutation that is the same each time for the same seed (Fisher-Yates). */
static void shuffle(uint8_t *order, size_t count, uint64_t seed)
{
	for (size_t i = count; i > 1; i--) {
		seed ^= seed << 13; /* xorshift64 */
		seed ^= seed >> 7;
		seed ^= seed << 17;
		size_t other = (size_t)(seed % i);
		uint8_t held = order[i - 1];
		order[i - 1] = order[other];
		order[other] = held;
	}
}

static uint64_t seed_of(const struct bp_app *app, const struct bp_question *question)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (attempt) /* the same again when it is looked at again */
		return bp_hash(BP_HASH_START + attempt->seed, question->id) | 1;
	return bp_hash(BP_HASH_START + app->question.tries, question->id) | 1;
}

/* Each different right side once, in an order of its own. */
static void set_partners(struct question_state *state, uint64_t seed)
{
	const struct bp_question *question = state->question;

	state->partner_count = 0;
	for (size_t i = 0; i < question->pair_count; i++) {
		bool seen = false;
		for (size_t k = 0; k < i; k++)
			seen |= bp_str_equal(
				question->pairs[i].right, question->pairs[k].right);
		if (!seen)
			state->partners[state->partner_count++] = (uint8_t)i;
	}
	shuffle(state->partners, state->partner_count, seed);
}

/* Rows of the question in the order shown: choices, left sides that are not empty, or
 * items. */
void bp_question_set_order(const struct bp_app *app, struct question_state *state)
{
	const struct bp_question *question = state->question;
	size_t all = bp_question_is_pairs(question) ? question->pair_count
						    : question->choice_count;

	state->count = 0;
	for (size_t i = 0; i < all && !bp_question_is_text(question); i++)
		if (!bp_question_is_pairs(question) || question->pairs[i].left.text.len)
			state->order[state->count++] = (uint8_t)i;
	if ((question->type == BP_MULTICHOICE || question->type == BP_SEVERAL) &&
		app->study.module->shuffle)
		shuffle(state->order, state->count, seed_of(app, question));
	if (bp_question_is_pairs(question))
		set_partners(state, seed_of(app, question));
}

void bp_question_read_texts(struct question_state *state)
{
	const struct bp_question *question = state->question;

	state->texts = bp_arena_alloc(state->arena, state->count, sizeof *state->texts);
	for (size_t i = 0; i < state->count; i++) {
		size_t at = state->order[i];
		struct bp_text text = bp_question_is_pairs(question)
			? question->pairs[at].left
			: question->choices[at].text;
		if (question->type == BP_TRUEFALSE)
			text = (struct bp_text){bp_str(at == 0 ? _("Benar") : _("Salah")),
				BP_FORMAT_PLAIN};
		state->texts[i] = bp_document_read_text(state->arena, text);
	}
}

/* Items to be put in order begin in a mixed one. */
void bp_question_mix_items(struct bp_app *app)
{
	struct question_state *state = &app->question;

	if (state->question->type != BP_ORDERING)
		return;
	for (size_t i = 0; i < state->count; i++)
		state->response.match[i] = (uint8_t)i;
	shuffle(state->response.match, state->count, seed_of(app, state->question));
}
