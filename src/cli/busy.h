/* A record into which another session records. */
#ifndef BERPIJAR_CLI_BUSY_H
#define BERPIJAR_CLI_BUSY_H

#include "front.h"
#include "session.h"
#include <signal.h>

/* Asks a session to end because another one goes on for it. */
#define TAKE_OVER_SIGNAL SIGUSR1

/* The process on this machine that records for the learner; 0: none. */
pid_t busy_writer(const struct session *session, const struct options *options);

/* Whether a session that was opened could take over from one on this machine, and
 * somebody is there to say so. */
bool busy_is_open(const struct session *session, const struct options *options);

/* Asks, on an open front, whether to; when that is answered the session is opened anew,
 * or goes on for reading. False: the learner left. */
bool busy_ask(struct front *front, struct session *session, const struct options *options,
	struct bp_error *err);

#endif
