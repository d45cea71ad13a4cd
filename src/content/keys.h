/*
 * The keys that a module's front matter and course.yaml may have: one table for
 * each, and one way to read a value.
 */
#ifndef BERPIJAR_CONTENT_KEYS_H
#define BERPIJAR_CONTENT_KEYS_H

#include "fields.h"
#include <berpijar/course.h>

#define ID_LIMIT   64
#define AFTER_MOST 64 /* modules to finish first */

/*
 * Both start from the defaults and set what the fields give; texts are borrowed
 * from the fields' arena. A wrong value is an error and its default stays, except
 * where a result would then be recorded under other rules than the author's
 * (`kind`; what rules an exam; a course's `pass`): those bar the use of the file.
 */
void keys_read_module(const struct fields *fields, const struct fault_sink *sink,
	struct bp_module *module);
void keys_read_course(const struct fields *fields, const struct fault_sink *sink,
	struct bp_course *course);

/* A file's name without its ending and the number that orders it, of which an id is
 * made: 01-mengapa-ux.md is mengapa-ux. */
struct bp_str id_stem(struct bp_str name);
bool id_is_valid(struct bp_str id);
/* An id made of any name: lower-case, blanks and underscores as hyphens, the rest
 * left out; never empty. */
const char *id_from_name(struct bp_arena *arena, struct bp_str name);

#endif
