/*
 * "Sedang dibuka di tempat lain": another session records for this learner, perhaps one
 * whose line was cut and that does not know it yet.
 */
#include "app.h"
#include <berpijar/lang.h>

enum choice { HERE, READ, LEAVE };

static const char *const choices[] = {
	[HERE] = N_("Lanjutkan di sini"),
	[READ] = N_("Baca saja, tanpa dicatat"),
	[LEAVE] = N_("Keluar"),
};

#define CHOICES (sizeof choices / sizeof *choices)

static void busy_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct list_state *list = &app->busy_list;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_TEXT,
		_("Mungkin oleh sambungan Anda yang tadi putus. Bila dilanjutkan di sini, yang di sana ditutup; semua yang tersimpan tetap ada."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < CHOICES; i++)
		bp_list_add(list, BP_ROW_ITEM, _(choices[i]))->label =
			bp_app_text(app, "%zu", i + 1);
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Sedang dibuka di tempat lain");
	view->side = "berpijar";
}

static void choose(struct bp_app *app, size_t choice)
{
	static const enum bp_effect_kind effects[] = {[HERE] = BP_EFFECT_TAKE_OVER,
		[READ] = BP_EFFECT_READ_ONLY,
		[LEAVE] = BP_EFFECT_QUIT};

	bp_effect_add(app, effects[choice]);
}

static void busy_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_OPEN)
		choose(app, bp_list_nth(&app->busy_list));
	else
		bp_list_act(&app->busy_list, action);
}

static bool busy_key(struct bp_app *app, uint32_t key)
{
	bool opens;

	if (!bp_list_digit(app, &app->busy_list, key, 0, CHOICES, &opens))
		return false;
	choose(app, bp_list_nth(&app->busy_list));
	return true;
}

const struct bp_mode bp_mode_busy = {
	.keymap = &bp_keymap_busy,
	.key = busy_key,
	.act = busy_act,
	.view = busy_view,
};
