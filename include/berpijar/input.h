/*
 * Keys, actions and the tables that join them.
 *
 * The list of actions is in action.h. A keymap lists keys with their actions; other keys are
 * looked up in its parent. The bottom line and the help screen are made from these tables.
 */
#ifndef BERPIJAR_INPUT_H
#define BERPIJAR_INPUT_H

#include <berpijar/action.h>

/* A key is a Unicode code point or one of these. */
enum {
	BP_KEY_NONE = 0,
	BP_KEY_TAB = '\t',
	BP_KEY_ENTER = '\r',
	BP_KEY_ESCAPE = 0x1b,
	BP_KEY_SPACE = ' ',
	BP_KEY_BACKSPACE = 0x7f,
	BP_KEY_UP = 0x110000,
	BP_KEY_DOWN,
	BP_KEY_LEFT,
	BP_KEY_RIGHT,
	BP_KEY_HOME,
	BP_KEY_END,
	BP_KEY_PAGE_UP,
	BP_KEY_PAGE_DOWN,
	BP_KEY_DELETE,
	BP_KEY_INSERT,
	BP_KEY_BACKTAB,
	BP_KEY_F1,
	BP_KEY_SHIFT_LEFT, /* apart from ←, → since in a text they do nothing else than move */
	BP_KEY_SHIFT_RIGHT,
	BP_KEY_WORD_LEFT, /* Alt or Ctrl with ←, →, Delete; Alt with b, f, d */
	BP_KEY_WORD_RIGHT,
	BP_KEY_WORD_DELETE,
	BP_KEY_RESIZE, /* the window has another size */
	BP_KEY_TICK,   /* the time to wait for a key went by */
	BP_KEY_HANGUP, /* the line is gone, or we are told to end */
	BP_KEY_BREAK, /* Enter with text right behind it, so that it was probably pasted */
	BP_KEY_PASTE,          /* a text was pasted; not a key that an app takes */
	BP_KEY_ROW = 0x200000, /* and keys above it: selects a row of a list, from 0 */
};
#define BP_CONTROL(letter) ((letter)&0x1f)

struct bp_binding {
	uint32_t key; /* 0 ends the table */
	enum bp_action action;
};

/* A hint of the bottom line. It is shown while its action can be done. */
struct bp_hint {
	enum bp_action action; /* BP_ACT_NONE ends the table */
	const char *keys;      /* "Enter"; NULL: the first key of the action */
	const char *label;     /* N_("buka") */
};

/* What an action does on one screen, if that differs from its usual help. */
struct bp_meaning {
	enum bp_action action; /* BP_ACT_NONE ends the table */
	const char *help;      /* N_("baris baru") */
};

struct bp_keymap {
	const char *title; /* N_("Daftar kursus"), for the help screen */
	const struct bp_keymap *parent;
	const struct bp_binding *bindings;
	const struct bp_hint *hints;
	const struct bp_meaning *meanings; /* NULL: none of its own */
	bool typing;                       /* other keys write text */
	enum bp_action scrolls; /* its hint is hidden while the whole body is in view;
				 * BP_ACT_NONE: none */
	/* Those whose hints come and go while others stay: they are drawn behind these.
	 * BP_ACT_NONE ends the list; NULL: none. */
	const enum bp_action *late;
};

/* What a key does in a keymap or its parents. */
enum bp_action bp_keymap_find(const struct bp_keymap *map, uint32_t key);
/* What an action does with a keymap, in the user's language. */
const char *bp_action_help(const struct bp_keymap *map, enum bp_action action);
/* The one word for it in plain lines ("lanjut"), in the user's language. */
const char *bp_action_word(enum bp_action action);
/* The first key that does an action in a keymap or its parents; BP_KEY_NONE: none does. */
uint32_t bp_keymap_key(const struct bp_keymap *map, enum bp_action action);
/* A key's name for people ("Spasi", "↑", "Ctrl-L"), appended. */
void bp_key_name(uint32_t key, const char *const *symbols, struct bp_buf *out);

#endif
