/*
 * An attempt at an exam, from its draw to its end:
 *
 *	rules → (Enter) → recording the draw → running → (hand in, or time is up) →
 *	recording the end → review
 *
 * Answers are events, and what is being typed is a draft; what else must outlive a cut
 * line is in exam_keep.c, its end in exam_end.c, the screen in mode_exam.c.
 */
#include "exam_state.h"
#include "facts.h"
#include <assert.h>
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/lottery.h>
#include <string.h>

struct exam *bp_exam_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_EXAM);
}

const struct bp_attempt *bp_exam_attempt(const struct bp_app *app)
{
	const struct exam *exam = bp_exam_of(app);

	if (!exam || !exam->shown)
		return NULL;
	return bp_attempts_find(
		bp_progress_attempts(app->options.progress), exam->attempt);
}

const struct bp_attempt *bp_exam_shown(const struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	assert(attempt);
	return attempt;
}

bool bp_exam_running(const struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	return attempt && !attempt->ended;
}

bool bp_exam_is_answered(const struct bp_app *app, size_t nth)
{
	return bp_exam_shown(app)->given[nth].response.len > 0;
}

size_t bp_exam_at(const struct bp_app *app)
{
	return bp_exam_of(app)->at;
}

bool bp_exam_is_flagged(const struct bp_app *app)
{
	return bp_exam_of(app)->flagged[bp_exam_of(app)->at];
}

bool bp_exam_defers(const struct bp_app *app)
{
	return bp_attempt_defers(bp_exam_shown(app), app->study.module);
}

bool bp_exam_locks(const struct bp_app *app, size_t nth)
{
	return bp_exam_running(app) && !bp_exam_defers(app) &&
		bp_exam_is_answered(app, nth);
}

size_t bp_exam_attempts(const struct bp_app *app, const struct bp_attempt **out)
{
	size_t count = bp_attempts_list(bp_progress_attempts(app->options.progress),
		bp_str(app->study.course->id), bp_str(app->study.module->id), out,
		BP_EXAM_ATTEMPTS);

	return count < BP_EXAM_ATTEMPTS ? count : BP_EXAM_ATTEMPTS;
}

const struct bp_question *bp_exam_question(const struct bp_app *app, size_t nth)
{
	const struct exam *exam = bp_exam_of(app);

	return exam && exam->shown && nth < exam->count ? exam->drawn[nth] : NULL;
}

const struct bp_document *bp_exam_stem(const struct bp_app *app, size_t nth)
{
	return &bp_exam_of(app)->stems[nth];
}

size_t bp_exam_unanswered(const struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_shown(app);
	size_t count = 0;

	for (size_t i = 0; i < attempt->count; i++)
		count += !bp_exam_is_answered(app, i) && bp_exam_question(app, i);
	return count;
}

bool bp_app_is_examined(const struct bp_app *app)
{
	return bp_exam_running(app);
}

/* ---- beginning ---- */

static void exam_recall_drawn(
	struct bp_app *app, struct exam *exam, const struct bp_attempt *attempt)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf body = {0};

	if (recall->body)
		recall->body(recall->context, attempt->id, &body);
	bp_attempt_read_drawn(attempt, bp_buf_str(&body), exam->arena, exam->drawn);
	bp_buf_release(&body);
	for (size_t i = 0; i < exam->count; i++) {
		if (!exam->drawn[i])
			exam->drawn[i] = bp_quiz_find(
				&app->study.document->quiz, attempt->given[i].question);
		if (exam->drawn[i])
			exam->stems[i] =
				bp_document_read_text(exam->arena, exam->drawn[i]->text);
	}
}

void bp_exam_release(void *state)
{
	struct exam *exam = state;

	if (exam->arena)
		bp_arena_free(exam->arena);
}

static void exam_take_drawn(struct bp_app *app, const struct bp_attempt *attempt)
{
	struct exam *exam = bp_exam_of(app);

	bp_exam_release(exam);
	exam->arena = bp_arena_new();
	exam->count = attempt->count;
	exam->drawn = bp_arena_alloc(exam->arena, exam->count + 1, sizeof *exam->drawn);
	exam->stems = bp_arena_alloc(exam->arena, exam->count + 1, sizeof *exam->stems);
	exam_recall_drawn(app, exam, attempt);
}

void bp_exam_show(struct bp_app *app, const struct bp_attempt *attempt)
{
	exam_take_drawn(app, attempt);
	bp_exam_of(app)->shown = true;
	memcpy(bp_exam_of(app)->attempt, attempt->id, sizeof bp_exam_of(app)->attempt);
	bp_exam_of(app)->at = 0;
	bp_list_restart(bp_mode_list(app, BP_MODE_EXAM));
	bp_exam_recall_flags(app);
}

int bp_exam_chances(const struct bp_app *app)
{
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	int most = app->study.module->attempts,
	    left = most - (int)bp_exam_attempts(app, all);

	return most == 0 ? 1 : left > 0 ? left : 0;
}

/* The draw is on the disk: the first question may be shown. */
static void exam_drawn(struct bp_app *app)
{
	const struct bp_attempt *open =
		bp_attempt_open(bp_progress_attempts(app->options.progress),
			bp_str(app->study.course->id), bp_str(app->study.module->id));

	if (!open)
		return;
	bp_exam_show(app, open);
	bp_exam_of(app)->elapsed = 0;
	bp_exam_of(app)->since = app->now;
	bp_exam_save_place(app);
	bp_exam_open(app, 0);
}

/* The second attempt of a module that measures gets the form that the first did not. */
size_t bp_exam_lottery(struct bp_app *app, uint64_t seed, uint32_t *drawn)
{
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	const struct bp_module *module = app->study.module;

	return bp_lottery_draw_form(&app->study.document->quiz, module, seed,
		bp_lottery_turn(module, app->options.learner, bp_exam_attempts(app, all)),
		drawn);
}

static void exam_begin_attempt(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	struct bp_attempt attempt = {
		.time_seconds = bp_exam_time(app, app->study.module)};
	attempt.extra_seconds = attempt.time_seconds - app->study.module->time_seconds;
	uint32_t *drawn = bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *drawn);
	struct bp_event *event = bp_app_record(app, BP_ATTEMPTED, NULL);

	if (!event) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Ujian tidak dapat dimulai karena sekarang tidak ada yang dicatat."));
		return;
	}
	attempt.seed = bp_random_next(&app->seed);
	attempt.count = bp_exam_lottery(app, attempt.seed, drawn);
	attempt.given =
		bp_arena_alloc(app->view_arena, attempt.count + 1, sizeof *attempt.given);
	attempt.immediate = app->study.module->feedback == BP_FEEDBACK_IMMEDIATE;
	const struct bp_question **questions =
		bp_arena_alloc(app->view_arena, attempt.count + 1, sizeof *questions);
	for (size_t i = 0; i < attempt.count; i++) {
		questions[i] = &quiz->questions[drawn[i]];
		attempt.given[i].question = questions[i]->id;
	}
	struct bp_buf body = {0};
	bp_attempt_write(&attempt, questions, &body);
	bp_app_event_body(app, event, &body);
	app->then = exam_drawn;
}

bool bp_exam_may_begin(struct bp_app *app, const char **why)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf words = {0};

	*why = NULL;
	if (!recall->may_begin)
		return true;
	bool may = recall->may_begin(
		recall->context, app->study.course, app->study.module, &words);
	if (words.len)
		*why = bp_arena_cstr(app->view_arena, bp_buf_str(&words));
	bp_buf_release(&words);
	return may;
}

void bp_exam_draw(struct bp_app *app)
{
	const char *why;

	if (!bp_exam_may_begin(app, &why)) {
		bp_app_say(app, BP_COLOR_ACCENT, why);
		return;
	}
	exam_begin_attempt(app);
}

/* ---- questions ---- */

void bp_exam_open(struct bp_app *app, size_t nth)
{
	const struct bp_question *question = bp_exam_question(app, nth);

	bp_exam_of(app)->at = nth;
	bp_exam_of(app)->confirming = false;
	if (!question) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Soal ini sudah dihapus dari modul; nilainya tidak dihitung."));
		return;
	}
	bp_exam_save_place(app);
	bp_mode_begin(app, BP_MODE_QUESTION, NULL);
}

/* The next unanswered question after the open one, going round the end; SIZE_MAX if all are
 * answered. */
static size_t exam_next_unanswered(const struct bp_app *app)
{
	size_t count = bp_exam_shown(app)->count;

	for (size_t i = 1; i <= count; i++) {
		size_t nth = (bp_exam_of(app)->at + i) % count;
		if (!bp_exam_is_answered(app, nth) && bp_exam_question(app, nth))
			return nth;
	}
	return SIZE_MAX;
}

void bp_exam_step(struct bp_app *app, bool forward)
{
	size_t count = bp_exam_shown(app)->count;

	bp_app_pop(app);
	bp_exam_open(app, (bp_exam_of(app)->at + (forward ? 1 : count - 1)) % count);
}

void bp_exam_say_kept(struct bp_app *app, size_t nth)
{
	bp_app_say_kept(app, bp_app_text(app, _("Jawaban soal %zu tersimpan."), nth + 1));
}

/* An answer is on the disk: on to the next question. */
void bp_exam_answered(struct bp_app *app)
{
	size_t was = bp_exam_of(app)->at, next = exam_next_unanswered(app);

	bp_app_pop(app);
	bp_mode_list(app, BP_MODE_EXAM)->selected = SIZE_MAX;
	if (next == SIZE_MAX) {
		bp_exam_of(app)->at =
			bp_exam_shown(app)->count; /* only handing in is left */
		bp_app_say_kept(app,
			_("Tersimpan. Semua soal sudah dijawab; kumpulkan bila sudah yakin."));
		return;
	}
	bp_exam_open(app, next);
	bp_exam_say_kept(app, was);
}
