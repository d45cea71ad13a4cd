/* A course: its modules with their state. */
#include "app.h"
#include "facts.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define WIDE_COLUMNS 60 /* narrower windows do not say what a module is for */

/* ---- keys ---- */

static const struct bp_binding course_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'/', BP_ACT_SEARCH},
	{'t', BP_ACT_CONTENTS},
	{'\'', BP_ACT_MARKS},
	{'P', BP_ACT_PROOF},
	{'K', BP_ACT_WORKS},
	{'s', BP_ACT_SETTINGS},
	{0, 0},
};
static const struct bp_hint course_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_PROOF, NULL, N_("bukti")},
	{BP_ACT_WORKS, NULL, N_("karya")},
	{BP_ACT_SEARCH, NULL, N_("cari")},
	{BP_ACT_CONTENTS, NULL, N_("isi")},
	{BP_ACT_MARKS, NULL, N_("catatan")},
	{0},
};
static const struct bp_keymap course_keymap = {
	.title = N_("Daftar modul"),
	.parent = &bp_keymap_moving,
	.bindings = course_keys,
	.hints = course_hints,
};

struct course {
	const struct bp_course *of; /* whose modules the list shows */
	uint32_t visits;            /* study.visits when the list was shown last */
	int earned, halves;         /* of its JP, as shown */
	bool finished;
};

static const char *course_minutes(struct bp_app *app, const struct bp_module *module)
{
	int planned = bp_jp_minutes(module->jp_halves);
	int task = bp_jp_minutes(module->jp_task_halves);

	if (task)
		return bp_app_text(
			app, _("%d menit, di tempat kerja %d menit"), planned, task);
	return planned ? bp_app_text(app, _("%d menit"), planned) : "";
}

/* How long a module takes, and the first thing that it is for: "45 menit · menghitung SUS".
 * NULL: its author does not say what for, or the window is narrow. */
static const char *course_about(
	struct bp_app *app, const struct bp_module *module, int columns)
{
	const char *minutes = course_minutes(app, module);
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];

	if (columns < WIDE_COLUMNS && !app->options.spoken)
		return NULL;
	if (!module->outcomes.count)
		return module->jp_task_halves ? minutes : NULL;
	struct bp_str outcome = module->outcomes.at[0];
	return bp_app_text(app, "%s%s%s%s%.*s", minutes, minutes[0] ? " " : "",
		minutes[0] ? dot : "", minutes[0] ? " " : "", (int)outcome.len,
		outcome.at);
}

static void course_add(struct bp_app *app, struct list_state *list,
	const struct bp_module *module, int columns)
{
	const struct bp_course *course = app->study.listed;
	struct bp_row *row = bp_list_item(list, module->title, BP_THING_MODULE, module);

	bp_list_number(app, list, 2);
	if (module->optional)
		row->side = _("boleh dilewati");
	else if (module->jp_halves)
		row->side =
			bp_app_text(app, _("%s JP"), bp_words_jp(app, module->jp_halves));
	bp_words_module_state(app, course, module, row);
	row->detail = course_about(app, module, columns);
	unsigned changed = bp_changed_in(app, course, module);
	if (changed)
		row->detail = bp_app_text(
			app, _("berubah sejak Anda baca: %u bagian"), changed);
	if (module->fault)
		bp_list_add(list, BP_ROW_FAULT, module->fault);
}

static void course_prove(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_PROOF, app->study.listed);
}

static void course_finished(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_FINISHED, app->study.listed);
}

/* What a finished course is for: an item, so that arrows and Enter find it. */
static void course_add_proof(struct list_state *list)
{
	static const struct bp_command
		prove = {N_("Bukti belajar kursus ini"), course_prove},
		finished = {N_("Kursus selesai: hasil dan langkah berikutnya"),
			course_finished};

	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_item(list, _(prove.title), BP_THING_COMMAND, &prove);
	bp_list_item(list, _(finished.title), BP_THING_COMMAND, &finished);
}

static const struct bp_module *course_first_open(const struct bp_app *app)
{
	const struct bp_course *course = app->study.listed;

	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module_record *record =
			bp_module_record_of(app, course, &course->modules[i]);
		if (!(record && record->done))
			return &course->modules[i];
	}
	return course->modules;
}

/* The module to begin with: what was selected when this list was left, else the one that
 * was opened last, else the first that is not done. */
static const struct bp_module *course_begin_with(const struct bp_app *app)
{
	const struct study *study = &app->study;

	if (study->pointed &&
		bp_course_find(study->listed, bp_str(study->pointed->id)) ==
			study->pointed)
		return study->pointed;
	return study->course == study->listed && study->module ? study->module
							       : course_first_open(app);
}

/* The selection stays as it is until another course is listed or a module has been opened. */
static bool course_is_new(
	struct bp_app *app, struct course *state, struct list_state *list)
{
	bool fresh = state->of != app->study.listed || state->visits != app->study.visits;

	state->of = app->study.listed;
	state->visits = app->study.visits;
	if (fresh)
		bp_list_restart(list);
	return fresh;
}

static void course_add_all(struct bp_app *app, struct list_state *list, int columns)
{
	struct course *state = bp_mode_state(app, BP_MODE_COURSE);
	const struct bp_course *course = app->study.listed;
	bool fresh = course_is_new(app, state, list);

	state->finished = bp_course_is_finished(app, course);
	bp_course_done(app, course, &state->earned);
	state->halves = bp_course_jp_halves(course);
	bp_list_start(app, list, true);
	if (course->summary[0]) {
		bp_list_add(list, BP_ROW_TEXT, course->summary)->color = BP_COLOR_FAINT;
		bp_list_add(list, BP_ROW_BLANK, NULL);
	}
	if (bp_words_edition(app, course)) {
		bp_list_add(list, BP_ROW_TEXT, bp_words_edition(app, course))->color =
			BP_COLOR_ACCENT;
		bp_list_add(list, BP_ROW_BLANK, NULL);
	}
	for (size_t i = 0; i < course->module_count; i++)
		course_add(app, list, &course->modules[i], columns);
	if (course->module_count == 0)
		bp_list_add(list, BP_ROW_TEXT, _("Kursus ini belum mempunyai modul."));
	if (state->finished)
		course_add_proof(list);
	if (fresh)
		bp_list_point(list, course_begin_with(app));
}

static void course_view(struct bp_app *app, struct bp_view *view)
{
	const struct course *state = bp_mode_state(app, BP_MODE_COURSE);
	struct list_state *list = bp_mode_list(app, BP_MODE_COURSE);

	if (!bp_list_stands(app, list))
		course_add_all(app, list, view->columns);
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	view->title = app->study.listed->title;
	if (state->halves)
		view->side = bp_app_text(app, _("%s dari %s JP"),
			bp_words_jp(app, state->earned), bp_words_jp(app, state->halves));
}

static void course_open(struct bp_app *app, const struct list_state *list)
{
	const struct bp_module *module = bp_list_thing(list, BP_THING_MODULE);

	if (module)
		bp_study_ask(app, app->study.listed, module, NULL);
	else
		bp_list_run(app, list);
}

static void course_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_COURSE);

	switch (action) {
	case BP_ACT_SEARCH: bp_mode_begin(app, BP_MODE_SEARCH, app->study.listed); break;
	case BP_ACT_CONTENTS:
		bp_mode_begin(app, BP_MODE_CONTENTS, app->study.listed);
		break;
	case BP_ACT_PROOF: course_prove(app); break;
	case BP_ACT_OPEN: course_open(app, list); break;
	default: bp_list_act(list, action); break;
	}
}

static bool course_can(const struct bp_app *app, enum bp_action action)
{
	const struct course *state = bp_mode_state(app, BP_MODE_COURSE);

	return action != BP_ACT_PROOF || state->finished;
}

static void course_leave(struct bp_app *app)
{
	app->study.pointed =
		bp_list_thing(bp_mode_list(app, BP_MODE_COURSE), BP_THING_MODULE);
}

const struct bp_mode bp_mode_course = {
	.leave = course_leave,
	.size = sizeof(struct course),
	.keymap = &course_keymap,
	.can = course_can,
	.numbers = BP_ACT_OPEN,
	.act = course_act,
	.view = course_view,
};
