#include "scan.h"
#include <stdlib.h>
#include <string.h>
#include <vterm.h>
#include <zbar.h>

#define WIDTH  4 /* pixels of a cell, in the proportion that fonts have */
#define HEIGHT 8

struct image {
	unsigned char *grey;
	int width, height;
};

static unsigned char grey_of(
	const struct terminal *terminal, VTermColor color, unsigned char own)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color))
		return own;
	vterm_screen_convert_color_to_rgb(terminal->screen, &color);
	return (unsigned char)((color.rgb.red + color.rgb.green + color.rgb.blue) / 3);
}

/* How many of a cell's rows of pixels are inked, from which on. */
static void inked(uint32_t glyph, int *first, int *end)
{
	*first = glyph == 0x2584 ? HEIGHT / 2 : 0;                /* lower half block */
	*end = glyph == 0x2580                       ? HEIGHT / 2 /* upper half block */
		: glyph == 0x2588 || glyph == 0x2584 ? HEIGHT
						     : 0;
}

static void put_cell(
	struct image *image, const struct terminal *terminal, int row, int column)
{
	VTermScreenCell cell;
	int first, end;

	vterm_screen_get_cell(terminal->screen, (VTermPos){row, column}, &cell);
	unsigned char ink = grey_of(terminal, cell.fg, 229);
	unsigned char paper = grey_of(terminal, cell.bg, 0);
	if (cell.attrs.reverse) {
		unsigned char held = ink;
		ink = paper;
		paper = held;
	}
	inked(cell.chars[0], &first, &end);
	for (int y = 0; y < HEIGHT; y++)
		memset(image->grey +
				(size_t)((row * HEIGHT + y) * image->width +
					column * WIDTH),
			y >= first && y < end ? ink : paper, WIDTH);
}

static struct image take_image(const struct terminal *terminal)
{
	struct image image = {
		.width = terminal->columns * WIDTH, .height = terminal->rows * HEIGHT};

	image.grey = malloc((size_t)image.width * (size_t)image.height);
	for (int row = 0; image.grey && row < terminal->rows; row++)
		for (int column = 0; column < terminal->columns; column++)
			put_cell(&image, terminal, row, column);
	return image;
}

bool grey_scan(const unsigned char *grey, int width, int height, struct bp_buf *out)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();

	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, (unsigned)width, (unsigned)height);
	zbar_image_set_data(image, grey, (size_t)width * (size_t)height, NULL);
	bool found = zbar_scan_image(scanner, image) > 0;
	if (found)
		bp_buf_add_cstr(
			out, zbar_symbol_get_data(zbar_image_first_symbol(image)));
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
	return found;
}

bool terminal_scan(const struct terminal *terminal, struct bp_buf *out)
{
	struct image taken = take_image(terminal);
	bool found = grey_scan(taken.grey, taken.width, taken.height, out);

	free(taken.grey);
	return found;
}
