/* An answer is given by keys: picked, paired, moved, marked. */
#include "question.h"

void bp_question_choose(struct bp_app *app, size_t row)
{
	struct question_state *state = &app->question;

	state->selected = row;
	if (bp_question_is_pairs(state->question) || state->question->type == BP_ORDERING)
		return;
	if (bp_question_is_multiple(state->question)) {
		state->response.chosen ^= 1u << state->order[row];
	} else {
		state->response.chosen = 1u << state->order[row];
	}
	bp_question_save_draft(app, false);
}

void bp_question_move(struct bp_app *app, int step)
{
	struct question_state *state = &app->question;
	size_t to;

	if (state->selected == SIZE_MAX)
		to = step > 0 ? 0 : state->count - 1;
	else if (step < 0 && state->selected == 0)
		to = 0;
	else
		to = state->selected + (size_t)step;
	if (state->count == 0 || to >= state->count)
		return;
	if (bp_question_is_multiple(state->question) ||
		bp_question_is_pairs(state->question) ||
		state->question->type == BP_ORDERING)
		state->selected = to;
	else
		bp_question_choose(app, to);
}

static void give_partner(struct bp_app *app, size_t letter)
{
	struct question_state *state = &app->question;

	state->response.match[state->order[state->selected]] =
		letter < state->partner_count ? state->partners[letter] : BP_UNMATCHED;
	bp_question_save_draft(app, false);
}

/* After a letter, the next row that has no partner. */
static void next_unmatched(struct question_state *state)
{
	for (size_t i = 1; i <= state->count; i++) {
		size_t row = (state->selected + i) % state->count;
		if (bp_question_partner(state, row) == SIZE_MAX) {
			state->selected = row;
			return;
		}
	}
}

void bp_question_pair(struct bp_app *app, size_t letter)
{
	give_partner(app, letter);
	next_unmatched(&app->question);
}

static void move_item(struct bp_app *app, int step)
{
	struct question_state *state = &app->question;
	size_t from = state->selected, to = from + (size_t)step;

	if (to >= state->count)
		return;
	uint8_t held = state->response.match[from];
	state->response.match[from] = state->response.match[to];
	state->response.match[to] = held;
	state->selected = to;
	bp_question_save_draft(app, false);
}

/* Whether left or right leads on: to another partner or none, to another place, to a mark
 * or none. */
bool bp_question_can_change(const struct question_state *state, int step)
{
	const struct bp_question *question = state->question;
	bool more = step > 0;

	if (state->selected >= state->count)
		return false;
	if (bp_question_is_pairs(question)) {
		size_t now = bp_question_partner(state, state->selected);
		return more ? now + 1 < state->partner_count : now != SIZE_MAX;
	}
	if (question->type == BP_ORDERING)
		return more ? state->selected + 1 < state->count : state->selected > 0;
	return bp_question_is_multiple(question) &&
		more != (state->response.chosen >> state->order[state->selected] & 1);
}

void bp_question_change(struct bp_app *app, int step)
{
	struct question_state *state = &app->question;

	if (!bp_question_can_change(state, step))
		return;
	if (bp_question_is_pairs(state->question)) {
		size_t now = bp_question_partner(state, state->selected);
		give_partner(app, now + (size_t)step); /* before the first: none */
	} else if (state->question->type == BP_ORDERING) {
		move_item(app, step);
	} else {
		bp_question_choose(app, state->selected);
	}
}

void bp_question_mark(struct bp_app *app)
{
	struct question_state *state = &app->question;

	if (bp_question_is_pairs(state->question))
		give_partner(app, SIZE_MAX);
	else if (state->selected < state->count)
		bp_question_choose(app, state->selected);
}
