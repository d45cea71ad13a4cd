/*
 * What the owner of the app calls: everything in <berpijar/app.h> that begins something.
 * This is the only file that knows all modes; no mode knows this file.
 */
#include "app.h"
#include "exam.h"
#include "review.h"
#include "settings.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

#define IDLE_MS ((int64_t)BP_IDLE_MINUTES * 60 * 1000)

static const struct bp_mode *const entry_modes[BP_MODE_COUNT] = {
#define BP_MODE_ROW(id, name) [BP_MODE_##id] = &bp_mode_##name,
	BP_MODES(BP_MODE_ROW)
#undef BP_MODE_ROW
};

struct bp_app *bp_app_new(const struct bp_app_options *options)
{
	struct bp_app *app = bp_alloc(1, sizeof *app);

	app->options = *options;
	app->seed = options->seed;
	app->versions = options->seed; /* those of an earlier app are others */
	bp_settings_begin(app);
	app->now = app->last_key = options->now;
	app->view_arena = bp_arena_new();
	app->modes = entry_modes;
	app->preview = options->preview ? bp_preview_new() : NULL;
	if (options->page)
		bp_mode_begin(app, BP_MODE_PAGE, options->page);
	else
		bp_mode_push(app,
			options->busy                   ? BP_MODE_BUSY
				: options->person_count ? BP_MODE_WHO
							: BP_MODE_CATALOGUE);
	if (options->notice) {
		snprintf(app->notice, sizeof app->notice, "%s", options->notice);
		bp_app_say(app, BP_COLOR_ACCENT, options->notice);
	}
	return app;
}

void bp_app_free(struct bp_app *app)
{
	if (!app)
		return;
	bp_app_clear(app);
	bp_study_close(app);
	bp_changed_forget(app);
	bp_buf_release(&app->saved_proof.path);
	bp_arena_free(app->view_arena);
	bp_arena_free(app->effect_arena);
	free(app->preview);
	free(app);
}

/* Begins a call, after which the rows of the last view are no longer to be shown. */
static void entry_begin(struct bp_app *app, int64_t now, struct bp_effects *effects)
{
	bp_effects_begin(app, effects);
	app->now = now;
	app->steady = false;
}

/* ---- going to modules ---- */

/* The list of a course stands below each of its modules. */
static void entry_list_course(struct bp_app *app, const struct bp_course *course)
{
	bp_app_pop_to(app, BP_MODE_COURSE);
	if (bp_app_is_at(app, BP_MODE_COURSE) && app->study.listed == course)
		return;
	bp_app_pop_to(app, BP_MODE_CATALOGUE);
	app->study.listed = course;
	bp_mode_push(app, BP_MODE_COURSE);
}

void bp_app_opened(struct bp_app *app, struct bp_document *document,
	const struct bp_error *err, int64_t now, struct bp_effects *effects)
{
	const struct bp_effect *asked = bp_effects_find(app->effects, BP_EFFECT_OPEN);
	const struct bp_course *course = asked->as.open.course;
	const struct bp_module *module = asked->as.open.module;

	entry_begin(app, now, effects);
	if (!document) {
		bp_way_back_forget(app);
		bp_app_say(app, BP_COLOR_BAD, err->message);
		return;
	}
	if (app->arrival.why == BP_ARRIVE_FOR_REVIEW) {
		bp_study_open(app, course, module, document);
		bp_review_opened(app);
		return;
	}
	entry_list_course(app, course);
	bp_study_open(app, course, module, document);
	bp_study_record_opening(app);
	bool exam = module->kind == BP_EXAM && !module->fault;
	bp_mode_begin(app, exam ? BP_MODE_EXAM : BP_MODE_READER, NULL);
}

bool bp_app_go(struct bp_app *app, const char *course_id, const char *module_id,
	const char *heading, int64_t now, struct bp_effects *effects,
	struct bp_error *err)
{
	struct arrival arrival = {.why = heading ? BP_ARRIVE_AT_HEADING : BP_ARRIVE};
	const struct bp_course *course =
		bp_library_find(app->options.library, bp_str(course_id));

	entry_begin(app, now, effects);
	if (!course)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada kursus \"%s\"; jalankan berpijar tanpa nama untuk melihat daftarnya"),
			course_id);
	app->study.listed = course;
	bp_mode_push(app, BP_MODE_COURSE);
	const struct bp_module *module =
		module_id ? bp_course_find(course, bp_str(module_id)) : NULL;
	if (module_id && !module)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("kursus \"%s\" tidak mempunyai modul \"%s\""), course_id,
			module_id);
	if (!module_id && course->module_count == 1)
		module = &course->modules[0];
	snprintf(arrival.text, sizeof arrival.text, "%s", heading ? heading : "");
	if (module)
		bp_study_ask(app, course, module, &arrival);
	return true;
}

void bp_app_review(struct bp_app *app, int64_t now, struct bp_effects *effects)
{
	entry_begin(app, now, effects);
	bp_mode_begin(app, BP_MODE_REVIEW, NULL);
}

/* ---- keys ---- */

static void entry_count_time(struct bp_app *app)
{
	int64_t pause = app->now - app->last_key;

	if (pause > 0 && pause <= IDLE_MS && app->study.document && !app->away)
		app->study.active_seconds += (double)pause / 1000;
	app->last_key = app->now;
	app->away = false;
}

/* Reading time is recorded by the minute, so that a killed session loses no more. */
static void entry_record_minute(struct bp_app *app)
{
	if (app->study.active_seconds < 60 || bp_app_has_events(app) ||
		bp_effects_find(app->effects, BP_EFFECT_OPEN))
		return;
	bp_study_record_time(app);
	bp_app_record_quietly(app);
}

/* Returns false if nothing is being typed, so that the paste has no place to go to. */
static bool entry_paste(struct bp_app *app, struct bp_str text)
{
	const struct bp_mode *mode = app->top->mode;
	struct field *field = mode->field ? mode->field(app) : NULL;

	if (!field)
		return false;
	bp_field_paste(field, text);
	if (mode->typed)
		mode->typed(app);
	return true;
}

void bp_app_paste(
	struct bp_app *app, struct bp_str text, int64_t now, struct bp_effects *effects)
{
	entry_begin(app, now, effects);
	if (bp_exam_time_is_up(app))
		return;
	entry_count_time(app);
	app->message[0] = '\0';
	entry_paste(app, text);
}

/* Does what the key does; true if that was only moving in a list. */
static bool entry_press(struct bp_app *app, uint32_t key)
{
	struct bp_frame *top = app->top;

	top->list.moved = false;
	bp_app_press(app, key);
	entry_record_minute(app);
	return app->top == top && top->list.moved && bp_effects_keep_only(app->effects);
}

void bp_app_key(struct bp_app *app, uint32_t key, int64_t now, struct bp_effects *effects)
{
	bool steady = app->steady;

	entry_begin(app, now, effects);
	if (key == BP_KEY_RESIZE) {
		app->steady = steady;
		return;
	}
	if (key == BP_KEY_HANGUP) {
		bp_exam_save_place(app);
		bp_app_hang_up(app);
		return;
	}
	if (bp_exam_time_is_up(app)) /* the key came too late */
		return;
	bp_exam_save_place(app);
	if (key == BP_KEY_TICK)
		return;
	entry_count_time(app);
	app->message[0] = '\0';
	if (key == BP_KEY_BREAK && entry_paste(app, BP_STR("\n")))
		return;
	if (key == BP_KEY_BREAK)
		key = BP_KEY_ENTER;
	if (key < '0' || key > '9')
		app->number = 0;
	app->steady = entry_press(app, key) && steady;
}

/* ---- recorded ---- */

void bp_app_recorded(struct bp_app *app, bool ok, const struct bp_error *err, int64_t now,
	struct bp_effects *effects)
{
	void (*then)(struct bp_app *) = app->then;
	const struct bp_effect *asked = bp_effects_find(app->effects, BP_EFFECT_OPEN);
	struct bp_effect open = asked ? *asked : (struct bp_effect){0};

	entry_begin(app, now, effects);
	if (asked) /* together with the events: it is still to be read */
		*bp_effect_add(app, BP_EFFECT_OPEN) = open;
	app->then = NULL;
	app->due.known = false;
	if (ok && then)
		then(app);
	if (ok)
		return;
	app->study.finished = false;
	bp_app_say(app, BP_COLOR_BAD, err->message);
}

void bp_app_records(struct bp_app *app)
{
	app->options.recording = true;
	app->steady = false;
	app->due.known = false;
	app->notice[0] = '\0'; /* it said why not */
}
