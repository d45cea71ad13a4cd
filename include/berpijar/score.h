/*
 * What the answers to a module's questions add up to.
 */
#ifndef BERPIJAR_SCORE_H
#define BERPIJAR_SCORE_H

#include <berpijar/progress.h>
#include <berpijar/quiz.h>

struct bp_score {
	double mean; /* of the best grades over the graded questions, 0..1, those without
		      * an answer as 0; negative: nothing to grade */
	unsigned answered, unanswered; /* questions, descriptions left out */
};

/* An answer that has been graded but not recorded yet counts like the others: `now` is
 * its question, or NULL. */
struct bp_score bp_score_quiz(const struct bp_progress *progress, struct bp_str course,
	struct bp_str module, const struct bp_quiz *quiz, const struct bp_question *now,
	double grade);

#endif
