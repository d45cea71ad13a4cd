#include "terminal.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void keep_answer(const char *bytes, size_t len, void *terminal)
{
	bp_buf_add(&((struct terminal *)terminal)->answer, bytes, len);
}

void terminal_init(struct terminal *terminal, int columns, int rows)
{
	*terminal = (struct terminal){.columns = columns, .rows = rows};
	terminal->vterm = vterm_new(rows, columns);
	vterm_set_utf8(terminal->vterm, 1);
	vterm_output_set_callback(terminal->vterm, keep_answer, terminal);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
}

void terminal_release(struct terminal *terminal)
{
	if (terminal->vterm)
		vterm_free(terminal->vterm);
	bp_buf_release(&terminal->pending);
	bp_buf_release(&terminal->refused);
	bp_buf_release(&terminal->answer);
	bp_buf_release(&terminal->printed);
	*terminal = (struct terminal){0};
}

void terminal_resize(struct terminal *terminal, int columns, int rows)
{
	terminal->columns = columns;
	terminal->rows = rows;
	vterm_set_size(terminal->vterm, rows, columns);
}

static const struct {
	const char *sequence;
	unsigned on, off;
} mode_changes[] = {
	{"\033[?47h", TERMINAL_ALTERNATE, 0},
	{"\033[?47l", 0, TERMINAL_ALTERNATE},
	{"\033[?1047h", TERMINAL_ALTERNATE, 0},
	{"\033[?1047l", 0, TERMINAL_ALTERNATE},
	{"\033[?1049h", TERMINAL_ALTERNATE, 0},
	{"\033[?1049l", 0, TERMINAL_ALTERNATE},
	{"\033[?25l", TERMINAL_CURSOR_HIDDEN, 0},
	{"\033[?25h", 0, TERMINAL_CURSOR_HIDDEN},
	{"\033[?12;25h", 0, TERMINAL_CURSOR_HIDDEN},
	{"\033[?1h", TERMINAL_CURSOR_KEYS, 0},
	{"\033[?1l", 0, TERMINAL_CURSOR_KEYS},
	{"\033=", TERMINAL_KEYPAD, 0},
	{"\033>", 0, TERMINAL_KEYPAD},
	{"\033[4h", TERMINAL_INSERT, 0},
	{"\033[4l", 0, TERMINAL_INSERT},
	{"\033[?2004h", TERMINAL_PASTE, 0},
	{"\033[?2004l", 0, TERMINAL_PASTE},
};

static void note_mode(struct terminal *terminal, const struct piece *piece)
{
	struct bp_str sequence = {piece->at, piece->len};

	for (size_t i = 0; i < COUNT(mode_changes); i++)
		if (bp_str_is(sequence, mode_changes[i].sequence))
			terminal->modes = (terminal->modes | mode_changes[i].on) &
				~mode_changes[i].off;
}

static void add_readable(struct bp_buf *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && i < 60; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c == 033)
			bp_buf_add_cstr(out, "ESC ");
		else if (c > ' ' && c < 0x7f)
			bp_buf_add_char(out, (char)c);
		else
			bp_buf_printf(out, "<%02x>", c);
	}
}

/*
 * libvterm 0.1 does not know "dim" (SGR 2), so it is kept as font 1 (SGR 11), which
 * nothing else uses. A number after 38 or 48 belongs to a colour.
 */
static void feed_sgr(struct terminal *terminal, const char *params, size_t len)
{
	struct bp_buf out = {0};
	enum { KIND = -1 };
	int skip = 0; /* so many numbers of a colour to come, or KIND: 5 or 2 */

	bp_buf_add_cstr(&out, "\033[");
	for (size_t at = 0; at <= len;) {
		size_t end = at;
		while (end < len && params[end] != ';')
			end++;
		struct bp_str number = {params + at, end - at};
		if (skip == KIND)
			skip = bp_str_is(number, "5") ? 1 : 3;
		else if (skip > 0)
			skip--;
		else if (bp_str_is(number, "38") || bp_str_is(number, "48"))
			skip = KIND;
		else if (bp_str_is(number, "2"))
			number = BP_STR("11");
		else if (bp_str_is(number, "22"))
			number = BP_STR("22;10");
		bp_buf_add_str(&out, number);
		bp_buf_add_char(&out, end < len ? ';' : 'm');
		at = end + 1;
	}
	vterm_input_write(terminal->vterm, out.at, out.len);
	bp_buf_release(&out);
}

static bool take_is(const struct piece *piece, const char *bytes)
{
	return piece->len == strlen(bytes) && memcmp(piece->at, bytes, piece->len) == 0;
}

/* Whether a piece is for the printer: switches it, or is text while it is on. Of text only
 * ASCII, ends of lines and form feeds may be printed; the rest is refused like anything else
 * that may not be sent. */
static bool take_print(struct terminal *terminal, const struct piece *piece)
{
	bool was = terminal->printing;

	if (!terminal->printer)
		return false;
	if (take_is(piece, was ? "\033[4i" : "\033[5i"))
		terminal->printing = !was;
	else if (was &&
		(piece->kind == PIECE_TEXT ||
			(piece->kind == PIECE_CONTROL && strchr("\r\n\f", *piece->at))))
		bp_buf_add(&terminal->printed, piece->at, piece->len);
	for (size_t i = 0; was && i < piece->len; i++)
		if ((unsigned char)piece->at[i] >= 0x80)
			return false;
	return terminal->printing != was || (was && piece->kind != PIECE_ESCAPE);
}

static void take(struct terminal *terminal, const struct piece *piece)
{
	const char *params;
	size_t len;

	terminal->bytes[piece->kind] += piece->len;
	if (take_print(terminal, piece))
		return;
	if (!piece->allowed || terminal->printing) {
		if (terminal->refused.len == 0)
			add_readable(&terminal->refused, piece->at, piece->len);
	} else if (piece_csi(piece, 'm', &params, &len)) {
		feed_sgr(terminal, params, len);
	} else {
		note_mode(terminal, piece);
		vterm_input_write(terminal->vterm, piece->at, piece->len);
	}
}

void terminal_feed(struct terminal *terminal, const char *bytes, size_t len)
{
	struct piece piece;
	struct bp_buf all = terminal->pending;
	size_t at = 0;

	bp_buf_add(&all, bytes, len);
	while (piece_next(all.at + at, all.len - at, &piece)) {
		take(terminal, &piece);
		at += piece.len;
	}
	terminal->pending = (struct bp_buf){0};
	bp_buf_add(&terminal->pending, all.at + at, all.len - at);
	bp_buf_release(&all);
}

void terminal_finish(struct terminal *terminal)
{
	if (terminal->pending.len == 0)
		return;
	take(terminal,
		&(struct piece){PIECE_ESCAPE, terminal->pending.at, terminal->pending.len,
			false});
	bp_buf_clear(&terminal->pending);
}

size_t terminal_bytes(const struct terminal *terminal)
{
	return terminal->bytes[PIECE_TEXT] + terminal->bytes[PIECE_CONTROL] +
		terminal->bytes[PIECE_ESCAPE] + terminal->pending.len;
}

void terminal_cursor(const struct terminal *terminal, int *row, int *column)
{
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &at);
	*row = at.row;
	*column = at.col;
}

static VTermScreenCell cell_at(const struct terminal *terminal, int row, int column)
{
	VTermScreenCell cell = {0};
	vterm_screen_get_cell(
		terminal->screen, (VTermPos){.row = row, .col = column}, &cell);
	return cell;
}

/* The second cell of a wide character has no character of its own. */
static bool is_second_half(const VTermScreenCell *cell)
{
	return cell->chars[0] == (uint32_t)-1;
}

static void add_cell(struct bp_buf *out, const VTermScreenCell *cell)
{
	if (is_second_half(cell))
		return;
	if (cell->chars[0] == 0)
		bp_buf_add_char(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		bp_buf_add_code(out, cell->chars[i]);
}

static void add_cells(const struct terminal *terminal, int row, struct bp_buf *out)
{
	for (int column = 0; column < terminal->columns; column++) {
		VTermScreenCell cell = cell_at(terminal, row, column);
		add_cell(out, &cell);
	}
}

void terminal_row(const struct terminal *terminal, int row, struct bp_buf *out)
{
	size_t start = out->len;

	add_cells(terminal, row, out);
	while (out->len > start && out->at[out->len - 1] == ' ')
		out->at[--out->len] = '\0';
}

void terminal_text(const struct terminal *terminal, struct bp_buf *out)
{
	for (int row = 0; row < terminal->rows; row++) {
		terminal_row(terminal, row, out);
		bp_buf_add_char(out, '\n');
	}
}

bool terminal_holds(const struct terminal *terminal, const char *text)
{
	struct bp_buf all = {0};

	bp_buf_add(&all, "", 0);
	terminal_text(terminal, &all);
	bool found = strstr(all.at, text) != NULL;
	bp_buf_release(&all);
	return found;
}

static void add_colour(struct bp_buf *out, const char *name, const VTermColor *colour)
{
	if (VTERM_COLOR_IS_INDEXED(colour))
		bp_buf_printf(out, " %s=%d", name, colour->indexed.idx);
	else
		bp_buf_printf(out, " %s=#%02x%02x%02x", name, colour->rgb.red,
			colour->rgb.green, colour->rgb.blue);
}

/* Nothing of a blank's style can be seen but lines and the background. */
static bool is_seen(const VTermScreenCell *cell)
{
	bool blank = cell->chars[0] == 0 || cell->chars[0] == ' ';
	return !blank || cell->attrs.underline || cell->attrs.reverse ||
		cell->attrs.strike;
}

/* The style of a cell in words; empty for plain text. */
static void describe(const VTermScreenCell *cell, struct bp_buf *out)
{
	const struct {
		bool on;
		const char *word;
	} words[] = {
		{cell->attrs.bold, " bold"},
		{cell->attrs.font == 1, " dim"},
		{cell->attrs.italic, " italic"},
		{cell->attrs.underline, " underline"},
		{cell->attrs.blink, " blink"},
		{cell->attrs.reverse, " reverse"},
		{cell->attrs.strike, " strike"},
	};

	bp_buf_clear(out);
	for (size_t i = 0; is_seen(cell) && i < COUNT(words); i++)
		if (words[i].on)
			bp_buf_add_cstr(out, words[i].word);
	if (is_seen(cell) && !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
		add_colour(out, "fg", &cell->fg);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		add_colour(out, "bg", &cell->bg);
}

/* Letters that never change; other styles get the next free one of `spare`. */
static const struct {
	char letter;
	const char *style;
} fixed[] = {
	{'.', ""},
	{'B', " bold"},
	{'D', " dim"},
	{'I', " italic"},
	{'U', " underline"},
	{'R', " reverse"},
};
static const char spare[] = "abcdefghijklmnopqrstuvwxyz0123456789";

struct legend {
	char *style[sizeof spare - 1];
	size_t count;
};

static char letter_of(struct legend *legend, const char *style)
{
	for (size_t i = 0; i < COUNT(fixed); i++)
		if (strcmp(style, fixed[i].style) == 0)
			return fixed[i].letter;
	for (size_t i = 0; i < legend->count; i++)
		if (strcmp(style, legend->style[i]) == 0)
			return spare[i];
	if (legend->count == COUNT(legend->style))
		return '?';
	legend->style[legend->count] = bp_strdup(style);
	return spare[legend->count++];
}

static void add_styles(const struct terminal *terminal, int row, struct legend *legend,
	struct bp_buf *out)
{
	struct bp_buf style = {0};

	bp_buf_add_char(&style, ' '); /* so that it has memory even for plain text */
	for (int column = 0; column < terminal->columns; column++) {
		VTermScreenCell cell = cell_at(terminal, row, column);
		if (!is_second_half(&cell))
			describe(&cell, &style);
		bp_buf_add_char(out, letter_of(legend, style.at));
	}
	bp_buf_release(&style);
}

void terminal_dump(const struct terminal *terminal, struct bp_buf *out)
{
	struct legend legend = {0};
	int row, column;

	for (row = 0; row < terminal->rows; row++) {
		bp_buf_add_char(out, '|');
		add_cells(terminal, row, out);
		bp_buf_add_cstr(out, "|  ");
		add_styles(terminal, row, &legend, out);
		bp_buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < legend.count; i++) {
		bp_buf_printf(out, "%c:%s\n", spare[i], legend.style[i]);
		free(legend.style[i]);
	}
	terminal_cursor(terminal, &row, &column);
	if (terminal->modes & TERMINAL_CURSOR_HIDDEN)
		bp_buf_add_cstr(out, "cursor: hidden\n");
	else
		bp_buf_printf(out, "cursor: %d %d\n", row + 1, column + 1);
}

void terminal_modes(const struct terminal *terminal, struct bp_buf *out)
{
	static const struct {
		enum terminal_mode mode;
		const char *words;
	} names[] = {
		{TERMINAL_ALTERNATE, " the alternate screen"},
		{TERMINAL_CURSOR_HIDDEN, " a hidden cursor"},
		{TERMINAL_CURSOR_KEYS, " application cursor keys"},
		{TERMINAL_KEYPAD, " the application keypad"},
		{TERMINAL_INSERT, " insert mode"},
		{TERMINAL_PASTE, " bracketed paste"},
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (terminal->modes & names[i].mode)
			bp_buf_add_cstr(out, names[i].words);
}

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier modifier;
} keys[] = {
	{"Enter", VTERM_KEY_ENTER, 0},
	{"Tab", VTERM_KEY_TAB, 0},
	{"BackTab", VTERM_KEY_TAB, VTERM_MOD_SHIFT},
	{"Backspace", VTERM_KEY_BACKSPACE, 0},
	{"Escape", VTERM_KEY_ESCAPE, 0},
	{"Up", VTERM_KEY_UP, 0},
	{"Down", VTERM_KEY_DOWN, 0},
	{"Left", VTERM_KEY_LEFT, 0},
	{"Right", VTERM_KEY_RIGHT, 0},
	{"Insert", VTERM_KEY_INS, 0},
	{"Delete", VTERM_KEY_DEL, 0},
	{"Home", VTERM_KEY_HOME, 0},
	{"End", VTERM_KEY_END, 0},
	{"PageUp", VTERM_KEY_PAGEUP, 0},
	{"PageDown", VTERM_KEY_PAGEDOWN, 0},
};

static bool is_one_character(const char *text)
{
	uint32_t code;
	size_t len = strlen(text);
	return len > 0 && bp_utf8_next(bp_str(text), 0, &code) == len;
}

bool terminal_key(struct terminal *terminal, const char *name)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (strcmp(name, keys[i].name) == 0) {
			vterm_keyboard_key(
				terminal->vterm, keys[i].key, keys[i].modifier);
			return true;
		}
	if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
		VTermKey key = (VTermKey)VTERM_KEY_FUNCTION(strtol(name + 1, NULL, 10));
		vterm_keyboard_key(terminal->vterm, key, 0);
	} else if (strcmp(name, "Space") == 0) {
		bp_buf_add_char(&terminal->answer, ' ');
	} else if (name[0] == 'C' && name[1] == '-' && name[2] && !name[3]) {
		bp_buf_add_char(&terminal->answer, (char)(name[2] & 0x1f));
	} else if (name[0] == 'M' && name[1] == '-' && is_one_character(name + 2)) {
		bp_buf_add_char(&terminal->answer, '\033');
		bp_buf_add_cstr(&terminal->answer, name + 2);
	} else if (is_one_character(name)) {
		bp_buf_add_cstr(&terminal->answer, name);
	} else {
		return false;
	}
	return true;
}

void terminal_paste(struct terminal *terminal, struct bp_str text)
{
	vterm_keyboard_start_paste(terminal->vterm);
	bp_buf_add_str(&terminal->answer, text);
	vterm_keyboard_end_paste(terminal->vterm);
}
