/*
 * Bytes as text in base 45 (RFC 9285), which a QR code holds densely, and in base 58 with
 * Bitcoin's letters, which keys and signatures of W3C credentials have (multibase "z").
 */
#ifndef BERPIJAR_BASE_H
#define BERPIJAR_BASE_H

#include <berpijar/text.h>

/* Three characters for two bytes, two for a last one. */
void bp_base45_add(struct bp_buf *out, const uint8_t *bytes, size_t size);
/* Appends the bytes of a text; false, and nothing appended: it is none. */
bool bp_base45_read(struct bp_str text, struct bp_buf *out);

#define BP_BASE58_MOST 128 /* bytes */

/* At most BP_BASE58_MOST bytes. */
void bp_base58_add(struct bp_buf *out, const uint8_t *bytes, size_t size);
/* Reads a text that stands for exactly `size` bytes, in the only way in which it is
 * written. */
bool bp_base58_read(struct bp_str text, uint8_t *bytes, size_t size);

#endif
