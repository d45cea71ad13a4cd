/*
 * Drawing an exam's questions: the same seed and questions give the same draw.
 */
#ifndef BERPIJAR_LOTTERY_H
#define BERPIJAR_LOTTERY_H

#include <berpijar/course.h>
#include <berpijar/quiz.h>

/*
 * Fills out (room for quiz->count) with indices into the quiz, in the order to be shown,
 * and returns how many. With rules, each takes its number from the questions of its
 * category or tag, and none is taken twice; else `draw` of all, 0: all. There are as many
 * as the rules together can get, always the same number. With shuffle the order is mixed,
 * else it is the author's.
 */
size_t bp_lottery_draw(const struct bp_quiz *quiz, const struct bp_module *module,
	uint64_t seed, uint32_t *out);

/* Whether a rule takes a question: its category is that (or ends in "/that"), or it has
 * that tag; whatever the case. */
bool bp_lottery_takes(
	const struct bp_draw_rule *rule, const struct bp_question *question);

/* The next number of a sequence (splitmix64, Steele, Lea and Flood 2014). */
uint64_t bp_random_next(uint64_t *state);
/* One of 0 … below-1, each as likely as the others. */
size_t bp_random_below(uint64_t *state, size_t below);

#endif
