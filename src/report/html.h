/* Pieces of a page: text that is escaped, and drawings. */
#ifndef BERPIJAR_REPORT_HTML_H
#define BERPIJAR_REPORT_HTML_H

#include <berpijar/text.h>

/* Appends any text as text: nothing in it is markup or commands a terminal. */
void html_text(struct bp_buf *out, struct bp_str text);
/* "<TAG>text</TAG>\n" */
void html_element(struct bp_buf *out, const char *tag, const char *text);
/* A cell of a table; `label` is what a phone shows in front of it. */
void html_cell(struct bp_buf *out, const char *label, const char *text);

/* A bar that is filled to a part of all, with the text in it. */
void html_bar(struct bp_buf *out, size_t part, size_t all, const char *text);
/* A column for each count, as high as its share of the largest, with its number. */
void html_columns(struct bp_buf *out, const size_t *counts, size_t count,
	const char *first, const char *last);
/* One bar of several parts beside each other, each with its number, and a square of the
 * shade of one of them, for the words below. */
void html_stack(struct bp_buf *out, const size_t *parts, size_t count);
void html_key(struct bp_buf *out, size_t shade);

#endif
