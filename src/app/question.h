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

void bp_question_view(struct bp_app *app, int rows, int columns, struct bp_view *view);

#endif
