/* Text wrapped into lines: our words, a course's text, and lines of a layout. */
#include "lines.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

void lines_clear(struct lines *lines)
{
	bp_buf_clear(&lines->bytes);
	lines->count = 0;
	lines->version = 0;
}

void lines_release(struct lines *lines)
{
	bp_buf_release(&lines->bytes);
	free(lines->at);
	*lines = (struct lines){0};
}

void lines_add(struct lines *lines, size_t row, struct bp_str text)
{
	if (lines->count == lines->room) {
		lines->room = lines->room ? lines->room * 2 : 32;
		lines->at = bp_realloc(lines->at, lines->room, sizeof *lines->at);
	}
	bp_buf_add_str(&lines->bytes, text);
	lines->at[lines->count++] = (struct line_end){lines->bytes.len, row};
}

struct bp_str lines_at(const struct lines *lines, size_t i)
{
	return bp_str_part(bp_buf_str(&lines->bytes), i ? lines->at[i - 1].end : 0,
		lines->at[i].end);
}

bool lines_hold(const struct lines *lines, struct bp_str text)
{
	for (size_t i = 0; i < lines->count; i++)
		if (bp_str_equal(lines_at(lines, i), text))
			return true;
	return false;
}

bool lines_equal(const struct lines *a, const struct lines *b)
{
	if (a->version && a->version == b->version)
		return true;
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!bp_str_equal(lines_at(a, i), lines_at(b, i)))
			return false;
	return true;
}

/* ---- wrapping ---- */

struct wrapping {
	struct lines *lines;
	size_t row;
	int width, hang;
	struct bp_buf line;
	bool empty; /* the line holds only the hanging blanks */
};

static void lines_add_blanks(struct bp_buf *out, int count)
{
	for (int i = 0; i < count; i++)
		bp_buf_add_char(out, ' ');
}

static void end_line(struct wrapping *wrapping)
{
	lines_add(wrapping->lines, wrapping->row, bp_buf_str(&wrapping->line));
	bp_buf_clear(&wrapping->line);
	lines_add_blanks(&wrapping->line, wrapping->hang);
	wrapping->empty = true;
}

static int columns_of(const struct bp_buf *text)
{
	return bp_text_columns(bp_buf_str(text));
}

/* Adds a word, on the next line if it does not fit; one that fits no line is cut. */
static void add_word(struct wrapping *wrapping, struct bp_str word)
{
	int columns = bp_text_columns(word);

	if (!wrapping->empty &&
		columns_of(&wrapping->line) + 1 + columns > wrapping->width)
		end_line(wrapping);
	if (!wrapping->empty)
		bp_buf_add_char(&wrapping->line, ' ');
	while (columns > wrapping->width - wrapping->hang) {
		size_t fits = bp_text_cut(word, wrapping->width - wrapping->hang);
		bp_buf_add_str(&wrapping->line, bp_str_part(word, 0, fits));
		end_line(wrapping);
		word = bp_str_from(word, fits);
		columns = bp_text_columns(word);
	}
	bp_buf_add_str(&wrapping->line, word);
	wrapping->empty = false;
}

/* Writes a text with commas for the dots between its parts. */
static void add_spoken(struct bp_buf *out, struct bp_str text)
{
	struct bp_str dot = BP_STR(" · ");
	size_t from = 0, at;

	bp_buf_add(out, "", 0);
	while ((at = bp_str_find(text, dot, from)) != SIZE_MAX) {
		bp_buf_add_str(out, bp_str_trim(bp_str_part(text, from, at)));
		bp_buf_add_cstr(out, ", ");
		from = at + dot.len;
	}
	bp_buf_add_str(out, bp_str_from(text, from));
}

void lines_wrap(struct lines *lines, size_t row, int width, int hang, const char *text)
{
	struct wrapping wrapping = {lines, row, width, hang, {0}, true};
	struct bp_buf spoken = {0};

	add_spoken(&spoken, bp_str(text));
	for (const char *at = spoken.at; *(at += strspn(at, " \n"));) {
		struct bp_str word = {at, strcspn(at, " \n")};
		add_word(&wrapping, word);
		at += word.len;
	}
	if (!wrapping.empty)
		end_line(&wrapping);
	bp_buf_release(&wrapping.line);
	bp_buf_release(&spoken);
}

/* ---- layouts ---- */

void lines_of_layout(const struct bp_layout *layout, size_t line, struct bp_buf *out)
{
	const struct bp_line *at = &layout->lines[line];
	int column = 0;

	for (uint32_t i = 0; i < at->count; i++) {
		const struct bp_run *run = &layout->runs[at->first + i];
		lines_add_blanks(out, run->column - column);
		bp_buf_add_str(out, run->text);
		column = run->column + run->columns;
	}
}

/* Adds the text behind a document on lines of its own. */
static void add_behind(
	struct lines *lines, size_t row, int width, int hang, const char *behind)
{
	struct lines own = {0};
	struct bp_buf line = {0};

	lines_wrap(&own, row, width - hang, 0, behind);
	for (size_t i = 0; i < own.count; i++) {
		bp_buf_clear(&line);
		lines_add_blanks(&line, hang);
		bp_buf_add_str(&line, lines_at(&own, i));
		lines_add(lines, row, bp_buf_str(&line));
	}
	bp_buf_release(&line);
	lines_release(&own);
}

void lines_document(struct lines *lines, size_t row, int width,
	const struct bp_document *document, const char *before, const char *behind)
{
	int hang = bp_text_columns(bp_str(before));
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){
			.width = width - hang > BP_LAYOUT_MIN ? width - hang
							      : BP_LAYOUT_MIN,
			.symbols = bp_symbols(BP_SYMBOLS_SPOKEN),
			.spoken = true,
		});
	struct bp_buf line = {0};

	for (size_t i = 0; i < layout->count || i == 0; i++) {
		bp_buf_clear(&line);
		if (i == 0)
			bp_buf_add_cstr(&line, before ? before : "");
		else
			lines_add_blanks(&line, hang);
		if (i < layout->count)
			lines_of_layout(layout, i, &line);
		bool last = i + 1 >= layout->count && behind;
		bool fits = last &&
			columns_of(&line) + bp_text_columns(bp_str(behind)) <= width;
		if (fits)
			bp_buf_add_cstr(&line, behind);
		lines_add(lines, row, bp_buf_str(&line));
		if (last && !fits)
			add_behind(lines, row, width, hang, behind);
	}
	bp_buf_release(&line);
	bp_layout_free(layout);
}
