/* The page of a lesson: its layout, and the place where the learner is. */
#include "link.h"
#include "reader_state.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>

/* How much the per cent that is shown may be behind while a lesson is scrolled line by line:
 * each change of the top line of the screen costs bytes. */
#define PERCENT_LAG 5

#define COURSE_COLUMNS 60 /* narrower windows do not show the course's name */
#define COURSE_LEAST   10 /* columns of it that tell anything */

static int reader_permille(const struct reader *reader)
{
	size_t last = bp_reader_text_top(reader);
	return reader->top < last ? (int)(reader->top * 1000 / last) : 1000;
}

struct reader *bp_reader_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_READER);
}

bool bp_reader_is_open(const struct bp_app *app)
{
	return bp_reader_of(app) != NULL;
}

/* ---- the layout ---- */

void bp_reader_forget_layout(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);

	if (!reader)
		return;
	bp_layout_free(reader->layout);
	reader->layout = NULL;
}

struct bp_place bp_reader_place(const struct bp_app *app)
{
	return bp_reader_of(app)->place;
}

bool bp_reader_shows(const struct bp_app *app, struct bp_str words)
{
	const struct reader *reader = bp_reader_of(app);

	return reader->layout &&
		bp_search_has(reader->layout, reader->top,
			reader->top + bp_reader_rows(reader), words);
}

static struct bp_place reader_place_of(const struct bp_app *app, size_t line)
{
	const struct reader *reader = bp_reader_of(app);
	const struct bp_line *at = &reader->layout->lines[line];

	return (struct bp_place){
		.block = at->block,
		.offset = at->offset,
		.hash = bp_document_hash(app->study.document, at->block),
		.permille = (uint16_t)reader_permille(reader),
	};
}

struct bp_place bp_reader_target(const struct bp_app *app)
{
	const struct reader *reader = bp_reader_of(app);

	if (!reader->layout || reader->cursor >= reader->layout->count)
		return reader->target;
	return reader_place_of(app, reader->cursor);
}

/* The cursor goes to the focused item, else to a place if that is in the window, else to the
 * top line. */
void bp_reader_put_cursor(struct reader *reader, const struct bp_place *place)
{
	size_t line = bp_layout_find(reader->layout, place->block, place->offset);
	bool in_view = line >= reader->top && line < reader->top + bp_reader_rows(reader);

	reader->cursor = reader->focus < reader->item_count
		? reader->items[reader->focus].line
		: in_view ? line
			  : reader->top;
}

void bp_reader_make_layout(struct bp_app *app, int rows, int columns)
{
	struct reader *reader = bp_reader_of(app);
	bool resized = !app->options.spoken && reader->columns &&
		(reader->rows != rows || reader->columns != columns);

	reader->rows = rows;
	if (reader->layout && reader->columns == columns) {
		if (reader->top > bp_reader_last_top(reader))
			reader->top = bp_reader_last_top(reader);
		if (resized)
			bp_reader_keep_focus(reader);
		return;
	}
	if (reader->layout)
		reader->target = bp_reader_target(app);
	bp_reader_forget_layout(app);
	reader->columns = columns;
	bp_reader_follow_story(app);
	bp_reader_describe_cards(app);
	int width = bp_measure(columns, app->settings.measure, &reader->margin);
	reader->layout = bp_layout_new(app->study.document,
		&(struct bp_layout_options){
			.width = app->options.spoken ? columns : width,
			.spoken = app->options.spoken,
			.spaced = app->settings.spaced && !app->options.spoken,
			.symbols = app->options.symbols,
			.keys = &app->keys,
			.cards = reader->cards,
			.folds = reader->folds,
			.hidden = reader->story ? reader->story->hidden : NULL,
			.unended = reader->story && !reader->story->ended,
			.course = app->study.course,
			.module = app->study.module,
		});
	bp_reader_find_items(app);
	if (reader->find.marked)
		bp_search(reader->layout, bp_field_text(&reader->find.query),
			&reader->find.hits);
	reader->top = bp_reader_top_of(reader, &reader->place);
	if (reader->find.arriving)
		bp_find_from(app, reader->top);
	if (reader->top > bp_reader_last_top(reader))
		reader->top = bp_reader_last_top(reader);
	if (resized)
		bp_reader_keep_focus(reader);
	bp_reader_put_cursor(reader, &reader->target);
}

/* ---- places ---- */

/* The reader moved: what is at the top of the window is the place to come back to. */
void bp_reader_note_place(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);
	const struct bp_layout *layout = reader->layout;

	if (!layout || layout->count == 0)
		return;
	struct bp_place place = reader_place_of(app, reader->top);
	if (place.block == reader->place.block && place.offset == reader->place.offset &&
		place.permille == reader->place.permille)
		return;
	reader->place = place;
	reader->place_dirty = true;
	bp_reader_save_place(app);
}

void bp_reader_save_place(struct bp_app *app)
{
	struct reader *reader = bp_reader_of(app);

	if (!reader->place_dirty || !app->options.recording)
		return;
	bp_app_save_place(app, &reader->place);
	reader->place_dirty = false;
}

/* ---- the view ---- */

/* The course's name, as far as the title leaves room for it beside the rest of the side;
 * empty in a narrow window. */
static const char *reader_course(struct bp_app *app, const char *rest, int columns)
{
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	struct bp_str course = bp_str(app->study.course->title);
	int title = bp_text_columns(bp_str(app->study.module->title));
	int most = columns / 2 - 1, left = columns - title - 6;
	int room = (left < most ? left : most) - bp_text_columns(bp_str(rest)) - 4;

	if (columns < COURSE_COLUMNS || app->options.spoken || room < COURSE_LEAST)
		return "";
	if (bp_text_columns(course) <= room)
		return bp_app_text(app, "%s %s ", app->study.course->title, dot);
	course = bp_str_trim(bp_str_part(course, 0, bp_text_fit(course, room - 1)));
	return bp_app_text(app, "%.*s… %s ", (int)course.len, course.at, dot);
}

/* The per cent that the title shows. After a jump it is exact; while scrolling it may lag
 * behind, see PERCENT_LAG. Without a layout it is what it was. */
static int reader_shown_percent(struct reader *reader)
{
	if (!reader->layout)
		return reader->percent_shown;
	int percent = reader_permille(reader) / 10,
	    away = abs(percent - reader->percent_shown);

	if (reader->percent_shown < 0 || away >= PERCENT_LAG || percent == 0 ||
		percent == 100)
		reader->percent_shown = percent;
	return reader->percent_shown;
}

/* Where the module stands in its course, and the per cent, which takes as many columns
 * whatever it is: what stands before it does not move. */
static const char *reader_how_far(struct bp_app *app)
{
	size_t nth = bp_module_index(app->study.course, app->study.module) + 1;
	size_t all = app->study.course->module_count;
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	int percent = reader_shown_percent(bp_reader_of(app));

	if (app->options.spoken)
		return bp_app_text(app, _("modul %zu dari %zu %s %d persen"), nth, all,
			dot, percent);
	return bp_app_text(app, "%zu/%zu %s %d%%%s", nth, all, dot, percent,
		percent < 10            ? "  "
			: percent < 100 ? " "
					: "");
}

void bp_reader_fill_title(struct bp_app *app, struct bp_view *view)
{
	const char *rest = reader_how_far(app), *clock = bp_reader_clock(app);

	view->title = app->study.module->title;
	if (clock && !app->options.spoken)
		view->side = view->columns < COURSE_COLUMNS
			? clock
			: bp_app_text(app, "%s %s %s", clock,
				  app->options.symbols[BP_SYMBOL_DOT], rest);
	else
		view->side = bp_app_text(
			app, "%s%s", reader_course(app, rest, view->columns), rest);
}

void bp_reader_view(struct bp_app *app, struct bp_view *view)
{
	struct reader *reader = bp_reader_of(app);

	bp_reader_make_layout(app, view->rows, view->columns);
	bool focused = reader->focus < reader->item_count;
	size_t pointed = bp_reader_pointed(app);
	const struct item *item = focused ? &reader->items[reader->focus] : NULL;
	const struct item *aimed =
		pointed < reader->item_count ? &reader->items[pointed] : NULL;
	view->kind = BP_VIEW_READER;
	view->as.reader = (struct bp_reader_view){
		.layout = reader->layout,
		.top = reader->top,
		.margin = reader->margin,
		.shift = reader->shift,
		.cursor = reader->cursor,
		.hits = reader->find.marked ? &reader->find.hits : NULL,
		.hit = reader->find.hit,
		.focus_link = item ? item->link : 0,
		.waits = reader->waits,
		.pointed = aimed && !aimed->link ? aimed->line : SIZE_MAX,
		.focus_block = item && !item->link ? item->block : UINT32_MAX,
		.moves = reader->moves,
		.margins = reader->margins,
		.visit = app->study.visits,
		.told = &reader->told,
	};
	bp_reader_fill_title(app, view);
	if (item && item->link) {
		view->message = bp_link_words(app, item->link);
		view->message_color = BP_COLOR_LINK;
	}
}
