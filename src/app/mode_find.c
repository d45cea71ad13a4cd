/*
 * Finding words in a lesson: hits are shown while the query is typed. Enter stays at the
 * hit, Esc goes back to where the search began.
 */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

void bp_find_begin(struct bp_app *app)
{
	bp_field_begin(&app->find.query, QUERY_LIMIT, (struct bp_str){0});
	app->find.hits.count = 0;
	app->find.hits.part_count = 0;
	app->find.from = app->reader.top;
	app->find.marked = true;
	bp_history_note(app);
	bp_mode_push(app, BP_MODE_FIND);
}

/* The first hit at or after where the search began, else the first of all. */
static void search(struct bp_app *app)
{
	struct find_state *find = &app->find;

	find->hit = 0;
	bp_search(app->reader.layout, bp_field_text(&find->query), &find->hits);
	for (size_t i = find->hits.part_count; i-- > 0;)
		if (find->hits.parts[i].line >= find->from)
			find->hit = find->hits.parts[i].hit;
}

static void show_hit(struct bp_app *app)
{
	const struct bp_hit_part *part = bp_hits_first(&app->find.hits, app->find.hit);

	if (part)
		bp_reader_show_line(app, part->line);
}

static void step(struct bp_app *app, bool forward)
{
	struct find_state *find = &app->find;
	uint32_t count = find->hits.count;

	if (!find->marked || !count)
		return;
	find->hit = (find->hit + (forward ? 1 : count - 1)) % count;
	show_hit(app);
}

void bp_find_at(struct bp_app *app, const struct bp_place *place)
{
	const struct bp_layout *layout = app->reader.layout;

	bp_find_arrive(app, bp_layout_find(layout, place->block, place->offset));
	show_hit(app);
}

void bp_find_arrive(struct bp_app *app, size_t line)
{
	app->find.arriving = false;
	app->find.marked = true;
	app->find.from = line;
	search(app);
}

static const char *found(struct bp_app *app)
{
	if (app->find.hits.count == 0)
		return _("tidak ditemukan");
	return bp_app_text(app, _("%u dari %u"), app->find.hit + 1, app->find.hits.count);
}

static void say_missed(struct bp_app *app)
{
	const struct field *query = &app->find.query;

	bp_app_say(app, BP_COLOR_ACCENT,
		bp_app_text(app, _("\"%.*s\" tidak ditemukan di modul ini."),
			(int)query->len, query->text));
}

void bp_find_next(struct bp_app *app, bool forward)
{
	const struct find_state *find = &app->find;
	uint32_t before = find->hit;

	if (!find->marked) {
		bp_app_say(app, BP_COLOR_ACCENT, _("Belum ada kata yang dicari."));
		return;
	}
	if (!find->hits.count) {
		say_missed(app);
		return;
	}
	step(app, forward);
	bool round = find->hits.count > 1 &&
		(forward ? find->hit < before : find->hit > before);
	if (app->options.spoken && find->hits.count > 1) { /* the hit itself is told */
		if (round)
			bp_app_say(app, BP_COLOR_TEXT,
				forward ? _("Dari awal lagi.") : _("Dari akhir lagi."));
		return;
	}
	bp_app_say(app, BP_COLOR_TEXT,
		bp_app_text(app, "/%.*s   %s%s", (int)find->query.len, find->query.text,
			found(app),
			!round            ? ""
				: forward ? _(", dari awal lagi")
					  : _(", dari akhir lagi")));
}

/* ---- the mode ---- */

static void find_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	bp_reader_view(app, rows, columns, view);
	view->message = bp_app_text(app, "/%.*s%s%s", (int)app->find.query.len,
		app->find.query.text, app->find.query.len ? " " : "",
		app->find.query.len ? found(app) : "");
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor = (int)app->find.query.cursor + 1;
}

static void search_again(struct bp_app *app)
{
	search(app);
	if (app->find.hits.count)
		show_hit(app);
	else
		bp_reader_go_to_line(app, app->find.from);
}

static struct field *find_field(struct bp_app *app)
{
	return &app->find.query;
}

/* All that can be printed is the query; an empty one is left by Backspace. */
static bool find_key(struct bp_app *app, uint32_t key)
{
	struct field *query = &app->find.query;

	if (key == BP_KEY_BACKSPACE && query->len == 0) {
		bp_app_pop(app);
		return true;
	}
	if (!bp_field_key(query, key))
		return bp_keymap_find(&bp_keymap_finding, key) == BP_ACT_NONE;
	search_again(app);
	return true;
}

static void find_act(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_NEXT_HIT: step(app, true); break;
	case BP_ACT_PREVIOUS_HIT: step(app, false); break;
	case BP_ACT_OPEN:
		app->find.from = SIZE_MAX; /* stay */
		bp_app_pop(app);
		if (app->find.query.len && !app->find.hits.count)
			say_missed(app);
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
	.field = find_field,
	.typed = search_again,
	.act = find_act,
	.can = find_can,
	.view = find_view,
	.leave = find_leave,
};
