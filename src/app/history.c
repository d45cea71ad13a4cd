/* Jumps, and the way back from them. */
#include "app.h"
#include <berpijar/lang.h>
#include <string.h>

static struct stop current(const struct bp_app *app)
{
	return (struct stop){app->study.course, app->study.module, app->reader.place,
		bp_reader_target(app)};
}

/* A stop before the place that is gone to now. */
static void add(struct bp_app *app, struct stop stop)
{
	struct history *history = &app->history;

	if (history->now + 1 == HISTORY_LIMIT) { /* the oldest is forgotten */
		memmove(history->stops, history->stops + 1,
			(HISTORY_LIMIT - 1) * sizeof *history->stops);
		history->now--;
	}
	history->stops[history->now++] = stop;
	history->count = history->now;
}

void bp_history_note(struct bp_app *app)
{
	add(app, current(app));
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
	const struct bp_recall *recall = &app->options.recall;
	struct stop left = {.course = course, .module = module};
	bool reading = app->study.document != NULL;
	bool elsewhere = (place || app->jump) && recall->place &&
		recall->place(recall->context, course, module, &left.place);

	left.cursor = left.place;
	if (elsewhere)
		add(app, left); /* the place where it was left is not lost */
	if (reading)
		bp_history_note(app);
	app->arriving = place != NULL;
	if (place)
		app->arrival = (struct stop){course, module, *place, *place};
	if (bp_app_open(app, course, module))
		return true;
	app->arriving = false;
	app->jump = NULL;
	for (int i = 0; i < reading + elsewhere; i++)
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
	bool here = stop->module == app->study.module;
	if (!here && !bp_app_open(app, stop->course, stop->module))
		return;
	history->stops[history->now] = current(app);
	if (history->now == history->count)
		history->count++; /* so that there is a way forward again */
	history->now = to;
	if (here) {
		bp_reader_go_back_to(app, &stop->place, &stop->cursor);
	} else {
		app->arriving = true;
		app->arrival = *stop;
	}
}
