/* The checklist in the author's answer to an essay: the learner ticks its lines beside the
 * text that they wrote. Each tick is recorded before it is shown. */
#include "question.h"
#include <berpijar/answer.h>
#include <berpijar/arena.h>
#include <berpijar/lang.h>

static const struct bp_binding checks_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{BP_KEY_SPACE, BP_ACT_MARK},
	{BP_KEY_ENTER, BP_ACT_MARK},
	{BP_KEY_RIGHT, BP_ACT_MARK},
	{'x', BP_ACT_RETRY},
	{'!', BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_hint checks_hints[] = {
	{BP_ACT_MARK, "Enter", N_("centang")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_BACK, "Esc", N_("lanjut")},
	{BP_ACT_RETRY, NULL, N_("coba lagi")},
	{BP_ACT_REPORT, NULL, N_("laporkan soal")},
	{0},
};
static const struct bp_keymap checks_keymap = {
	.title = N_("Mencentang"),
	.parent = &bp_keymap_moving,
	.bindings = checks_keys,
	.hints = checks_hints,
	.meanings = (const struct bp_meaning[]){{BP_ACT_BACK, N_("lanjut")},
		{BP_ACT_MARK, N_("centang atau hapus centangnya")}, {0}},
};

void bp_question_open_checks(struct bp_app *app, struct question_state *state)
{
	const struct bp_question_record *record;
	struct bp_document *model;

	state->check_count = 0;
	if (state->question->type != BP_ESSAY)
		return;
	model = bp_arena_alloc(state->arena, 1, sizeof *model);
	*model = bp_document_read_text(state->arena, state->question->general_feedback);
	state->checks =
		bp_arena_alloc(state->arena, BP_CHECKS_MOST, sizeof *state->checks);
	state->check_count = bp_document_checklist(model, &state->model, state->checks);
	record = state->exam ? NULL : bp_question_record_of(app, state->question);
	state->ticked =
		record ? bp_answer_ticked(record->last_body, state->check_count) : 0;
	state->check = app->options.spoken ? state->check_count : SIZE_MAX;
}

bool bp_question_has_checks(const struct question_state *state)
{
	return state->graded && state->check_count && !state->exam;
}

bool bp_question_move_check(struct question_state *state, bool down)
{
	bool beyond = down ? state->check == state->check_count : state->check + 1 <= 1;

	if (!bp_question_has_checks(state) || beyond) {
		state->check = state->check == 0 ? SIZE_MAX : state->check;
		return false;
	}
	state->check = down ? state->check + 1 : state->check - 1;
	state->follow = true;
	return true;
}

static void checks_recorded(struct bp_app *app)
{
	struct question_state *state = bp_mode_state(app, BP_MODE_QUESTION);

	state->ticked = state->ticking;
}

void bp_question_tick(struct bp_app *app, struct question_state *state, size_t nth)
{
	if (nth == SIZE_MAX && state->check == SIZE_MAX) {
		bp_question_move_check(state, true);
		return;
	}
	if (nth == SIZE_MAX)
		nth = state->check;
	if (!app->options.spoken) /* there an empty line always goes on */
		state->check = nth;
	state->follow = true;
	state->ticking = state->ticked ^ 1u << nth;
	if (bp_question_record_ticks(app, state)) {
		app->then = checks_recorded;
		return;
	}
	checks_recorded(app);
	bp_app_say(app, BP_COLOR_ACCENT,
		_("Sekarang tidak ada yang dicatat, jadi ini tidak tersimpan."));
}

bool bp_question_check_key(struct bp_app *app, struct question_state *state, uint32_t key)
{
	/* plain lines name the row, whatever its number */
	uint32_t nth = key >= BP_KEY_ROW ? key - BP_KEY_ROW : key - '1';

	if (!bp_question_has_checks(state) || nth >= state->check_count ||
		(key < BP_KEY_ROW && (key < '1' || key > '9')))
		return false;
	bp_question_tick(app, state, nth);
	return true;
}

/* On the line that goes on, the keys are those of any answer. */
const struct bp_keymap *bp_question_checks_keymap(const struct question_state *state)
{
	bool on = state->check == state->check_count;

	return bp_question_has_checks(state) && !on ? &checks_keymap : NULL;
}

/* Whether the author's own words lead to the list. */
static bool checks_are_announced(const struct bp_document *model)
{
	struct bp_buf words = {0};

	bp_document_words(model, &words);
	struct bp_str said = bp_str_trim(bp_buf_str(&words));
	bool announced = said.len && said.at[said.len - 1] == ':';
	bp_buf_release(&words);
	return announced;
}

void bp_question_view_checks(struct bp_app *app, const struct question_state *state,
	struct bp_question_view *view)
{
	struct bp_check_view *checks =
		bp_arena_alloc(app->view_arena, state->check_count, sizeof *checks);

	for (size_t i = 0; i < state->check_count; i++)
		checks[i] =
			(struct bp_check_view){&state->checks[i], state->ticked >> i & 1};
	view->checks = checks;
	view->check_count = state->check_count;
	view->check = state->check;
	if (!bp_question_has_checks(state))
		return;
	if (!checks_are_announced(&state->model))
		view->check_hint = _("Centang yang ada pada jawaban Anda:");
	view->check_on = _("Lanjut");
}
