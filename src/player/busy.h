/* What to do when another session is recording for the same learner. */
#ifndef BERPIJAR_PLAYER_BUSY_H
#define BERPIJAR_PLAYER_BUSY_H

#include "front.h"
#include <berpijar/session.h>
#include <signal.h>

/* Tells a session that another one takes over; it ends. */
#define TAKE_OVER_SIGNAL SIGUSR1

/* The process on this machine that records for the learner; 0: none. */
pid_t bp_busy_writer(const struct bp_session *session);

/* Whether the other session is on this machine, so that it could be ended, and there is a
 * terminal to ask on. */
bool bp_busy_is_open(const struct bp_session *session);

/* Asks on an open front. Then the session was opened again for recording, or goes on for
 * reading. False: the learner left, or it could not be opened again (see err). */
bool bp_busy_ask(struct front *front, struct bp_session *session, struct bp_error *err);

#endif
