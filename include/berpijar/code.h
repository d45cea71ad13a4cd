/*
 * QR codes (ISO/IEC 18004), by libqrencode: an address that a phone can take from the
 * screen.
 */
#ifndef BERPIJAR_CODE_H
#define BERPIJAR_CODE_H

#include <berpijar/error.h>
#include <berpijar/text.h>

struct bp_code {
	uint8_t *modules; /* size × size, row by row; bit 0: black */
	int size;         /* 21 for the shortest texts, 4 more for each version */
};

/* The smallest code for a text, with the least error correction, since a screen has no
 * dirt. NULL if it is empty or too long (2,953 bytes at most) or holds a NUL, or if
 * libqrencode is not there. */
struct bp_code *bp_code_new(struct bp_str text, struct bp_error *err);
void bp_code_free(struct bp_code *code); /* NULL is fine */
/* Appends it as lines of text, black on white: half blocks, or in ASCII two characters
 * for each module. */
void bp_code_write(const struct bp_code *code, bool halves, struct bp_buf *out);

#endif
