/*
 * What the answers to a module's questions add up to.
 */
#ifndef BERPIJAR_SCORE_H
#define BERPIJAR_SCORE_H

#include <berpijar/course.h>
#include <berpijar/progress.h>
#include <berpijar/quiz.h>

struct bp_score {
	double mean; /* of the grades that count (the best, or the last) over the graded
		      * questions, 0..1, those without an answer as 0; negative: nothing
		      * to grade */
	unsigned answered, unanswered; /* questions, descriptions left out */
};

/* An answer that has been graded but not recorded yet counts like the others: `now` is
 * its question, or NULL. */
struct bp_score bp_score_quiz(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz, const struct bp_question *now, double grade);

/* The highest mean that can still be reached with the tries that are left; with a
 * progress of nothing, what can be reached at all. Negative: nothing to grade. */
double bp_score_reachable(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz);

/* Whether a score of 0..1 reaches a pass mark in per cent. */
bool bp_score_passes(double score, int pass);

/* A score of 0..1 as people see it: whole per cent, rounded down, so that the number
 * shown reaches a pass mark only where the score does, and is 100 only where all is
 * right. */
int bp_score_percent(double score);

/* What an answer is worth after so many tries at the same question before it: the
 * module's penalty is taken off for each (Moodle's adaptive mode); never below 0. */
double bp_score_penalised(const struct bp_module *module, double grade, unsigned tries);

#endif
