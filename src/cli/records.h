/* What the commands share that work on the records of a store. */
#ifndef BERPIJAR_CLI_RECORDS_H
#define BERPIJAR_CLI_RECORDS_H

#include "command.h"
#include <berpijar/learners.h>
#include <berpijar/session.h>

/* Does something in the folder of the store. Prints its error; returns the exit status. */
typedef bool records_work(
	const struct options *options, const char *folder, struct bp_error *err);
int records_in_store(const struct options *options, records_work *work);

/* Fails if the store has no such learner. */
bool records_has(const char *folder, const char *id, struct bp_error *err);

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
