/*
 * The keys that several screens share. Each screen's own map lists what it adds, and looks
 * into its parent for the rest; the bottom line and the help screen are printed from them.
 */
#include "keymaps.h"
#include <berpijar/lang.h>

static const struct bp_binding everywhere_keys[] = {
	{BP_KEY_RIGHT, BP_ACT_HELP}, /* if there is nothing to move to the right */
	{'?', BP_ACT_HELP},
	{BP_KEY_F1, BP_ACT_HELP},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_KEY_BACKSPACE, BP_ACT_BACK},
	{'q', BP_ACT_BACK},
	{'Q', BP_ACT_QUIT},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('p'), BP_ACT_NOTICE},
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
const struct bp_keymap bp_keymap_everywhere = {
	.title = N_("Di mana saja"),
	.bindings = everywhere_keys,
};

static const struct bp_binding moving_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{'k', BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{'j', BP_ACT_DOWN},
	{BP_KEY_SPACE, BP_ACT_PAGE_DOWN},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{'f', BP_ACT_PAGE_DOWN},
	{BP_CONTROL('f'), BP_ACT_PAGE_DOWN},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{'b', BP_ACT_PAGE_UP},
	{BP_CONTROL('b'), BP_ACT_PAGE_UP},
	{BP_KEY_HOME, BP_ACT_TOP},
	{'g', BP_ACT_TOP},
	{BP_KEY_END, BP_ACT_BOTTOM},
	{'G', BP_ACT_BOTTOM},
	{0, 0},
};
const struct bp_keymap bp_keymap_moving = {
	.title = N_("Bergerak"),
	.parent = &bp_keymap_everywhere,
	.bindings = moving_keys,
};

/* While a line is typed, these alone are not text. They have no title: the help screen
 * lists them below those of the map that they belong to. */
static const struct bp_binding drawing_keys[] = {
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
const struct bp_keymap bp_keymap_drawing = {
	.bindings = drawing_keys,
};

/* The same in a field that is a screen of its own. */
static const struct bp_binding typing_keys[] = {
	{BP_KEY_RIGHT, BP_ACT_HELP}, /* where it moves nothing any further */
	{BP_KEY_F1, BP_ACT_HELP},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('p'), BP_ACT_NOTICE},
	{0, 0},
};
const struct bp_keymap bp_keymap_typing = {
	.parent = &bp_keymap_drawing,
	.bindings = typing_keys,
};

/* A list from which an item is picked. */
const struct bp_binding bp_list_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
const struct bp_hint bp_list_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{0},
};
const struct bp_hint bp_list_choices[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("teruskan")},
	{0},
};

/* A text that is only read. */
const struct bp_binding bp_text_keys[] = {
	{BP_KEY_ENTER, BP_ACT_BACK},
	{0, 0},
};
const struct bp_hint bp_text_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{0},
};
