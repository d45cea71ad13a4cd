/* Questions that come back. */
#ifndef BERPIJAR_APP_REVIEW_H
#define BERPIJAR_APP_REVIEW_H

#include "app.h"

/* How many questions are due, and how long they will take, in words. */
size_t bp_review_count(struct bp_app *app);
const char *bp_review_words(struct bp_app *app);
bool bp_review_asking(const struct bp_app *app); /* a question of a review is open */
/* The number of the open question, from 1, and how many there are. */
void bp_review_number(const struct bp_app *app, int *nth, int *all);
/* The module of the next question is open. */
void bp_review_opened(struct bp_app *app);

#endif
