/*
 * A record that goes from a computer to its office and back over a line that is slow and
 * breaks. Both ends say what they have of each replica; then each sends what the other lacks,
 * in parts that are bundles of their own. A part that has arrived is recorded, so whoever
 * was cut off goes on there: at most one part is sent twice.
 *
 *	computer            office
 *	berpijar-sync 1
 *	join code                                 only with --code (pair.h):
 *	                    uuid of the person
 *	join new
 *	                    code
 *	have replica=number …
 *	                    have replica=number …
 *	bytes, the part     ok                    … until 0
 *	ok                  bytes, the part       … until 0
 *
 * Whatever is refused is answered by "! " and why.
 */
#ifndef BERPIJAR_SYNC_BRING_H
#define BERPIJAR_SYNC_BRING_H

#include "sync.h"
#include "talk.h"

#define BRING_FIRST 'b' /* the first byte of what a computer says */

/* The office's end, for the learner of --learner. */
bool bring_answer(struct sync *sync, struct talk *talk, struct bp_error *err);

/* Takes so many bytes (SIZE_MAX: all) as a bundle of that learner's (relay.c). */
bool relay_take(struct sync *sync, const char *id, struct talk *talk, size_t bytes,
	struct bp_merge *merge, struct bp_error *err);

#endif
