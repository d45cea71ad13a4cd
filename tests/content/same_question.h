/* Whether two questions are the same in all that a learner is shown or graded by. */
#ifndef SAME_QUESTION_H
#define SAME_QUESTION_H

#include <berpijar/quiz.h>

/* NULL, or the name of the first field that differs. */
const char *same_question(const struct bp_question *a, const struct bp_question *b);

/* A random question as a reader could have read it; the same for the same state. */
struct bp_question random_question(struct bp_arena *arena, uint64_t *state);
uint32_t random_below(uint64_t *state, uint32_t limit);

#endif
