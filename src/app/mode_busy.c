/*
 * "Sedang dibuka di tempat lain": another session records for this learner, perhaps one
 * whose line was cut and that does not know it yet.
 */
#include "app.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding busy_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'q', BP_ACT_QUIT},
	{0, 0},
};
static const struct bp_hint busy_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("lakukan")},
	{BP_ACT_QUIT, NULL, N_("keluar")},
	{0},
};
static const struct bp_keymap busy_keymap = {
	.title = N_("Sedang dibuka di tempat lain"),
	.parent = &bp_keymap_moving,
	.bindings = busy_keys,
	.hints = busy_hints,
};

static const struct busy_choice {
	const char *title;
	enum bp_effect_kind effect;
} busy_choices[] = {
	{N_("Lanjutkan di sini"), BP_EFFECT_TAKE_OVER},
	{N_("Baca saja, tanpa dicatat"), BP_EFFECT_READ_ONLY},
	{N_("Keluar"), BP_EFFECT_QUIT},
};

static void busy_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_BUSY);

	bp_list_start(app, list, false);
	bp_list_add(list, BP_ROW_TEXT,
		_("Mungkin oleh sambungan Anda yang tadi putus. Bila dilanjutkan di sini, yang di sana ditutup; semua yang tersimpan tetap ada."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < sizeof busy_choices / sizeof *busy_choices; i++) {
		bp_list_item(
			list, _(busy_choices[i].title), BP_THING_ROW, &busy_choices[i]);
		bp_list_number(app, list, 1);
	}
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Sedang dibuka di tempat lain");
	view->side = "berpijar";
}

static void busy_choose(struct bp_app *app, const struct list_state *list)
{
	const struct busy_choice *choice = bp_list_thing(list, BP_THING_ROW);

	if (choice)
		bp_effect_add(app, choice->effect);
}

static void busy_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_BUSY);

	if (action == BP_ACT_OPEN)
		busy_choose(app, list);
	else
		bp_list_act(list, action);
}

const struct bp_mode bp_mode_busy = {
	.keymap = &busy_keymap,
	.numbers = BP_ACT_OPEN,
	.act = busy_act,
	.view = busy_view,
};
