/*
 * An attempt at an exam, from its draw to its end:
 *
 *	rules → (Enter) → recording the draw → running → (hand in, or time is up) →
 *	recording the end → review
 *
 * Answers are events, and what is being typed is a draft; what else must outlive a cut
 * line is in exam_keep.c, the screen in mode_exam.c.
 */
#include "exam.h"
#include "question.h"
#include <assert.h>
#include <berpijar/arena.h>
#include <berpijar/draw.h>
#include <berpijar/lang.h>
#include <string.h>

const struct bp_attempt *bp_exam_attempt(const struct bp_app *app)
{
	if (!app->exam.shown)
		return NULL;
	return bp_attempts_find(
		bp_progress_attempts(app->options.progress), app->exam.attempt);
}

/* The same where there must be one. */
static const struct bp_attempt *shown(const struct bp_app *app)
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

static const struct bp_module *module_of(const struct bp_app *app)
{
	return app->study.module;
}

bool bp_exam_is_answered(const struct bp_app *app, size_t nth)
{
	return shown(app)->given[nth].response.len > 0;
}

size_t bp_exam_at(const struct bp_app *app)
{
	return app->exam.at;
}

bool bp_exam_is_flagged(const struct bp_app *app)
{
	return app->exam.flagged[app->exam.at];
}

bool bp_exam_defers(const struct bp_app *app)
{
	return module_of(app)->feedback == BP_FEEDBACK_DEFERRED;
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
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (!attempt || nth >= attempt->count)
		return NULL;
	return bp_quiz_find(&app->study.document->quiz, attempt->given[nth].question);
}

size_t bp_exam_unanswered(const struct bp_app *app)
{
	const struct bp_attempt *attempt = shown(app);
	size_t count = 0;

	for (size_t i = 0; i < attempt->count; i++)
		count += !bp_exam_is_answered(app, i) && bp_exam_question(app, i);
	return count;
}

/* ---- beginning ---- */

void bp_exam_show(struct bp_app *app, const struct bp_attempt *attempt)
{
	app->exam.shown = true;
	memcpy(app->exam.attempt, attempt->id, sizeof app->exam.attempt);
	app->exam.at = 0;
	app->exam.list.selected = SIZE_MAX;
	app->exam.list.top = 0;
	bp_exam_recall_flags(app);
}

static void take_up(struct bp_app *app, const struct bp_attempt *attempt)
{
	bp_exam_show(app, attempt);
	bp_exam_take_up_place(app, attempt);
	if (bp_exam_left(app) == 0)
		bp_exam_hand_in(app, true);
}

void bp_exam_begin(struct bp_app *app)
{
	const struct bp_attempt *open =
		bp_attempt_open(bp_progress_attempts(app->options.progress),
			bp_str(app->study.course->id), bp_str(app->study.module->id));

	app->exam.shown = app->exam.confirming = false;
	bp_list_begin(app, &app->exam.list, BP_MODE_EXAM);
	if (open && app->options.recording)
		take_up(app, open);
}

int bp_exam_chances(const struct bp_app *app)
{
	const struct bp_attempt *all[BP_EXAM_ATTEMPTS];
	int most = module_of(app)->attempts,
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
	app->exam.elapsed = 0;
	app->exam.since = app->now;
	bp_exam_save_place(app);
	bp_exam_open(app, 0);
}

void bp_exam_draw(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	struct bp_attempt attempt = {.time_seconds = module_of(app)->time_seconds};
	uint32_t *drawn = bp_arena_alloc(app->view_arena, quiz->count + 1, sizeof *drawn);
	struct bp_event *event = bp_app_record(app, BP_ATTEMPTED, NULL);

	if (!event) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Ujian tidak dapat dimulai karena sekarang tidak ada yang dicatat."));
		return;
	}
	attempt.seed = bp_random_next(&app->seed);
	attempt.count = bp_draw_questions(quiz, module_of(app), attempt.seed, drawn);
	attempt.given =
		bp_arena_alloc(app->view_arena, attempt.count + 1, sizeof *attempt.given);
	for (size_t i = 0; i < attempt.count; i++)
		attempt.given[i].question = quiz->questions[drawn[i]].id;
	struct bp_buf body = {0};
	bp_attempt_write(&attempt, &body);
	bp_app_event_body(app, event, &body);
	app->then = exam_drawn;
}

/* ---- questions ---- */

void bp_exam_open(struct bp_app *app, size_t nth)
{
	const struct bp_question *question = bp_exam_question(app, nth);

	app->exam.at = nth;
	app->exam.confirming = false;
	if (!question) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Soal ini sudah dihapus dari modul; nilainya tidak dihitung."));
		return;
	}
	bp_exam_save_place(app);
	uint32_t block = bp_document_question(app->study.document, question);
	bp_mode_begin(app, BP_MODE_QUESTION, &block);
}

/* The next question that is not answered, from the one in hand on, round the end. */
static size_t next_unanswered(const struct bp_app *app)
{
	size_t count = shown(app)->count;

	for (size_t i = 1; i <= count; i++) {
		size_t nth = (app->exam.at + i) % count;
		if (!bp_exam_is_answered(app, nth) && bp_exam_question(app, nth))
			return nth;
	}
	return SIZE_MAX;
}

void bp_exam_step(struct bp_app *app, bool forward)
{
	size_t count = shown(app)->count;

	bp_app_pop(app);
	bp_exam_open(app, (app->exam.at + (forward ? 1 : count - 1)) % count);
}

static void say_kept(struct bp_app *app, size_t nth)
{
	bp_app_say(app, BP_COLOR_GOOD,
		bp_app_text(app, _("Jawaban soal %zu tersimpan."), nth + 1));
}

/* An answer is on the disk: on to the next question. */
void bp_exam_answered(struct bp_app *app)
{
	size_t was = app->exam.at, next = next_unanswered(app);

	bp_app_pop(app);
	app->exam.list.selected = SIZE_MAX;
	if (next == SIZE_MAX) {
		app->exam.at = shown(app)->count; /* what is left: hand in */
		bp_app_say(app, BP_COLOR_GOOD,
			_("Tersimpan. Semua soal sudah dijawab; kumpulkan bila sudah yakin."));
		return;
	}
	bp_exam_open(app, next);
	say_kept(app, was);
}

static void exam_kept(struct bp_app *app)
{
	say_kept(app, app->exam.kept);
}

void bp_exam_left_question(struct bp_app *app)
{
	const struct bp_question *question;
	struct bp_given given;

	if (!bp_exam_running(app) || !bp_exam_defers(app))
		return;
	question = bp_exam_question(app, app->exam.at);
	given = shown(app)->given[app->exam.at];
	if (!bp_question_take_draft(app, shown(app), question, false, &given))
		return;
	app->exam.kept = app->exam.at;
	app->then = exam_kept;
}

/* ---- the end ---- */

static void complete(struct bp_app *app, double score)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, module_of(app));

	if (record && record->done && record->score >= score)
		return;
	struct bp_event *event = bp_app_record(app, BP_COMPLETED, NULL);
	if (event) {
		event->grade = score;
		event->jp_halves = module_of(app)->jp_halves;
		bp_changes_note_version(app, event);
	}
}

/* The attempt with what is marked or typed but was not sent, which is recorded too: it
 * counts as it stands. */
static struct bp_attempt with_drafts(struct bp_app *app)
{
	struct bp_attempt attempt = *shown(app);
	struct bp_given *given =
		bp_arena_alloc(app->view_arena, attempt.count + 1, sizeof *given);

	for (size_t i = 0; i < attempt.count; i++) {
		const struct bp_question *question = bp_exam_question(app, i);
		given[i] = attempt.given[i];
		if (question && !bp_exam_locks(app, i))
			bp_question_take_draft(app, &attempt, question, true, &given[i]);
	}
	attempt.given = given;
	return attempt;
}

/* The end is on the disk. */
static void exam_ended(struct bp_app *app)
{
	const struct bp_attempt *attempt = shown(app);

	if (bp_app_is_at(app, BP_MODE_QUESTION))
		bp_app_pop(app);
	app->exam.list.selected = SIZE_MAX;
	app->exam.at = 0;
	bp_app_say(app, attempt->passed ? BP_COLOR_GOOD : BP_COLOR_ACCENT,
		bp_app_text(app, "%s%s", attempt->timed_out ? _("Waktu habis. ") : "",
			_("Jawaban terkumpul dan tersimpan.")));
}

void bp_exam_hand_in(struct bp_app *app, bool time_is_up)
{
	struct bp_attempt attempt = with_drafts(app);
	double score = bp_attempt_score(&attempt, &app->study.document->quiz);

	while (!bp_app_is_at(app, BP_MODE_EXAM) && !bp_app_is_at(app, BP_MODE_QUESTION))
		bp_app_pop(app); /* what lies above */
	bool passed =
		bp_score_passes(score, bp_module_pass(app->study.course, module_of(app)));
	struct bp_event *event = bp_app_record(app, passed ? BP_PASSED : BP_FAILED, NULL);
	if (!event)
		return;
	attempt.timed_out = time_is_up;
	struct bp_buf body = {0};
	bp_attempt_write_end(&attempt, &body);
	event->grade = score;
	event->seconds = (double)bp_exam_elapsed(app) / 1000;
	bp_app_event_body(app, event, &body);
	if (passed)
		complete(app, score);
	app->then = exam_ended;
}

bool bp_exam_time_is_up(struct bp_app *app)
{
	if (!bp_exam_running(app) || app->then || bp_exam_left(app) > 0)
		return false;
	bp_exam_hand_in(app, true);
	return true;
}
