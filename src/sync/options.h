/* The commands and the options of berpijar-sync, of which its help, its completions and what it
 * understands are made. */
#ifndef BERPIJAR_SYNC_OPTIONS_H
#define BERPIJAR_SYNC_OPTIONS_H

#include "sync.h"

/* What a command needs: an address, learners, a store, one learner with a command of others,
 * the address of an LRS in the place of a centre's. */
enum sync_need {
	NEED_TO = 1,
	NEED_LEARNERS = 2,
	NEED_STORE = 4,
	NEED_ONE = 8,
	NEED_LRS = 16
};

struct sync_command {
	const char *name, *arguments, *summary; /* name NULL: the end of the table */
	int needs;
	int (*run)(struct sync *sync, struct bp_error *err);
};
extern const struct sync_command sync_commands[];

/* "--store DIR", with a letter "-h, --help". */
struct sync_option {
	const char *name, *about; /* name NULL: the end of the table */
};
extern const struct sync_option sync_option_rows[];

#endif
