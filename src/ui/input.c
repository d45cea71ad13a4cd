/* Actions with their help and words, and what a key does in a keymap. */
#include <berpijar/input.h>
#include <berpijar/lang.h>
#include <berpijar/screen.h>

enum bp_action bp_keymap_find(const struct bp_keymap *map, uint32_t key)
{
	for (; map; map = map->parent)
		for (const struct bp_binding *at = map->bindings; at->key; at++)
			if (at->key == key)
				return at->action;
	return BP_ACT_NONE;
}

uint32_t bp_keymap_key(const struct bp_keymap *map, enum bp_action action)
{
	for (const struct bp_keymap *at = map; at; at = at->parent)
		for (const struct bp_binding *key = at->bindings; key->key; key++)
			if (key->action == action &&
				bp_keymap_find(map, key->key) == action)
				return key->key;
	return BP_KEY_NONE;
}

static const struct {
	char help[64],
		word[20]; /* no pointers, which each session would have a copy of */
} actions[] = {{"", ""},
#define BP_ACTION_TEXTS(ACTION, name, help, word) [BP_ACT_##ACTION] = {help, word},
	BP_ACTIONS(BP_ACTION_TEXTS)
#undef BP_ACTION_TEXTS
};

#define INPUT_FITS(ACTION, NAME, HELP, WORD)                  \
	_Static_assert(sizeof HELP <= sizeof actions->help && \
			sizeof WORD <= sizeof actions->word,  \
		"room in a row");
BP_ACTIONS(INPUT_FITS)

const char *bp_action_help(const struct bp_keymap *map, enum bp_action action)
{
	const struct bp_meaning *at = map->meanings;

	for (; at && at->action; at++)
		if (at->action == action)
			return _(at->help);
	return action ? _(actions[action].help) : "";
}

const char *bp_action_word(enum bp_action action)
{
	return action ? _(actions[action].word) : "";
}

static const struct {
	uint32_t key;
	const char *name, *ascii;
} key_names[] = {
	{BP_KEY_ENTER, "Enter", NULL},
	{BP_KEY_TAB, "Tab", NULL},
	{BP_KEY_ESCAPE, "Esc", NULL},
	{BP_KEY_SPACE, N_("Spasi"), NULL},
	{BP_KEY_BACKSPACE, "Backspace", NULL},
	{BP_KEY_UP, "↑", N_("Atas")},
	{BP_KEY_DOWN, "↓", N_("Bawah")},
	{BP_KEY_LEFT, "←", N_("Kiri")},
	{BP_KEY_RIGHT, "→", N_("Kanan")},
	{BP_KEY_HOME, "Home", NULL},
	{BP_KEY_END, "End", NULL},
	{BP_KEY_PAGE_UP, "PgUp", NULL},
	{BP_KEY_PAGE_DOWN, "PgDn", NULL},
	{BP_KEY_DELETE, "Del", NULL},
	{BP_KEY_INSERT, "Ins", NULL},
	{BP_KEY_BACKTAB, "Shift-Tab", NULL},
	{BP_KEY_F1, "F1", NULL},
};

void bp_key_name(uint32_t key, const char *const *symbols, struct bp_buf *out)
{
	bool ascii = symbols[BP_SYMBOL_ARROW][0] == '-';

	for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++)
		if (key_names[i].key == key) {
			bool plain = ascii && key_names[i].ascii;
			bp_buf_add_cstr(
				out, _(plain ? key_names[i].ascii : key_names[i].name));
			return;
		}
	if (key < 0x20)
		bp_buf_printf(out, "Ctrl-%c", (char)(key | 0x40));
	else
		bp_buf_add_code(out, key);
}
