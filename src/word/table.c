/* Pandoc's tables: a head, bodies and a foot, each of rows of cells of blocks. */
#include "table.h"
#include <string.h>

#define TABLE_CELLS_DEPTH 16

/* While a table is read: its rows one after the other. */
struct filling {
	struct bp_arena *arena;
	struct table *table;
	size_t row;
	size_t *below; /* for each column, how many rows a cell above still takes */
	bool *deep;
};

/* ---- rows ---- */

/* Hands on the rows of the head, the bodies and the foot. */
static void table_each_rows(
	const json_t *c, void (*take)(void *context, const json_t *rows), void *context)
{
	size_t i;
	const json_t *body;

	take(context, json_array_get(json_array_get(c, 3), 1));
	json_array_foreach(json_array_get(c, 4), i, body)
	{
		take(context, json_array_get(body, 2));
		take(context, json_array_get(body, 3));
	}
	take(context, json_array_get(json_array_get(c, 5), 1));
}

static size_t table_span(const json_t *cell, size_t at)
{
	json_int_t span = json_integer_value(json_array_get(cell, at));

	return span < 1 ? 1 : span > TABLE_ROWS_MOST ? TABLE_ROWS_MOST : (size_t)span;
}

/* ---- cells ---- */

static void table_add_blocks(
	struct filling *filling, const json_t *blocks, struct runs *cell, int depth);

static void table_add_text(
	struct filling *filling, const json_t *inlines, struct runs *cell)
{
	struct runs text = {0};

	runs_read(filling->arena, inlines, &text, filling->deep);
	text = runs_trim(filling->arena, &text);
	if (text.count && cell->count)
		runs_add_break(filling->arena, cell);
	runs_add(filling->arena, cell, &text);
}

static void table_add_items(
	struct filling *filling, const json_t *items, struct runs *cell, int depth)
{
	size_t i;
	const json_t *item;

	json_array_foreach(items, i, item) table_add_blocks(filling, item, cell, depth);
}

/* A cell is one paragraph: what was several is parted by line breaks. */
static void table_add_block(
	struct filling *filling, const json_t *block, struct runs *cell, int depth)
{
	const char *name = json_string_value(json_object_get(block, "t"));
	const json_t *c = json_object_get(block, "c");

	if (!name)
		return;
	if (strcmp(name, "Para") == 0 || strcmp(name, "Plain") == 0)
		table_add_text(filling, c, cell);
	else if (strcmp(name, "Header") == 0)
		table_add_text(filling, json_array_get(c, 2), cell);
	else if (strcmp(name, "BulletList") == 0)
		table_add_items(filling, c, cell, depth);
	else if (strcmp(name, "OrderedList") == 0)
		table_add_items(filling, json_array_get(c, 1), cell, depth);
	else if (strcmp(name, "BlockQuote") == 0)
		table_add_blocks(filling, c, cell, depth);
	else if (strcmp(name, "Div") == 0)
		table_add_blocks(filling, json_array_get(c, 1), cell, depth);
	else if (strcmp(name, "Table") == 0)
		filling->table->nested = true;
}

static void table_add_blocks(
	struct filling *filling, const json_t *blocks, struct runs *cell, int depth)
{
	size_t i;
	const json_t *block;

	if (depth == TABLE_CELLS_DEPTH) {
		*filling->deep = true;
		return;
	}
	json_array_foreach(blocks, i, block)
		table_add_block(filling, block, cell, depth + 1);
}

/* Puts a row's cells where the spans of those above leave room. */
static void table_fill_row(struct filling *filling, const json_t *row)
{
	struct table *table = filling->table;
	size_t column = 0, i;
	const json_t *cell;

	json_array_foreach(json_array_get(row, 1), i, cell)
	{
		size_t wide = table_span(cell, 3), high = table_span(cell, 2);
		while (column < table->columns && filling->below[column])
			column++;
		if (column >= table->columns)
			break;
		table_add_blocks(filling, json_array_get(cell, 4),
			&table->cells[filling->row * table->columns + column], 0);
		table->merged = table->merged || wide > 1 || high > 1;
		for (; wide && column < table->columns; wide--)
			filling->below[column++] = high;
	}
	for (column = 0; column < table->columns; column++)
		filling->below[column] -= filling->below[column] > 0;
	filling->row++;
}

static void table_fill_rows(void *context, const json_t *rows)
{
	struct filling *filling = context;
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row) if (filling->row < filling->table->rows)
		table_fill_row(filling, row);
}

/* ---- the table ---- */

static void table_count_rows(void *context, const json_t *rows)
{
	*(size_t *)context += json_array_size(rows);
}

static bool table_row_is_empty(const struct table *table, size_t row)
{
	for (size_t i = 0; i < table->columns; i++)
		if (table->cells[row * table->columns + i].count)
			return false;
	return true;
}

/* A head of empty cells, which is what a document without one gives, is left out. */
static void table_drop_empty(struct table *table)
{
	while (table->rows && table_row_is_empty(table, 0)) {
		table->cells += table->columns;
		table->rows--;
	}
}

void table_read(struct bp_arena *arena, const json_t *c, struct table *table, bool *deep)
{
	struct filling filling = {.arena = arena, .table = table, .deep = deep};

	table->columns = json_array_size(json_array_get(c, 2));
	table_each_rows(c, table_count_rows, &table->rows);
	table->cut = table->columns > TABLE_COLUMNS_MOST || table->rows > TABLE_ROWS_MOST;
	if (table->columns > TABLE_COLUMNS_MOST)
		table->columns = TABLE_COLUMNS_MOST;
	if (table->rows > TABLE_ROWS_MOST)
		table->rows = TABLE_ROWS_MOST;
	table->cells = bp_arena_alloc(
		arena, table->rows * table->columns + 1, sizeof *table->cells);
	filling.below = bp_arena_alloc(arena, table->columns + 1, sizeof *filling.below);
	table_each_rows(c, table_fill_rows, &filling);
	table_drop_empty(table);
}

struct only {
	size_t cells;
	const json_t *blocks;
};

static void table_count_cells(void *context, const json_t *rows)
{
	struct only *only = context;
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		const json_t *cells = json_array_get(row, 1);
		only->cells += json_array_size(cells);
		if (json_array_size(cells))
			only->blocks = json_array_get(json_array_get(cells, 0), 4);
	}
}

const json_t *table_only_cell(const json_t *c)
{
	struct only only = {0};

	table_each_rows(c, table_count_cells, &only);
	return only.cells == 1 ? only.blocks : NULL;
}
