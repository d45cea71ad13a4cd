/* Where sentences end in a text, and where pages of a lesson may end and begin: what is heard
 * piece by piece must not be cut in the midst of a thought. */
#include "private.h"
#include <string.h>

/* ---- in a text ---- */

/* Adds the bytes of the first of some words with which the text goes on at an offset. */
static size_t sentence_skip(
	struct bp_str text, size_t at, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bp_str_starts(bp_str_from(text, at), words[i]))
			return at + strlen(words[i]);
	return at;
}

/* Behind the marks that end a sentence, and the quotes and brackets that close with it;
 * `at` itself if there are none. */
static size_t sentence_behind_marks(struct bp_str text, size_t at)
{
	static const char *const marks[] = {".", "!", "?", "…"};
	static const char *const closers[] = {
		"\"", "'", ")", "]", "”", "’", "»", "*", ".", "!", "?"};
	size_t end = sentence_skip(text, at, marks, sizeof marks / sizeof *marks), more;

	if (end == at)
		return at;
	while ((more = sentence_skip(
			text, end, closers, sizeof closers / sizeof *closers)) != end)
		end = more;
	return end;
}

/* Whether a dot only shortens its word ("No. 5", "a.n. Kepala"), or belongs to the number
 * of a list's item. */
static bool sentence_shortens(struct bp_str text, size_t dot)
{
	static const char *const short_words[] = {"no", "nomor", "dr", "drs", "dra", "ir",
		"prof", "jl", "hlm", "hal", "yth", "sdr", "tgl", "kec", "kab", "kel",
		"st", "mr", "mrs", "ms", "vs", "cf", "pasal"};
	size_t from = dot;
	bool digits = true;

	while (from > 0 && !strchr(" (", text.at[from - 1]))
		digits &= bp_is_digit(text.at[--from]);
	struct bp_str word = bp_str_part(text, from, dot);
	if (digits)
		return bp_str_trim(bp_str_part(text, 0, from)).len == 0;
	if (word.len == 1 || (word.len == 3 && word.at[1] == '.'))
		return true;
	for (size_t i = 0; i < sizeof short_words / sizeof *short_words; i++)
		if (bp_text_equal_folded(word, bp_str(short_words[i])))
			return true;
	return false;
}

size_t plain_sentence_end(struct bp_str text, size_t from)
{
	for (size_t at = from; at < text.len; at++) {
		size_t end = sentence_behind_marks(text, at);
		if (end == at || (text.at[at] == '.' && sentence_shortens(text, at)))
			continue;
		size_t next = end;
		while (next < text.len && text.at[next] == ' ')
			next++;
		bool apart = next > end || end == text.len;
		bool goes_on =
			next < text.len && text.at[next] >= 'a' && text.at[next] <= 'z';
		if (apart && !goes_on)
			return end;
		at = end - 1;
	}
	return SIZE_MAX;
}

/* The last end of a sentence at or before an offset, but not before all text; SIZE_MAX: there
 * is none. */
static size_t sentence_last_end(struct bp_str text, size_t most)
{
	size_t last = SIZE_MAX, end;

	for (size_t at = 0; (end = plain_sentence_end(text, at)) <= most; at = end)
		last = end;
	return last;
}

bool plain_is_sentence(struct bp_str text)
{
	return text.len && sentence_last_end(text, text.len) == text.len;
}

/* ---- in a layout ---- */

bool plain_line_is_blank(const struct bp_layout *layout, size_t line)
{
	return layout->lines[line].count == 0;
}

static enum bp_block_kind kind_of_line(const struct bp_layout *layout, size_t line)
{
	return layout->document->blocks[layout->lines[line].block].kind;
}

static bool shares_block(const struct bp_layout *layout, size_t a, size_t b)
{
	return layout->lines[a].block == layout->lines[b].block;
}

/* Whether a line is the first of its block's own words, of its code, or of a table's row. */
static bool line_begins(const struct bp_layout *layout, size_t line)
{
	const struct bp_line *at = &layout->lines[line];

	if (line == 0 || !shares_block(layout, line - 1, line) || at->code ||
		layout->lines[line - 1].offset < BP_OFFSET_TEXT)
		return true;
	return kind_of_line(layout, line) == BP_BLOCK_TABLE && at->count &&
		layout->runs[at->first].column <=
		layout->runs[layout->lines[line - 1].first].column &&
		!at->joined;
}

struct spot plain_sentence_start(const struct bp_layout *layout, struct spot spot)
{
	struct bp_buf text = {0};
	size_t end = SIZE_MAX;

	for (;; spot.line--, spot.byte = SIZE_MAX) {
		bp_buf_clear(&text);
		lines_of_layout(layout, spot.line, &text);
		end = sentence_last_end(
			bp_buf_str(&text), spot.byte < text.len ? spot.byte : text.len);
		if (end != SIZE_MAX || line_begins(layout, spot.line))
			break;
	}
	spot.byte = end == SIZE_MAX ? 0 : end;
	while (spot.byte < text.len && text.at[spot.byte] == ' ' && spot.byte)
		spot.byte++;
	if (spot.byte >= text.len && text.len)
		spot = (struct spot){spot.line + 1, 0};
	bp_buf_release(&text);
	return spot;
}

/* Whether a line is the last one of what began with line_begins(). */
static bool line_ends(const struct bp_layout *layout, size_t line)
{
	return line + 1 >= layout->count || !shares_block(layout, line, line + 1) ||
		line_begins(layout, line + 1);
}

struct spot plain_sentence_stop(const struct bp_layout *layout, struct spot spot)
{
	struct bp_buf text = {0};
	size_t end;

	for (;; spot.line++, spot.byte = 0) {
		bp_buf_clear(&text);
		lines_of_layout(layout, spot.line, &text);
		end = plain_sentence_end(bp_buf_str(&text), spot.byte);
		if (end < text.len || line_ends(layout, spot.line))
			break;
		if (end == text.len)
			break;
	}
	spot = end < text.len ? (struct spot){spot.line, end}
			      : (struct spot){spot.line + 1, 0};
	bp_buf_release(&text);
	return spot;
}

/* ---- pages ---- */

/* Whether what stands in a line is done with below it: a block that is no heading and
 * announces nothing, a line of code, a row, a sentence. */
static bool page_ends_below(const struct bp_layout *layout, size_t line)
{
	enum bp_block_kind kind = kind_of_line(layout, line);
	struct bp_buf text = {0};
	size_t next = line + 1;

	if (plain_line_is_blank(layout, line) || kind == BP_BLOCK_HEADING)
		return false;
	while (next < layout->count && plain_line_is_blank(layout, next))
		next++;
	lines_of_layout(layout, line, &text);
	bool announces = kind == BP_BLOCK_PARAGRAPH && text.at[text.len - 1] == ':';
	bool ends = sentence_last_end(bp_buf_str(&text), text.len) == text.len;
	bp_buf_release(&text);
	if (next == layout->count || !shares_block(layout, line, next))
		return !announces;
	return ends ||
		(layout->lines[line].offset >= BP_OFFSET_TEXT &&
			line_begins(layout, next));
}

/* Behind the last sentence that ends in a line; byte 0: none does. */
static struct spot page_ends_inside(const struct bp_layout *layout, size_t line)
{
	enum bp_block_kind kind = kind_of_line(layout, line);
	struct bp_buf text = {0};
	size_t end = SIZE_MAX;

	lines_of_layout(layout, line, &text);
	if (kind == BP_BLOCK_PARAGRAPH || kind == BP_BLOCK_QUESTION)
		end = sentence_last_end(bp_buf_str(&text), text.len);
	bp_buf_release(&text);
	return (struct spot){line, end == SIZE_MAX ? 0 : end};
}

struct spot plain_page_end(const struct bp_layout *layout, struct spot from, size_t end)
{
	size_t half = end - (end - from.line) / 2, third = end - (end - from.line) / 3;

	for (size_t line = end; line-- > third;)
		if (page_ends_below(layout, line))
			return (struct spot){line + 1, 0};
	for (size_t line = end; line-- > half;) {
		struct spot spot = page_ends_inside(layout, line);
		if (page_ends_below(layout, line))
			return (struct spot){line + 1, 0};
		if (spot.byte && (line > from.line || spot.byte > from.byte))
			return spot;
	}
	return (struct spot){end, 0};
}
