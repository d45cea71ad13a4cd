/* Lessons that branch: the path is what was chosen in this round, and all else is hidden. */
#include "question.h"
#include "reader_state.h"
#include <berpijar/answer.h>
#include <berpijar/arena.h>
#include <berpijar/lang.h>

struct story_choices {
	const struct bp_app *app;
	const struct bp_course *course;
	const struct bp_module *module;
	const struct bp_question *now; /* is being answered; NULL: none is */
	struct bp_arena *arena;        /* of the texts of records */
};

static int story_first(uint32_t chosen)
{
	return chosen ? __builtin_ctz(chosen) : 0;
}

static int story_chosen(const void *context, const struct bp_question *fork)
{
	const struct story_choices *choices = context;
	const struct question_state *open = bp_mode_state(choices->app, BP_MODE_QUESTION);
	const struct bp_question_record *record = bp_progress_told(
		choices->app->options.progress, bp_str(choices->course->id),
		bp_str(choices->module->id), fork->id);
	struct bp_str text = {0};

	if (fork == choices->now && open)
		return story_first(open->response.chosen);
	if (!record || !record->round.answered)
		return -1;
	bp_answer_read(record->last_body, fork, choices->arena, &text);
	return story_first(bp_response_read(fork, text).chosen);
}

static void story_follow(const struct bp_app *app, const struct bp_question *now)
{
	struct story_choices choices = {
		app, app->study.course, app->study.module, now, bp_arena_new()};

	bp_story_follow(bp_reader_of(app)->story, story_chosen, &choices);
	bp_arena_free(choices.arena);
}

struct bp_story *bp_reader_path(const struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_document *document)
{
	struct story_choices choices = {app, course, module, NULL, NULL};
	struct bp_story *story = bp_story_new(document->arena, document);

	if (!story)
		return NULL;
	choices.arena = bp_arena_new();
	bp_story_follow(story, story_chosen, &choices);
	bp_arena_free(choices.arena);
	return story;
}

void bp_reader_begin_story(struct bp_app *app)
{
	bp_reader_of(app)->since = app->now;
	bp_reader_of(app)->story =
		bp_story_new(app->study.document->arena, app->study.document);
	bp_reader_follow_story(app);
}

void bp_reader_follow_story(struct bp_app *app)
{
	if (bp_reader_of(app)->story)
		story_follow(app, NULL);
}

const struct bp_story *bp_reader_story(const struct bp_app *app)
{
	const struct reader *reader = bp_reader_of(app);

	return reader ? reader->story : NULL;
}

bool bp_reader_hides(const struct bp_app *app, uint32_t block)
{
	const struct bp_story *story = bp_reader_story(app);

	return story && story->hidden[block];
}

const struct bp_choice *bp_reader_choice(
	const struct bp_app *app, const struct bp_question *fork)
{
	const struct bp_story *story = bp_reader_story(app);

	for (size_t i = 0; story && i < story->step_count; i++)
		if (story->steps[i].fork->question == fork)
			return &fork->choices[story->steps[i].choice];
	return NULL;
}

bool bp_reader_go_on_story(struct bp_app *app, uint32_t block)
{
	const struct bp_story *story = bp_reader_of(app)->story;

	for (size_t i = 0; story && i < story->step_count; i++) {
		const struct bp_story_step *step = &story->steps[i];
		uint32_t to = step->fork->to[step->choice];
		if (step->fork->block != block || to >= BP_STORY_END)
			continue;
		bp_reader_of(app)->focus = SIZE_MAX;
		bp_reader_go_to_block(app, to);
		return true;
	}
	return false;
}

struct bp_score bp_reader_score_story(
	const struct bp_app *app, const struct bp_question *answered, double grade)
{
	const struct bp_document *document = app->study.document;
	const struct bp_story *story = bp_reader_story(app);
	struct bp_arena *arena = bp_arena_new();
	uint8_t *skipped = NULL;

	if (story) {
		story_follow(app, answered);
		skipped = bp_story_skipped(story, arena);
	}
	for (size_t i = 0; skipped && i < document->quiz.count; i++)
		skipped[i] |= document->quiz.questions[i].type == BP_FORK;
	struct bp_score score = bp_score_quiz(app->options.progress, app->study.course,
		app->study.module, &document->quiz, skipped, answered, grade);
	if (story)
		score.unanswered += !story->ended;
	bp_arena_free(arena);
	return score;
}

/* ---- the clock: it hurries, and does nothing else ---- */

bool bp_reader_has_clock(const struct bp_app *app)
{
	const struct bp_story *story = bp_reader_story(app);

	return story && !story->ended && app->study.module->clock_seconds;
}

const char *bp_reader_clock(struct bp_app *app)
{
	const struct reader *reader = bp_reader_of(app);

	if (!bp_reader_has_clock(app) || reader->clockless)
		return NULL;
	int64_t gone = (app->now - reader->since) / 1000;
	int64_t left = app->study.module->clock_seconds - gone;
	return left > 0 ? bp_app_text(app, _("sisa %d menit"), (int)((left + 59) / 60))
			: _("waktu habis");
}

void bp_reader_switch_clock(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);

	reader->clockless = !reader->clockless;
	bp_app_say(app, BP_COLOR_ACCENT,
		reader->clockless ? _("Jam cerita disembunyikan.")
				  : bp_reader_clock(app));
}
