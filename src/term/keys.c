/* Which bytes are which key: first the terminal's own sequences, then those of all. */
#include "keys.h"
#include "terminfo.h"
#include <assert.h>
#include <berpijar/input.h>
#include <string.h>

/* bytes of a sequence; one that is still open then is dropped */
#define SEQUENCE_LIMIT 32

/* Sent by terminals whatever their terminfo entries say. */
static const struct bp_key_sequence keys_common[] = {
	{"\033[A", BP_KEY_UP},
	{"\033[B", BP_KEY_DOWN},
	{"\033[C", BP_KEY_RIGHT},
	{"\033[D", BP_KEY_LEFT},
	{"\033OA", BP_KEY_UP},
	{"\033OB", BP_KEY_DOWN},
	{"\033OC", BP_KEY_RIGHT},
	{"\033OD", BP_KEY_LEFT},
	{"\033[H", BP_KEY_HOME},
	{"\033[F", BP_KEY_END},
	{"\033OH", BP_KEY_HOME},
	{"\033OF", BP_KEY_END},
	{"\033[1~", BP_KEY_HOME},
	{"\033[4~", BP_KEY_END},
	{"\033[7~", BP_KEY_HOME},
	{"\033[8~", BP_KEY_END},
	{"\033[2~", BP_KEY_INSERT},
	{"\033[3~", BP_KEY_DELETE},
	{"\033[5~", BP_KEY_PAGE_UP},
	{"\033[6~", BP_KEY_PAGE_DOWN},
	{"\033[Z", BP_KEY_BACKTAB},
	{"\033OP", BP_KEY_F1},
	{"\033[11~", BP_KEY_F1},
	{"\033[[A", BP_KEY_F1},
	{"\033OM", BP_KEY_ENTER},
	{"\033[200~", BP_KEY_PASTE},
};

static const struct {
	const char *capability;
	uint32_t key;
} keys_capabilities[] = {
	{"kcuu1", BP_KEY_UP},
	{"kcud1", BP_KEY_DOWN},
	{"kcuf1", BP_KEY_RIGHT},
	{"kcub1", BP_KEY_LEFT},
	{"khome", BP_KEY_HOME},
	{"kend", BP_KEY_END},
	{"kpp", BP_KEY_PAGE_UP},
	{"knp", BP_KEY_PAGE_DOWN},
	{"kdch1", BP_KEY_DELETE},
	{"kich1", BP_KEY_INSERT},
	{"kcbt", BP_KEY_BACKTAB},
	{"kf1", BP_KEY_F1},
	{"kent", BP_KEY_ENTER},
};
static_assert(
	sizeof keys_capabilities / sizeof *keys_capabilities == BP_KEYS_CAPABILITIES,
	"a sequence for each capability");

void bp_keys_learn(struct bp_keys *keys)
{
	for (size_t i = 0; i < BP_KEYS_CAPABILITIES; i++) {
		const char *text = bp_terminfo_key(keys_capabilities[i].capability);
		struct bp_key_sequence *own = &keys->own[i];
		*own = (struct bp_key_sequence){.key = keys_capabilities[i].key};
		if (text && text[0] == '\033' && text[1] &&
			strlen(text) < sizeof own->bytes)
			memcpy(own->bytes, text, strlen(text));
	}
}

/* The key whose sequence the bytes begin with; *taken: its length. */
static uint32_t keys_find(const struct bp_key_sequence *table, size_t count,
	const char *bytes, size_t len, size_t *taken)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(table[i].bytes);
		if (size && size <= len && memcmp(bytes, table[i].bytes, size) == 0) {
			*taken = size;
			return table[i].key;
		}
	}
	return BP_KEY_NONE;
}

/* The length of any escape sequence (ECMA-48); 0 if its end has not come yet. */
static size_t keys_length(const char *bytes, size_t len)
{
	size_t at = 2;

	if (len < 2)
		return 0;
	if (bytes[1] == '[') { /* CSI: parameters, then a final byte */
		while (at < len && bytes[at] >= 0x20 && bytes[at] < 0x40)
			at++;
		return at < len ? at + 1 : 0;
	}
	if (bytes[1] == 'O') /* SS3 */
		return len > 2 ? 3 : 0;
	if (strchr("]P_^X", bytes[1])) { /* strings end with BEL or ESC \ */
		for (; at < len; at++) {
			if (bytes[at] == '\a')
				return at + 1;
			if (bytes[at] == '\\' && bytes[at - 1] == '\033')
				return at + 1;
		}
		return 0;
	}
	return 0;
}

static enum bp_keys_result keys_decode_escape(const struct bp_keys *keys,
	const char *bytes, size_t len, bool more, size_t *taken, uint32_t *key)
{
	*key = BP_KEY_NONE;
	if (keys)
		*key = keys_find(keys->own, BP_KEYS_CAPABILITIES, bytes, len, taken);
	if (*key == BP_KEY_NONE)
		*key = keys_find(keys_common, sizeof keys_common / sizeof *keys_common,
			bytes, len, taken);
	if (*key != BP_KEY_NONE)
		return BP_KEYS_GOT;

	*taken = keys_length(bytes, len);
	if (*taken)
		return BP_KEYS_NOTHING;
	bool opens = len == 1 || strchr("[O]P_^X", bytes[1]);
	if (opens && more && len < SEQUENCE_LIMIT)
		return BP_KEYS_INCOMPLETE;
	*taken = 1;
	*key = BP_KEY_ESCAPE;
	if (len == 1 || !opens)
		return BP_KEYS_GOT;
	*taken = len; /* it never ended: drop all of it */
	return BP_KEYS_NOTHING;
}

/* Bytes that a UTF-8 sequence still needs. */
static size_t keys_missing(unsigned char lead, size_t len)
{
	size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
	return whole > len ? whole - len : 0;
}

enum bp_keys_result bp_keys_decode(const struct bp_keys *keys, const char *bytes,
	size_t len, bool more, size_t *taken, uint32_t *key)
{
	unsigned char first = (unsigned char)bytes[0];

	*taken = 1;
	if (first == '\033')
		return keys_decode_escape(keys, bytes, len, more, taken, key);
	if (first == '\r' || first == '\n') {
		*key = BP_KEY_ENTER;
		return BP_KEYS_GOT;
	}
	if (first == '\b') {
		*key = BP_KEY_BACKSPACE;
		return BP_KEYS_GOT;
	}
	if (first < 0x80) {
		*key = first;
		return first ? BP_KEYS_GOT : BP_KEYS_NOTHING;
	}
	if (more && keys_missing(first, len))
		return BP_KEYS_INCOMPLETE;
	*taken = bp_utf8_next((struct bp_str){bytes, len}, 0, key);
	return *key == 0xfffd || *key < 0xa0 ? BP_KEYS_NOTHING : BP_KEYS_GOT;
}
