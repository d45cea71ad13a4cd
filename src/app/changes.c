/* What has changed in the open module since it was read to its end. */
#include "history.h"
#include "reader_state.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

static size_t changes_count(const uint8_t *changes, size_t count, enum bp_change kind)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += changes[i] == kind;
	return found;
}

static void changes_say(struct bp_app *app)
{
	const struct reader *reader = bp_reader_of(app);
	size_t count = app->study.document->count;
	size_t fresh = changes_count(reader->changes, count, BP_CHANGE_NEW);
	size_t edited = changes_count(reader->changes, count, BP_CHANGE_EDITED);

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
	struct reader *reader = bp_reader_of(app);
	const struct bp_module_record *record =
		bp_module_record_of(app, app->study.course, app->study.module);

	reader->changes = bp_arena_alloc(
		app->study.document->arena, app->study.document->count + 1, 1);
	reader->end_noted = false;
	reader->changed = record
		? bp_changes_find(app->study.document, record->read, reader->changes)
		: 0;
	if (reader->changed)
		changes_say(app);
}

/* The next changed block after `at` (or before it), going round the end; `at` itself if no
 * other block has changed. */
static uint32_t changes_seek(const struct bp_app *app, uint32_t at, bool forward)
{
	const struct reader *reader = bp_reader_of(app);
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
	const struct reader *reader = bp_reader_of(app);
	uint32_t from = reader->layout->lines[reader->cursor].block;

	if (reader->changed == 0) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tidak ada yang berubah sejak Anda baca."));
		return;
	}
	uint32_t to = changes_seek(app, from, forward);
	bp_history_note(app);
	bp_reader_go_to_block(app, to);
	if (forward ? to <= from : to >= from)
		bp_app_say(app, BP_COLOR_ACCENT,
			forward ? _("Dari awal lagi: ini perubahan pertama.")
				: _("Dari akhir lagi: ini perubahan terakhir."));
}

void bp_changes_note(struct bp_app *app, struct bp_event *event)
{
	struct bp_buf body = {0};

	if (!event)
		return;
	bp_changes_write(app->study.document, app->study.course->version, &body);
	bp_app_event_body(app, event, &body);
	bp_reader_of(app)->end_noted = true;
}
