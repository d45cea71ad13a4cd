/*
 * What the modules of a course say of one another: their ids, what comes before
 * what, and the order in which they stand.
 */
#ifndef BERPIJAR_CONTENT_COURSE_ORDER_H
#define BERPIJAR_CONTENT_COURSE_ORDER_H

#include "fields.h"
#include <berpijar/course.h>

/* Where a module says something of others; parallel to the course's modules. */
struct module_source {
	const struct field *id, *after; /* NULL: not given */
};

/* A module whose id stands earlier in the course already cannot be opened. */
void course_check_ids(struct bp_course *course, const struct module_source *sources,
	const struct fault_sink *sink);

/* Reduces each module's `after` to modules that are there and do not wait, by any
 * way, for that module itself: otherwise nobody could ever open it. */
void course_check_after(struct bp_course *course, const struct module_source *sources,
	const struct fault_sink *sink);

/* Puts the modules in the order that course.yaml gives; the others follow. modules
 * may be NULL. */
void course_order(struct bp_course *course, const struct field *modules,
	const struct fault_sink *sink);

#endif
