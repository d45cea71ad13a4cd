/* A program run to its end, and what that took. */
#ifndef TESTS_HOSTILE_RUN_H
#define TESTS_HOSTILE_RUN_H

#include <berpijar/text.h>

struct run {
	int status;           /* as wait4() gave it */
	double cpu_ms;        /* of the program and the system on its behalf */
	double memory_mb;     /* the most that was resident */
	struct bp_buf output; /* standard output, then error output */
};

/* Runs argv (ended by NULL) with its standard input empty; false, with errno, if it
 * cannot be run. A program that takes ten seconds of CPU, or sixty of anybody's time,
 * is killed. */
bool run_program(const char *const argv[], struct run *run);
void run_release(struct run *run);

#endif
