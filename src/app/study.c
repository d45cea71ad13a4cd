/* The module that is being studied: opened, closed, and the time that it takes. */
#include "study.h"
#include "app.h"
#include <berpijar/lang.h>

void bp_study_ask_anyway(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct arrival *arrival)
{
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_OPEN);

	effect->as.open.course = course;
	effect->as.open.module = module;
	app->arrival = arrival ? *arrival : (struct arrival){0};
}

bool bp_study_ask(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, const struct arrival *arrival)
{
	const struct bp_module *lock = bp_module_lock(app, course, module);

	if (lock && !app->preview) {
		bp_app_say(app, BP_COLOR_ACCENT,
			bp_app_text(
				app, _("Selesaikan dahulu modul \"%s\"."), lock->title));
		return false;
	}
	bp_study_ask_anyway(app, course, module, arrival);
	bp_way_back_forget(app); /* a list that leads there says so afterwards */
	return true;
}

void bp_study_open(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_document *document)
{
	app->study.course = course;
	app->study.module = module;
	app->study.document = document;
	app->study.visits++;
	app->study.pointed = NULL;
	app->study.active_seconds = 0;
	app->study.finished = app->study.repeating = false;
	app->study.repeating_course = app->arrival.why == BP_ARRIVE_TO_REPEAT;
}

void bp_study_close(struct bp_app *app)
{
	bp_document_free(app->study.document);
	app->study.document = NULL;
}

void bp_study_leave(struct bp_app *app)
{
	bp_study_record_time(app);
	bp_study_close(app);
	bp_changed_forget(app);
}

void bp_study_record_opening(struct bp_app *app)
{
	const struct bp_course *course = app->study.course;
	bool new_course = true;

	if (app->study.module->fault)
		return;
	for (size_t i = 0; i < course->module_count; i++)
		new_course &= !bp_module_record_of(app, course, &course->modules[i]);
	if (new_course)
		bp_app_record_of(app, BP_INITIALIZED, bp_str(course->id),
			(struct bp_str){0}, (struct bp_str){0});
	bp_app_record(app, BP_EXPERIENCED, NULL);
	bp_app_record_quietly(app);
}

void bp_study_record_time(struct bp_app *app)
{
	struct bp_event *event = app->study.active_seconds >= 1
		? bp_app_record(app, BP_PROGRESSED, NULL)
		: NULL;

	if (event)
		event->seconds = app->study.active_seconds;
	app->study.active_seconds = 0;
}

const struct bp_module *bp_study_neighbour(const struct bp_app *app, int step)
{
	const struct bp_course *course = app->study.course;
	size_t index = bp_module_index(course, app->study.module);

	if ((step < 0 && index == 0) || (step > 0 && index + 1 >= course->module_count))
		return NULL;
	return &course->modules[step < 0 ? index - 1 : index + 1];
}
