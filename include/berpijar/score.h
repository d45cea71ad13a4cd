/*
 * What the answers to a module's questions add up to.
 */
#ifndef BERPIJAR_SCORE_H
#define BERPIJAR_SCORE_H

#include <berpijar/course.h>
#include <berpijar/progress.h>
#include <berpijar/quiz.h>

struct bp_score {
	double mean; /* over the graded questions, 0..1, of the grade that counts (the
		      * best, first or last of the round; 0 without an answer, less what wrong choices
		      * take off: grade.h); negative: no question is graded */
	unsigned answered, unanswered; /* questions; descriptions are left out */
};

/* The score of a module as it is told, 0..1; negative: none. The best of what it was
 * finished with, of the rounds before this one, and of what its answers come to; of an exam, of
 * the attempts that were handed in. `quiz` may be NULL: it cannot be read. */
double bp_score_module(const struct bp_progress *progress, const struct bp_course *course,
	const struct bp_module *module, const struct bp_quiz *quiz);

/* `now` is a question with an answer that has been graded but not recorded yet, which
 * counts like the others; or NULL. Its grade is negative if it takes something off. Of the
 * questions those do not count for which `skipped` is not 0 (story.h); NULL: all count. */
struct bp_score bp_score_quiz(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz, const uint8_t *skipped, const struct bp_question *now,
	double grade);

/* The highest mean that can still be reached with the tries that are left; with an empty
 * progress, the highest at all. Negative: no question is graded. */
double bp_score_reachable(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz);

/* Whether a score of 0..1 reaches a pass mark in per cent. */
bool bp_score_passes(double score, int pass);

/* Whether a lesson with questions is done: all of them are answered and, where there is a
 * pass mark (negative: none) and something is graded, the mean reaches it. */
bool bp_score_finishes(const struct bp_score *score, int pass);

/* The first module that has to be finished before this one and is not; NULL: none. One that the
 * course does not have is not asked for. */
const struct bp_module *bp_score_lock(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module);

/* A score of 0..1 in whole per cent, rounded down, so that the number shown reaches a
 * pass mark only if the score does, and is 100 only if everything is right. */
int bp_score_percent(double score);

/* What an answer is worth after earlier tries at the same question: for each of them the
 * module's penalty is subtracted (Moodle's adaptive mode); never below 0. */
double bp_score_penalised(const struct bp_module *module, double grade, unsigned tries);

#endif
