/* What every screen has: the title, how far one is, messages, and the keys that work now. */
#include "draw.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define LEAST_ROWS     6
#define LEAST_COLUMNS  20
#define NARROW_COLUMNS 60
#define NARROW_GAP     2 /* columns between hints; one more if there is room */
#define LEAST_GAP      1 /* the same in a window below NARROW_COLUMNS */
#define AIRY_ROWS \
	10 /* smaller windows have no row between the body and each of the two */

static int border(int rows)
{
	return rows >= AIRY_ROWS ? 2 : 1;
}

int bp_view_body(int rows)
{
	int body = rows - 2 * border(rows);
	return body > 0 ? body : 1;
}

/* Draws a text; if it has to be cut, it ends in an ellipsis. */
static void put_cut(struct bp_screen *screen, int row, int column, int end,
	bp_style style, struct bp_str text)
{
	bool cut = bp_text_columns(text) > end - column;

	if (cut)
		text = bp_str_trim(
			bp_str_part(text, 0, bp_text_fit(text, end - column - 1)));
	column = bp_screen_put(screen, row, column, end, style, text);
	if (cut)
		bp_screen_put(screen, row, column, end, style, BP_STR("…"));
}

/* Draws the sign, as "TIDAK DICATAT · "; returns the column where the side begins. */
static int draw_sign(const struct bp_view *view, struct bp_screen *screen, int column)
{
	int end = screen->columns - 1;

	column = bp_screen_put(screen, 0, column, end, BP_COLOR_ACCENT | BP_STYLE_BOLD,
		bp_str(view->sign));
	if (!view->side[0])
		return column;
	return 1 +
		bp_screen_put(screen, 0, column + 1, end, BP_COLOR_TEXT,
			bp_str(view->symbols[BP_SYMBOL_DOT]));
}

/* The top line is underlined from edge to edge: that is a rule, without a row of its own. The
 * title matters most: the side gets at most half of the line, or two thirds of it with a
 * sign. */
static void draw_title(const struct bp_view *view, struct bp_screen *screen)
{
	struct bp_str side = bp_str(view->side), sign = bp_str(view->sign);
	int last = screen->columns - 1, taken = bp_text_columns(side);
	int most = sign.len ? last * 2 / 3 : last / 2;

	if (sign.len)
		taken += bp_text_columns(sign) + (side.len ? 3 : 0);
	int end = last - (taken < most ? taken : most);
	put_cut(screen, 0, 1, end - 1, BP_STYLE_BOLD, bp_str(view->title));
	if (sign.len)
		end = draw_sign(view, screen, end);
	put_cut(screen, 0, end, last, BP_COLOR_TEXT, side);
	bp_screen_restyle(screen, 0, 0, screen->columns, BP_STYLE_UNDERLINE);
}

/* Columns of the bottom line with those hints whose bits are set in `some`. */
static int hints_columns(const struct bp_view *view, uint32_t some, int gap)
{
	int total = 1;

	for (size_t i = 0; i < view->hint_count; i++)
		if (some >> i & 1)
			total += bp_text_columns(bp_str(view->hints[i].keys)) + 1 +
				bp_text_columns(bp_str(view->hints[i].label)) +
				(total > 1 ? gap : 0);
	return total;
}

/* Drops the hints for scrolling, when the whole body is in view. */
static void drop_scrolling(struct bp_view *view)
{
	size_t count = 0;

	for (size_t i = 0; i < view->hint_count; i++)
		if (!view->hints[i].scrolls)
			view->hints[count++] = view->hints[i];
	view->hint_count = count;
}

/* The hints that fit, a bit each: the last one, which opens the menu, and the way out always,
 * then the others in their order. */
static uint32_t fit_hints(const struct bp_view *view, int gap, int columns)
{
	uint32_t kept = 0;

	for (size_t i = 0; i < view->hint_count; i++)
		if (i + 1 == view->hint_count || view->hints[i].stays)
			kept |= UINT32_C(1) << i;
	for (size_t i = 0; i < view->hint_count; i++) {
		uint32_t more = kept | UINT32_C(1) << i;
		if (hints_columns(view, more, gap) < columns)
			kept = more;
	}
	return kept;
}

static int put_hint(
	const struct bp_hint_view *hint, struct bp_screen *screen, int row, int column)
{
	int end = screen->columns;

	column = bp_screen_put(
		screen, row, column, end, BP_STYLE_BOLD, bp_str(hint->keys));
	return bp_screen_put(
		screen, row, column + 1, end, BP_COLOR_TEXT, bp_str(hint->label));
}

/* A narrow window gives the blank on its left to a hint that fits by it alone. */
static bool has_margin(const struct bp_view *view, int gap, int columns)
{
	return columns >= NARROW_COLUMNS ||
		fit_hints(view, gap, columns) == fit_hints(view, gap, columns + 1);
}

static void draw_hints(const struct bp_view *view, struct bp_screen *screen)
{
	int columns = screen->columns, row = screen->rows - 1;
	int least = columns >= NARROW_COLUMNS ? NARROW_GAP : LEAST_GAP, gap = least + 1;
	int column = has_margin(view, least, columns), end = columns + 1 - column;

	uint32_t kept = fit_hints(view, least, end);
	while (gap > least && hints_columns(view, kept, gap) >= end)
		gap--;
	for (size_t n = 0; n < 2 * view->hint_count; n++) {
		size_t i = n % view->hint_count;
		bool last = view->hints[i].late || i + 1 == view->hint_count;
		if ((kept >> i & 1) && last == (n >= view->hint_count))
			column = put_hint(&view->hints[i], screen, row, column) + gap;
	}
}

/* Draws a QR code over the whole window, with the keys right of it, one a row, at the
 * bottom. */
static void draw_qr_alone(
	const struct bp_view *view, struct bp_screen *screen, struct bp_body *body)
{
	size_t count = view->hint_count < (size_t)screen->rows ? view->hint_count
							       : (size_t)screen->rows;

	body->first = 0;
	body->rows = screen->rows;
	int column = bp_draw_qr(&view->as.qr, body, false) + 1;
	for (size_t i = 0; i < count; i++) {
		const struct bp_hint_view *hint = &view->hints[i];
		int row = screen->rows - (int)(count - i);
		int next = bp_screen_put(screen, row, column, screen->columns,
			BP_STYLE_BOLD, bp_str(hint->keys));
		put_cut(screen, row, next + 1, screen->columns, BP_COLOR_TEXT,
			bp_str(hint->label));
	}
}

/* Draws the line that is being typed, scrolled so that the cursor is in view. */
static void draw_typed(const struct bp_view *view, struct bp_screen *screen, int row)
{
	struct bp_str text = bp_str(view->message);
	size_t cursor = (size_t)view->message_cursor;
	size_t start = bp_text_skip(bp_str_part(text, 0, cursor), screen->columns - 3);

	bp_screen_fill(screen, row, 0, screen->columns, BP_COLOR_TEXT, " ");
	bp_screen_put(screen, row, 1, screen->columns,
		(bp_style)(view->message_color | BP_STYLE_BOLD),
		bp_str_from(text, start));
	screen->cursor_row = row;
	screen->cursor_column = 1 + bp_text_columns(bp_str_part(text, start, cursor));
	screen->cursor_visible = true;
}

/* Whether the focus stands in these rows: the cursor, or a link, which may be wrapped. */
static bool covers_focus(const struct bp_screen *screen, int first, int last)
{
	for (int row = first; row <= last; row++) {
		if (row == screen->cursor_row)
			return true;
		for (int i = 0; i < screen->columns; i++)
			if (bp_screen_cell(screen, row, i)->style & BP_STYLE_REVERSE)
				return true;
	}
	return false;
}

/* Draws a message whose last line is row `last`, or at the top if the focus would be under
 * it. It covers rows of the body, but at most half of the window. */
static void draw_message(
	struct bp_screen *screen, const char *message, enum bp_color color, int last)
{
	struct bp_flow flow = {0};
	bp_style style = (bp_style)(color | BP_STYLE_BOLD);
	size_t most = (size_t)screen->rows / 2;

	bp_flow_add_text(&flow, bp_str(message), style, BP_ROLE_TEXT);
	bp_flow_fill(&flow, screen->columns - 2);
	size_t lines = flow.line_count < most ? flow.line_count : most;
	if (covers_focus(screen, last - (int)lines + 1, last))
		last = (int)lines;
	for (size_t i = 0; i < lines; i++) {
		int row = last - (int)(lines - 1 - i);
		bp_screen_fill(screen, row, 0, screen->columns, BP_COLOR_TEXT, " ");
		for (size_t n = 0; n < flow.lines[i].count; n++) {
			const struct bp_run *run = &flow.runs[flow.lines[i].first + n];
			bp_screen_put(screen, row, 1 + run->column, screen->columns,
				style, run->text);
		}
	}
	bp_flow_release(&flow);
}

/* Says below a list that it goes on. */
static void draw_more(struct bp_screen *screen, int row)
{
	struct bp_str words = bp_str(_("masih ada di bawah"));
	int end = screen->columns - 2;

	bp_screen_put(
		screen, row, end - bp_text_columns(words), end, BP_COLOR_TEXT, words);
}

/* Draws one line above the keys, cut so that its side has room. */
static void draw_strip(const struct bp_view *view, struct bp_screen *screen, int row)
{
	struct bp_str side = bp_str(view->strip_side);
	int last = screen->columns - 1, end = last - bp_text_columns(side);

	bp_screen_fill(screen, row, 0, screen->columns, BP_COLOR_TEXT, " ");
	put_cut(screen, row, 1, side.len ? end - 2 : last,
		(bp_style)(view->strip_color | BP_STYLE_BOLD), bp_str(view->strip));
	bp_screen_put(screen, row, end, last, BP_COLOR_TEXT, side);
}

static void draw_borders(const struct bp_view *view, struct bp_screen *screen, bool below)
{
	int last = screen->rows - 2;

	if (border(screen->rows) == 2) {
		bp_screen_fill(screen, 1, 0, screen->columns, BP_COLOR_FAINT,
			view->symbols[BP_SYMBOL_TITLE_LINE]);
		if (below)
			draw_more(screen, last);
	}
	if (view->notice)
		draw_message(screen, view->notice, view->notice_color, last - 1);
	if (view->strip && !view->message)
		draw_strip(view, screen, last);
	if (view->message && view->message_cursor)
		draw_typed(view, screen, last);
	else if (view->message)
		draw_message(screen, view->message, view->message_color, last);
}

static void draw_too_small(struct bp_screen *screen)
{
	struct bp_str text = bp_str(_("Perbesar jendela (paling kecil 20x6)"));
	size_t fits = bp_text_fit(text, screen->columns);

	bp_screen_put(
		screen, 0, 0, screen->columns, BP_COLOR_TEXT, bp_str_part(text, 0, fits));
	if (screen->rows > 1)
		bp_screen_put(screen, 1, 0, screen->columns, BP_COLOR_TEXT,
			bp_str_trim(bp_str_from(text, fits)));
}

static bool is_empty(const struct bp_screen *screen, int row)
{
	for (int i = 0; i < screen->columns; i++) {
		uint32_t base = bp_screen_cell(screen, row, i)->base;
		if (base && base != ' ')
			return false;
	}
	return true;
}

/* A braille display shows the row of the cursor: if nothing has the focus, move it to the
 * first row with text. */
static void settle_cursor(struct bp_screen *screen, const struct bp_body *body)
{
	int row = screen->cursor_row, end = body->first + body->rows;

	while (row < end && is_empty(screen, row))
		row++;
	if (row < end && !screen->cursor_visible)
		screen->cursor_row = row;
}

void bp_view_draw(const struct bp_view *view, struct bp_screen *screen)
{
	struct bp_body body = {
		.screen = screen,
		.first = border(screen->rows),
		.rows = bp_view_body(screen->rows),
		.symbols = view->symbols,
		.keys = view->keys,
		.measure = view->measure,
	};

	bp_screen_clear(screen);
	if (screen->rows < LEAST_ROWS || screen->columns < LEAST_COLUMNS) {
		draw_too_small(screen);
		return;
	}
	if (view->kind == BP_VIEW_QR && bp_qr_takes_all(&view->as.qr, &body)) {
		draw_qr_alone(view, screen, &body);
		return;
	}
	screen->scroll_top = body.first;
	screen->scroll_bottom = body.first + body.rows - 1;
	screen->cursor_row = body.first; /* unless something has the focus */
	draw_title(view, screen);
	switch (view->kind) {
	case BP_VIEW_LIST: bp_draw_list(&view->as.list, &body); break;
	case BP_VIEW_READER: bp_draw_reader(&view->as.reader, &body); break;
	case BP_VIEW_QUESTION: bp_draw_question(&view->as.question, &body); break;
	case BP_VIEW_TEXT: bp_draw_text(&view->as.text, &body); break;
	case BP_VIEW_QR: bp_draw_qr(&view->as.qr, &body, true); break;
	}
	settle_cursor(screen, &body);
	draw_borders(view, screen, body.below);
	struct bp_view shown = *view;
	if (body.whole)
		drop_scrolling(&shown);
	draw_hints(&shown, screen);
}

/* ---- columns of lines ---- */

bool bp_scroll_shown(const struct bp_scroll *scroll, int *row)
{
	if (!scroll->body)
		return false;
	int at = scroll->line - scroll->top;
	*row = scroll->body->first + at;
	return at >= 0 && at < scroll->body->rows;
}

int bp_scroll_put(
	struct bp_scroll *scroll, int column, int end, bp_style style, struct bp_str text)
{
	int row;

	if (bp_scroll_shown(scroll, &row))
		return bp_screen_put(scroll->body->screen, row, column, end, style, text);
	return column + bp_text_columns(text);
}

void bp_scroll_flow(struct bp_scroll *scroll, int column)
{
	if (!scroll->body) {
		scroll->line += (int)scroll->flow.line_count;
		return;
	}
	for (size_t i = 0; i < scroll->flow.line_count; i++) {
		const struct bp_flow_line *line = &scroll->flow.lines[i];
		for (size_t n = 0; n < line->count; n++) {
			const struct bp_run *run = &scroll->flow.runs[line->first + n];
			bp_scroll_put(scroll, column + run->column, BP_LAYOUT_MAX * 4,
				run->style, run->text);
		}
		scroll->line++;
	}
}

void bp_scroll_document(struct bp_scroll *scroll, int column, int end, bp_style style,
	const struct bp_document *text)
{
	bp_flow_start(&scroll->flow);
	bp_flow_add_document(&scroll->flow, text, style);
	bp_flow_fill(&scroll->flow, end - column);
	bp_scroll_flow(scroll, column);
}

bool bp_scroll_passes(struct bp_scroll *scroll, int column, int end, struct bp_str text)
{
	if (scroll->body || bp_text_columns(text) > end - column)
		return false;
	scroll->line++;
	return true;
}

void bp_scroll_text(
	struct bp_scroll *scroll, int column, int end, bp_style style, struct bp_str text)
{
	if (bp_scroll_passes(scroll, column, end, text))
		return;
	bp_flow_start(&scroll->flow);
	bp_flow_add_text(&scroll->flow, text, style, BP_ROLE_TEXT);
	bp_flow_fill(&scroll->flow, end - column);
	bp_scroll_flow(scroll, column);
}
