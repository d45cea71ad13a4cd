/* The list of what a document loses. */
#ifndef BERPIJAR_WORD_NOTES_H
#define BERPIJAR_WORD_NOTES_H

#include <berpijar/word.h>

#define LOSSES_MOST 500 /* nobody reads more */

/* Adds a loss under a heading ("": above the first one), once for each place and text. */
void notes_add(struct bp_word *word, struct bp_str heading, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
