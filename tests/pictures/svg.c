/*
 * Draws golden screens as an SVG picture, so that a picture never shows what the program
 * does not do.
 *
 * svg THEME TITLE TEXT SECONDS SCREEN [SECONDS SCREEN]...
 *
 * THEME is "dark" or "light": its colours are asked of term/terminfo.c, as the program asks.
 * Of several screens each is shown for so long, one after another, three times; the last one
 * stays, and is all that is seen where nothing is to move.
 *
 * Every word has a place and a length of its own, so that it stands in its cells with any
 * monospaced font; lines, blocks and underlines are drawn, not written.
 */
#include "../../src/term/terminfo.h"
#include "picture.h"
#include <berpijar/arena.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CELL_WIDTH  9
#define CELL_HEIGHT 19
#define BASELINE    14 /* below the top of a row */
#define MARGIN      14
#define TIMES       3
#define FRAMES_MOST 16

struct drawing {
	struct bp_terminfo info;
	const char *text, *paper, *frame;
	const struct picture *picture; /* as the theme shows it */
	int frame_number;
};

/* ---- colours ---- */

/* A colour among 256, as xterm has it. */
static void color_print(const struct drawing *drawing, int number, bool paper)
{
	static const int steps[] = {0, 95, 135, 175, 215, 255};
	static const char *const first[] = {"#000000", "#cd0000", "#00cd00", "#cdcd00",
		"#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5", "#7f7f7f", "#ff0000",
		"#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"};
	int cube = number - 16, grey = 8 + 10 * (number - 232);

	if (number < 0)
		fputs(paper ? drawing->paper : drawing->text, stdout);
	else if (number < 16)
		fputs(first[number], stdout);
	else if (number < 232)
		printf("#%02x%02x%02x", steps[cube / 36], steps[cube / 6 % 6],
			steps[cube % 6]);
	else
		printf("#%02x%02x%02x", grey, grey, grey);
}

static void ink_print(const struct drawing *drawing, const struct look *look)
{
	bool reverse = look->attributes & BP_STYLE_REVERSE;

	color_print(drawing, reverse ? look->background : look->foreground, reverse);
}

static void paper_print(const struct drawing *drawing, const struct look *look)
{
	bool reverse = look->attributes & BP_STYLE_REVERSE;

	color_print(drawing, reverse ? look->foreground : look->background, !reverse);
}

static bool look_same(const struct look *a, const struct look *b)
{
	return a->attributes == b->attributes && a->foreground == b->foreground &&
		a->background == b->background;
}

/* ---- the cells in a theme ---- */

static int width_of(const struct bp_glyph *glyph, void *data)
{
	(void)data;
	return glyph->width;
}

static void cell_add(
	struct drawing *drawing, const struct bp_cell *cell, struct bp_buf *text)
{
	if (cell->width == 0)
		return; /* the right half */
	bp_terminfo_style(&drawing->info, 0, cell->style, text);
	bp_buf_add_code(text, cell->base ? cell->base : ' ');
	for (int i = 0; i < 2 && cell->mark[i]; i++)
		bp_buf_add_code(text, bp_mark_unpack(cell->mark[i]));
	bp_buf_add_cstr(text, "\033[0m");
}

/* The golden screen as a terminal gets it in this theme. */
static void picture_in_theme(
	struct drawing *drawing, const struct picture *golden, struct picture *out)
{
	const struct bp_screen *screen = &golden->screen;
	struct bp_buf text = {0};

	for (int row = 0; row < screen->rows; row++) {
		for (int column = 0; column < screen->columns; column++)
			cell_add(drawing, bp_screen_cell(screen, row, column), &text);
		bp_buf_add_char(&text, '\n');
	}
	picture_capture(
		out, screen->rows, screen->columns, bp_buf_str(&text), width_of, NULL);
	out->screen.cursor_row = screen->cursor_row;
	out->screen.cursor_column = screen->cursor_column;
	bp_buf_release(&text);
}

static const struct look *look_at(const struct drawing *drawing, int row, int column)
{
	return &drawing->picture->looks[row * drawing->picture->screen.columns + column];
}

static uint32_t base_at(const struct drawing *drawing, int row, int column)
{
	return bp_screen_cell(&drawing->picture->screen, row, column)->base;
}

/* ---- what is drawn ---- */

/* The path of a line or corner, from the cell's top left; NULL: it is no such sign. */
static const char *line_path(uint32_t base)
{
	static const struct {
		uint32_t base;
		const char *path;
	} lines[] = {
		{0x2500, "m0 9.5h9"},                 /* ─ */
		{0x2550, "m0 8h9m-9 3h9"},            /* ═ */
		{0x2504, "m0 9.5h2m1.5 0h2m1.5 0h2"}, /* ┄ */
		{0x2502, "m4.5 0v19"},                /* │ */
		{0x2503, "m4 0v19m1 -19v19"},         /* ┃ */
		{0x250c, "m4.5 19v-9.5h4.5"},         /* ┌ */
		{0x2514, "m4.5 0v9.5h4.5"},           /* └ */
		{0x256d, "m4.5 19v-5q0-4.5 4.5-4.5"}, /* ╭ */
		{0x2570, "m4.5 0v5q0 4.5 4.5 4.5"},   /* ╰ */
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (lines[i].base == base)
			return lines[i].path;
	return NULL;
}

/* Blocks: which part of the cell is filled, and how densely. */
static bool block_of(uint32_t base, int *top, int *height, const char **opacity)
{
	*top = base == 0x2584 ? 10 : 0;
	*height = base == 0x2580 ? 10 : base == 0x2584 ? 9 : CELL_HEIGHT;
	*opacity = base == 0x2591 ? ".25" : "1";
	return base == 0x2580 || base == 0x2584 || base == 0x2588 || base == 0x2591;
}

static bool is_drawn(uint32_t base)
{
	const char *opacity;
	int top, height;

	return line_path(base) || block_of(base, &top, &height, &opacity);
}

static void rect_print(
	int column, int row, int top, int columns, const char *height, const char *more)
{
	printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%s\"%s fill=\"",
		column * CELL_WIDTH, row * CELL_HEIGHT + top, columns * CELL_WIDTH,
		height, more);
}

/* Columns from here on that look the same, up to a sign that is another kind of thing. */
static int run_length(const struct drawing *drawing, int row, int first,
	bool (*belongs)(const struct drawing *drawing, int row, int column))
{
	int end = first;

	while (end < drawing->picture->screen.columns && belongs(drawing, row, end) &&
		look_same(look_at(drawing, row, first), look_at(drawing, row, end)))
		end++;
	return end - first;
}

static bool has_paper(const struct drawing *drawing, int row, int column)
{
	const struct look *look = look_at(drawing, row, column);

	return look->background >= 0 || (look->attributes & BP_STYLE_REVERSE);
}

static bool has_line(const struct drawing *drawing, int row, int column)
{
	return look_at(drawing, row, column)->attributes & BP_STYLE_UNDERLINE;
}

static void row_papers(const struct drawing *drawing, int row)
{
	for (int column = 0; column < drawing->picture->screen.columns;) {
		int count = run_length(drawing, row, column, has_paper);
		if (count) {
			rect_print(column, row, 0, count, "19", "");
			paper_print(drawing, look_at(drawing, row, column));
			puts("\"/>");
		}
		column += count ? count : 1;
	}
}

static void row_underlines(const struct drawing *drawing, int row)
{
	for (int column = 0; column < drawing->picture->screen.columns;) {
		int count = run_length(drawing, row, column, has_line);
		if (count) {
			rect_print(column, row, BASELINE + 2, count, "1", "");
			ink_print(drawing, look_at(drawing, row, column));
			puts("\"/>");
		}
		column += count ? count : 1;
	}
}

/* A run of one block sign, such as a bar. */
static int row_block(const struct drawing *drawing, int row, int column)
{
	const struct look *look = look_at(drawing, row, column);
	uint32_t base = base_at(drawing, row, column);
	int top, height, end = column;
	const char *opacity;
	char size[8], more[32];

	if (!block_of(base, &top, &height, &opacity))
		return 0;
	while (end < drawing->picture->screen.columns &&
		base_at(drawing, row, end) == base &&
		look_same(look, look_at(drawing, row, end)))
		end++;
	snprintf(size, sizeof size, "%d", height);
	snprintf(more, sizeof more, " fill-opacity=\"%s\"", opacity);
	rect_print(column, row, top, end - column, size,
		strcmp(opacity, "1") == 0 ? "" : more);
	ink_print(drawing, look);
	puts("\"/>");
	return end - column;
}

static int row_lines(const struct drawing *drawing, int row, int column)
{
	const struct look *look = look_at(drawing, row, column);
	int end = column;

	if (!line_path(base_at(drawing, row, column)))
		return 0;
	printf("<path fill=\"none\" stroke-width=\"1.3\" stroke=\"");
	ink_print(drawing, look);
	printf("\" d=\"");
	for (; end < drawing->picture->screen.columns; end++) {
		const char *path = line_path(base_at(drawing, row, end));
		if (!path || !look_same(look, look_at(drawing, row, end)))
			break;
		printf("M%d %d%s", end * CELL_WIDTH, row * CELL_HEIGHT, path);
	}
	puts("\"/>");
	return end - column;
}

/* ---- what is written ---- */

static bool is_blank(uint32_t base)
{
	return base == 0 || base == ' ';
}

/* Letters that fonts have in one width; other signs may come from another font, so each is
 * placed by itself. */
static bool is_letter(const struct drawing *drawing, int row, int column)
{
	const struct bp_cell *cell =
		bp_screen_cell(&drawing->picture->screen, row, column);

	return !is_blank(cell->base) && cell->base < 0x250 && cell->width == 1 &&
		!cell->mark[0];
}

static void cell_print(const struct bp_cell *cell)
{
	struct bp_buf text = {0};

	bp_buf_add_code(&text, cell->base);
	for (int i = 0; i < 2 && cell->mark[i]; i++)
		bp_buf_add_code(&text, bp_mark_unpack(cell->mark[i]));
	fputs(cell->base == '&'             ? "&amp;"
			: cell->base == '<' ? "&lt;"
			: cell->base == '>' ? "&gt;"
					    : text.at,
		stdout);
	bp_buf_release(&text);
}

static int row_word(const struct drawing *drawing, int row, int column)
{
	const struct bp_screen *screen = &drawing->picture->screen;
	const struct look *look = look_at(drawing, row, column);
	int letters = run_length(drawing, row, column, is_letter);
	int count = letters ? letters : 1;
	int width = letters ? letters : bp_screen_cell(screen, row, column)->width;

	printf("<text x=\"%d\" y=\"%d\" textLength=\"%d\"", column * CELL_WIDTH,
		row * CELL_HEIGHT + BASELINE, width * CELL_WIDTH);
	if (look->attributes & BP_STYLE_BOLD)
		printf(" font-weight=\"bold\"");
	if (look->attributes & BP_STYLE_ITALIC)
		printf(" font-style=\"italic\"");
	if (look->foreground >= 0 || (look->attributes & BP_STYLE_REVERSE)) {
		printf(" fill=\"");
		ink_print(drawing, look);
		printf("\"");
	}
	printf(">");
	for (int i = 0; i < count; i++)
		cell_print(bp_screen_cell(screen, row, column + i));
	puts("</text>");
	return count;
}

static void row_print(const struct drawing *drawing, int row)
{
	row_papers(drawing, row);
	row_underlines(drawing, row);
	for (int column = 0; column < drawing->picture->screen.columns;) {
		uint32_t base = base_at(drawing, row, column);
		int taken = is_blank(base) ? 1
			: is_drawn(base)   ? row_block(drawing, row, column)
					   : row_word(drawing, row, column);
		column += taken ? taken : row_lines(drawing, row, column);
	}
}

static void cursor_print(const struct drawing *drawing)
{
	const struct bp_screen *screen = &drawing->picture->screen;

	rect_print(screen->cursor_column, screen->cursor_row, 0, 1, "19",
		" fill-opacity=\".35\"");
	printf("%s\"/>\n", drawing->text);
}

/* ---- the picture ---- */

static void frame_print(struct drawing *drawing, const struct picture *golden)
{
	struct picture shown;

	picture_in_theme(drawing, golden, &shown);
	drawing->picture = &shown;
	if (drawing->frame_number)
		printf("<g class=\"f f%d\">\n", drawing->frame_number);
	for (int row = 0; row < shown.screen.rows; row++)
		row_print(drawing, row);
	cursor_print(drawing);
	if (drawing->frame_number)
		puts("</g>");
	picture_release(&shown);
}

/* When each frame is seen, in percent of the whole; the last one stays. */
static void animation_print(const double *seconds, int count)
{
	double total = 0, at = 0;

	for (int i = 0; i < count; i++)
		total += seconds[i];
	printf("<style>\n.f{visibility:hidden;animation:%gs step-end %d}\n", total,
		TIMES);
	printf(".f%d{visibility:visible}\n", count);
	for (int i = 0; i < count; i++) {
		printf(".f%d{animation-name:f%d}\n@keyframes f%d{0%%{visibility:%s}",
			i + 1, i + 1, i + 1, i ? "hidden" : "visible");
		if (i)
			printf("%.4g%%{visibility:visible}", at * 100 / total);
		at += seconds[i];
		if (i + 1 < count)
			printf("%.4g%%{visibility:hidden}", at * 100 / total);
		puts("}");
	}
	puts("@media (prefers-reduced-motion:reduce){.f{animation:none}}\n</style>");
}

static void head_print(const struct drawing *drawing, const struct picture *golden,
	const char *title, const char *text)
{
	int width = golden->screen.columns * CELL_WIDTH + 2 * MARGIN,
	    height = golden->screen.rows * CELL_HEIGHT + 2 * MARGIN;

	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"t d\">\n",
		width, height, width, height);
	printf("<title id=\"t\">%s</title>\n<desc id=\"d\">%s</desc>\n", title, text);
	printf("<rect x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"7\" fill=\"%s\" stroke=\"%s\"/>\n",
		width - 1, height - 1, drawing->paper, drawing->frame);
}

static void group_print(const struct drawing *drawing)
{
	printf("<g transform=\"translate(%d %d)\" fill=\"%s\" font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace\" font-size=\"15\">\n",
		MARGIN, MARGIN, drawing->text);
}

static bool screen_read(struct picture *picture, const char *path)
{
	struct bp_buf text = {0};
	char bytes[4096];
	size_t len;
	FILE *file = fopen(path, "r");

	while (file && (len = fread(bytes, 1, sizeof bytes, file)) > 0)
		bp_buf_add(&text, bytes, len);
	bool read = file && picture_read(picture, bp_buf_str(&text));
	if (file)
		fclose(file);
	bp_buf_release(&text);
	return read;
}

int main(int argc, char **argv)
{
	struct drawing drawing = {
		.text = "#1f2328", .paper = "#ffffff", .frame = "#d0d7de"};
	struct picture screens[FRAMES_MOST];
	double seconds[FRAMES_MOST];
	int count = (argc - 4) / 2;

	if (argc < 6 || argc % 2 || count > FRAMES_MOST)
		return 2;
	bool dark = strcmp(argv[1], "dark") == 0;
	if (dark)
		drawing = (struct drawing){
			.text = "#d6d6d6", .paper = "#16181d", .frame = "#3d444d"};
	if (!bp_terminfo_load(&drawing.info, "xterm-256color", BP_COLORS_ALWAYS, NULL))
		return 2;
	bp_terminfo_theme(&drawing.info, dark ? BP_THEME_DARK : BP_THEME_LIGHT);
	for (int i = 0; i < count; i++) {
		seconds[i] = strtod(argv[4 + 2 * i], NULL);
		if (!screen_read(&screens[i], argv[5 + 2 * i])) {
			fprintf(stderr, "%s: no golden screen\n", argv[5 + 2 * i]);
			return 2;
		}
	}
	head_print(&drawing, &screens[0], argv[2], argv[3]);
	if (count > 1)
		animation_print(seconds, count);
	group_print(&drawing);
	for (int i = 0; i < count; i++) {
		drawing.frame_number = count > 1 ? i + 1 : 0;
		frame_print(&drawing, &screens[i]);
		picture_release(&screens[i]);
	}
	puts("</g>\n</svg>");
	bp_terminfo_release(&drawing.info);
	return 0;
}
