/*
 * The player, which closes a fence when it first waits for a key, for play scripts: it may
 * write to its home alone, and a system call that is refused ends it at once, so that each
 * script that passes shows that a session needs no such call.
 */
#include <berpijar/fence.h>
#include <berpijar/wait.h>
#include <stdio.h>
#include <stdlib.h>

int __real_bp_wait(
	struct pollfd *ready, nfds_t count, int milliseconds, const sigset_t *unblocked);
int __wrap_bp_wait(
	struct pollfd *ready, nfds_t count, int milliseconds, const sigset_t *unblocked);

static void close_fence(void)
{
	const struct bp_fence_gate gates[] = {
		{"/", BP_FENCE_READ}, {getenv("HOME"), BP_FENCE_WRITE}};
	struct bp_fence fence = {
		.gates = gates, .count = 2, .best_effort = true, .stern = true};
	struct bp_error err;

	if (bp_fence_close(&fence, &err))
		return;
	fprintf(stderr, "%s\n", err.message);
	abort();
}

int __wrap_bp_wait(
	struct pollfd *ready, nfds_t count, int milliseconds, const sigset_t *unblocked)
{
	static bool closed;

	if (!closed)
		close_fence();
	closed = true;
	return __real_bp_wait(ready, count, milliseconds, unblocked);
}
