/* Makes a document of what others draw. */
#include "surface.h"
#include <cairo-pdf.h>

static cairo_status_t surface_take(void *out, const unsigned char *bytes, unsigned size)
{
	bp_buf_add(out, bytes, size);
	return CAIRO_STATUS_SUCCESS;
}

static void surface_describe(cairo_surface_t *surface, const struct surface *about)
{
	cairo_pdf_surface_set_metadata(
		surface, CAIRO_PDF_METADATA_CREATE_DATE, about->date);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, about->date);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, about->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "berpijar");
}

const char *surface_draw(const struct surface *about,
	void (*draw)(void *context, cairo_t *on), void *context, struct bp_buf *out)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		surface_take, out, SURFACE_WIDTH, SURFACE_HEIGHT);
	cairo_t *on = cairo_create(surface);

	surface_describe(surface, about);
	draw(context, on);
	cairo_status_t status = cairo_status(on);
	cairo_destroy(on);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(status);
}
