/* Going to a part of a lesson: "50", then Enter. */
#include "app.h"
#include <berpijar/lang.h>
#include <string.h>

#define UNTYPED (-1)
#define MOST    100

void bp_percent_begin(struct bp_app *app, int digit)
{
	app->percent = digit;
	bp_app_push(app, &bp_mode_percent);
}

static void percent_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const char *asked = app->percent == UNTYPED
		? _("Ke persen: ")
		: bp_app_text(app, "%s%d", _("Ke persen: "), app->percent);

	bp_reader_view(app, rows, columns, view);
	view->message = asked;
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor = (int)strlen(asked);
}

/* Digits that make more than 100 are not taken. */
static void add_digit(struct bp_app *app, int digit)
{
	int percent = app->percent == UNTYPED ? digit : app->percent * 10 + digit;

	if (percent <= MOST)
		app->percent = percent;
}

static bool percent_key(struct bp_app *app, uint32_t key)
{
	if (key >= '0' && key <= '9')
		add_digit(app, (int)(key - '0'));
	else if (key == BP_CONTROL('u'))
		app->percent = UNTYPED;
	else if (key != BP_KEY_BACKSPACE || app->percent == UNTYPED)
		return false;
	else
		app->percent = app->percent < 10 ? UNTYPED : app->percent / 10;
	return true;
}

static void percent_act(struct bp_app *app, enum bp_action action)
{
	if (action != BP_ACT_OPEN)
		return;
	bp_app_pop(app);
	if (app->percent != UNTYPED)
		bp_reader_go_to_percent(app, app->percent);
}

const struct bp_mode bp_mode_percent = {
	.keymap = &bp_keymap_percent,
	.key = percent_key,
	.act = percent_act,
	.view = percent_view,
};
