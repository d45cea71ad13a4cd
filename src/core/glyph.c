/* The one sanitizer: any bytes as glyphs that a terminal may show, how many cells they
 * take, and texts cleaned of everything else. */
#include "unicode.h"
#include <berpijar/text.h>
#include <string.h>

#define REPLACEMENT 0xfffd

/* WHITE LARGE SQUARE, two cells wide: for an emoji that is newer than our table. */
#define EMOJI_BOX 0x2b1c

/* ZERO WIDTH NON-JOINER, without which words of Persian and of Indian scripts run together
 * or change their letters. Elsewhere it means nothing and vanishes. */
#define NON_JOINER 0x200c

static bool glyph_joins(uint32_t base)
{
	return base >= 0x600 && base < 0x1d00;
}

/* Where Unicode has put all emoji of the last years, wide ones, and keeps room for more. */
static bool glyph_is_future_emoji(uint32_t code)
{
	return (code >= 0x1f6d0 && code <= 0x1f6ff) ||
		(code >= 0x1f7e0 && code <= 0x1f7ff) ||
		(code >= 0x1f900 && code <= 0x1f9ff) ||
		(code >= 0x1fa70 && code <= 0x1faff);
}

/* Takes the marks behind a base, of which only two are kept; returns their bytes. */
static size_t glyph_take_marks(struct bp_str text, size_t at, struct bp_glyph *glyph)
{
	size_t taken = 0, marks = 0;

	while (at + taken < text.len && (unsigned char)text.at[at + taken] >= 0x80) {
		uint32_t code;
		size_t len = bp_utf8_next(text, at + taken, &code);
		enum bp_code_class class = bp_code_class(code);
		bool kept = class == BP_CODE_MARK ||
			(code == NON_JOINER && glyph_joins(glyph->base));
		if (kept && marks < 2)
			glyph->mark[marks++] = code;
		else if (!kept && class != BP_CODE_MARK && class != BP_CODE_INVISIBLE)
			break;
		taken += len;
	}
	return taken;
}

/* Printable ASCII, and nothing behind it that could combine with it. */
static bool glyph_is_plain(struct bp_str text, size_t at)
{
	return text.at[at] >= 0x20 && text.at[at] < 0x7f &&
		(at + 1 >= text.len || (unsigned char)text.at[at + 1] < 0x80);
}

/* How many plain glyphs, a byte each, there are from `at` on. */
static size_t glyph_plain_run(struct bp_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.at[end] >= 0x20 && text.at[end] < 0x7f)
		end++;
	/* the next code point may be a mark on the last of them */
	return end > at && end < text.len && (unsigned char)text.at[end] >= 0x80
		? end - at - 1
		: end - at;
}

static size_t glyph_take(struct bp_str text, size_t at, struct bp_glyph *glyph)
{
	uint32_t code;
	size_t len = bp_utf8_next(text, at, &code);

	*glyph = (struct bp_glyph){.base = code, .width = 1};
	switch (bp_code_class(code)) {
	case BP_CODE_INVISIBLE: glyph->width = 0; return len;
	case BP_CODE_MARK: /* nothing to stand on */
		glyph->base = ' ';
		glyph->mark[0] = code;
		return len;
	case BP_CODE_BLANK: glyph->base = ' '; return len;
	case BP_CODE_REFUSED:
		glyph->width = glyph_is_future_emoji(code) ? 2 : 1;
		glyph->base = glyph->width == 2 ? EMOJI_BOX : REPLACEMENT;
		break;
	case BP_CODE_WIDE: glyph->width = 2; break;
	case BP_CODE_NARROW: break;
	}
	return len + glyph_take_marks(text, at + len, glyph);
}

size_t bp_glyph_next(struct bp_str text, size_t at, struct bp_glyph *glyph)
{
	if (!glyph_is_plain(text, at))
		return glyph_take(text, at, glyph);
	*glyph = (struct bp_glyph){.base = (unsigned char)text.at[at], .width = 1};
	return 1;
}

/* Marks beyond U+FFFF, which stand in a few blocks: packed, they take the numbers of
 * ideographs, which are no marks. */
static const struct {
	uint32_t first, count;
} glyph_far_marks[] = {
	{0x10000, 0x2000},
	{0x13400, 0x100},
	{0x16a00, 0x600},
	{0x1bc00, 0x100},
	{0x1cf00, 0x100},
	{0x1d100, 0xa00},
	{0x1e000, 0xa00},
	{0xe0100, 0x100},
};
#define FAR_MARKS     (sizeof glyph_far_marks / sizeof *glyph_far_marks)
#define FAR_MARK_CODE 0x3400

uint16_t bp_mark_pack(uint32_t mark)
{
	uint32_t code = FAR_MARK_CODE;

	if (mark < 0x10000)
		return (uint16_t)mark;
	for (size_t i = 0; i < FAR_MARKS; code += glyph_far_marks[i++].count)
		if (mark - glyph_far_marks[i].first < glyph_far_marks[i].count)
			return (uint16_t)(code + mark - glyph_far_marks[i].first);
	return 0;
}

uint32_t bp_mark_unpack(uint16_t packed)
{
	uint32_t code = FAR_MARK_CODE;

	for (size_t i = 0; packed >= code && i < FAR_MARKS;
		code += glyph_far_marks[i++].count)
		if (packed - code < glyph_far_marks[i].count)
			return glyph_far_marks[i].first + packed - code;
	return packed;
}

int bp_text_columns(struct bp_str text)
{
	struct bp_glyph glyph;
	int columns = 0;

	for (size_t at = 0; at < text.len;) {
		size_t run = glyph_plain_run(text, at);
		columns += (int)run;
		at += run;
		if (at == text.len)
			break;
		at += bp_glyph_next(text, at, &glyph);
		columns += glyph.width;
	}
	return columns;
}

/* Writes a glyph as bytes; returns how many. */
static size_t glyph_put(const struct bp_glyph *glyph, char out[12])
{
	size_t len = bp_utf8_put(out, glyph->base);

	for (size_t i = 0; i < 2 && glyph->mark[i]; i++)
		len += bp_utf8_put(out + len, glyph->mark[i]);
	return len;
}

/* For a few bytes that were written one by one just now: memcmp() reads them as one
 * word, and the processor would wait for the writes. */
static bool glyph_same_bytes(const char *a, const char *b, size_t len)
{
	while (len && *a == *b)
		a++, b++, len--;
	return len == 0;
}

/* Skips what repeats the glyph at `at`, since rules of screens are long. The last one is
 * left, because marks may follow it. */
static size_t glyph_after_repeats(struct bp_str text, size_t at, size_t len)
{
	size_t next = at + len;

	while (text.len - next >= 2 * len &&
		glyph_same_bytes(text.at + next, text.at + at, len) &&
		glyph_same_bytes(text.at + next + len, text.at + at, len))
		next += len;
	return next;
}

/* Most texts are clean already and are copied in long pieces. */
void bp_buf_add_clean(struct bp_buf *buf, struct bp_str text)
{
	size_t from = 0, next;

	for (size_t at = 0; at < text.len; at = next) {
		struct bp_glyph glyph;
		char clean[12];

		next = at + glyph_plain_run(text, at);
		if (next > at)
			continue;
		next = at + 1;
		if (text.at[at] == '\n' || text.at[at] == '\t')
			continue;
		next = at + glyph_take(text, at, &glyph);
		size_t len = glyph.width ? glyph_put(&glyph, clean) : 0;
		if (len == next - at && glyph_same_bytes(clean, text.at + at, len)) {
			next = glyph_after_repeats(text, at, len);
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

bool bp_text_is_clean_line(struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, text);
	bool same = bp_str_equal(bp_buf_str(&clean), text);
	bp_buf_release(&clean);
	return same;
}

bool bp_code_commands(uint32_t code)
{
	return (code < 0x20 && code != '\n' && code != '\t') ||
		(code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069);
}

void bp_buf_add_harmless(struct bp_buf *buf, struct bp_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		if (code == '\r' && at < text.len && text.at[at] == '\n')
			continue;
		bp_buf_add_code(buf, bp_code_commands(code) ? REPLACEMENT : code);
	}
}

static void glyph_print(FILE *out, struct bp_buf *text)
{
	if (text->len)
		fwrite(text->at, 1, text->len, out);
	bp_buf_release(text);
}

void bp_print_clean(FILE *out, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, text);
	glyph_print(out, &clean);
}

void bp_print_clean_line(FILE *out, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, text);
	glyph_print(out, &clean);
}
