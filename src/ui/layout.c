/* Lays a document out: its lines and runs, and what the containers of a block put in front
 * of its lines. The kinds of blocks are in layout_block.c. */
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

/* ---- containers ---- */

static int digits(int number)
{
	int count = 1;
	for (; number >= 10; number /= 10)
		count++;
	return count;
}

/* Columns that a container takes in front of the text in it. */
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
	case BP_CALLOUT:
	case BP_DETAILS: break;
	}
	return layouter->options->spoken ? 0 : 2;
}

/* Fills `out` with the containers around a block, outermost first, without lists; returns how
 * many there are. The reader of documents limits their depth. */
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

/* The items that an item stands in; a quote begins anew. */
static int items_around(const struct bp_container *item)
{
	int count = 0;

	for (const struct bp_container *up = item->parent;
		up && (up->kind == BP_LIST || up->kind == BP_ITEM); up = up->parent)
		count += up->kind == BP_ITEM;
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
		text = symbols[items_around(item) % 2 ? BP_SYMBOL_BULLET_INNER
						      : BP_SYMBOL_BULLET];
	bp_layouter_run(layouter, column - layouter->indent, bp_str(text), BP_COLOR_TEXT,
		BP_ROLE_MARKER);
}

/* Which line of a block the containers are drawn on. */
enum part {
	PART_FIRST, /* the first: items that begin with this block show their markers */
	PART_REST,
	PART_GAP, /* the empty line before the block: only containers that go on over it */
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
	const uint8_t *folds = layouter->options->folds;
	const char *mark = layouter->options->symbols[BP_SYMBOL_QUOTE];
	if (container->kind == BP_DETAILS && folds && part == PART_FIRST && opens &&
		folds[layouter->index]) {
		mark = folds[layouter->index] == BP_FOLD_SHUT ? "+" : "-";
		bar = BP_COLOR_ACCENT;
	}
	bp_layouter_run(
		layouter, column - layouter->indent, bp_str(mark), bar, BP_ROLE_MARKER);
}

/* Draws the containers' markers and bars; returns the columns that they take. The innermost
 * ones are left out if less than LEAST_TEXT columns would remain for the text. */
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

/* The empty line between two lines of a text if the spacing is wide. */
static void put_space(struct bp_layouter *layouter, uint32_t offset)
{
	struct bp_line *line = layout_add_line(layouter, BP_OFFSET_TEXT + offset);

	line->joined = true; /* so that a search finds words on both sides of it */
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
		layout_add_line(layouter, nth);
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
		layout_add_line(layouter, (uint32_t)i + 1);
		int column = put_containers(layouter, container, PART_FIRST, false);
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

/* Whether a block stands in details that are shut; their summaries are seen. */
static bool is_hidden(const struct bp_layouter *layouter, uint32_t index)
{
	const struct bp_container *up = layouter->layout->document->blocks[index].in;
	const uint8_t *folds = layouter->options->folds;

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
	layouter->indent = put_containers(layouter, layouter->block->in, PART_REST, true);
	bp_flow_start(&layouter->flow);

	for (int left = gap_lines(layouter); left > 0; left--) {
		layout_add_line(layouter, 0);
		put_containers(layouter, layouter->block->in, PART_GAP, false);
	}
	if (layouter->options->spoken) {
		bp_layout_spoken(layouter);
		return;
	}
	put_callout_titles(layouter);
	bp_layout_block(layouter);
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
	layout->document = document;
	layout->width = options->width;
	bp_layout_before(&layouter);
	layout->first = layout->count;
	for (uint32_t i = 0; i < document->count; i++)
		put_block(&layouter, i);
	layout->end = layout->count;
	bp_layout_behind(&layouter);
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
