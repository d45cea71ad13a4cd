/*
 * The keys that a module's front matter and course.yaml may have: one table for
 * each, and one way to read a value.
 */
#ifndef BERPIJAR_CONTENT_KEYS_H
#define BERPIJAR_CONTENT_KEYS_H

#include "fields.h"
#include <berpijar/course.h>

#define AFTER_MOST 64 /* modules to finish first */

/*
 * Both set what the fields give, and leave everything else as it is: begin with
 * bp_module_defaults or bp_course_defaults. Texts are borrowed from the fields' arena. A wrong value is an error and its default stays, except
 * where a result would then be recorded under other rules than the author's
 * (`kind`; what rules an exam; a course's `pass`): those bar the use of the file.
 */
void keys_read_module(const struct fields *fields, const struct fault_sink *sink,
	struct bp_module *module);
void keys_read_course(const struct fields *fields, const struct fault_sink *sink,
	struct bp_course *course);

#endif
