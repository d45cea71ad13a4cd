/* Lays a document out: its lines and runs. The kinds of blocks are in layout_block.c, what
 * stands in front of their lines is in container.c. */
#include "layout_private.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

int bp_measure(int window, int most, int *margin)
{
	int measure = window - 2;

	if (most == 0)
		most = BP_MEASURE;
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

/* ---- lines and runs ---- */

int bp_layouter_width(const struct bp_layouter *layouter)
{
	return layouter->options->width - layouter->indent;
}

/* Makes room for more lines or runs. They are most of a layout's memory, so they are on the
 * heap: an arena would keep each of their earlier sizes. */
static void *grow(void *at, size_t *room, size_t size)
{
	*room = *room ? *room + *room / 2 : 128;
	return bp_realloc(at, *room, size);
}

static struct bp_line *layout_add_line(struct bp_layouter *layouter, uint32_t offset)
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
	struct bp_line *line = layout_add_line(
		layouter, last ? BP_OFFSET_BEHIND - 1 : BP_OFFSET_TEXT + offset);

	bp_containers_put(layouter, layouter->block->in,
		layouter->line++ == 0 ? BP_PART_FIRST : BP_PART_REST, false);
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

/* Adds a run whose columns have been counted. */
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

/* A text of that many symbols: a part of one long row, which is made once for each symbol. */
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

static void add_underlined_blanks(struct bp_layouter *layouter, int from, int to)
{
	if (to > from)
		add_run(layouter->layout,
			(struct bp_run){
				.text = bp_str(bp_arena_printf(
					layouter->layout->arena, "%*s", to - from, "")),
				.column = from,
				.columns = to - from,
				.style = BP_STYLE_UNDERLINE,
				.role = BP_ROLE_RULE,
			});
}

void bp_layouter_underline(struct bp_layouter *layouter, int from, int to)
{
	struct bp_layout *layout = layouter->layout;
	struct bp_line *line = &layout->lines[layout->count - 1];
	uint32_t count = line->count;
	struct bp_run *runs = bp_arena_alloc(layout->arena, count, sizeof *runs);

	if (count)
		memcpy(runs, &layout->runs[line->first], count * sizeof *runs);
	layout->run_count = line->first;
	line->count = 0;
	from += layouter->indent;
	to += layouter->indent;
	for (uint32_t i = 0; i < count; i++) {
		if (runs[i].column >= from && from < to) {
			bool within = runs[i].column < to;
			add_underlined_blanks(
				layouter, from, within ? runs[i].column : to);
			from = within ? runs[i].column + runs[i].columns : to;
			runs[i].style |= within ? BP_STYLE_UNDERLINE : 0;
		}
		add_run(layout, runs[i]);
	}
	add_underlined_blanks(layouter, from, to);
}

/* The empty line between two lines of a text if the spacing is wide. */
static void put_space(struct bp_layouter *layouter, uint32_t offset)
{
	struct bp_line *line = layout_add_line(layouter, BP_OFFSET_TEXT + offset);

	line->joined = true; /* so that a search finds words on both sides of it */
	bp_containers_put(layouter, layouter->block->in, BP_PART_REST, false);
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

/* ---- the whole ---- */

void bp_layouter_title(struct bp_layouter *layouter, uint32_t nth, const char *words)
{
	const struct bp_container *around = layouter->block->in;

	while (around && around->first_block == layouter->index)
		around = around->parent;
	for (struct bp_str rest = bp_str(words); rest.len;) {
		layout_add_line(layouter, nth);
		int column = bp_containers_put(layouter, around, BP_PART_REST, false);
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
	size_t count = bp_containers(layouter->block->in, containers);

	for (size_t i = 0; i < count; i++) {
		const struct bp_container *container = containers[i];
		if (container->kind != BP_CALLOUT ||
			container->first_block != layouter->index)
			continue;
		layout_add_line(layouter, (uint32_t)i + 1);
		int column = bp_containers_put(layouter, container, BP_PART_FIRST, false);
		bp_layouter_run(layouter, column - layouter->indent,
			bp_str(bp_callout_title(container->callout)),
			BP_COLOR_ACCENT | BP_STYLE_BOLD, BP_ROLE_MARKER);
	}
}

/* With wide spacing blocks are set further apart, so that they still differ from lines. */
static int gap_lines(const struct bp_layouter *layouter)
{
	const struct bp_layout_options *options = layouter->options;
	bool wide = options->spaced && !options->spoken && layouter->index > 0;

	return layouter->block->gap + wide;
}

/* Whether a block is left out, or stands in details that are shut; their summaries are seen. */
static bool is_hidden(const struct bp_layouter *layouter, uint32_t index)
{
	const struct bp_container *up = layouter->layout->document->blocks[index].in;
	const uint8_t *folds = layouter->options->folds;

	if (layouter->options->hidden && layouter->options->hidden[index])
		return true;
	for (; up && folds; up = up->parent)
		if (up->kind == BP_DETAILS && up->first_block != index &&
			folds[up->first_block] == BP_FOLD_SHUT)
			return true;
	return false;
}

static void put_block(struct bp_layouter *layouter, uint32_t index)
{
	if (is_hidden(layouter, index))
		return;
	layouter->index = index;
	layouter->block = &layouter->layout->document->blocks[index];
	layouter->line = 0;
	layouter->indent =
		bp_containers_put(layouter, layouter->block->in, BP_PART_REST, true);
	bp_flow_start(&layouter->flow);

	for (int left = gap_lines(layouter); left > 0; left--) {
		layout_add_line(layouter, 0);
		bp_containers_put(layouter, layouter->block->in, BP_PART_GAP, false);
	}
	if (layouter->options->spoken) {
		bp_layout_spoken(layouter);
		return;
	}
	put_callout_titles(layouter);
	bp_layout_block(layouter);
}

/* Gives back the room for more lines and runs. */
static void layout_fit(struct bp_layout *layout)
{
	layout->room = layout->count;
	layout->run_room = layout->run_count;
	layout->lines = bp_realloc(layout->lines, layout->room, sizeof *layout->lines);
	layout->runs = bp_realloc(layout->runs, layout->run_room, sizeof *layout->runs);
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
	else
		layouter.flow.symbols = options->symbols;
	layouter.flow.keys = options->keys;
	layout->document = document;
	layout->width = options->width;
	bp_layout_before(&layouter);
	layout->first = layout->count;
	for (uint32_t i = 0; i < document->count; i++)
		put_block(&layouter, i);
	layout->end = layout->count;
	if (!options->unended)
		bp_layout_behind(&layouter);
	layout_fit(layout);
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

	if (block == 0 && offset == 0)
		return 0; /* where a module begins that was never opened */
	while (low <
		high) { /* after it, low is behind the last line at or before the place */
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
