/*
 * Answers in hand that could not be kept, for want of room on the disk: held in memory,
 * tried again, and told in the end.
 */
#ifndef BERPIJAR_PLAYER_UNSAVED_H
#define BERPIJAR_PLAYER_UNSAVED_H

#include <berpijar/store.h>

/* Zeroed it is empty. */
struct unsaved {
	struct draft *at;
	size_t count, room;
};

/* A question's text, in place of an earlier one; an empty text takes it away. */
void unsaved_set(struct unsaved *unsaved, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text);
/* Appends it; false if there is none. */
bool unsaved_find(const struct unsaved *unsaved, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out);
/* Those that can be kept now are taken away. */
void unsaved_retry(struct unsaved *unsaved, struct bp_store *store);
/* The rest, to standard error, so that it can be copied. */
void unsaved_print(const struct unsaved *unsaved);
void unsaved_release(struct unsaved *unsaved);

#endif
