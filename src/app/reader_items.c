/* What of a page can be focused, and what the cards of its questions say. */
#include "marks.h"
#include "question.h"
#include "reader_state.h"
#include "words.h"
#include <berpijar/answer.h>
#include <berpijar/lang.h>

static void reader_describe_card(struct bp_app *app, size_t index)
{
	struct reader *reader = bp_reader_of(app);
	const struct bp_question *question = &app->study.document->quiz.questions[index];
	const struct bp_question_record *record =
		bp_progress_told(app->options.progress, bp_str(app->study.course->id),
			bp_str(app->study.module->id), question->id);
	struct bp_card *card = &reader->cards[index];
	const char *state =
		question->type == BP_FORK ? _("belum dipilih") : _("belum dijawab");
	const struct bp_choice *chosen = bp_reader_choice(app, question);

	card->color = BP_COLOR_FAINT;
	reader->waits[index] = bp_question_has_draft(app, question) ? READER_HALF
		: record && record->round.answered                  ? READER_ANSWERED
								    : READER_OPEN;
	if (record && record->round.answered)
		state = bp_words_outcome(app, question, record->round.best,
			record->round.best < 1 &&
				bp_answer_is_right(record->last_body, question),
			&card->color);
	if (chosen)
		state = bp_app_text(app, "%s %s %c", app->options.symbols[BP_SYMBOL_DONE],
			_("dipilih:"), (char)('a' + (chosen - question->choices)));
	snprintf(
		reader->card_texts[index], sizeof reader->card_texts[index], "%s", state);
	card->state = reader->card_texts[index];
}

static void reader_add_item(
	struct reader *reader, size_t line, uint16_t link, uint32_t block)
{
	if (reader->item_count == reader->item_room) {
		reader->item_room = reader->item_room ? reader->item_room * 2 : 32;
		reader->items = bp_realloc(
			reader->items, reader->item_room, sizeof *reader->items);
	}
	reader->items[reader->item_count++] = (struct item){line, link, block};
}

void bp_reader_find_items(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);
	const struct bp_layout *layout = reader->layout;
	const struct bp_document *document = app->study.document;
	uint16_t last_link = 0;
	uint32_t last_question = UINT32_MAX;

	reader->item_count = 0;
	for (size_t line = layout->first; line < layout->end; line++) {
		const struct bp_line *at = &layout->lines[line];
		const struct bp_block *block = &document->blocks[at->block];
		if (block->kind == BP_BLOCK_QUESTION) {
			bool opens = at->block != last_question && at->count;
			bool answerable = bp_question_asks(
				&document->quiz.questions[block->question]);
			if (opens && answerable)
				reader_add_item(reader, line, 0, at->block);
			if (at->count)
				last_question = at->block;
			continue;
		}
		if (reader->folds[at->block] && at->offset == BP_OFFSET_TEXT)
			reader_add_item(reader, line, 0, at->block);
		for (uint32_t i = 0; i < at->count; i++) {
			uint16_t link = layout->runs[at->first + i].link;
			if (link > last_link) {
				reader_add_item(reader, line, link, at->block);
				last_link = link;
			}
		}
	}
}

/* A change hides a mark in the margin: the learner knows of the mark, not of the change. */
void bp_reader_find_margins(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);
	size_t blocks = reader ? app->study.document->count : 0, count;
	struct bp_place place;

	if (!blocks)
		return;
	if (!reader->margins)
		reader->margins = bp_arena_alloc(app->study.document->arena, blocks, 1);
	for (size_t i = 0; i < blocks; i++)
		reader->margins[i] = reader->changes[i] == BP_CHANGE_NEW ? BP_MARGIN_NEW
			: reader->changes[i] == BP_CHANGE_EDITED ? BP_MARGIN_CHANGED
								 : BP_MARGIN_NONE;
	const struct bp_mark **marks = bp_app_marks(app, &count);
	for (size_t i = 0; i < count; i++) {
		if (!bp_str_is(marks[i]->course, app->study.course->id) ||
			!bp_str_is(marks[i]->module, app->study.module->id))
			continue;
		bp_mark_find(marks[i], app->study.document, &place);
		if (reader->margins[place.block] == BP_MARGIN_NONE)
			reader->margins[place.block] = BP_MARGIN_MARK;
	}
}

uint32_t bp_reader_block(const struct bp_app *app)
{
	const struct reader *reader = bp_reader_of(app);

	if (reader->focus < reader->item_count)
		return reader->items[reader->focus].block;
	return reader->jumped ? bp_reader_target(app).block : reader->place.block;
}

const struct bp_card *bp_reader_card(const struct bp_app *app, size_t question)
{
	return &bp_reader_of(app)->cards[question];
}

void bp_reader_describe_cards(struct bp_app *app)
{
	for (size_t i = 0; i < app->study.document->quiz.count; i++)
		reader_describe_card(app, i);
}
