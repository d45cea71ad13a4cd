/*
 * The menu of what can be done on the screen below, made from its keymap. Picking an item
 * presses its key on that screen.
 */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding help_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{BP_KEY_RIGHT, BP_ACT_RIGHT}, /* does nothing: it may still be held down */
	{'?', BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint help_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("lakukan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{0},
};
static const struct bp_keymap help_keymap = {
	.title = N_("Bantuan"),
	.parent = &bp_keymap_moving,
	.bindings = help_keys,
	.hints = help_hints,
};

/* Whether a binding is an item of the menu: the first key of an action that can be done. */
static bool help_is_item(const struct bp_app *app, const struct bp_binding *binding)
{
	const struct bp_frame *below = app->top->below;
	const struct bp_keymap *map = bp_app_keymap(app, below);

	for (; map; map = map->parent)
		for (const struct bp_binding *at = map->bindings; at->key; at++)
			if (at->action == binding->action &&
				bp_app_action(app, below, at->key) == at->action)
				return at == binding &&
					bp_app_can(app, below, at->action);
	return false;
}

/* One more key, if there is room for it on the screen. */
static void help_add_key(
	const struct bp_app *app, uint32_t key, int columns, struct bp_buf *names)
{
	struct bp_buf name = {0};

	if (names->len)
		bp_buf_add_cstr(&name, app->options.spoken ? ", " : "  ");
	bp_key_name(key, app->options.symbols, &name);
	int taken =
		bp_text_columns(bp_buf_str(names)) + bp_text_columns(bp_buf_str(&name));
	if (!names->len || app->options.spoken || taken <= columns)
		bp_buf_add_str(names, bp_buf_str(&name));
	bp_buf_release(&name);
}

/* The keys that do an action now, "↑  k", as far as there is room; in plain lines its
 * word first. */
static const char *help_keys_of(struct bp_app *app, enum bp_action action, int columns)
{
	const struct bp_frame *below = app->top->below;
	const struct bp_keymap *map = bp_app_keymap(app, below);
	struct bp_buf names = {0};

	if (app->options.spoken)
		bp_buf_add_cstr(&names, bp_action_word(action));
	for (; map; map = map->parent)
		for (const struct bp_binding *at = map->bindings; at->key; at++) {
			if (at->action != action ||
				bp_app_action(app, below, at->key) != action)
				continue;
			help_add_key(app, at->key, columns, &names);
		}
	const char *text = bp_arena_cstr(app->view_arena, bp_buf_str(&names));
	bp_buf_release(&names);
	return text;
}

static void help_add_advice(struct list_state *list, const char *text)
{
	bp_list_add(list, BP_ROW_TEXT, text);
	bp_list_add(list, BP_ROW_BLANK, NULL);
}

/* What erases a record is the administrator's on a shared server. */
static const char *help_words(const struct bp_app *app, enum bp_action action)
{
	return action == BP_ACT_DATA && app->options.policy.closed
		? _("data Anda: apa yang disimpan, salinan")
		: bp_action_help(bp_app_keymap(app, app->top->below), action);
}

/* The actions of one map, under its title if there are any. */
static void help_add_map(struct bp_app *app, struct list_state *list,
	const struct bp_keymap *map, int columns)
{
	size_t before = list->count;

	for (const struct bp_binding *at = map->bindings; at->key; at++) {
		if (!help_is_item(app, at))
			continue;
		if (list->count == before && map->title)
			bp_list_add(list, BP_ROW_HEADING, _(map->title));
		bp_list_item(list, help_words(app, at->action), BP_THING_BINDING, at)
			->label = help_keys_of(app, at->action, columns);
	}
	if (list->count > before && !(map->parent && !map->parent->title))
		bp_list_add(list, BP_ROW_BLANK, NULL);
}

/* The keys that edit a text are in no keymap, since the field takes them itself. */
static void help_add_typing(struct list_state *list)
{
	static const struct {
		const char *keys, *help;
	} typing[] = {
		{N_("Kiri  Kanan"), N_("pindahkan kursor")},
		{"Home  End", N_("ke awal, ke akhir baris")},
		{"Backspace  Del", N_("hapus satu huruf")},
		{"Alt-B  Alt-F", N_("satu kata ke kiri, ke kanan")},
		{"Ctrl-W", N_("hapus satu kata")},
		{"Ctrl-U  Ctrl-K", N_("hapus yang di depan, di belakang kursor")},
	};

	bp_list_add(list, BP_ROW_HEADING, _("Menyunting"));
	for (size_t i = 0; i < sizeof typing / sizeof *typing; i++)
		bp_list_add(list, BP_ROW_TEXT, _(typing[i].help))->label =
			_(typing[i].keys);
	bp_list_add(list, BP_ROW_BLANK, NULL);
}

static void help_view(struct bp_app *app, struct bp_view *view)
{
	const struct bp_frame *below = app->top->below;
	const struct bp_keymap *map = bp_app_keymap(app, below);

	struct list_state *list = bp_mode_list(app, BP_MODE_HELP);
	int label = view->columns >= 60 ? 24 : 12;

	bp_list_start(app, list, true);
	if (app->options.spoken)
		help_add_advice(list,
			_("Ketik kata atau awal kata, nama tombol, atau nomor yang tertulis di depan, lalu Enter. Baris kosong melakukan yang paling lazim: halaman berikutnya, membuka, melanjutkan. Saat mengetik jawaban, kata didahului titik dua (:kembali). Di akhir hanya disebut kata yang belum disebut sebelumnya; semuanya ada di sini."));
	if (map == &bp_keymap_question || map->parent == &bp_keymap_question)
		help_add_advice(list,
			_("Huruf (a, b, c …) atau angka memilih jawaban. Pada soal menjodohkan, huruf memberi pasangan bagi baris yang ditunjuk. Jawaban yang belum dikirim tetap disimpan sebagai rancangan."));
	bool typing = map->typing && !app->options.spoken;
	for (; map; map = map->parent)
		help_add_map(app, list, map, label);
	if (typing)
		help_add_typing(list);
	if (!app->options.spoken) /* in plain lines an empty line turns the page */
		bp_list_fix(list);
	bp_list_view(list, label, view);
	view->title = _("Yang dapat dilakukan di sini");
}

static bool help_is_picked(const struct bp_app *app)
{
	const struct list_state *list = bp_mode_list(app, BP_MODE_HELP);

	return list->selected < list->count;
}

static void help_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_HELP);
	const struct bp_binding *binding = bp_list_thing(list, BP_THING_BINDING);
	bool pages = action == BP_ACT_PAGE_UP || action == BP_ACT_PAGE_DOWN;

	if (action == BP_ACT_OPEN && binding) {
		bp_app_pop(app);
		bp_app_press(app, binding->key);
	} else if (pages && !help_is_picked(app)) {
		bp_list_scroll(list, action);
	} else {
		bp_list_act(list, action);
	}
}

static bool help_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_OPEN || help_is_picked(app);
}

/* The menu of the menu would be no help. */
static bool help_offers(const struct bp_app *app, enum bp_action action)
{
	(void)app;
	return action != BP_ACT_HELP;
}

const struct bp_mode bp_mode_help = {
	.offers = help_offers,
	.keymap = &help_keymap,
	.act = help_act,
	.can = help_can,
	.view = help_view,
};
