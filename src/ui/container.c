/* What the containers of a block put in front of its lines: markers of items, bars. */
#include "layout_private.h"
#include <berpijar/arena.h>

#define TASK       4  /* columns of "[x] " */
#define LEAST_TEXT 10 /* columns that containers must leave to the text */

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

size_t bp_containers(const struct bp_container *in, const struct bp_container *out[])
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

static void put_container(struct bp_layouter *layouter,
	const struct bp_container *container, int column, enum bp_part part)
{
	bool opens = container->first_block == layouter->index;
	bp_style bar = container->kind == BP_CALLOUT ? BP_COLOR_ACCENT : BP_COLOR_FAINT;

	if (part == BP_PART_GAP && opens)
		return;
	if (container->kind == BP_ITEM) {
		if (part == BP_PART_FIRST && opens)
			put_marker(layouter, container, column,
				container_columns(layouter, container));
		return;
	}
	if (layouter->options->spoken)
		return;
	const uint8_t *folds = layouter->options->folds;
	const char *mark = layouter->options->symbols[BP_SYMBOL_QUOTE];
	if (container->kind == BP_DETAILS && folds && part == BP_PART_FIRST && opens &&
		folds[layouter->index]) {
		mark = folds[layouter->index] == BP_FOLD_SHUT ? "+" : "-";
		bar = BP_COLOR_ACCENT;
	}
	bp_layouter_run(
		layouter, column - layouter->indent, bp_str(mark), bar, BP_ROLE_MARKER);
}

int bp_containers_put(struct bp_layouter *layouter, const struct bp_container *until,
	enum bp_part part, bool measure_only)
{
	const struct bp_container *containers[BP_DEPTH_LIMIT + 2];
	size_t count = bp_containers(until, containers);
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
