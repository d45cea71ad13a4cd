/*
 * Drafts of answers that could not be written, usually because the disk is full. They are
 * held in memory and tried again; what is left at the end is printed for the learner.
 */
#ifndef BERPIJAR_PLAYER_UNSAVED_H
#define BERPIJAR_PLAYER_UNSAVED_H

#include <berpijar/store.h>

/* Zeroed is empty. */
struct unsaved {
	struct draft *at;
	size_t count, room;
};

/* Replaces the draft of a question; an empty text removes it. */
void bp_unsaved_set(struct unsaved *unsaved, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text);
/* Appends the draft of a question; false: there is none. */
bool bp_unsaved_find(const struct unsaved *unsaved, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out);
/* Writes the drafts to the store, and forgets those that were written. */
void bp_unsaved_retry(struct unsaved *unsaved, struct bp_store *store);
/* Prints the drafts that are left on standard error, to be copied from there. */
void bp_unsaved_print(const struct unsaved *unsaved);
void bp_unsaved_release(struct unsaved *unsaved);

#endif
