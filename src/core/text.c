#include "width.h"
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

bool bp_str_is(struct bp_str a, const char *cstr)
{
	return bp_str_equal(a, bp_str(cstr));
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

size_t bp_str_find(struct bp_str text, struct bp_str needle, size_t start)
{
	if (start > text.len || !text.at)
		return SIZE_MAX;
	const char *from = text.at + start;
	size_t len = text.len - start;
	const char *found = needle.len == 1 ? memchr(from, needle.at[0], len)
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

/* Length of the sequence that a lead byte opens, and the smallest code it may hold. */
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

/* The next byte that is not ASCII, eight at a time. */
static size_t skip_ascii(struct bp_str text, size_t at)
{
	uint64_t eight;

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
		at = skip_ascii(text, at);
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

/* Takes the marks that follow a base; more than two vanish. */
static size_t take_marks(struct bp_str text, size_t at, struct bp_glyph *glyph)
{
	size_t taken = 0, marks = 0;

	while (at + taken < text.len && (unsigned char)text.at[at + taken] >= 0x80) {
		uint32_t code;
		size_t len = bp_utf8_next(text, at + taken, &code);
		enum bp_code_class class = bp_code_class(code);
		if (class == BP_CODE_MARK && marks < 2)
			glyph->mark[marks++] = code;
		else if (class != BP_CODE_MARK && class != BP_CODE_INVISIBLE)
			break;
		taken += len;
	}
	return taken;
}

/* Printable ASCII, and nothing behind it that could combine with it. */
static bool is_plain(struct bp_str text, size_t at)
{
	return text.at[at] >= 0x20 && text.at[at] < 0x7f &&
		(at + 1 >= text.len || (unsigned char)text.at[at + 1] < 0x80);
}

size_t bp_glyph_next(struct bp_str text, size_t at, struct bp_glyph *glyph)
{
	uint32_t code;

	if (is_plain(text, at)) {
		*glyph =
			(struct bp_glyph){.base = (unsigned char)text.at[at], .width = 1};
		return 1;
	}
	size_t len = bp_utf8_next(text, at, &code);

	*glyph = (struct bp_glyph){.base = code, .width = 1};
	switch (bp_code_class(code)) {
	case BP_CODE_INVISIBLE: glyph->width = 0; return len;
	case BP_CODE_MARK: /* nothing to stand on */
		glyph->base = ' ';
		glyph->mark[0] = code;
		return len;
	case BP_CODE_BLANK: glyph->base = ' '; return len;
	case BP_CODE_REFUSED: glyph->base = REPLACEMENT; break;
	case BP_CODE_WIDE: glyph->width = 2; break;
	case BP_CODE_NARROW: break;
	}
	return len + take_marks(text, at + len, glyph);
}

int bp_text_columns(struct bp_str text)
{
	int columns = 0;

	for (size_t at = 0; at < text.len;) {
		struct bp_glyph glyph;
		at += bp_glyph_next(text, at, &glyph);
		columns += glyph.width;
	}
	return columns;
}

size_t bp_text_skip(struct bp_str text, int columns)
{
	int over = bp_text_columns(text) - columns;
	size_t at = 0;

	while (over > 0 && at < text.len) {
		struct bp_glyph glyph;
		at += bp_glyph_next(text, at, &glyph);
		over -= glyph.width;
	}
	return at;
}

size_t bp_text_fit(struct bp_str text, int columns)
{
	size_t at = 0;

	while (at < text.len) {
		struct bp_glyph glyph;
		size_t len = bp_glyph_next(text, at, &glyph);
		columns -= glyph.width;
		if (columns < 0)
			break;
		at += len;
	}
	return at;
}

/* A glyph as bytes; returns how many. */
static size_t put_glyph(const struct bp_glyph *glyph, char out[12])
{
	size_t len = bp_utf8_put(out, glyph->base);

	for (size_t i = 0; i < 2 && glyph->mark[i]; i++)
		len += bp_utf8_put(out + len, glyph->mark[i]);
	return len;
}

/* memcmp() would wait for the bytes that have just been written one by one. */
static bool same_bytes(const char *a, const char *b, size_t len)
{
	while (len && *a == *b)
		a++, b++, len--;
	return len == 0;
}

/* Behind what repeats the glyph at `at`, but for the last of them, which marks may
 * follow: lines of screens are long. */
static size_t after_repeats(struct bp_str text, size_t at, size_t len)
{
	size_t next = at + len;

	while (text.len - next >= 2 * len &&
		same_bytes(text.at + next, text.at + at, len) &&
		same_bytes(text.at + next + len, text.at + at, len))
		next += len;
	return next;
}

/* What is clean already is copied in long pieces. */
void bp_buf_add_clean(struct bp_buf *buf, struct bp_str text)
{
	size_t from = 0, next;

	for (size_t at = 0; at < text.len; at = next) {
		struct bp_glyph glyph;
		char clean[12];

		next = at + 1;
		if (text.at[at] == '\n' || text.at[at] == '\t')
			continue;
		next = at + bp_glyph_next(text, at, &glyph);
		size_t len = glyph.width ? put_glyph(&glyph, clean) : 0;
		if (len == next - at && same_bytes(clean, text.at + at, len)) {
			next = after_repeats(text, at, len);
			continue;
		}
		bp_buf_add(buf, text.at + from, at - from);
		bp_buf_add(buf, clean, len);
		from = next;
	}
	bp_buf_add_str(buf, bp_str_from(text, from));
}

void bp_buf_add_clean_line(struct bp_buf *buf, struct bp_str text)
{
	size_t from = buf->len;

	bp_buf_add_clean(buf, text);
	for (size_t i = from; i < buf->len; i++)
		if (buf->at[i] == '\n' || buf->at[i] == '\t')
			buf->at[i] = ' ';
}

static void print(FILE *out, struct bp_buf *text)
{
	if (text->len)
		fwrite(text->at, 1, text->len, out);
	bp_buf_release(text);
}

void bp_print_clean(FILE *out, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, text);
	print(out, &clean);
}

void bp_print_clean_line(FILE *out, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, text);
	print(out, &clean);
}

/* Letters of U+00C0 to U+017F without their diacritics (Unicode's decompositions, and
 * strokes through a letter); a blank where there is none. */
static const char plain_letters[] =
	"AAAAAA CEEEEIIII NOOOOO OUUUUY  aaaaaa ceeeeiiii nooooo ouuuuy yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKk LlLlLl  LlNnNnNn   OoOoOo  RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz ";

uint32_t bp_fold_search(uint32_t code)
{
	if (code >= 0xc0 && code < 0xc0 + sizeof plain_letters - 1 &&
		plain_letters[code - 0xc0] != ' ')
		code = (unsigned char)plain_letters[code - 0xc0];
	return bp_code_fold(code);
}

uint32_t bp_fold_code(uint32_t code)
{
	return bp_code_fold(code);
}

bool bp_text_equal_folded(struct bp_str a, struct bp_str b)
{
	size_t i = 0, j = 0;

	while (i < a.len && j < b.len) {
		uint32_t x, y;
		i += bp_utf8_next(a, i, &x);
		j += bp_utf8_next(b, j, &y);
		if (bp_code_fold(x) != bp_code_fold(y))
			return false;
	}
	return i == a.len && j == b.len;
}

/* Whether the text goes on with the words. */
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
