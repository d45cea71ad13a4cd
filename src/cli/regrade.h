/* What `berpijar regrade` has found out, and how it is told. */
#ifndef BERPIJAR_CLI_REGRADE_H
#define BERPIJAR_CLI_REGRADE_H

#include "command.h"
#include "records.h"
#include <berpijar/regrading.h>

struct regrade_learner {
	const char *id;
	struct bp_regrade_plan plan;
	struct bp_error fault; /* why it was not done; empty: it was */
};

struct regrade {
	const struct options *options;
	struct bp_regrade_rule rule;
	struct records records;
	struct regrade_learner *learners;
	size_t count, room;
	size_t changed, failed, unclear, running;
	bool written;
};

/* A name for the question that people know: its name, or how its text begins. */
struct bp_str regrade_name(const struct bp_regrade_rule *rule);

#define HASH_ROOM 17
/* A version of the question as it is told and asked for: 16 hexadecimal digits. */
void regrade_write_hash(uint64_t hash, char out[HASH_ROOM]);

void regrade_tell_text(const struct regrade *regrade);
void regrade_tell_json(const struct regrade *regrade);

#endif
