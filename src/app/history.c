/* Jumps, and the way back from them. */
#include "app.h"
#include <berpijar/lang.h>
#include <string.h>

static void keep_here(struct bp_app *app)
{
	app->history.stops[app->history.now] =
		(struct stop){app->reader.course, app->reader.module, app->reader.place};
}

void bp_history_note(struct bp_app *app)
{
	struct history *history = &app->history;

	if (history->now + 1 == HISTORY_LIMIT) { /* the oldest is forgotten */
		memmove(history->stops, history->stops + 1,
			(HISTORY_LIMIT - 1) * sizeof *history->stops);
		history->now--;
	}
	keep_here(app);
	history->now++;
	history->count = history->now;
}

void bp_history_drop(struct bp_app *app)
{
	if (app->history.now) {
		app->history.now--;
		app->history.count = app->history.now;
	}
}

bool bp_history_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct bp_place *place)
{
	bool reading = app->reader.document != NULL;

	if (reading)
		bp_history_note(app);
	app->arriving = place != NULL;
	if (place)
		app->arrival = *place;
	if (bp_app_open(app, course, module))
		return true;
	app->arriving = false;
	if (reading)
		bp_history_drop(app);
	return false;
}

void bp_history_go(struct bp_app *app, bool forward)
{
	struct history *history = &app->history;

	if (forward ? history->now + 1 >= history->count : history->now == 0) {
		bp_app_say(app, BP_COLOR_ACCENT,
			forward ? _("Tidak ada lompatan untuk diulang.")
				: _("Tidak ada lompatan untuk dibatalkan."));
		return;
	}
	size_t to = forward ? history->now + 1 : history->now - 1;
	const struct stop *stop = &history->stops[to];
	bool here = stop->module == app->reader.module;
	if (!here && !bp_app_open(app, stop->course, stop->module))
		return;
	keep_here(app);
	if (history->now == history->count)
		history->count++; /* so that there is a way forward again */
	history->now = to;
	if (here) {
		bp_reader_go_to_place(app, &stop->place);
	} else {
		app->arriving = true;
		app->arrival = stop->place;
	}
}
