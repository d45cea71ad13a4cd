/* Golden screens and tmux's captures as cells. */
#include "picture.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

static const struct look picture_plain = {0, -1, -1};

static void picture_size(struct picture *picture, int rows, int columns)
{
	*picture = (struct picture){0};
	bp_screen_resize(&picture->screen, rows, columns);
	picture->looks = bp_alloc((size_t)rows * (size_t)columns, sizeof *picture->looks);
	for (int i = 0; i < rows * columns; i++)
		picture->looks[i] = picture_plain;
}

void picture_release(struct picture *picture)
{
	bp_screen_release(&picture->screen);
	free(picture->looks);
	*picture = (struct picture){0};
}

static void picture_set(struct picture *picture, int row, int column,
	struct bp_glyph glyph, int width, struct look look)
{
	struct bp_screen *screen = &picture->screen;

	for (int i = 0; i < width && column + i < screen->columns; i++) {
		*bp_screen_cell(screen, row, column + i) =
			bp_cell_of(i ? (struct bp_glyph){0} : glyph, 0);
		picture->looks[row * screen->columns + column + i] = look;
	}
}

/* ---- golden files ---- */

/* Takes the line at *at of the text, without its newline; false at the end. */
static bool picture_line(struct bp_str text, size_t *at, struct bp_str *line)
{
	size_t end = bp_str_find(text, BP_STR("\n"), *at);

	if (*at >= text.len)
		return false;
	if (end == SIZE_MAX)
		end = text.len;
	*line = bp_str_part(text, *at, end);
	*at = end + 1;
	return true;
}

/* The number behind a word like "fg="; -1 if the words have none. */
static int picture_number(struct bp_str words, const char *name)
{
	size_t at = bp_str_find(words, bp_str(name), 0);

	return at == SIZE_MAX ? -1 : (int)strtol(words.at + at + strlen(name), NULL, 10);
}

static struct look picture_words(struct bp_str words)
{
	static const struct {
		const char *word;
		bp_style attribute;
	} attributes[] = {
		{"bold", BP_STYLE_BOLD},
		{"italic", BP_STYLE_ITALIC},
		{"underline", BP_STYLE_UNDERLINE},
		{"reverse", BP_STYLE_REVERSE},
	};
	struct look look = {
		0, picture_number(words, "fg="), picture_number(words, "bg=")};

	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (bp_str_find(words, bp_str(attributes[i].word), 0) != SIZE_MAX)
			look.attributes |= attributes[i].attribute;
	return look;
}

/* The role that a colour stands for in any of the themes, on 256 colours. */
static bp_style picture_role(const struct look *look)
{
	static const struct {
		int colors[3];
		bp_style role;
	} roles[] = {
		{{243, 245, 240}, BP_COLOR_FAINT},
		{{131, 214, 94}, BP_COLOR_ACCENT},
		{{29, 114, 22}, BP_COLOR_GOOD},
		{{163, 210, 124}, BP_COLOR_BAD},
		{{63, 152, 24}, BP_COLOR_CODE},
		{{63, 117, 25}, BP_COLOR_LINK},
	};

	if (look->background >= 0)
		return BP_COLOR_PAPER;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		for (size_t k = 0; k < 3; k++)
			if (look->foreground == roles[i].colors[k])
				return roles[i].role;
	return BP_COLOR_TEXT;
}

/* What a letter beside the rows stands for: one of the fixed ones, or a line below. */
static struct look picture_letter(struct bp_str golden, char letter)
{
	static const char *const fixed[] = {"Bbold", "Iitalic", "Uunderline", "Rreverse"};
	char start[] = {'\n', letter, ':', ' ', '\0'};
	size_t at = bp_str_find(golden, bp_str(start), 0);

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (letter == fixed[i][0])
			return picture_words(bp_str(fixed[i] + 1));
	if (letter == '.' || at == SIZE_MAX)
		return picture_plain;
	size_t end = bp_str_find(golden, BP_STR("\n"), at + 1);
	return picture_words(bp_str_part(golden, at + 4, end));
}

static void picture_read_row(
	struct picture *picture, struct bp_str golden, int row, struct bp_str line)
{
	struct bp_screen *screen = &picture->screen;
	struct bp_str text = bp_str_part(line, 1, line.len);
	struct bp_str letters = bp_str_from(line, line.len - (size_t)screen->columns);
	size_t at = 0;

	for (int column = 0; column < screen->columns;) {
		struct bp_glyph glyph;
		at += bp_glyph_next(text, at, &glyph);
		struct look look = picture_letter(golden, letters.at[column]);
		picture_set(picture, row, column, glyph, glyph.width, look);
		for (int i = 0; i < glyph.width; i++)
			bp_screen_cell(screen, row, column + i)->style =
				look.attributes | picture_role(&look);
		column += glyph.width ? glyph.width : 1;
	}
}

static void picture_read_cursor(struct bp_screen *screen, struct bp_str golden)
{
	struct bp_str label = BP_STR("\ncursor: ");
	size_t at = bp_str_find(golden, label, 0);
	char *end;

	if (at == SIZE_MAX || !bp_is_digit(golden.at[at + label.len]))
		return;
	screen->cursor_row = (int)strtol(golden.at + at + label.len, &end, 10) - 1;
	screen->cursor_column = (int)strtol(end, NULL, 10) - 1;
}

bool picture_read(struct picture *picture, struct bp_str golden)
{
	struct bp_str line;
	int rows = 0, columns = 0;
	size_t at = 0;

	while (picture_line(golden, &at, &line) && line.len && line.at[0] == '|') {
		size_t letters = line.len;
		while (letters > 0 && line.at[letters - 1] != ' ')
			letters--;
		columns = (int)(line.len - letters);
		rows++;
	}
	if (!rows || !columns)
		return false;
	picture_size(picture, rows, columns);
	at = 0;
	for (int row = 0; row < rows && picture_line(golden, &at, &line); row++)
		picture_read_row(picture, golden, row, line);
	picture_read_cursor(&picture->screen, golden);
	return true;
}

/* ---- captures ---- */

/* 38;5;N or 48;5;N, of which *at is the first number's place. */
static int picture_indexed(const int *numbers, size_t count, size_t *at)
{
	if (*at + 2 >= count || numbers[*at + 1] != 5)
		return -2; /* no colour that we ever send */
	*at += 2;
	return numbers[*at];
}

/* One number of an SGR sequence and those that belong to it. */
static void picture_sgr_number(
	const int *numbers, size_t count, size_t *at, struct look *look)
{
	static const bp_style set[] = {[1] = BP_STYLE_BOLD,
		[3] = BP_STYLE_ITALIC,
		[4] = BP_STYLE_UNDERLINE,
		[7] = BP_STYLE_REVERSE};
	int number = numbers[*at];

	if (number == 0)
		*look = picture_plain;
	else if (number < 8)
		look->attributes |= set[number];
	else if (number > 20 && number < 28) /* 22 ends 1 */
		look->attributes &= (bp_style)~set[number == 22 ? 1 : number - 20];
	else if (number == 38)
		look->foreground = picture_indexed(numbers, count, at);
	else if (number == 48)
		look->background = picture_indexed(numbers, count, at);
	else if (number >= 90)
		*(number >= 100 ? &look->background : &look->foreground) =
			8 + number % 10;
	else if (number >= 30)
		*(number >= 40 ? &look->background : &look->foreground) =
			number % 10 == 9 ? -1 : number % 10;
}

/* Takes "ESC [ ... m" at the start of the text; returns its length. */
static size_t picture_sgr(struct bp_str text, struct look *look)
{
	int numbers[32] = {0};
	size_t count = 1, at = 2;

	for (; at < text.len && text.at[at] != 'm'; at++) {
		if (text.at[at] >= '0' && text.at[at] <= '9')
			numbers[count - 1] = numbers[count - 1] * 10 + text.at[at] - '0';
		else if (count < sizeof numbers / sizeof *numbers)
			count++;
	}
	for (size_t i = 0; i < count; i++)
		picture_sgr_number(numbers, count, &i, look);
	return at + 1;
}

void picture_capture(struct picture *picture, int rows, int columns, struct bp_str text,
	int (*width)(const struct bp_glyph *glyph, void *data), void *data)
{
	struct look look = picture_plain;
	int row = 0, column = 0;

	picture_size(picture, rows, columns);
	for (size_t at = 0; at < text.len && row < rows;) {
		struct bp_glyph glyph;
		if (text.at[at] == '\033') {
			at += picture_sgr(bp_str_from(text, at), &look);
			continue;
		}
		if (text.at[at] == '\n') {
			at++;
			row++;
			column = 0;
			continue;
		}
		at += bp_glyph_next(text, at, &glyph);
		picture_set(picture, row, column, glyph, width(&glyph, data), look);
		column += width(&glyph, data);
	}
}

/* ---- comparing ---- */

static bool picture_is_blank(const struct bp_cell *cell)
{
	return cell->base == 0 || cell->base == ' ';
}

static bool picture_same_look(struct look a, struct look b, bool blank)
{
	const bp_style seen = blank ? BP_STYLE_UNDERLINE | BP_STYLE_REVERSE : 0xff;

	return (a.attributes & seen) == (b.attributes & seen) &&
		a.background == b.background &&
		((blank && !(a.attributes & seen)) || a.foreground == b.foreground);
}

bool picture_same(const struct picture *a, const struct picture *b, int row, int column)
{
	const struct bp_cell *one = bp_screen_cell(&a->screen, row, column);
	const struct bp_cell *other = bp_screen_cell(&b->screen, row, column);
	int at = row * a->screen.columns + column;
	bool blank = picture_is_blank(one) && picture_is_blank(other);

	return (blank ||
		       (one->base == other->base && one->mark[0] == other->mark[0] &&
			       one->mark[1] == other->mark[1])) &&
		picture_same_look(a->looks[at], b->looks[at], blank);
}

void picture_row(const struct picture *picture, int row, struct bp_buf *out)
{
	for (int column = 0; column < picture->screen.columns; column++) {
		struct bp_glyph glyph =
			bp_cell_glyph(bp_screen_cell(&picture->screen, row, column));
		if (glyph.base)
			bp_buf_add_code(out, glyph.base);
		else if (glyph.width)
			bp_buf_add_char(out, ' ');
		for (int i = 0; i < 2 && glyph.mark[i]; i++)
			bp_buf_add_code(out, glyph.mark[i]);
	}
}
