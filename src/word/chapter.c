/* Blocks as Markdown. Lists may have lost items to questions, so how far an item is indented
 * is counted anew by what is written. */
#include "chapter.h"
#include <string.h>

#define ROMAN_MOST 399 /* the last one without a D */

void chapter_begin(struct chapter *chapter)
{
	bp_buf_clear(&chapter->out);
	bp_buf_clear(&chapter->notes);
	chapter->markdown.note_count = 0;
	chapter->told = 0;
	chapter->open = chapter->last = 0;
	chapter->heading = 1;
	chapter->words = 0;
}

void chapter_release(struct chapter *chapter)
{
	bp_buf_release(&chapter->out);
	bp_buf_release(&chapter->notes);
}

size_t chapter_size(const struct chapter *chapter)
{
	return chapter->out.len + chapter->notes.len;
}

static void chapter_count(struct chapter *chapter, const struct runs *runs)
{
	struct bp_str text = runs_text(chapter->markdown.word->arena, runs);

	for (size_t i = 0; i < text.len; i++)
		chapter->words += !bp_is_space(text.at[i]) &&
			(i == 0 || bp_is_space(text.at[i - 1]));
}

/* ---- headings and paragraphs ---- */

/* A heading never goes down more than one level. */
void chapter_add_heading(struct chapter *chapter, const struct runs *runs, int level)
{
	if (level > chapter->heading + 1)
		level = chapter->heading + 1;
	if (level > 6)
		level = 6;
	chapter->heading = level;
	chapter->open = chapter->last = 0;
	bp_buf_add_char(&chapter->out, '\n');
	for (int i = 0; i < level; i++)
		bp_buf_add_char(&chapter->out, '#');
	bp_buf_add_char(&chapter->out, ' ');
	markdown_runs(&chapter->markdown, runs, " ", &chapter->out);
	bp_buf_add_char(&chapter->out, '\n');
}

static void chapter_add_roman(int number, bool capital, struct bp_buf *out)
{
	static const struct {
		int value;
		const char *small, *capital;
	} signs[] = {{100, "c", "C"}, {90, "xc", "XC"}, {50, "l", "L"}, {40, "xl", "XL"},
		{10, "x", "X"}, {9, "ix", "IX"}, {5, "v", "V"}, {4, "iv", "IV"},
		{1, "i", "I"}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (; number >= signs[i].value; number -= signs[i].value)
			bp_buf_add_cstr(out, capital ? signs[i].capital : signs[i].small);
}

/* What stands in front of an item; letters and Roman numbers are kept as text. */
static void chapter_marker(const struct block *block, struct bp_buf *marker)
{
	bool letter = block->mark == 'a' || block->mark == 'A';
	bool roman = block->mark == 'i' || block->mark == 'I';

	if (block->mark == '1') {
		bp_buf_printf(marker, "%d. ", block->number);
		return;
	}
	bp_buf_add_cstr(marker, "- ");
	if (letter && block->number <= 26)
		bp_buf_printf(marker, "%c. ", block->mark + block->number - 1);
	else if (roman && block->number <= ROMAN_MOST) {
		chapter_add_roman(block->number, block->mark == 'I', marker);
		bp_buf_add_cstr(marker, ". ");
	}
}

/* Where the text behind the marker begins, as Markdown counts. */
static int chapter_marker_width(const struct block *block)
{
	int width = 2;

	for (int left = block->mark == '1' ? block->number : 0; left; left /= 10)
		width++;
	return width;
}

/* The level of lists at which a block is written, opened if it leads an item. */
static int chapter_level(struct chapter *chapter, const struct block *block)
{
	int most = chapter->open + block->leads;
	int level = block->depth < most ? block->depth : most;

	if (block->leads && level)
		chapter->column[level] =
			chapter->column[level - 1] + chapter_marker_width(block);
	chapter->open = level;
	return level;
}

static void chapter_add_prefix(const struct block *block, int column, struct bp_buf *out)
{
	for (int i = 0; !block->depth && i < block->quotes; i++)
		bp_buf_add_cstr(out, "> ");
	for (int i = 0; i < column; i++)
		bp_buf_add_char(out, ' ');
}

void chapter_add_text(
	struct chapter *chapter, const struct block *block, const struct runs *runs)
{
	size_t before = chapter->out.len;
	struct bp_buf line_end = {0};
	int level = chapter_level(chapter, block);
	bool leads = block->leads && level;
	bool same = level != chapter->last || block->mark == chapter->mark;
	if (!(leads && chapter->last && same))
		bp_buf_add_char(&chapter->out, '\n');
	chapter->last = level;
	chapter->mark = block->mark;
	bp_buf_add_cstr(&line_end, "\\\n");
	chapter_add_prefix(block, chapter->column[level], &line_end);
	chapter_add_prefix(
		block, chapter->column[leads ? level - 1 : level], &chapter->out);
	if (leads)
		chapter_marker(block, &chapter->out);
	size_t empty = chapter->out.len;
	markdown_runs(&chapter->markdown, runs, line_end.at, &chapter->out);
	if (chapter->out.len > empty)
		bp_buf_add_char(&chapter->out, '\n');
	else /* an image that is not brought along */
		chapter->out.len = before;
	bp_buf_release(&line_end);
	chapter_count(chapter, runs);
}

/* ---- the rest ---- */

static void chapter_add_row(
	struct chapter *chapter, const struct table *table, size_t row)
{
	for (size_t i = 0; i < table->columns; i++) {
		const struct runs *cell = &table->cells[row * table->columns + i];
		bp_buf_add_cstr(&chapter->out, i ? " | " : "| ");
		markdown_runs(&chapter->markdown, cell, "<br>", &chapter->out);
		chapter_count(chapter, cell);
	}
	bp_buf_add_cstr(&chapter->out, " |\n");
}

static void chapter_add_table(struct chapter *chapter, const struct table *table)
{
	for (size_t row = 0; row < table->rows; row++) {
		chapter_add_row(chapter, table, row);
		for (size_t i = 0; row == 0 && i < table->columns; i++)
			bp_buf_add_cstr(&chapter->out, i ? "---|" : "|---|");
		bp_buf_add_cstr(&chapter->out, row ? "" : "\n");
	}
}

void chapter_add_other(struct chapter *chapter, const struct block *block)
{
	chapter->open = chapter->last = 0;
	bp_buf_add_char(&chapter->out, '\n');
	if (block->kind == BLOCK_TABLE)
		chapter_add_table(chapter, block->table);
	else if (block->kind == BLOCK_CODE)
		markdown_fence("text", block->code, &chapter->out);
	else
		bp_buf_add_cstr(&chapter->out, "***\n");
}

struct bp_buf *chapter_begin_question(struct chapter *chapter)
{
	chapter->open = chapter->last = 0;
	bp_buf_add_char(&chapter->out, '\n');
	return &chapter->out;
}

/* A note in a note stands in brackets. */
void chapter_add_notes(struct chapter *chapter)
{
	chapter->markdown.notes_here = false;
	for (; chapter->told < chapter->markdown.note_count; chapter->told++) {
		bp_buf_printf(&chapter->notes, "\n[^%zu]: ", chapter->told + 1);
		markdown_runs(&chapter->markdown, &chapter->markdown.notes[chapter->told],
			" ", &chapter->notes);
		bp_buf_add_char(&chapter->notes, '\n');
	}
	chapter->markdown.notes_here = true;
}
