/*
 * Work on many records with all processors: each process does every second, third … of it,
 * since SQLite is set up for one thread, and gives what it found through a pipe. It is a
 * copy of this one: pointers to what was there before mean the same in both.
 */
#ifndef BERPIJAR_SHARE_H
#define BERPIJAR_SHARE_H

#include <berpijar/text.h>

struct bp_shared {
	/* Does the work of one number, and appends what it came to; it changes nothing that
	 * another number needs. */
	void (*work)(void *context, size_t at, struct bp_buf *out);
	/* Gets that, for each number in order, in this process. */
	void (*take)(void *context, size_t at, struct bp_str given);
	void *context;
};

/* Does 0 … count-1. Little work, and that of a process that ended early, is done here. No
 * record may be open meanwhile. */
void bp_share(size_t count, const struct bp_shared *shared);

#endif
