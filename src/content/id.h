/* Ids of courses and modules. */
#ifndef BERPIJAR_CONTENT_ID_H
#define BERPIJAR_CONTENT_ID_H

#include <berpijar/arena.h>

#define ID_LIMIT 64 /* bytes */

/* Whether it consists of 1 to ID_LIMIT characters a-z, 0-9 and "-". */
bool id_is_valid(struct bp_str id);
/* The part of a file's name that becomes its id: without its ending and the number in front that
 * sorts it, so that 01-mengapa-ux.md gives mengapa-ux. */
struct bp_str id_stem(struct bp_str name);
/* Makes an id of any name: letters in lower case, hyphens for blanks and underscores,
 * nothing else; never empty. A letter with an accent gives the same, whether its name is
 * kept in one piece (Linux) or in two (a Mac). */
const char *id_from_name(struct bp_arena *arena, struct bp_str name);

#endif
