/* Draws a text that is being written, with its caption. */
#include "draw.h"

#define LEFT 4

static int caption_lines(const struct bp_text_view *view, struct bp_body *body, int end)
{
	struct bp_scroll scroll = {.body = body};

	bp_scroll_text(&scroll, LEFT, end, BP_COLOR_FAINT, bp_str(view->caption));
	bp_flow_release(&scroll.flow);
	return scroll.line + 1;
}

/* The line that holds the cursor: the last one that begins at or before it. */
static int cursor_line(const struct bp_text_view *view, int columns)
{
	size_t next = 0;
	int line = -1;

	for (size_t start = 0; start != SIZE_MAX && start <= view->cursor; line++) {
		bp_wrap_line(view->text, start, columns, &next);
		start = next;
	}
	return line;
}

static void draw_text_put_line(const struct bp_text_view *view, struct bp_body *body,
	int row, struct bp_str line, size_t start)
{
	struct bp_screen *screen = body->screen;
	size_t end = start + line.len;

	bp_screen_put(screen, row, LEFT, screen->columns, BP_COLOR_TEXT, line);
	if (view->cursor < start || view->cursor > end)
		return;
	screen->cursor_row = row;
	screen->cursor_column =
		LEFT + bp_text_columns(bp_str_part(view->text, start, view->cursor));
	screen->cursor_visible = true;
}

void bp_draw_text(const struct bp_text_view *view, struct bp_body *body)
{
	int margin, width = bp_measure(body->screen->columns, body->measure, &margin);
	int end = LEFT + width < body->screen->columns ? LEFT + width
						       : body->screen->columns;
	int above = caption_lines(view, body, end);
	int rows = body->rows > above ? body->rows - above : 1;
	int columns = end - LEFT - 1, line = cursor_line(view, columns), at = 0;
	size_t next = 0;

	*view->columns = columns;
	if (line >= *view->top + rows)
		*view->top = line - rows + 1;
	if (line < *view->top)
		*view->top = line;
	for (size_t start = 0; start != SIZE_MAX; start = next, at++) {
		size_t shown = bp_wrap_line(view->text, start, columns, &next);
		if (at >= *view->top && at < *view->top + rows)
			draw_text_put_line(view, body,
				body->first + above + at - *view->top,
				bp_str_part(view->text, start, shown), start);
	}
}
