/* Which key a sequence with numbers is, and what Shift, Alt and Ctrl make of it. They only
 * ever edit a text: a key that means nothing with them is not taken for the bare key, so
 * that none of them leaves a screen. */
#include "chord.h"
#include <berpijar/input.h>
#include <stdbool.h>

/* Bits of xterm's number for modifiers, less one. */
#define CHORD_SHIFT   1u
#define CHORD_ALT     2u
#define CHORD_CONTROL 4u
#define CHORD_META    32u
#define CHORD_LOCKS   (64u | 128u) /* of capitals, of numbers */

#define CHORD_FIELDS  3
#define CHORD_RELEASE 3 /* the kind of event when a key is let go */

/* "27;2:1;65": numbers with ";" between them, each with a second one behind ":". */
struct chord {
	uint32_t field[CHORD_FIELDS], second[CHORD_FIELDS]; /* 0: not given */
	size_t count;
};

struct chord_final {
	char final;
	uint32_t key;
	unsigned modifiers;
};

static const struct chord_final chord_letters[] = {
	{'A', BP_KEY_UP, 0},
	{'B', BP_KEY_DOWN, 0},
	{'C', BP_KEY_RIGHT, 0},
	{'D', BP_KEY_LEFT, 0},
	{'F', BP_KEY_END, 0},
	{'H', BP_KEY_HOME, 0},
	{'P', BP_KEY_F1, 0},
	{'Z', BP_KEY_BACKTAB, 0},
	{'a', BP_KEY_UP, CHORD_SHIFT}, /* rxvt's, as the four below "ESC O" */
	{'b', BP_KEY_DOWN, CHORD_SHIFT},
	{'c', BP_KEY_RIGHT, CHORD_SHIFT},
	{'d', BP_KEY_LEFT, CHORD_SHIFT},
	{0, 0, 0},
};

static const struct chord_final chord_pad[] = {
	{' ', BP_KEY_SPACE, 0},
	{'A', BP_KEY_UP, 0},
	{'B', BP_KEY_DOWN, 0},
	{'C', BP_KEY_RIGHT, 0},
	{'D', BP_KEY_LEFT, 0},
	{'F', BP_KEY_END, 0},
	{'H', BP_KEY_HOME, 0},
	{'I', BP_KEY_TAB, 0},
	{'M', BP_KEY_ENTER, 0},
	{'P', BP_KEY_F1, 0},
	{'X', '=', 0},
	{'a', BP_KEY_UP, CHORD_CONTROL},
	{'b', BP_KEY_DOWN, CHORD_CONTROL},
	{'c', BP_KEY_RIGHT, CHORD_CONTROL},
	{'d', BP_KEY_LEFT, CHORD_CONTROL},
	{0, 0, 0},
};

/* By the first number of "CSI 3 ~". */
static const uint32_t chord_numbers[] = {
	[1] = BP_KEY_HOME,
	[2] = BP_KEY_INSERT,
	[3] = BP_KEY_DELETE,
	[4] = BP_KEY_END,
	[5] = BP_KEY_PAGE_UP,
	[6] = BP_KEY_PAGE_DOWN,
	[7] = BP_KEY_HOME,
	[8] = BP_KEY_END,
	[11] = BP_KEY_F1,
};

/* Of the number pad, in "CSI 57399 u" and the numbers behind it. */
#define CHORD_PAD_FIRST     57399u
#define CHORD_PRIVATE_FIRST 0xe000u
#define CHORD_PRIVATE_LAST  0xf8ffu
static const uint32_t chord_pad_codes[] = {'0', '1', '2', '3', '4', '5', '6', '7', '8',
	'9', '.', '/', '*', '-', '+', BP_KEY_ENTER, '=', ',', BP_KEY_LEFT, BP_KEY_RIGHT,
	BP_KEY_UP, BP_KEY_DOWN, BP_KEY_PAGE_UP, BP_KEY_PAGE_DOWN, BP_KEY_HOME, BP_KEY_END,
	BP_KEY_INSERT, BP_KEY_DELETE};

/* ---- modifiers ---- */

/* Keys that move or remove a whole word with Alt or Ctrl; letters with Alt alone. */
static const struct {
	uint32_t key, word;
} chord_words[] = {
	{BP_KEY_LEFT, BP_KEY_WORD_LEFT},
	{BP_KEY_RIGHT, BP_KEY_WORD_RIGHT},
	{BP_KEY_DELETE, BP_KEY_WORD_DELETE},
	{BP_KEY_BACKSPACE, BP_CONTROL('w')},
	{'b', BP_KEY_WORD_LEFT},
	{'f', BP_KEY_WORD_RIGHT},
	{'d', BP_KEY_WORD_DELETE},
	{'B', BP_KEY_WORD_LEFT},
	{'F', BP_KEY_WORD_RIGHT},
	{'D', BP_KEY_WORD_DELETE},
};

static uint32_t chord_word(uint32_t key, bool letters)
{
	for (size_t i = 0; i < sizeof chord_words / sizeof *chord_words; i++)
		if (chord_words[i].key == key && (letters || key >= BP_KEY_BACKSPACE))
			return chord_words[i].word;
	return BP_KEY_NONE;
}

uint32_t bp_chord_alt(uint32_t key)
{
	return chord_word(key, true);
}

static bool chord_is_letter(uint32_t key)
{
	return (key | 0x20) >= 'a' && (key | 0x20) <= 'z';
}

static uint32_t chord_control(uint32_t key)
{
	uint32_t word = chord_word(key, false);

	if (word)
		return word;
	if (key == BP_KEY_ENTER || (key >= BP_KEY_UP && key <= BP_KEY_PAGE_DOWN))
		return key;
	if (!chord_is_letter(key) && key != '[')
		return BP_KEY_NONE;
	switch (BP_CONTROL(key)) {
	case '\b': return BP_KEY_BACKSPACE;
	case '\n': return BP_KEY_ENTER;
	default: return BP_CONTROL(key);
	}
}

static uint32_t chord_shift(uint32_t key)
{
	switch (key) {
	case BP_KEY_TAB: return BP_KEY_BACKTAB;
	case BP_KEY_LEFT: return BP_KEY_SHIFT_LEFT;
	case BP_KEY_RIGHT: return BP_KEY_SHIFT_RIGHT;
	default: return key;
	}
}

/* Ctrl-Shift with a letter is the terminal's own (copy, paste), and not Ctrl's. */
static uint32_t chord_modified(uint32_t key, unsigned modifiers)
{
	bool shift = modifiers & CHORD_SHIFT;

	if (modifiers & CHORD_META)
		modifiers |= CHORD_ALT;
	switch (modifiers & ~(CHORD_SHIFT | CHORD_META | CHORD_LOCKS)) {
	case 0: return shift ? chord_shift(key) : key;
	case CHORD_ALT: return bp_chord_alt(key);
	case CHORD_CONTROL:
		return shift && chord_is_letter(key) ? BP_KEY_NONE : chord_control(key);
	default: return BP_KEY_NONE;
	}
}

/* ---- sequences ---- */

/* False for what is no list of numbers: a report has "?", ">" or "<" before them. */
static bool chord_read(struct chord *chord, const char *bytes, size_t len)
{
	bool second = false;

	for (size_t i = 0; i < len; i++) {
		bool digit = bytes[i] >= '0' && bytes[i] <= '9';
		if (chord->count == 0)
			chord->count = 1;
		uint32_t *at = second ? &chord->second[chord->count - 1]
				      : &chord->field[chord->count - 1];
		if (digit && *at < 0x110000)
			*at = *at * 10 + (uint32_t)(bytes[i] - '0');
		else if (bytes[i] == ':')
			second = true;
		else if (bytes[i] == ';' && chord->count < CHORD_FIELDS) {
			chord->count++;
			second = false;
		} else
			return false;
	}
	return true;
}

static unsigned chord_modifiers(uint32_t number)
{
	return number ? (unsigned)number - 1 : 0;
}

static uint32_t chord_find(
	const struct chord_final *table, const struct chord *chord, char final)
{
	uint32_t number = chord->field[chord->count > 1 ? 1 : 0];

	for (const struct chord_final *at = table; at->final; at++)
		if (at->final == final)
			return chord_modified(
				at->key, at->modifiers | chord_modifiers(number));
	return BP_KEY_NONE;
}

/* A key by its code point, or by its number in the private use area. */
static uint32_t chord_code(uint32_t code, unsigned modifiers)
{
	size_t pad = code - CHORD_PAD_FIRST;

	if (code >= CHORD_PRIVATE_FIRST && code <= CHORD_PRIVATE_LAST)
		code = pad < sizeof chord_pad_codes / sizeof *chord_pad_codes
			? chord_pad_codes[pad]
			: BP_KEY_NONE;
	else if (code == '\b')
		code = BP_KEY_BACKSPACE;
	else if ((code < 0x20 && code != BP_KEY_TAB && code != BP_KEY_ENTER &&
			 code != BP_KEY_ESCAPE) ||
		(code >= 0x80 && code < 0xa0) || (code >= 0xd800 && code < 0xe000) ||
		code >= 0x110000)
		code = BP_KEY_NONE;
	return chord_modified(code, modifiers);
}

/* "CSI code:with-shift ; modifiers:event ; text u" */
static uint32_t chord_unicode(const struct chord *chord)
{
	unsigned modifiers = chord_modifiers(chord->field[1]);
	uint32_t code = chord->field[0];

	if (modifiers & (CHORD_ALT | CHORD_CONTROL | CHORD_META))
		return chord_code(code, modifiers);
	bool capital = !(modifiers & CHORD_SHIFT) != !(modifiers & 64u);
	if (chord->field[2])
		code = chord->field[2];
	else if ((modifiers & CHORD_SHIFT) && chord->second[0])
		code = chord->second[0];
	else if (capital && code >= 'a' && code <= 'z')
		code -= 0x20;
	return chord_code(code, modifiers);
}

static uint32_t chord_numbered(const struct chord *chord, unsigned modifiers)
{
	uint32_t number = chord->field[0];

	if (number == 200 && chord->count == 1)
		return BP_KEY_PASTE;
	if (number == 27 && chord->count == CHORD_FIELDS) /* xterm's modifyOtherKeys */
		return chord_code(chord->field[2], modifiers);
	if (number >= sizeof chord_numbers / sizeof *chord_numbers)
		return BP_KEY_NONE;
	return chord_modified(chord_numbers[number], modifiers);
}

uint32_t bp_chord_key(const char *bytes, size_t len)
{
	struct chord chord = {0};
	char final = bytes[len - 1];

	if (!chord_read(&chord, bytes + 2, len - 3) || chord.second[1] == CHORD_RELEASE)
		return BP_KEY_NONE;
	if (bytes[1] == 'O')
		return final >= 'j' && final <= 'y'
			? (uint32_t)(final - 0x40)
			: chord_find(chord_pad, &chord, final);
	switch (final) {
	case 'u': return chord_unicode(&chord);
	case '~': return chord_numbered(&chord, chord_modifiers(chord.field[1]));
	case '$': return chord_numbered(&chord, CHORD_SHIFT); /* rxvt's */
	case '^':
	case '@': return chord_numbered(&chord, CHORD_CONTROL);
	default: return chord_find(chord_letters, &chord, final);
	}
}
