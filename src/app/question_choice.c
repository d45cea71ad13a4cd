/* Choices: one or several of them, true or false. */
#include "question.h"
#include <berpijar/lang.h>

static void choices_arrange(struct question_state *state, bool shuffle)
{
	bp_question_arrange_choices(state, shuffle);
	if (shuffle)
		bp_question_shuffle(state->order, state->count, state->seed);
}

static struct bp_text choices_text_truth(const struct bp_question *question, size_t index)
{
	(void)question;
	return (struct bp_text){
		bp_str(index == 0 ? _("Benar") : _("Salah")), BP_FORMAT_PLAIN};
}

/* One choice replaces the one before it; of several each is marked or not. */
static bool choices_pick(struct question_state *state, size_t nth, bool letter)
{
	uint32_t others = state->kind->marks ? state->response.chosen : 0;

	(void)letter;
	if (nth >= state->count)
		return false;
	state->selected = nth;
	state->response.chosen = others ^ 1u << state->order[nth];
	state->changed = true;
	return true;
}

static bool choices_is_picked(const struct question_state *state, size_t row)
{
	return state->response.chosen >> state->order[row] & 1;
}

/* → marks what is not marked, ← takes the mark off. */
static bool choices_can_change(const struct question_state *state, int step)
{
	return (step > 0) != choices_is_picked(state, state->selected);
}

static void choices_change(struct question_state *state, int step)
{
	(void)step;
	choices_pick(state, state->selected, false);
}

static const char *choices_wrong(
	struct bp_app *app, const struct question_state *state, double weight)
{
	if (weight >= 0 || !bp_question_is(state->question, BP_SINGLE))
		return _("kurang tepat");
	return bp_app_text(
		app, _("kurang tepat · mengurangi nilai %d"), bp_score_percent(-weight));
}

/* While the key is hidden, only what was picked is judged: the rest would tell the answer. */
static void choices_judge(struct bp_app *app, const struct question_state *state,
	const struct bp_choice *choice, struct bp_choice_view *view)
{
	bool right = choice->weight > 0;

	if (state->hidden && !view->marked)
		return;
	if (right && choice->weight < 1 && bp_question_is(state->question, BP_SINGLE)) {
		view->verdict = bp_app_text(app, "%s %s %d",
			app->options.symbols[BP_SYMBOL_DONE], _("sebagian benar · nilai"),
			bp_score_percent(choice->weight));
		view->color = BP_COLOR_ACCENT;
	} else if (right || view->marked) {
		bp_question_judge(app, view, right,
			right ? _("benar") : choices_wrong(app, state, choice->weight));
	}
}

static void choices_row(struct bp_app *app, const struct question_state *state,
	size_t row, struct bp_choice_view *view)
{
	view->marked = choices_is_picked(state, row);
	if (state->graded)
		choices_judge(
			app, state, &state->question->choices[state->order[row]], view);
}

/* 0: what was picked, 1: what would have been right, too, 2: the others. */
static int choices_rank(const struct question_state *state, size_t row)
{
	if (choices_is_picked(state, row))
		return 0;
	return state->question->choices[state->order[row]].weight > 0 ? 1 : 2;
}

static void choices_explain_row(struct bp_app *app, const struct question_state *state,
	size_t row, struct feedback_list *list)
{
	const struct bp_choice *choice = &state->question->choices[state->order[row]];

	if (!choice->feedback.text.len)
		return;
	bp_question_add_feedback(app, list,
		bp_app_text(app,
			choice->weight > 0 ? _("Mengapa %c:") : _("Mengapa bukan %c:"),
			(char)('a' + row)),
		choice->feedback);
}

static size_t choices_folded(const struct question_state *state)
{
	size_t count = 0;

	for (size_t row = 0; row < state->count && !state->hidden; row++)
		count += choices_rank(state, row) == 2 &&
			state->question->choices[state->order[row]].feedback.text.len;
	return count;
}

/* What concerns the learner's answer most stands first. */
static void choices_explain(struct bp_app *app, const struct question_state *state,
	struct feedback_list *list)
{
	int ranks = state->hidden ? 1 : state->unfolded ? 3 : 2;

	for (int rank = 0; rank < ranks; rank++)
		for (size_t row = 0; row < state->count; row++)
			if (choices_rank(state, row) == rank)
				choices_explain_row(app, state, row, list);
}

const struct question_kind bp_question_kind_multichoice = {
	.look = BP_CHOICE_RADIO,
	.keymap = &bp_keymap_question,
	.picks_by_moving = true,
	.arrange = choices_arrange,
	.text = bp_question_choice_text,
	.pick = choices_pick,
	.row = choices_row,
	.folded = choices_folded,
	.explain = choices_explain,
};

/* ---- forks: what follows is told, and nothing is judged ---- */

static void choices_row_fork(struct bp_app *app, const struct question_state *state,
	size_t row, struct bp_choice_view *view)
{
	(void)app;
	view->marked = choices_is_picked(state, row);
}

static void choices_explain_fork(struct bp_app *app, const struct question_state *state,
	struct feedback_list *list)
{
	for (size_t row = 0; row < state->count; row++)
		if (choices_is_picked(state, row))
			bp_question_add_feedback(app, list, NULL,
				state->question->choices[state->order[row]].feedback);
}

const struct question_kind bp_question_kind_fork = {
	.look = BP_CHOICE_RADIO,
	.keymap = &bp_keymap_question,
	.picks_by_moving = true,
	.arrange = bp_question_arrange_choices,
	.text = bp_question_choice_text,
	.pick = choices_pick,
	.row = choices_row_fork,
	.explain = choices_explain_fork,
};

const struct question_kind bp_question_kind_several = {
	.look = BP_CHOICE_CHECK,
	.keymap = &bp_keymap_question,
	.marks = true,
	.arrange = choices_arrange,
	.text = bp_question_choice_text,
	.pick = choices_pick,
	.can_change = choices_can_change,
	.change = choices_change,
	.row = choices_row,
	.folded = choices_folded,
	.explain = choices_explain,
};

const struct question_kind bp_question_kind_truefalse = {
	.look = BP_CHOICE_RADIO,
	.keymap = &bp_keymap_question,
	.picks_by_moving = true,
	.arrange = bp_question_arrange_choices,
	.text = choices_text_truth,
	.pick = choices_pick,
	.row = choices_row,
	.folded = choices_folded,
	.explain = choices_explain,
};
