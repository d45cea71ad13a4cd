/*
 * Bytes from the terminal → keys.
 */
#ifndef BERPIJAR_TERM_KEYS_H
#define BERPIJAR_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bp_keys_result {
	BP_KEYS_GOT,        /* a key: *key, and bytes taken */
	BP_KEYS_INCOMPLETE, /* more bytes may follow */
	BP_KEYS_NOTHING,    /* bytes taken that mean nothing to us */
};

/*
 * Decodes the first key of some bytes (at least 1). `more` says that further bytes may
 * still come: without it, a lone escape byte is the Escape key. Sequences that we do not
 * know are taken whole and mean nothing, so that a terminal's reports never act as keys.
 */
enum bp_keys_result bp_keys_decode(
	const char *bytes, size_t len, bool more, size_t *taken, uint32_t *key);

/* What ends a text that begins with BP_KEY_PASTE. */
#define BP_KEYS_PASTE_END "\033[201~"

/* Takes the terminal's own sequences from its terminfo entry, which must be loaded. */
void bp_keys_learn(void);

#endif
