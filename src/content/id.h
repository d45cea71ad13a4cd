/* Ids of modules, and the names that they are made of. */
#ifndef BERPIJAR_CONTENT_ID_H
#define BERPIJAR_CONTENT_ID_H

#include <berpijar/arena.h>

#define ID_LIMIT 64 /* bytes */

/* a-z, 0-9 and hyphens. */
bool id_is_valid(struct bp_str id);
/* A file's name without its ending and the number that orders it, of which an id is
 * made: 01-mengapa-ux.md is mengapa-ux. */
struct bp_str id_stem(struct bp_str name);
/* An id made of any name: lower-case, blanks and underscores as hyphens, the rest
 * left out; never empty. */
const char *id_from_name(struct bp_arena *arena, struct bp_str name);

#endif
