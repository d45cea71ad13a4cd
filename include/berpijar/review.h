/*
 * Questions that come back: those that were answered wrongly once, and later when FSRS
 * (fsrs.h) says that they may have been forgotten.
 *
 * Nothing is kept for it: a question's card is a fold over its answers in the order of
 * time. A wrong answer is "again", a partly right one "hard", a right one "good".
 * Questions that were always right do not come back.
 */
#ifndef BERPIJAR_REVIEW_H
#define BERPIJAR_REVIEW_H

#include <berpijar/progress.h>

struct bp_due {
	struct bp_str course, module, question; /* ids, borrowed from the progress */
	int64_t due;                            /* since when, ms since 1970 */
};

/* What is due at a time, longest overdue first: fills at most room, returns how many
 * there are. */
size_t bp_review_due(
	const struct bp_progress *progress, int64_t now, struct bp_due *out, size_t room);

#endif
