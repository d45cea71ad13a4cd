/* Draws a QR code, black on paper: in half blocks, or in ASCII two blanks a module. */
#include "draw.h"

#define QUIET 2 /* white modules around it: the standard asks for 4, scanners need 1 */

static bool draw_qr_halves(const char *const *symbols)
{
	return symbols[BP_SYMBOL_UPPER_HALF][0] != '#';
}

static int draw_qr_rows(int size, int quiet, bool halves)
{
	int modules = size + 2 * quiet;
	return halves ? (modules + 1) / 2 : modules;
}

static int draw_qr_columns(int size, int quiet, bool halves)
{
	int modules = size + 2 * quiet;
	return halves ? modules : 2 * modules;
}

/* The widest white border, up to QUIET, that the window has room for; 0: the code does
 * not fit. */
static int draw_qr_quiet(int size, int rows, int columns, bool halves)
{
	int quiet = QUIET;

	while (quiet &&
		(draw_qr_rows(size, quiet, halves) > rows ||
			draw_qr_columns(size, quiet, halves) > columns))
		quiet--;
	return quiet;
}

bool bp_qr_fits(int size, int rows, int columns, const char *const *symbols)
{
	return draw_qr_quiet(size, rows, columns, draw_qr_halves(symbols)) > 0;
}

bool bp_qr_takes_all(const struct bp_qr_view *view, const struct bp_body *body)
{
	return !draw_qr_quiet(view->size, body->rows, body->screen->columns,
		draw_qr_halves(body->symbols));
}

static bool draw_qr_is_black(const struct bp_qr_view *view, int row, int column)
{
	if (row < 0 || column < 0 || row >= view->size || column >= view->size)
		return view->inverted;
	return (view->modules[row * view->size + column] & 1) != view->inverted;
}

static const char *draw_qr_block(
	const struct bp_qr_view *view, const char *const *symbols, int row, int column)
{
	bool upper = draw_qr_is_black(view, row, column),
	     lower = draw_qr_is_black(view, row + 1, column);

	if (upper)
		return symbols[lower ? BP_SYMBOL_BAR_FULL : BP_SYMBOL_UPPER_HALF];
	return lower ? symbols[BP_SYMBOL_LOWER_HALF] : " ";
}

int bp_draw_qr(const struct bp_qr_view *view, struct bp_body *body, bool centred)
{
	bool halves = draw_qr_halves(body->symbols);
	int quiet = draw_qr_quiet(view->size, body->rows, body->screen->columns, halves);
	int rows = draw_qr_rows(view->size, quiet, halves);
	int columns = draw_qr_columns(view->size, quiet, halves);
	int step = halves ? 1 : 2;
	int left = centred ? (body->screen->columns - columns) / 2 : 0;

	for (int row = 0; row < rows && row < body->rows; row++)
		for (int at = 0; at < columns; at += step) {
			bool reverse = !halves &&
				draw_qr_is_black(view, row - quiet, at / 2 - quiet);
			bp_screen_put(body->screen, body->first + row, left + at,
				left + at + step,
				BP_COLOR_PAPER | (reverse ? BP_STYLE_REVERSE : 0),
				bp_str(halves ? draw_qr_block(view, body->symbols,
							2 * row - quiet, at - quiet)
					      : "  "));
		}
	body->screen->cursor_row = body->first;
	body->screen->cursor_column = left;
	return left + columns;
}
