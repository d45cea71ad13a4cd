/* Lessons that branch: the path is what was chosen in this round, and all else is hidden. */
#include "question.h"
#include "reader_state.h"
#include <berpijar/answer.h>
#include <berpijar/arena.h>
#include <berpijar/lang.h>

struct story_choices {
	const struct bp_app *app;
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
	const struct bp_question_record *record =
		bp_question_record_of(choices->app, fork);
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
	struct story_choices choices = {app, now, bp_arena_new()};

	bp_story_follow(bp_reader_of(app)->story, story_chosen, &choices);
	bp_arena_free(choices.arena);
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

void bp_reader_score_story(const struct bp_app *app, const struct bp_question *answered,
	struct bp_score *score)
{
	const struct bp_document *document = app->study.document;
	const struct bp_story *story = bp_reader_story(app);

	if (!story)
		return;
	story_follow(app, answered);
	score->unanswered = !story->ended;
	for (uint32_t i = 0; i < document->count; i++) {
		if (document->blocks[i].kind != BP_BLOCK_QUESTION || story->hidden[i])
			continue;
		const struct bp_question *question =
			&document->quiz.questions[document->blocks[i].question];
		score->unanswered += question->type != BP_FORK &&
			bp_question_asks(question) && question != answered &&
			!bp_question_tries(app, question);
	}
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
