/*
 * Signals: handlers only set flags and wake the loop through a pipe, and put the
 * terminal back when the program cannot.
 */
#ifndef BERPIJAR_TERM_SIGNALS_H
#define BERPIJAR_TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#define BP_SIGNALS 13 /* that are handled */

struct bp_signals {
	struct sigaction before[BP_SIGNALS]; /* put back at the end */
};

/* Installs the handlers; what the crash handler needs is copied. Returns the descriptor
 * that becomes readable when a signal came, or -1. */
int bp_signals_open(struct bp_signals *signals, const struct termios *restored,
	const char *reset, size_t reset_len);
void bp_signals_close(const struct bp_signals *signals);

/* The signal that asks to end (SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1), or 0. */
int bp_signals_ending(void);
/* write() to the terminal. Once we are to end, one that takes nothing is not waited for: then
 * errno is EINTR. */
ssize_t bp_signals_write(const char *bytes, size_t len);
/* Whether the window's size changed since the last call. */
bool bp_signals_resized(void);
/* Whether the process was stopped and continued since the last call. */
bool bp_signals_continued(void);
/*
 * Stops the process, as Ctrl-Z does, if it is still to stop: `still` is asked when nothing can
 * come between its answer and the stop, since a SIGCONT from then on takes the stop back.
 */
void bp_signals_stop(bool (*still)(void));
void bp_signals_drain(void); /* empties the pipe */

#endif
