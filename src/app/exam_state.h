/* What the exam remembers, and what its files share: exam*.c and mode_exam.c. */
#ifndef BERPIJAR_APP_EXAM_STATE_H
#define BERPIJAR_APP_EXAM_STATE_H

#include "exam.h"

#define BP_EXAM_ATTEMPTS 64 /* shown of a module */

struct exam {
	bool shown; /* an attempt is: running, or to be looked at again */
	uint8_t attempt[16];
	struct bp_arena *arena; /* of what follows; NULL: no attempt was shown yet */
	const struct bp_question **drawn; /* as asked; NULL: the module has it no more */
	struct bp_document *stems;        /* their texts */
	size_t count;
	size_t at;   /* the question that is open, or was last, in the order drawn; their
			  * count: all are answered, what comes next is to hand in */
	size_t kept; /* question whose answer is being recorded by leaving it */
	int64_t elapsed;  /* ms of the attempt that were over … */
	int64_t since;    /* … at this time */
	int64_t next_try; /* when an end that could not be recorded is tried again */
	bool flagged[BP_MAX_QUESTIONS];
	bool confirming; /* the next Enter hands in */
};

struct exam *bp_exam_of(const struct bp_app *app);
/* The attempt that is shown, where there must be one. */
const struct bp_attempt *bp_exam_shown(const struct bp_app *app);
void bp_exam_say_kept(struct bp_app *app, size_t nth);

/* Whether an attempt may begin now; *why: what is to be known of that, in the view arena, or
 * NULL. */
bool bp_exam_may_begin(struct bp_app *app, const char **why);
/* The score to pass with, 0..100; 0: none is asked for. */
int bp_exam_pass_mark(const struct bp_app *app);
/* Adds what stands before an exam to its list. */
void bp_exam_view_rules(struct bp_app *app);
/* Draws the questions of the next attempt; returns how many. */
size_t bp_exam_lottery(struct bp_app *app, uint64_t seed, uint32_t *drawn);
/* Begins an attempt: its draw is recorded before the first question is shown. */
void bp_exam_draw(struct bp_app *app);
/* Frees what the mode's state owns. */
void bp_exam_release(void *state);
/* Shows an attempt. */
void bp_exam_show(struct bp_app *app, const struct bp_attempt *attempt);

/* The module's attempts, in the order of their beginning: fills at most
 * BP_EXAM_ATTEMPTS, returns how many. */
size_t bp_exam_attempts(const struct bp_app *app, const struct bp_attempt **out);
/* How many more there may be; 1 where they are not counted. */
int bp_exam_chances(const struct bp_app *app);
void bp_exam_hand_in(struct bp_app *app, bool time_is_up);

/* Takes the time used and the question that was open from the module's place. */
void bp_exam_take_up_place(struct bp_app *app, const struct bp_attempt *attempt);
void bp_exam_recall_flags(struct bp_app *app);

#endif
