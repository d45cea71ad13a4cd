/* What `berpijar progress` tells beside what was learned: what was graded anew, and what
 * came by an import. */
#ifndef BERPIJAR_CLI_PROGRESS_H
#define BERPIJAR_CLI_PROGRESS_H

#include "command.h"
#include <berpijar/session.h>
#include <jansson.h>

/* NULL: nothing was. */
json_t *progress_told_regrades(const struct bp_session *session);

/* Prints a line for each question of the module that was graded anew. */
void progress_told_print_regrades(const struct bp_session *session,
	const struct bp_course *course, const struct bp_module *module);
/* Prints what came by an import, if anything did. */
void progress_told_print_brought(const struct bp_session *session);

#endif
