/* Doing a lesson again: the questions that are still wrong, or all of it as a new round. */
#include "repeat.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/story.h>

/* Questions of a lesson that can be bettered. */
struct repeat {
	const struct bp_course *course;
	const struct bp_module *module;
	const struct bp_quiz *quiz;
	const uint8_t *skipped; /* those that are not on its path; NULL: none */
	bool answered;          /* only those that have an answer */
};

static bool repeat_wants(const struct bp_app *app, const struct repeat *of, size_t i)
{
	const struct bp_question *question = &of->quiz->questions[i];
	const struct bp_module *module = of->module;
	const struct bp_question_record *record = bp_progress_told(app->options.progress,
		bp_str(of->course->id), bp_str(module->id), question->id);
	unsigned tries = record ? record->round.answered : 0;

	if (!bp_question_graded(question) || (of->skipped && of->skipped[i]))
		return false;
	if (!tries)
		return !of->answered;
	return record->round.best < 1 && module->counts != BP_COUNTS_FIRST &&
		(!module->attempts || tries < (unsigned)module->attempts) &&
		(record->round.best <= 0 || !module->penalty);
}

static size_t repeat_next(const struct bp_app *app, const struct repeat *of, size_t from)
{
	while (from < of->quiz->count && !repeat_wants(app, of, from))
		from++;
	return from;
}

static size_t repeat_count(const struct bp_app *app, const struct repeat *of)
{
	size_t count = 0;

	for (size_t i = 0; i < of->quiz->count; i++)
		count += repeat_wants(app, of, i);
	return count;
}

/* Those of the open lesson; what it needs is in the view arena. */
static struct repeat repeat_open(const struct bp_app *app)
{
	const struct bp_story *story = bp_reader_story(app);

	return (struct repeat){
		.course = app->study.course,
		.module = app->study.module,
		.quiz = &app->study.document->quiz,
		.skipped = story ? bp_story_skipped(story, app->view_arena) : NULL,
		.answered = app->study.repeating_course,
	};
}

size_t bp_repeat_count(struct bp_app *app)
{
	struct repeat of = repeat_open(app);

	of.answered = false;
	return repeat_count(app, &of);
}

size_t bp_repeat_count_in(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_document *document)
{
	struct bp_story *story =
		document ? bp_reader_path(app, course, module, document) : NULL;

	if (!document || module->kind != BP_LESSON)
		return 0;
	return repeat_count(app,
		&(struct repeat){.course = course,
			.module = module,
			.quiz = &document->quiz,
			.skipped =
				story ? bp_story_skipped(story, document->arena) : NULL,
			.answered = true});
}

static bool repeat_has(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_document *document = module->fault || !recall->document
		? NULL
		: recall->document(recall->context, course, module);
	size_t count = bp_repeat_count_in(app, course, module, document);

	bp_document_free(document);
	return count > 0;
}

bool bp_repeat_ask(struct bp_app *app, size_t from)
{
	const struct bp_document *document = app->study.document;
	const struct repeat of = repeat_open(app);
	size_t i = repeat_next(app, &of, from);

	app->study.repeating = i < document->quiz.count;
	if (!app->study.repeating)
		return false;
	app->study.repeat_at = i;
	uint32_t block = bp_document_question(document, &document->quiz.questions[i]);
	bp_mode_begin(app, BP_MODE_QUESTION, &block);
	return true;
}

bool bp_repeat_next_module(struct bp_app *app)
{
	const struct bp_course *course = app->study.course;
	size_t i = bp_module_index(course, app->study.module) + 1;

	if (!app->study.repeating_course)
		return false;
	while (i < course->module_count && !repeat_has(app, course, &course->modules[i]))
		i++;
	if (i < course->module_count)
		return bp_study_ask(app, course, &course->modules[i],
			&(struct arrival){.why = BP_ARRIVE_TO_REPEAT});
	app->study.repeating_course = false;
	bp_mode_begin(app, BP_MODE_FINISHED, course);
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
