/*
 * A system that fails on demand, for a whole program: loaded before the C library
 * (LD_PRELOAD), it stands in front of the calls with which files are written, and of
 * those that give memory.
 *
 *   BERPIJAR_SHIM="CALL NTH once|on ERRNO"  the NTH call fails, or all from there on;
 *                                           "lie" for ERRNO: nothing is done, and success
 *                                           is reported; "KILL": the process is
 *                                           killed at once. CALL may be "any",
 *                                           which is any but memory
 *   BERPIJAR_SHIM_BELOW=FOLDER              only files in there (memory: everywhere)
 *   BERPIJAR_SHIM_MET=FILE                  is made once a call has failed
 *   BERPIJAR_SHIM_DELAY=MICROSECONDS        each sync takes so much longer
 */
/* Each function by its own name. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static struct {
	bool known; /* what follows has been read */
	char call[16], ending[8], cause[8];
	long nth, count, delay;
	const char *below, *met;
} plan;

static const struct {
	const char *name;
	int number;
} causes[] = {
	{"EIO", EIO},
	{"ENOSPC", ENOSPC},
	{"EROFS", EROFS},
	{"ENOMEM", ENOMEM},
};

static void read_plan(void)
{
	const char *text = getenv("BERPIJAR_SHIM"),
		   *delay = getenv("BERPIJAR_SHIM_DELAY");
	char nth[16];

	if (!environ)
		return; /* too early */
	plan.known = true;
	plan.below = getenv("BERPIJAR_SHIM_BELOW");
	plan.met = getenv("BERPIJAR_SHIM_MET");
	plan.delay = delay ? strtol(delay, NULL, 10) : 0;
	if (text &&
		sscanf(text, "%15s %15s %7s %7s", plan.call, nth, plan.ending,
			plan.cause) == 4)
		plan.nth = strtol(nth, NULL, 10);
}

static void note(void)
{
	if (!plan.met)
		return;
	long fd = syscall(
		SYS_openat, AT_FDCWD, plan.met, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	if (fd >= 0)
		syscall(SYS_close, fd);
}

/* An allocation changes nothing that is left when the program is gone. */
static bool is_planned(const char *call)
{
	return strcmp(plan.call, call) == 0 ||
		(strcmp(plan.call, "any") == 0 && strcmp(call, "memory") != 0);
}

/* This call fails, with errno set; or is said to have worked: errno is 0. */
static bool fails(const char *call)
{
	if (!plan.known)
		read_plan();
	if (plan.nth == 0 || !is_planned(call))
		return false;
	plan.count++;
	if (plan.count < plan.nth ||
		(plan.count > plan.nth && strcmp(plan.ending, "on") != 0))
		return false;
	note();
	if (strcmp(plan.cause, "KILL") == 0)
		raise(SIGKILL);
	errno = 0;
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		if (strcmp(plan.cause, causes[i].name) == 0)
			errno = causes[i].number;
	return true;
}

static bool is_below(const char *path)
{
	if (!plan.known)
		read_plan();
	return !plan.below || strncmp(path, plan.below, strlen(plan.below)) == 0;
}

static bool lies_below(int fd)
{
	char name[32], path[PATH_MAX];

	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	ssize_t len = readlink(name, path, sizeof path - 1);
	if (len < 0)
		return false;
	path[len] = '\0';
	return is_below(path);
}

static bool file_fails(const char *call, int fd)
{
	int saved = errno;

	if (lies_below(fd) && fails(call))
		return true;
	errno = saved;
	return false;
}

/* The function that we stand in front of. */
#define NEXT(function) ((__typeof__(&(function)))(uintptr_t)dlsym(RTLD_NEXT, #function))

/* What a call that was not made gives back. */
#define INSTEAD(worked) (errno ? -1 : (worked))

/* ---- writing ---- */

ssize_t write(int fd, const void *bytes, size_t len)
{
	return file_fails("write", fd) ? INSTEAD((ssize_t)len)
				       : NEXT(write)(fd, bytes, len);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	return file_fails("pwrite", fd) ? INSTEAD((ssize_t)len)
					: NEXT(pwrite)(fd, bytes, len, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
	return file_fails("pwrite", fd) ? INSTEAD((ssize_t)len)
					: NEXT(pwrite64)(fd, bytes, len, at);
}

int ftruncate(int fd, off_t len)
{
	return file_fails("truncate", fd) ? INSTEAD(0) : NEXT(ftruncate)(fd, len);
}

int ftruncate64(int fd, off64_t len)
{
	return file_fails("truncate", fd) ? INSTEAD(0) : NEXT(ftruncate64)(fd, len);
}

/* Tells its error without errno. */
int posix_fallocate(int fd, off_t at, off_t len)
{
	return file_fails("reserve", fd) ? errno : NEXT(posix_fallocate)(fd, at, len);
}

int posix_fallocate64(int fd, off64_t at, off64_t len)
{
	return file_fails("reserve", fd) ? errno : NEXT(posix_fallocate64)(fd, at, len);
}

/* ---- syncing ---- */

static int delayed(int fd, int result)
{
	int saved = errno;
	struct timespec wait = {plan.delay / 1000000, plan.delay % 1000000 * 1000};

	if (plan.delay && lies_below(fd))
		nanosleep(&wait, NULL);
	errno = saved;
	return result;
}

int fsync(int fd)
{
	return file_fails("sync", fd) ? INSTEAD(0) : delayed(fd, NEXT(fsync)(fd));
}

int fdatasync(int fd)
{
	return file_fails("sync", fd) ? INSTEAD(0) : delayed(fd, NEXT(fdatasync)(fd));
}

int syncfs(int fd)
{
	return file_fails("sync", fd) ? INSTEAD(0) : delayed(fd, NEXT(syncfs)(fd));
}

/* ---- names ---- */

static bool name_fails(const char *path)
{
	int saved = errno;

	if (is_below(path) && fails("name"))
		return true;
	errno = saved;
	return false;
}

/* In a folder that is open, every name is looked at. */
static bool entry_fails(void)
{
	int saved = errno;

	if (fails("name"))
		return true;
	errno = saved;
	return false;
}

int rename(const char *from, const char *to)
{
	return name_fails(from) ? INSTEAD(0) : NEXT(rename)(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	return entry_fails() ? INSTEAD(0)
			     : NEXT(renameat)(from_folder, from, to_folder, to);
}

int renameat2(
	int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	return entry_fails() ? INSTEAD(0)
			     : NEXT(renameat2)(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
	return name_fails(to) ? INSTEAD(0) : NEXT(link)(from, to);
}

int unlink(const char *path)
{
	return name_fails(path) ? INSTEAD(0) : NEXT(unlink)(path);
}

int unlinkat(int folder, const char *path, int flags)
{
	return entry_fails() ? INSTEAD(0) : NEXT(unlinkat)(folder, path, flags);
}

int mkdir(const char *path, mode_t mode)
{
	return name_fails(path) ? INSTEAD(0) : NEXT(mkdir)(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
	return entry_fails() ? INSTEAD(0) : NEXT(mkdirat)(folder, path, mode);
}

int chmod(const char *path, mode_t mode)
{
	return name_fails(path) ? INSTEAD(0) : NEXT(chmod)(path, mode);
}

/* ---- opening and mapping; nothing can be said to be open that is not ---- */

static bool open_fails(const char *path)
{
	return is_below(path) && fails("open") && errno;
}

static mode_t mode_of(int flags, va_list more)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPEN(function)                                                            \
	int function(const char *path, int flags, ...)                            \
	{                                                                         \
		va_list more;                                                     \
		va_start(more, flags);                                            \
		mode_t mode = mode_of(flags, more);                               \
		va_end(more);                                                     \
		return open_fails(path) ? -1 : NEXT(function)(path, flags, mode); \
	}

OPEN(open)
OPEN(open64)

void *mmap(void *at, size_t len, int access, int flags, int fd, off_t from)
{
	if (fd >= 0 && file_fails("map", fd) && errno)
		return MAP_FAILED;
	return NEXT(mmap)(at, len, access, flags, fd, from);
}

void *mmap64(void *at, size_t len, int access, int flags, int fd, off64_t from)
{
	if (fd >= 0 && file_fails("map", fd) && errno)
		return MAP_FAILED;
	return NEXT(mmap64)(at, len, access, flags, fd, from);
}

/* ---- memory; left out where a sanitizer gives it ---- */

#ifndef __SANITIZE_ADDRESS__
/* By these names the C library's own can be had without dlsym(), which needs memory. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *at, size_t size);

/* setupterm() of ncurses looks at a copy of a name before it asks whether there is one:
 * nothing that its callers could mend. */
static bool is_spared(const void *caller)
{
	Dl_info info;

	return dladdr(caller, &info) != 0 && strstr(info.dli_fname, "libtinfo");
}

static bool memory_fails(const void *caller)
{
	return fails("memory") && !is_spared(caller);
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size)
{
	return memory_fails(CALLER) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return memory_fails(CALLER) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *at, size_t size)
{
	return memory_fails(CALLER) ? NULL : __libc_realloc(at, size);
}

void *reallocarray(void *at, size_t count, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(count, size, &all) || memory_fails(CALLER)) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_realloc(at, all);
}

char *strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = memory_fails(CALLER) ? NULL : __libc_malloc(size);

	return copy ? memcpy(copy, text, size) : NULL;
}
#endif
