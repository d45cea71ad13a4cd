/*
 * The screen of an exam: its rules and earlier attempts; while one runs, its questions
 * with what is answered and flagged; afterwards each question again with its reasons.
 */
#include "exam_state.h"
#include "facts.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/score.h>

#define STEM_COLUMNS      50
#define EXAM_SIDE_COLUMNS 76 /* half of it is the clock's */
#define MINUTE_MS         60000

/* ---- keys ---- */

static const struct bp_binding exam_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'t', BP_ACT_FLAG},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{'P', BP_ACT_PROOF},
	{0, 0},
};
static const struct bp_hint exam_hints[] = {
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_PROOF, NULL, N_("bukti belajar")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{0},
};
static const struct bp_keymap exam_keymap = {
	.title = N_("Ujian"),
	.parent = &bp_keymap_moving,
	.bindings = exam_keys,
	.hints = exam_hints,
};

/* ---- what the list shows ---- */

static const char *exam_stem_of(struct bp_app *app, size_t nth)
{
	return bp_exam_question(app, nth)
		? bp_words_stem(app, bp_exam_stem(app, nth), STEM_COLUMNS)
		: _("(sudah dihapus)");
}

static void exam_state_running(struct bp_app *app, size_t nth, struct bp_row *row)
{
	bool answered = bp_exam_is_answered(app, nth);

	row->state = bp_app_text(app, "%s %s",
		app->options.symbols[answered ? BP_SYMBOL_DONE : BP_SYMBOL_NONE],
		answered ? _("dijawab") : _("belum"));
	row->color = BP_COLOR_FAINT;
	if (!bp_exam_of(app)->flagged[nth])
		return;
	row->state = bp_app_text(app, "! %s", row->state);
	row->color = BP_COLOR_ACCENT;
}

static void exam_state_ended(struct bp_app *app, const struct bp_question *question,
	const struct bp_given *given, struct bp_row *row)
{
	if (given->dropped) {
		row->state =
			bp_app_text(app, "%s %s", app->options.symbols[BP_SYMBOL_NONE],
				_("dibatalkan, tidak dihitung"));
		row->color = BP_COLOR_FAINT;
		return;
	}
	if (given->response.len) {
		row->state =
			bp_words_outcome(app, question, given->grade, false, &row->color);
		return;
	}
	row->state = bp_app_text(
		app, "%s %s", app->options.symbols[BP_SYMBOL_NONE], _("tidak dijawab"));
	row->color = BP_COLOR_BAD;
}

static void exam_add_questions(
	struct bp_app *app, struct list_state *list, const struct bp_attempt *attempt)
{
	for (size_t i = 0; i < attempt->count; i++) {
		const struct bp_question *question = bp_exam_question(app, i);
		struct bp_row *row = bp_list_item(
			list, exam_stem_of(app, i), BP_THING_QUESTION, question);
		bp_list_number(app, list, 2);
		if (bp_exam_changed(app, i))
			row->detail = bp_exam_given_words(app, i);
		if (attempt->ended)
			exam_state_ended(app, question, &attempt->given[i], row);
		else
			exam_state_running(app, i, row);
	}
}

/* Two presses, since there is no way back. */
static void exam_hand_in(struct bp_app *app)
{
	struct exam *exam = bp_exam_of(app);

	if (exam->confirming) {
		bp_exam_hand_in(app, bp_exam_over(app));
		return;
	}
	exam->confirming = true;
	bp_app_say(app, BP_COLOR_ACCENT,
		bp_exam_unanswered(app)
			? _("Masih ada soal yang belum dijawab. Enter sekali lagi untuk mengumpulkan.")
			: _("Enter sekali lagi untuk mengumpulkan; sesudahnya jawaban tidak dapat diubah."));
}

static void exam_view_running(struct bp_app *app, const struct bp_attempt *attempt)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_EXAM);
	static const struct bp_command hand_in = {N_("Kumpulkan jawaban"), exam_hand_in};
	size_t left = bp_exam_unanswered(app);

	exam_add_questions(app, list, attempt);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	struct bp_row *row =
		bp_list_item(list, _(hand_in.title), BP_THING_COMMAND, &hand_in);
	row->detail = left ? bp_app_text(app, _("%zu soal belum dijawab"), left)
			   : _("semua soal sudah dijawab");
	if (list->selected != SIZE_MAX)
		return;
	if (bp_exam_of(app)->at < attempt->count)
		bp_list_point_number(list, bp_exam_of(app)->at + 1);
	else
		bp_list_point(list, &hand_in);
}

/* The first attempt of a module that measures is its pre-test, and there is no passing it. */
static const char *exam_outcome(struct bp_app *app, const struct bp_attempt *attempt)
{
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	int score = bp_score_percent(attempt->score);

	if (app->study.module->pretest)
		return bp_app_text(app,
			bp_exam_attempts(app, all) && all[0] == attempt
				? _("Tes awal: nilai %d")
				: _("Tes akhir: nilai %d"),
			score);
	return bp_app_text(app,
		attempt->passed ? _("%s Lulus dengan nilai %d")
				: _("%s Nilai %d, belum lulus"),
		app->options.symbols[attempt->passed ? BP_SYMBOL_DONE : BP_SYMBOL_WRONG],
		score);
}

static void exam_view_ended(struct bp_app *app, const struct bp_attempt *attempt)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_EXAM);
	struct bp_row *row =
		bp_list_add(list, BP_ROW_HEADING, exam_outcome(app, attempt));
	const char *sent = bp_words_sent(app);

	row->color = attempt->passed ? BP_COLOR_GOOD : BP_COLOR_BAD;
	if (sent)
		bp_list_add(list, BP_ROW_TEXT, sent)->color = BP_COLOR_FAINT;
	if (attempt->timed_out)
		bp_list_add(list, BP_ROW_TEXT,
			_("Waktunya habis, jadi ujian terkumpul sendiri."));
	if (attempt->extra_seconds)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app, _("Waktu Anda: %s."),
				bp_exam_time_words(app, attempt->time_seconds,
					attempt->extra_seconds)));
	if (attempt->score > attempt->handed_in)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app,
				_("Nilainya %d ketika dikumpulkan; ada soal yang kemudian dinilai ulang."),
				bp_score_percent(attempt->handed_in)));
	if (!app->study.module->pretest)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app,
				app->options.spoken
					? _("Lulus mulai %d. Nomor soal menampilkan jawaban Anda dan alasannya.")
					: _("Lulus mulai %d. Enter pada soal menampilkan jawaban Anda dan alasannya."),
				bp_exam_pass_mark(app)));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	exam_add_questions(app, list, attempt);
}

static void exam_add_all(
	struct bp_app *app, struct list_state *list, const struct bp_attempt *attempt)
{
	bp_list_start(app, list, true);
	if (!attempt)
		bp_exam_view_rules(app);
	else if (attempt->ended)
		exam_view_ended(app, attempt);
	else
		exam_view_running(app, attempt);
}

/* Whoever was granted more time than others sees that it counts, where there is room. */
static const char *exam_side(
	struct bp_app *app, const struct bp_attempt *attempt, int columns)
{
	const char *clock = attempt && !attempt->ended ? bp_exam_clock(app) : NULL;
	int minutes = clock ? (int)(bp_exam_left(app) / MINUTE_MS) : 0;

	if (!minutes || !attempt->extra_seconds ||
		(columns < EXAM_SIDE_COLUMNS && !app->options.spoken))
		return clock ? clock : _("ujian");
	return bp_app_text(app, _("sisa %d dari %s"), minutes,
		bp_exam_time_words(app, attempt->time_seconds, attempt->extra_seconds));
}

static void exam_view(struct bp_app *app, struct bp_view *view)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	struct list_state *list = bp_mode_list(app, BP_MODE_EXAM);

	/* a gate opens while keys only move, too */
	bool gated = !attempt && app->options.recall.may_begin;
	if (gated || !bp_list_stands(app, list))
		exam_add_all(app, list, attempt);
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	view->title = app->study.module->title;
	view->side = exam_side(app, attempt, view->columns);
}

/* ---- what can be done ---- */

static void exam_take_up(struct bp_app *app, const struct bp_attempt *attempt)
{
	bp_exam_show(app, attempt);
	bp_exam_take_up_place(app, attempt);
	if (bp_exam_left(app) == 0)
		bp_exam_hand_in(app, true);
}

static void exam_open(struct bp_app *app, const struct list_state *list)
{
	const struct bp_attempt *attempt = bp_list_thing(list, BP_THING_ATTEMPT);

	if (bp_list_kind(list) == BP_THING_QUESTION)
		bp_exam_open(app, bp_list_picked(list) - 1);
	else if (attempt && attempt->ended)
		bp_exam_show(app, attempt);
	else if (attempt)
		exam_take_up(app, attempt);
	else
		bp_list_run(app, list);
}

static void exam_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_EXAM);

	if (action == BP_ACT_PROOF) {
		bp_mode_begin(app, BP_MODE_PROOF, app->study.course);
		return;
	}
	if (action == BP_ACT_OPEN && bp_list_reveal(list))
		return; /* an item out of sight is first shown */
	if (action == BP_ACT_OPEN) {
		exam_open(app, list);
		return;
	}
	bp_exam_of(app)->confirming = false;
	if (action == BP_ACT_FLAG && bp_list_kind(list) == BP_THING_QUESTION) {
		bp_exam_of(app)->at = bp_list_picked(list) - 1;
		bp_exam_flag(app);
	} else {
		bp_list_act(list, action);
	}
}

/* Back from the review of an earlier attempt leads to the rules. */
static bool exam_key(struct bp_app *app, uint32_t key)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (!attempt || !attempt->ended ||
		bp_keymap_find(&exam_keymap, key) != BP_ACT_BACK)
		return false;
	bp_exam_of(app)->shown = false;
	bp_list_restart(bp_mode_list(app, BP_MODE_EXAM));
	return true;
}

static bool exam_can(const struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_PROOF)
		return !bp_exam_running(app) &&
			bp_course_is_finished(app, app->study.course);
	if (action == BP_ACT_OPEN) /* a gate that is closed leaves nothing to open */
		return bp_list_kind(bp_mode_list(app, BP_MODE_EXAM)) != BP_THING_NONE;
	return action != BP_ACT_FLAG || bp_exam_running(app);
}

/* ---- opening and closing ---- */

/* The rules, or the attempt that was cut. */
static void exam_begin(struct bp_app *app, const void *with)
{
	const struct bp_attempt *open =
		bp_attempt_open(bp_progress_attempts(app->options.progress),
			bp_str(app->study.course->id), bp_str(app->study.module->id));

	(void)with;
	bp_mode_push(app, BP_MODE_EXAM);
	if (open && app->options.recording)
		exam_take_up(app, open);
}

static void exam_leave(struct bp_app *app)
{
	bp_exam_save_place(app);
	bp_study_leave(app);
}

const struct bp_mode bp_mode_exam = {
	.size = sizeof(struct exam),
	.release = bp_exam_release,
	.begin = exam_begin,
	.keymap = &exam_keymap,
	.key = exam_key,
	.numbers = BP_ACT_OPEN,
	.act = exam_act,
	.can = exam_can,
	.view = exam_view,
	.leave = exam_leave,
};
