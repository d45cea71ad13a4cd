/*
 * Finding words in a lesson: hits are shown while the query is typed. Enter stays at the
 * hit, Esc goes back to where the search began.
 */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

static void find_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	bp_reader_view(app, rows, columns, view);
	view->message = bp_app_text(app, "/%.*s%s%s", (int)app->find.len, app->find.query,
		app->find.len ? "   " : "", app->find.len ? bp_reader_found(app) : "");
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor = (int)app->find.len + 1;
}

static void search_again(struct bp_app *app)
{
	bp_reader_search(app);
	if (app->find.hits.count)
		bp_reader_show_hit(app);
	else
		bp_reader_go_to_line(app, app->find.from);
}

static void remove_last(struct find_state *find)
{
	size_t at = 0, last = 0;
	struct bp_glyph glyph;

	while (at < find->len) {
		last = at;
		at += bp_glyph_next((struct bp_str){find->query, find->len}, at, &glyph);
	}
	find->len = last;
}

/* All that can be printed is the query. */
static bool find_key(struct bp_app *app, uint32_t key)
{
	struct find_state *find = &app->find;
	char bytes[4];

	if (key == BP_KEY_BACKSPACE && find->len == 0) {
		bp_app_pop(app);
	} else if (key == BP_KEY_BACKSPACE) {
		remove_last(find);
		search_again(app);
	} else if (key == BP_CONTROL('u')) {
		find->len = 0;
		search_again(app);
	} else if (key >= 0x20 && key < BP_KEY_UP) {
		size_t len = bp_utf8_put(bytes, key);
		if (find->len + len <= QUERY_LIMIT) {
			memcpy(find->query + find->len, bytes, len);
			find->len += len;
			search_again(app);
		}
	} else {
		return bp_keymap_find(&bp_keymap_finding, key) == BP_ACT_NONE;
	}
	return true;
}

static void find_act(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_NEXT_HIT: bp_reader_step_hit(app, true); break;
	case BP_ACT_PREVIOUS_HIT: bp_reader_step_hit(app, false); break;
	case BP_ACT_OPEN:
		app->find.from = SIZE_MAX; /* stay */
		bp_app_pop(app);
		break;
	default: break;
	}
}

static bool find_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_NEXT_HIT || app->find.hits.count > 1;
}

static void find_leave(struct bp_app *app)
{
	if (app->find.from == SIZE_MAX)
		return;
	app->find.marked = false;
	bp_history_drop(app);
	bp_reader_go_to_line(app, app->find.from);
}

const struct bp_mode bp_mode_find = {
	.keymap = &bp_keymap_finding,
	.key = find_key,
	.act = find_act,
	.can = find_can,
	.view = find_view,
	.leave = find_leave,
};
