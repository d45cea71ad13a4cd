/*
 * Programs of berpijar's own that this one starts. They are looked for beside it alone,
 * never by a name in a configuration or in PATH.
 */
#ifndef BERPIJAR_SESSION_HELPER_H
#define BERPIJAR_SESSION_HELPER_H

#include <berpijar/error.h>
#include <berpijar/text.h>
#include <stdbool.h>

bool helper_exists(const char *name);
/* Gives it the input, and appends what it writes to out. False: it could not be started,
 * or it failed. */
bool helper_run(
	const char *name, struct bp_str input, struct bp_buf *out, struct bp_error *err);

#endif
