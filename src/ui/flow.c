/* Cuts spans into words and fills lines with them. */
#include "flow.h"
#include <berpijar/arena.h>
#include <berpijar/input.h>
#include <berpijar/lang.h>
#include <stdlib.h>

/* Room for one more element in an array on the heap. */
#define PUSH(at, count, room)                                                       \
	((count) == (room) ? ((room) = (room) ? (room)*2 : 64,                      \
				     (at) = bp_realloc((at), (room), sizeof *(at))) \
			   : (at),                                                  \
		&(at)[(count)++])

void bp_flow_start(struct bp_flow *flow)
{
	flow->piece_count = flow->word_count = flow->run_count = flow->line_count = 0;
	flow->offset = 0;
	flow->spaces = flow->indent = flow->empty = 0;
	flow->forced = flow->in_word = false;
}

void bp_flow_release(struct bp_flow *flow)
{
	free(flow->pieces);
	free(flow->words);
	free(flow->runs);
	free(flow->lines);
	*flow = (struct bp_flow){0};
}

/* ---- words ---- */

static struct bp_word *start_word(struct bp_flow *flow, uint32_t offset)
{
	struct bp_word *word = PUSH(flow->words, flow->word_count, flow->word_room);

	*word = (struct bp_word){
		.first = flow->piece_count,
		.spaces = flow->spaces,
		.indent = flow->indent,
		.empty = flow->forced ? flow->empty : 0,
		.forced = flow->forced,
		.offset = offset,
	};
	flow->spaces = flow->empty = 0;
	flow->forced = false;
	flow->in_word = true;
	return word;
}

/* Adds glyphs to the current word, or starts a new one. `alone`: the glyph is a word by
 * itself, as in scripts without blanks, where a line may end anywhere. */
static void add_glyphs(struct bp_flow *flow, struct bp_str bytes, int columns, bool alone,
	const struct bp_piece *like, uint32_t offset)
{
	struct bp_word *word;

	if (!flow->in_word || alone)
		word = start_word(flow, offset);
	else
		word = &flow->words[flow->word_count - 1];
	word->columns += columns;

	struct bp_piece *last = word->count ? &flow->pieces[flow->piece_count - 1] : NULL;
	if (last && last->style == like->style && last->link == like->link &&
		last->role == like->role && last->text.at + last->text.len == bytes.at) {
		last->text.len += bytes.len;
		last->columns += columns;
	} else {
		struct bp_piece *piece =
			PUSH(flow->pieces, flow->piece_count, flow->piece_room);
		*piece = *like;
		piece->text = bytes;
		piece->columns = columns;
		word->count++;
	}
	if (alone)
		flow->in_word = false;
}

/* Whether words are parted here. A blank with a combining mark belongs to a word. */
static bool flow_is_blank(struct bp_str text, size_t at)
{
	char c = text.at[at];
	struct bp_glyph glyph;

	if (c != ' ' || at + 1 == text.len || (unsigned char)text.at[at + 1] < 0x80)
		return c == ' ' || c == '\t' || c == '\n' || c == '\r';
	bp_glyph_next(text, at, &glyph);
	return glyph.mark[0] == 0;
}

/* How many bytes from `at` on are one word of printable ASCII, a glyph each. */
static size_t plain_run(struct bp_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.at[end] > 0x20 && text.at[end] < 0x7f)
		end++;
	/* the next code point may be a mark on the last of them */
	return end > at && end < text.len && (unsigned char)text.at[end] >= 0x80
		? end - at - 1
		: end - at;
}

/* A sign of the screen's in another form than it is written in; NULL if it is none. */
static const char *flow_sign(const struct bp_flow *flow, struct bp_str cluster)
{
	static const enum bp_symbol signs[] = {BP_SYMBOL_DONE, BP_SYMBOL_PART,
		BP_SYMBOL_NONE, BP_SYMBOL_WRONG, BP_SYMBOL_POINTER, BP_SYMBOL_ARROW};
	const char *const *written = bp_symbols(BP_SYMBOLS_UNICODE);

	if (!flow->symbols || flow->symbols == written)
		return NULL;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (bp_str_is(cluster, written[signs[i]]))
			return flow->symbols[signs[i]];
	return NULL;
}

/* Adds the cluster or the run of ASCII at `at` to a word; returns its bytes. */
static size_t take_glyphs(
	struct bp_flow *flow, struct bp_str text, size_t at, const struct bp_piece *like)
{
	uint32_t offset = flow->offset + (uint32_t)at;
	struct bp_glyph glyph;
	size_t len = plain_run(text, at);

	if (len) {
		add_glyphs(flow, bp_str_part(text, at, at + len), (int)len, false, like,
			offset);
		return len;
	}
	len = bp_cluster_next(text, at);
	struct bp_str cluster = bp_str_part(text, at, at + len);
	const char *sign = flow_sign(flow, cluster);
	if (sign)
		cluster = bp_str(sign);
	int columns = bp_text_columns(cluster);
	bp_glyph_next(cluster, 0, &glyph);
	if (columns)
		add_glyphs(flow, cluster, columns, glyph.width == 2, like, offset);
	return len;
}

static void flow_add_text(struct bp_flow *flow, struct bp_str text,
	const struct bp_piece *like, bool keep_blanks)
{
	for (size_t at = 0; at < text.len;) {
		if (!flow_is_blank(text, at)) {
			at += take_glyphs(flow, text, at, like);
			continue;
		}
		flow->spaces = keep_blanks ? flow->spaces + 1 : 1;
		flow->in_word = false;
		at++;
	}
	flow->offset += (uint32_t)text.len;
}

void bp_flow_break(struct bp_flow *flow)
{
	flow->forced = true;
	flow->in_word = false;
	flow->spaces = 0;
}

void bp_flow_add_text(
	struct bp_flow *flow, struct bp_str text, bp_style style, uint8_t role)
{
	flow_add_text(
		flow, text, &(struct bp_piece){.style = style, .role = role}, false);
}

static bp_style span_style(const struct bp_span *span, bp_style style)
{
	if (span->attributes & BP_SPAN_STRONG)
		style |= BP_STYLE_BOLD;
	if (span->attributes & BP_SPAN_EMPHASIS)
		style |= BP_STYLE_ITALIC;
	if (span->attributes & BP_SPAN_STRIKE)
		style = (bp_style)((style & ~BP_STYLE_COLOR) | BP_COLOR_FAINT);
	if (span->attributes & BP_SPAN_CODE)
		style = (bp_style)((style & ~BP_STYLE_COLOR) | BP_COLOR_CODE);
	if (span->link)
		style = (bp_style)((style & ~BP_STYLE_COLOR) | BP_COLOR_LINK |
			BP_STYLE_UNDERLINE);
	return style;
}

/* Attributes that terminals cannot show get marks: "[" and "]" around the words of an image,
 * "~" around struck-out text. */
static const struct {
	uint16_t attribute;
	struct bp_str open, close;
} marks[] = {
	{BP_SPAN_IMAGE, {"[", 1}, {"]", 1}},
	{BP_SPAN_STRIKE, {"~", 1}, {"~", 1}},
};

static void add_mark(struct bp_flow *flow, struct bp_str mark, bp_style style)
{
	struct bp_piece like = {.style = style, .role = BP_ROLE_FRAME};
	add_glyphs(flow, mark, 1, false, &like, flow->offset);
}

/* Closes the marks of attributes that end here, and opens those of attributes that begin. */
static void add_marks(struct bp_flow *flow, uint16_t before, uint16_t now, bp_style style)
{
	size_t count = sizeof marks / sizeof *marks;

	for (size_t i = count; i-- > 0;)
		if (before & ~now & marks[i].attribute)
			add_mark(flow, marks[i].close, style);
	for (size_t i = 0; i < count; i++)
		if (now & ~before & marks[i].attribute)
			add_mark(flow, marks[i].open, style);
}

/* Adds "(tautan 3)" after the last span of a link, for plain lines. */
static void add_link_words(
	struct bp_flow *flow, const struct bp_spans *spans, size_t span, bp_style style)
{
	uint16_t link = spans->at[span].link;
	uint16_t next = span + 1 < spans->count ? spans->at[span + 1].link : 0;

	if (!flow->link_words || !link || link == next ||
		spans->at[span].attributes & BP_SPAN_NOTE)
		return;
	struct bp_piece like = {.style = style, .role = BP_ROLE_MARKER};
	const char *words = bp_arena_printf(flow->link_words, _(" (tautan %d)"), link);
	uint32_t offset = flow->offset;
	size_t first = flow->word_count;
	flow_add_text(flow, bp_str(words), &like, false);
	for (size_t i = first; i < flow->word_count; i++)
		flow->words[i].offset = offset; /* they are not in the source */
	flow->offset = offset;
}

static uint8_t span_role(const struct bp_span *span)
{
	if (span->attributes & BP_SPAN_NOTE)
		return BP_ROLE_MARKER;
	return span->attributes & BP_SPAN_NAME ? BP_ROLE_FRAME : BP_ROLE_TEXT;
}

/* What does an action here: its key, or its word. */
static const char *flow_key(const struct bp_flow *flow, struct bp_str text)
{
	struct bp_str name = {0};

	bp_action_key_at(text, 0, &name);
	enum bp_action action = bp_action_named(name);
	return flow->keys && flow->keys->of[action][0] ? flow->keys->of[action]
						       : bp_action_word(action);
}

/* Offsets count the text as it is written. */
static void flow_add_key(
	struct bp_flow *flow, struct bp_str text, const struct bp_piece *like)
{
	uint32_t offset = flow->offset;

	flow_add_text(flow, bp_str(flow_key(flow, text)), like, true);
	flow->offset = offset + (uint32_t)text.len;
}

void bp_flow_add_spans(struct bp_flow *flow, const struct bp_spans *spans, bp_style style)
{
	uint16_t before = 0;

	for (size_t i = 0; i < spans->count; i++) {
		const struct bp_span *span = &spans->at[i];
		struct bp_piece like = {.style = span_style(span, style),
			.link = span->link,
			.role = span_role(span)};
		add_marks(flow, before, span->attributes, style);
		before = span->attributes;
		if (span->attributes & BP_SPAN_BREAK)
			bp_flow_break(flow);
		else if (span->attributes & BP_SPAN_KEY)
			flow_add_key(flow, span->text, &like);
		else
			flow_add_text(
				flow, span->text, &like, span->attributes & BP_SPAN_CODE);
		add_link_words(flow, spans, i, style);
	}
	add_marks(flow, before, 0, style);
}

/* ---- lines ---- */

/* Starts a line that begins with the word; `width` of the line, of which at most half is
 * left empty. */
static struct bp_flow_line *start_line(
	struct bp_flow *flow, const struct bp_word *word, int width, bool joined)
{
	struct bp_flow_line *line = PUSH(flow->lines, flow->line_count, flow->line_room);
	*line = (struct bp_flow_line){
		.first = flow->run_count, .offset = word->offset, .joined = joined};
	line->columns = word->indent < width / 2 ? word->indent : width / 2;
	return line;
}

/* Whether a piece follows a run in the source, with only the blanks of the line between. */
static bool flow_follows(
	const struct bp_run *last, const struct bp_piece *piece, int spaces)
{
	bool follows = last->style == piece->style && last->link == piece->link &&
		last->role == piece->role &&
		last->text.at + last->text.len + spaces == piece->text.at;

	for (int i = 0; follows && i < spaces; i++)
		follows = last->text.at[last->text.len + (size_t)i] == ' ';
	return follows;
}

/* Puts a piece at the end of a line. If it follows the last run, it makes that longer. */
static void flow_place(struct bp_flow *flow, struct bp_flow_line *line,
	const struct bp_piece *piece, int spaces)
{
	if (line->count &&
		flow_follows(&flow->runs[flow->run_count - 1], piece, spaces)) {
		struct bp_run *last = &flow->runs[flow->run_count - 1];
		last->text.len += (size_t)spaces + piece->text.len;
		last->columns += spaces + piece->columns;
	} else {
		struct bp_run *run = PUSH(flow->runs, flow->run_count, flow->run_room);
		*run = (struct bp_run){
			.text = piece->text,
			.column = line->columns + spaces,
			.columns = piece->columns,
			.link = piece->link,
			.style = piece->style,
			.role = piece->role,
		};
		line->count++;
	}
	line->columns += spaces + piece->columns;
}

/* A word wider than a line is cut between clusters. */
static void place_long(struct bp_flow *flow, const struct bp_word *word, int width)
{
	struct bp_flow_line *line = &flow->lines[flow->line_count - 1];

	for (size_t i = 0; i < word->count; i++) {
		struct bp_piece rest = flow->pieces[word->first + i];
		while (rest.columns > 0) {
			struct bp_piece part = rest;
			part.text.len = bp_text_fit(rest.text, width - line->columns);
			part.columns = bp_text_columns(part.text);
			if (part.text.len == 0 && line->count == 0) {
				/* wider than the line: the screen may cut it */
				part.text.len =
					bp_text_cut(rest.text, width - line->columns);
				part.columns = bp_text_columns(part.text);
			}
			if (part.text.len)
				flow_place(flow, line, &part, 0);
			rest.text = bp_str_from(rest.text, part.text.len);
			rest.columns -= part.columns;
			if (rest.columns > 0 || line->columns >= width)
				line = start_line(flow, word, width, true);
		}
	}
	if (line->count == 0 && flow->line_count > 1)
		flow->line_count--;
}

/* The line that a word stands on, which is a new one if the last has no room for it. */
static struct bp_flow_line *flow_line_for(
	struct bp_flow *flow, const struct bp_word *word, int width)
{
	struct bp_flow_line *line = &flow->lines[flow->line_count - 1];
	bool fits = line->columns + word->spaces + word->columns <= width;

	if (word == flow->words || (!word->forced && (fits || line->count == 0)))
		return line;
	for (int i = 0; i < word->empty; i++)
		start_line(flow, word, width, false)->columns = 0;
	return start_line(flow, word, width, !word->forced && word->spaces == 0);
}

void bp_flow_fill(struct bp_flow *flow, int width)
{
	static const struct bp_word nothing;

	if (width < 1)
		width = 1;
	start_line(flow, flow->word_count ? flow->words : &nothing, width, false)
		->offset = 0;

	for (size_t i = 0; i < flow->word_count; i++) {
		const struct bp_word *word = &flow->words[i];
		struct bp_flow_line *line = flow_line_for(flow, word, width);
		int spaces = line->count ? word->spaces : 0;
		if (line->columns + spaces + word->columns > width) {
			place_long(flow, word, width);
			continue;
		}
		for (size_t p = 0; p < word->count; p++)
			flow_place(flow, line, &flow->pieces[word->first + p],
				p ? 0 : spaces);
	}
}

void bp_flow_measure(const struct bp_flow *flow, int *least, int *most)
{
	int line = 0;

	*least = *most = 0;
	for (size_t i = 0; i < flow->word_count; i++) {
		const struct bp_word *word = &flow->words[i];
		if (word->forced)
			line = 0;
		line += (line ? word->spaces : 0) + word->columns;
		if (word->columns > *least)
			*least = word->columns;
		if (line > *most)
			*most = line;
	}
}

size_t bp_wrap_line(struct bp_str text, size_t start, int columns, size_t *next)
{
	size_t end = start;

	while (end < text.len && text.at[end] != '\n')
		end++;
	size_t fits = start + bp_text_cut(bp_str_part(text, start, end), columns);
	if (fits >= end) {
		*next = end < text.len ? end + 1 : SIZE_MAX;
		return end;
	}
	size_t blank = fits;
	while (blank > start && text.at[blank - 1] != ' ')
		blank--;
	*next = blank > start ? blank : fits;
	return *next;
}
