/* Draws lists: the catalogue, a course, a result, help. */
#include "draw.h"
#include <berpijar/arena.h>
#include <stdlib.h>

#define BAR          12
#define NARROW       60 /* in fewer columns the side goes below the text */
#define LEFT         3  /* where the text of rows begins */
#define RIGHT_MARGIN 2
#define MARGINS      8 /* of a page, beside its text column */

struct columns {
	bool narrow;
	int left; /* of the list, which stands in the middle of a wide window */
	int text; /* where items' text begins */
	int end;  /* of the text */
	int side; /* where each part at the right begins, and where the side ends */
	int side_end;
	int bar;
	int state;
	int right; /* the right edge */
};

static int width_of(const char *text)
{
	return text ? bp_text_columns(bp_str(text)) : 0;
}

/* A list is as wide as a page: its text column with the margins. */
static int list_columns(const struct bp_body *body)
{
	int page = (body->measure > BP_MEASURE ? body->measure : BP_MEASURE) + MARGINS;

	return body->screen->columns < page ? body->screen->columns : page;
}

static struct columns draw_list_measure(const struct bp_list_view *view,
	const struct bp_list_places *places, const struct bp_body *body)
{
	int side = places->side, bar = places->bars ? BAR : 0, width = list_columns(body);
	int state =
		places->state > view->state_columns ? places->state : view->state_columns;
	struct columns columns = {
		.narrow = width < NARROW,
		.left = (body->screen->columns - width) / 2,
	};

	columns.right = columns.left + width - (columns.narrow ? 1 : RIGHT_MARGIN);
	columns.text =
		columns.left + LEFT + (view->label_columns ? view->label_columns + 2 : 0);
	columns.state = columns.right - state;
	columns.bar = columns.state - (state ? 2 : 0) - bar;
	columns.side = columns.bar - (bar ? 2 : 0) - side;
	columns.side_end = columns.side + side;
	columns.end = columns.narrow || side + bar + state == 0 ? columns.right
								: columns.side - 2;
	return columns;
}

static void put_bar(struct bp_scroll *scroll, int column, int permille)
{
	int full = (permille * BAR + 500) / 1000;

	if (permille > 0 && full == 0)
		full = 1;
	if (permille < 1000 && full == BAR)
		full = BAR - 1;
	for (int i = 0; i < BAR; i++)
		bp_scroll_put(scroll, column + i, column + i + 1,
			i < full ? BP_COLOR_ACCENT : BP_COLOR_FAINT,
			bp_str(scroll->body->symbols[i < full ? BP_SYMBOL_BAR_FULL
							      : BP_SYMBOL_BAR_EMPTY]));
}

static void put_right(
	struct bp_scroll *scroll, const struct bp_row *row, const struct columns *columns)
{
	int side = columns->side_end - width_of(row->side), end = columns->right + 1;

	if (columns->narrow) { /* under the text, from the left */
		int column = columns->text;
		column = bp_scroll_put(
			scroll, column, end, BP_COLOR_FAINT, bp_str(row->side));
		if (row->side && row->state)
			column += 2;
		bp_scroll_put(
			scroll, column, end, (bp_style)row->color, bp_str(row->state));
		return;
	}
	bp_scroll_put(scroll, side, end, BP_COLOR_TEXT, bp_str(row->side));
	if (row->bar >= 0)
		put_bar(scroll, columns->bar, row->bar);
	bp_scroll_put(
		scroll, columns->state, end, (bp_style)row->color, bp_str(row->state));
}

static void put_marked(struct bp_scroll *scroll, int column, int end, bp_style style,
	const struct bp_row *row)
{
	struct bp_str text = bp_str(row->text);
	size_t after = row->mark + row->marked;

	if (bp_scroll_passes(scroll, column, end, text))
		return;
	bp_flow_start(&scroll->flow);
	bp_flow_add_text(
		&scroll->flow, bp_str_part(text, 0, row->mark), style, BP_ROLE_TEXT);
	bp_flow_add_text(&scroll->flow, bp_str_part(text, row->mark, after),
		style | BP_STYLE_UNDERLINE, BP_ROLE_TEXT);
	bp_flow_add_text(&scroll->flow, bp_str_from(text, after), style, BP_ROLE_TEXT);
	bp_flow_fill(&scroll->flow, end - column);
	bp_scroll_flow(scroll, column);
}

static void draw_list_put_item(struct bp_scroll *scroll, const struct bp_list_view *view,
	size_t index, const struct columns *columns)
{
	const struct bp_row *row = &view->rows[index];
	bool selected = index == view->selected;
	int screen_row;

	if (selected && scroll->body && bp_scroll_shown(scroll, &screen_row)) {
		scroll->body->screen->cursor_row = screen_row;
		scroll->body->screen->cursor_column = columns->left + 1;
		bp_scroll_put(scroll, columns->left + 1, columns->left + 2,
			BP_COLOR_ACCENT | BP_STYLE_BOLD,
			bp_str(scroll->body->symbols[BP_SYMBOL_POINTER]));
	}
	bp_scroll_put(scroll, columns->left + LEFT, columns->text, BP_COLOR_TEXT,
		bp_str(row->label));
	bool alone = !row->side && !row->state && row->bar < 0;
	int end = alone ? columns->right : columns->end;
	if (!columns->narrow && scroll->body)
		put_right(scroll, row, columns);
	put_marked(scroll, columns->text, end, selected ? BP_STYLE_BOLD : BP_COLOR_TEXT,
		row);
	if (row->detail)
		bp_scroll_text(scroll, columns->text + (columns->narrow ? 0 : 2), end,
			BP_COLOR_FAINT, bp_str(row->detail));
	if (columns->narrow && (row->side || row->state)) {
		put_right(scroll, row, columns);
		scroll->line++;
	}
}

static void draw_list_put_row(struct bp_scroll *scroll, const struct bp_list_view *view,
	size_t index, const struct columns *columns)
{
	const struct bp_row *row = &view->rows[index];

	switch (row->kind) {
	case BP_ROW_BLANK: scroll->line++; break;
	case BP_ROW_HEADING:
		bp_scroll_text(scroll, columns->left + LEFT, columns->right,
			(bp_style)(BP_STYLE_BOLD | row->color), bp_str(row->text));
		break;
	case BP_ROW_ITEM: draw_list_put_item(scroll, view, index, columns); break;
	case BP_ROW_TEXT:
		bp_scroll_put(scroll, columns->left + LEFT, columns->text - 1,
			BP_STYLE_BOLD, bp_str(row->label));
		bp_scroll_text(scroll, columns->text, columns->right,
			(bp_style)row->color, bp_str(row->text));
		break;
	case BP_ROW_FAULT:
		bp_scroll_text(scroll, columns->text + 2, columns->right, BP_COLOR_BAD,
			bp_str(row->text));
		break;
	}
}

/* ---- where the rows stand ---- */

void bp_list_places_release(struct bp_list_places *places)
{
	free(places->first);
	*places = (struct bp_list_places){0};
}

static void places_widths(struct bp_list_places *places, const struct bp_list_view *view)
{
	places->side = places->state = 0;
	places->bars = false;
	for (size_t i = 0; i < view->count; i++) {
		const struct bp_row *row = &view->rows[i];
		int side = width_of(row->side), state = width_of(row->state);
		places->side = side > places->side ? side : places->side;
		places->state = state > places->state ? state : places->state;
		places->bars |= row->bar >= 0 && row->kind == BP_ROW_ITEM;
	}
}

/* Lays out all rows, unless that has been done for these rows and this width. */
static struct columns draw_list_place(const struct bp_list_view *view,
	struct bp_list_places *places, const struct bp_body *body)
{
	struct bp_scroll scroll = {.flow.symbols = body->symbols};
	bool known = view->version && places->version == view->version &&
		places->columns == list_columns(body);

	if (!known)
		places_widths(places, view);
	struct columns columns = draw_list_measure(view, places, body);
	if (known)
		return columns;
	if (places->room < view->count + 1) {
		places->room = view->count + 1;
		places->first =
			bp_realloc(places->first, places->room, sizeof *places->first);
	}
	for (size_t i = 0; i < view->count; i++) {
		places->first[i] = scroll.line;
		draw_list_put_row(&scroll, view, i, &columns);
	}
	places->first[view->count] = scroll.line;
	places->version = view->version;
	places->columns = list_columns(body);
	bp_flow_release(&scroll.flow);
	return columns;
}

/* The row on a line. */
static size_t places_row(const struct bp_list_places *places, size_t count, int line)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (places->first[middle + 1] <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void draw_list_put_rows(const struct bp_list_view *view,
	const struct bp_list_places *places, const struct columns *columns,
	struct bp_body *body, int top)
{
	struct bp_scroll scroll = {
		.flow.symbols = body->symbols, .body = body, .top = top};
	size_t row = places_row(places, view->count, top);

	for (; row < view->count && places->first[row] < top + body->rows; row++) {
		scroll.line = places->first[row];
		draw_list_put_row(&scroll, view, row, columns);
	}
	bp_flow_release(&scroll.flow);
}

/* ---- the window ---- */

/* Moves the top of the window as little as the selected item needs to be in view. With the
 * first item the text above it is shown as well, if both fit. */
static int draw_list_follow(
	const struct bp_list_view *view, int top, int rows, int first, int last)
{
	size_t before = 0;

	while (before < view->selected && view->rows[before].kind != BP_ROW_ITEM)
		before++;
	if (before == view->selected && last < rows)
		return 0;
	if (last >= top + rows)
		top = last - rows + 1;
	return first < top ? first : top;
}

static int draw_list_top(const struct bp_list_view *view, int rows, int lines, int first,
	int last, bool any)
{
	int top = (int)*view->top;

	if (any && !view->loose)
		top = draw_list_follow(view, top, rows, first, last);
	if (top > lines - rows)
		top = lines - rows;
	return top > 0 ? top : 0;
}

void bp_draw_list(const struct bp_list_view *view, struct bp_body *body)
{
	struct bp_list_places own = {0}, *places = view->places ? view->places : &own;
	struct columns columns = draw_list_place(view, places, body);
	bool any = view->selected < view->count;
	int first = any ? places->first[view->selected] : 0,
	    last = any ? places->first[view->selected + 1] - 1 : 0,
	    lines = places->first[view->count];

	int top = draw_list_top(view, body->rows, lines, first, last, any);
	*view->top = (size_t)top;
	*view->page = body->rows;
	body->below = lines > top + body->rows;
	*view->hidden = !any               ? 0
		: last >= top + body->rows ? last - (top + body->rows) + 1
		: first < top              ? first - top
					   : 0;
	draw_list_put_rows(view, places, &columns, body, top);
	bp_list_places_release(&own);
}
