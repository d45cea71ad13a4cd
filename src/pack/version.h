/* Versions of courses. */
#ifndef BERPIJAR_PACK_VERSION_H
#define BERPIJAR_PACK_VERSION_H

#include <stdbool.h>

/* Whether a text is a version: 1 to 64 letters, digits, dots, hyphens, underlines. */
bool version_is_one(const char *text);

#endif
