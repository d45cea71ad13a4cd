/* Bytes as hexadecimal digits, and back. */
#ifndef BERPIJAR_HEX_H
#define BERPIJAR_HEX_H

#include <berpijar/text.h>

/* Two lower-case digits for each byte. */
void bp_hex_add(struct bp_buf *out, const uint8_t *bytes, size_t size);
/* Reads capital and small digits; false unless the text is exactly `size` bytes. */
bool bp_hex_read(struct bp_str text, uint8_t *bytes, size_t size);
/* The byte that two digits stand for, or -1. */
int bp_hex_byte(const char digits[2]);

#endif
