/* The fence: its limits, and the parts in their order. */
#include "parts.h"
#include <berpijar/lang.h>
#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define FENCE_MEMORY (FENCE_SANITIZED ? RLIM_INFINITY : 256 << 20)

#if FENCE_SANITIZED
/* Looking for leaks starts a thread that traces the process; it asks this first. */
static bool closed;

int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return closed;
}

static void fence_note_closed(void)
{
	closed = true;
}
#else
static void fence_note_closed(void)
{
}
#endif

/* A day of reading takes seconds of CPU; a record of many years has a few megabytes. */
static const struct {
	unsigned what;
	rlim_t most;
} limits[] = {
	{RLIMIT_AS, FENCE_MEMORY},
	{RLIMIT_CPU, 600},
	{RLIMIT_FSIZE, 64 << 20},
	{RLIMIT_NOFILE, 64},
	{RLIMIT_NPROC, 0}, /* of this process: none can be made from here */
	{RLIMIT_STACK, 1 << 20},
	{RLIMIT_MEMLOCK, 0},
	{RLIMIT_MSGQUEUE, 0},
};

/* What is lower already stays so. */
static bool fence_limit(unsigned what, rlim_t most)
{
	struct rlimit limit;

	if (getrlimit(what, &limit) != 0)
		return false;
	if (limit.rlim_max < most)
		most = limit.rlim_max;
	limit.rlim_max = most;
	if (limit.rlim_cur > most)
		limit.rlim_cur = most;
	return setrlimit(what, &limit) == 0;
}

void bp_fence_begin(void)
{
	fence_limit(RLIMIT_CORE, 0);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

struct bp_fence_kernel bp_fence_kernel(void)
{
	return (struct bp_fence_kernel){
		.landlock = files_version(), .calls = calls_known()};
}

static bool fence_fail(struct bp_error *err, const char *what)
{
	return bp_fail(err, BP_ERROR_SYSTEM, _("pagar sesi tidak dapat ditutup: %s: %s"),
		what, bp_strerror(errno));
}

bool bp_fence_can_close(const struct bp_fence *fence, struct bp_error *err)
{
	if (!fence->best_effort && !files_version_for(fence))
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("pagar sesi tidak dapat ditutup: kernel ini tanpa Landlock; tambahkan \"landlock\" pada lsm= di baris perintah kernel"));
	if (!fence->best_effort && !calls_known())
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("pagar sesi tidak dapat ditutup: kernel ini tanpa saringan seccomp"));
	return true;
}

bool bp_fence_close(const struct bp_fence *fence, struct bp_error *err)
{
	const char *at;

	bp_fence_begin();
	if (!bp_fence_can_close(fence, err))
		return false;
	if (files_version_for(fence) && !files_close(fence, &at))
		return fence_fail(err, at ? at : "Landlock");
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (!fence_limit(limits[i].what, limits[i].most))
			return fence_fail(err, "setrlimit");
	fence_note_closed();
	if (calls_known() && !calls_close(fence->stern))
		return fence_fail(err, "seccomp");
	return true;
}
