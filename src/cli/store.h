/* The parts of `berpijar store`. */
#ifndef BERPIJAR_CLI_STORE_H
#define BERPIJAR_CLI_STORE_H

#include "command.h"
#include <berpijar/learners.h>
#include <berpijar/session.h>

extern const struct command command_store_check, command_store_backup,
	command_store_recover, command_store_key;

/* The folder of the store, and the learners that are meant: --learner, or all. Call
 * records_release() in any case. */
struct records {
	struct bp_buf folder;
	struct bp_arena *arena;
	struct bp_names ids;
};
bool records_find(
	struct records *records, const struct options *options, struct bp_error *err);
void records_release(struct records *records);

#endif
