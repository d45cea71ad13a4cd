/*
 * What a screen shows, cell by cell: read from a golden file (tests/play/README.md has
 * the form) or from what tmux captured of a pane.
 */
#ifndef TESTS_EMULATORS_PICTURE_H
#define TESTS_EMULATORS_PICTURE_H

#include <berpijar/screen.h>

/* How a cell looks. A colour is its number among 256; -1 is the terminal's own. */
struct look {
	bp_style attributes; /* without a role */
	int foreground, background;
};

struct picture {
	struct bp_screen screen; /* glyphs, and styles as far as roles can say them */
	struct look *looks;      /* one for each cell */
};

/* False if the text is no golden screen. */
bool picture_read(struct picture *picture, struct bp_str golden);
/* Reads rows of text with SGR sequences between them. A glyph takes as many columns as
 * `width` says of it; whatever is not there is blank. */
void picture_capture(struct picture *picture, int rows, int columns, struct bp_str text,
	int (*width)(const struct bp_glyph *glyph, void *data), void *data);
void picture_release(struct picture *picture);

/* Whether two cells look the same: of a blank only its background and lines are seen. */
bool picture_same(const struct picture *a, const struct picture *b, int row, int column);
/* A row as text, for messages. */
void picture_row(const struct picture *picture, int row, struct bp_buf *out);

#endif
