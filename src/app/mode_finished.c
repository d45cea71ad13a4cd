/* A course that is finished: what was reached, and what there is to do with it. */
#include "reader.h"
#include "repeat.h"
#include "review.h"
#include "words.h"
#include <berpijar/evaluation.h>
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <berpijar/works.h>

/* ---- keys ---- */

static const struct bp_binding finished_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'P', BP_ACT_PROOF},
	{'K', BP_ACT_WORKS},
	{0, 0},
};
static const struct bp_keymap finished_keymap = {
	.title = N_("Kursus selesai"),
	.parent = &bp_keymap_moving,
	.bindings = finished_keys,
	.hints = bp_list_hints,
};

struct finished {
	const struct bp_course *course;
	size_t works;
	const struct bp_module
		*plan;       /* that asks for a follow-up plan; NULL: none is owed */
	uint32_t plan_block; /* of the essay in it */
	const struct bp_module *wrong; /* the first module with answers that are wrong */
	size_t wrong_count;            /* of all modules */
};

static struct finished *finished_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_FINISHED);
}

/* ---- what was reached ---- */

/* An essay of this name asks for what follows from the course: what, when, with whom, and how
 * one will know that it worked. */
#define FINISHED_PLAN "rtl"

static void finished_look_for_plan(struct bp_app *app, const struct bp_module *module,
	const struct bp_document *document)
{
	struct finished *state = finished_of(app);
	const struct bp_question *plan =
		document ? bp_quiz_find(&document->quiz, BP_STR(FINISHED_PLAN)) : NULL;

	if (!plan || plan->type != BP_ESSAY)
		return;
	const struct bp_question_record *record =
		bp_progress_question(app->options.progress, bp_str(state->course->id),
			bp_str(module->id), plan->id);
	if (record && record->answered)
		return;
	state->plan = module;
	state->plan_block = bp_document_question(document, plan);
}

static void finished_look_at(struct bp_app *app, const struct bp_module *module)
{
	struct finished *state = finished_of(app);
	const struct bp_recall *recall = &app->options.recall;
	struct bp_arena *arena = bp_arena_new();
	struct bp_works works = {0};
	struct bp_document *document = module->fault || !recall->document
		? NULL
		: recall->document(recall->context, state->course, module);

	bp_works_add(
		&works, arena, app->options.progress, state->course, module, document);
	state->works += works.count;
	size_t wrong = bp_repeat_count_in(app, state->course, module, document);
	if (wrong && !state->wrong)
		state->wrong = module;
	state->wrong_count += wrong;
	finished_look_for_plan(app, module, document);
	bp_document_free(document);
	bp_arena_free(arena);
}

/* `with` is the course. */
static void finished_begin(struct bp_app *app, const void *with)
{
	struct finished *state = bp_mode_push(app, BP_MODE_FINISHED);

	state->course = with;
	for (size_t i = 0; i < state->course->module_count; i++)
		finished_look_at(app, &state->course->modules[i]);
}

/* As the proof counts them, which is one key away. */
static void finished_add_time(struct bp_app *app, struct list_state *list)
{
	const struct bp_course *course = finished_of(app)->course;
	int planned = bp_jp_minutes(bp_course_jp_halves(course)), minutes = 0;

	for (size_t i = 0; i < course->module_count; i++)
		if (!course->modules[i].optional)
			minutes += bp_proof_minutes(
				bp_module_record_of(app, course, &course->modules[i]));
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app, _("Terukur %d menit dari %d menit yang direncanakan."),
			minutes, planned));
}

static void finished_add_exams(struct bp_app *app, struct list_state *list)
{
	const struct bp_course *course = finished_of(app)->course;

	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module *module = &course->modules[i];
		const struct bp_module_record *record =
			bp_module_record_of(app, course, module);
		if (module->kind == BP_EXAM && record && record->score >= 0)
			bp_list_add(list, BP_ROW_TEXT,
				bp_app_text(app, _("Nilai \"%s\": %d dari 100."),
					module->title, bp_score_percent(record->score)));
	}
}

static void finished_add_summary(struct bp_app *app, struct list_state *list)
{
	const struct finished *state = finished_of(app);
	size_t asked = bp_course_asked(state->course);
	int earned;

	bp_course_done(app, state->course, &earned);
	bp_list_add(list, BP_ROW_HEADING,
		bp_app_text(app, _("%s Kursus selesai: %zu modul, %s JP"),
			app->options.symbols[BP_SYMBOL_DONE], asked,
			bp_words_jp(app, earned)))
		->color = BP_COLOR_GOOD;
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (bp_words_edition(app, state->course))
		bp_list_add(list, BP_ROW_TEXT, bp_words_edition(app, state->course));
	finished_add_exams(app, list);
	finished_add_time(app, list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
}

/* ---- what there is to do ---- */

static void finished_prove(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_PROOF, finished_of(app)->course);
}

static void finished_repeat(struct bp_app *app)
{
	const struct finished *state = finished_of(app);

	bp_study_ask(app, state->course, state->wrong,
		&(struct arrival){.why = BP_ARRIVE_TO_REPEAT});
}

static void finished_works(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_WORKS, finished_of(app)->course);
}

static void finished_plan(struct bp_app *app)
{
	const struct finished *state = finished_of(app);
	struct bp_place place = {.block = state->plan_block, .offset = BP_OFFSET_TEXT};

	bp_study_ask(app, state->course, state->plan,
		&(struct arrival){
			.why = BP_ARRIVE_AT_PLACE, .place = place, .cursor = place});
}

static void finished_evaluate(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_EVALUATION, finished_of(app)->course);
}

static void finished_review(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_REVIEW, NULL);
}

static void finished_leave(struct bp_app *app)
{
	bp_app_pop_to(app, BP_MODE_CATALOGUE);
}

/* The first course that is not finished. */
static const struct bp_course *finished_next(const struct bp_app *app)
{
	struct bp_library *library = app->options.library;

	for (size_t i = 0; i < bp_library_all(library); i++)
		if (!bp_course_is_finished(app, library->courses[i]) &&
			library->courses[i]->module_count)
			return library->courses[i];
	return NULL;
}

static void finished_go_on(struct bp_app *app)
{
	const struct bp_course *next = finished_next(app);

	finished_leave(app);
	app->study.listed = next;
	bp_mode_push(app, BP_MODE_COURSE);
}

static void finished_add(struct bp_app *app, struct list_state *list, const char *text,
	const struct bp_command *command)
{
	bp_list_item(list, text, BP_THING_COMMAND, command);
	bp_list_number(app, list, 1);
}

static void finished_add_ways(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command prove = {.run = finished_prove},
				       repeat = {.run = finished_repeat},
				       works = {.run = finished_works},
				       review = {.run = finished_review},
				       plan = {.run = finished_plan},
				       evaluate = {.run = finished_evaluate},
				       leave = {.run = finished_leave},
				       onward = {.run = finished_go_on};
	const struct finished *state = finished_of(app);
	const struct bp_course *next = finished_next(app);

	finished_add(app, list, _("Simpan bukti belajar"), &prove);
	if (state->works)
		finished_add(app, list,
			bp_app_text(app, _("Karya Anda: %zu"), state->works), &works);
	if (state->wrong)
		finished_add(app, list,
			bp_app_text(app, _("Ulangi %zu soal yang belum benar"),
				state->wrong_count),
			&repeat);
	if (bp_review_count(app))
		finished_add(app, list, bp_review_words(app), &review);
	if (state->plan)
		finished_add(app, list, _("Susun rencana tindak lanjut"), &plan);
	struct bp_evaluation said = bp_evaluation_kept(app, state->course);
	finished_add(app, list,
		bp_evaluation_is_whole(&said) ? _("Penilaian Anda atas kursus ini")
					      : _("Nilai kursus ini, tanpa nama"),
		&evaluate);
	finished_add(app, list,
		next ? bp_app_text(app, _("Kursus berikutnya: %s"), next->title)
		     : _("Kembali ke daftar kursus"),
		next ? &onward : &leave);
}

static void finished_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_FINISHED);
	const struct bp_own_data *data = app->options.data;

	bp_list_start(app, list, true);
	finished_add_summary(app, list);
	finished_add_ways(app, list);
	if (data && data->copies) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_add(list, BP_ROW_TEXT,
			app->options.policy.closed
				? _("Bukti dan karya datang ke kotak keluar Anda; pengelola memberi tahu cara mengambilnya.")
				: _("Bukti dan karya disimpan di folder rumah Anda; dari sana dapat disalin atau dikirim."))
			->color = BP_COLOR_FAINT;
	}
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = finished_of(app)->course->title;
	view->side = _("kursus selesai");
}

/* ---- the mode ---- */

static void finished_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_FINISHED);

	if (action == BP_ACT_OPEN)
		bp_list_run(app, list);
	else if (action == BP_ACT_PROOF)
		finished_prove(app);
	else
		bp_list_act(list, action);
}

const struct bp_mode bp_mode_finished = {
	.size = sizeof(struct finished),
	.begin = finished_begin,
	.keymap = &finished_keymap,
	.numbers = BP_ACT_OPEN,
	.act = finished_act,
	.view = finished_view,
};
