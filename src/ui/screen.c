/* The grid of cells, and its printed form for tests. */
#include <berpijar/arena.h>
#include <berpijar/screen.h>
#include <stdlib.h>
#include <string.h>

#define SIZE_LIMIT 1000

static int screen_clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

struct bp_cell bp_cell_of(struct bp_glyph glyph, bp_style style)
{
	return (struct bp_cell){.base = glyph.base & 0x1fffff,
		.width = glyph.width & 3,
		.style = style,
		.mark = {glyph.mark[0] ? bp_mark_pack(glyph.mark[0]) : 0,
			glyph.mark[1] ? bp_mark_pack(glyph.mark[1]) : 0}};
}

struct bp_glyph bp_cell_glyph(const struct bp_cell *cell)
{
	return (struct bp_glyph){.base = cell->base,
		.width = cell->width,
		.mark = {bp_mark_unpack(cell->mark[0]), bp_mark_unpack(cell->mark[1])}};
}

void bp_screen_clear(struct bp_screen *screen)
{
	for (int i = 0; i < screen->rows * screen->columns; i++)
		screen->cells[i] = (struct bp_cell){.width = 1};
	screen->cursor_row = screen->cursor_column = 0;
	screen->cursor_visible = false;
	screen->scroll_top = screen->scroll_bottom = -1;
}

void bp_screen_resize(struct bp_screen *screen, int rows, int columns)
{
	screen->rows = screen_clamp(rows, 1, SIZE_LIMIT);
	screen->columns = screen_clamp(columns, 1, SIZE_LIMIT);
	screen->cells = bp_realloc(screen->cells,
		(size_t)screen->rows * (size_t)screen->columns, sizeof *screen->cells);
	bp_screen_clear(screen);
}

void bp_screen_release(struct bp_screen *screen)
{
	free(screen->cells);
	*screen = (struct bp_screen){0};
}

struct bp_cell *bp_screen_cell(const struct bp_screen *screen, int row, int column)
{
	return &screen->cells[row * screen->columns + column];
}

/* Before a cell is written: if it is half of a wide glyph, the other half becomes blank. */
static void break_wide(struct bp_screen *screen, int row, int column)
{
	struct bp_cell *cell = bp_screen_cell(screen, row, column);

	if (cell->width == 0 && column > 0)
		cell[-1] = (struct bp_cell){.width = 1, .style = cell[-1].style};
	if (cell->width == 2 && column + 1 < screen->columns)
		cell[1] = (struct bp_cell){.width = 1, .style = cell[1].style};
}

static void put_glyph(struct bp_screen *screen, int row, int column, bp_style style,
	struct bp_glyph glyph)
{
	struct bp_cell *cell = bp_screen_cell(screen, row, column);

	break_wide(screen, row, column);
	if (glyph.width == 2) {
		break_wide(screen, row, column + 1);
		cell[1] = (struct bp_cell){.style = style};
	}
	*cell = bp_cell_of(glyph, style);
}

int bp_screen_put(struct bp_screen *screen, int row, int column, int end, bp_style style,
	struct bp_str text)
{
	if (end > screen->columns)
		end = screen->columns;
	for (size_t at = 0; at < text.len && column < end;) {
		struct bp_glyph glyph;
		at += bp_glyph_next(text, at, &glyph);
		if (glyph.width == 0)
			continue;
		if (column + glyph.width > end)
			glyph = (struct bp_glyph){.base = ' ', .width = 1};
		if (row >= 0 && row < screen->rows && column >= 0)
			put_glyph(screen, row, column, style, glyph);
		column += glyph.width;
	}
	return column;
}

void bp_screen_fill(struct bp_screen *screen, int row, int first, int end, bp_style style,
	const char *character)
{
	struct bp_str text = bp_str(character);

	for (int column = first; column < end; column++)
		bp_screen_put(screen, row, column, column + 1, style, text);
}

void bp_screen_restyle(
	struct bp_screen *screen, int row, int first, int end, bp_style add)
{
	if (row < 0 || row >= screen->rows)
		return;
	for (int column = screen_clamp(first, 0, screen->columns);
		column < screen_clamp(end, 0, screen->columns); column++) {
		bp_style *style = &bp_screen_cell(screen, row, column)->style;
		bp_style again = *style & add & BP_STYLE_UNDERLINE;
		*style = (bp_style)((*style | add) & ~again);
	}
}

/* ---- the printed form ---- */

/* One letter for a style; capitals are bold. */
static char style_letter(bp_style style)
{
	static const char letters[] = ".fagbcl"; /* in the order of enum bp_color */
	char letter = letters[style & BP_STYLE_COLOR];

	if (style & BP_STYLE_REVERSE)
		return 'R';
	if (letter == '.') {
		if (style & BP_STYLE_BOLD)
			return '+';
		return style & BP_STYLE_ITALIC       ? '/'
			: style & BP_STYLE_UNDERLINE ? '_'
						     : '.';
	}
	return style & BP_STYLE_BOLD ? (char)(letter - 'a' + 'A') : letter;
}

static void print_row(const struct bp_screen *screen, int row, struct bp_buf *out)
{
	for (int column = 0; column < screen->columns; column++) {
		struct bp_glyph glyph =
			bp_cell_glyph(bp_screen_cell(screen, row, column));
		if (glyph.width == 0)
			continue;
		bp_buf_add_code(out, glyph.base ? glyph.base : ' ');
		for (int i = 0; i < 2 && glyph.mark[i]; i++)
			bp_buf_add_code(out, glyph.mark[i]);
	}
}

void bp_screen_print(const struct bp_screen *screen, bool styles, struct bp_buf *out)
{
	for (int row = 0; row < screen->rows; row++) {
		bp_buf_add_char(out, '|');
		print_row(screen, row, out);
		bp_buf_add_char(out, '|');
		for (int column = 0; styles && column < screen->columns; column++)
			bp_buf_add_char(out,
				style_letter(bp_screen_cell(screen, row, column)->style));
		bp_buf_add_char(out, '\n');
	}
}
