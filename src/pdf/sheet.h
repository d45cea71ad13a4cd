/*
 * What stands on a proof of learning as a PDF, all of it text that is ready to be printed.
 * The player writes it as JSON (session/proof_pdf.c):
 *
 *	{"title", "number", "code", "date", "notice": texts,
 *	 "above", "below": [[label, value], ...],
 *	 "modules": [[number, title, JP, minutes, day, score], ...],
 *	 "foot": [name, NIP, office, day, tag] of who signs; all may be empty, or missing}
 *
 * Several sheets come as an array of such objects; then each document has a line with the
 * number of its bytes in front.
 */
#ifndef BERPIJAR_PDF_SHEET_H
#define BERPIJAR_PDF_SHEET_H

#include <berpijar/arena.h>

/* The cells of a row of `modules`. */
enum {
	SHEET_NUMBER,
	SHEET_TITLE,
	SHEET_JP,
	SHEET_MINUTES,
	SHEET_DAY,
	SHEET_SCORE,
	SHEET_CELLS
};

struct sheet_row {
	const char *cells[SHEET_CELLS];
};

struct sheet_rows {
	struct sheet_row *at;
	size_t count;
};

struct sheet {
	const char *title, *number, *notice;
	const char *code; /* a signed claim (claim.h); "": the code is of the number */
	const char *date; /* ISO 8601: what the document says that it was made */
	struct sheet_rows above, below; /* of the list of modules */
	struct sheet_rows modules;
	struct sheet_row foot;
};

/* Appends the document; NULL, or what went wrong. */
const char *sheet_draw(const struct sheet *sheet, struct bp_buf *out);

#endif
