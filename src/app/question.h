/* What the parts of the question mode share. */
#ifndef BERPIJAR_APP_QUESTION_H
#define BERPIJAR_APP_QUESTION_H

#include "app.h"

/* How a question is answered, as far as the keys differ. */
bool bp_question_is_text(const struct bp_question *question);
bool bp_question_is_multiple(const struct bp_question *question);
bool bp_question_is_pairs(const struct bp_question *question);
/* The letter under which a row's partner is shown; SIZE_MAX if it has none yet. */
size_t bp_question_partner(const struct question_state *state, size_t row);

/*
 * In a running exam, what is kept as the draft of a question, open or not: records it as
 * its answer and puts it into `given`. False if there is none, if it is what was
 * answered, or if it cannot be graded; one that is not complete is taken only if
 * unfinished may be.
 */
struct bp_given;
bool bp_question_take_draft(struct bp_app *app, const struct bp_question *question,
	bool unfinished, struct bp_given *given);

/* ---- question_order.c: what is shown in which order, the same for the same try ---- */

void bp_question_set_order(const struct bp_app *app, struct question_state *state);
void bp_question_read_texts(struct question_state *state);
/* Items to be put in order begin in a mixed one. */
void bp_question_mix_items(struct bp_app *app);

/* ---- question_give.c: keys that give the answer; each keeps the draft ---- */

void bp_question_choose(struct bp_app *app, size_t row);
void bp_question_move(struct bp_app *app, int step);
/* Gives the row in hand the partner of this letter, and goes to the next without one. */
void bp_question_pair(struct bp_app *app, size_t letter);
/* Whether left (-1) or right (1) leads on: to another partner or none, to another place,
 * to a mark or none. */
bool bp_question_can_change(const struct question_state *state, int step);
void bp_question_change(struct bp_app *app, int step);
void bp_question_mark(struct bp_app *app);

/* ---- question_keep.c: drafts and events ---- */

/* Shows a response as if it had been given now. */
void bp_question_take_response(struct question_state *state, struct bp_str text);
/* What stands in the text field is the response. */
void bp_question_take_typed(struct question_state *state);
void bp_question_grade(struct question_state *state);
/* Takes what is kept as the state's question's draft; false: nothing is. */
bool bp_question_recall_draft(struct bp_app *app, struct question_state *state);
/* empty: there is no draft any more. */
void bp_question_save_draft(struct bp_app *app, bool empty);
/* Adds the event of the answer; false: nothing is recorded now. */
bool bp_question_record(struct bp_app *app, const struct question_state *state);
/* The prompt's text is what is wrong with the question. */
void bp_question_report_typed(struct bp_app *app, struct bp_str text, const void *with);

/* ---- question_tries.c ---- */

const struct bp_question_record *bp_question_record_of(
	const struct bp_app *app, const struct bp_question *question);
bool bp_question_may_try_again(const struct bp_app *app);
/* The tries before the one that the question in hand asks for. */
unsigned bp_question_tries(const struct bp_app *app);
/* A wrong answer in a lesson first gets the author's hints, one each time: which, from
 * 1; 0: none (any more). */
unsigned bp_question_hint_due(const struct bp_app *app);
void bp_question_penalise(struct bp_app *app);
/* Says which try this is, and what it is worth. */
void bp_question_say_try(struct bp_app *app);
/* Whether it opens with its last answer rather than asking again. */
bool bp_question_was_answered(struct bp_app *app);
void bp_question_show_verdict(struct bp_app *app);

void bp_question_view(struct bp_app *app, int rows, int columns, struct bp_view *view);

#endif
