/* Which bytes are which key: first the terminal's own sequences, then those of all. */
#include "keys.h"
#include "chord.h"
#include "terminfo.h"
#include <assert.h>
#include <berpijar/input.h>
#include <stdlib.h>
#include <string.h>

/* bytes of a sequence; one that is still open then is dropped */
#define KEYS_SEQUENCE_LIMIT 1024
/* how long one that can be no other key may take; then Alt-[ or Alt-O was pressed */
#define KEYS_SEQUENCE_MS 1000
/* How long a lone escape byte waits by itself. Arrows have been seen to come with 150 ms
 * between their bytes, and with 300 through SSH: a wait of just as long would leave to chance
 * what they are. */
#define KEYS_ESCAPE_MS     200
#define KEYS_ESCAPE_FAR_MS 350

/* Those of which a terminal's entry may tell. */
static const uint32_t keys_told[] = {BP_KEY_UP, BP_KEY_DOWN, BP_KEY_RIGHT, BP_KEY_LEFT,
	BP_KEY_HOME, BP_KEY_END, BP_KEY_PAGE_UP, BP_KEY_PAGE_DOWN, BP_KEY_DELETE,
	BP_KEY_INSERT, BP_KEY_BACKTAB, BP_KEY_F1, BP_KEY_ENTER};
static_assert(sizeof keys_told / sizeof *keys_told == BP_KEYS_CAPABILITIES,
	"a sequence for each key");

void bp_keys_learn(struct bp_keys *keys)
{
	for (size_t i = 0; i < BP_KEYS_CAPABILITIES; i++) {
		const char *text = bp_terminfo_key(keys_told[i]);
		struct bp_key_sequence *own = &keys->own[i];
		*own = (struct bp_key_sequence){.key = keys_told[i]};
		if (text && text[0] == '\033' && text[1] &&
			strlen(text) < sizeof own->bytes)
			memcpy(own->bytes, text, strlen(text));
	}
}

/* The key of the terminal's own whose sequence the bytes begin with; *taken: its length. */
static uint32_t term_keys_find(
	const struct bp_keys *keys, const char *bytes, size_t len, size_t *taken)
{
	for (size_t i = 0; keys && i < BP_KEYS_CAPABILITIES; i++) {
		const struct bp_key_sequence *own = &keys->own[i];
		size_t size = strlen(own->bytes);
		if (size && size <= len && memcmp(bytes, own->bytes, size) == 0) {
			*taken = size;
			return own->key;
		}
	}
	return BP_KEY_NONE;
}

/* ---- sequences (ECMA-48) ---- */

/* CSI: parameters, then a final byte. 0: its end has not come yet. */
static size_t keys_csi_length(const char *bytes, size_t len)
{
	size_t at = 2;
	bool list = false;

	for (; at < len && bytes[at] >= 0x20 && bytes[at] < 0x40; at++) {
		list = list || bytes[at] == ';' || bytes[at] == '?';
		if (bytes[at] == '$' && at > 2 && !list)
			return at + 1; /* rxvt's keys with Shift */
	}
	if (at == len)
		return 0;
	if (at == 2 && bytes[at] == '[') /* a function key of the Linux console */
		return len > 3 ? 4 : 0;
	if (at == 2 && bytes[at] == 'M') /* the mouse: three more bytes */
		return len > 5 ? 6 : 0;
	/* a byte that cannot stand in a sequence ends it, and counts for itself */
	return bytes[at] >= 0x40 && bytes[at] < 0x7f ? at + 1 : at;
}

/* SS3: a modifier from old terminals, then a final byte. */
static size_t keys_ss3_length(const char *bytes, size_t len)
{
	size_t at = 2;

	while (at < len && bytes[at] >= '0' && bytes[at] <= '9')
		at++;
	if (at == len)
		return 0;
	return bytes[at] >= 0x20 && bytes[at] < 0x7f ? at + 1 : at;
}

/* Strings end with BEL or ESC \. */
static size_t keys_string_length(const char *bytes, size_t len)
{
	for (size_t at = 2; at < len; at++)
		if (bytes[at] == '\a' || (bytes[at] == '\\' && bytes[at - 1] == '\033'))
			return at + 1;
	return 0;
}

static bool keys_opens(char byte)
{
	return byte && strchr("[O]P_^X", byte);
}

static size_t keys_length(const char *bytes, size_t len)
{
	switch (bytes[1]) {
	case '[': return keys_csi_length(bytes, len);
	case 'O': return keys_ss3_length(bytes, len);
	default: return keys_string_length(bytes, len);
	}
}

static enum bp_keys_result keys_got(uint32_t key)
{
	return key ? BP_KEYS_GOT : BP_KEYS_NOTHING;
}

/* ESC and what opens a sequence. */
static enum bp_keys_result keys_decode_sequence(
	const char *bytes, size_t len, bool more, size_t *taken, uint32_t *key)
{
	*taken = keys_length(bytes, len);
	if (*taken == 0 && more && len < KEYS_SEQUENCE_LIMIT)
		return BP_KEYS_INCOMPLETE;
	if (*taken == 0) /* it never ended: drop all of it */
		*taken = len;
	else if (bytes[1] == '[' && *taken == 4 && bytes[2] == '[')
		*key = bytes[3] == 'A' ? BP_KEY_F1 : BP_KEY_NONE;
	else if (bytes[1] == '[' || bytes[1] == 'O')
		*key = *taken > 2 ? bp_chord_key(bytes, *taken) : BP_KEY_NONE;
	return keys_got(*key);
}

/* ESC before another key is Alt with it. Two of them are the key twice, but before a
 * sequence (as PuTTY and rxvt send it). */
static enum bp_keys_result keys_decode_escape(const struct bp_keys *keys,
	const char *bytes, size_t len, bool more, size_t *taken, uint32_t *key)
{
	bool twice = len > 1 && bytes[1] == '\033';

	*key = term_keys_find(keys, bytes, len, taken);
	if (*key)
		return BP_KEYS_GOT;
	if (len > 1 && keys_opens(bytes[1]))
		return keys_decode_sequence(bytes, len, more, taken, key);
	if (more && (len == 1 || (twice && len == 2)))
		return BP_KEYS_INCOMPLETE;
	*key = BP_KEY_ESCAPE;
	if (len == 1 || (twice && !(len > 2 && (bytes[2] == '[' || bytes[2] == 'O'))))
		return BP_KEYS_GOT;
	enum bp_keys_result result =
		bp_keys_decode(keys, bytes + 1, len - 1, more, taken, key);
	*taken += 1;
	if (result == BP_KEYS_GOT)
		*key = bp_chord_alt(*key);
	return result == BP_KEYS_GOT ? keys_got(*key) : result;
}

/* Whether a UTF-8 sequence is whole as far as it goes, but not at its end. */
static bool keys_is_half(const char *bytes, size_t len)
{
	unsigned char lead = (unsigned char)bytes[0];
	size_t whole = lead > 0xf4 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2, at = 1;

	while (at < len && ((unsigned char)bytes[at] & 0xc0) == 0x80)
		at++;
	return lead >= 0xc2 && at == len && len < whole;
}

enum bp_keys_result bp_keys_decode(const struct bp_keys *keys, const char *bytes,
	size_t len, bool more, size_t *taken, uint32_t *key)
{
	unsigned char first = (unsigned char)bytes[0];

	*taken = 1;
	*key = first;
	if (first == '\033')
		return keys_decode_escape(keys, bytes, len, more, taken, key);
	if (first == '\n')
		*key = BP_KEY_ENTER;
	else if (first == '\b')
		*key = BP_KEY_BACKSPACE;
	if (first < 0x80)
		return keys_got(*key);
	if (more && keys_is_half(bytes, len))
		return BP_KEYS_INCOMPLETE;
	*taken = bp_utf8_next((struct bp_str){bytes, len}, 0, key);
	return *key == 0xfffd || *key < 0xa0 ? BP_KEYS_NOTHING : BP_KEYS_GOT;
}

int bp_keys_escape_ms(int wanted)
{
	const char *connection = getenv("SSH_CONNECTION"), *tty = getenv("SSH_TTY");
	bool far = (connection && *connection) || (tty && *tty);

	return wanted ? wanted : far ? KEYS_ESCAPE_FAR_MS : KEYS_ESCAPE_MS;
}

int bp_keys_patience(const char *bytes, size_t len, int escape_ms)
{
	if (bytes[0] != '\033')
		return -1;
	return len > 1 && (bytes[1] == '[' || bytes[1] == 'O') ? KEYS_SEQUENCE_MS
							       : escape_ms;
}
