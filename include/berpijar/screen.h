/*
 * A grid of cells: everything that is ever shown is drawn into one, and can be
 * printed and compared without a terminal.
 *
 * Text enters only through bp_screen_put(), which takes it glyph by glyph from
 * bp_glyph_next(): nothing else than printable characters can stand in a cell.
 */
#ifndef BERPIJAR_SCREEN_H
#define BERPIJAR_SCREEN_H

#include <berpijar/text.h>

/* A style is a colour's role and attributes; what they look like is the terminal's and
 * the theme's affair. Nothing relies on the role alone. */
enum bp_color {
	BP_COLOR_TEXT,   /* the terminal's own */
	BP_COLOR_FAINT,  /* less important: rules, frames, secondary text */
	BP_COLOR_ACCENT, /* focus and progress */
	BP_COLOR_GOOD,
	BP_COLOR_BAD, /* right and wrong */
	BP_COLOR_CODE,
	BP_COLOR_LINK,
	BP_COLOR_PAPER, /* black on white in every theme: for QR codes */
};
#define BP_COLOR_COUNT (BP_COLOR_PAPER + 1)

/*
 * How the roles look; the colours of the terminal itself are never changed. A theme is a
 * row here, its looks in term/terminfo.c and its name in app/mode_settings.c, without which
 * it does not compile.
 */
#define BP_THEMES(THEME)                                                           \
	THEME(TERMINAL, terminal) /* few colours, readable on dark and on light */ \
	THEME(DARK, dark)         /* for a dark background */                      \
	THEME(LIGHT, light)       /* for a light one */                            \
	THEME(CONTRAST, contrast) /* bold, nothing grey, verdicts in reverse */    \
	THEME(MONO, mono)         /* no colours */
enum bp_theme {
#define BP_THEME_ENUM(NAME, name) BP_THEME_##NAME,
	BP_THEMES(BP_THEME_ENUM)
#undef BP_THEME_ENUM
		BP_THEME_COUNT
};

enum {
	BP_STYLE_COLOR = 0x0f,
	BP_STYLE_BOLD = 0x10,
	BP_STYLE_ITALIC = 0x20,
	BP_STYLE_UNDERLINE = 0x40,
	BP_STYLE_REVERSE = 0x80,
};
typedef uint8_t bp_style;

/* A glyph in a style. Each session keeps two screens of them, so they are small. */
struct bp_cell {
	uint32_t base : 21; /* 0: blank */
	uint32_t width : 3; /* 0: the right half of a wide glyph */
	bp_style style;
	uint16_t mark[2]; /* bp_mark_pack() */
};
_Static_assert(sizeof(struct bp_cell) == 8, "a cell has eight bytes");

struct bp_cell bp_cell_of(struct bp_glyph glyph, bp_style style);
struct bp_glyph bp_cell_glyph(const struct bp_cell *cell);

struct bp_screen {
	int rows, columns;
	struct bp_cell *cells; /* rows × columns */
	int cursor_row, cursor_column;
	bool cursor_visible;           /* a text field has the cursor */
	int scroll_top, scroll_bottom; /* rows that scroll, both included; -1: none */
};

/* Sets the size (clamped to 1..1000) and clears. */
void bp_screen_resize(struct bp_screen *screen, int rows, int columns);
void bp_screen_release(struct bp_screen *screen);
void bp_screen_clear(struct bp_screen *screen);
struct bp_cell *bp_screen_cell(const struct bp_screen *screen, int row, int column);

/* Draws text, clipped at `end` (a column, not included) and at the screen's edges;
 * returns the column after it. A wide glyph that does not fit is a blank. */
int bp_screen_put(struct bp_screen *screen, int row, int column, int end, bp_style style,
	struct bp_str text);
/* Fills columns first..end-1 of a row with one character of one cell. */
void bp_screen_fill(struct bp_screen *screen, int row, int first, int end, bp_style style,
	const char *character);
/* Adds attributes to what stands there. What is underlined already loses its line when it is
 * underlined again, so that it differs all the same. */
void bp_screen_restyle(
	struct bp_screen *screen, int row, int first, int end, bp_style add);

/* The printed form: each row's text between bars; with styles, one letter a cell after
 * it. */
void bp_screen_print(const struct bp_screen *screen, bool styles, struct bp_buf *out);

/* The characters that screens are drawn with, in three sets. */
enum bp_symbol {
	BP_SYMBOL_POINTER,
	BP_SYMBOL_DONE,
	BP_SYMBOL_PART,
	BP_SYMBOL_NONE,
	BP_SYMBOL_WRONG,
	BP_SYMBOL_BAR_FULL,
	BP_SYMBOL_BAR_EMPTY,
	BP_SYMBOL_TITLE_LINE, /* fills the row below the title */
	BP_SYMBOL_LINE,
	BP_SYMBOL_DOUBLE_LINE,
	BP_SYMBOL_DOTTED_LINE,
	BP_SYMBOL_UPRIGHT,
	BP_SYMBOL_TOP_LEFT,
	BP_SYMBOL_BOTTOM_LEFT,
	BP_SYMBOL_QUOTE,
	BP_SYMBOL_BULLET,
	BP_SYMBOL_BULLET_INNER,
	BP_SYMBOL_RADIO_ON,
	BP_SYMBOL_RADIO_OFF,
	BP_SYMBOL_CHECK_ON,
	BP_SYMBOL_CHECK_OFF,
	BP_SYMBOL_MORE,
	BP_SYMBOL_MORE_LEFT,
	BP_SYMBOL_CONTINUED,
	BP_SYMBOL_UP_DOWN,
	BP_SYMBOL_LEFT_RIGHT,
	BP_SYMBOL_DOT,
	BP_SYMBOL_ARROW,
	BP_SYMBOL_UPPER_HALF,
	BP_SYMBOL_LOWER_HALF,
};
#define BP_SYMBOL_COUNT (BP_SYMBOL_LOWER_HALF + 1)

enum bp_symbol_set {
	BP_SYMBOLS_UNICODE,
	BP_SYMBOLS_CONSOLE, /* what the fonts of text consoles have */
	BP_SYMBOLS_ASCII,
	BP_SYMBOLS_SPOKEN, /* plain lines: what is told in words has no mark as well */
};

/* A table of BP_SYMBOL_COUNT texts. */
const char *const *bp_symbols(enum bp_symbol_set set);

#endif
