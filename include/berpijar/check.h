/*
 * Checking what authors wrote: everything that reading it finds, and beyond that the
 * rules of src/check/rules.c. Needs no learner and no store.
 */
#ifndef BERPIJAR_CHECK_H
#define BERPIJAR_CHECK_H

#include <berpijar/course.h>

/* What a learner's record knows; question empty: only the module. */
struct bp_known {
	struct bp_str course, module, question;
};

/* One report over any number of courses, modules and files of questions. Zeroed it is
 * empty; whoever has it releases the faults. */
struct bp_check {
	struct bp_diagnostics faults;
	size_t files, questions;    /* that were looked at */
	const char *today;          /* "2026-11-30"; NULL: nothing is told to be old */
	const enum bp_fault *allow; /* not to be told, errors excepted */
	size_t allow_count;
	const struct bp_known *known; /* that courses must still have */
	size_t known_count;
};

/* Adds what is wrong in the modules of a library, whose own faults bp_library_add() has
 * put into check->faults already. */
void bp_check_library(struct bp_check *check, const struct bp_library *library);

/*
 * Adds what is wrong at a path: a folder of courses, a course, a module, or a file of
 * questions. A module in a folder with course.yaml is checked as part of that course. False
 * if the path cannot be read or is none of these.
 */
bool bp_check_path(struct bp_check *check, const char *path, struct bp_error *err);

/* The same for a text in memory, a module or questions; `name` stands for it in messages. */
bool bp_check_text(struct bp_check *check, const char *name, struct bp_str text,
	struct bp_error *err);

/* Ends the report: leaves out what is allowed, and sorts the rest. */
void bp_check_end(struct bp_check *check);

#endif
