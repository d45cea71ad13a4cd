/* What commands note in the trail (berpijar/trail.h). */
#ifndef BERPIJAR_CLI_TRAIL_H
#define BERPIJAR_CLI_TRAIL_H

#include "command.h"
#include <berpijar/trail.h>

/* Notes that somebody looks at a learner's record, unless it is their own. Says once on
 * standard error if it could not be noted; the command goes on. */
void trail_look(const char *command, const char *store, const char *learner);
/* The same for what changes a record, or takes a copy of it away. */
void trail_deed(const char *store, const struct bp_trail_entry *entry);

#endif
