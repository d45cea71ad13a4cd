/* What of a course has been done, and what of it may be opened. */
#ifndef BERPIJAR_APP_FACTS_H
#define BERPIJAR_APP_FACTS_H

#include <berpijar/course.h>
#include <berpijar/progress.h>

struct bp_app;

const struct bp_module_record *bp_module_record_of(const struct bp_app *app,
	const struct bp_course *course, const struct bp_module *module);
/* The first module that has to be finished before this one; NULL if it may be opened. */
const struct bp_module *bp_module_lock(const struct bp_app *app,
	const struct bp_course *course, const struct bp_module *module);
/* How many modules of a course are done, optional ones left out, and the half JP earned in it. */
size_t bp_course_done(
	const struct bp_app *app, const struct bp_course *course, int *jp_halves);
/* All its modules are done, and proofs can be made. */
bool bp_course_is_finished(const struct bp_app *app, const struct bp_course *course);
/* What the learner said of a course, as it is kept; until the next view. */
struct bp_evaluation bp_evaluation_kept(
	struct bp_app *app, const struct bp_course *course);

/* How many blocks of a module have changed since it was read to its end; 0 if that is not
 * known. Kept for one course, since each module of it has to be read for that. */
struct changed {
	const struct bp_course *of;
	uint16_t *blocks; /* of each of its modules */
};
unsigned bp_changed_in(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module);
void bp_changed_forget(struct bp_app *app);

/* The time for the exam in seconds, as long as this learner has it; 0: no limit. */
int bp_exam_time(const struct bp_app *app, const struct bp_module *module);

#endif
