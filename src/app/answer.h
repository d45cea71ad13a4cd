#ifndef BERPIJAR_APP_ANSWER_H
#define BERPIJAR_APP_ANSWER_H

#include "app.h"

/* Edits the field; false: the key means nothing to it. */
bool bp_field_key(struct question_state *question, uint32_t key);
void bp_field_set(struct question_state *question, struct bp_str text);
void bp_field_note(struct question_state *question);

#endif
