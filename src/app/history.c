/* Jumps, and the way back from them. */
#include "history.h"
#include "reader.h"
#include <berpijar/lang.h>
#include <string.h>

static struct stop history_current(const struct bp_app *app)
{
	return (struct stop){app->study.course, app->study.module, bp_reader_place(app),
		bp_reader_target(app)};
}

/* Adds a stop in front of the place that is now gone to; what lay behind it is forgotten. */
static void history_add(struct bp_app *app, struct stop stop)
{
	struct history *history = &app->history;

	if (history->now + 1 == BP_HISTORY_LIMIT) { /* the oldest is forgotten */
		memmove(history->stops, history->stops + 1,
			(BP_HISTORY_LIMIT - 1) * sizeof *history->stops);
		history->now--;
	}
	history->stops[history->now++] = stop;
	history->count = history->now;
}

void bp_history_note(struct bp_app *app)
{
	history_add(app, history_current(app));
}

void bp_history_drop(struct bp_app *app)
{
	if (app->history.now) {
		app->history.now--;
		app->history.count = app->history.now;
	}
}

bool bp_history_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct arrival *arrival)
{
	const struct bp_recall *recall = &app->options.recall;
	struct stop left = {.course = course, .module = module};
	bool reading = bp_reader_is_open(app);
	bool elsewhere = arrival && arrival->why != BP_ARRIVE && recall->place &&
		recall->place(recall->context, course, module, &left.place);

	left.cursor = left.place;
	if (elsewhere)
		history_add(app, left); /* the place where it was left is not lost */
	if (reading)
		bp_history_note(app);
	if (bp_study_ask(app, course, module, arrival))
		return true;
	for (int i = 0; i < reading + elsewhere; i++)
		bp_history_drop(app);
	return false;
}

static void history_go_to(struct bp_app *app, size_t to)
{
	struct history *history = &app->history;
	struct stop stop = history->stops[to];
	bool here = stop.module == app->study.module;
	struct arrival arrival = {
		.why = BP_ARRIVE_AT_PLACE, .place = stop.place, .cursor = stop.cursor};

	if (!here && !bp_study_ask(app, stop.course, stop.module, &arrival))
		return;
	history->stops[history->now] = history_current(app);
	if (history->now == history->count)
		history->count++; /* so that there is a way forward again */
	history->now = to;
	if (here)
		bp_reader_go_back_to(app, &stop.place, &stop.cursor);
}

bool bp_history_leads(const struct bp_app *app, bool forward)
{
	const struct history *history = &app->history;

	return forward ? history->now + 1 < history->count : history->now > 0;
}

void bp_history_go(struct bp_app *app, bool forward)
{
	size_t now = app->history.now;

	if (bp_history_leads(app, forward))
		history_go_to(app, forward ? now + 1 : now - 1);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			forward ? _("Tidak ada lompatan untuk diulang.")
				: _("Tidak ada lompatan untuk dibatalkan."));
}
