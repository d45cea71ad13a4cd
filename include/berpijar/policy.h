/*
 * What a session may do beside learning. It is a part of the configuration, so that
 * whoever opens a record, a screen or a file asks one struct; no file, no environment and
 * no option sets it but the command `kiosk`.
 */
#ifndef BERPIJAR_POLICY_H
#define BERPIJAR_POLICY_H

#include <stdbool.h>

/* Zeroed: somebody on a computer of their own. */
struct bp_policy {
	/* The session is all that the learner has of this machine: it starts no program, is
	 * not put aside (Ctrl-Z), writes to no path but the outbox, names no path, and leaves
	 * the end of a record to the administrator. */
	bool closed;
	int idle_seconds; /* without a key, after which the session ends; 0: it goes on */
};

#endif
