/*
 * Questions whose key proved wrong, and what their answers were graded anew.
 *
 * A BP_SCORED event names a question of a module. Its body says what the answers to it,
 * and the attempts at an exam that asked it, come to: {"name": of the question, "title":
 * of the module, "void": true, if the question is dropped, "answers": {id of an answer's
 * event: its grade, or null if it is dropped}, "attempts": {id of an attempt: {"score",
 * "passed"}}, "before" and "after": the score of the module, "proof": the number that a
 * proof of the course had until then, "" if nobody knows it}; what is not so is left out.
 *
 * - Of several such events that name an answer the latest counts, and none counts for an
 *   answer that was given after it. So it makes no difference in which order they come.
 * - An answer that is dropped counts nowhere, as if the question had not been asked.
 * - A grade may rise or fall. The score of an attempt, and that it was passed, never fall:
 *   the best counts of what it was when it was handed in and of what it was graded anew. A
 *   completion, and the JP that were earned with it, are events of their own, which stay.
 * - Older programs do not know the verb, and show what was graded first.
 */
#ifndef BERPIJAR_REGRADES_H
#define BERPIJAR_REGRADES_H

#include <berpijar/progress.h>

/* The body of a completion or a pass that follows from a regrade has this key: true. It is
 * dated when the answers were given, but is nothing that the learner did. */
#define BP_BY_REGRADE "regrade"

/* What an answer or an attempt comes to. */
struct bp_rescored {
	uint8_t id[16]; /* of the answer's event, or of the attempt */
	double grade;   /* 0..1; negative: none */
	bool passed;    /* the attempt */
	bool dropped;   /* the answer, with its question */
};

struct bp_regrade {
	uint8_t id[16];                         /* of the event */
	int64_t at;                             /* ms since 1970 */
	struct bp_str course, module, question; /* ids */
	struct bp_str name, title; /* of the question and the module, in words */
	bool dropped;              /* the question, from all sums */
	bool proved; /* the course was finished, so there may be proofs of before */
	struct bp_str proof;  /* the number of such a proof; empty: not known */
	double before, after; /* 0..1, the score of the module; negative: none */
	const struct bp_rescored *answers, *attempts;
	size_t answer_count, attempt_count;
};

/* Appends the body of the event that says so. */
void bp_regrade_write(const struct bp_regrade *regrade, struct bp_buf *out);

struct bp_regrades;

/* All of them in the order of recording, without the arrays of answers and attempts.
 * Borrowed as long as the progress. */
const struct bp_regrade *bp_regrades_list(struct bp_regrades *regrades, size_t *count);

/* What an answer's grade is now, which may be what was recorded with it. */
struct bp_rescored bp_regrades_answer(
	const struct bp_regrades *regrades, const struct bp_event *answer);

#endif
