/* A document of A4 pages: what is round the drawing of any of them. */
#ifndef BERPIJAR_PDF_SURFACE_H
#define BERPIJAR_PDF_SURFACE_H

#include <berpijar/text.h>
#include <cairo.h>

/* In points of 1/72 inch. */
#define SURFACE_WIDTH  595.28
#define SURFACE_HEIGHT 841.89

struct surface {
	const char *title;
	/* ISO 8601: when the document says that it was made. It is never today: the same
	 * content gives the same bytes. */
	const char *date;
};

/* Appends the document; NULL, or what went wrong. */
const char *surface_draw(const struct surface *about,
	void (*draw)(void *context, cairo_t *on), void *context, struct bp_buf *out);

#endif
