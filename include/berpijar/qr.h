/*
 * QR codes (ISO/IEC 18004): a phone's camera takes an address from the screen.
 */
#ifndef BERPIJAR_QR_H
#define BERPIJAR_QR_H

#include <berpijar/error.h>
#include <berpijar/text.h>

struct bp_qr {
	uint8_t *modules; /* size × size, row by row; 1: black, 0: white */
	int size;         /* 21 for the shortest texts, 4 more for each version */
};

/* The smallest code for a text, with as much error correction as its size has room for.
 * NULL if the text is empty, holds a NUL or has more than 2,953 bytes. The caller frees
 * it. */
struct bp_qr *bp_qr_new(struct bp_str text, struct bp_error *err);
/* The same for a text of capitals, digits and " $%*+-./:", which takes less room so; for
 * paper: a seventh of it may be lost (level M). */
struct bp_qr *bp_qr_new_dense(struct bp_str text, struct bp_error *err);
void bp_qr_free(struct bp_qr *qr); /* NULL is fine */
/* Appends it as lines of text, black on white: half blocks, or in ASCII two characters
 * for each module. */
void bp_qr_write(const struct bp_qr *qr, bool halves, struct bp_buf *out);

#endif
