/* What the fold knows of attempts: kept by attempts.c, folded by exam.c; exam_told.c says
 * what may be told. */
#ifndef BERPIJAR_LEARN_ATTEMPTS_H
#define BERPIJAR_LEARN_ATTEMPTS_H

#include "fold.h"

struct attempt_state {
	struct bp_attempt attempt;
	struct bp_index
		by_question; /* what was given; where that is little, there is none */
	uint32_t next; /* the number + 1 of the next attempt at the module; 0: none */
	uint32_t last; /* of the first attempt at a module: the number of the last */
	bool begun;    /* the event that begins it has come */
	bool passed;   /* as the event that ends it says */
	struct regraded better; /* what it was graded anew */
};

struct bp_attempts {
	struct bp_arena *arena;
	const struct bp_regrades *regrades;
	struct attempt_state *at;
	size_t count, room;
	struct bp_index by_id;
	struct bp_index by_module; /* the first attempt at each; those that have begun */
};

/* NULL: no event has named it. */
struct attempt_state *attempts_find(
	const struct bp_attempts *attempts, const uint8_t id[16]);
/* The same; one that is not there is made. */
struct attempt_state *attempts_need(struct bp_attempts *attempts, const uint8_t id[16]);
/* Adds an attempt that has begun to those at its module. */
void attempts_add(struct bp_attempts *attempts, struct attempt_state *state);
/* The attempts at a module that have begun, one after another; NULL: no more. */
struct attempt_state *attempts_first(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module);
struct attempt_state *attempts_next(
	const struct bp_attempts *attempts, const struct attempt_state *state);
/* What was given to a question; NULL: the attempt does not ask it. */
struct bp_given *attempts_find_given(
	const struct attempt_state *state, struct bp_str question);

/* The same; it is made where the draw has not come yet. NULL: there is no room for more. */
struct bp_given *attempts_given(struct bp_attempts *attempts, struct attempt_state *state,
	struct bp_str question);
/* Makes what was given be found, once a snapshot has set it. */
void attempts_index_given(struct bp_attempts *attempts, struct attempt_state *state);
/* Takes the draw: its questions come first, in its order. */
void attempts_draw(struct bp_attempts *attempts, struct attempt_state *state,
	const json_t *questions);

#endif
