/* What of an exam is recorded when a question is left, and when it is handed in. */
#include "exam_state.h"
#include "facts.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/changes.h>
#include <berpijar/lang.h>

#define TRY_EVERY_MS 10000 /* an end that could not be recorded is tried again */

static void exam_kept(struct bp_app *app)
{
	const struct exam *exam = bp_exam_of(app);

	if (exam) /* Q leaves the exam along with the question */
		bp_exam_say_kept(app, exam->kept);
}

void bp_exam_left_question(struct bp_app *app)
{
	const struct bp_question *question;
	struct bp_given given;

	if (!bp_exam_running(app) || !bp_exam_defers(app))
		return;
	question = bp_exam_question(app, bp_exam_of(app)->at);
	given = bp_exam_shown(app)->given[bp_exam_of(app)->at];
	if (!bp_question_take_draft(app, bp_exam_shown(app), question, &given))
		return;
	bp_exam_of(app)->kept = bp_exam_of(app)->at;
	app->then = exam_kept;
}

/* Adds which version of the course it was. Unlike a lesson, an exam has no text whose
 * changes could be told later. */
static void exam_note_version(struct bp_app *app, struct bp_event *event)
{
	struct bp_buf body = {0};

	bp_changes_write(NULL, app->study.course->version, &body);
	bp_app_event_body(app, event, &body);
}

static void exam_complete(struct bp_app *app, double score)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);

	if (record && record->done && record->score >= score)
		return;
	struct bp_event *event = bp_app_record(app, BP_COMPLETED, NULL);
	if (event) {
		event->grade = score;
		event->jp_halves = app->study.module->jp_halves;
		exam_note_version(app, event);
	}
}

/* The attempt as it counts when it is handed in: what has been marked or typed but not sent
 * is recorded as the answer, even if it is not complete. */
static struct bp_attempt exam_settled(struct bp_app *app)
{
	struct bp_attempt attempt = *bp_exam_shown(app);
	attempt.count = bp_exam_of(app)->count;
	struct bp_given *given =
		bp_arena_alloc(app->view_arena, attempt.count + 1, sizeof *given);

	for (size_t i = 0; i < attempt.count; i++) {
		const struct bp_question *question = bp_exam_question(app, i);
		given[i] = attempt.given[i];
		if (bp_exam_changed(app, i)) /* it has its grade, or cannot get one */
			given[i].response.len = given[i].grade > 0;
		else if (question && !bp_exam_locks(app, i))
			bp_question_settle(app, &attempt, question, &given[i]);
	}
	attempt.given = given;
	return attempt;
}

/* The end is on the disk. */
static void exam_ended(struct bp_app *app)
{
	const struct bp_attempt *attempt = bp_exam_shown(app);

	while (!bp_app_is_at(app, BP_MODE_EXAM))
		bp_app_pop(app); /* the question, the help screen, a prompt … */
	bp_mode_list(app, BP_MODE_EXAM)->selected = SIZE_MAX;
	bp_exam_of(app)->at = 0;
	bp_app_say(app, attempt->passed ? BP_COLOR_GOOD : BP_COLOR_ACCENT,
		bp_app_text(app, "%s%s", attempt->timed_out ? _("Waktu habis. ") : "",
			app->preview ? _("Jawaban terkumpul, tidak dicatat.")
				     : _("Jawaban terkumpul dan tersimpan.")));
}

/* A pre-test finishes nothing. */
static bool exam_is_last(const struct bp_app *app)
{
	return !app->study.module->pretest || !bp_exam_chances(app);
}

void bp_exam_hand_in(struct bp_app *app, bool time_is_up)
{
	struct bp_attempt attempt = exam_settled(app);
	double score = bp_attempt_score(&attempt, bp_exam_of(app)->drawn);

	bool passed = bp_score_passes(
		score, bp_module_pass(app->study.course, app->study.module));
	struct bp_event *event = bp_app_record(app, passed ? BP_PASSED : BP_FAILED, NULL);
	if (!event)
		return;
	attempt.timed_out = time_is_up;
	struct bp_buf body = {0};
	bp_attempt_write_end(&attempt, &body);
	event->grade = score;
	event->seconds = (double)bp_exam_elapsed(app) / 1000;
	bp_app_event_body(app, event, &body);
	if (passed && exam_is_last(app))
		exam_complete(app, score);
	app->then = exam_ended;
}

bool bp_exam_time_is_up(struct bp_app *app)
{
	struct exam *exam = bp_exam_of(app);

	if (!bp_exam_over(app) || app->then || !app->options.recording ||
		app->now < exam->next_try)
		return false;
	exam->next_try = app->now + TRY_EVERY_MS;
	bp_exam_hand_in(app, true);
	return true;
}
