/* Doing a lesson again: the questions that are still wrong, or all of it as a new round. */
#include "repeat.h"
#include "question.h"
#include <berpijar/lang.h>

static bool repeat_wants(struct bp_app *app, const struct bp_question *question)
{
	const struct bp_module *module = app->study.module;
	const struct bp_question_record *record = bp_question_record_of(app, question);
	unsigned tries = record ? record->round.answered : 0;

	if (!bp_question_graded(question))
		return false;
	if (!tries)
		return true;
	return record->round.best < 1 && module->counts != BP_COUNTS_FIRST &&
		(!module->attempts || tries < (unsigned)module->attempts) &&
		(record->round.best <= 0 || !module->penalty);
}

size_t bp_repeat_count(struct bp_app *app)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	size_t count = 0;

	for (size_t i = 0; i < quiz->count; i++)
		count += repeat_wants(app, &quiz->questions[i]);
	return count;
}

bool bp_repeat_ask(struct bp_app *app, size_t from)
{
	const struct bp_document *document = app->study.document;
	size_t count = document->quiz.count, i = from;

	while (i < count && !repeat_wants(app, &document->quiz.questions[i]))
		i++;
	app->study.repeating = i < count;
	if (i >= count)
		return false;
	app->study.repeat_at = i;
	uint32_t block = bp_document_question(document, &document->quiz.questions[i]);
	bp_mode_begin(app, BP_MODE_QUESTION, &block);
	return true;
}

static void repeat_begun(struct bp_app *app)
{
	bp_app_pop_to(app, BP_MODE_READER);
	bp_reader_forget_layout(app);
	bp_reader_go_to_block(app, 0);
	bp_app_say(app, BP_COLOR_ACCENT,
		_("Putaran baru: soal ditanyakan lagi, dan putaran terbaik yang berlaku."));
}

void bp_repeat_round(struct bp_app *app)
{
	struct bp_event *event = bp_app_record(app, BP_EXPERIENCED, NULL);
	struct bp_buf body = {0};

	if (!event) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak tersimpan."));
		return;
	}
	event->grade = bp_reader_score(app, NULL, NULL).mean;
	bp_buf_add_cstr(&body, "{\"round\":true}");
	bp_app_event_body(app, event, &body);
	app->then = repeat_begun;
}
