/* What the player said last, and when it began, in full: on the screen it goes with the
 * next key. */
#include "app.h"
#include <berpijar/lang.h>
#include <string.h>

/* ---- keys ---- */

static const struct bp_keymap notice_keymap = {
	.title = N_("Pemberitahuan"),
	.parent = &bp_keymap_moving,
	.bindings = bp_text_keys,
	.hints = bp_text_hints,
};

static void notice_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_NOTICE);

	bp_list_start(app, list, true);
	bp_list_add(list, BP_ROW_TEXT, app->told);
	if (app->notice[0] && strcmp(app->notice, app->told) != 0) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_add(list, BP_ROW_HEADING, _("Saat berpijar dibuka"));
		bp_list_add(list, BP_ROW_TEXT, app->notice);
	}
	if (app->announced[0] && strcmp(app->announced, app->told) != 0) {
		bp_list_add(list, BP_ROW_BLANK, NULL);
		bp_list_add(list, BP_ROW_HEADING, _("Dari pengelola server"));
		bp_list_add(list, BP_ROW_TEXT, app->announced);
	}
	bp_list_view(list, 0, view);
	view->title = _("Pemberitahuan tadi");
}

static void notice_act(struct bp_app *app, enum bp_action action)
{
	bp_list_scroll(bp_mode_list(app, BP_MODE_NOTICE), action);
}

const struct bp_mode bp_mode_notice = {
	.keymap = &notice_keymap,
	.act = notice_act,
	.view = notice_view,
};
