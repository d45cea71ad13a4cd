/* What of a course has been done, and what of it may be opened. */
#include "facts.h"
#include "app.h"
#include <berpijar/exam.h>
#include <berpijar/score.h>
#include <stdlib.h>

const struct bp_module_record *bp_module_record_of(const struct bp_app *app,
	const struct bp_course *course, const struct bp_module *module)
{
	return bp_progress_module(
		app->options.progress, bp_str(course->id), bp_str(module->id));
}

const struct bp_module *bp_module_lock(const struct bp_app *app,
	const struct bp_course *course, const struct bp_module *module)
{
	return bp_score_lock(app->options.progress, course, module);
}

size_t bp_course_done(
	const struct bp_app *app, const struct bp_course *course, int *jp_halves)
{
	size_t done = 0;

	*jp_halves = 0;
	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module_record *record =
			bp_module_record_of(app, course, &course->modules[i]);
		if (!record || !record->done || course->modules[i].optional)
			continue;
		done++;
		*jp_halves += course->modules[i].jp_halves;
	}
	return done;
}

bool bp_course_is_finished(const struct bp_app *app, const struct bp_course *course)
{
	int earned;

	return app->options.recall.proof && bp_course_asked(course) &&
		bp_course_done(app, course, &earned) == bp_course_asked(course);
}

int bp_exam_time(const struct bp_app *app, const struct bp_module *module)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf kept = {0};
	double factor = 1;

	if (recall->setting && recall->setting(recall->context, BP_EXAM_FACTOR, &kept))
		factor = strtod(kept.at, NULL);
	bp_buf_release(&kept);
	return factor >= 1 && factor <= BP_EXAM_FACTOR_MOST
		? (int)(module->time_seconds * factor)
		: module->time_seconds;
}
