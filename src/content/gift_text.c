/* The text of a question with its escapes resolved, and how parts of it are found. */
#include "gift.h"
#include <string.h>

static void gift_text_reserve(struct gift_text *text, size_t more)
{
	if (text->room - text->len >= more)
		return;
	while (text->room - text->len < more)
		text->room = text->room ? text->room * 2 : 1024;
	text->at = bp_realloc(text->at, text->room, sizeof *text->at);
	text->from = bp_realloc(text->from, text->room, sizeof *text->from);
}

void gift_text_add(struct gift_text *text, char c, size_t from)
{
	gift_text_reserve(text, 1);
	text->at[text->len] = c;
	text->from[text->len++] = (uint32_t)from;
}

/* The character that "\c" stands for; 0 if that is not an escape. */
static char escaped(char c)
{
	if (c == 'n')
		return '\n';
	return c != '\0' && strchr(":#={}~\\", c) ? c : '\0';
}

void gift_text_add_line(
	struct gift_text *text, struct bp_str source, struct gift_span line)
{
	gift_text_reserve(text, line.end - line.start);
	char *at = text->at + text->len;
	uint32_t *from = text->from + text->len;

	for (size_t i = line.start; i < line.end; i++) {
		char c = source.at[i];
		char meant =
			c == '\\' && i + 1 < line.end ? escaped(source.at[i + 1]) : '\0';
		*at++ = meant ? meant : c;
		*from++ = (uint32_t)i | (meant ? GIFT_ESCAPED : 0);
		i += meant != '\0';
	}
	text->len = (size_t)(at - text->at);
}

bool gift_is(const struct gift_text *text, size_t at, char c)
{
	return at < text->len && text->at[at] == c && !(text->from[at] & GIFT_ESCAPED);
}

size_t gift_find(const struct gift_text *text, struct gift_span in, char c)
{
	while (in.start < in.end) {
		const char *found = memchr(text->at + in.start, c, in.end - in.start);
		if (!found)
			break;
		in.start = (size_t)(found - text->at) + 1;
		if (!(text->from[in.start - 1] & GIFT_ESCAPED))
			return in.start - 1;
	}
	return GIFT_NOWHERE;
}

bool gift_starts(const struct gift_text *text, struct gift_span in, const char *word)
{
	size_t at = in.start;

	for (; *word; word++, at++) {
		if (at >= in.end || !gift_is(text, at, *word))
			return false;
	}
	return true;
}

struct bp_str gift_bytes(const struct gift_text *text, struct gift_span span)
{
	if (span.start >= span.end)
		return (struct bp_str){NULL, 0};
	return (struct bp_str){text->at + span.start, span.end - span.start};
}

static bool is_trimmed(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\0';
}

struct bp_str gift_trim_bytes(struct bp_str text)
{
	while (text.len && is_trimmed(text.at[0])) {
		text.at++;
		text.len--;
	}
	while (text.len && is_trimmed(text.at[text.len - 1]))
		text.len--;
	return text;
}

static bool gift_text_is_blank(const struct gift_text *text, size_t at)
{
	return is_trimmed(text->at[at]) && !(text->from[at] & GIFT_ESCAPED);
}

struct gift_span gift_trim(const struct gift_text *text, struct gift_span span)
{
	while (span.start < span.end && gift_text_is_blank(text, span.start))
		span.start++;
	while (span.start < span.end && gift_text_is_blank(text, span.end - 1))
		span.end--;
	return span;
}

struct gift_span gift_cut(const struct gift_text *text, struct gift_span *span, char c)
{
	struct gift_span before = *span;
	size_t at = gift_find(text, *span, c);

	if (at == GIFT_NOWHERE) {
		span->start = span->end;
	} else {
		before.end = at;
		span->start = at + 1;
	}
	return before;
}

static const struct {
	const char *prefix;
	enum bp_text_format format;
} formats[] = {
	{"[html]", BP_FORMAT_HTML},
	{"[moodle]", BP_FORMAT_MOODLE},
	{"[plain]", BP_FORMAT_PLAIN},
	{"[markdown]", BP_FORMAT_MARKDOWN},
};

bool gift_has_format(struct bp_str text)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (bp_str_starts(text, formats[i].prefix))
			return true;
	}
	return false;
}

const char *gift_format_prefix(enum bp_text_format format)
{
	size_t i = 0;

	while (formats[i].format != format)
		i++;
	return formats[i].prefix;
}

struct bp_text gift_read_text(
	struct bp_arena *arena, struct bp_str text, enum bp_text_format format)
{
	bool may = text.len && text.at[0] == '[';

	for (size_t i = 0; may && i < sizeof formats / sizeof *formats; i++) {
		if (!bp_str_starts(text, formats[i].prefix))
			continue;
		format = formats[i].format;
		text = bp_str_from(text, strlen(formats[i].prefix));
		break;
	}
	return (struct bp_text){bp_arena_str(arena, gift_trim_bytes(text)), format};
}

static void gift_text_add_part(
	struct gift_reader *reader, char mark, size_t at, struct gift_span span)
{
	if (reader->part_count == reader->part_room) {
		reader->part_room = reader->part_room ? reader->part_room * 2 : 16;
		reader->parts = bp_realloc(
			reader->parts, reader->part_room, sizeof *reader->parts);
	}
	reader->parts[reader->part_count++] = (struct gift_part){mark, at, span};
}

/* Whether Moodle drops the first piece: it asks PHP's empty(), for which "0" is empty. */
static bool gift_text_is_dropped(struct gift_reader *reader, struct gift_span first)
{
	if (first.start == first.end)
		return true;
	return first.end - first.start == 1 && gift_is(&reader->text, first.start, '0');
}

/* Marks are signs of ASCII, most of a text is not. */
static bool is_mark(const struct gift_text *text, size_t at, const char *marks)
{
	if (text->at[at] <= ' ' || bp_is_letter(text->at[at]))
		return false;
	for (; *marks; marks++) {
		if (gift_is(text, at, *marks))
			return true;
	}
	return false;
}

void gift_split(struct gift_reader *reader, struct gift_span span, const char *marks)
{
	const struct gift_text *text = &reader->text;
	struct gift_span piece = {span.start, span.start};
	char mark = '\0';
	size_t at = span.start;

	reader->part_count = 0;
	for (size_t i = span.start; i <= span.end; i++) {
		bool ends = i == span.end;
		if (!ends && !is_mark(text, i, marks))
			continue;
		piece.end = i;
		struct gift_span trimmed = gift_trim(text, piece);
		if (mark || !gift_text_is_dropped(reader, trimmed))
			gift_text_add_part(
				reader, mark, mark ? at : trimmed.start, trimmed);
		if (ends)
			break;
		mark = text->at[i];
		at = i;
		piece.start = i + 1;
	}
}
