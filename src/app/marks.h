/* Bookmarks and notes. */
#ifndef BERPIJAR_APP_MARKS_H
#define BERPIJAR_APP_MARKS_H

#include "app.h"

/* All of them, by place; in the view arena. */
const struct bp_mark **bp_app_marks(struct bp_app *app, size_t *count);
/* The module that a mark stands in; NULL if there is none any more. */
const struct bp_module *bp_mark_module(const struct bp_app *app,
	const struct bp_mark *mark, const struct bp_course **course);

/* Whether they can be recorded now; if not, says so. */
bool bp_marks_writable(struct bp_app *app);
/* Records that a mark has this text from now on (empty: that it is gone). */
void bp_mark_record(
	struct bp_app *app, const struct bp_mark *mark, bool exists, struct bp_str text);
/* The name under which what is being written for a mark is kept as a draft. */
struct bp_str bp_mark_draft(struct bp_app *app, const struct bp_mark *mark);
/* A mark that could be made where the learner reads; its texts are in the view arena. */
void bp_mark_here(struct bp_app *app, enum bp_verb verb, struct bp_mark *mark);
/* Asks for a name, and makes a bookmark there. */
void bp_marks_bookmark(struct bp_app *app);

#endif
