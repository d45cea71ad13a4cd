/*
 * The line by which a key is kept in a file: what it is, its bytes as hexadecimal digits, and
 * whose it is ("berpijar-ed25519 3f7a… belajar.contoh.go.id").
 */
#ifndef BERPIJAR_KEY_LINE_H
#define BERPIJAR_KEY_LINE_H

#include <berpijar/text.h>

#define BP_KEY_NAME_ROOM 65 /* bytes of whose it is, with the NUL */

/* Whether a name is 1 to 64 bytes that a terminal shows as they are, on one line. */
bool bp_key_name_fits(struct bp_str name);
/* Reads a line of that kind ("berpijar-ed25519 ", with its blank) and a key of exactly `size`
 * bytes. False: it is none. */
bool bp_key_line_read(struct bp_str line, const char *kind, uint8_t *key, size_t size,
	char name[BP_KEY_NAME_ROOM]);
/* Appends one, with a newline. */
void bp_key_line_write(const char *kind, const uint8_t *key, size_t size,
	const char *name, struct bp_buf *out);

#endif
