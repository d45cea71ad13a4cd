/* A course: its modules with their state. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

void bp_course_choose(struct bp_app *app, const struct bp_course *course)
{
	if (app->study.listed != course)
		app->course_list = (struct list_state){
			.rows = app->course_list.rows, .room = app->course_list.room};
	app->study.listed = course;
}

static void add_module(struct bp_app *app, size_t index)
{
	const struct bp_module *module = &app->study.listed->modules[index];
	struct bp_row *row = bp_list_add(&app->course_list, BP_ROW_ITEM, module->title);

	row->label = bp_app_text(app, "%2zu", index + 1);
	if (module->jp_halves)
		row->side =
			bp_app_text(app, _("%s JP"), bp_words_jp(app, module->jp_halves));
	bp_words_module_state(app, app->study.listed, module, row);
	unsigned changed = bp_changes_in(app, app->study.listed, module);
	if (changed)
		row->detail = bp_app_text(
			app, _("berubah sejak Anda baca: %u bagian"), changed);
	if (module->fault)
		bp_list_add(&app->course_list, BP_ROW_FAULT, module->fault);
}

/* The module to begin with: the open one, else the first that is not done. */
static size_t module_to_select(const struct bp_app *app)
{
	const struct bp_course *course = app->study.listed;

	if (app->study.course == course && app->study.module)
		return bp_module_index(course, app->study.module);
	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module_record *record =
			bp_module_record_of(app, course, &course->modules[i]);
		if (!(record && record->done))
			return i;
	}
	return 0;
}

static void course_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct list_state *list = &app->course_list;
	bool fresh = list->count == 0 || list->selected == SIZE_MAX;
	int earned;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	if (app->study.listed->summary[0]) {
		bp_list_add(list, BP_ROW_TEXT, app->study.listed->summary)->color =
			BP_COLOR_FAINT;
		bp_list_add(list, BP_ROW_BLANK, NULL);
	}
	for (size_t i = 0; i < app->study.listed->module_count; i++)
		add_module(app, i);
	if (app->study.listed->module_count == 0)
		bp_list_add(list, BP_ROW_TEXT, _("Kursus ini belum mempunyai modul."));
	if (fresh)
		list->selected = bp_list_row(list, module_to_select(app));
	bp_list_fix(list);
	bp_list_view(list, 2, view);
	bp_course_done(app, app->study.listed, &earned);
	view->title = app->study.listed->title;
	if (bp_course_jp_halves(app->study.listed))
		view->side =
			bp_app_text(app, _("%s dari %s JP"), bp_words_jp(app, earned),
				bp_words_jp(app, bp_course_jp_halves(app->study.listed)));
}

static void course_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = &app->course_list;

	if (action == BP_ACT_SEARCH) {
		bp_search_begin(app, app->study.listed);
		return;
	}
	if (action == BP_ACT_PROOF) {
		bp_proof_begin(app, app->study.listed);
		return;
	}
	if (action != BP_ACT_OPEN) {
		bp_list_act(list, action);
		return;
	}
	size_t module = bp_list_nth(list);
	if (module < app->study.listed->module_count)
		bp_app_open(app, app->study.listed, &app->study.listed->modules[module]);
}

/* A module is opened by its number, too. */
static bool course_key(struct bp_app *app, uint32_t key)
{
	bool opens;

	if (!bp_list_digit(app, &app->course_list, key, 0,
		    app->study.listed->module_count, &opens))
		return false;
	if (opens)
		course_act(app, BP_ACT_OPEN);
	return true;
}

static bool course_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_PROOF || bp_proof_any(app, app->study.listed);
}

const struct bp_mode bp_mode_course = {
	.keymap = &bp_keymap_course,
	.can = course_can,
	.key = course_key,
	.act = course_act,
	.view = course_view,
};
