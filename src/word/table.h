/* Tables, as they can be written in Markdown. */
#ifndef BERPIJAR_WORD_TABLE_H
#define BERPIJAR_WORD_TABLE_H

#include "runs.h"

#define TABLE_COLUMNS_MOST 32
#define TABLE_ROWS_MOST    2000

struct table {
	size_t columns, rows;
	struct runs *cells; /* row by row; the first row is the head */
	bool merged;        /* some cells were one: the others of them are empty */
	bool nested;        /* there was a table in a cell */
	bool cut;           /* rows or columns were left out */
};

/* The columns of a table of questions, by its head. */
struct table_quiz {
	size_t text, key;
	size_t first, choices; /* where those begin, and how many there are */
};

/* Whether a head names a question and its key: "No | Soal | A | B | Kunci". */
bool table_is_quiz(
	struct bp_arena *arena, const struct table *table, struct table_quiz *quiz);

/* Reads pandoc's table; one of no cells has no columns. */
void table_read(struct bp_arena *arena, const json_t *c, struct table *table, bool *deep);
/* The blocks of the only cell, NULL: there are more. A frame around text is such a table. */
const json_t *table_only_cell(const json_t *c);

#endif
