/* All faults of a preview; Enter goes to where one is. */
#include "app.h"
#include <berpijar/lang.h>
#include <string.h>

static const struct bp_keymap faults_keymap = {
	.title = N_("Galat dan peringatan"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

static void faults_add(
	struct bp_app *app, struct list_state *list, const struct bp_diagnostic *fault)
{
	const struct bp_fault_row *row = bp_fault_row(fault->fault);
	struct bp_row *item = bp_list_item(
		list, bp_preview_fault_words(app, fault), BP_THING_ROW, fault);

	item->state = row->code;
	item->color = row->severity == BP_SEVERITY_ERROR ? BP_COLOR_BAD : BP_COLOR_FAINT;
}

static void faults_view(struct bp_app *app, struct bp_view *view)
{
	const struct bp_diagnostics *faults = app->options.preview->faults;
	struct list_state *list = bp_mode_list(app, BP_MODE_FAULTS);
	const char *file = "";

	bp_list_start(app, list, true);
	for (size_t i = 0; i < faults->count; i++) {
		const struct bp_diagnostic *fault = &faults->at[i];
		if (strcmp(fault->file, file) != 0)
			bp_list_add(list, BP_ROW_HEADING, bp_app_clean(app, fault->file));
		file = fault->file;
		faults_add(app, list, fault);
	}
	if (!faults->count)
		bp_list_add(list, BP_ROW_TEXT,
			_("Tidak ada galat dan tidak ada peringatan."));
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = _("Galat dan peringatan");
	view->side = bp_app_text(
		app, _("%zu galat, %zu peringatan"), faults->errors, faults->warnings);
}

static void faults_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_FAULTS);
	const struct bp_diagnostic *fault = bp_list_thing(list, BP_THING_ROW);

	if (action != BP_ACT_OPEN) {
		bp_list_act(list, action);
	} else if (fault) {
		bp_app_pop(app);
		bp_preview_go_to_fault(app, fault);
	}
}

const struct bp_mode bp_mode_faults = {
	.keymap = &faults_keymap,
	.act = faults_act,
	.view = faults_view,
};
