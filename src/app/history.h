/* Jumps, and the way back from them: as a browser has it, over all modules. */
#ifndef BERPIJAR_APP_HISTORY_H
#define BERPIJAR_APP_HISTORY_H

#include "study.h"

#define BP_HISTORY_LIMIT 64

/* A place that was left by a jump. */
struct stop {
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_place place;  /* at the top of the window */
	struct bp_place cursor; /* … and where the cursor stood */
};

/* Places before the current one (undo) and behind it (redo). */
struct history {
	struct stop stops[BP_HISTORY_LIMIT];
	size_t count, now; /* stops[now] is where the reader stands */
};

/* A jump is about to be made from here. */
void bp_history_note(struct bp_app *app);
/* Takes the last note back: there was no jump. */
void bp_history_drop(struct bp_app *app);
bool bp_history_leads(const struct bp_app *app, bool forward);
void bp_history_go(struct bp_app *app, bool forward);
/* Jumps to another module as bp_study_ask() goes there. */
bool bp_history_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct arrival *arrival);

#endif
