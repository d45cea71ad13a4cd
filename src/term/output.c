/* Compares the screen with what the terminal shows and sends the difference. */
#include "output.h"
#include <stdlib.h>
#include <string.h>

#define WALK   6  /* columns that the cursor may cross by writing their glyphs again */
#define SCROLL 16 /* bytes of scrolling, beside one for each row */
#define CLEAR  4  /* bytes of clearing the rest of a row */

static const struct bp_cell blank = {.width = 1};

/* Whether a blank in this style can be seen. */
static bool paints(const struct bp_output *output, bp_style style)
{
	return (style & (BP_STYLE_REVERSE | BP_STYLE_UNDERLINE)) ||
		(output->info.painted >> (style & BP_STYLE_COLOR) & 1);
}

static bool output_is_blank(const struct bp_output *output, const struct bp_cell *cell)
{
	return (cell->base == 0 || cell->base == ' ') && !cell->mark[0] &&
		cell->width == 1 && !paints(output, cell->style);
}

static bool same(
	const struct bp_output *output, const struct bp_cell *a, const struct bp_cell *b)
{
	return memcmp(a, b, sizeof *a) == 0 ||
		(output_is_blank(output, a) && output_is_blank(output, b));
}

/* A blank is written in the style that is set, unless it could be seen in that style. */
static bp_style blank_style(const struct bp_output *output)
{
	bp_style style =
		(bp_style)(output->style & ~(BP_STYLE_REVERSE | BP_STYLE_UNDERLINE));

	return paints(output, style) ? 0 : style;
}

/* ---- cursor and style ---- */

static void set_style(struct bp_output *output, bp_style style)
{
	if (style == output->style) /* of nearly every cell */
		return;
	bp_terminfo_style(&output->info, output->style, style, &output->bytes);
	output->style = style;
}

/* Whether each of these cells is one byte in the style that is set. */
static bool plain_cells(const struct bp_output *output, int row, int from, int to)
{
	for (int column = from; column < to; column++) {
		const struct bp_cell *cell = bp_screen_cell(output->next, row, column);
		bp_style needed =
			output_is_blank(output, cell) ? blank_style(output) : cell->style;
		if (needed != output->style || cell->width != 1 || cell->mark[0] ||
			cell->base >= 0x80)
			return false;
	}
	return true;
}

/* Moves to the right, by writing the glyphs that are passed or by a sequence, whichever is
 * shorter. The cells that are passed already show the next screen. */
static bool add_right(
	const struct bp_output *output, int row, int from, int to, struct bp_buf *way)
{
	if (to - from <= WALK && plain_cells(output, row, from, to)) {
		for (int column = from; column < to; column++) {
			uint32_t base = bp_screen_cell(output->next, row, column)->base;
			bp_buf_add_char(way, base ? (char)base : ' ');
		}
		return true;
	}
	if (to > from && output->info.move_right)
		bp_terminfo_right(&output->info, to - from, way);
	return to == from || output->info.move_right;
}

/* Moves down by newlines and along the row by backspaces or to the right; false if the place
 * cannot be reached so. */
static bool relative_move(
	const struct bp_output *output, int row, int column, struct bp_buf *way)
{
	int down = row - output->row;
	int bottom = output->bottom >= 0 ? output->bottom : output->shown.rows - 1;
	int from = output->column;

	if (output->row < 0 || down < 0 || down > 3 ||
		(down > 0 && output->row <= bottom && row > bottom))
		return false;
	for (int i = 0; i < down; i++)
		bp_buf_add_char(way, '\n');
	if (from - column > 3 || (from > column && column == 0)) {
		bp_buf_add_char(way, '\r');
		from = 0;
	}
	for (; from > column; from--)
		bp_buf_add_char(way, '\b');
	return add_right(output, row, from, column, way);
}

static void output_move(struct bp_output *output, int row, int column)
{
	struct bp_buf absolute = {0}, relative = {0};

	if (output->row == row && output->column == column)
		return;
	bool better = relative_move(output, row, column, &relative);
	if (!better || relative.len > 3) {
		bp_terminfo_move(&output->info, row, column, &absolute);
		better = better && relative.len < absolute.len;
	}
	bp_buf_add_str(&output->bytes, bp_buf_str(better ? &relative : &absolute));
	bp_buf_release(&absolute);
	bp_buf_release(&relative);
	output->row = row;
	output->column = column;
}

/* ---- glyphs ---- */

static void add_glyph(struct bp_output *output, const struct bp_cell *cell)
{
	uint32_t base = cell->base ? cell->base : ' ';

	if (!output->utf8) {
		for (int i = 0; i < cell->width; i++)
			bp_buf_add_char(&output->bytes, bp_code_ascii(base));
		return;
	}
	bp_buf_add_code(&output->bytes, base);
	for (int i = 0; i < 2 && cell->mark[i]; i++)
		bp_buf_add_code(&output->bytes, bp_mark_unpack(cell->mark[i]));
}

/* Counts the cursor on. After a glyph that a terminal may draw in another width, and in the
 * last column, its place is unknown: the next move is then absolute. */
static void advance(struct bp_output *output, const struct bp_cell *cell, int columns)
{
	bool unsure = cell->width != 1 || cell->mark[0] || cell->base >= 0x1f000;

	output->column += columns;
	if (output->utf8 && unsure)
		output->row = -1;
	if (output->column >= output->shown.columns)
		output->row = -1;
}

/* Writes the cell at a place; returns the columns that it takes. */
static int output_put(
	struct bp_output *output, const struct bp_screen *screen, int row, int column)
{
	const struct bp_cell *cell = bp_screen_cell(screen, row, column);
	int columns = cell->width ? cell->width : 1;

	if (row == screen->rows - 1 && column + cell->width >= screen->columns &&
		output->info.margins)
		return columns; /* writing there would scroll the screen */
	output_move(output, row, column);
	set_style(output,
		output_is_blank(output, cell) ? blank_style(output) : cell->style);
	add_glyph(output, cell);
	advance(output, cell, columns);
	return columns;
}

/* ---- rows ---- */

/* The column behind the last cell of a row that is not blank. */
static int row_end(
	const struct bp_output *output, const struct bp_screen *screen, int row)
{
	int end = screen->columns;
	while (end > 0 && output_is_blank(output, bp_screen_cell(screen, row, end - 1)))
		end--;
	return end;
}

/* The first column from `column` on where the row differs; `end` if there is none. */
static int next_difference(const struct bp_output *output, const struct bp_screen *screen,
	int row, int column, int end)
{
	while (column < end &&
		same(output, bp_screen_cell(screen, row, column),
			bp_screen_cell(&output->shown, row, column)))
		column++;
	/* never begin in the middle of a wide glyph */
	while (column > 0 && column < end &&
		bp_screen_cell(screen, row, column)->width == 0)
		column--;
	return column;
}

static void update_row(struct bp_output *output, const struct bp_screen *screen, int row)
{
	int new_end = row_end(output, screen, row),
	    old_end = row_end(output, &output->shown, row);
	bool clear = output->info.clear_to_end && old_end > new_end;
	int end = clear || old_end < new_end ? new_end : old_end;
	int column = next_difference(output, screen, row, 0, end);

	while (column < end) {
		column += output_put(output, screen, row, column);
		column = next_difference(output, screen, row, column, end);
	}
	if (clear) {
		set_style(output, 0);
		output_move(output, row, new_end);
		bp_buf_add_cstr(&output->bytes, output->info.clear_to_end);
	}
}

/* ---- scrolling ---- */

static uint64_t row_hash(
	const struct bp_output *output, const struct bp_screen *screen, int row)
{
	uint64_t hash = BP_HASH_START;

	for (int column = 0; column < screen->columns; column++) {
		const struct bp_cell *cell = bp_screen_cell(screen, row, column);
		uint64_t value = output_is_blank(output, cell)
			? ' '
			: cell->base | (uint64_t)cell->style << 32 |
				(uint64_t)cell->mark[0] << 48;
		hash = (hash ^ value) * 0x100000001b3u;
	}
	return hash;
}

/* What a row shows, and the column behind its last cell that is not blank. */
struct row {
	uint64_t hash;
	int end;
};

/* About how many bytes it takes if rows top..bottom move up by `by` (down if it is negative)
 * before they are drawn. */
static int scroll_cost(
	const struct row *now, const struct row *before, int top, int bottom, int by)
{
	int cost = by ? SCROLL + abs(by) : 0;

	for (int row = top; row <= bottom; row++) {
		bool stays = row + by >= top && row + by <= bottom;
		if (stays && now[row].hash == before[row + by].hash)
			continue;
		cost += now[row].end;
		if (stays && before[row + by].end > now[row].end)
			cost += CLEAR;
	}
	return cost;
}

/* Moving up by all rows there are only clears them. */
static int best_scroll(const struct bp_output *output, const struct bp_screen *screen)
{
	int top = screen->scroll_top, bottom = screen->scroll_bottom, best = 0;
	struct row *now = malloc((size_t)screen->rows * 2 * sizeof *now), *before;

	if (!now)
		return 0;
	before = now + screen->rows;
	for (int row = top; row <= bottom; row++) {
		now[row] = (struct row){
			row_hash(output, screen, row), row_end(output, screen, row)};
		before[row] = (struct row){row_hash(output, &output->shown, row),
			row_end(output, &output->shown, row)};
	}
	int least = scroll_cost(now, before, top, bottom, 0);
	for (int by = top - bottom; by <= bottom - top + 1; by++) {
		int cost = scroll_cost(now, before, top, bottom, by);
		if (cost < least) {
			least = cost;
			best = by;
		}
	}
	free(now);
	return best;
}

static void move_rows(struct bp_screen *shown, int top, int bottom, int by)
{
	size_t row_size = (size_t)shown->columns * sizeof *shown->cells;
	int count = bottom - top + 1 - abs(by), from = by > 0 ? top + by : top;
	int to = by > 0 ? top : top - by, cleared = by > 0 ? bottom - by + 1 : top;

	memmove(bp_screen_cell(shown, to, 0), bp_screen_cell(shown, from, 0),
		(size_t)count * row_size);
	for (int i = 0; i < abs(by) * shown->columns; i++)
		bp_screen_cell(shown, cleared, 0)[i] = blank;
}

static void scroll(struct bp_output *output, const struct bp_screen *screen)
{
	struct bp_terminfo *info = &output->info;
	int top = screen->scroll_top, bottom = screen->scroll_bottom;

	if (top < 0 || bottom <= top || !info->set_region || !info->scroll_up ||
		!info->scroll_down)
		return;
	int by = best_scroll(output, screen);
	if (by == 0)
		return;
	set_style(output, 0); /* new lines are blank in the style that is set */
	if (output->top != top || output->bottom != bottom) {
		bp_terminfo_region(info, top, bottom, &output->bytes);
		output->top = top;
		output->bottom = bottom;
		output->row = -1; /* terminals differ in where this puts the cursor */
	}
	if (output->row != (by > 0 ? bottom : top))
		output_move(output, by > 0 ? bottom : top, 0);
	for (int i = 0; i < abs(by); i++)
		bp_buf_add_cstr(
			&output->bytes, by > 0 ? info->scroll_up : info->scroll_down);
	move_rows(&output->shown, top, bottom, by);
}

/* ---- the whole ---- */

static void start_anew(struct bp_output *output, const struct bp_screen *screen)
{
	bp_screen_resize(&output->shown, screen->rows, screen->columns);
	set_style(output, 0);
	if (output->top >= 0 && output->info.set_region)
		bp_terminfo_region(&output->info, 0, screen->rows - 1, &output->bytes);
	output->top = output->bottom = -1;
	bp_buf_add_cstr(&output->bytes, output->info.clear);
	output->row = output->column = 0;
	output->known = true;
}

void bp_output_screen(struct bp_output *output, const struct bp_screen *screen)
{
	output->next = screen;
	bool resized = output->shown.rows != screen->rows ||
		output->shown.columns != screen->columns;

	if (!output->known || resized)
		start_anew(output, screen);
	else
		scroll(output, screen);
	for (int row = 0; row < screen->rows; row++)
		update_row(output, screen, row);
	set_style(output, 0);
	output_move(output, screen->cursor_row, screen->cursor_column);
	memcpy(output->shown.cells, screen->cells,
		(size_t)screen->rows * (size_t)screen->columns * sizeof *screen->cells);
}

void bp_output_release(struct bp_output *output)
{
	bp_screen_release(&output->shown);
	bp_buf_release(&output->bytes);
	bp_terminfo_release(&output->info);
}
