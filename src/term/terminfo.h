/* What a terminal can do, from its terminfo entry, and how styles look on it. */
#ifndef BERPIJAR_TERM_TERMINFO_H
#define BERPIJAR_TERM_TERMINFO_H

#include <berpijar/error.h>
#include <berpijar/screen.h>
#include <berpijar/term.h>

struct bp_terminfo {
	char *clear, *clear_to_end;        /* of the screen, of the line */
	char *enter_screen, *leave_screen; /* the alternate screen */
	char *enter_keypad, *leave_keypad;
	char *move_to, *move_right, *set_region, *scroll_up, *scroll_down;
	char *reset, *bold, *italic, *underline, *reverse, *foreground, *background;
	bool margins; /* writing in the last column may move the cursor on */
	bool cup;     /* move_to is ECMA-48's cursor position */
	bool sgr;     /* styles are ECMA-48 SGR: they can be joined in one sequence */
	bool pastes;  /* knows bracketed paste */
	int colors;   /* 0: none to be used */
	enum bp_theme theme;
	unsigned painted; /* a bit for each role in which a blank can be seen */
};

/* Loads the entry for a name; NULL takes $TERM. An entry of a well-known terminal that is
 * not installed is replaced by that of the terminal which it imitates. */
bool bp_terminfo_load(struct bp_terminfo *info, const char *name,
	enum bp_term_colors colors, struct bp_error *err);
void bp_terminfo_release(struct bp_terminfo *info);

/* The string that a key (BP_KEY_UP …) of the terminal sends; NULL if none. Borrowed from
 * curses, which forgets the entry by the other call: what was loaded needs it no more. */
const char *bp_terminfo_key(uint32_t key);
void bp_terminfo_forget(void);

void bp_terminfo_move(
	const struct bp_terminfo *info, int row, int column, struct bp_buf *out);
void bp_terminfo_right(const struct bp_terminfo *info, int columns, struct bp_buf *out);
void bp_terminfo_region(
	const struct bp_terminfo *info, int top, int bottom, struct bp_buf *out);
/* Sets the theme. The caller resets the terminal's attributes: the style that is set is
 * then BP_STYLE_NOTHING, so that the next one is sent whole. */
void bp_terminfo_theme(struct bp_terminfo *info, enum bp_theme theme);
#define BP_STYLE_NOTHING ((bp_style)BP_STYLE_COLOR) /* no role has this number */
/* Appends what turns style `from`, which is set now, into style `to`. */
void bp_terminfo_style(
	const struct bp_terminfo *info, bp_style from, bp_style to, struct bp_buf *out);

#endif
