/* Pages that somebody else made, to look through: the report of a class. */
#include "app.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding page_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_RIGHT, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint page_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{0},
};
static const struct bp_keymap page_keymap = {
	.title = N_("Laporan kelas"),
	.parent = &bp_keymap_moving,
	.bindings = page_keys,
	.hints = page_hints,
};

struct page {
	const struct bp_page *at;
};

static struct page *page_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_PAGE);
}

/* `with` is the struct bp_page. */
static void page_begin(struct bp_app *app, const void *with)
{
	struct page *page = bp_mode_push(app, BP_MODE_PAGE);

	page->at = with;
}

static void page_add(
	struct bp_app *app, struct list_state *list, const struct bp_page_row *from)
{
	static const enum bp_row_kind kinds[] = {
		[BP_PAGE_BLANK] = BP_ROW_BLANK,
		[BP_PAGE_HEADING] = BP_ROW_HEADING,
		[BP_PAGE_TEXT] = BP_ROW_TEXT,
	};
	static const enum bp_color colors[] = {
		[BP_PAGE_PLAIN] = BP_COLOR_TEXT,
		[BP_PAGE_GOOD] = BP_COLOR_GOOD,
		[BP_PAGE_BAD] = BP_COLOR_BAD,
		[BP_PAGE_FAINT] = BP_COLOR_FAINT,
	};
	const char *text = from->text ? bp_app_clean(app, from->text) : NULL;
	struct bp_row *row = from->kind == BP_PAGE_ITEM
		? bp_list_item(list, text, BP_THING_ROW, from)
		: bp_list_add(list, kinds[from->kind], text);

	row->label = from->label;
	row->detail = from->detail ? bp_app_clean(app, from->detail) : NULL;
	row->state = from->state;
	row->color = colors[from->tone];
	row->bar = from->kind == BP_PAGE_ITEM && !app->options.spoken ? from->bar : -1;
}

static void page_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PAGE);
	const struct bp_page *page = page_of(app)->at;

	if (!bp_list_stands(app, list)) {
		bp_list_start(app, list, true);
		for (size_t i = 0; i < page->count; i++)
			page_add(app, list, &page->rows[i]);
	}
	bp_list_fix(list);
	bp_list_view(list, page->labels, view);
	view->title = bp_app_clean(app, page->title);
	view->side = bp_app_clean(app, page->side);
}

static void page_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PAGE);
	const struct bp_page_row *row = bp_list_thing(list, BP_THING_ROW);

	if (action == BP_ACT_BACK) /* from the first one */
		bp_effect_add(app, BP_EFFECT_QUIT);
	else if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else if (row && row->opens)
		bp_mode_begin(app, BP_MODE_PAGE, row->opens);
}

static bool page_can(const struct bp_app *app, enum bp_action action)
{
	const struct bp_page_row *row =
		bp_list_thing(bp_mode_list(app, BP_MODE_PAGE), BP_THING_ROW);

	return action != BP_ACT_OPEN || (row && row->opens);
}

const struct bp_mode bp_mode_page = {
	.size = sizeof(struct page),
	.begin = page_begin,
	.keymap = &page_keymap,
	.act = page_act,
	.can = page_can,
	.view = page_view,
};
