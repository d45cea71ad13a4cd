/* A table of HTML while it is read. */
#ifndef BERPIJAR_CONTENT_MARKUP_TABLE_H
#define BERPIJAR_CONTENT_MARKUP_TABLE_H

#include "html.h"
#include <berpijar/document.h>

struct markup_table {
	struct bp_arena *arena;
	struct bp_spans *cells;
	size_t count, room;
	size_t *rows; /* the index of each row's first cell */
	size_t row_count, row_room;
	size_t columns; /* of the widest row */
	size_t current; /* the cell that is open, if in_cell */
	bool in_cell;
	bool header; /* the first row has a header cell */
	int nested;  /* tables open in the cell; they are text there */
	enum bp_align align[BP_TABLE_COLUMN_LIMIT];
	int below[BP_TABLE_COLUMN_LIMIT]; /* rows that a cell above still reaches into */
};

struct markup_table *markup_table_new(struct bp_arena *arena);
void markup_table_row(struct markup_table *table);
/* Opens a cell. In a row that is full it is the last cell again. */
void markup_table_cell(struct markup_table *table, const struct html_piece *tag);
/* Whether it would have too many cells that nobody wrote; it should be ended then. */
bool markup_table_full(const struct markup_table *table);
/* Appends text to the open cell, or to the last one. */
void markup_table_add(struct markup_table *table, const struct bp_spans *spans);
/* As a table of a document; NULL: it has no text. Without header cells the first row is
 * empty. */
struct bp_table *markup_table_end(struct markup_table *table);

#endif
