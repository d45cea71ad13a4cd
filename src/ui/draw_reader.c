/* Draws a page of a lesson. */
#include "draw.h"

struct page {
	const struct bp_reader_view *view;
	struct bp_body *body;
	int left, end; /* columns of the text */
};

static bp_style run_style(
	const struct page *page, const struct bp_line *line, const struct bp_run *run)
{
	const struct bp_reader_view *view = page->view;

	if (view->focus_link && run->link == view->focus_link)
		return run->style | BP_STYLE_REVERSE;
	if (line->block == view->focus_block && run->role == BP_ROLE_FRAME &&
		(run->style & BP_STYLE_COLOR) == BP_COLOR_FAINT)
		return (bp_style)((run->style & ~BP_STYLE_COLOR) | BP_COLOR_ACCENT |
			BP_STYLE_BOLD);
	return run->style;
}

/* Draws the part of a line of code that is in view, with marks where it is cut. */
static void draw_reader_put_code(
	const struct page *page, int row, const struct bp_run *run)
{
	const char *const *symbols = page->body->symbols;
	struct bp_screen *screen = page->body->screen;
	int column = page->left + run->column;
	struct bp_str text =
		bp_str_from(run->text, bp_text_fit(run->text, page->view->shift));

	bp_screen_put(screen, row, column, page->end, run->style, text);
	if (page->view->shift && run->text.len)
		bp_screen_put(screen, row, column - 1, column, BP_COLOR_ACCENT,
			bp_str(symbols[BP_SYMBOL_MORE_LEFT]));
	if (column + bp_text_columns(text) > page->end)
		bp_screen_put(screen, row, page->end - 1, page->end, BP_COLOR_ACCENT,
			bp_str(symbols[BP_SYMBOL_MORE]));
}

static void draw_reader_put_line(const struct page *page, int row, size_t index)
{
	const struct bp_layout *layout = page->view->layout;
	const struct bp_line *line = &layout->lines[index];

	for (uint32_t i = 0; i < line->count; i++) {
		const struct bp_run *run = &layout->runs[line->first + i];
		if (line->code && run->role == BP_ROLE_TEXT)
			draw_reader_put_code(page, row, run);
		else
			bp_screen_put(page->body->screen, row, page->left + run->column,
				page->end, run_style(page, line, run), run->text);
	}
}

/* Marks the found words of a row; the current hit differs from the others. */
static void mark_hits(const struct page *page, int row, size_t index)
{
	const struct bp_hits *hits = page->view->hits;

	for (size_t i = hits ? bp_hits_on(hits, index) : 0;
		hits && i < hits->part_count && hits->parts[i].line == index; i++) {
		const struct bp_hit_part *part = &hits->parts[i];
		bool code = page->view->layout->lines[index].code;
		int column = page->left + part->column - (code ? page->view->shift : 0);
		if (column < page->left || column >= page->end)
			continue;
		bool in_hand = part->hit == page->view->hit;
		bp_screen_restyle(page->body->screen, row, column,
			column + part->columns < page->end ? column + part->columns
							   : page->end,
			in_hand ? BP_STYLE_REVERSE | BP_STYLE_BOLD : BP_STYLE_UNDERLINE);
	}
}

/* Draws a block's mark in the margin, beside the first line of it that is in view. */
static void draw_reader_put_margin(const struct page *page, int row, size_t index)
{
	static const char *const marks[] = {
		[BP_MARGIN_NONE] = "",
		[BP_MARGIN_MARK] = "*",
		[BP_MARGIN_CHANGED] = "~",
		[BP_MARGIN_NEW] = "+",
	};
	const struct bp_line *line = &page->view->layout->lines[index];
	int column = page->left > 2 ? page->left - 2 : 0;

	if (!page->view->margins || line->offset < BP_OFFSET_TEXT || page->left == 0 ||
		line->offset >= BP_OFFSET_BEHIND ||
		(index > page->view->top && line[-1].block == line->block &&
			line[-1].offset >= BP_OFFSET_TEXT))
		return;
	bp_screen_put(page->body->screen, row, column, page->left,
		BP_COLOR_ACCENT | BP_STYLE_BOLD,
		bp_str(marks[page->view->margins[line->block]]));
}

/* The column where the focused link or the current hit begins on its line. */
static int focus_column(const struct page *page, size_t index)
{
	const struct bp_reader_view *view = page->view;
	const struct bp_line *line = &view->layout->lines[index];

	for (uint32_t i = 0; view->focus_link && i < line->count; i++) {
		const struct bp_run *run = &view->layout->runs[line->first + i];
		if (run->link == view->focus_link)
			return page->left + run->column;
	}
	for (size_t i = view->hits ? bp_hits_on(view->hits, index) : 0; view->hits &&
		i < view->hits->part_count && view->hits->parts[i].line == index;
		i++) {
		const struct bp_hit_part *part = &view->hits->parts[i];
		int column = page->left + part->column - (line->code ? view->shift : 0);
		if (part->hit == view->hit && column >= page->left)
			return column < page->end ? column : page->end - 1;
	}
	return page->left;
}

void bp_draw_reader(const struct bp_reader_view *view, struct bp_body *body)
{
	struct bp_screen *screen = body->screen;
	struct page page = {view, body, view->margin, view->margin + view->layout->width};

	for (int i = 0; i < body->rows && view->top + (size_t)i < view->layout->count;
		i++) {
		size_t index = view->top + (size_t)i;
		draw_reader_put_line(&page, body->first + i, index);
		mark_hits(&page, body->first + i, index);
		draw_reader_put_margin(&page, body->first + i, index);
		if (index == view->pointed)
			bp_screen_put(screen, body->first + i,
				view->margin > 2 ? view->margin - 2 : 0, view->margin,
				BP_COLOR_ACCENT | BP_STYLE_BOLD,
				bp_str(body->symbols[BP_SYMBOL_POINTER]));
		if (index == view->cursor) {
			screen->cursor_row = body->first + i;
			screen->cursor_column = focus_column(&page, index);
		}
	}
}
