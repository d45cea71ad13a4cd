/* The keys of front matter and of course.yaml: a table for each. */
#ifndef BERPIJAR_CONTENT_KEYS_H
#define BERPIJAR_CONTENT_KEYS_H

#include "fields.h"
#include <berpijar/course.h>

#define AFTER_MOST 64 /* modules to finish first */

/*
 * Both set what the fields give, and leave everything else as it is: begin with
 * bp_module_defaults or bp_course_defaults. Texts are borrowed from the fields' arena.
 *
 * A wrong value is an error, and the default stays. It bars the use of the file where a
 * result would otherwise be recorded by other rules than the author's: `kind`, what
 * rules an exam, and a course's `pass`.
 */
void keys_read_module(const struct fields *fields, const struct fault_sink *sink,
	struct bp_module *module);
void keys_read_course(const struct fields *fields, const struct fault_sink *sink,
	struct bp_course *course);

/* Whether front matter has a key of this name, in letters of any case. */
bool keys_knows(struct bp_str name);

#endif
