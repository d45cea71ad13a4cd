/*
 * Tables: their columns are measured, then their rows placed. Wide tables wrap their cells;
 * if the columns would become too narrow, each row becomes a list of "header: value" lines.
 */
#include "layout_private.h"
#include <berpijar/arena.h>

#define GAP          2  /* columns between two columns of a table */
#define LEAST_COLUMN 16 /* words up to this width are never cut */

struct widths {
	int columns[BP_TABLE_COLUMN_LIMIT];
};

static const struct bp_spans *cell(
	const struct bp_table *table, size_t row, size_t column)
{
	return &table->cells[row * table->columns + column];
}

static bp_style row_style(size_t row)
{
	return row == 0 ? BP_STYLE_BOLD : BP_COLOR_TEXT;
}

/* Width of each column's longest word, and its natural width. */
static void layout_table_measure(
	struct bp_layouter *layouter, struct widths *word, struct widths *most)
{
	const struct bp_table *table = layouter->block->table;

	for (size_t column = 0; column < table->columns; column++) {
		word->columns[column] = most->columns[column] = 1;
		for (size_t row = 0; row < table->rows; row++) {
			int narrow, wide;
			bp_flow_start(&layouter->flow);
			bp_flow_add_spans(&layouter->flow, cell(table, row, column), 0);
			bp_flow_measure(&layouter->flow, &narrow, &wide);
			if (narrow > word->columns[column])
				word->columns[column] = narrow;
			if (wide > most->columns[column])
				most->columns[column] = wide;
		}
	}
}

static int sum(const struct widths *widths, size_t count)
{
	int total = 0;
	for (size_t i = 0; i < count; i++)
		total += widths->columns[i];
	return total;
}

/* Gives columns of `left` to those that are narrower than they want to be, all of it if
 * there is enough, otherwise in proportion; returns what is left. */
static int share_out(
	struct widths *widths, const struct widths *wanted, size_t count, int left)
{
	int lacking = sum(wanted, count) - sum(widths, count), given = 0;

	for (size_t i = 0; i < count && lacking > 0; i++) {
		int lack = wanted->columns[i] - widths->columns[i];
		int more = left >= lacking ? lack : (int)((long)left * lack / lacking);
		widths->columns[i] += more;
		given += more;
	}
	return left - given;
}

/*
 * Shares `room` columns out: every column gets its longest word, cut at LEAST_COLUMN if
 * need be; then longer words up to a half of the room; the rest goes to natural widths.
 * False if the least do not fit.
 */
static bool share(const struct widths *words, const struct widths *most, size_t count,
	int room, struct widths *out)
{
	struct widths longer = *words;

	*out = (struct widths){0};
	for (size_t i = 0; i < count; i++) {
		out->columns[i] = words->columns[i] < LEAST_COLUMN ? words->columns[i]
								   : LEAST_COLUMN;
		if (longer.columns[i] > room / 2 && longer.columns[i] > LEAST_COLUMN)
			longer.columns[i] =
				room / 2 > LEAST_COLUMN ? room / 2 : LEAST_COLUMN;
	}
	int left = room - sum(out, count);
	if (left < 0)
		return false;
	left = share_out(out, &longer, count, left);
	share_out(out, most, count, left);
	return true;
}

static int align_shift(enum bp_align align, int width, int columns)
{
	if (align == BP_ALIGN_RIGHT)
		return width - columns;
	return align == BP_ALIGN_CENTRE ? (width - columns) / 2 : 0;
}

/* Fills one cell; returns the number of its lines, which begin at *first. */
static size_t fill_cell(
	struct bp_layouter *layouter, size_t row, size_t column, int width, size_t *first)
{
	struct bp_flow *flow = &layouter->flow;

	flow->piece_count = flow->word_count = 0;
	flow->spaces = 0;
	flow->forced = flow->in_word = false;
	*first = flow->line_count;
	bp_flow_add_spans(
		flow, cell(layouter->block->table, row, column), row_style(row));
	bp_flow_fill(flow, width);
	return flow->line_count - *first;
}

/* Returns the number of lines that the row took. */
static size_t layout_table_put_row(
	struct bp_layouter *layouter, size_t row, const struct widths *widths)
{
	const struct bp_table *table = layouter->block->table;
	size_t first[BP_TABLE_COLUMN_LIMIT], count[BP_TABLE_COLUMN_LIMIT], height = 0;

	bp_flow_start(&layouter->flow);
	for (size_t c = 0; c < table->columns; c++) {
		count[c] = fill_cell(layouter, row, c, widths->columns[c], &first[c]);
		if (count[c] > height)
			height = count[c];
	}
	for (size_t line = 0; line < height; line++) {
		int column = 0;
		bp_layouter_line(layouter, layouter->line)->row = line > 0;
		for (size_t c = 0; c < table->columns; c++) {
			size_t run = layouter->layout->run_count;
			if (line < count[c])
				bp_layouter_flow_line(layouter, first[c] + line,
					column +
						align_shift(table->align[c],
							widths->columns[c],
							layouter->flow
								.lines[first[c] + line]
								.columns));
			for (; run < layouter->layout->run_count; run++)
				layouter->layout->runs[run].cell = (uint8_t)(c + 1);
			column += widths->columns[c] + GAP;
		}
	}
	return height;
}

static void put_header_rule(struct bp_layouter *layouter, const struct widths *widths)
{
	int column = 0;

	bp_layouter_line(layouter, layouter->line);
	for (size_t c = 0; c < layouter->block->table->columns; c++) {
		bp_layouter_repeat(layouter, column, widths->columns[c], BP_SYMBOL_LINE,
			BP_COLOR_FAINT, BP_ROLE_RULE);
		column += widths->columns[c] + GAP;
	}
}

/* Underlines the header, each column over its whole width. */
static void underline_header(struct bp_layouter *layouter, const struct widths *widths)
{
	int column = 0;

	for (size_t c = 0; c < layouter->block->table->columns; c++) {
		bp_layouter_underline(layouter, column, column + widths->columns[c]);
		column += widths->columns[c] + GAP;
	}
}

/* In many tables the header is left empty. */
static bool has_header(const struct bp_table *table)
{
	for (size_t column = 0; column < table->columns; column++)
		if (cell(table, 0, column)->count)
			return true;
	return false;
}

static void put_columns(
	struct bp_layouter *layouter, const struct widths *widths, bool wraps)
{
	size_t rows = layouter->block->table->rows;

	if (has_header(layouter->block->table)) {
		layout_table_put_row(layouter, 0, widths);
		if (layouter->options->unstyled)
			put_header_rule(layouter, widths);
		else
			underline_header(layouter, widths);
	}
	for (size_t row = 1; row < rows; row++) {
		size_t height = layout_table_put_row(layouter, row, widths);
		if (wraps && height && row + 1 < rows)
			bp_layouter_line(layouter, layouter->line);
	}
}

/* "Header: value" lines, hanging by two columns. */
static void put_pair(struct bp_layouter *layouter, size_t row, size_t column)
{
	const struct bp_table *table = layouter->block->table;
	struct bp_flow *flow = &layouter->flow;

	bp_flow_start(flow);
	if (row > 0 && cell(table, 0, column)->count) {
		bp_flow_add_spans(flow, cell(table, 0, column), BP_STYLE_BOLD);
		bp_flow_add_text(flow, BP_STR(": "), BP_STYLE_BOLD, BP_ROLE_MARKER);
	}
	bp_flow_add_spans(flow, cell(table, row, column), row_style(row));
	bp_flow_fill(flow, bp_layouter_width(layouter) - 2);
	for (size_t i = 0; i < flow->line_count; i++) {
		struct bp_line *line = bp_layouter_line(layouter, layouter->line);
		line->joined = flow->lines[i].joined;
		bp_layouter_flow_line(layouter, i, i ? 2 : 0);
	}
}

static void put_list(struct bp_layouter *layouter)
{
	const struct bp_table *table = layouter->block->table;
	size_t first = table->rows > 1 ? 1 : 0;

	for (size_t row = first; row < table->rows; row++) {
		if (row > first)
			bp_layouter_line(layouter, layouter->line);
		for (size_t column = 0; column < table->columns; column++)
			put_pair(layouter, row, column);
	}
}

void bp_layout_table(struct bp_layouter *layouter)
{
	size_t count = layouter->block->table->columns;
	int room = bp_layouter_width(layouter) - GAP * (int)(count - 1);
	struct widths words, most, widths;

	layout_table_measure(layouter, &words, &most);
	if (share(&words, &most, count, room, &widths))
		put_columns(layouter, &widths, sum(&most, count) > room);
	else
		put_list(layouter);
}
