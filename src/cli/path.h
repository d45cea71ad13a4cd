/* Paths and ids in messages: whatever bytes they have, one line stays one line. */
#ifndef BERPIJAR_CLI_PATH_H
#define BERPIJAR_CLI_PATH_H

#include <berpijar/arena.h>

/* Appends it as bp_buf_add_clean() does; a newline or a tab becomes a question mark. */
void add_path(struct bp_buf *out, const char *path);

#endif
