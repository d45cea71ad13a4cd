/* When a module is done, and what is said at its end. */
#include "reader_state.h"
#include <berpijar/lang.h>

bool bp_reader_has_rest(const struct bp_app *app)
{
	return app->study.answer.block + 1 < app->study.document->count &&
		!bp_reader_has_read_to_end(bp_reader_of(app));
}

struct bp_score bp_reader_score(const struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered)
{
	return bp_reader_score_story(
		app, answered, grade ? grade->fraction - grade->lost : 0);
}

void bp_reader_complete(struct bp_app *app, const struct bp_grade *grade,
	const struct bp_question *answered)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);
	struct bp_score all = bp_reader_score(app, grade, answered);
	double score = all.mean;
	int pass = bp_module_pass(app->study.course, app->study.module);
	bool passes = score >= 0 && pass >= 0;

	if (!bp_score_finishes(&all, pass) ||
		(record && record->done && (score < 0 || record->score >= score)))
		return;
	app->study.finished = !(record && record->done);
	struct bp_event *event = bp_app_record(app, BP_COMPLETED, NULL);
	if (event) {
		event->grade = score;
		event->jp_halves = app->study.module->jp_halves;
		bp_changes_note(app, event);
	}
	if (passes && (event = bp_app_record(app, BP_PASSED, NULL)))
		event->grade = score;
}

/* If the module was done before, reading its new text to the end is recorded, so that its
 * changes are not told again. */
static void reader_note_text(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);

	if (reader->end_noted || !bp_reader_has_read_to_end(reader) || !record ||
		!record->done || (record->read.hashes && !reader->changed))
		return;
	bp_changes_note(app, bp_app_record(app, BP_EXPERIENCED, NULL));
	bp_app_record_quietly(app);
}

static void reader_say_done(struct bp_app *app)
{
	bp_app_say_kept(app, _("Modul selesai · tersimpan"));
}

/* A module without questions is done when its end has been read. */
void bp_reader_note_end(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);

	reader_note_text(app);
	if (bp_quiz_asked(&app->study.document->quiz) ||
		!bp_reader_has_read_to_end(reader))
		return;
	bp_reader_complete(app, NULL, NULL);
	if (bp_app_has_events(app) && app->study.finished)
		app->then = reader_say_done;
}

void bp_reader_show_result(struct bp_app *app, bool finished)
{
	bp_mode_begin(app, BP_MODE_RESULT, NULL);
	if (finished && bp_course_is_finished(app, app->study.course))
		bp_mode_begin(app, BP_MODE_FINISHED, app->study.course);
}

bool bp_reader_failed(const struct bp_app *app, bool graded)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);
	struct bp_score score = bp_reader_score(app, NULL, NULL);

	return graded && !(record && record->done) && !score.unanswered &&
		score.mean >= 0;
}

void bp_reader_end_of_module(struct bp_app *app)
{
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);
	struct bp_score score = bp_reader_score(app, NULL, NULL);

	if ((record && record->done) || (!score.unanswered && score.mean >= 0)) {
		bp_reader_show_result(app, app->study.finished);
		app->study.finished = false;
	} else if (bp_reader_story(app) && !bp_reader_story(app)->ended) {
		bp_app_say(app, BP_COLOR_ACCENT,
			app->options.spoken
				? _("Cerita ini menunggu pilihan Anda; ketik soal.")
				: _("Cerita ini menunggu pilihan Anda (Enter)."));
	} else if (score.unanswered) {
		bp_app_say(app, BP_COLOR_ACCENT,
			bp_app_text(app,
				app->options.spoken
					? _("Akhir modul. Masih ada %u soal yang belum dijawab; ketik soal.")
					: _("Akhir modul. Masih ada %u soal yang belum dijawab (Enter)."),
				score.unanswered));
	}
}
