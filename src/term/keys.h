/*
 * Decodes the bytes that a terminal sends into keys.
 */
#ifndef BERPIJAR_TERM_KEYS_H
#define BERPIJAR_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BP_KEYS_CAPABILITIES 13 /* keys that a terminfo entry may name */

struct bp_key_sequence {
	char bytes[12]; /* empty: none */
	uint32_t key;
};

/* The sequences of the terminal's own entry. */
struct bp_keys {
	struct bp_key_sequence own[BP_KEYS_CAPABILITIES];
};

enum bp_keys_result {
	BP_KEYS_GOT,        /* a key: *key, and bytes taken */
	BP_KEYS_INCOMPLETE, /* more bytes may follow */
	BP_KEYS_NOTHING,    /* bytes taken that are no key of ours */
};

/*
 * Decodes the first key of at least one byte. `more` says that further bytes may still
 * come: without it, a lone escape byte is the Escape key. Unknown sequences, and keys with
 * Alt that mean nothing, are taken whole, so that neither they nor a terminal's reports act
 * as other keys. keys: NULL knows only the common sequences.
 */
enum bp_keys_result bp_keys_decode(const struct bp_keys *keys, const char *bytes,
	size_t len, bool more, size_t *taken, uint32_t *key);

/* How long a lone escape byte may be the start of a key, in ms. wanted: 0 for what suits the
 * line. */
int bp_keys_escape_ms(int wanted);

/* How long to wait for the rest of bytes that are BP_KEYS_INCOMPLETE, in ms; -1: for ever.
 * escape_ms: for a lone escape byte, which may be the Escape key. */
int bp_keys_patience(const char *bytes, size_t len, int escape_ms);

/* Ends a pasted text, which begins with BP_KEY_PASTE. */
#define BP_KEYS_PASTE_END "\033[201~"

/* Takes the terminal's own sequences from its terminfo entry, which must be loaded. */
void bp_keys_learn(struct bp_keys *keys);

#endif
