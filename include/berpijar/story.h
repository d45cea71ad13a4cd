/*
 * Lessons that branch.
 *
 * A fork is a question of choices of which none is right (BP_FORK). What follows from a choice
 * is its feedback, and the first link in it, to a heading below the fork, is where it leads;
 * without a link the text goes on behind the fork. Headings that a choice leads to begin a part,
 * and so does each further heading of the highest level that these have. A heading above that
 * level ends the last part: from there on stands what is for everybody, once an end was reached.
 * An end is a part in which no fork is left.
 *
 * Choices lead down only, so a path is read from the top to the bottom, like any lesson: what is
 * not on it is hidden.
 */
#ifndef BERPIJAR_STORY_H
#define BERPIJAR_STORY_H

#include <berpijar/document.h>

#define BP_STORY_ON    UINT32_MAX       /* no link: it goes on */
#define BP_STORY_LOST  (UINT32_MAX - 1) /* the link leads nowhere, or up */
#define BP_STORY_START (UINT32_MAX - 2) /* the part before all headings of parts … */
#define BP_STORY_END   (UINT32_MAX - 3) /* … and what is behind them */

struct bp_story_fork {
	uint32_t block;
	const struct bp_question *question;
	uint32_t to[BP_MAX_CHOICES]; /* the block of a heading, or one of the above */
};

struct bp_story_step {
	const struct bp_story_fork *fork;
	size_t choice;
};

struct bp_story {
	const struct bp_document *document;
	struct bp_story_fork *forks; /* in their order */
	size_t fork_count, fork_room;
	uint32_t *parts; /* for each block: the block of the heading of its part */
	/* The path, set by bp_story_follow(): */
	uint8_t *hidden; /* for each block: not 0: it is not on it */
	struct bp_story_step *steps;
	size_t step_count;
	bool ended;
};

/* The story that a lesson tells, in the arena; NULL: it has no forks. */
struct bp_story *bp_story_new(struct bp_arena *arena, const struct bp_document *document);

/* Follows the path. `chosen` says which choice was taken at a fork, or -1. */
void bp_story_follow(struct bp_story *story,
	int (*chosen)(const void *context, const struct bp_question *fork),
	const void *context);

/* For each question of the document, in the arena: not 0: it is not on the path. */
uint8_t *bp_story_skipped(const struct bp_story *story, struct bp_arena *arena);

/* The fork that stands at a block; NULL: there is none. */
const struct bp_story_fork *bp_story_fork_at(
	const struct bp_story *story, uint32_t block);

#endif
