/*
 * The screen of an exam: its rules and earlier attempts; while one runs, its questions
 * with what is answered and flagged; afterwards each question again with its reasons.
 */
#include "exam.h"
#include <berpijar/arena.h>
#include <berpijar/draw.h>
#include <berpijar/lang.h>

#define STEM_COLUMNS 50

/* ---- what the list shows ---- */

static const char *stem_of(struct bp_app *app, const struct bp_question *question)
{
	return question ? bp_words_stem(app, question, STEM_COLUMNS)
			: _("(sudah dihapus)");
}

static void state_running(struct bp_app *app, size_t nth, struct bp_row *row)
{
	bool answered = bp_exam_is_answered(app, nth);

	row->state = bp_app_text(app, "%s %s",
		app->options.symbols[answered ? BP_SYMBOL_DONE : BP_SYMBOL_NONE],
		answered ? _("dijawab") : _("belum"));
	row->color = BP_COLOR_FAINT;
	if (!app->exam.flagged[nth])
		return;
	row->state = bp_app_text(app, "! %s", row->state);
	row->color = BP_COLOR_ACCENT;
}

static void state_ended(struct bp_app *app, const struct bp_question *question,
	const struct bp_given *given, struct bp_row *row)
{
	if (given->response.len) {
		row->state =
			bp_words_outcome(app, question, given->grade, false, &row->color);
		return;
	}
	row->state = bp_app_text(
		app, "%s %s", app->options.symbols[BP_SYMBOL_NONE], _("tidak dijawab"));
	row->color = BP_COLOR_BAD;
}

static void add_questions(struct bp_app *app, const struct bp_attempt *attempt)
{
	for (size_t i = 0; i < attempt->count; i++) {
		const struct bp_question *question = bp_exam_question(app, i);
		struct bp_row *row =
			bp_list_add(&app->exam.list, BP_ROW_ITEM, stem_of(app, question));
		row->label = bp_app_text(app, "%2zu", i + 1);
		if (attempt->ended)
			state_ended(app, question, &attempt->given[i], row);
		else
			state_running(app, i, row);
	}
}

static int pass_mark(const struct bp_app *app)
{
	int pass = bp_module_pass(app->study.course, app->study.module);

	return pass >= 0 ? pass : 0;
}

static void view_running(struct bp_app *app, const struct bp_attempt *attempt)
{
	struct list_state *list = &app->exam.list;
	size_t left = bp_exam_unanswered(app);

	add_questions(app, attempt);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	struct bp_row *row = bp_list_add(list, BP_ROW_ITEM, _("Kumpulkan jawaban"));
	row->detail = left ? bp_app_text(app, _("%zu soal belum dijawab"), left)
			   : _("semua soal sudah dijawab");
	if (list->selected == SIZE_MAX)
		list->selected = bp_list_row(list, app->exam.at);
}

static void view_ended(struct bp_app *app, const struct bp_attempt *attempt)
{
	struct list_state *list = &app->exam.list;
	int score = bp_score_percent(attempt->score);
	struct bp_row *row = bp_list_add(list, BP_ROW_HEADING,
		bp_app_text(app,
			attempt->passed ? _("%s Lulus dengan nilai %d")
					: _("%s Nilai %d, belum lulus"),
			app->options.symbols[attempt->passed ? BP_SYMBOL_DONE
							     : BP_SYMBOL_WRONG],
			score));

	row->color = attempt->passed ? BP_COLOR_GOOD : BP_COLOR_BAD;
	if (attempt->timed_out)
		bp_list_add(list, BP_ROW_TEXT,
			_("Waktunya habis, jadi ujian terkumpul sendiri."));
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app,
			_("Lulus mulai %d. Enter pada soal menampilkan jawaban Anda dan alasannya."),
			pass_mark(app)));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	add_questions(app, attempt);
}

static size_t count_drawn(const struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	uint32_t *drawn = bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *drawn);

	return bp_draw_questions(quiz, app->study.module, 1, drawn);
}

static bool can_begin(struct bp_app *app)
{
	return bp_exam_chances(app) && count_drawn(app);
}

static const char *rules(struct bp_app *app)
{
	const struct bp_module *module = app->study.module;
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	const char *text = bp_app_text(app, _("%zu soal"), count_drawn(app));

	if (module->time_seconds)
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(
				app, _("%d menit"), (module->time_seconds + 59) / 60));
	if (pass_mark(app))
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(app, _("lulus mulai nilai %d"), pass_mark(app)));
	if (module->attempts)
		text = bp_app_text(app, "%s %s %s", text, dot,
			bp_app_text(app, _("sisa kesempatan: %d dari %d"),
				bp_exam_chances(app), module->attempts));
	return text;
}

/* The text of the module beside its questions. */
static void add_intro(struct bp_app *app)
{
	const struct bp_document *document = app->study.document;

	for (uint32_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		struct bp_buf words = {0};
		if (block->kind != BP_BLOCK_PARAGRAPH && block->kind != BP_BLOCK_HEADING)
			continue;
		bp_spans_words(&block->spans, &words);
		bp_list_add(&app->exam.list,
			block->kind == BP_BLOCK_HEADING ? BP_ROW_HEADING : BP_ROW_TEXT,
			bp_arena_cstr(app->view_arena, bp_buf_str(&words)));
		bp_list_add(&app->exam.list, BP_ROW_BLANK, NULL);
		bp_buf_release(&words);
	}
}

static void add_earlier(struct bp_app *app)
{
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	size_t count = bp_exam_attempts(app, all);

	if (count)
		bp_list_add(&app->exam.list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < count; i++) {
		struct bp_row *row = bp_list_add(&app->exam.list, BP_ROW_ITEM,
			bp_app_text(app, _("Lihat lagi percobaan %zu"), i + 1));
		if (!all[i]->ended)
			continue;
		row->state = bp_app_text(app,
			all[i]->passed ? _("nilai %d, lulus")
				       : _("nilai %d, belum lulus"),
			bp_score_percent(all[i]->score));
		row->color = all[i]->passed ? BP_COLOR_GOOD : BP_COLOR_BAD;
		if (all[i]->timed_out)
			row->detail = _("waktunya habis");
	}
	/* its end may not have been seen: to look at it is what comes next, not to begin
	 * another one */
	if (count && all[count - 1]->timed_out && app->exam.list.selected == SIZE_MAX)
		app->exam.list.selected = app->exam.list.count - 1;
}

static void view_rules(struct bp_app *app)
{
	struct list_state *list = &app->exam.list;

	add_intro(app);
	bp_list_add(list, BP_ROW_TEXT, rules(app));
	if (app->study.module->time_seconds)
		bp_list_add(list, BP_ROW_TEXT,
			app->study.module->pauses
				? _("Bila sambungan terputus, waktu berhenti dan ujian dapat dilanjutkan.")
				: _("Bila sambungan terputus, waktu jalan terus; ujian dapat dilanjutkan selama waktunya masih ada."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (can_begin(app))
		bp_list_add(list, BP_ROW_ITEM, _("Mulai ujian"));
	else if (!count_drawn(app))
		bp_list_add(list, BP_ROW_TEXT, _("Ujian ini belum mempunyai soal."));
	else
		bp_list_add(list, BP_ROW_TEXT, _("Kesempatan ujian ini sudah habis."));
	add_earlier(app);
}

static void exam_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	struct list_state *list = &app->exam.list;
	const char *clock = attempt && !attempt->ended ? bp_exam_clock(app) : NULL;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (!attempt)
		view_rules(app);
	else if (attempt->ended)
		view_ended(app, attempt);
	else
		view_running(app, attempt);
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	view->title = app->study.module->title;
	view->side = clock ? clock : _("ujian");
}

/* ---- what can be done ---- */

static void open_running(struct bp_app *app, size_t nth)
{
	if (nth < bp_exam_attempt(app)->count) {
		bp_exam_open(app, nth);
	} else if (app->exam.confirming) {
		bp_exam_hand_in(app, false);
	} else {
		app->exam.confirming = true;
		bp_app_say(app, BP_COLOR_ACCENT,
			bp_exam_unanswered(app)
				? _("Masih ada soal yang belum dijawab. Enter sekali lagi untuk mengumpulkan.")
				: _("Enter sekali lagi untuk mengumpulkan; sesudahnya jawaban tidak dapat diubah."));
	}
}

static void open_rules(struct bp_app *app, size_t nth)
{
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	size_t count = bp_exam_attempts(app, all), first = can_begin(app) ? 1 : 0;

	if (first && nth == 0)
		bp_exam_draw(app);
	else if (nth - first < count)
		bp_exam_show(app, all[nth - first]);
}

static void exam_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = &app->exam.list;
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	size_t nth = bp_list_nth(list);

	if (action == BP_ACT_PROOF) {
		bp_proof_begin(app, app->study.course);
		return;
	}
	if (action == BP_ACT_OPEN && bp_list_reveal(list))
		return; /* nothing begins that is not seen */
	if (action != BP_ACT_OPEN)
		app->exam.confirming = false;
	if (action == BP_ACT_FLAG && attempt && nth < attempt->count) {
		app->exam.at = nth;
		bp_exam_flag(app);
	} else if (action != BP_ACT_OPEN) {
		bp_list_act(list, action);
	} else if (!attempt) {
		open_rules(app, nth);
	} else if (attempt->ended) {
		bp_exam_open(app, nth);
	} else {
		open_running(app, nth);
	}
}

/* A question is opened by its number; back from the review of an earlier attempt leads to
 * the rules. */
static bool exam_key(struct bp_app *app, uint32_t key)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	bool opens;

	if (attempt &&
		bp_list_digit(app, &app->exam.list, key, 0, attempt->count, &opens)) {
		app->exam.confirming = false;
		if (opens)
			bp_exam_open(app, bp_list_nth(&app->exam.list));
		return true;
	}
	if (!attempt || !attempt->ended ||
		bp_keymap_find(&bp_keymap_exam, key) != BP_ACT_BACK)
		return false;
	app->exam.shown = false;
	app->exam.list.selected = SIZE_MAX;
	return true;
}

static bool exam_can(const struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_PROOF)
		return !bp_exam_running(app) && bp_proof_any(app, app->study.course);
	return action != BP_ACT_FLAG || bp_exam_running(app);
}

static void exam_leave(struct bp_app *app)
{
	bp_exam_save_place(app);
	app->exam.shown = false;
	bp_reader_leave(app);
}

const struct bp_mode bp_mode_exam = {
	.keymap = &bp_keymap_exam,
	.key = exam_key,
	.act = exam_act,
	.can = exam_can,
	.view = exam_view,
	.leave = exam_leave,
};
