/* Bookmarks and notes over all courses: go there, change, remove, find among them. */
#include "history.h"
#include "marks.h"
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding marks_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'e', BP_ACT_EDIT},
	{'d', BP_ACT_REMOVE},
	{BP_KEY_DELETE, BP_ACT_REMOVE},
	{'/', BP_ACT_FIND},
	{0, 0},
};
static const struct bp_hint marks_hints[] = {
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_EDIT, NULL, N_("ubah")},
	{BP_ACT_REMOVE, NULL, N_("hapus")},
	{BP_ACT_FIND, NULL, N_("cari")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_UNMARK, "Esc", N_("semua")},
	{0},
};
static const struct bp_meaning marks_meanings[] = {
	{BP_ACT_FIND, N_("cari di penanda dan catatan")},
	{0},
};
static const struct bp_keymap marks_keymap = {
	.title = N_("Penanda dan catatan"),
	.parent = &bp_keymap_moving,
	.bindings = marks_keys,
	.hints = marks_hints,
	.meanings = marks_meanings,
};

struct marks {
	size_t count; /* in the list */
	char filter[BP_QUERY_LIMIT + 1];
	bool removing; /* the next press removes */
};

static struct marks *marks_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_MARKS);
}

static bool marks_passes(const struct marks *state, const struct bp_mark *mark)
{
	return bp_text_holds(mark->text, bp_str(state->filter)) ||
		bp_text_holds(mark->heading, bp_str(state->filter));
}

static const char *marks_where(struct bp_app *app, const struct bp_mark *mark)
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

static void marks_add(
	struct bp_app *app, struct list_state *list, const struct bp_mark *mark)
{
	bool note = mark->verb == BP_ANNOTATED;
	struct bp_row *row = bp_list_item(
		list, bp_arena_cstr(app->view_arena, mark->text), BP_THING_MARK, mark);

	row->detail = marks_where(app, mark);
	row->state = note ? _("Catatan") : _("Penanda");
	row->color = note ? BP_COLOR_ACCENT : BP_COLOR_FAINT;
}

static const char *marks_nothing(const struct bp_app *app)
{
	if (marks_of(app)->filter[0])
		return _("Tidak ada penanda atau catatan yang memuat kata itu.");
	if (app->options.spoken)
		return _(
			"Belum ada. Di dalam pelajaran, ketik penanda untuk memberi penanda dan tulis-catatan untuk menulis catatan.");
	return _(
		"Belum ada. Di dalam pelajaran, tekan m untuk memberi penanda dan e untuk menulis catatan.");
}

static void marks_add_all(struct bp_app *app, struct list_state *list)
{
	struct marks *state = marks_of(app);
	size_t count;
	const struct bp_mark **all = bp_app_marks(app, &count);

	state->count = 0;
	bp_list_start(app, list, true);
	for (size_t i = 0; i < count; i++) {
		if (state->filter[0] && !marks_passes(state, all[i]))
			continue;
		marks_add(app, list, all[i]);
		state->count++;
	}
	if (state->count == 0)
		bp_list_add(list, BP_ROW_TEXT, marks_nothing(app));
}

static void marks_view(struct bp_app *app, struct bp_view *view)
{
	const struct marks *state = marks_of(app);
	struct list_state *list = bp_mode_list(app, BP_MODE_MARKS);

	if (!bp_list_stands(app, list))
		marks_add_all(app, list);
	bp_list_fix(list);
	bp_list_view(list, 0, view);
	view->title = _("Penanda dan catatan");
	view->side = state->filter[0] ? bp_app_text(app, "/%s", state->filter)
				      : bp_app_text(app, "%zu", state->count);
}

/* ---- what is done with one ---- */

static void marks_go_to_mark(struct bp_app *app, const struct bp_mark *mark)
{
	const struct bp_course *course;
	const struct bp_module *module = bp_mark_module(app, mark, &course);

	if (!module) {
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Modulnya sudah tidak ada; catatannya tetap tersimpan di sini."));
		return;
	}
	struct arrival arrival = {.why = BP_ARRIVE_AT_MARK,
		.place = mark->place,
		.cursor = mark->place,
		.mark = *mark};
	if (bp_reader_is_open(app) && app->study.module == module) {
		bp_way_back_note(app);
		bp_app_pop(app);
		bp_history_note(app);
		bp_reader_go_to_mark(app, &arrival.mark);
	} else if (bp_history_open(app, course, module, &arrival)) {
		bp_way_back_note(app);
	}
}

static void marks_remove_mark(struct bp_app *app, const struct bp_mark *mark)
{
	if (!bp_marks_writable(app))
		return;
	if (marks_of(app)->removing) {
		marks_of(app)->removing = false;
		bp_mark_record(app, mark, true, (struct bp_str){0});
		return;
	}
	marks_of(app)->removing = true;
	bp_app_say(app, BP_COLOR_ACCENT,
		app->options.spoken ? _("Ketik hapus sekali lagi untuk menghapusnya.")
				    : _("Tekan sekali lagi untuk menghapusnya."));
}

static void marks_filter_typed(struct bp_app *app, struct bp_str text, const void *with)
{
	(void)with;
	snprintf(marks_of(app)->filter, sizeof marks_of(app)->filter, "%.*s",
		(int)text.len, text.len ? text.at : "");
	bp_mode_list(app, BP_MODE_MARKS)->selected = SIZE_MAX;
}

static void marks_act(struct bp_app *app, enum bp_action action)
{
	struct marks *state = marks_of(app);
	struct list_state *list = bp_mode_list(app, BP_MODE_MARKS);
	const struct bp_mark *mark = bp_list_thing(list, BP_THING_MARK);

	if (action == BP_ACT_FIND)
		bp_prompt_begin(app, _("Cari di catatan:"), BP_QUERY_LIMIT,
			bp_str(state->filter), marks_filter_typed, NULL);
	else if (action == BP_ACT_UNMARK)
		state->filter[0] = '\0';
	else if (action == BP_ACT_OPEN && mark)
		marks_go_to_mark(app, mark);
	else if (action == BP_ACT_EDIT && mark)
		bp_mode_begin(app, BP_MODE_NOTE, mark);
	else if (action == BP_ACT_REMOVE && mark)
		marks_remove_mark(app, mark);
	else
		bp_list_act(list, action);
}

/* Removing takes two presses in a row; any other key in between cancels it. */
static bool marks_key(struct bp_app *app, uint32_t key)
{
	if (bp_keymap_find(&marks_keymap, key) != BP_ACT_REMOVE)
		marks_of(app)->removing = false;
	if (key != BP_KEY_ESCAPE || !marks_of(app)->filter[0])
		return false;
	marks_act(app, BP_ACT_UNMARK);
	return true;
}

static bool marks_can(const struct bp_app *app, enum bp_action action)
{
	const struct marks *state = marks_of(app);

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
	.size = sizeof(struct marks),
	.keymap = &marks_keymap,
	.key = marks_key,
	.act = marks_act,
	.can = marks_can,
	.view = marks_view,
};
