/* What changed in modules since they were read to their end. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>

/* ---- in the open module ---- */

static size_t count_of(const uint8_t *changes, size_t count, enum bp_change kind)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += changes[i] == kind;
	return found;
}

static void say(struct bp_app *app)
{
	const struct reader_state *reader = &app->reader;
	size_t count = app->study.document->count;
	size_t fresh = count_of(reader->changes, count, BP_CHANGE_NEW);
	size_t edited = count_of(reader->changes, count, BP_CHANGE_EDITED);

	bp_app_say(app, BP_COLOR_ACCENT,
		app->options.spoken
			? bp_app_text(app,
				  _("Berubah sejak Anda baca: %zu bagian baru, %zu diubah; ketik %s."),
				  fresh, edited, bp_action_word(BP_ACT_NEXT_CHANGE))
			: bp_app_text(app,
				  _("Berubah sejak Anda baca: %zu bagian baru (+), %zu diubah (~); tekan v."),
				  fresh, edited));
}

void bp_changes_open(struct bp_app *app)
{
	struct reader_state *reader = &app->reader;
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);

	reader->changes = bp_arena_alloc(
		app->study.document->arena, app->study.document->count + 1, 1);
	reader->end_noted = false;
	reader->changed = record
		? bp_changes_find(app->study.document, record->read, reader->changes)
		: 0;
	if (reader->changed)
		say(app);
}

/* The next changed block from one on, round the end; where it is, if there is none other.
 */
static uint32_t next_change(const struct bp_app *app, uint32_t at, bool forward)
{
	const struct reader_state *reader = &app->reader;
	uint32_t count = (uint32_t)app->study.document->count;

	for (uint32_t i = 0; i < count; i++) {
		at = (at + (forward ? 1 : count - 1)) % count;
		if (reader->changes[at] != BP_CHANGE_NONE)
			break;
	}
	return at;
}

void bp_changes_next(struct bp_app *app, bool forward)
{
	const struct reader_state *reader = &app->reader;
	uint32_t from = reader->layout->lines[reader->cursor].block;

	if (reader->changed == 0) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tidak ada yang berubah sejak Anda baca."));
		return;
	}
	uint32_t to = next_change(app, from, forward);
	bp_history_note(app);
	bp_reader_go_to_block(app, to);
	if (forward ? to <= from : to >= from)
		bp_app_say(app, BP_COLOR_ACCENT,
			forward ? _("Dari awal lagi: ini perubahan pertama.")
				: _("Dari akhir lagi: ini perubahan terakhir."));
}

static void note(struct bp_app *app, struct bp_event *event, bool read)
{
	struct bp_buf body = {0};
	bp_changes_write(
		read ? app->study.document : NULL, app->study.course->version, &body);
	bp_app_event_body(app, event, &body);
}

void bp_changes_note(struct bp_app *app, struct bp_event *event)
{
	if (!event)
		return;
	note(app, event, true);
	app->reader.end_noted = true;
}

void bp_changes_note_version(struct bp_app *app, struct bp_event *event)
{
	note(app, event, false);
}

/* ---- in the list of modules ---- */

void bp_changes_forget(struct bp_app *app)
{
	free(app->changed_blocks);
	app->changed_blocks = NULL;
	app->changes_of = NULL;
}

static unsigned compare(struct bp_app *app, const struct bp_course *course,
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

unsigned bp_changes_in(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module)
{
	if (app->changes_of != course) {
		bp_changes_forget(app);
		app->changes_of = course;
		app->changed_blocks =
			bp_alloc(course->module_count, sizeof *app->changed_blocks);
		for (size_t i = 0; i < course->module_count; i++)
			app->changed_blocks[i] =
				(uint16_t)compare(app, course, &course->modules[i]);
	}
	return app->changed_blocks[bp_module_index(course, module)];
}
