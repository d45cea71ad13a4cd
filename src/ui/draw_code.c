/* A square code, black on paper: half blocks, or two blanks for each module in ASCII. */
#include "draw.h"

#define QUIET 2 /* modules of white around it; scanners ask for 4 and read with 1 */

static bool has_halves(const char *const *symbols)
{
	return symbols[BP_SYMBOL_UPPER_HALF][0] != '#';
}

static int rows_of(int size, int quiet, bool halves)
{
	int modules = size + 2 * quiet;
	return halves ? (modules + 1) / 2 : modules;
}

static int columns_of(int size, int quiet, bool halves)
{
	int modules = size + 2 * quiet;
	return halves ? modules : 2 * modules;
}

/* The most white that there is room for; 0: the code does not fit. */
static int quiet_in(int size, int rows, int columns, bool halves)
{
	int quiet = QUIET;

	while (quiet &&
		(rows_of(size, quiet, halves) > rows ||
			columns_of(size, quiet, halves) > columns))
		quiet--;
	return quiet;
}

bool bp_code_fits(int size, int rows, int columns, const char *const *symbols)
{
	return quiet_in(size, rows, columns, has_halves(symbols)) > 0;
}

bool bp_code_takes_all(const struct bp_code_view *view, const struct bp_body *body)
{
	return !quiet_in(
		view->size, body->rows, body->screen->columns, has_halves(body->symbols));
}

static bool is_black(const struct bp_code_view *view, int row, int column)
{
	if (row < 0 || column < 0 || row >= view->size || column >= view->size)
		return view->inverted;
	return (view->modules[row * view->size + column] & 1) != view->inverted;
}

static const char *half_block(
	const struct bp_code_view *view, const char *const *symbols, int row, int column)
{
	bool upper = is_black(view, row, column), lower = is_black(view, row + 1, column);

	if (upper)
		return symbols[lower ? BP_SYMBOL_BAR_FULL : BP_SYMBOL_UPPER_HALF];
	return lower ? symbols[BP_SYMBOL_LOWER_HALF] : " ";
}

int bp_draw_code(const struct bp_code_view *view, struct bp_body *body, bool centred)
{
	bool halves = has_halves(body->symbols);
	int quiet = quiet_in(view->size, body->rows, body->screen->columns, halves);
	int rows = rows_of(view->size, quiet, halves);
	int columns = columns_of(view->size, quiet, halves);
	int step = halves ? 1 : 2;
	int left = centred ? (body->screen->columns - columns) / 2 : 0;

	for (int row = 0; row < rows && row < body->rows; row++)
		for (int at = 0; at < columns; at += step) {
			bool reverse =
				!halves && is_black(view, row - quiet, at / 2 - quiet);
			bp_screen_put(body->screen, body->first + row, left + at,
				left + at + step,
				BP_COLOR_PAPER | (reverse ? BP_STYLE_REVERSE : 0),
				bp_str(halves ? half_block(view, body->symbols,
							2 * row - quiet, at - quiet)
					      : "  "));
		}
	body->screen->cursor_row = body->first;
	body->screen->cursor_column = left;
	return left + columns;
}
