/* What the system's log of a server is told by commands. */
#ifndef BERPIJAR_CLI_TRAIL_H
#define BERPIJAR_CLI_TRAIL_H

#include "command.h"

/* Appends who runs this program: " by=NAME" of the account, and " login=NAME" of who logged
 * in to the machine, if that is another and the system knows it. */
void trail_add_who(struct bp_buf *out);

/*
 * Notes that somebody looks at a learner's record, if the store is a server's (it has a
 * folder of control) and it is not the learner. Says once on standard error if the log does
 * not take it; the command goes on.
 */
void trail_look(const char *command, const char *store, const char *learner);

#endif
