/* What the parts of the question mode share. */
#ifndef BERPIJAR_APP_QUESTION_H
#define BERPIJAR_APP_QUESTION_H

#include "app.h"

/* How a question is answered, as far as the keys differ. */
bool bp_question_is_text(const struct bp_question *question);
bool bp_question_is_multiple(const struct bp_question *question);
bool bp_question_is_pairs(const struct bp_question *question);
/* The letter under which a row's partner is shown; SIZE_MAX if it has none yet. */
size_t bp_question_partner(const struct question_state *state, size_t row);

/*
 * In a running exam, what is kept as the draft of a question, open or not: records it as
 * its answer and puts it into `given`. False if there is none, if it is what was
 * answered, or if it cannot be graded; one that is not complete is taken only if
 * unfinished may be.
 */
struct bp_given;
bool bp_question_take_draft(struct bp_app *app, const struct bp_question *question,
	bool unfinished, struct bp_given *given);

void bp_question_view(struct bp_app *app, int rows, int columns, struct bp_view *view);

#endif
