/* Tables as CSV (RFC 4180), in and out. */
#ifndef BERPIJAR_CSV_H
#define BERPIJAR_CSV_H

#include <berpijar/diagnostic.h>
#include <berpijar/error.h>

/*
 * Writing: every cell is quoted, and one that a spreadsheet would run as a formula gets
 * an apostrophe in front; what commands a terminal becomes U+FFFD. A row ends with "\r\n".
 */
void bp_csv_put(struct bp_buf *out, struct bp_str text);
/* A number of ours, with a point, which stays one in a spreadsheet; may be empty. */
void bp_csv_number(struct bp_buf *out, const char *digits);
void bp_csv_end(struct bp_buf *out);

/* Reading: whichever of comma, semicolon and tab the first line has more of, outside
 * quotation marks, separates the cells, unless it is "sep=" and the separator; a byte order mark is skipped; lines end with LF, CR LF or CR. */
struct bp_csv_cell {
	struct bp_str text;
	int line, column; /* where it begins, from 1; columns count characters */
};

/* The caller sets the first three members and bp_csv_begin() the others. */
struct bp_csv {
	struct bp_str text;
	struct bp_arena *arena; /* owns the texts of quoted cells */
	struct bp_diagnostics *faults;
	size_t at;
	int line, column;
	char separator;
};

void bp_csv_begin(struct bp_csv *csv);
/* Begins with the text of a file, in the arena; "-" is standard input. False if it cannot be
 * read, is longer than `most` bytes, or is not UTF-8. */
bool bp_csv_load(struct bp_csv *csv, const char *path, size_t most, struct bp_error *err);
/* The line and the column of a byte; the cell has no text. */
struct bp_csv_cell bp_csv_position(struct bp_str text, size_t at);
/* The next row in which any cell has text; false at the end. Fills at most `room` cells;
 * *count is how many the row has, which may be more. */
bool bp_csv_row(
	struct bp_csv *csv, struct bp_csv_cell *cells, size_t room, size_t *count);

#endif
