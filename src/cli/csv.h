/* Tables as CSV (RFC 4180), in and out. */
#ifndef BERPIJAR_CLI_CSV_H
#define BERPIJAR_CLI_CSV_H

#include <berpijar/diagnostic.h>

/*
 * Writing: every cell is quoted, and one that a spreadsheet would run as a formula gets
 * an apostrophe in front. A row ends with "\r\n".
 */
void csv_cell(struct bp_buf *out, struct bp_str text);
void csv_end(struct bp_buf *out);

/* Reading: commas or semicolons, as the first line has it; a BOM is skipped; lines end
 * with LF, CR LF or CR. */
struct csv_cell {
	struct bp_str text;
	int line, column; /* from 1, where it begins; column counts characters */
};

struct csv {
	struct bp_str text;
	struct bp_arena *arena; /* of the cells */
	struct bp_diagnostics *faults;
	size_t at;
	int line, column;
	char separator;
};

void csv_begin(struct csv *csv);
/* The line and the column of a byte; no text. */
struct csv_cell csv_position(struct bp_str text, size_t at);
/* The next row with anything in it: fills at most room cells, *count is how many there
 * are; false at the end. */
bool csv_row(struct csv *csv, struct csv_cell *cells, size_t room, size_t *count);

#endif
