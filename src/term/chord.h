/* Keys with numbers in their sequences: with Shift, Alt, Ctrl, of the number pad, and those
 * of terminals that name every key by its number ("CSI u"). */
#ifndef BERPIJAR_TERM_CHORD_H
#define BERPIJAR_TERM_CHORD_H

#include <stddef.h>
#include <stdint.h>

/* The key of a whole CSI or SS3 sequence; BP_KEY_NONE: it is no key of ours. */
uint32_t bp_chord_key(const char *bytes, size_t len);

/* What a key does with Alt; BP_KEY_NONE: nothing. */
uint32_t bp_chord_alt(uint32_t key);

#endif
