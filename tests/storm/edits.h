/* A course that somebody writes at while a preview follows it: in every way in which editors
 * and people do, with any bytes. */
#ifndef TESTS_STORM_EDITS_H
#define TESTS_STORM_EDITS_H

#include <stddef.h>
#include <stdint.h>

/* Makes a folder of files. */
void edits_gather(const char *folder, int count, char **files);
/* Makes the folder anew, with the files of another. */
void edits_begin(const char *folder, const char *from);
/* One edit of one file in it, or of the folder; says which. */
const char *edits_make(const char *folder, const char *from, uint32_t *seed);

#endif
