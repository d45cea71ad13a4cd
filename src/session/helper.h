/*
 * Programs that this one starts. Those of berpijar's own are looked for beside it alone,
 * never by a name in a configuration or in PATH; of others the caller knows the place.
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

/* A program of others, and how much it may have. */
struct helper_job {
	const char *path;
	char *const *words; /* its own name first, NULL last */
	size_t most;        /* bytes of what it may write */
	int seconds; /* that it may take, by the clock as well as of the processor */
};

enum helper_end { HELPER_DONE, HELPER_FAILED, HELPER_LATE, HELPER_LARGE };

/* Gives it the input, and appends what it writes. It knows nothing of the environment, and is
 * ended where it wants more than it may have. False: it could not be started. */
bool helper_run_job(const struct helper_job *job, struct bp_str input, struct bp_buf *out,
	enum helper_end *end, struct bp_error *err);

#endif
