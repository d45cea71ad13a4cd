/* Slices of bytes, UTF-8, hashes, and comparing without case. */
#include <berpijar/text.h>
#include <string.h>

#define REPLACEMENT 0xfffd

struct bp_str bp_str(const char *cstr)
{
	return (struct bp_str){cstr, cstr ? strlen(cstr) : 0};
}

bool bp_str_equal(struct bp_str a, struct bp_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

int bp_str_order(struct bp_str a, struct bp_str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool bp_str_is(struct bp_str a, const char *cstr)
{
	size_t i = 0;

	while (cstr && i < a.len && cstr[i] && cstr[i] == a.at[i])
		i++;
	return i == a.len && (!cstr || !cstr[i]);
}

bool bp_str_starts(struct bp_str text, const char *prefix)
{
	size_t len = strlen(prefix);
	return text.len >= len && (len == 0 || memcmp(text.at, prefix, len) == 0);
}

bool bp_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool bp_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool bp_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct bp_str bp_str_trim(struct bp_str text)
{
	while (text.len && bp_is_space(text.at[0])) {
		text.at++;
		text.len--;
	}
	while (text.len && bp_is_space(text.at[text.len - 1]))
		text.len--;
	return text;
}

struct bp_str bp_str_part(struct bp_str text, size_t start, size_t end)
{
	if (end > text.len)
		end = text.len;
	if (start >= end)
		return (struct bp_str){text.at, 0};
	return (struct bp_str){text.at + start, end - start};
}

struct bp_str bp_str_from(struct bp_str text, size_t start)
{
	return bp_str_part(text, start, text.len);
}

/* The first of two bytes is rare as a rule: the library has no quick way for that. */
static const char *str_find_two(const char *from, size_t len, const char two[2])
{
	const char *end = from + len;

	for (; (from = memchr(from, two[0], (size_t)(end - from))); from++)
		if (from + 1 < end && from[1] == two[1])
			return from;
	return NULL;
}

size_t bp_str_find(struct bp_str text, struct bp_str needle, size_t start)
{
	if (start > text.len || !text.at)
		return SIZE_MAX;
	const char *from = text.at + start;
	size_t len = text.len - start;
	const char *found = needle.len == 1 ? memchr(from, needle.at[0], len)
		: needle.len == 2           ? str_find_two(from, len, needle.at)
					    : memmem(from, len, needle.at, needle.len);
	return found ? (size_t)(found - text.at) : SIZE_MAX;
}

uint64_t bp_hash(uint64_t hash, struct bp_str text)
{
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
	return hash;
}

uint64_t bp_hash_folded(uint64_t hash, struct bp_str text)
{
	text = bp_str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (bp_is_space((char)c)) {
			if (bp_is_space(
				    text.at[i + 1])) /* trimmed: there is a next one */
				continue;
			c = ' ';
		}
		hash = (hash ^ c) * 0x100000001b3u;
	}
	return hash;
}

/* The length of the sequence that a lead byte begins, the smallest code that may be
 * written in it, and the lead byte's bits of the code; 0 for any other byte. */
static size_t sequence(unsigned char lead, uint32_t *least, uint32_t *bits)
{
	if (lead >= 0xc2 && lead <= 0xdf)
		return *least = 0x80, *bits = lead & 0x1f, 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return *least = 0x800, *bits = lead & 0x0f, 3;
	if (lead >= 0xf0 && lead <= 0xf4)
		return *least = 0x10000, *bits = lead & 0x07, 4;
	return 0;
}

size_t bp_utf8_next(struct bp_str text, size_t at, uint32_t *code)
{
	unsigned char lead = (unsigned char)text.at[at];
	uint32_t least = 0, value = 0;

	*code = lead;
	if (lead < 0x80)
		return 1;
	*code = REPLACEMENT;
	size_t len = sequence(lead, &least, &value);
	for (size_t i = 1; i < len; i++) {
		if (at + i >= text.len || ((unsigned char)text.at[at + i] & 0xc0) != 0x80)
			return i;
		value = value << 6 | ((unsigned char)text.at[at + i] & 0x3f);
	}
	if (len == 0)
		return 1;
	if (value >= least && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff))
		*code = value;
	return len;
}

size_t bp_utf8_put(char out[4], uint32_t code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	out[0] = (char)(lead[len] | code);
	return len;
}

size_t bp_ascii_skip(struct bp_str text, size_t at)
{
	uint64_t eight; /* bytes at a time */

	for (; at + sizeof eight <= text.len; at += sizeof eight) {
		memcpy(&eight, text.at + at, sizeof eight);
		if (eight & 0x8080808080808080u)
			break;
	}
	while (at < text.len && (unsigned char)text.at[at] < 0x80)
		at++;
	return at;
}

bool bp_utf8_valid(struct bp_str text, size_t *bad)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at = bp_ascii_skip(text, at);
		if (at == text.len)
			break;
		size_t len = bp_utf8_next(text, at, &code);
		if (code == REPLACEMENT &&
			!(len == 3 && memcmp(text.at + at, "\xef\xbf\xbd", 3) == 0)) {
			if (bad)
				*bad = at;
			return false;
		}
		at += len;
	}
	return true;
}

/* U+00C0 to U+017F without diacritics and without strokes through a letter; a blank
 * where no letter of ASCII is left. */
static const char plain_letters[] =
	"AAAAAA CEEEEIIII NOOOOO OUUUUY  aaaaaa ceeeeiiii nooooo ouuuuy yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKk LlLlLl  LlNnNnNn   OoOoOo  RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz ";

uint32_t bp_fold_search(uint32_t code)
{
	if (code >= 0xc0 && code < 0xc0 + sizeof plain_letters - 1 &&
		plain_letters[code - 0xc0] != ' ')
		code = (unsigned char)plain_letters[code - 0xc0];
	return bp_fold_code(code);
}

bool bp_text_equal_folded(struct bp_str a, struct bp_str b)
{
	size_t i = 0, j = 0;

	while (i < a.len && j < b.len) {
		uint32_t x, y;
		i += bp_utf8_next(a, i, &x);
		j += bp_utf8_next(b, j, &y);
		if (bp_fold_code(x) != bp_fold_code(y))
			return false;
	}
	return i == a.len && j == b.len;
}

/* Whether the words stand in the text at `at`, folded for searching. */
static bool goes_on(struct bp_str text, size_t at, struct bp_str words)
{
	for (size_t word = 0; word < words.len;) {
		uint32_t a, b;
		if (at >= text.len)
			return false;
		at += bp_utf8_next(text, at, &a);
		word += bp_utf8_next(words, word, &b);
		if (bp_fold_search(a) != bp_fold_search(b))
			return false;
	}
	return true;
}

bool bp_text_holds(struct bp_str text, struct bp_str words)
{
	uint32_t code;

	for (size_t at = 0; at < text.len; at += bp_utf8_next(text, at, &code))
		if (goes_on(text, at, words))
			return true;
	return words.len == 0;
}
