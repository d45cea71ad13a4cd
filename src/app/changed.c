/* What has changed in the modules of a course since they were read. */
#include "app.h"
#include "facts.h"
#include <stdlib.h>

void bp_changed_forget(struct bp_app *app)
{
	free(app->changed.blocks);
	app->changed.blocks = NULL;
	app->changed.of = NULL;
}

static unsigned changed_compare(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	const struct bp_recall *recall = &app->options.recall;
	const struct bp_module_record *record = bp_module_record_of(app, course, module);

	if (module->fault || !recall->document || !record || !record->read.hashes)
		return 0;
	struct bp_document *document = recall->document(recall->context, course, module);
	if (!document)
		return 0;
	uint8_t *marks = bp_alloc(document->count + 1, 1);
	size_t changed = bp_changes_find(document, record->read, marks);
	free(marks);
	bp_document_free(document);
	return changed < UINT16_MAX ? (unsigned)changed : UINT16_MAX;
}

unsigned bp_changed_in(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	if (app->changed.of != course) {
		bp_changed_forget(app);
		app->changed.of = course;
		app->changed.blocks =
			bp_alloc(course->module_count, sizeof *app->changed.blocks);
		for (size_t i = 0; i < course->module_count; i++)
			app->changed.blocks[i] = (uint16_t)changed_compare(
				app, course, &course->modules[i]);
	}
	return app->changed.blocks[bp_module_index(course, module)];
}
