/* The parts of `berpijar store`. */
#ifndef BERPIJAR_CLI_STORE_H
#define BERPIJAR_CLI_STORE_H

#include "options.h"
#include <berpijar/learners.h>
#include <berpijar/session.h>

/* In STORE: its time is that of the last backup. */
#define STORE_STAMP "backup"

int run_store_check(const struct options *options);
int run_store_backup(const struct options *options);
int run_store_recover(const struct options *options);

/* The folder of the store, and the learners that are meant: --learner, or all. Released
 * whatever comes back. */
struct records {
	struct bp_buf folder;
	struct bp_arena *arena;
	struct bp_names ids;
};
bool records_find(
	struct records *records, const struct options *options, struct bp_error *err);
void records_release(struct records *records);

#endif
