/* Tables of HTML: rows of any length, and cells that reach over several places. */
#include "markup_table.h"

/* Cells that nobody wrote, which short rows after a wide one need: a small file could
 * otherwise ask for millions. */
#define LACKING_LIMIT 50000
#define ROWSPAN_LIMIT 1000

struct markup_table *markup_table_new(struct bp_arena *arena)
{
	struct markup_table *table = bp_arena_alloc(arena, 1, sizeof *table);

	table->arena = arena;
	return table;
}

static size_t markup_table_column(const struct markup_table *table)
{
	return table->count - table->rows[table->row_count - 1];
}

static void markup_table_push(struct markup_table *table)
{
	*BP_PUSH(table->arena, table->cells, table->count, table->room) =
		(struct bp_spans){0};
	if (markup_table_column(table) > table->columns)
		table->columns = markup_table_column(table);
}

void markup_table_row(struct markup_table *table)
{
	table->in_cell = false;
	*BP_PUSH(table->arena, table->rows, table->row_count, table->row_room) =
		table->count;
}

bool markup_table_full(const struct markup_table *table)
{
	return table->row_count * table->columns > table->count + LACKING_LIMIT;
}

/* Empty cells below those that reach down from above. */
static void markup_table_skip(struct markup_table *table)
{
	size_t column;

	while ((column = markup_table_column(table)) < BP_TABLE_COLUMN_LIMIT &&
		table->below[column] > 0) {
		table->below[column]--;
		markup_table_push(table);
	}
}

static void markup_table_set_align(
	struct markup_table *table, const struct html_piece *tag, size_t column)
{
	struct bp_str value;

	if (!html_attribute(table->arena, tag, "align", &value))
		return;
	if (bp_str_is(value, "right"))
		table->align[column] = BP_ALIGN_RIGHT;
	else if (bp_str_is(value, "center"))
		table->align[column] = BP_ALIGN_CENTRE;
}

void markup_table_cell(struct markup_table *table, const struct html_piece *tag)
{
	int wide = html_number(table->arena, tag, "colspan", 1, BP_TABLE_COLUMN_LIMIT);
	int high = html_number(table->arena, tag, "rowspan", 1, ROWSPAN_LIMIT);

	if (table->row_count == 0)
		markup_table_row(table);
	markup_table_skip(table);
	table->in_cell = true;
	table->nested = 0;
	size_t column = markup_table_column(table);
	table->header |= table->row_count == 1 && tag->kind == HTML_HEADER_CELL;
	table->current = table->count - (column == BP_TABLE_COLUMN_LIMIT);
	if (column < BP_TABLE_COLUMN_LIMIT)
		markup_table_set_align(table, tag, column);
	for (int i = 0; (i == 0 || i < wide) && column < BP_TABLE_COLUMN_LIMIT; i++) {
		table->below[column++] = high - 1;
		markup_table_push(table);
	}
}

void markup_table_add(struct markup_table *table, const struct bp_spans *spans)
{
	struct bp_spans *cell =
		&table->cells[table->in_cell ? table->current : table->count - 1];

	if (spans->count == 0)
		return;
	if (cell->count)
		*BP_PUSH(table->arena, cell->at, cell->count, cell->room) =
			(struct bp_span){.attributes = BP_SPAN_BREAK};
	for (size_t i = 0; i < spans->count; i++)
		*BP_PUSH(table->arena, cell->at, cell->count, cell->room) = spans->at[i];
}

static bool markup_table_row_has_text(const struct markup_table *table, size_t row)
{
	size_t end = row + 1 < table->row_count ? table->rows[row + 1] : table->count;

	for (size_t i = table->rows[row]; i < end; i++)
		if (table->cells[i].count)
			return true;
	return false;
}

static void markup_table_copy_row(
	const struct markup_table *table, size_t row, struct bp_table *out)
{
	size_t end = row + 1 < table->row_count ? table->rows[row + 1] : table->count;
	struct bp_spans *to = out->cells + out->rows++ * out->columns;

	for (size_t i = table->rows[row]; i < end; i++)
		*to++ = table->cells[i];
}

struct bp_table *markup_table_end(struct markup_table *table)
{
	struct bp_table *out = bp_arena_alloc(table->arena, 1, sizeof *out);

	if (table->columns == 0)
		return NULL;
	out->columns = table->columns;
	for (size_t i = 0; i < table->columns; i++)
		out->align[i] = table->align[i];
	out->cell_room = (table->row_count + 1) * table->columns;
	out->cells = bp_arena_alloc(table->arena, out->cell_room, sizeof *out->cells);
	out->rows = !table->header;
	for (size_t row = 0; row < table->row_count; row++)
		if (markup_table_row_has_text(table, row))
			markup_table_copy_row(table, row, out);
	return out->rows > !table->header ? out : NULL;
}
