/* Tables of a paper: as wide as the page at most, with the head on each page. */
#include "leaf.h"

#define TABLE_COLUMNS 32
#define TABLE_PAD     5.0   /* beside the text of a cell */
#define TABLE_LEAST   34.0  /* that a column keeps */
#define TABLE_SMALL   220.0 /* the height of one that stands on one page */
#define TABLE_SIZE    (LEAF_SIZE - 0.5)

struct table {
	const json_t *rows, *align, *block;
	size_t columns;
	double x;                    /* of its left edge */
	double width[TABLE_COLUMNS]; /* of each column, with its padding */
};

/* ---- widths ---- */

static double table_natural(
	struct leaf *leaf, const struct table *table, size_t row, size_t column)
{
	const json_t *runs = json_array_get(json_array_get(table->rows, row), column);
	struct leaf_lines lines = leaf_fill(
		leaf, runs, TABLE_SIZE, 10 * SURFACE_WIDTH, row ? 0 : LEAF_BOLD);
	double widest = 0;

	for (size_t i = 0; i < lines.count; i++)
		if (lines.at[i].width > widest)
			widest = lines.at[i].width;
	return widest + 2 * TABLE_PAD;
}

static double table_sum(const struct table *table)
{
	double sum = 0;

	for (size_t i = 0; i < table->columns; i++)
		sum += table->width[i];
	return sum;
}

/* Columns that take no more than an equal share keep what they need; the others share what
 * is left by their needs. */
static void table_fit(struct table *table, double room)
{
	double share = room / (double)table->columns, small = 0, large = 0;

	if (table_sum(table) <= room)
		return;
	for (size_t i = 0; i < table->columns; i++)
		*(table->width[i] <= share ? &small : &large) += table->width[i];
	for (size_t i = 0; i < table->columns; i++) {
		if (table->width[i] > share)
			table->width[i] *= (room - small) / large;
		if (table->width[i] < TABLE_LEAST)
			table->width[i] = share < TABLE_LEAST ? share : TABLE_LEAST;
	}
	double over = table_sum(table) / room;
	for (size_t i = 0; over > 1 && i < table->columns; i++)
		table->width[i] /= over;
}

static void table_measure(struct leaf *leaf, struct table *table)
{
	for (size_t column = 0; column < table->columns; column++)
		for (size_t row = 0; row < json_array_size(table->rows); row++) {
			double width = table_natural(leaf, table, row, column);
			if (width > table->width[column])
				table->width[column] = width;
		}
	table_fit(table, LEAF_RIGHT - table->x);
}

/* ---- rows ---- */

static void table_put_cell(struct leaf *leaf, const struct table *table, size_t column,
	const struct leaf_lines *cell, size_t line, double x)
{
	json_int_t align = json_integer_value(json_array_get(table->align, column));
	double room = table->width[column] - 2 * TABLE_PAD - cell->at[line].width;

	leaf_put_line(leaf, cell, line, x + TABLE_PAD + room * (double)align / 2);
}

static void table_put_line(struct leaf *leaf, const struct table *table,
	const struct leaf_lines *cells, size_t line)
{
	double x = table->x;

	for (size_t i = 0; i < table->columns; i++) {
		if (line < cells[i].count)
			table_put_cell(leaf, table, i, &cells[i], line, x);
		x += table->width[i];
	}
	double from = leaf->y;
	leaf->y += cells[0].height;
	leaf->top = false;
	leaf_bars(leaf, table->block, from);
}

static size_t table_fill_row(struct leaf *leaf, const struct table *table, size_t row,
	struct leaf_lines *cells)
{
	const json_t *runs = json_array_get(table->rows, row);
	size_t most = 0;

	for (size_t i = 0; i < table->columns; i++) {
		cells[i] = leaf_fill(leaf, json_array_get(runs, i), TABLE_SIZE,
			table->width[i] - 2 * TABLE_PAD, row ? 0 : LEAF_BOLD);
		if (cells[i].count > most)
			most = cells[i].count;
	}
	return most;
}

static void table_end_row(struct leaf *leaf, const struct table *table, bool head)
{
	leaf_rule(leaf, table->x, leaf->y + 2, table->x + table_sum(table),
		head ? 0 : 0.75);
	double from = leaf->y;
	leaf->y += 4;
	leaf_bars(leaf, table->block, from);
}

/* A row that fits on a page is not cut. On a new page the head comes first. */
static void table_put_row(struct leaf *leaf, const struct table *table, size_t row)
{
	struct leaf_lines cells[TABLE_COLUMNS];
	size_t count = table_fill_row(leaf, table, row, cells);
	double height = (double)count * cells[0].height;

	if (height > LEAF_BOTTOM - LEAF_TOP)
		height = cells[0].height;
	if (leaf_need(leaf, height + (row ? 0 : 3 * cells[0].height)) && row)
		table_put_row(leaf, table, 0);
	for (size_t line = 0; line < count; line++) {
		leaf_need(leaf, cells[0].height);
		table_put_line(leaf, table, cells, line);
	}
	table_end_row(leaf, table, row == 0);
}

static void table_put_rows(struct leaf *leaf, const void *what)
{
	const struct table *table = what;

	for (size_t row = 0; row < json_array_size(table->rows); row++)
		table_put_row(leaf, table, row);
}

/* A small table is not cut. */
static void table_keep(struct leaf *leaf, const struct table *table)
{
	double height = leaf_height(leaf, table_put_rows, table);

	if (height < TABLE_SMALL)
		leaf_need(leaf, height);
}

void leaf_table(struct leaf *leaf, const json_t *block)
{
	struct table table = {
		.block = block,
		.rows = json_object_get(block, "rows"),
		.align = json_object_get(block, "align"),
		.x = LEAF_LEFT + leaf_number(block, "left", 0),
	};

	table.columns = json_array_size(json_array_get(table.rows, 0));
	if (table.columns > TABLE_COLUMNS)
		table.columns = TABLE_COLUMNS;
	if (!table.columns)
		return;
	table_measure(leaf, &table);
	table_keep(leaf, &table);
	table_put_rows(leaf, &table);
}
