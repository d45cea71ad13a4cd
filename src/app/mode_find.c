/*
 * Finding words in a lesson: hits are shown while the query is typed. Enter stays at the
 * hit, Esc goes back to where the search began.
 */
#include "history.h"
#include "reader_state.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding find_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_DOWN, BP_ACT_NEXT_HIT},
	{BP_KEY_UP, BP_ACT_PREVIOUS_HIT},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{0, 0},
};
static const struct bp_hint find_hints[] = {
	{BP_ACT_OPEN, NULL, N_("di sini")},
	{BP_ACT_NEXT_HIT, "↑↓", N_("temuan lain")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
static const struct bp_keymap find_keymap = {
	.title = N_("Mencari"),
	.parent = &bp_keymap_drawing,
	.bindings = find_keys,
	.hints = find_hints,
};

static void find_begin(struct bp_app *app, const void *with)
{
	struct reader *reader = bp_reader_of(app);

	(void)with;
	bp_field_begin(&reader->find.query, BP_QUERY_LIMIT, (struct bp_str){0});
	reader->find.hits.count = 0;
	reader->find.hits.part_count = 0;
	bp_folds_open_all(app);
	reader->find.from = reader->top;
	reader->find.marked = true;
	bp_history_note(app);
	bp_mode_push(app, BP_MODE_FIND);
}

static void find_view(struct bp_app *app, struct bp_view *view)
{
	bp_reader_view(app, view);
	view->message =
		bp_app_text(app, "/%.*s%s%s", (int)bp_reader_of(app)->find.query.len,
			bp_reader_of(app)->find.query.text,
			bp_reader_of(app)->find.query.len ? " " : "",
			bp_reader_of(app)->find.query.len ? bp_find_count(app) : "");
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor = (int)bp_reader_of(app)->find.query.cursor + 1;
}

static void find_again(struct bp_app *app)
{
	bp_find_search(app);
	if (bp_reader_of(app)->find.hits.count)
		bp_find_show(app);
	else
		bp_reader_go_to_line(app, bp_reader_of(app)->find.from);
}

static struct field *find_query_field(struct bp_app *app)
{
	return &bp_reader_of(app)->find.query;
}

/* Printable keys extend the query; Backspace leaves when it is empty. */
static bool find_key(struct bp_app *app, uint32_t key)
{
	struct field *query = &bp_reader_of(app)->find.query;

	if (key == BP_KEY_BACKSPACE && query->len == 0) {
		bp_app_pop(app);
		return true;
	}
	if (!bp_field_key(query, key))
		return bp_keymap_find(&find_keymap, key) == BP_ACT_NONE;
	find_again(app);
	return true;
}

/* Stays at the hit. Where nothing was found the words may be mended, but in plain lines each
 * line is a search of its own. */
static void find_stay(struct bp_app *app)
{
	struct find *find = &bp_reader_of(app)->find;
	bool missed = find->query.len && !find->hits.count;

	if (missed && !app->options.spoken)
		return;
	if (find->hits.count) /* leaving does not go back to where the search began */
		find->from = SIZE_MAX;
	bp_app_pop(app);
	if (missed)
		bp_find_say_missed(app);
}

static void find_act(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_NEXT_HIT: bp_find_step(app, true); break;
	case BP_ACT_PREVIOUS_HIT: bp_find_step(app, false); break;
	case BP_ACT_OPEN: find_stay(app); break;
	default: break;
	}
}

static bool find_can(const struct bp_app *app, enum bp_action action)
{
	const struct find *find = &bp_reader_of(app)->find;

	if (action == BP_ACT_OPEN)
		return find->hits.count || !find->query.len || app->options.spoken;
	return action != BP_ACT_NEXT_HIT || find->hits.count > 1;
}

static void find_leave(struct bp_app *app)
{
	if (bp_reader_of(app)->find.from == SIZE_MAX)
		return;
	bp_reader_of(app)->find.marked = false;
	bp_history_drop(app);
	bp_reader_go_to_line(app, bp_reader_of(app)->find.from);
}

const struct bp_mode bp_mode_find = {
	.begin = find_begin,
	.keymap = &find_keymap,
	.key = find_key,
	.field = find_query_field,
	.typed = find_again,
	.act = find_act,
	.can = find_can,
	.view = find_view,
	.leave = find_leave,
};
