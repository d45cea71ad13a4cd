/* Names of files and folders, as courses have them. */
#ifndef BERPIJAR_CONTENT_NAMES_H
#define BERPIJAR_CONTENT_NAMES_H

#include <berpijar/arena.h>

/* "FOLDER/NAME"; in the folder "." only the name. */
const char *names_join(struct bp_arena *arena, const char *folder, const char *name);

/* The name without ".md" or ".markdown", in letters of any case; the whole name if it has
 * no such ending. */
struct bp_str names_stem(struct bp_str name);
/* Whether it has such an ending. */
bool names_is_markdown(struct bp_str name);
/* Whether a file of that name is a module: Markdown, but not a readme, and not one that
 * begins with "." or "_". */
bool names_is_module(const char *name);
/* Whether it is safe to print on a terminal and to give to a program as an argument: no
 * control characters, valid UTF-8, no hyphen in front. The name is not empty. */
bool names_is_sound(struct bp_str name);

/* For qsort() of const char *: "2-b.md" comes before "10-a.md". */
int names_by_order(const void *a, const void *b);

#endif
