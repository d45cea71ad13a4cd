/* Whether two questions are the same in all that a learner is shown or graded by. */
#ifndef SAME_QUESTION_H
#define SAME_QUESTION_H

#include <berpijar/bank.h>

/* NULL, or the name of the first field that differs. */
const char *same_question(const struct bp_question *a, const struct bp_question *b);

/* All of a file, in one of the formats that are written. */
void write_bank(const struct bp_quiz *quiz, enum bp_bank_format format,
	struct bp_diagnostics *losses, struct bp_buf *out);

/* A random question as a reader could have read it; the same for the same state. */
struct bp_question random_question(struct bp_arena *arena, uint64_t *state);
uint32_t random_below(uint64_t *state, uint32_t limit);

#endif
