/*
 * Plain lines: the player for screen readers, serial consoles, slow lines and pipes.
 * A view goes out as numbered lines and a prompt; a line of words comes in and
 * becomes the keys that the full screen would have been sent, so that both drive the
 * same app.
 *
 * Nothing is sent but printable characters and newlines, and of a view only what is
 * not known yet: the next page, the feedback, the item that is pointed at now. What
 * answers one line goes out in one write().
 *
 * The calls are those of term.h: show, read a key, hand it to the app, and again. An
 * input line may mean several keys; bp_plain_read() gives them one by one.
 */
#ifndef BERPIJAR_PLAIN_H
#define BERPIJAR_PLAIN_H

#include <berpijar/view.h>

#define BP_PLAIN_ROWS    24 /* of a page, where no window says otherwise */
#define BP_PLAIN_COLUMNS 79 /* lines are never longer */

struct bp_plain;

/* Opens it on standard input and output, terminals or not. utf8: false sends ASCII. mode is
 * the first line that it prints; copied. */
struct bp_plain *bp_plain_open(bool utf8, const char *mode);
void bp_plain_set_utf8(struct bp_plain *plain, bool utf8);
void bp_plain_close(struct bp_plain *plain); /* NULL is fine */
/* As bp_term_patience(). */
void bp_plain_patience(struct bp_plain *plain, int milliseconds);

/* What views are to be made for: the window's size, else LINES and COLUMNS of the
 * environment, else the above. */
void bp_plain_size(struct bp_plain *plain, int *rows, int *columns);

/* Takes a view, which must live until the next call of bp_plain_read() is over. now:
 * prints what of it is new; false: more keys are coming, so it is only looked at. */
void bp_plain_show(struct bp_plain *plain, const struct bp_view *view, bool now);
/* What was printed counts as unknown: it is printed again. */
void bp_plain_forget(struct bp_plain *plain);

/*
 * The next key. Where the last line's keys are used up, prompts and reads a line.
 * BP_KEY_HANGUP at the end of input, or when SIGHUP, SIGTERM, SIGINT or SIGQUIT came;
 * BP_KEY_RESIZE when there is nothing to press but something to be shown; BP_KEY_TICK
 * when no line came for wait_ms milliseconds (-1: waits for ever).
 *
 * A line that Ctrl-D ends on a terminal is keys to be pressed as they stand, without
 * Enter. So is the end of a pipe, where a text is asked for: it stays a draft.
 */
uint32_t bp_plain_read(struct bp_plain *plain, int wait_ms);
/* As bp_term_also(). */
void bp_plain_also(struct bp_plain *plain, int fd);
/* Whether the last line has more keys. */
bool bp_plain_pending(const struct bp_plain *plain);
/* Whether nothing is to be done: no line has come and no signal. */
bool bp_plain_idle(const struct bp_plain *plain);

/* The signal that asked us to end, or 0. */
int bp_plain_signal(void);
/* Bytes sent so far, and how many lines were answered. */
size_t bp_plain_bytes(const struct bp_plain *plain);
size_t bp_plain_answers(const struct bp_plain *plain);

#endif
