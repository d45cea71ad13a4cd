/* Steps become keys one at a time, since the next key depends on what the last one did. */
#include "private.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

void plain_step(struct bp_plain *plain, enum step_kind kind, uint32_t key, size_t n)
{
	if (plain->step_count == plain->step_room) {
		plain->step_room = plain->step_room ? plain->step_room * 2 : 64;
		plain->steps =
			bp_realloc(plain->steps, plain->step_room, sizeof *plain->steps);
	}
	plain->steps[plain->step_count++] =
		(struct step){.kind = kind, .key = key, .n = n};
}

void plain_type(struct bp_plain *plain, struct bp_str text)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		plain_step(plain, STEP_KEY, code, 0);
	}
}

/* Presses a key again and again until the place does not change any more. */
static uint32_t steps_press(struct step *step, uint32_t key, size_t now)
{
	if (step->pressed && step->before == now)
		return BP_KEY_NONE;
	step->pressed = true;
	step->before = now;
	return key;
}

/* The row that is the nth item of a list. */
static size_t row_of_item(const struct bp_list_view *list, size_t nth)
{
	size_t low = 0, high = list->count;

	while (low < high) { /* for the first row that more items than that end with */
		size_t middle = low + (high - low) / 2;
		const struct bp_row *row = &list->rows[middle];
		if (row->items + (row->kind == BP_ROW_ITEM) <= nth)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t row_key(const struct bp_plain *plain, struct step *step)
{
	const struct bp_view *view = &plain->view;
	size_t now = view->as.question.selected;

	if (view->kind == BP_VIEW_LIST) {
		size_t row = row_of_item(&view->as.list, step->n);
		bool there = step->pressed || row == view->as.list.selected ||
			plain_asks_text(view);
		step->pressed = true;
		return there ? BP_KEY_NONE : BP_KEY_ROW + (uint32_t)row;
	}
	if (view->kind != BP_VIEW_QUESTION || now == step->n)
		return BP_KEY_NONE;
	return steps_press(step, now < step->n ? BP_KEY_DOWN : BP_KEY_UP, now);
}

/* ---- questions and links of a lesson ---- */

/* A place in the order of Tab: by blocks, and in a block by links. */
static size_t steps_place(uint32_t block, size_t link)
{
	return (size_t)block * UINT16_MAX + link;
}

/* The place in the order of Tab that has the focus; SIZE_MAX if none has. */
static size_t place_of_focus(const struct bp_reader_view *view)
{
	const struct bp_document *document = view->layout->document;

	if (view->focus_link)
		return steps_place(
			document->links[view->focus_link - 1].block, view->focus_link);
	return view->focus_block != UINT32_MAX ? steps_place(view->focus_block, 0)
					       : SIZE_MAX;
}

/* Whether the block has a line: parts of a story that are not on the path have none. */
static bool steps_shows(const struct bp_layout *layout, uint32_t block)
{
	size_t line = bp_layout_find(layout, block, BP_OFFSET_TEXT);

	return line < layout->count && layout->lines[line].block == block;
}

/* The block of the nth question that is asked, or of the first that waits for an answer;
 * UINT32_MAX: there is none. */
static uint32_t block_of_question(const struct bp_reader_view *view, size_t nth)
{
	const struct bp_document *document = view->layout->document;

	for (uint32_t i = 0; i < document->count; i++) {
		size_t question = document->blocks[i].question;
		if (document->blocks[i].kind != BP_BLOCK_QUESTION ||
			!bp_question_asks(&document->quiz.questions[question]) ||
			!steps_shows(view->layout, i))
			continue;
		if (nth == SIZE_MAX ? view->waits[question] : nth-- == 0)
			return i;
	}
	return UINT32_MAX;
}

/* SIZE_MAX: nowhere in particular, the next one will do. */
static size_t place_of_target(const struct bp_reader_view *view, const struct step *step)
{
	const struct bp_document *document = view->layout->document;
	size_t nth = step->n;

	if (step->kind == STEP_LINK)
		return nth < document->link_count
			? steps_place(document->links[nth].block, nth + 1)
			: SIZE_MAX;
	uint32_t block = block_of_question(view, nth);
	return block == UINT32_MAX ? SIZE_MAX : steps_place(block, 0);
}

/* Whether a question or link without a number has been come to: the next one. */
static bool is_there(const struct bp_reader_view *view, const struct step *step)
{
	return step->pressed &&
		(step->kind == STEP_LINK ? view->focus_link != 0
					 : view->focus_block != UINT32_MAX);
}

/* Presses Tab until the question or link has the focus, then Enter. */
static uint32_t item_key(struct bp_plain *plain, struct step *step)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	uint32_t key = BP_KEY_TAB;

	if (plain->view.kind != BP_VIEW_READER)
		return BP_KEY_NONE;
	size_t now = place_of_focus(view), to = place_of_target(view, step);
	if (to == SIZE_MAX ? is_there(view, step) : now == to) {
		plain->step++;
		return BP_KEY_ENTER;
	}
	if (to != SIZE_MAX) {
		size_t from = now != SIZE_MAX
			? now
			: steps_place(view->layout->lines[view->top].block, 0);
		key = to < from ? BP_KEY_BACKTAB : BP_KEY_TAB;
	}
	return steps_press(step, key, now);
}

/* ---- the next step ---- */

static uint32_t key_of_step(struct bp_plain *plain, struct step *step)
{
	switch (step->kind) {
	case STEP_KEY: plain->step++; return step->key;
	case STEP_ROW: return row_key(plain, step);
	case STEP_QUESTION:
	case STEP_LINK: return item_key(plain, step);
	case STEP_TEXT:
		if (!plain_asks_text(&plain->view))
			plain->step_count = plain->step + 1;
		return BP_KEY_NONE;
	case STEP_SUBMIT:
		if (!plain_asks_text(&plain->view) || plain->view.message_cursor ||
			plain->view.as.question.field->note)
			return BP_KEY_NONE;
		plain->step++;
		return BP_KEY_ENTER;
	}
	return BP_KEY_NONE;
}

uint32_t plain_next_key(struct bp_plain *plain)
{
	while (plain->step < plain->step_count) {
		uint32_t key = key_of_step(plain, &plain->steps[plain->step]);
		if (key != BP_KEY_NONE)
			return key;
		plain->step++;
	}
	plain->step = plain->step_count = 0;
	return BP_KEY_NONE;
}
