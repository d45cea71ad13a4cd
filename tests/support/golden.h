/*
 * Golden files: what a screen should be, as text that a person can read and a diff
 * can show. BERPIJAR_UPDATE_GOLDEN=1 writes them instead of comparing.
 */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include <berpijar/text.h>

bool golden_updating(void);
/* Whether the file holds exactly this text. */
bool golden_is(const char *path, const char *text);
bool golden_write(const char *path, const char *text);
/* Appends the lines that differ: "-" as the file has them, "+" as they are now. */
void golden_diff(const char *path, const char *text, struct bp_buf *out);

#endif
