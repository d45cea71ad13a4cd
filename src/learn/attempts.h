/* What the fold knows of attempts: shared by exam.c, which folds, and exam_told.c, which
 * says what may be told. */
#ifndef BERPIJAR_LEARN_ATTEMPTS_H
#define BERPIJAR_LEARN_ATTEMPTS_H

#include "fold.h"

struct attempt_state {
	struct bp_attempt attempt;
	bool begun;             /* the event that begins it has come */
	bool passed;            /* as the event that ends it says */
	struct regraded better; /* what it was graded anew */
};

struct bp_attempts {
	struct bp_arena *arena;
	const struct bp_regrades *regrades;
	struct attempt_state *at;
	size_t count, room;
	struct bp_index by_id;
};

/* NULL: no event has named it. */
struct attempt_state *attempts_find(
	const struct bp_attempts *attempts, const uint8_t id[16]);

#endif
