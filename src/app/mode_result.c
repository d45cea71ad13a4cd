/* The end of a module: what was earned, how each question went, what comes next. */
#include "facts.h"
#include "reader.h"
#include "repeat.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

#define STEM_COLUMNS 60

/* ---- keys ---- */

static const struct bp_binding result_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'P', BP_ACT_PROOF},
	{0, 0},
};
static const struct bp_hint result_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_PROOF, NULL, N_("bukti belajar")},
	{0},
};
static const struct bp_keymap result_keymap = {
	.title = N_("Hasil modul"),
	.parent = &bp_keymap_moving,
	.bindings = result_keys,
	.hints = result_hints,
};

static const char *result_words(struct bp_app *app, struct bp_text text)
{
	struct bp_document document = bp_document_read_text(app->view_arena, text);
	struct bp_buf words = {0};

	bp_document_words(&document, &words);
	const char *line =
		bp_arena_cstr(app->view_arena, bp_str_trim(bp_buf_str(&words)));
	bp_buf_release(&words);
	return line;
}

/* What was chosen at a fork, and below it what its author thinks of the ways. */
static void result_add_way(struct bp_app *app, struct list_state *list,
	struct bp_row *row, const struct bp_question *fork)
{
	const struct bp_choice *chosen = bp_reader_choice(app, fork);
	const struct bp_text judgement = fork->general_feedback;

	if (chosen)
		row->detail = result_words(app, chosen->text);
	if (chosen && judgement.text.len)
		bp_list_add(list, BP_ROW_TEXT, result_words(app, judgement))->color =
			BP_COLOR_FAINT;
}

static void result_add_question(struct bp_app *app, struct list_state *list, size_t index)
{
	const struct bp_question *question = &app->study.document->quiz.questions[index];
	const struct bp_card *card = bp_reader_card(app, index);
	struct bp_row *row = bp_list_item(list,
		bp_words_stem(app, &app->study.document->stems[index], STEM_COLUMNS),
		BP_THING_QUESTION, question);

	bp_list_number(app, list, 2);
	row->state = card->state;
	row->color = card->color;
	if (question->type == BP_FORK)
		result_add_way(app, list, row, question);
}

static const char *result_questions_title(const struct bp_app *app)
{
	if (bp_reader_story(app))
		return app->options.spoken ? _("Jalan Anda (nomor: lihat lagi)")
					   : _("Jalan Anda (Enter: lihat lagi)");
	return app->options.spoken ? _("Soal modul ini (nomor: lihat lagi)")
				   : _("Soal modul ini (Enter: lihat lagi)");
}

static void result_add_questions(struct bp_app *app, struct list_state *list)
{
	const struct bp_document *document = app->study.document;
	const struct bp_quiz *quiz = &document->quiz;

	if (bp_quiz_asked(quiz) == 0)
		return;
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_HEADING, result_questions_title(app));
	for (uint32_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == BP_BLOCK_QUESTION &&
			!bp_reader_hides(app, i) &&
			bp_question_asks(&quiz->questions[document->blocks[i].question]))
			result_add_question(app, list, document->blocks[i].question);
}

/* The best score of all rounds; negative: none. */
static double result_score(const struct bp_app *app)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);
	double score = bp_reader_score(app, NULL, NULL).mean;

	if (record && record->score > score)
		score = record->score;
	return record && record->round_score > score ? record->round_score : score;
}

/* How the module ended: done, or what it takes. */
static void result_add_end(struct bp_app *app, struct list_state *list)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);
	int pass = bp_module_pass(app->study.course, app->study.module);
	bool done = record && record->done;

	bp_list_add(list, BP_ROW_HEADING,
		done ? bp_app_text(app, "%s %s", app->options.symbols[BP_SYMBOL_DONE],
			       app->preview ? _("Modul selesai · tidak dicatat")
					    : _("Modul selesai · tersimpan"))
		     : bp_app_text(app, _("%s Belum lulus: nilai %d, lulus mulai %d"),
			       app->options.symbols[BP_SYMBOL_PART],
			       bp_score_percent(bp_reader_score(app, NULL, NULL).mean),
			       pass))
		->color = done ? BP_COLOR_GOOD : BP_COLOR_ACCENT;
}

/* Whether the centre has it, where one is sent what is recorded. */
static void result_add_sent(struct bp_app *app, struct list_state *list)
{
	const char *sent = bp_words_sent(app);

	if (sent)
		bp_list_add(list, BP_ROW_TEXT, sent)->color = BP_COLOR_FAINT;
}

static void result_add_summary(struct bp_app *app, struct list_state *list)
{
	const struct bp_module *module = app->study.module;
	int year = bp_year_of(app->now);
	double score = result_score(app);

	bp_list_add(list, BP_ROW_BLANK, NULL);
	result_add_end(app, list);
	result_add_sent(app, list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (score >= 0)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app, _("Nilai terbaik Anda: %d dari 100"),
				bp_score_percent(score)));
	if (module->jp_halves)
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app,
				_("JP rencana modul ini: %s · JP Anda tahun %d: %s"),
				bp_words_jp(app, module->jp_halves), year,
				bp_words_jp(app,
					bp_progress_jp_halves(
						app->options.progress, year))));
	bp_list_add(list, BP_ROW_BLANK, NULL);
}

/* Over the lesson stands the result, below it the list of modules. */
static void result_go_back(struct bp_app *app)
{
	bp_app_pop(app);
	bp_app_pop(app);
}

static void result_prove(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_PROOF, app->study.course);
}

static void result_finished(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_FINISHED, app->study.course);
}

static void result_repeat(struct bp_app *app)
{
	app->study.repeating_course = false;
	bp_repeat_ask(app, 0);
}

static void result_read_on(struct bp_app *app)
{
	uint32_t answered = app->study.answer.block;

	bp_app_pop(app);
	bp_reader_go_to_block(app, answered);
}

/* What is still wrong comes first in a module that is not passed, else what comes next. */
static void result_add_repeats(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command
		wrong = {.run = result_repeat},
		again = {N_("Ulangi modul dari awal; putaran terbaik yang berlaku"),
			bp_repeat_round};
	size_t count = bp_repeat_count(app);

	if (count)
		bp_list_item(list,
			bp_app_text(app, _("Ulangi %zu soal yang belum benar"), count),
			BP_THING_COMMAND, &wrong);
	double score = bp_reader_score(app, NULL, NULL).mean;

	if (!count && score >= 0 && score < 1)
		bp_list_add(list, BP_ROW_TEXT,
			_("Percobaan soal habis; modul masih dapat diulangi dari awal."));
	if (bp_quiz_asked(&app->study.document->quiz))
		bp_list_item(list, _(again.title), BP_THING_COMMAND, &again);
}

/* What comes next: at the end of a course, what it came to. A module may be passed in the midst
 * of it, and the task and the sources stand behind its last question. */
static void result_add_ways(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command
		finished = {N_("Kursus selesai: hasil dan bukti belajar"),
			result_finished},
		back = {N_("Kembali ke daftar modul"), result_go_back},
		rest = {N_("Baca sisa modul ini"), result_read_on};
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);
	const struct bp_module *next = bp_study_neighbour(app, 1);
	bool done = record && record->done;

	if (!done)
		result_add_repeats(app, list);
	if (bp_reader_has_rest(app))
		bp_list_item(list, _(rest.title), BP_THING_COMMAND, &rest);
	if (bp_course_is_finished(app, app->study.course))
		bp_list_item(list, _(finished.title), BP_THING_COMMAND, &finished);
	if (next)
		bp_list_item(list,
			bp_app_text(
				app, _("Lanjut ke modul berikutnya: %s"), next->title),
			BP_THING_MODULE, next);
	bp_list_item(list, _(back.title), BP_THING_COMMAND, &back);
	if (done)
		result_add_repeats(app, list);
}

static void result_add_all(struct bp_app *app, struct list_state *list)
{
	bool fresh = list->selected == SIZE_MAX;

	if (fresh) /* the last answer changed one */
		bp_reader_describe_cards(app);
	bp_list_start(app, list, false);
	result_add_summary(app, list);
	result_add_ways(app, list);
	result_add_questions(app, list);
	if (fresh)
		list->selected = 0;
}

static void result_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_RESULT);

	if (!bp_list_stands(app, list))
		result_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	view->title = app->study.module->title;
	view->side = app->study.course->title;
}

static void result_open_question(struct bp_app *app, const struct bp_question *question)
{
	uint32_t block = bp_document_question(app->study.document, question);

	bp_app_pop(app);
	bp_reader_go_to_block(app, block);
	bp_mode_begin(app, BP_MODE_QUESTION, &block);
}

static void result_open(struct bp_app *app, const struct list_state *list)
{
	const struct bp_question *question = bp_list_thing(list, BP_THING_QUESTION);
	const struct bp_module *next = bp_list_thing(list, BP_THING_MODULE);

	if (question)
		result_open_question(app, question);
	else if (next)
		bp_study_ask(app, app->study.course, next, NULL);
	else
		bp_list_run(app, list);
}

static void result_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_RESULT);

	if (action == BP_ACT_OPEN)
		result_open(app, list);
	else if (action == BP_ACT_PROOF)
		result_prove(app);
	else
		bp_list_act(list, action);
}

static bool result_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_PROOF || bp_course_is_finished(app, app->study.course);
}

/* The question that was asked again is behind us: on to the next one, unless it was left
 * without an answer. The last answer may have finished the course. */
static void result_back(struct bp_app *app)
{
	struct study_answer *answer = &app->study.answer;
	bool repeating = app->study.repeating;

	if (!answer->left)
		return;
	answer->left = app->study.repeating = false;
	bp_list_restart(bp_mode_list(app, BP_MODE_RESULT));
	if (answer->finished && bp_course_is_finished(app, app->study.course))
		result_finished(app);
	else if (repeating && answer->graded &&
		!bp_repeat_ask(app, app->study.repeat_at + 1))
		bp_repeat_next_module(app);
}

const struct bp_mode bp_mode_result = {
	.back = result_back,
	.keymap = &result_keymap,
	.numbers = BP_ACT_OPEN,
	.can = result_can,
	.act = result_act,
	.view = result_view,
};
