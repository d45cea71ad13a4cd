/*
 * Questions that come back: after a wrong answer, each time when FSRS (fsrs.h) says that
 * the answer may have been forgotten. Questions that were always answered right do not.
 *
 * Nothing is recorded for this: when a question comes back follows from its answers in
 * the order of time. A wrong one is rated "again", a partly right one "hard", a right one
 * "good".
 */
#ifndef BERPIJAR_REVIEW_H
#define BERPIJAR_REVIEW_H

#include <berpijar/progress.h>

struct bp_due {
	struct bp_str course, module, question; /* ids, borrowed from the progress */
	int64_t due;                            /* since when, ms since 1970 */
};

/* The questions that are due at a time, those that are due longest first. Fills at most
 * room, returns how many there are. */
size_t bp_review_due(
	const struct bp_progress *progress, int64_t now, struct bp_due *out, size_t room);
/* Those of them that may be asked now: a review tells what is right, so none that was
 * drawn in an exam that runs and tells nothing before its end. */
size_t bp_review_asked(
	const struct bp_progress *progress, int64_t now, struct bp_due *out, size_t room);

#endif
