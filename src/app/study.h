/*
 * The module that is being studied. It is one for the whole app: a lesson, an exam, a
 * question of a review all work on it.
 */
#ifndef BERPIJAR_APP_STUDY_H
#define BERPIJAR_APP_STUDY_H

#include <berpijar/course.h>
#include <berpijar/document.h>
#include <berpijar/marks.h>

#define BP_IDLE_MINUTES 2 /* a longer pause between two keys is not reading */

struct bp_app;

#define BP_QUERY_LIMIT 200 /* bytes of what is searched for */

/* Why a module is being opened: it is given with the request, and read once the module is
 * there. */
struct arrival {
	enum {
		BP_ARRIVE, /* where it was left */
		BP_ARRIVE_AT_PLACE,
		BP_ARRIVE_AT_HEADING, /* text */
		BP_ARRIVE_AT_LINE,    /* of the file */
		BP_ARRIVE_AT_HIT,     /* at a place; the hits of text are marked */
		BP_ARRIVE_AT_MARK,   /* at a place; says if the mark's text has changed */
		BP_ARRIVE_TO_REPEAT, /* at its result, to ask again what is wrong */
		BP_ARRIVE_FOR_REVIEW /* to ask a question of it */
	} why;
	struct bp_place place;  /* at the top of the window … */
	struct bp_place cursor; /* … and where the cursor stands */
	char text[BP_QUERY_LIMIT + 1];
	struct bp_mark mark;
	int line;
};

/* How it went with the question that was left last. `left` is set until the screen below it
 * has taken notice. */
struct study_answer {
	bool left, graded, right;
	bool onward;    /* it was left to go on from it, not to go back */
	bool finished;  /* the answer completed the module */
	uint32_t block; /* of the question */
};

struct study {
	const struct bp_course *listed; /* whose modules are listed */
	/* Selected when that list was left; NULL once a module has been opened. */
	const struct bp_module *pointed;
	/* The module stays what it was after it has been closed: its course's list points
	 * at it, and its last events name it. NULL: none was opened yet. */
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_document *document; /* NULL: closed */
	double active_seconds;        /* of reading that are not recorded yet */
	uint32_t visits;              /* counts the modules that were opened */
	bool finished;                /* the last answer completed it */
	struct study_answer answer;
	bool repeating; /* questions that are still wrong are asked one after another … */
	bool repeating_course; /* … and then those of the next modules … */
	size_t repeat_at;      /* … and this is the one that is open, in the quiz */
};

/* Asks for a module; arrival NULL: for no special reason. False: says why it cannot be
 * opened. */
bool bp_study_ask(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct arrival *arrival);
/* Asks for a module without checking whether it may be opened. */
void bp_study_ask_anyway(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct arrival *arrival);

/* Opens a module; owns the document from now on. */
void bp_study_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_document *document);
void bp_study_close(struct bp_app *app);
/* Records the time, and closes it. */
void bp_study_leave(struct bp_app *app);
/* Adds the event that the module was opened; of its course, if it is the first. */
void bp_study_record_opening(struct bp_app *app);
/* The active time since the module was opened, or this was last called, as an event. */
void bp_study_record_time(struct bp_app *app);
/* The module `step` modules further in the course, NULL if there is none. */
const struct bp_module *bp_study_neighbour(const struct bp_app *app, int step);

#endif
