/*
 * Checking what authors wrote: everything that reading it finds, and beyond that the
 * rules of src/check/rules.c. Needs no learner and no store.
 */
#ifndef BERPIJAR_CHECK_H
#define BERPIJAR_CHECK_H

#include <berpijar/course.h>

/* One report over any number of courses, modules and files of questions. Zeroed it is
 * empty; whoever has it releases the faults. */
struct bp_check {
	struct bp_diagnostics faults;
	size_t files, questions; /* that were looked at */
};

/* Adds what is wrong in the modules of a library, whose own faults bp_library_add() has
 * put into check->faults already. */
void bp_check_library(struct bp_check *check, const struct bp_library *library);

/* Adds what is wrong at a path: a folder or a .md file as bp_library_add() takes it, or
 * any other file as questions. False only if the path itself cannot be read. */
bool bp_check_path(struct bp_check *check, const char *path, struct bp_error *err);

#endif
