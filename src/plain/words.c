/* The vocabulary: actions by their words in either language, keys by their names. */
#include "private.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	uint32_t key;
} key_names[] = {
	{"enter", BP_KEY_ENTER},
	{"tab", BP_KEY_TAB},
	{"backtab", BP_KEY_BACKTAB},
	{"shift-tab", BP_KEY_BACKTAB},
	{"esc", BP_KEY_ESCAPE},
	{"escape", BP_KEY_ESCAPE},
	{"spasi", BP_KEY_SPACE},
	{"space", BP_KEY_SPACE},
	{"backspace", BP_KEY_BACKSPACE},
	{"atas", BP_KEY_UP},
	{"up", BP_KEY_UP},
	{"bawah", BP_KEY_DOWN},
	{"down", BP_KEY_DOWN},
	{"kiri", BP_KEY_LEFT},
	{"left", BP_KEY_LEFT},
	{"kanan", BP_KEY_RIGHT},
	{"right", BP_KEY_RIGHT},
	{"home", BP_KEY_HOME},
	{"end", BP_KEY_END},
	{"pgup", BP_KEY_PAGE_UP},
	{"pageup", BP_KEY_PAGE_UP},
	{"pgdn", BP_KEY_PAGE_DOWN},
	{"pagedown", BP_KEY_PAGE_DOWN},
	{"del", BP_KEY_DELETE},
	{"delete", BP_KEY_DELETE},
	{"ins", BP_KEY_INSERT},
	{"insert", BP_KEY_INSERT},
	{"f1", BP_KEY_F1},
};

static struct bp_str control_name(struct bp_str name)
{
	static const char *const starts[] = {"ctrl-", "Ctrl-", "c-", "C-", "^"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (bp_str_starts(name, starts[i]))
			return bp_str_from(name, bp_str(starts[i]).len);
	return (struct bp_str){0};
}

uint32_t plain_find_key(struct bp_str name)
{
	struct bp_str control = control_name(name);

	for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++)
		if (bp_text_equal_folded(name, bp_str(key_names[i].name)))
			return key_names[i].key;
	if (control.len == 1 && control.at[0] >= '@' && control.at[0] <= 'z')
		return (uint32_t)BP_CONTROL(control.at[0]);
	return BP_KEY_NONE;
}

/* A key that a mode handles without its keymap is only named by its hints. */
static uint32_t key_of_hint(const struct bp_view *view, enum bp_action action)
{
	for (size_t i = 0; i < view->hint_count; i++)
		if (view->hints[i].action == action)
			return plain_find_key(bp_str(view->hints[i].keys));
	return BP_KEY_NONE;
}

/* A key that types nothing is better than one that a text field would take as text. */
uint32_t plain_key_of(const struct bp_view *view, enum bp_action action)
{
	uint32_t found = BP_KEY_NONE;

	for (const struct bp_keymap *map = view->keymap; map; map = map->parent)
		for (const struct bp_binding *at = map->bindings; at->key; at++) {
			bool types = at->key >= 0x20 && at->key < BP_KEY_UP;
			if (at->action != action ||
				bp_keymap_find(view->keymap, at->key) != action)
				continue;
			if (!types)
				return at->key;
			if (found == BP_KEY_NONE)
				found = at->key;
		}
	return found != BP_KEY_NONE ? found : key_of_hint(view, action);
}

/* Blanks and hyphens are the same: "coba-lagi" may be typed "coba lagi". */
static uint32_t fold(uint32_t code)
{
	return code == ' ' ? '-' : bp_fold_search(code);
}

bool plain_word_begins(struct bp_str word, struct bp_str typed, size_t *left)
{
	size_t at = 0, i = 0;
	uint32_t a, b;

	while (i < typed.len) {
		if (at >= word.len)
			return false;
		at += bp_utf8_next(word, at, &a);
		i += bp_utf8_next(typed, i, &b);
		if (fold(a) != fold(b))
			return false;
	}
	*left = word.len - at;
	return true;
}

/* An action's word in a language, whichever one is in force. */
static const char *word_in(const char *language, enum bp_action action)
{
	const char *own = bp_lang();

	bp_lang_set(language);
	const char *word = bp_action_word(action);
	bp_lang_set(own);
	return word;
}

/* Other words for an action, which are understood but not offered. */
static bool is_alias(enum bp_action action, struct bp_str typed)
{
	static const struct {
		enum bp_action action;
		const char *word;
	} aliases[] = {
		{BP_ACT_UNDO_JUMP, "balik"},
		{BP_ACT_UNDO_JUMP, "undo"},
		{BP_ACT_NOTE, "catat"},
		{BP_ACT_NOTE, "note"},
		{BP_ACT_SUBMIT, "kirim"},
		{BP_ACT_SUBMIT, "send"},
	};

	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (aliases[i].action == action &&
			bp_text_equal_folded(typed, bp_str(aliases[i].word)))
			return true;
	return false;
}

struct candidates {
	struct bp_str typed;
	enum bp_action exact, first;
	size_t count;
	bool elsewhere; /* it is a word of an action that this screen does not have */
	struct bp_buf words;
	struct bp_near near;
};

static void candidates_release(struct candidates *found)
{
	bp_buf_release(&found->words);
}

static void consider(struct candidates *found, enum bp_action action, const char *word)
{
	size_t left;

	bp_near_offer(&found->near, found->typed, word);
	if (!plain_word_begins(bp_str(word), found->typed, &left))
		return;
	if (left == 0 && !found->exact)
		found->exact = action;
	if (found->count && found->first == action)
		return;
	found->first = found->count++ ? found->first : action;
	bp_buf_printf(&found->words, "%s%s", found->count > 1 ? ", " : "", word);
}

/* The words of an action, in both languages. Those of another language, and what the menu
 * says of it, are not offered. */
static void consider_action(
	const struct bp_plain *plain, enum bp_action action, struct candidates *found)
{
	static const char *const languages[] = {"id", "en"};
	bool here = plain_key_of(&plain->view, action) != BP_KEY_NONE;
	size_t left;

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		const char *word = word_in(languages[i], action);
		if (here)
			consider(found, action, word);
		else
			found->elsewhere |=
				plain_word_begins(bp_str(word), found->typed, &left);
	}
	if (here &&
		(is_alias(action, found->typed) ||
			bp_text_equal_folded(found->typed,
				bp_str(bp_action_help(plain->view.keymap, action)))))
		found->exact = action;
}

/* What the bottom line of the screen calls an action is a word for it where it is the word
 * of no other. Numbers pick; what arrows do is not offered. */
static void consider_labels(const struct bp_plain *plain, struct candidates *found)
{
	const struct bp_view *view = &plain->view;

	for (size_t i = 0; i < view->hint_count && !found->exact; i++) {
		const struct bp_hint_view *hint = &view->hints[i];
		if (hint->action == BP_ACT_DOWN ||
			plain_key_of(view, hint->action) == BP_KEY_NONE)
			continue;
		bp_near_offer(&found->near, found->typed, hint->label);
		if (bp_text_equal_folded(found->typed, bp_str(hint->label)))
			found->exact = hint->action;
	}
}

static struct candidates find_candidates(
	const struct bp_plain *plain, struct bp_str typed)
{
	struct candidates found = {.typed = typed, .near = {NULL, BP_NEAR_ENOUGH}};

	for (int i = BP_ACT_NONE + 1; i < BP_ACT_COUNT; i++)
		consider_action(plain, (enum bp_action)i, &found);
	if (found.count == 0)
		consider_labels(plain, &found);
	return found;
}

static void say_why(struct bp_plain *plain, const struct candidates *found)
{
	const char *colon = plain_asks_text(&plain->view) ? ":" : "";
	struct bp_buf words = {0};

	if (found->count > 1)
		bp_buf_printf(&words, _("Kata itu dapat berarti: %s."), found->words.at);
	else if (found->elsewhere)
		bp_buf_printf(&words,
			_("Kata itu tidak berlaku di sini. Ketik %sbantuan untuk yang berlaku."),
			colon);
	else if (found->near.word)
		bp_buf_printf(&words,
			_("Kata itu tidak dikenal; maksud Anda %s%s? Ketik %sbantuan untuk semuanya."),
			colon, found->near.word, colon);
	else
		bp_buf_printf(&words,
			_("Kata itu tidak dikenal. Ketik %sbantuan untuk yang berlaku di sini."),
			colon);
	plain_put_words(plain, words.at);
	bp_buf_release(&words);
}

bool plain_is_word(const struct bp_plain *plain, struct bp_str word)
{
	struct candidates found = find_candidates(plain, word);

	candidates_release(&found);
	return found.exact != BP_ACT_NONE;
}

/* Offers a text, and its first word for it. */
static void consider_text(struct candidates *found, const char *text)
{
	char first[32];

	snprintf(first, sizeof first, "%.*s", (int)strcspn(text, " "), text);
	bp_near_offer(&found->near, found->typed, text);
	bp_near_offer_as(&found->near, found->typed, first, text);
}

/* The texts of the items, and the words for what Tab goes to, may have been meant. */
static void consider_shown(const struct bp_plain *plain, struct candidates *found)
{
	const struct bp_list_view *list = &plain->view.as.list;

	for (size_t i = 0; plain->view.kind == BP_VIEW_LIST && i < list->count; i++)
		if (list->rows[i].kind == BP_ROW_ITEM && list->rows[i].text)
			consider_text(found, list->rows[i].text);
	if (plain->view.kind == BP_VIEW_READER) {
		bp_near_offer(&found->near, found->typed, _("soal"));
		bp_near_offer(&found->near, found->typed, _("tautan"));
	}
}

bool plain_find_word(struct bp_plain *plain, struct bp_str word, enum bp_action *action)
{
	struct candidates found = find_candidates(plain, word);

	*action = found.exact      ? found.exact
		: found.count == 1 ? found.first
				   : BP_ACT_NONE;
	bool unknown = !*action && found.count == 0;
	if (unknown && plain_find_item(plain, word)) {
		candidates_release(&found);
		return false;
	}
	if (unknown)
		consider_shown(plain, &found);
	if (!*action)
		say_why(plain, &found);
	candidates_release(&found);
	return *action != BP_ACT_NONE;
}
