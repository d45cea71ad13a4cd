/* Bookmarks and notes over all courses: go there, change, remove, find among them. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>

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
	bp_app_say(app, BP_COLOR_GOOD, _("Tersimpan."));
	bp_note_recorded(app);
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

/* ---- a bookmark at the place in hand ---- */

static void here(struct bp_app *app, enum bp_verb verb, struct bp_mark *mark)
{
	uint32_t block = bp_reader_block_in_hand(app);
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

void bp_note_here(struct bp_app *app, struct bp_mark *mark)
{
	here(app, BP_ANNOTATED, mark);
}

static void bookmark_named(struct bp_app *app, struct bp_str name, const void *with)
{
	struct bp_mark mark;

	(void)with;
	name = bp_str_trim(name);
	here(app, BP_BOOKMARKED, &mark);
	if (name.len)
		bp_mark_record(app, &mark, false, name);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tanpa nama, jadi tidak ada penanda yang dibuat."));
}

/* The name that is offered: the heading, else the first words. */
void bp_marks_bookmark(struct bp_app *app)
{
	struct bp_mark mark;

	if (!bp_marks_writable(app))
		return;
	here(app, BP_BOOKMARKED, &mark);
	bp_prompt_begin(app, _("Nama penanda:"), NAME_LIMIT,
		mark.heading.len ? mark.heading : bp_str(app->study.module->title),
		bookmark_named, NULL)
		->keymap = &bp_keymap_saving;
}

/* ---- the list ---- */

static void marks_begin(struct bp_app *app, const void *with)
{
	(void)with;
	app->marks.filter[0] = '\0';
	app->marks.removing = false;
	bp_list_begin(app, &app->marks.list, BP_MODE_MARKS);
}

static bool passes(const struct marks_state *state, const struct bp_mark *mark)
{
	return bp_text_holds(mark->text, bp_str(state->filter)) ||
		bp_text_holds(mark->heading, bp_str(state->filter));
}

/* What the list shows; kept, since what is borrowed moves when a mark is added. */
static void gather(struct bp_app *app)
{
	struct marks_state *state = &app->marks;
	size_t count;
	const struct bp_mark **all = bp_app_marks(app, &count);

	state->shown =
		bp_realloc(state->shown, count + 1, sizeof(const struct bp_mark *));
	state->count = 0;
	for (size_t i = 0; i < count; i++)
		if (!state->filter[0] || passes(state, all[i]))
			state->shown[state->count++] = all[i];
}

const struct bp_module *bp_mark_module(const struct bp_app *app,
	const struct bp_mark *mark, const struct bp_course **course)
{
	*course = bp_library_find(app->options.library, mark->course);
	return *course ? bp_course_find(*course, mark->module) : NULL;
}

static const char *where(struct bp_app *app, const struct bp_mark *mark)
{
	const struct bp_course *course;
	const struct bp_module *module = bp_mark_module(app, mark, &course);
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];

	if (!module)
		return bp_app_text(app, _("%.*s/%.*s (sudah tidak ada)"),
			(int)mark->course.len, mark->course.at, (int)mark->module.len,
			mark->module.at);
	if (!mark->heading.len)
		return bp_app_text(app, "%s %s %s", course->title, dot, module->title);
	return bp_app_text(app, "%s %s %.*s", module->title, dot, (int)mark->heading.len,
		mark->heading.at);
}

static void add_mark(struct bp_app *app, const struct bp_mark *mark)
{
	bool note = mark->verb == BP_ANNOTATED;
	struct bp_row *row = bp_list_add(&app->marks.list, BP_ROW_ITEM,
		bp_arena_cstr(app->view_arena, mark->text));

	row->detail = where(app, mark);
	row->state = note ? _("Catatan") : _("Penanda");
	row->color = note ? BP_COLOR_ACCENT : BP_COLOR_FAINT;
}

static const char *nothing(const struct bp_app *app)
{
	if (app->marks.filter[0])
		return _("Tidak ada penanda atau catatan yang memuat kata itu.");
	if (app->options.spoken)
		return _(
			"Belum ada. Di dalam pelajaran, ketik penanda untuk memberi penanda dan tulis-catatan untuk menulis catatan.");
	return _(
		"Belum ada. Di dalam pelajaran, tekan m untuk memberi penanda dan e untuk menulis catatan.");
}

static void marks_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct marks_state *state = &app->marks;
	struct list_state *list = &state->list;

	(void)rows;
	(void)columns;
	gather(app);
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < state->count; i++)
		add_mark(app, state->shown[i]);
	if (state->count == 0)
		bp_list_add(list, BP_ROW_TEXT, nothing(app));
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = _("Penanda dan catatan");
	view->side = state->filter[0] ? bp_app_text(app, "/%s", state->filter)
				      : bp_app_text(app, "%zu", state->count);
}

/* ---- what is done with one ---- */

static void go_to_mark(struct bp_app *app, const struct bp_mark *mark)
{
	const struct bp_course *course;
	const struct bp_module *module = bp_mark_module(app, mark, &course);

	if (!module) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Modulnya sudah tidak ada; catatannya tetap tersimpan di sini."));
		return;
	}
	app->mark_arriving = *mark;
	if (app->study.document && app->study.module == module) {
		bp_way_back_note(app);
		bp_app_pop(app);
		bp_history_note(app);
		bp_mark_arrive(app);
	} else if (bp_history_open(app, course, module, &mark->place)) {
		bp_way_back_note(app);
		app->marking = true;
	}
}

void bp_mark_arrive(struct bp_app *app)
{
	struct bp_place place;
	enum bp_mark_found found =
		bp_mark_find(&app->mark_arriving, app->study.document, &place);

	app->marking = false;
	if (app->reader.layout)
		bp_reader_go_to_place(app, &place);
	else
		app->reader.place = app->reader.target = place;
	if (found == BP_MARK_EDITED)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Paragraf yang ditandai sudah berubah sejak ditandai."));
	else if (found == BP_MARK_HEADING)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Paragraf yang ditandai sudah berubah; ini judul di atasnya."));
	else if (found == BP_MARK_NEAR)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Paragraf yang ditandai sudah berubah; ini tempatnya dahulu."));
}

static void remove_mark(struct bp_app *app, const struct bp_mark *mark)
{
	if (!bp_marks_writable(app))
		return;
	if (app->marks.removing) {
		app->marks.removing = false;
		bp_mark_record(app, mark, true, (struct bp_str){0});
		return;
	}
	app->marks.removing = true;
	bp_app_say(app, BP_COLOR_ACCENT,
		app->options.spoken ? _("Ketik hapus sekali lagi untuk menghapusnya.")
				    : _("Tekan sekali lagi untuk menghapusnya."));
}

static void filter_typed(struct bp_app *app, struct bp_str text, const void *with)
{
	(void)with;
	snprintf(app->marks.filter, sizeof app->marks.filter, "%.*s", (int)text.len,
		text.len ? text.at : "");
	app->marks.list.selected = SIZE_MAX;
}

static void marks_act(struct bp_app *app, enum bp_action action)
{
	struct marks_state *state = &app->marks;
	size_t nth = bp_list_nth(&state->list);
	const struct bp_mark *mark = nth < state->count ? state->shown[nth] : NULL;

	if (action == BP_ACT_FIND)
		bp_prompt_begin(app, _("Cari di catatan:"), QUERY_LIMIT,
			bp_str(state->filter), filter_typed, NULL);
	else if (action == BP_ACT_UNMARK)
		state->filter[0] = '\0';
	else if (action == BP_ACT_OPEN && mark)
		go_to_mark(app, mark);
	else if (action == BP_ACT_EDIT && mark)
		bp_note_edit(app, mark);
	else if (action == BP_ACT_REMOVE && mark)
		remove_mark(app, mark);
	else
		bp_list_act(&state->list, action);
}

/* Removing is two presses in a row: any other key is a no. */
static bool marks_key(struct bp_app *app, uint32_t key)
{
	if (bp_keymap_find(&bp_keymap_marks, key) != BP_ACT_REMOVE)
		app->marks.removing = false;
	if (key != BP_KEY_ESCAPE || !app->marks.filter[0])
		return false;
	marks_act(app, BP_ACT_UNMARK);
	return true;
}

static bool marks_can(const struct bp_app *app, enum bp_action action)
{
	const struct marks_state *state = &app->marks;

	switch (action) {
	case BP_ACT_OPEN:
	case BP_ACT_EDIT:
	case BP_ACT_REMOVE: return state->count > 0;
	case BP_ACT_UNMARK: return state->filter[0];
	case BP_ACT_BACK: return !state->filter[0];
	default: return true;
	}
}

const struct bp_mode bp_mode_marks = {
	.begin = marks_begin,
	.keymap = &bp_keymap_marks,
	.key = marks_key,
	.act = marks_act,
	.can = marks_can,
	.view = marks_view,
};
