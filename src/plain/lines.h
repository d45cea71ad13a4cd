/* Lines of text, wrapped, each with the row of the view that it comes from. */
#ifndef BERPIJAR_PLAIN_LINES_H
#define BERPIJAR_PLAIN_LINES_H

#include <berpijar/layout.h>

#define NO_ROW SIZE_MAX

struct line_end {
	size_t end; /* in bytes */
	size_t row; /* of the view; NO_ROW: of none */
};

struct lines {
	struct bp_buf bytes;
	struct line_end *at;
	size_t count, room;
	uint64_t version; /* of the rows that they are made of, and … */
	int width;        /* … their width; 0: not known */
};

void lines_clear(struct lines *lines);
void lines_release(struct lines *lines);
void lines_add(struct lines *lines, size_t row, struct bp_str text);
struct bp_str lines_at(const struct lines *lines, size_t i);
bool lines_hold(const struct lines *lines, struct bp_str text);
bool lines_equal(const struct lines *a, const struct lines *b);

/* Adds our own words on lines of at most `width` columns; all but the first begin with
 * `hang` blanks. Dots between parts ("BENAR · nilai 1") become commas. */
void lines_wrap(struct lines *lines, size_t row, int width, int hang, const char *text);
/* Adds a text of a course with words before and behind it (NULL: none). */
void lines_document(struct lines *lines, size_t row, int width,
	const struct bp_document *document, const char *before, const char *behind);

/* The text of a layout's line, appended. */
void lines_of_layout(const struct bp_layout *layout, size_t line, struct bp_buf *out);

#endif
