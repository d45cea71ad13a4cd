/*
 * What a learner wrote: the answers to a course's essays, with the author's checklist as the
 * learner ticked it. Of each essay the last answer counts.
 */
#ifndef BERPIJAR_WORKS_H
#define BERPIJAR_WORKS_H

#include <berpijar/arena.h>
#include <berpijar/course.h>
#include <berpijar/document.h>
#include <berpijar/progress.h>

struct bp_work {
	const struct bp_module *module;
	uint32_t block; /* of the essay in its module; UINT32_MAX: it has been deleted */
	struct bp_str stem; /* its text in one line, or its id if it has been deleted */
	struct bp_str text; /* what was written */
	struct bp_str *checks; /* the lines of the checklist, each in one line */
	size_t check_count;
	uint32_t ticked; /* bits: the lines */
	int64_t at;      /* when, ms since 1970 */
};

struct bp_works {
	struct bp_work *at;
	size_t count, room;
};

/* Adds the works of a module, in its order, then those whose essay it no longer has. All
 * texts are in the arena. document NULL: it cannot be read. */
void bp_works_add(struct bp_works *works, struct bp_arena *arena,
	const struct bp_progress *progress, const struct bp_course *course,
	const struct bp_module *module, const struct bp_document *document);
unsigned bp_work_ticks(const struct bp_work *work); /* how many lines are ticked */

/* Appends the works of one course as Markdown; nothing if there are none. */
void bp_works_write(
	const struct bp_course *course, const struct bp_works *works, struct bp_buf *out);

#endif
