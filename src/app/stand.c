/* Where an author stands in a preview, and how another app comes to stand there. */
#include "exam.h"
#include "question.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lottery.h>

void bp_stand_release(struct bp_stand *stand)
{
	bp_arena_free(stand->arena);
	*stand = (struct bp_stand){0};
}

static void stand_note_reader(const struct bp_app *app, struct bp_stand *stand)
{
	const struct bp_document *document = app->study.document;
	struct bp_place place = bp_reader_place(app);
	struct bp_buf heading = {0}, words = {0};

	bp_mark_heading(document, place.block, &heading);
	bp_mark_words(document, place.block, &words);
	stand->focus = bp_reader_focused(app);
	stand->mark = (struct bp_mark){.place = place,
		.heading = bp_arena_str(stand->arena, bp_buf_str(&heading)),
		.words = bp_arena_str(stand->arena, bp_buf_str(&words))};
	if (place.block < document->count)
		stand->mark.place.hash = bp_document_hash(document, place.block);
	while (stand->below < place.block &&
		document->blocks[place.block - stand->below].kind != BP_BLOCK_HEADING)
		stand->below++;
	bp_buf_release(&heading);
	bp_buf_release(&words);
}

static void stand_note_blocks(const struct bp_app *app, struct bp_stand *stand)
{
	const struct bp_document *document = app->study.document;

	stand->block_count = (uint32_t)document->count;
	stand->blocks =
		bp_arena_alloc(stand->arena, document->count + 1, sizeof *stand->blocks);
	for (uint32_t i = 0; i < document->count; i++)
		stand->blocks[i] = bp_document_hash(document, i);
}

void bp_app_stand(const struct bp_app *app, struct bp_stand *stand)
{
	const struct question_state *question = bp_mode_state(app, BP_MODE_QUESTION);
	const struct bp_course *course =
		app->study.document ? app->study.course : app->study.listed;

	bp_stand_release(stand);
	stand->arena = bp_arena_new();
	stand->focus = SIZE_MAX;
	stand->faults = bp_app_is_at(app, BP_MODE_FAULTS);
	stand->sheet = bp_app_is_at(app, BP_MODE_SHEET);
	if (course && bp_mode_list(app, BP_MODE_COURSE))
		stand->course = bp_arena_cstr(stand->arena, bp_str(course->id));
	if (!app->study.document)
		return;
	stand->module = bp_arena_cstr(stand->arena, bp_str(app->study.module->id));
	if (question)
		stand->question = bp_arena_str(stand->arena, question->question->id);
	if (bp_reader_is_open(app))
		stand_note_reader(app, stand);
	stand_note_blocks(app, stand);
}

/* The first block that is another one than it was, from 1; 0: none is. */
static uint32_t stand_edited(
	const struct bp_stand *stand, const struct bp_document *document)
{
	uint32_t i = 0;

	while (i < stand->block_count && i < document->count &&
		stand->blocks[i] == bp_document_hash(document, i))
		i++;
	if (i == stand->block_count && i == document->count)
		return 0;
	return i < document->count ? i + 1 : (uint32_t)document->count;
}

static void stand_find_place(struct bp_app *app, const struct bp_stand *stand)
{
	const struct bp_document *document = app->study.document;
	struct bp_place place;

	enum bp_mark_found found = bp_mark_find(&stand->mark, document, &place);
	if (found == BP_MARK_HEADING && place.block + stand->below < document->count)
		place.block += stand->below;
	if (found != BP_MARK_HEADING)
		place.offset = stand->mark.place.offset;
	/* who listens is told what was edited; who looks sees it, or presses a key */
	bool told = app->options.spoken && app->preview->edited;
	if (told)
		place = (struct bp_place){.block = app->preview->edited - 1};
	bp_reader_begin_at(app, &place, told ? SIZE_MAX : stand->focus);
}

static void stand_open_question(struct bp_app *app, const struct bp_stand *stand)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	const struct bp_question *question =
		bp_quiz_find(&app->study.document->quiz, stand->question);
	uint32_t block = question ? bp_document_question(app->study.document, question)
				  : UINT32_MAX;

	if (!attempt && block != UINT32_MAX && bp_reader_is_open(app))
		bp_mode_begin(app, BP_MODE_QUESTION, &block);
	for (size_t i = 0; attempt && i < attempt->count; i++)
		if (bp_str_equal(attempt->given[i].question, stand->question) &&
			bp_app_is_at(app, BP_MODE_EXAM))
			bp_exam_open(app, i);
}

static void stand_in_module(struct bp_app *app, const struct bp_stand *stand)
{
	app->preview->edited = stand_edited(stand, app->study.document);
	if (bp_reader_is_open(app) && stand->block_count)
		stand_find_place(app, stand);
	if (stand->question.len && !bp_app_is_at(app, BP_MODE_QUESTION))
		stand_open_question(app, stand);
}

void bp_app_stand_again(struct bp_app *app, const struct bp_stand *stand, int64_t now,
	struct bp_effects *effects)
{
	bp_effects_begin(app, effects);
	app->now = now;
	app->steady = false;
	if (app->study.document && stand->module)
		stand_in_module(app, stand);
	if (stand->faults)
		bp_mode_begin(app, BP_MODE_FAULTS, NULL);
	if (stand->sheet && app->study.document)
		bp_mode_begin(app, BP_MODE_SHEET, NULL);
}

void bp_app_preview_changed(struct bp_app *app)
{
	app->steady = false; /* rows of a list point to faults that are gone */
}

bool bp_app_is_typing(struct bp_app *app)
{
	return bp_app_is_at(app, BP_MODE_PROMPT) || bp_app_is_at(app, BP_MODE_NOTE) ||
		bp_app_is_at(app, BP_MODE_FIND);
}
