/*
 * A pairing code: eight figures that are made beside the office's record of a learner, there or
 * from a computer of theirs, and typed on another computer of that person, so that both go on under one UUID. It is said once, holds
 * for 15 minutes, and is void after five wrong tries; it stands in STORE/sync/ID/pair.
 */
#ifndef BERPIJAR_SYNC_PAIR_H
#define BERPIJAR_SYNC_PAIR_H

#include "sync.h"

#define PAIR_CODE 8 /* figures */

/* Makes one, in the place of the one before. */
bool pair_make(struct sync *sync, const char *id, char code[PAIR_CODE + 1],
	struct bp_error *err);
/* Takes the code back if it is that one, so that it is good once; else a try is gone. */
bool pair_try(
	struct sync *sync, const char *id, struct bp_str code, struct bp_error *err);
/* The figures of what was typed, with blanks and hyphens between them or not. */
bool pair_read(const char *typed, char code[PAIR_CODE + 1], struct bp_error *err);

/* Says what it is, and what it does. */
void pair_tell(const struct sync *sync, const char *id, const char *code);

#endif
