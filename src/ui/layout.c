/* Blocks → lines. Each block is measured, then placed behind its containers' markers. */
#include "layout_private.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

#define TASK       4  /* columns of "[x] " */
#define LEAST_TEXT 10 /* columns that containers must leave to the text */

int bp_measure(int window, int most, int *margin)
{
	int measure = window - 2;

	if (window >= 50)
		measure = window - 4;
	if (window >= 60)
		measure = window - 8;
	if (measure > most)
		measure = most;
	if (measure < BP_LAYOUT_MIN)
		measure = BP_LAYOUT_MIN;
	*margin = window > measure ? (window - measure) / 2 : 0;
	return measure;
}

/* ---- containers ---- */

static int digits(int number)
{
	int count = 1;
	for (; number >= 10; number /= 10)
		count++;
	return count;
}

/* Columns that a container puts in front of what stands in it. */
static int container_columns(
	const struct bp_layouter *layouter, const struct bp_container *container)
{
	switch (container->kind) {
	case BP_LIST: return 0;
	case BP_ITEM:
		if (!container->parent->ordered)
			return container->task ? TASK : 2;
		return digits(container->parent->last) + 2 +
			(container->task ? TASK : 0) +
			(container->parent->delimiter == ']');
	case BP_QUOTE:
	case BP_CALLOUT: break;
	}
	return layouter->options->spoken ? 0 : 2;
}

/* The containers around a block, outermost first; at most what the depth limit allows. */
static size_t chain(const struct bp_container *in, const struct bp_container *out[])
{
	size_t count = 0;
	const struct bp_container *up;

	for (up = in; up; up = up->parent)
		if (up->kind != BP_LIST)
			count++;
	size_t at = count;
	for (up = in; up; up = up->parent)
		if (up->kind != BP_LIST)
			out[--at] = up;
	return count;
}

static void put_marker(struct bp_layouter *layouter, const struct bp_container *item,
	int column, int columns)
{
	struct bp_arena *arena = layouter->layout->arena;
	const struct bp_container *list = item->parent;
	const char *text;

	const char *const *symbols = layouter->options->symbols;
	const char *box =
		symbols[item->checked ? BP_SYMBOL_CHECK_ON : BP_SYMBOL_CHECK_OFF];

	if (list->delimiter == ']') /* a footnote */
		text = bp_arena_printf(arena, "[%d]", item->number);
	else if (list->ordered)
		text = bp_arena_printf(arena, "%*d%c %s",
			columns - 2 - (item->task ? TASK : 0), item->number,
			list->delimiter, item->task ? box : "");
	else if (item->task)
		text = box;
	else
		text = symbols[item->depth % 2 ? BP_SYMBOL_BULLET
					       : BP_SYMBOL_BULLET_INNER];
	bp_layouter_run(layouter, column - layouter->indent, bp_str(text), BP_COLOR_TEXT,
		BP_ROLE_MARKER);
}

/* What the containers of a block show on one of its lines. */
enum part {
	PART_FIRST, /* the block's first line: markers of items that it opens */
	PART_REST,
	PART_GAP, /* the empty line before it: only what was open already */
};

static void put_container(struct bp_layouter *layouter,
	const struct bp_container *container, int column, enum part part)
{
	bool opens = container->first_block == layouter->index;
	bp_style bar = container->kind == BP_CALLOUT ? BP_COLOR_ACCENT : BP_COLOR_FAINT;

	if (part == PART_GAP && opens)
		return;
	if (container->kind == BP_ITEM) {
		if (part == PART_FIRST && opens)
			put_marker(layouter, container, column,
				container_columns(layouter, container));
		return;
	}
	if (layouter->options->spoken)
		return;
	bp_layouter_run(layouter, column - layouter->indent,
		bp_str(layouter->options->symbols[BP_SYMBOL_QUOTE]), bar, BP_ROLE_MARKER);
}

/* Puts what the containers show; returns the columns that they take. Containers for
 * which the width has no room are left out. */
static int put_containers(struct bp_layouter *layouter, const struct bp_container *until,
	enum part part, bool measure_only)
{
	const struct bp_container *containers[BP_DEPTH_LIMIT + 2];
	size_t count = chain(until, containers);
	int column = 0;

	for (size_t i = 0; i < count; i++) {
		int columns = container_columns(layouter, containers[i]);
		if (column + columns > layouter->options->width - LEAST_TEXT)
			break;
		if (!measure_only)
			put_container(layouter, containers[i], column, part);
		column += columns;
	}
	return column;
}

/* ---- lines and runs ---- */

int bp_layouter_width(const struct bp_layouter *layouter)
{
	return layouter->options->width - layouter->indent;
}

/* Lines and runs are the most of a layout: they grow on the heap, without leftovers. */
static void *grow(void *at, size_t *room, size_t size)
{
	*room = *room ? *room + *room / 2 : 128;
	return bp_realloc(at, *room, size);
}

static struct bp_line *add_line(struct bp_layouter *layouter, uint32_t offset)
{
	struct bp_layout *layout = layouter->layout;

	if (layout->count == layout->room)
		layout->lines = grow(layout->lines, &layout->room, sizeof *layout->lines);
	struct bp_line *line = &layout->lines[layout->count++];
	*line = (struct bp_line){
		.first = (uint32_t)layout->run_count,
		.block = layouter->index,
		.offset = offset,
	};
	return line;
}

struct bp_line *bp_layouter_line(struct bp_layouter *layouter, uint32_t offset)
{
	bool last = offset == UINT32_MAX;
	struct bp_line *line =
		add_line(layouter, last ? offset : BP_OFFSET_TEXT + offset);

	put_containers(layouter, layouter->block->in,
		layouter->line++ == 0 ? PART_FIRST : PART_REST, false);
	return line;
}

static void add_run(struct bp_layout *layout, struct bp_run run)
{
	if (layout->run_count == layout->run_room)
		layout->runs =
			grow(layout->runs, &layout->run_room, sizeof *layout->runs);
	layout->runs[layout->run_count++] = run;
	layout->lines[layout->count - 1].count++;
}

/* A run whose columns are known. */
static void put_run(struct bp_layouter *layouter, int column, struct bp_str text,
	int columns, bp_style style, uint8_t role)
{
	add_run(layouter->layout,
		(struct bp_run){
			.text = text,
			.column = layouter->indent + column,
			.columns = columns,
			.style = style,
			.role = role,
		});
}

void bp_layouter_run(struct bp_layouter *layouter, int column, struct bp_str text,
	bp_style style, uint8_t role)
{
	put_run(layouter, column, text, bp_text_columns(text), style, role);
}

void bp_layouter_flow_line(struct bp_layouter *layouter, size_t flow_line, int column)
{
	const struct bp_flow_line *line = &layouter->flow.lines[flow_line];

	for (size_t i = 0; i < line->count; i++) {
		struct bp_run run = layouter->flow.runs[line->first + i];
		run.column += column + layouter->indent;
		add_run(layouter->layout, run);
	}
}

/* So many of a symbol; long rows of it are parts of one text, made the first time. */
static struct bp_str repeated(
	struct bp_layouter *layouter, enum bp_symbol symbol, size_t columns)
{
	struct bp_str one = bp_str(layouter->options->symbols[symbol]);
	struct bp_str *row = &layouter->rows[symbol];

	if (row->len < columns * one.len) {
		size_t width = (size_t)layouter->options->width;
		size_t count = columns > width ? columns : width;
		char *text = bp_arena_alloc(layouter->layout->arena, count, one.len);
		for (size_t i = 0; i < count; i++)
			memcpy(text + i * one.len, one.at, one.len);
		*row = (struct bp_str){text, count * one.len};
	}
	return bp_str_part(*row, 0, columns * one.len);
}

void bp_layouter_repeat(struct bp_layouter *layouter, int column, int columns,
	enum bp_symbol symbol, bp_style style, uint8_t role)
{
	if (columns > 0)
		put_run(layouter, column, repeated(layouter, symbol, (size_t)columns),
			columns, style, role);
}

/* The empty line between two lines of a text that is set wide. */
static void put_space(struct bp_layouter *layouter, uint32_t offset)
{
	struct bp_line *line = add_line(layouter, BP_OFFSET_TEXT + offset);

	line->joined = true; /* a search goes on over it */
	put_containers(layouter, layouter->block->in, PART_REST, false);
}

void bp_layouter_flow(struct bp_layouter *layouter)
{
	for (size_t i = 0; i < layouter->flow.line_count; i++) {
		if (layouter->options->spaced && i)
			put_space(layouter, layouter->flow.lines[i].offset);
		struct bp_line *line =
			bp_layouter_line(layouter, layouter->flow.lines[i].offset);
		line->joined = layouter->flow.lines[i].joined;
		bp_layouter_flow_line(layouter, i, 0);
	}
}

/* ---- kinds of blocks ---- */

static void put_paragraph(struct bp_layouter *layouter)
{
	bp_flow_add_spans(&layouter->flow, &layouter->block->spans, BP_COLOR_TEXT);
	bp_flow_fill(&layouter->flow, bp_layouter_width(layouter));
	bp_layouter_flow(layouter);
}

static void put_heading(struct bp_layouter *layouter)
{
	int level = layouter->block->level, widest = 0;

	bp_flow_add_spans(&layouter->flow, &layouter->block->spans, BP_STYLE_BOLD);
	bp_flow_fill(&layouter->flow, bp_layouter_width(layouter));
	bp_layouter_flow(layouter);
	for (size_t i = 0; i < layouter->flow.line_count; i++)
		if (layouter->flow.lines[i].columns > widest)
			widest = layouter->flow.lines[i].columns;
	if (level <= 2 && widest > 0) {
		bp_layouter_line(layouter, UINT32_MAX);
		bp_layouter_repeat(layouter, 0, widest,
			level == 1 ? BP_SYMBOL_DOUBLE_LINE : BP_SYMBOL_LINE,
			BP_COLOR_FAINT, BP_ROLE_RULE);
	}
}

/* A code line with tabs as blanks, up to the next column that 8 divides. */
static struct bp_str expand_tabs(struct bp_arena *arena, struct bp_str line)
{
	struct bp_buf out = {0};
	size_t from = 0, tab;
	int column = 0;

	if (bp_str_find(line, BP_STR("\t"), 0) == SIZE_MAX)
		return line;
	while ((tab = bp_str_find(line, BP_STR("\t"), from)) != SIZE_MAX) {
		struct bp_str part = bp_str_part(line, from, tab);
		bp_buf_add_str(&out, part);
		column += bp_text_columns(part);
		do
			bp_buf_add_char(&out, ' ');
		while (++column % 8);
		from = tab + 1;
	}
	bp_buf_add_str(&out, bp_str_from(line, from));
	struct bp_str text = bp_arena_str(arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return text;
}

static void put_code_line(
	struct bp_layouter *layouter, struct bp_str text, uint32_t offset)
{
	int indent = bp_layouter_width(layouter) >= BP_LAYOUT_MIN ? 2 : 0;
	int room = bp_layouter_width(layouter) - indent;
	bool first = true,
	     wrap = layouter->options->wrap_code || layouter->options->spoken;

	do {
		size_t len = wrap ? bp_text_fit(text, room) : text.len;
		struct bp_line *line = bp_layouter_line(layouter, offset);
		line->code = !wrap;
		line->joined = !first;
		if (!first && indent)
			bp_layouter_run(layouter, 0,
				bp_str(layouter->options->symbols[BP_SYMBOL_CONTINUED]),
				BP_COLOR_FAINT, BP_ROLE_MARKER);
		bp_layouter_run(layouter, indent, bp_str_part(text, 0, len),
			BP_COLOR_CODE, BP_ROLE_TEXT);
		text = bp_str_from(text, len);
		first = false;
	} while (text.len);
}

void bp_layout_code(struct bp_layouter *layouter)
{
	struct bp_str code = layouter->block->code;
	size_t at = 0;

	do {
		size_t end = bp_str_find(code, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = code.len;
		struct bp_str line =
			expand_tabs(layouter->layout->arena, bp_str_part(code, at, end));
		int columns = bp_text_columns(line) + layouter->indent + 2;
		if (columns > layouter->layout->code_width && !layouter->options->spoken)
			layouter->layout->code_width = columns;
		put_code_line(layouter, line, (uint32_t)at);
		at = end + 1;
	} while (at < code.len);
}

static void put_rule(struct bp_layouter *layouter)
{
	bp_layouter_line(layouter, 0);
	bp_layouter_repeat(layouter, 0, bp_layouter_width(layouter), BP_SYMBOL_LINE,
		BP_COLOR_FAINT, BP_ROLE_RULE);
}

static void put_image(struct bp_layouter *layouter)
{
	const struct bp_block *block = layouter->block;

	bp_flow_add_spans(&layouter->flow, &block->spans, BP_STYLE_ITALIC);
	bp_flow_break(&layouter->flow);
	bp_flow_add_text(&layouter->flow, block->code, BP_COLOR_FAINT, BP_ROLE_FRAME);
	bp_flow_fill(&layouter->flow, bp_frame_width(layouter));
	bp_layout_frame(layouter, &(struct bp_frame){.title = _("Gambar")});
}

static void put_question(struct bp_layouter *layouter)
{
	const struct bp_document *document = layouter->layout->document;
	uint32_t index = layouter->block->question;
	const struct bp_card *card =
		layouter->options->cards ? &layouter->options->cards[index] : NULL;
	struct bp_frame frame = {0};
	int nth, all;

	bp_flow_add_document(&layouter->flow, &document->stems[index], BP_COLOR_TEXT);
	bp_flow_fill(&layouter->flow, bp_frame_width(layouter));
	if (bp_question_asks(&document->quiz.questions[index])) {
		bp_quiz_number(&document->quiz, index, &nth, &all);
		frame.title = bp_arena_printf(
			layouter->layout->arena, _("Soal %d dari %d"), nth, all);
		if (card) {
			frame.state = card->state;
			frame.state_style = (bp_style)card->color;
			frame.foot = _("Enter membuka");
		}
	}
	bp_layout_frame(layouter, &frame);
}

static void (*const put_kind[])(struct bp_layouter *) = {
	[BP_BLOCK_PARAGRAPH] = put_paragraph,
	[BP_BLOCK_HEADING] = put_heading,
	[BP_BLOCK_CODE] = bp_layout_code,
	[BP_BLOCK_RULE] = put_rule,
	[BP_BLOCK_TABLE] = bp_layout_table,
	[BP_BLOCK_IMAGE] = put_image,
	[BP_BLOCK_QUESTION] = put_question,
};

/* ---- the whole ---- */

const char *bp_callout_title(enum bp_callout callout)
{
	static const char *const titles[] = {
		[BP_CALLOUT_NOTE] = N_("Catatan"),
		[BP_CALLOUT_TIP] = N_("Kiat"),
		[BP_CALLOUT_IMPORTANT] = N_("Penting"),
		[BP_CALLOUT_WARNING] = N_("Peringatan"),
		[BP_CALLOUT_CAUTION] = N_("Awas"),
	};
	return _(titles[callout]);
}

void bp_layouter_title(struct bp_layouter *layouter, uint32_t nth, const char *words)
{
	const struct bp_container *around = layouter->block->in;

	while (around && around->first_block == layouter->index)
		around = around->parent;
	for (struct bp_str rest = bp_str(words); rest.len;) {
		add_line(layouter, nth);
		int column = put_containers(layouter, around, PART_REST, false);
		size_t next,
			end = bp_wrap_line(
				rest, 0, layouter->options->width - column, &next);
		bp_layouter_run(layouter, column - layouter->indent,
			bp_str_trim(bp_str_part(rest, 0, end)), BP_STYLE_BOLD,
			BP_ROLE_MARKER);
		rest = next == SIZE_MAX ? (struct bp_str){0} : bp_str_from(rest, next);
	}
}

/* The title lines of callouts that the block opens. */
static void put_callout_titles(struct bp_layouter *layouter)
{
	const struct bp_container *containers[BP_DEPTH_LIMIT + 2];
	size_t count = chain(layouter->block->in, containers);

	for (size_t i = 0; i < count; i++) {
		const struct bp_container *container = containers[i];
		if (container->kind != BP_CALLOUT ||
			container->first_block != layouter->index)
			continue;
		add_line(layouter, (uint32_t)i + 1);
		int column = put_containers(layouter, container, PART_FIRST, false);
		bp_layouter_run(layouter, column - layouter->indent,
			bp_str(bp_callout_title(container->callout)),
			BP_COLOR_ACCENT | BP_STYLE_BOLD, BP_ROLE_MARKER);
	}
}

/* Set wide, a block keeps more apart from the next than a line does. */
static int gap_lines(const struct bp_layouter *layouter)
{
	const struct bp_layout_options *options = layouter->options;
	bool wide = options->spaced && !options->spoken && layouter->index > 0;

	return layouter->block->gap + wide;
}

static void put_block(struct bp_layouter *layouter, uint32_t index)
{
	layouter->index = index;
	layouter->block = &layouter->layout->document->blocks[index];
	layouter->line = 0;
	layouter->indent = put_containers(layouter, layouter->block->in, PART_REST, true);
	bp_flow_start(&layouter->flow);

	for (int left = gap_lines(layouter); left > 0; left--) {
		add_line(layouter, 0);
		put_containers(layouter, layouter->block->in, PART_GAP, false);
	}
	if (layouter->options->spoken) {
		bp_layout_spoken(layouter);
		return;
	}
	put_callout_titles(layouter);
	put_kind[layouter->block->kind](layouter);
}

struct bp_layout *bp_layout_new(
	const struct bp_document *document, const struct bp_layout_options *options)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_layout *layout = bp_arena_alloc(arena, 1, sizeof *layout);
	struct bp_layouter layouter = {.layout = layout, .options = options};

	layout->arena = arena;
	if (options->spoken)
		layouter.flow.link_words = arena;
	layout->document = document;
	layout->width = options->width;
	for (uint32_t i = 0; i < document->count; i++)
		put_block(&layouter, i);
	bp_flow_release(&layouter.flow);
	return layout;
}

void bp_layout_free(struct bp_layout *layout)
{
	if (!layout)
		return;
	free(layout->lines);
	free(layout->runs);
	bp_arena_free(layout->arena);
}

size_t bp_layout_find(const struct bp_layout *layout, uint32_t block, uint32_t offset)
{
	size_t low = 0, high = layout->count;

	while (low < high) { /* the last line at or before the place */
		size_t middle = low + (high - low) / 2;
		const struct bp_line *line = &layout->lines[middle];
		if (line->block < block ||
			(line->block == block && line->offset <= offset))
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : 0;
}
