/*
 * FSRS-6: when to ask a question again, so that nine in ten are still known.
 *
 * The formulas and the default parameters w0..w20 are those of ts-fsrs 5.4.2
 * (github.com/open-spaced-repetition/ts-fsrs, packages/fsrs/src: algorithm.ts,
 * constant.ts, impl/long_term_scheduler.ts), described in
 * github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm. It is scheduled as
 * ts-fsrs does with enable_short_term false: in whole days, no learning steps, whatever
 * the rating; without fuzz; retention 0.9; at most 36500 days. As there, results are
 * rounded to 8 decimals. With D the difficulty (1..10), S the stability in days, t the
 * days since the last review, G the rating:
 *
 *	decay = -w20, factor = 0.9^(1 / decay) - 1
 *	forgetting_curve:       R = (1 + factor t / S)^decay
 *	next_interval:          S (0.9^(1 / decay) - 1) / factor, a whole number, 1..36500
 *	init_stability:         S = w[G - 1], at least 0.1
 *	init_difficulty:        D0(G) = w4 - e^(w5 (G - 1)) + 1
 *	next_difficulty:        D = w7 D0(4) + (1 - w7)(D - w6 (G - 3)(10 - D) / 9)
 *	next_recall_stability:  S = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1)
 *	                            (w15 if hard)(w16 if easy))
 *	next_forget_stability:  S = w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)),
 *	                            at most S
 *
 * S is kept within 0.001..36500 and D within 1..10. The interval of a better rating is
 * at least a day longer than that of the one below it (next_interval() of
 * long_term_scheduler.ts).
 */
#ifndef BERPIJAR_FSRS_H
#define BERPIJAR_FSRS_H

#include <stdint.h>

enum bp_fsrs_rating { BP_FSRS_AGAIN = 1, BP_FSRS_HARD, BP_FSRS_GOOD, BP_FSRS_EASY };

/* What is known about the memory of a question; zeroed it is new. Times are in
 * milliseconds since 1970. */
struct bp_fsrs {
	double stability;  /* days until R falls to 0.9 */
	double difficulty; /* 1 (easy) .. 10 */
	int64_t due, last; /* when to ask again, when it was asked last */
	unsigned reps;     /* reviews */
	unsigned lapses;   /* reviews rated "again", except for the first */
};

/* Days are calendar days in UTC. A review earlier than the last one (the clock was put
 * back) counts as one on the same day. */
void bp_fsrs_review(struct bp_fsrs *card, enum bp_fsrs_rating rating, int64_t now);

#endif
