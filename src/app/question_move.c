/* Moving in a question: through its text, the lines of an essay, and its rows. */
#include "question.h"

void bp_question_scroll(struct question_state *state, int lines)
{
	state->follow = false;
	state->top += lines;
	if (state->top < 0)
		state->top = 0;
}

/* Through the lines of an essay; below the last one is the line that sends it. */
static void question_move_line(struct question_state *state, bool down)
{
	if (!down && state->sending)
		state->sending = false;
	else if (!bp_field_line(&state->field, state->columns, down))
		state->sending = down;
}

bool bp_question_pick_row(struct question_state *state, size_t nth, bool letter)
{
	if (state->kind->pick && state->kind->pick(state, nth, letter))
		return true;
	if (nth >= state->count)
		return false;
	state->selected = nth;
	return true;
}

static void question_move_row(struct question_state *state, bool down)
{
	size_t row = state->selected + (size_t)(down ? 1 : -1);

	if (state->selected == SIZE_MAX)
		row = down ? 0 : state->count - 1;
	if (row >= state->count)
		return;
	if (state->kind->picks_by_moving)
		bp_question_pick_row(state, row, false);
	else
		state->selected = row;
}

void bp_question_move(struct question_state *state, bool down)
{
	if (state->kind->sending)
		question_move_line(state, down);
	else if (bp_question_is(state->question, BP_TYPED))
		bp_question_scroll(state, down ? 1 : -1);
	else
		question_move_row(state, down);
}

bool bp_question_can_change(const struct question_state *state, int step)
{
	return state->selected < state->count && state->kind->can_change &&
		state->kind->can_change(state, step);
}

void bp_question_change(struct question_state *state, int step)
{
	if (bp_question_can_change(state, step))
		state->kind->change(state, step);
}
