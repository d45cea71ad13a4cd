/* Help: printed from the tables of keys of the screen below. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

static const struct bp_keymap *map_below(const struct bp_app *app)
{
	return bp_app_keymap(app, app->stack[app->depth - 2]);
}

/* All keys of one map that do an action, "↑ k"; in plain lines its word first. */
static const char *keys_of(
	struct bp_app *app, const struct bp_keymap *map, enum bp_action action)
{
	struct bp_buf names = {0};

	if (app->options.spoken)
		bp_buf_add_cstr(&names, bp_action_word(action));
	for (const struct bp_binding *at = map->bindings; at->key; at++) {
		if (at->action != action)
			continue;
		if (names.len)
			bp_buf_add_cstr(&names, app->options.spoken ? ", " : "  ");
		bp_key_name(at->key, app->options.symbols, &names);
	}
	const char *text = bp_arena_cstr(app->view_arena, bp_buf_str(&names));
	bp_buf_release(&names);
	return text;
}

/* Whether a binding before this one in its map does the same. */
static bool seen(const struct bp_keymap *map, const struct bp_binding *binding)
{
	for (const struct bp_binding *at = map->bindings; at < binding; at++)
		if (at->action == binding->action)
			return true;
	return false;
}

/* Of a question: what moves through an exam does nothing in a lesson. */
static bool works(const struct bp_app *app, enum bp_action action)
{
	const struct bp_mode *mode = app->stack[app->depth - 2];

	return mode != &bp_mode_question ||
		!(action == BP_ACT_NEXT_ITEM || action == BP_ACT_PREVIOUS_ITEM ||
			action == BP_ACT_FLAG) ||
		mode->can(app, action);
}

static bool asks_choice(const struct bp_app *app)
{
	const struct bp_keymap *map = map_below(app);

	while (map && map != &bp_keymap_question)
		map = map->parent;
	return map != NULL;
}

/* What can be done in a text that stands in no table. */
static void add_typing(struct bp_app *app)
{
	const struct bp_mode *mode = app->stack[app->depth - 2];

	if (!mode->field || !mode->field(app) || app->options.spoken)
		return;
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_TEXT,
		_("Huruf dan angka menjadi teks. Kiri, Kanan, Home, dan End memindahkan "
		  "kursor; Backspace dan Del menghapus satu huruf, Ctrl-W satu kata, "
		  "Ctrl-U sampai awal baris, Ctrl-K sampai akhir baris."));
}

static void add_map(struct bp_app *app, const struct bp_keymap *map)
{
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_HEADING, _(map->title));
	for (const struct bp_binding *at = map->bindings; at->key; at++)
		if (!seen(map, at) && works(app, at->action))
			bp_list_add(&app->help, BP_ROW_TEXT, bp_action_help(at->action))
				->label = keys_of(app, map, at->action);
}

static void help_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_keymap *map = map_below(app);

	(void)rows;
	bp_list_start(&app->help);
	if (app->options.spoken)
		bp_list_add(&app->help, BP_ROW_TEXT,
			_("Ketik kata atau awal kata, nama tombol, atau nomor yang "
			  "tertulis di depan, lalu Enter. Baris kosong melakukan yang "
			  "paling lazim: halaman berikutnya, membuka, melanjutkan. Saat "
			  "mengetik jawaban, kata didahului titik dua (:kembali)."));
	for (; map; map = map->parent)
		add_map(app, map);
	add_typing(app);
	if (asks_choice(app)) {
		bp_list_add(&app->help, BP_ROW_BLANK, NULL);
		bp_list_add(&app->help, BP_ROW_TEXT,
			_("Huruf (a, b, c …) atau angka memilih jawaban. Pada soal "
			  "memasangkan, huruf "
			  "memberi pasangan bagi baris yang ditunjuk. Jawaban yang belum "
			  "dikirim tetap "
			  "disimpan sebagai rancangan."));
	}
	app->help.selected = SIZE_MAX;
	bp_list_view(&app->help, columns >= 60 ? 24 : 12, view);
	view->title = _("Bantuan: tombol");
}

static void help_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = &app->help;
	size_t page = list->page > 1 ? (size_t)list->page - 1 : 1;

	switch (action) {
	case BP_ACT_UP: list->top -= list->top > 0; break;
	case BP_ACT_DOWN: list->top++; break;
	case BP_ACT_PAGE_UP: list->top -= list->top < page ? list->top : page; break;
	case BP_ACT_PAGE_DOWN: list->top += page; break;
	case BP_ACT_TOP: list->top = 0; break;
	case BP_ACT_BOTTOM: list->top = list->count * 4; break; /* drawing cuts it */
	default: break;
	}
}

const struct bp_mode bp_mode_help = {
	.keymap = &bp_keymap_help,
	.act = help_act,
	.view = help_view,
};
