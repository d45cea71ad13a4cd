/* What plain lines say, compared as a listener would: by its letters and figures. */
#ifndef TESTS_SPOKEN_H
#define TESTS_SPOKEN_H

#include <berpijar/text.h>

/* Printable, or a newline. */
bool spoken_allowed(char byte);
/* Whether it ends with a prompt. */
bool spoken_asks(struct bp_str said);
/*
 * Whether the words of `text` stand in it one after another, whatever their case and
 * whatever marks, lines and line ends are between them. "2/3" is "2 dari 3", "62%" is
 * "62 persen". whole: its last word is not the beginning of another.
 */
bool spoken_holds(struct bp_str said, const char *text, bool whole);
/* Copies it with the year of "JP 2026" and "tahun 2026" left out. */
void spoken_without_year(struct bp_str said, struct bp_buf *out);

#endif
