/*
 * What a participant says of a course that is finished: five fixed statements and a line of
 * one's own. It has no name: the report of a class adds up at least BP_EVALUATION_LEAST of them
 * and tells nothing of a single one.
 *
 * It is a setting of the learner's record and no event. So a new one takes the place of the
 * one before, with no trace of when; the hash chain, scores, hours and proofs cannot depend on
 * it; and bundles, centres, audits and statements, which are made of events, cannot hold it.
 */
#ifndef BERPIJAR_EVALUATION_H
#define BERPIJAR_EVALUATION_H

#include <berpijar/arena.h>

#define BP_EVALUATION_ITEMS 5
#define BP_EVALUATION_MARKS 5   /* 1: by no means … 5: by all means; 0: not answered */
#define BP_EVALUATION_LEAST 5   /* of a class, before anything of them is told */
#define BP_EVALUATION_WORDS 280 /* bytes of the line */

struct bp_evaluation {
	int marks[BP_EVALUATION_ITEMS];
	struct bp_str words; /* one line; may be empty */
	bool shared;         /* whoever wrote them wants them read in the report */
	unsigned changes;    /* of two copies the one with more is the later */
};

/* The setting that holds that of a course: "evaluation." and its id. */
#define BP_EVALUATION "evaluation."

/* A statement, and what a mark of it means, in the user's language. */
const char *bp_evaluation_item(size_t item);
const char *bp_evaluation_mark(int mark);

/* Whether each statement is answered; only then it counts. */
bool bp_evaluation_is_whole(const struct bp_evaluation *evaluation);

/* The setting's value, changed once more, and back. What cannot be read, or is of another set of statements, is
 * no evaluation: nothing is answered in it. The words are in the arena, one line, at most
 * BP_EVALUATION_WORDS bytes. */
void bp_evaluation_write(const struct bp_evaluation *evaluation, struct bp_buf *out);
struct bp_evaluation bp_evaluation_read(struct bp_str value, struct bp_arena *arena);

#endif
