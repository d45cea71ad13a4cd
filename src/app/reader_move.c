/* The window over a lesson, and what in it is in focus. */
#include "history.h"
#include "reader_state.h"
#include <berpijar/lang.h>

#define OVERLAP 1 /* lines of the old page that stay on the new one */

size_t bp_reader_rows(const struct reader *reader)
{
	return (size_t)bp_view_body(reader->rows);
}

size_t bp_reader_last_top(const struct reader *reader)
{
	size_t lines = reader->layout ? reader->layout->count : 0;
	return lines > bp_reader_rows(reader) ? lines - bp_reader_rows(reader) : 0;
}

size_t bp_reader_text_top(const struct reader *reader)
{
	size_t lines = reader->layout ? reader->layout->end : 0;
	return lines > bp_reader_rows(reader) ? lines - bp_reader_rows(reader) : 0;
}

size_t bp_reader_top_of(const struct reader *reader, const struct bp_place *place)
{
	size_t line = bp_layout_find(reader->layout, place->block, place->offset);
	return line == reader->layout->first ? 0 : line;
}

bool bp_reader_at_end(const struct reader *reader)
{
	return reader->layout && reader->top >= bp_reader_last_top(reader);
}

bool bp_reader_has_read_to_end(const struct reader *reader)
{
	return reader->layout && reader->top >= bp_reader_text_top(reader) &&
		(!reader->jumped || bp_reader_text_top(reader) == 0);
}

/* Enter opens nothing that is not on the screen: a focus outside of the window is no more. */
static void reader_drop_hidden(struct reader *reader)
{
	if (reader->focus < reader->item_count &&
		!bp_reader_in_view(reader, reader->focus))
		reader->focus = SIZE_MAX;
}

static void reader_scroll_to(struct bp_app *app, size_t top)
{
	struct reader *reader = bp_reader_of(app);

	reader->jumped = false;
	reader->told = 0;
	reader->top = top < bp_reader_last_top(reader) ? top : bp_reader_last_top(reader);
	reader_drop_hidden(reader);
	bp_reader_note_place(app);
}

void bp_reader_by_page(struct bp_app *app, bool down)
{
	struct reader *reader = bp_reader_of(app);
	size_t step =
		bp_reader_rows(reader) > OVERLAP ? bp_reader_rows(reader) - OVERLAP : 1;

	if (down && bp_reader_at_end(reader)) {
		reader->jumped = false;
		bp_reader_end_of_module(app);
		return;
	}
	reader_scroll_to(app,
		down ? reader->top + (reader->told ? reader->told : step)
			: reader->top > step ? reader->top - step
					     : 0);
	reader->cursor = reader->top;
	reader->percent_shown = -1;
}

uint8_t bp_reader_waits(const struct bp_app *app, size_t item)
{
	const struct reader *reader = bp_reader_of(app);
	const struct bp_document *document = app->study.document;

	const struct bp_block *block = &document->blocks[reader->items[item].block];
	bool asks = !reader->items[item].link && block->kind == BP_BLOCK_QUESTION;

	return asks ? reader->waits[block->question] : READER_ANSWERED;
}

/* Where the text cannot move any further, a line down or up moves the focus among the items
 * in view. */
static bool reader_step_focus(struct bp_app *app, bool down)
{
	struct reader *reader = bp_reader_of(app);
	size_t item = down ? bp_reader_pointed(app) : reader->focus;

	if (!bp_reader_at_end(reader))
		return false;
	if (item < reader->item_count)
		item += (size_t)(down ? 1 : -1);
	else if (down)
		for (item = 0;
			item < reader->item_count && !bp_reader_in_view(reader, item);)
			item++;
	if (item >= reader->item_count || !bp_reader_in_view(reader, item))
		return false;
	bp_reader_focus(app, item);
	return true;
}

void bp_reader_by_line(struct bp_app *app, bool down)
{
	struct reader *reader = bp_reader_of(app);

	if (reader_step_focus(app, down))
		return;
	if (down && bp_reader_at_end(reader)) {
		reader->jumped = false;
		bp_reader_end_of_module(app);
		return;
	}
	reader_scroll_to(app, down ? reader->top + 1 : reader->top ? reader->top - 1 : 0);
	reader->cursor = down ? reader->top + bp_reader_rows(reader) - 1 : reader->top;
	if (reader->layout && reader->cursor >= reader->layout->count)
		reader->cursor = reader->layout->count - 1;
}

static void reader_move_to(struct bp_app *app, size_t top)
{
	reader_scroll_to(app, top);
	bp_reader_of(app)->cursor = bp_reader_of(app)->top;
	bp_reader_of(app)->percent_shown = -1;
}

void bp_reader_jump_to(struct bp_app *app, size_t top)
{
	bp_history_note(app);
	reader_move_to(app, top);
	bp_reader_of(app)->moves++;
}

void bp_reader_go_to_line(struct bp_app *app, size_t line)
{
	reader_move_to(app, line);
	bp_reader_of(app)->jumped = true;
}

/* Goes to the first line for which the title shows this per cent or more. */
void bp_reader_go_to_percent(struct bp_app *app, int percent)
{
	bp_reader_jump_to(app,
		(bp_reader_text_top(bp_reader_of(app)) * (size_t)percent + 99) / 100);
	bp_reader_note_end(app);
}

void bp_reader_show_line(struct bp_app *app, size_t line)
{
	struct reader *reader = bp_reader_of(app);
	size_t rows = bp_reader_rows(reader);

	if (line < reader->top || line + 1 >= reader->top + rows)
		reader_move_to(app, line > rows / 3 ? line - rows / 3 : 0);
	reader->focus = SIZE_MAX;
	reader->cursor = line;
	reader->jumped = true;
}

void bp_reader_go_back_to(
	struct bp_app *app, const struct bp_place *place, const struct bp_place *cursor)
{
	struct reader *reader = bp_reader_of(app);

	if (!reader->layout)
		return;
	bp_folds_open(app, place->block);
	bp_folds_open(app, cursor->block);
	reader_move_to(app, bp_reader_top_of(reader, place));
	bp_reader_put_cursor(reader, cursor);
	reader->jumped = true;
	reader->moves++;
}

/* Near the end the place cannot be at the top of the window, but the cursor stands on it. */
static void reader_go_to_place(struct bp_app *app, const struct bp_place *place)
{
	struct reader *reader = bp_reader_of(app);

	reader->focus = SIZE_MAX;
	if (reader->layout)
		bp_reader_go_back_to(app, place, place);
	else
		bp_reader_begin_at(app, place, SIZE_MAX);
}

void bp_reader_go_to_mark(struct bp_app *app, const struct bp_mark *mark)
{
	struct bp_place place;
	enum bp_mark_found found = bp_mark_find(mark, app->study.document, &place);

	reader_go_to_place(app, &place);
	if (found == BP_MARK_EDITED)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Paragraf yang ditandai sudah berubah sejak ditandai."));
	else if (found == BP_MARK_HEADING)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Paragraf yang ditandai sudah berubah; ini judul di atasnya."));
	else if (found == BP_MARK_NEAR)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Paragraf yang ditandai sudah berubah; ini tempatnya dahulu."));
}

void bp_reader_go_to_block(struct bp_app *app, uint32_t block)
{
	reader_go_to_place(
		app, &(struct bp_place){.block = block, .offset = BP_OFFSET_TEXT});
}

/* How many lines of its block follow from a line on, with that line. */
static size_t reader_block_lines(const struct reader *reader, size_t line)
{
	size_t end = line;
	while (end < reader->layout->end &&
		reader->layout->lines[end].block == reader->layout->lines[line].block)
		end++;
	return end - line;
}

/* The line at the top from which an item is in view, as near to what is there as may be. */
static size_t reader_top_for(const struct reader *reader, size_t item)
{
	size_t line = reader->items[item].line, rows = bp_reader_rows(reader);
	size_t lines = reader->items[item].link ? 1 : reader_block_lines(reader, line);
	size_t top = reader->top;

	if (lines > rows)
		lines = rows;
	if (line + lines > top + rows)
		top = line + lines - rows;
	return line < top ? line : top;
}

void bp_reader_focus(struct bp_app *app, size_t item)
{
	struct reader *reader = bp_reader_of(app);
	size_t top = reader_top_for(reader, item);

	reader->focus = item;
	if (top != reader->top)
		reader_move_to(app, top);
	reader->focus = item;
	reader->cursor = reader->items[item].line;
}

void bp_reader_keep_focus(struct reader *reader)
{
	if (reader->focus < reader->item_count)
		reader->top = reader_top_for(reader, reader->focus);
}

bool bp_reader_in_view(const struct reader *reader, size_t item)
{
	size_t line = reader->items[item].line;
	return line >= reader->top && line < reader->top + bp_reader_rows(reader);
}

void bp_reader_move_focus(struct bp_app *app, bool forward)
{
	struct reader *reader = bp_reader_of(app);
	size_t count = reader->item_count, item;

	if (count == 0) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tidak ada soal atau tautan di modul ini."));
		return;
	}
	if (reader->focus < count) {
		if (forward ? reader->focus + 1 == count : reader->focus == 0) {
			bp_app_say(app, BP_COLOR_ACCENT,
				forward ? _("Ini soal atau tautan terakhir.")
					: _("Ini soal atau tautan pertama."));
			return;
		}
		bp_reader_focus(app, forward ? reader->focus + 1 : reader->focus - 1);
		return;
	}
	if (forward) {
		for (item = 0; item + 1 < count && reader->items[item].line < reader->top;
			item++)
			continue;
	} else {
		for (item = count - 1; item > 0 &&
			reader->items[item].line >= reader->top + bp_reader_rows(reader);
			item--)
			continue;
	}
	bp_reader_focus(app, item);
}

size_t bp_reader_pointed(const struct bp_app *app)
{
	const struct reader *reader = bp_reader_of(app);
	size_t best = SIZE_MAX;
	uint8_t waits = READER_ANSWERED;

	if (reader->focus < reader->item_count)
		return reader->focus;
	for (size_t i = 0; i < reader->item_count; i++)
		if (bp_reader_in_view(reader, i) && bp_reader_waits(app, i) > waits) {
			waits = bp_reader_waits(app, i);
			best = i;
		}
	return best;
}

bool bp_reader_return_to_open(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);
	size_t item = 0;

	while (item < reader->item_count && !bp_reader_waits(app, item))
		item++;
	if (item == reader->item_count)
		return false;
	bp_reader_focus(app, item);
	return true;
}

/* The first open question behind a block; SIZE_MAX if there is none. */
static size_t reader_next_open(const struct bp_app *app, uint32_t block)
{
	const struct reader *reader = bp_reader_of(app);

	for (size_t i = 0; i < reader->item_count; i++)
		if (reader->items[i].block > block && bp_reader_waits(app, i))
			return i;
	return SIZE_MAX;
}

void bp_reader_focus_next_open(struct bp_app *app, uint32_t answered)
{
	struct reader *reader = bp_reader_of(app);

	bp_reader_make_layout(app, reader->rows, reader->columns);
	size_t next = reader_next_open(app, answered), rows = bp_reader_rows(reader);
	reader->focus = SIZE_MAX;
	if (next == SIZE_MAX)
		return;
	size_t line = reader->items[next].line;
	if (line >= reader->top &&
		line + reader_block_lines(reader, line) <= reader->top + 2 * rows)
		bp_reader_focus(app, next);
}

static bool reader_is_asked(const struct bp_document *document, uint32_t block)
{
	const struct bp_block *at = &document->blocks[block];

	return at->kind == BP_BLOCK_QUESTION &&
		bp_question_asks(&document->quiz.questions[at->question]);
}

/* Puts the first line of a block at the top, if it is below it. */
static void reader_raise(struct bp_app *app, uint32_t block)
{
	struct reader *reader = bp_reader_of(app);
	size_t line = bp_layout_find(reader->layout, block, BP_OFFSET_TEXT);

	reader->focus = SIZE_MAX;
	if (line > reader->top)
		reader_move_to(app, line);
}

bool bp_reader_go_on(struct bp_app *app, uint32_t answered, uint32_t *next)
{
	struct reader *reader = bp_reader_of(app);
	uint32_t block = answered + 1;

	bp_reader_make_layout(app, reader->rows, reader->columns);
	size_t item = reader_next_open(app, answered);
	*next = item == SIZE_MAX ? UINT32_MAX : reader->items[item].block;
	while (block < *next && block < app->study.document->count &&
		reader_is_asked(app->study.document, block))
		block++;
	if (block == *next)
		bp_reader_focus(app, item);
	else
		reader_raise(app, answered);
	return block == *next;
}

bool bp_reader_blocks(const struct bp_app *app, uint32_t *first, uint32_t *last)
{
	const struct reader *reader = bp_reader_of(app);
	const struct bp_layout *layout = reader->layout;

	if (!layout || !layout->count)
		return false;
	size_t end = reader->top + bp_reader_rows(reader);
	*first = layout->lines[reader->top].block;
	*last = layout->lines[(end < layout->count ? end : layout->count) - 1].block;
	return true;
}

size_t bp_reader_focused(const struct bp_app *app)
{
	return bp_reader_of(app)->focus;
}

void bp_reader_begin_at(struct bp_app *app, const struct bp_place *place, size_t focus)
{
	struct reader *reader = bp_reader_of(app);

	reader->focus = focus;
	reader->place = reader->target = *place;
	bp_folds_open(app, place->block);
}
