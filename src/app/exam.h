/* An exam that is open, for the modes that take part in it. */
#ifndef BERPIJAR_APP_EXAM_H
#define BERPIJAR_APP_EXAM_H

#include "app.h"
#include <berpijar/exam.h>

/* The attempt that is shown, running or ended; NULL: none, or no exam is open. */
const struct bp_attempt *bp_exam_attempt(const struct bp_app *app);
bool bp_exam_running(const struct bp_app *app);
/* Whether no verdict is told before the end of the exam. */
bool bp_exam_defers(const struct bp_app *app);
/* Whether a question cannot be answered again, since its verdict has been told. */
bool bp_exam_locks(const struct bp_app *app, size_t nth);

/* The nth question in the order drawn, from 0, as it was then: the module may have other
 * words by now. NULL if they were not kept and it has been deleted from the module. */
const struct bp_question *bp_exam_question(const struct bp_app *app, size_t nth);
/* The text of such a question. */
const struct bp_document *bp_exam_stem(const struct bp_app *app, size_t nth);
/* The question is another one than the one that was answered: the answer can only be told
 * in words, "jawaban b (soal berubah)". */
bool bp_exam_changed(const struct bp_app *app, size_t nth);
const char *bp_exam_given_words(struct bp_app *app, size_t nth);
/* Says that the question proved wrong, if it was dropped or graded anew. What is shown is
 * the question with the key that it had then. */
void bp_exam_say_regraded(struct bp_app *app, const struct bp_given *given);
bool bp_exam_is_answered(const struct bp_app *app, size_t nth);
size_t bp_exam_unanswered(const struct bp_app *app); /* how many questions */

size_t bp_exam_at(const struct bp_app *app); /* the question that is open */
bool bp_exam_is_flagged(const struct bp_app *app);
void bp_exam_open(struct bp_app *app, size_t nth);
void bp_exam_step(struct bp_app *app, bool forward);
/* Flags the open question, or takes the flag away. */
void bp_exam_flag(struct bp_app *app);
/* The open question is being left. In an exam that tells no verdicts before its end, what
 * has been given is recorded as the answer if it is complete. */
void bp_exam_left_question(struct bp_app *app);
/* Hands the exam in if its time is up, and returns whether it was. */
bool bp_exam_time_is_up(struct bp_app *app);

/* An answer of an exam that tells nothing before its end has been recorded. */
void bp_exam_answered(struct bp_app *app);

/* The clock: milliseconds used and left (INT64_MAX: no limit), and "sisa 18 menit" (NULL:
 * no limit). */
int64_t bp_exam_elapsed(const struct bp_app *app);
int64_t bp_exam_left(const struct bp_app *app);
/* Its time is over, but its end could not be recorded: nothing is answered any more. */
bool bp_exam_over(const struct bp_app *app);
const char *bp_exam_clock(struct bp_app *app);
/* What is said once in words when few minutes are left; NULL: nothing now. */
const char *bp_exam_warning(const struct bp_app *app);
/* "45 menit", with those that were granted to this learner "45 menit (30 + tambahan)". */
const char *bp_exam_time_words(struct bp_app *app, int seconds, int extra);
/* Keeps the time used and the question that is open, as the module's place. Nothing
 * happens if no exam is running. */
void bp_exam_save_place(struct bp_app *app);

#endif
