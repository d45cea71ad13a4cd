/*
 * When to review what was learned: FSRS-6, the Free Spaced Repetition Scheduler.
 *
 * Pure functions of a card, a rating and a time: no clock, no chance (intervals are not
 * "fuzzed"). They give what ts-fsrs 5.4.2 gives with its default parameters, to which
 * tests/fixtures/fsrs compares them; the formulas are those of "The Algorithm" in the
 * wiki of github.com/open-spaced-repetition/fsrs4anki, and w0 … w20 its parameters, whose
 * defaults are in fsrs.c.
 *
 * Three numbers describe a memory:
 * - stability S, in days: after S days without review it is recalled with 90 %;
 * - difficulty D, 1 … 10;
 * - retrievability R, 0 … 1: how likely it is recalled now.
 *
 * With t days since the last review and G the rating (1 … 4):
 * - R(t,S) = (1 + F t/S)^-w20, F = 0.9^(-1/w20) - 1, so that R(S,S) = 0.9;
 * - first review: S = w[G-1], at least 0.1; D = w4 - e^(w5 (G-1)) + 1, within 1 … 10;
 * - every later one: D' = w7 D0(4) + (1 - w7) (D - w6 (G-3) (10-D)/9), within 1 … 10;
 *   D0(4) is the first difficulty for "easy", without its limits;
 * - recalled, another day: S' = S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) h e), with
 *   h = w15 for "hard" and e = w16 for "easy", else 1;
 * - forgotten, another day: S' = w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)), and at most
 *   S / e^(w17 w18);
 * - the same day: S' = S S^-w19 e^(w17 (G-3+w18)), from "hard" on at least S.
 * S is at least 0.001 and at most 36500. Each step rounds to eight decimals, as ts-fsrs
 * does. Days are those of UTC: a review after midnight is another day's.
 *
 * The interval to the next review is S rounded to whole days (a recall of 90 % is what
 * is wanted), 1 … 36500, but with "hard" at most "good", and "good" and "easy" each at
 * least a day more than the one before. Before a card gets there it goes through steps
 * within the day: new ones after 1 and 10 minutes, forgotten ones after 10.
 */
#ifndef BERPIJAR_FSRS_H
#define BERPIJAR_FSRS_H

#include <stdint.h>

enum bp_fsrs_state {
	BP_FSRS_NEW,
	BP_FSRS_LEARNING,
	BP_FSRS_REVIEW,
	BP_FSRS_RELEARNING, /* forgotten in a review */
};

enum bp_fsrs_rating {
	BP_FSRS_AGAIN = 1, /* not recalled */
	BP_FSRS_HARD,
	BP_FSRS_GOOD,
	BP_FSRS_EASY,
};

/* What is known of one thing to remember; by value. Times are milliseconds since 1970,
 * UTC. */
struct bp_fsrs_card {
	enum bp_fsrs_state state;
	double stability, difficulty; /* 0 while it is new */
	int64_t due;                  /* the next review */
	int64_t last_review;          /* 0 while it is new */
	int days;                     /* from then to `due`; 0: within the day */
	int step;                     /* of learning or relearning, from 0 */
	int reps, lapses;             /* reviews; those that ended in "again" */
};

/* A card that was never reviewed: due at once. */
struct bp_fsrs_card bp_fsrs_new(int64_t now);

/* The card after a review at `now`; a time before the last review counts as its day. */
struct bp_fsrs_card bp_fsrs_review(
	struct bp_fsrs_card card, enum bp_fsrs_rating rating, int64_t now);

/* R, by whole days of 24 hours since the last review; 0 for a new card. */
double bp_fsrs_retrievability(const struct bp_fsrs_card *card, int64_t now);

#endif
