/* A link that leads out of the player: its whole address, to be copied by hand. */
#include "app.h"
#include <berpijar/lang.h>

static void link_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	(void)rows;
	(void)columns;
	bp_list_start(&app->help);
	bp_list_add(app, &app->help, BP_ROW_BLANK, NULL);
	bp_list_add(app, &app->help, BP_ROW_HEADING, _("Alamat tautan"));
	bp_list_add(app, &app->help, BP_ROW_BLANK, NULL);
	bp_list_add(app, &app->help, BP_ROW_TEXT, app->link);
	bp_list_add(app, &app->help, BP_ROW_BLANK, NULL);
	bp_list_add(app, &app->help, BP_ROW_TEXT,
		_("Bukalah alamat ini di peramban komputer atau ponsel Anda. berpijar "
		  "sendiri tidak "
		  "membuka jaringan."))
		->color = BP_COLOR_FAINT;
	app->help.selected = SIZE_MAX;
	bp_list_view(&app->help, 0, view);
	view->title = _("Tautan");
}

static void link_act(struct bp_app *app, enum bp_action action)
{
	bp_mode_help.act(app, action);
}

const struct bp_mode bp_mode_link = {
	.keymap = &bp_keymap_link,
	.act = link_act,
	.view = link_view,
};
