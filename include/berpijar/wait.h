/*
 * Waiting for input, for everything that reads what a person types, and for a terminal that
 * does not take what is written. In builds with
 * -Dtests=true a test can ask through a descriptor whether the program waits, so that it
 * need not guess from silence (tests/support/session.h); others have nothing of it.
 */
#ifndef BERPIJAR_WAIT_H
#define BERPIJAR_WAIT_H

#include <poll.h>
#include <stdbool.h>
#include <sys/select.h> /* sigset_t, without any feature macro */

/*
 * As ppoll(), with the time in milliseconds (-1: for ever; at most INT_MAX). Call it with
 * everything written and nothing left to do: that is what a test takes it for.
 */
int bp_wait(
	struct pollfd *ready, nfds_t count, int milliseconds, const sigset_t *unblocked);

/*
 * Waits until standard output takes bytes, where writing does not wait by itself, or until
 * `ending` says that the program is to end. False: neither happened for so long.
 */
bool bp_wait_output(int milliseconds, int (*ending)(void));

/* Notes what a test asks by, before the environment, where it is told, is cleared. */
void bp_wait_prepare(void);

#endif
