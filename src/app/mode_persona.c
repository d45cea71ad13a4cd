/* As whom an author looks at a preview. */
#include "app.h"
#include "exam.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/lottery.h>
#include <string.h>

static const struct bp_keymap persona_keymap = {
	.title = N_("Sebagai peserta lain"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_choices,
};

static void persona_new(struct bp_app *app)
{
	bp_preview_wish(app, BP_PREVIEW_NEW);
}

static void persona_failed(struct bp_app *app)
{
	if (app->study.document)
		bp_preview_wish(app, BP_PREVIEW_FAILED);
	else
		bp_app_say(app, BP_COLOR_ACCENT, _("Bukalah modulnya dahulu."));
}

static void persona_hurry(struct bp_app *app)
{
	if (bp_exam_running(app) && bp_exam_left(app) != INT64_MAX)
		bp_preview_wish(app, BP_PREVIEW_HURRY);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Mulailah dahulu ujian yang berbatas waktu."));
}

static void persona_language(struct bp_app *app)
{
	bp_preview_wish(app, BP_PREVIEW_LANG);
}

static const struct bp_command personas[] = {
	{N_("Peserta baru: belum membuka dan belum menjawab apa pun"), persona_new},
	{N_("Peserta yang gagal dua kali di modul ini"), persona_failed},
	{N_("Peserta yang waktunya tinggal dua menit di ujian ini"), persona_hurry},
	{N_("Peserta yang memakai bahasa antarmuka lain: Indonesia, English"),
		persona_language},
};

static void persona_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PERSONA);

	bp_list_start(app, list, true);
	for (size_t i = 0; i < sizeof personas / sizeof *personas; i++) {
		bp_list_item(list, _(personas[i].title), BP_THING_COMMAND, &personas[i]);
		bp_list_number(app, list, 2);
	}
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	view->title = _("Sebagai peserta lain");
	view->side = _("tidak dicatat");
}

static void persona_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PERSONA);
	const struct bp_command *picked = bp_list_thing(list, BP_THING_COMMAND);

	if (action != BP_ACT_OPEN) {
		bp_list_act(list, action);
	} else if (picked) {
		bp_app_pop(app);
		picked->run(app);
	}
}

const struct bp_mode bp_mode_persona = {
	.keymap = &persona_keymap,
	.numbers = BP_ACT_OPEN,
	.act = persona_act,
	.view = persona_view,
};

/* ---- failing ---- */

/* Lessons: an empty answer to each question that is graded. */
static void persona_fail_questions(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;

	for (size_t i = 0; i < quiz->count; i++) {
		if (!bp_question_graded(&quiz->questions[i]))
			continue;
		struct bp_event *event =
			bp_app_record(app, BP_ANSWERED, &quiz->questions[i]);
		if (event)
			event->grade = 0;
	}
}

/* An id that no store would make: it is never in one. */
static void persona_name_attempt(struct bp_app *app, uint8_t id[16])
{
	for (size_t i = 0; i < 16; i += 8) {
		uint64_t bits = bp_random_next(&app->seed);
		memcpy(id + i, &bits, sizeof bits);
	}
}

/* Exams: an attempt of which nothing is answered, and its end. */
static void persona_fail_exam(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	const struct bp_module *module = app->study.module;
	uint32_t *drawn = bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *drawn);
	const struct bp_question **questions =
		bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *questions);
	struct bp_attempt attempt = {.time_seconds = module->time_seconds,
		.immediate = module->feedback == BP_FEEDBACK_IMMEDIATE,
		.seed = bp_random_next(&app->seed)};
	struct bp_event *event = bp_app_record(app, BP_ATTEMPTED, NULL);
	struct bp_buf body = {0};

	if (!event)
		return;
	persona_name_attempt(app, attempt.id);
	memcpy(event->id, attempt.id, sizeof event->id);
	attempt.count = bp_lottery_draw(quiz, module, attempt.seed, drawn);
	attempt.given =
		bp_arena_alloc(app->view_arena, attempt.count + 1, sizeof *attempt.given);
	for (size_t i = 0; i < attempt.count; i++) {
		questions[i] = &quiz->questions[drawn[i]];
		attempt.given[i].question = questions[i]->id;
	}
	bp_attempt_write(&attempt, questions, &body);
	bp_app_event_body(app, event, &body);
	event = bp_app_record(app, BP_FAILED, NULL);
	body = (struct bp_buf){0};
	bp_attempt_write_end(&attempt, &body);
	event->grade = 0;
	bp_app_event_body(app, event, &body);
}

void bp_app_fail(
	struct bp_app *app, unsigned times, int64_t now, struct bp_effects *effects)
{
	bp_effects_begin(app, effects);
	app->now = now;
	app->steady = false;
	for (unsigned i = 0; app->study.document && i < times; i++) {
		if (app->study.module->kind == BP_EXAM)
			persona_fail_exam(app);
		else
			persona_fail_questions(app);
	}
}
