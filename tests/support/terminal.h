/*
 * A terminal: libvterm behind a filter that notes every byte that may not be sent
 * (stream.h), counts what was sent, and knows which modes are on.
 */
#ifndef TESTS_TERMINAL_H
#define TESTS_TERMINAL_H

#include "stream.h"
#include <berpijar/text.h>

enum terminal_mode {
	TERMINAL_ALTERNATE = 1 << 0,
	TERMINAL_CURSOR_HIDDEN = 1 << 1,
	TERMINAL_CURSOR_KEYS = 1 << 2, /* application mode: arrows are ESC O A … */
	TERMINAL_KEYPAD = 1 << 3,
	TERMINAL_INSERT = 1 << 4,
	TERMINAL_PASTE = 1 << 5, /* bracketed */
};

struct terminal {
	struct VTerm *vterm;
	struct VTermScreen *screen;
	int columns, rows;
	unsigned modes;        /* enum terminal_mode, or-ed */
	size_t bytes[3];       /* sent so far, by enum piece_kind */
	struct bp_buf pending; /* an unfinished piece */
	struct bp_buf
		refused; /* the first piece that is not allowed, readable; empty: none */
	struct bp_buf answer; /* bytes that the keyboard wants to send */
	bool printer;         /* one is there: what is sent to it may be sent … */
	bool printing;
	struct bp_buf printed; /* … and is kept here; a form feed ends a page */
};

void terminal_init(struct terminal *terminal, int columns, int rows);
void terminal_release(struct terminal *terminal);
void terminal_resize(struct terminal *terminal, int columns, int rows);
void terminal_feed(struct terminal *terminal, const char *bytes, size_t len);
/* The stream is at its end: a piece that is still unfinished is refused. */
void terminal_finish(struct terminal *terminal);

size_t terminal_bytes(const struct terminal *terminal);
void terminal_cursor(const struct terminal *terminal, int *row, int *column); /* from 0 */
/* Appends a row's text without the blanks at its end. */
void terminal_row(const struct terminal *terminal, int row, struct bp_buf *out);
void terminal_text(const struct terminal *terminal, struct bp_buf *out); /* all rows */
bool terminal_holds(const struct terminal *terminal, const char *text);  /* on one row */

/* The form of a golden screen: see tests/play/README.md. */
void terminal_dump(const struct terminal *terminal, struct bp_buf *out);
/* The modes that are still on, as words; empty if none. */
void terminal_modes(const struct terminal *terminal, struct bp_buf *out);

/* Puts what the keyboard sends for a key ("Down", "C-c", "M-x", "é") into answer. */
bool terminal_key(struct terminal *terminal, const char *name);
/* The same for a text that is pasted: bracketed where the program asked for it. */
void terminal_paste(struct terminal *terminal, struct bp_str text);

#endif
