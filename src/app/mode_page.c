/* Pages that somebody else made, to look through, to put in another order, and to save: the
 * report of a class. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define PAGE_PATH 1000 /* bytes of a file's name */

/* ---- keys ---- */

static const struct bp_binding page_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'u', BP_ACT_SORT},
	{'s', BP_ACT_SAVE},
	{0, 0},
};
static const struct bp_hint page_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_SORT, NULL, N_("urutkan")},
	{BP_ACT_SAVE, NULL, N_("simpan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_QUIT, "Esc", N_("keluar")},
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
	size_t order; /* of its orders */
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

/* ---- the view ---- */

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

	if (from->saves && !app->options.page_file)
		return;
	struct bp_row *row = from->kind == BP_PAGE_ITEM
		? bp_list_item(list, text, BP_THING_ROW, from)
		: bp_list_add(list, kinds[from->kind], text);
	row->label = from->label;
	row->detail = from->detail ? bp_app_clean(app, from->detail) : NULL;
	row->state = from->state;
	row->color = colors[from->tone];
	row->bar = from->kind == BP_PAGE_ITEM && !app->options.spoken ? from->bar : -1;
}

static const struct bp_page_order *page_order(const struct page *page)
{
	return page->at->order_count ? &page->at->orders[page->order] : NULL;
}

static void page_fill(struct bp_app *app, struct list_state *list)
{
	const struct page *page = page_of(app);
	const struct bp_page_order *order = page_order(page);
	size_t count = order ? order->count : page->at->count;

	bp_list_start(app, list, true);
	for (size_t i = 0; i < count; i++)
		page_add(app, list,
			&page->at->rows[order && order->rows ? order->rows[i] : i]);
}

static void page_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PAGE);
	const struct page *page = page_of(app);
	const struct bp_page_order *order = page_order(page);
	const char *side = bp_app_clean(app, page->at->side);

	if (!bp_list_stands(app, list))
		page_fill(app, list);
	bp_list_fix(list);
	bp_list_view(list, page->at->labels, view);
	view->title = bp_app_clean(app, page->at->title);
	view->side = order ? bp_app_text(app, _("urut: %s"), order->name) : side;
}

/* ---- what can be done ---- */

static void page_sort(struct bp_app *app)
{
	struct page *page = page_of(app);

	page->order = (page->order + 1) % page->at->order_count;
	bp_list_restart(bp_mode_list(app, BP_MODE_PAGE));
	bp_app_say(app, BP_COLOR_ACCENT,
		bp_app_text(app, _("Sekarang urut: %s."),
			page->at->orders[page->order].name));
}

static void page_save_as(struct bp_app *app, struct bp_str typed, const void *with)
{
	struct bp_str path = bp_str_trim(typed);

	(void)with;
	if (!path.len)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Tidak ada nama; tidak ada yang disimpan."));
	else
		bp_effect_add(app, BP_EFFECT_PAGES)->as.path =
			bp_arena_cstr(app->effect_arena, path);
}

static void page_save(struct bp_app *app)
{
	bp_app_say(app, BP_COLOR_ACCENT,
		_("Akhirannya menentukan bentuknya: .html, .csv, .json, atau .txt."));
	bp_prompt_begin(app, _("Nama berkas:"), PAGE_PATH, bp_str(app->options.page_file),
		page_save_as, NULL)
		->keymap = &bp_keymap_saving;
}

static const struct bp_page_row *page_row(const struct bp_app *app)
{
	return bp_list_thing(bp_mode_list(app, BP_MODE_PAGE), BP_THING_ROW);
}

static void page_act(struct bp_app *app, enum bp_action action)
{
	const struct bp_page_row *row = page_row(app);

	if (action == BP_ACT_BACK) /* from the first one */
		bp_effect_add(app, BP_EFFECT_QUIT);
	else if (action == BP_ACT_SORT)
		page_sort(app);
	else if (action == BP_ACT_SAVE || (action == BP_ACT_OPEN && row && row->saves))
		page_save(app);
	else if (action != BP_ACT_OPEN)
		bp_list_act(bp_mode_list(app, BP_MODE_PAGE), action);
	else if (row && row->opens)
		bp_mode_begin(app, BP_MODE_PAGE, row->opens);
}

/* Only the first page is left for good. */
static bool page_offers(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_QUIT || !app->top->below;
}

static bool page_can(const struct bp_app *app, enum bp_action action)
{
	const struct bp_page_row *row = page_row(app);

	switch (action) {
	case BP_ACT_OPEN: return row && (row->opens || row->saves);
	case BP_ACT_SORT: return page_of(app)->at->order_count > 1;
	case BP_ACT_SAVE: return app->options.page_file != NULL;
	default: return true;
	}
}

const struct bp_mode bp_mode_page = {
	.size = sizeof(struct page),
	.begin = page_begin,
	.keymap = &page_keymap,
	.act = page_act,
	.can = page_can,
	.offers = page_offers,
	.view = page_view,
};
