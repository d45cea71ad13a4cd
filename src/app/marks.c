/* Bookmarks and notes: which there are, making one, changing one. */
#include "marks.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define NAME_LIMIT 160 /* bytes of a bookmark's name */

const struct bp_mark **bp_app_marks(struct bp_app *app, size_t *count)
{
	struct bp_marks *marks = bp_progress_marks(app->options.progress);
	size_t all = bp_marks_list(marks, NULL, 0);
	const struct bp_mark **list =
		bp_arena_alloc(app->view_arena, all + 1, sizeof *list);

	*count = bp_marks_list(marks, list, all);
	return list;
}

const struct bp_module *bp_mark_module(const struct bp_app *app,
	const struct bp_mark *mark, const struct bp_course **course)
{
	*course = bp_library_find(app->options.library, mark->course);
	return *course ? bp_course_find(*course, mark->module) : NULL;
}

struct bp_str bp_mark_draft(struct bp_app *app, const struct bp_mark *mark)
{
	return bp_str(bp_app_text(app, "@%016llx", (unsigned long long)mark->place.hash));
}

/* ---- recording ---- */

bool bp_marks_writable(struct bp_app *app)
{
	if (!app->options.recording)
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat; penanda dan catatan hanya dapat dibaca."));
	return app->options.recording;
}

static void marks_say_kept(struct bp_app *app)
{
	struct note_draft *draft = &app->note_draft;

	bp_app_say_kept(app, _("Tersimpan."));
	if (draft->module)
		bp_app_save_draft(app, draft->course, draft->module, bp_str(draft->name),
			(struct bp_str){0});
	*draft = (struct note_draft){0};
	bp_reader_find_margins(app);
}

static void marks_say_removed(struct bp_app *app)
{
	marks_say_kept(app);
	bp_app_say(app, BP_COLOR_GOOD, _("Dihapus."));
}

void bp_mark_record(
	struct bp_app *app, const struct bp_mark *mark, bool exists, struct bp_str text)
{
	struct bp_mark changed = *mark;
	bool gone = text.len == 0;

	app->note_draft = (struct note_draft){0};
	if (gone && !exists)
		return;
	struct bp_event *event = bp_app_record_of(app, gone ? BP_VOIDED : mark->verb,
		mark->course, mark->module, (struct bp_str){0});
	if (!event) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak tersimpan."));
		return;
	}
	changed.text = text;
	struct bp_buf body = {0};
	if (gone)
		bp_mark_write_void(mark, &body);
	else
		bp_mark_write(&changed, exists ? mark->id : NULL, &body);
	bp_app_event_body(app, event, &body);
	app->then = gone ? marks_say_removed : marks_say_kept;
}

/* ---- a bookmark where the learner reads ---- */

void bp_mark_here(struct bp_app *app, enum bp_verb verb, struct bp_mark *mark)
{
	uint32_t block = bp_reader_block(app);
	struct bp_buf heading = {0}, words = {0};

	bp_mark_heading(app->study.document, block, &heading);
	bp_mark_words(app->study.document, block, &words);
	*mark = (struct bp_mark){
		.verb = verb,
		.course = bp_str(app->study.course->id),
		.module = bp_str(app->study.module->id),
		.place = {.block = block,
			.offset = BP_OFFSET_TEXT,
			.hash = bp_document_hash(app->study.document, block)},
		.heading = bp_arena_str(app->view_arena, bp_buf_str(&heading)),
		.words = bp_arena_str(app->view_arena, bp_buf_str(&words)),
	};
	bp_buf_release(&heading);
	bp_buf_release(&words);
}

static void marks_name_typed(struct bp_app *app, struct bp_str name, const void *with)
{
	struct bp_mark mark;

	(void)with;
	name = bp_str_trim(name);
	bp_mark_here(app, BP_BOOKMARKED, &mark);
	if (name.len)
		bp_mark_record(app, &mark, false, name);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tanpa nama, jadi tidak ada penanda yang dibuat."));
}

/* Offers the heading above the place as the name, else the title of the module. */
void bp_marks_bookmark(struct bp_app *app)
{
	struct bp_mark mark;

	if (!bp_marks_writable(app))
		return;
	bp_mark_here(app, BP_BOOKMARKED, &mark);
	bp_prompt_begin(app, _("Nama penanda:"), NAME_LIMIT,
		mark.heading.len ? mark.heading : bp_str(app->study.module->title),
		marks_name_typed, NULL)
		->keymap = &bp_keymap_saving;
}
