/* Blocks of HTML in a lesson: the same headings, lists, quotes, tables and code that
 * Markdown gives. What one HTML block of libcmark opens, such as <details>, a later one
 * may close. */
#ifndef BERPIJAR_CONTENT_MARKUP_H
#define BERPIJAR_CONTENT_MARKUP_H

#include "blocks.h"
#include "inlines.h"

struct markup_table;

struct markup_element {
	enum html_kind kind; /* HTML_OTHER: a container of Markdown begins here */
	int level;           /* of a heading */
};

struct markup {
	struct blocks *blocks;
	struct inlines inlines; /* the text that is gathered */
	int line;               /* of its first line */
	struct markup_element *open;
	size_t open_count, open_room;
	size_t base;                /* of them stand outside of the innermost container
				     * of Markdown: no tag in there closes them */
	struct markup_table *table; /* NULL: none is open */
	struct bp_buf pre;          /* the text of <pre> so far */
	bool in_pre;
};

/* Reads an HTML block of libcmark, which begins on a line. */
void markup_read(struct markup *markup, struct bp_str html, int line);
/* Called inside a container of Markdown: after it is opened, before it is closed. */
void markup_enter(struct markup *markup);
void markup_leave(struct markup *markup);
/* Markdown comes: whether it is to be read into a cell, with markup_cell_text(). */
bool markup_in_cell(const struct markup *markup);
struct inlines *markup_cell_text(struct markup *markup);
/* A block of Markdown comes that no cell can hold: an open table ends. */
void markup_end_table(struct markup *markup);
/* Ends all that is open. */
void markup_end(struct markup *markup);

#endif
