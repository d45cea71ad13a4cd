/* An exam that is open, for the modes that take part in it. */
#ifndef BERPIJAR_APP_EXAM_H
#define BERPIJAR_APP_EXAM_H

#include "app.h"
#include <berpijar/exam.h>

/* Shows the exam of the open module: its rules, or the attempt that was cut. */
void bp_exam_begin(struct bp_app *app);
/* The attempt that is shown, running or ended; NULL: none, or no exam is open. */
const struct bp_attempt *bp_exam_attempt(const struct bp_app *app);
bool bp_exam_running(const struct bp_app *app);
/* Nothing is told before its end. */
bool bp_exam_defers(const struct bp_app *app);
/* The question in hand was answered and told: it cannot be changed. */
bool bp_exam_locks(const struct bp_app *app);

void bp_exam_open(struct bp_app *app, size_t nth); /* a question, in the order drawn */
void bp_exam_step(struct bp_app *app, bool forward);
void bp_exam_flag(struct bp_app *app); /* the question in hand, or not any more */
void bp_exam_hand_in(struct bp_app *app, bool time_is_up);
/* Hands in if it is; true: what was pressed came too late. */
bool bp_exam_time_is_up(struct bp_app *app);
const char *bp_exam_clock(struct bp_app *app); /* "sisa 18 menit"; NULL: no limit */

/* What was recorded: the draw, an answer, the end. */
void bp_exam_drawn(struct bp_app *app);
void bp_exam_answered(struct bp_app *app);
void bp_exam_ended(struct bp_app *app);

#endif
