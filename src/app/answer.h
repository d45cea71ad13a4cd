#ifndef BERPIJAR_APP_ANSWER_H
#define BERPIJAR_APP_ANSWER_H

#include "app.h"

#define ANSWER_LIMIT 1024 /* bytes of a typed answer */

/* Says how a typed number is going to be read. */
void bp_answer_note(struct question_state *question);

#endif
