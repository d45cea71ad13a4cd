/* Bars and sparklines of characters, for lines of text. */
#ifndef BERPIJAR_REPORT_BARS_H
#define BERPIJAR_REPORT_BARS_H

#include <berpijar/text.h>

/* A bar of `width` cells of which `part` of `all` is full. */
void bars_add(struct bp_buf *out, size_t part, size_t all, int width, bool unicode);
/* A cell for each count, as high as its share of the largest; none is no blank, since blanks
 * are folded where text is wrapped. */
void bars_spark(struct bp_buf *out, const size_t *counts, size_t count, bool unicode);
/* Appends the text, cut to a width, and blanks up to it; a negative width has the blanks in
 * front. */
void bars_cell(struct bp_buf *out, const char *text, int width, bool unicode);

#endif
