/*
 * A file system that fails on demand: an SQLite VFS in front of the real one. It also
 * knows which bytes were never synced, and can take them back as a power cut would.
 */
#ifndef TESTS_STORE_SHIM_VFS_H
#define TESTS_STORE_SHIM_VFS_H

#include <stdbool.h>
#include <stdint.h>

enum shim_call {
	SHIM_OPEN = 1,
	SHIM_READ = 2,
	SHIM_WRITE = 4,
	SHIM_SYNC = 8,
	SHIM_TRUNCATE = 16,
	SHIM_DELETE = 32,
	SHIM_LOCK = 64,
	SHIM_MEMORY = 128, /* the shared index of the write-ahead log grows */
};

enum shim_how {
	SHIM_BEFORE, /* nothing was done */
	SHIM_HALF,   /* half of a write was done */
	SHIM_AFTER,  /* all was done, yet failure is reported */
	SHIM_LIE,    /* nothing was done, yet success is reported */
};

struct shim_plan {
	unsigned calls; /* shim_call bits: which calls fail … */
	int nth;        /* … from 1: which of them; 0: none */
	bool sticky;    /* all after it as well */
	enum shim_how how;
	int result;       /* for SQLite, … */
	int system_errno; /* … and what the system said */
};

/* Makes it the default VFS of this process. */
void shim_register(void);
/* Starts a new plan and forgets what was not synced. */
void shim_start(const struct shim_plan *plan);
/* The plan ends, nothing fails any more. True if something had failed. */
bool shim_stop(void);
/*
 * Takes back what was written and not synced since shim_start(): all of it, or with a
 * seed other than 0 some of it. What a failed sync left unsynced is lost even if a
 * later sync succeeds, unless it was written again: so do Linux's file systems. A
 * file whose deletion was not synced is there again.
 */
void shim_cut_power(uint32_t seed);

#endif
