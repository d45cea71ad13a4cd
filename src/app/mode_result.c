/* The end of a module: what was earned, how each question went, what comes next. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

#define STEM_COLUMNS 60

static void add_question(struct bp_app *app, size_t index, size_t nth)
{
	const struct reader_state *reader = &app->reader;
	const struct bp_question *question = &app->study.document->quiz.questions[index];
	struct bp_row *row = bp_list_add(
		&app->result, BP_ROW_ITEM, bp_words_stem(app, question, STEM_COLUMNS));

	row->label = bp_app_text(app, "%2zu", nth);
	row->state = reader->cards[index].state;
	row->color = reader->cards[index].color;
}

static size_t add_questions(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	size_t nth = 0;

	for (size_t i = 0; i < quiz->count; i++)
		if (bp_question_asks(&quiz->questions[i]))
			add_question(app, i, ++nth);
	return nth;
}

static void add_summary(struct bp_app *app)
{
	const struct bp_module *module = app->study.module;
	int year = bp_year_of(app->now);
	double score = bp_reader_score(app, NULL, NULL).mean;
	struct bp_row *row;

	bp_list_add(&app->result, BP_ROW_BLANK, NULL);
	row = bp_list_add(&app->result, BP_ROW_HEADING,
		bp_app_text(app, _("%s Modul selesai · tersimpan"),
			app->options.symbols[BP_SYMBOL_DONE]));
	row->color = BP_COLOR_GOOD;
	bp_list_add(&app->result, BP_ROW_BLANK, NULL);
	if (score >= 0)
		bp_list_add(&app->result, BP_ROW_TEXT,
			bp_app_text(app, _("Nilai terbaik Anda: %d dari 100"),
				bp_score_percent(score)));
	bp_list_add(&app->result, BP_ROW_TEXT,
		bp_app_text(app, _("JP rencana modul ini: %s · JP Anda tahun %d: %s"),
			bp_words_jp(app, module->jp_halves), year,
			bp_words_jp(app,
				bp_progress_jp_halves(app->options.progress, year))));
	bp_list_add(&app->result, BP_ROW_BLANK, NULL);
}

static void result_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_module *next = bp_study_neighbour(app, 1);
	bool fresh = app->result.selected == SIZE_MAX;

	(void)rows;
	(void)columns;
	if (fresh) /* the last answer changed one */
		bp_reader_describe_cards(app);
	bp_list_start(&app->result);
	add_summary(app);
	if (next)
		bp_list_add(&app->result, BP_ROW_ITEM,
			bp_app_text(
				app, _("Lanjut ke modul berikutnya: %s"), next->title));
	bp_list_add(&app->result, BP_ROW_ITEM, _("Kembali ke daftar modul"));
	bp_list_add(&app->result, BP_ROW_BLANK, NULL);
	bp_list_add(
		&app->result, BP_ROW_HEADING, _("Soal modul ini (Enter: lihat lagi)"));
	if (add_questions(app) == 0)
		app->result.count -= 2;
	if (fresh)
		app->result.selected = 0;
	bp_list_fix(&app->result);
	bp_list_view(&app->result, 2, view);
	view->title = app->study.module->title;
	view->side = app->study.course->title;
}

/* The nth question that can be answered. */
static const struct bp_question *question_at(const struct bp_quiz *quiz, size_t nth)
{
	for (size_t i = 0; i < quiz->count; i++)
		if (bp_question_asks(&quiz->questions[i]) && nth-- == 0)
			return &quiz->questions[i];
	return NULL;
}

static void open_selected(struct bp_app *app)
{
	const struct bp_module *next = bp_study_neighbour(app, 1);
	const struct bp_row *row = &app->result.rows[app->result.selected];
	size_t item = bp_list_nth(&app->result);

	if (app->result.selected >= app->result.count)
		return;
	if (row->label) {
		const struct bp_document *document = app->study.document;
		uint32_t block = bp_document_question(
			document, question_at(&document->quiz, item - (next ? 2 : 1)));
		bp_app_pop(app);
		bp_reader_go_to_block(app, block);
		bp_mode_begin(app, BP_MODE_QUESTION, &block);
	} else if (next && item == 0) {
		bp_app_open(app, app->study.course, next);
	} else {
		bp_app_pop(app);
		bp_app_pop(app);
	}
}

static void result_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_OPEN)
		open_selected(app);
	else if (action == BP_ACT_PROOF)
		bp_proof_begin(app, app->study.course);
	else
		bp_list_act(&app->result, action);
}

static bool result_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_PROOF || bp_proof_any(app, app->study.course);
}

static bool result_key(struct bp_app *app, uint32_t key)
{
	size_t before = bp_study_neighbour(app, 1) ? 2 : 1, count = 0;
	const struct bp_quiz *quiz = &app->study.document->quiz;
	bool opens;

	for (size_t i = 0; i < quiz->count; i++)
		count += bp_question_asks(&quiz->questions[i]);
	if (!bp_list_digit(app, &app->result, key, before, count, &opens))
		return false;
	if (opens)
		open_selected(app);
	return true;
}

const struct bp_mode bp_mode_result = {
	.keymap = &bp_keymap_result,
	.key = result_key,
	.can = result_can,
	.act = result_act,
	.view = result_view,
};
