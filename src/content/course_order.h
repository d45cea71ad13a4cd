/* What modules of a course say about each other: unique ids, `after`, and their order. */
#ifndef BERPIJAR_CONTENT_COURSE_ORDER_H
#define BERPIJAR_CONTENT_COURSE_ORDER_H

#include "fields.h"
#include <berpijar/course.h>

/* The keys of a module that concern other modules; an array of these is parallel to the
 * modules of the course. */
struct module_source {
	const struct field *id, *after; /* NULL: not given */
};

/* Bars modules whose id an earlier module of the course has already. */
void course_check_ids(struct bp_course *course, const struct module_source *sources,
	const struct fault_sink *sink);

/* Sets each module's `after` to the modules of its key that exist and do not wait for that
 * module themselves, directly or through others: nobody could ever open it. */
void course_check_after(struct bp_course *course, const struct module_source *sources,
	const struct fault_sink *sink);

/* Tells of a lone module that waits for itself: nothing else of `after` means anything. */
void course_check_self(const struct bp_module *module, const struct field *after,
	const struct fault_sink *sink);

/* Puts the modules into the order of the key `modules` of course.yaml (may be NULL); those
 * that it does not name follow. */
void course_order(struct bp_course *course, const struct field *modules,
	const struct fault_sink *sink);

#endif
