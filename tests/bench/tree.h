/* What a program and all its children have used so far, from /proc. */
#ifndef TESTS_TREE_H
#define TESTS_TREE_H

#include <sys/types.h>

struct tree_use {
	double cpu_ms;
	long slices;    /* times put on a CPU: wakeups, while idle */
	long writes;    /* write() calls */
	long dirty_kib; /* private dirty memory: what each further user costs */
	long peak_kib;  /* the highest resident size, summed over those alive now */
};

struct tree_use tree_use(pid_t root);

/* The number after `name` in /proc/PID/FILE, "smaps_rollup" and "Pss:", say; 0: it is not
 * to be had. */
long process_field(pid_t pid, const char *file, const char *name);

#endif
