#ifndef BERPIJAR_TERM_ASCII_H
#define BERPIJAR_TERM_ASCII_H

#include <stdint.h>

/* A character of one cell in ASCII that comes near; '?' where nothing does. */
char bp_ascii_of(uint32_t code);

#endif
