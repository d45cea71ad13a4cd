/*
 * The terminal: a screen goes out, keys come in. The only layer that uses curses,
 * and of it only the terminfo level.
 *
 * We compare screens ourselves instead of leaving it to curses' doupdate(), because of
 * what a key costs on a slow line: the scroll region stays set while a lesson is read,
 * so that a line down is a newline and the text of the new line, and everything that a
 * key changes goes out in one write().
 *
 * No queries, no OSC, no titles, no mouse: nothing is sent but printable text, the
 * terminal's own capabilities, the switch for bracketed paste where its kind knows it, and
 * what bp_term_print() is asked for.
 * The terminal is restored on every way out: by bp_term_close(), and by signal handlers
 * after a crash.
 */
#ifndef BERPIJAR_TERM_H
#define BERPIJAR_TERM_H

#include <berpijar/colors.h>
#include <berpijar/error.h>
#include <berpijar/screen.h>

struct bp_term;

/*
 * Opens the terminal on standard input and output, in full-screen mode. Fails with a
 * message if TERM names no terminal that we can draw on. At most one is open at a time.
 * escape_ms: how long a lone escape byte may be the start of a key; 0: 200, through SSH 350.
 */
bool bp_term_open(struct bp_term **out, enum bp_term_colors colors, int escape_ms,
	struct bp_error *err);
void bp_term_close(struct bp_term *term); /* NULL is fine */

/* A terminal that took no byte for so long counts as gone, where writing to it does not wait
 * by itself: after a minute, or sooner if this says so. */
void bp_term_patience(struct bp_term *term, int milliseconds);

/* The size of the window now; 80x24 where it is not known. */
void bp_term_size(const struct bp_term *term, int *rows, int *columns);
/* What the terminal that the environment names can show. */
enum bp_symbol_set bp_term_symbols(void);

/* Brings the screen onto the terminal with as few bytes as it takes, in one write(). */
void bp_term_show(struct bp_term *term, const struct bp_screen *screen);
/* Changes how the roles of colours look; the next bp_term_show() draws everything anew. */
void bp_term_set_theme(struct bp_term *term, enum bp_theme theme);
/* Sends nothing but ASCII, whatever the locale says, or again what that says. */
void bp_term_set_ascii(struct bp_term *term, bool ascii);
/*
 * Hands a text to the printer of whoever sits at the terminal: between ESC [5i and ESC [4i
 * (media copy, ECMA-48 8.3.82, as PuTTY and xterm know it), in one write(). Of the text only
 * printable ASCII and ends of lines are sent, so that nothing in it can end the printing or
 * command the printer; a form feed ends the page. A terminal that knows no printing may show
 * it, so the next bp_term_show() draws everything anew.
 */
void bp_term_print(struct bp_term *term, struct bp_str text);
/* The next bp_term_show() draws everything anew. */
void bp_term_forget(struct bp_term *term);

/*
 * Waits for the next key (input.h). BP_KEY_RESIZE when the window has changed,
 * BP_KEY_HANGUP when the line is gone or SIGHUP or SIGTERM came, BP_KEY_TICK when
 * nothing came for wait_ms milliseconds (-1: waits for ever), BP_KEY_PASTE when a text
 * was pasted.
 */
uint32_t bp_term_read(struct bp_term *term, int wait_ms);
/* Once this descriptor can be read, a wait is over as if its time were; -1: none can. */
void bp_term_also(struct bp_term *term, int fd);
/* The text of the last BP_KEY_PASTE, as it came (not clean, 64 KiB at most); borrowed
 * until the next one. */
struct bp_str bp_term_pasted(const struct bp_term *term);
/* Whether a key can be read without waiting: then there is no need to draw yet. */
bool bp_term_pending(struct bp_term *term);
/* Whether nothing is to be done: no byte has come and no signal. */
bool bp_term_idle(const struct bp_term *term);

/* Leaves full-screen mode, stops the process (Ctrl-Z) and comes back after SIGCONT in the
 * foreground. If a signal asked to end meanwhile the terminal is left alone from here on. */
void bp_term_suspend(struct bp_term *term);

/* The signal that asked us to end, or 0. */
int bp_term_signal(void);
/* Bytes sent so far, and how many times something was drawn. */
size_t bp_term_bytes(const struct bp_term *term);
size_t bp_term_screens(const struct bp_term *term);

/* Styles for printing to a stream (`berpijar render`); no terminal need be open. NULL if
 * the terminal's name is not known; term_name NULL takes $TERM. */
struct bp_term_stream;
struct bp_term_stream *bp_term_stream_open(
	const char *term_name, enum bp_term_colors colors);
void bp_term_stream_close(struct bp_term_stream *stream); /* NULL is fine */
/* Appends the bytes that turn the style set last into this one; NULL: none. */
void bp_term_stream_style(
	struct bp_term_stream *stream, bp_style style, struct bp_buf *out);

/* Whether the user wants no colours (--color, NO_COLOR): then themes change nothing. */
bool bp_term_refuses(enum bp_term_colors colors);

/* Whether the environment's locale says UTF-8 (LC_ALL, LC_CTYPE, LANG). */
bool bp_term_utf8(void);

#endif
