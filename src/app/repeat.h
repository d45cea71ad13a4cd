/* Doing a lesson again: the questions that are still wrong, or all of it as a new round. */
#ifndef BERPIJAR_APP_REPEAT_H
#define BERPIJAR_APP_REPEAT_H

#include "app.h"

/* Questions of the open lesson whose answers can still be bettered. */
size_t bp_repeat_count(struct bp_app *app);
/* Those of any lesson that have an answer; document NULL: none. */
size_t bp_repeat_count_in(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_document *document);
/* Asks the first of them from an index on; while study.repeating is set, a question is asked
 * again rather than shown as it was answered. False: there is none. */
bool bp_repeat_ask(struct bp_app *app, size_t from);
/* While study.repeating_course is set: on to the next module of the course that has some, or
 * back to the end of the course. */
bool bp_repeat_next_module(struct bp_app *app);
/* Begins the lesson anew; of its rounds the best counts. */
void bp_repeat_round(struct bp_app *app);

#endif
