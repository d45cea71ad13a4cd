/*
 * A table of any bytes: its cells are where the reader says they are, and what is written
 * of them is read back as the same cells, harmless to spreadsheets and terminals.
 */
#include <berpijar/arena.h>
#include <berpijar/csv.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bp_csv open_table(
	struct bp_str text, struct bp_arena *arena, struct bp_diagnostics *faults)
{
	struct bp_csv csv = {.text = text, .arena = arena, .faults = faults};

	bp_csv_begin(&csv);
	return csv;
}

static void check_cell(const struct bp_csv_cell *cell, const struct bp_csv_cell *before)
{
	bool later = cell->line > before->line ||
		(cell->line == before->line && cell->column > before->column);

	if (cell->line < 1 || cell->column < 1 || !later)
		abort();
}

/* One cell as it is written: no control characters, and nothing that a spreadsheet runs. */
static void check_written(struct bp_str text)
{
	struct bp_buf out = {0};
	uint32_t code = 0;

	bp_csv_put(&out, text);
	if (out.len > 1 && strchr("=+-@\t\r", out.at[1]))
		abort();
	for (size_t at = 0; at < out.len;) {
		at += bp_utf8_next(bp_buf_str(&out), at, &code);
		if ((code < ' ' && code != '\n' && code != '\t') ||
			(code >= 0x7f && code < 0xa0))
			abort();
	}
	bp_buf_release(&out);
}

/* Reads a table again as it was written, with as many cells. */
static void check_again(struct bp_str text, size_t cells)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_diagnostics faults = {0};
	struct bp_csv csv = open_table(text, arena, &faults);
	struct bp_csv_cell row[ROOM];
	size_t count, all = 0;

	while (bp_csv_row(&csv, row, ROOM, &count))
		all += count;
	if (all != cells || faults.count)
		abort();
	bp_diagnostics_release(&faults);
	bp_arena_free(arena);
}

/* With a cell in front that is never empty: a row of empty cells is not read. */
static size_t write_row(const struct bp_csv_cell *row, size_t count, struct bp_buf *out)
{
	size_t kept = count < ROOM - 1 ? count : ROOM - 1;

	bp_csv_put(out, BP_STR("x"));
	for (size_t i = 0; i < kept; i++) {
		check_written(row[i].text);
		bp_csv_put(out, row[i].text);
	}
	bp_csv_end(out);
	return 1 + kept;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_diagnostics faults = {0};
	struct bp_csv csv =
		open_table((struct bp_str){(const char *)data, size}, arena, &faults);
	struct bp_csv_cell row[ROOM], before = {0};
	struct bp_buf out = {0};
	size_t count, cells = 0;

	while (bp_csv_row(&csv, row, ROOM, &count)) {
		for (size_t i = 0; i < count && i < ROOM; i++) {
			check_cell(&row[i], &before);
			before = row[i];
		}
		cells += write_row(row, count, &out);
	}
	check_again(bp_buf_str(&out), cells);
	bp_buf_release(&out);
	bp_diagnostics_release(&faults);
	bp_arena_free(arena);
	return 0;
}
