/* Reading a lesson: scroll, go from question to question, follow links. */
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

#define SHIFT 8 /* columns that code moves sideways */
/* Scrolled line by line, the per cent shown may be so much behind: each change of the top
 * line costs bytes. */
#define PERCENT_LAG 5

static int permille(const struct reader_state *reader)
{
	size_t last = bp_reader_last_top(reader);
	return last ? (int)(reader->top * 1000 / last) : 1000;
}

/* ---- the layout ---- */

void bp_reader_forget_layout(struct bp_app *app)
{
	bp_layout_free(app->reader.layout);
	app->reader.layout = NULL;
}

static struct bp_place place_of(const struct bp_app *app, size_t line)
{
	const struct reader_state *reader = &app->reader;
	const struct bp_line *at = &reader->layout->lines[line];

	return (struct bp_place){
		.block = at->block,
		.offset = at->offset,
		.hash = bp_document_hash(app->study.document, at->block),
		.permille = (uint16_t)permille(reader),
	};
}

struct bp_place bp_reader_target(const struct bp_app *app)
{
	const struct reader_state *reader = &app->reader;

	if (!reader->layout || reader->cursor >= reader->layout->count)
		return reader->target;
	return place_of(app, reader->cursor);
}

/* On what is focused, else at a place if it is in the window, else at the top. */
void bp_reader_put_cursor(struct reader_state *reader, const struct bp_place *place)
{
	size_t line = bp_layout_find(reader->layout, place->block, place->offset);
	bool in_view = line >= reader->top && line < reader->top + bp_reader_rows(reader);

	reader->cursor = reader->focus < reader->item_count
		? reader->items[reader->focus].line
		: in_view ? line
			  : reader->top;
}

static void make_layout(struct bp_app *app, int rows, int columns)
{
	struct reader_state *reader = &app->reader;

	reader->rows = rows;
	if (reader->layout && reader->columns == columns) {
		if (reader->top > bp_reader_last_top(reader))
			reader->top = bp_reader_last_top(reader);
		return;
	}
	if (reader->layout)
		reader->target = bp_reader_target(app);
	bp_reader_forget_layout(app);
	reader->columns = columns;
	bp_reader_describe_cards(app);
	int width = bp_measure(columns, app->settings.measure, &reader->margin);
	reader->layout = bp_layout_new(app->study.document,
		&(struct bp_layout_options){
			.width = app->options.spoken ? columns : width,
			.spoken = app->options.spoken,
			.spaced = app->settings.spaced,
			.symbols = app->options.symbols,
			.cards = reader->cards,
		});
	bp_reader_find_items(app);
	if (app->find.marked)
		bp_search(
			reader->layout, bp_field_text(&app->find.query), &app->find.hits);
	reader->top =
		bp_layout_find(reader->layout, reader->place.block, reader->place.offset);
	if (app->find.arriving)
		bp_find_arrive(app, reader->top);
	if (reader->top > bp_reader_last_top(reader))
		reader->top = bp_reader_last_top(reader);
	bp_reader_put_cursor(reader, &reader->target);
}

/* ---- places ---- */

/* The reader moved: what is at the top of the window is the place to come back to. */
void bp_reader_note_place(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	const struct bp_layout *layout = reader->layout;

	if (!layout || layout->count == 0)
		return;
	struct bp_place place = place_of(app, reader->top);
	if (place.block == reader->place.block && place.offset == reader->place.offset &&
		place.permille == reader->place.permille)
		return;
	reader->place = place;
	reader->place_dirty = true;
	bp_reader_save_place(app);
}

void bp_reader_save_place(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;

	if (!reader->place_dirty || !app->options.recording || !app->effects)
		return;
	bp_app_save_place(app, &reader->place);
	reader->place_dirty = false;
}

static void recall_place(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	const struct bp_recall *recall = &app->options.recall;

	reader->place = (struct bp_place){0};
	if (recall->place)
		recall->place(recall->context, app->study.course, app->study.module,
			&reader->place);
	uint32_t found = bp_document_find(
		app->study.document, reader->place.block, reader->place.hash);
	if (found != reader->place.block)
		reader->place.block = found;
	if (app->jump) {
		size_t heading =
			bp_document_heading(app->study.document, bp_str(app->jump));
		if (heading != SIZE_MAX)
			reader->place = (struct bp_place){
				.block = (uint32_t)heading, .offset = BP_OFFSET_TEXT};
		else
			bp_app_say(app, BP_COLOR_BAD,
				_("Judul yang ditunjuk tidak ada di modul ini."));
		app->jump = NULL;
	}
	reader->target = reader->place;
	if (app->arriving) {
		reader->place = app->arrival.place;
		reader->target = app->arrival.cursor;
	}
	app->arriving = false;
}

/* ---- opening and closing ---- */

void bp_reader_take(struct bp_app *app, struct bp_document *document)
{
	struct reader_state *reader = &app->reader;
	size_t questions = document->quiz.count;

	bp_study_open(app, document);
	reader->cards = bp_arena_alloc(document->arena, questions, sizeof *reader->cards);
	reader->card_texts =
		bp_arena_alloc(document->arena, questions, sizeof *reader->card_texts);
	reader->focus = SIZE_MAX;
	reader->top = reader->cursor = 0;
	reader->shift = 0;
	reader->percent_shown = -1;
	reader->place_dirty = false;
	reader->jumped = true;
	recall_place(app);
	bp_changes_open(app);
	if (app->marking)
		bp_mark_arrive(app);
	bp_reader_find_margins(app);
}

void bp_reader_open(struct bp_app *app, struct bp_document *document)
{
	bp_reader_take(app, document);
	bp_study_record_opening(app);
}

void bp_reader_close(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;

	bp_layout_free(reader->layout);
	bp_study_close(app);
	app->study.course = NULL;
	app->study.module = NULL;
	free(reader->items);
	*reader = (struct reader_state){0};
	bp_hits_release(&app->find.hits);
	app->find.marked = false;
}

void bp_reader_leave(struct bp_app *app)
{
	bp_reader_save_place(app);
	bp_study_record_time(app);
	/* the event speaks of the module by its ids, which the course owns */
	const struct bp_course *course = app->study.course;
	const struct bp_module *module = app->study.module;
	bp_reader_close(app);
	app->study.course = course;
	app->study.module = module;
	app->course_list.selected = SIZE_MAX;
	bp_changes_forget(app);
}

/* ---- the mode ---- */

static void open_focused(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	size_t item = reader->focus;

	for (size_t i = 0; item >= reader->item_count && i < reader->item_count; i++)
		if (bp_reader_in_view(reader, i) && reader->items[i].link == 0)
			item = i; /* nothing is focused: the first question in view */
	if (item >= reader->item_count) {
		bp_reader_by_page(app, true);
		return;
	}
	bp_reader_focus(app, item);
	if (reader->items[item].link) {
		uint16_t link = reader->items[item].link;
		bp_link_follow(app, app->study.document->links[link - 1].url);
	} else {
		bp_mode_begin(app, BP_MODE_QUESTION, &reader->items[item].block);
	}
}

/* Columns of code that the page cuts. */
static int most_shift(const struct reader_state *reader)
{
	const struct bp_layout *layout = reader->layout;

	return layout && layout->code_width > layout->width
		? layout->code_width - layout->width
		: 0;
}

static void shift_code(struct reader_state *reader, int by)
{
	int most = most_shift(reader);

	reader->shift += by;
	if (reader->shift > most)
		reader->shift = most;
	if (reader->shift < 0)
		reader->shift = 0;
}

static void open_neighbour(struct bp_app *app, int step)
{
	const struct bp_module *module = bp_study_neighbour(app, step);

	if (module)
		bp_history_open(app, app->study.course, module, NULL);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			step > 0 ? _("Ini modul terakhir.") : _("Ini modul pertama."));
}

static void show_contents(struct bp_app *app)
{
	const struct bp_document *document = app->study.document;

	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == BP_BLOCK_HEADING) {
			bp_list_begin(app, &app->contents, BP_MODE_CONTENTS);
			return;
		}
	bp_app_say(
		app, BP_COLOR_ACCENT, _("Modul ini tidak mempunyai judul di dalamnya."));
}

static void reader_act(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_UP: bp_reader_by_line(app, false); break;
	case BP_ACT_DOWN: bp_reader_by_line(app, true); break;
	case BP_ACT_PAGE_UP: bp_reader_by_page(app, false); break;
	case BP_ACT_PAGE_DOWN: bp_reader_by_page(app, true); break;
	case BP_ACT_TOP: bp_reader_jump_to(app, 0); break;
	case BP_ACT_BOTTOM: bp_reader_jump_to(app, SIZE_MAX); break;
	case BP_ACT_UNDO_JUMP: bp_history_go(app, false); break;
	case BP_ACT_REDO_JUMP: bp_history_go(app, true); break;
	case BP_ACT_LEFT: shift_code(&app->reader, -SHIFT); break;
	case BP_ACT_RIGHT: shift_code(&app->reader, SHIFT); break;
	case BP_ACT_NEXT_ITEM: bp_reader_move_focus(app, true); break;
	case BP_ACT_PREVIOUS_ITEM: bp_reader_move_focus(app, false); break;
	case BP_ACT_CONTENTS: show_contents(app); break;
	case BP_ACT_PERCENT: bp_percent_begin(app, -1); break;
	case BP_ACT_FIND: bp_find_begin(app); break;
	case BP_ACT_NEXT_HIT:
	case BP_ACT_PREVIOUS_HIT: bp_find_next(app, action == BP_ACT_NEXT_HIT); break;
	case BP_ACT_UNMARK: app->find.marked = false; break;
	case BP_ACT_TERMS: bp_terms_begin(app); break;
	case BP_ACT_SEARCH: bp_search_begin(app, app->study.course); break;
	case BP_ACT_BOOKMARK: bp_marks_bookmark(app); break;
	case BP_ACT_NOTE: bp_note_begin(app); break;
	case BP_ACT_NEXT_CHANGE: bp_changes_next(app, true); break;
	case BP_ACT_PREVIOUS_CHANGE: bp_changes_next(app, false); break;
	case BP_ACT_NEXT_MODULE: open_neighbour(app, 1); break;
	case BP_ACT_PREVIOUS_MODULE: open_neighbour(app, -1); break;
	case BP_ACT_OPEN: open_focused(app); break;
	default: break;
	}
	if (app->study.document && bp_app_is_at(app, BP_MODE_READER))
		bp_reader_note_end(app);
}

/* Esc takes the marks of a search away before it leaves the lesson; a digit begins a per
 * cent to go to. */
static bool reader_key(struct bp_app *app, uint32_t key)
{
	if (key >= '0' && key <= '9') {
		bp_percent_begin(app, (int)(key - '0'));
		return true;
	}
	if (key == BP_KEY_ESCAPE && app->find.marked) {
		reader_act(app, BP_ACT_UNMARK);
		return true;
	}
	if (!app->way_back.list || bp_keymap_find(&bp_keymap_reader, key) != BP_ACT_BACK)
		return false;
	bp_way_back_go(app);
	return true;
}

/* A module that fits the window may be left by the first key: it was read. */
static void reader_leave(struct bp_app *app)
{
	bp_reader_note_end(app);
	bp_reader_leave(app);
}

static bool reader_can(const struct bp_app *app, enum bp_action action)
{
	const struct reader_state *reader = &app->reader;

	switch (action) {
	case BP_ACT_UP:
	case BP_ACT_DOWN: return bp_reader_last_top(reader) > 0;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: return reader->item_count > 0;
	case BP_ACT_LEFT: return reader->shift > 0;
	case BP_ACT_RIGHT: return reader->shift < most_shift(reader);
	case BP_ACT_UNDO_JUMP: return app->history.now > 0;
	case BP_ACT_REDO_JUMP: return app->history.now + 1 < app->history.count;
	case BP_ACT_NEXT_HIT:
	case BP_ACT_PREVIOUS_HIT: return app->find.marked && app->find.hits.count > 1;
	case BP_ACT_UNMARK: return app->find.marked;
	case BP_ACT_NEXT_CHANGE:
	case BP_ACT_PREVIOUS_CHANGE: return reader->changed > 0;
	case BP_ACT_TERMS: return bp_terms_any(app);
	case BP_ACT_BACK: return !app->find.marked;
	case BP_ACT_NEXT_MODULE: return bp_study_neighbour(app, 1);
	case BP_ACT_PREVIOUS_MODULE: return bp_study_neighbour(app, -1);
	default: return true;
	}
}

static bool reader_offers(const struct bp_app *app, enum bp_action action)
{
	const struct reader_state *reader = &app->reader;

	switch (action) {
	case BP_ACT_OPEN: return reader->focus < reader->item_count;
	case BP_ACT_NEXT_MODULE: return bp_reader_at_end(reader);
	case BP_ACT_TERMS: return bp_terms_on_page(app);
	default: return true;
	}
}

/* The per cent that the title shows: exact after a jump, a little behind while scrolling.
 */
static int shown_percent(struct reader_state *reader)
{
	int percent = permille(reader) / 10, away = abs(percent - reader->percent_shown);

	if (reader->percent_shown < 0 || away >= PERCENT_LAG || percent == 0 ||
		percent == 100)
		reader->percent_shown = percent;
	return reader->percent_shown;
}

void bp_reader_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct reader_state *reader = &app->reader;
	bool focused;

	make_layout(app, rows, columns);
	focused = reader->focus < reader->item_count;
	const struct item *item = focused ? &reader->items[reader->focus] : NULL;
	view->kind = BP_VIEW_READER;
	view->as.reader = (struct bp_reader_view){
		.layout = reader->layout,
		.top = reader->top,
		.margin = reader->margin,
		.shift = reader->shift,
		.cursor = reader->cursor,
		.hits = app->find.marked ? &app->find.hits : NULL,
		.hit = app->find.hit,
		.focus_link = item ? item->link : 0,
		.focus_block = item && !item->link ? item->block : UINT32_MAX,
		.moves = reader->moves,
		.margins = reader->margins,
		.visit = app->study.visits,
	};
	view->title = app->study.module->title;
	view->side = bp_app_text(app,
		app->options.spoken ? _("modul %zu dari %zu %s %d persen")
				    : "%zu/%zu %s %d %%",
		bp_module_index(app->study.course, app->study.module) + 1,
		app->study.course->module_count, app->options.symbols[BP_SYMBOL_DOT],
		shown_percent(reader));
	if (item && item->link) {
		view->message = bp_link_words(app, item->link);
		view->message_color = BP_COLOR_LINK;
	}
}

/* An answer that completed the module leads on to its result. */
static void reader_back(struct bp_app *app)
{
	if (app->study.answer.left && app->study.answer.finished)
		bp_list_begin(app, &app->result, BP_MODE_RESULT);
	app->study.answer.left = false;
}

const struct bp_mode bp_mode_reader = {
	.back = reader_back,
	.keymap = &bp_keymap_reader,
	.key = reader_key,
	.act = reader_act,
	.can = reader_can,
	.offers = reader_offers,
	.view = bp_reader_view,
	.leave = reader_leave,
};
