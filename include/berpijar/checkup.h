/*
 * The health of many records: what is wrong with each, and whether it can be written.
 */
#ifndef BERPIJAR_CHECKUP_H
#define BERPIJAR_CHECKUP_H

#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/store.h>

/* What was found of a record. */
struct bp_checkup {
	struct bp_health health;
	enum bp_trial trial;
	struct bp_error why; /* a trial failed */
};

/*
 * Looks at the records of these learners, many at once by several processes, and calls
 * `each` for all in their order. No record may be open meanwhile.
 */
void bp_checkup(const char *store, const struct bp_names *ids,
	void (*each)(void *context, const char *id, const struct bp_checkup *found),
	void *context);

#endif
