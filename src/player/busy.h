/* A record into which another session records. */
#ifndef BERPIJAR_PLAYER_BUSY_H
#define BERPIJAR_PLAYER_BUSY_H

#include "front.h"
#include <berpijar/session.h>
#include <signal.h>

/* Asks a session to end because another one goes on for it. */
#define TAKE_OVER_SIGNAL SIGUSR1

/* The process on this machine that records for the learner; 0: none. */
pid_t busy_writer(const struct bp_session *session);

/* Whether a session that was opened could take over from one on this machine, and
 * somebody is there to say so. */
bool busy_is_open(const struct bp_session *session);

/* Asks, on an open front, whether to; when that is answered the session is opened anew,
 * or goes on for reading. False: the learner left. */
bool busy_ask(struct front *front, struct bp_session *session, struct bp_error *err);

#endif
