/*
 * The lottery that draws an exam's questions, and the random numbers that it uses. The
 * same seed and questions give the same draw.
 */
#ifndef BERPIJAR_LOTTERY_H
#define BERPIJAR_LOTTERY_H

#include <berpijar/course.h>
#include <berpijar/quiz.h>

/*
 * Fills out (room for quiz->count) with indices into the quiz, in the order to be shown,
 * and returns how many. If the module has rules, each takes as many questions of its
 * category or tag as it says, and no question is taken twice; the rules together get as
 * many as possible, which is always the same number. Without rules, `draw` of all
 * questions are taken; 0: all. With shuffle the order is random, else it is the author's.
 */
size_t bp_lottery_draw(const struct bp_quiz *quiz, const struct bp_module *module,
	uint64_t seed, uint32_t *out);

/*
 * The same among the questions of one form alone; BP_FORM_NONE: among all. Every other
 * question of a category, or of the first tag of those without one, belongs to A and the others
 * to B, in the order of the module, so that the forms are alike; the draw takes as many from
 * each as it would from all.
 */
size_t bp_lottery_draw_form(const struct bp_quiz *quiz, const struct bp_module *module,
	uint64_t seed, enum bp_form form, uint32_t *out);
/* The form of a question; BP_FORM_NONE: it asks nothing. */
enum bp_form bp_lottery_form(const struct bp_quiz *quiz, size_t index);
/* The form that a learner gets in an attempt, by a hash of the learner's id: `earlier` is how
 * many attempts there were. BP_FORM_NONE where the module has none. */
enum bp_form bp_lottery_turn(
	const struct bp_module *module, uint64_t learner, size_t earlier);

/* Whether a rule may take a question: the question has the rule's name as a tag, or as
 * its category or the last part of it ("a/name"). Case does not matter. */
bool bp_lottery_takes(
	const struct bp_draw_rule *rule, const struct bp_question *question);

/* The next number of a sequence (splitmix64, Steele, Lea and Flood 2014). */
uint64_t bp_random_next(uint64_t *state);
/* A number of 0 … below - 1, each as likely as the others. */
size_t bp_random_below(uint64_t *state, size_t below);

#endif
