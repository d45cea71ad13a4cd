/* Starts programs, and waits for what they write. */
#include "helper.h"
#include <berpijar/account.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Where programs stand, seen from this one: in one folder; where they are installed; and in a
 * build, where each has a folder of its own. */
static const char *const helper_places[] = {"", "../libexec/berpijar/", "../pdf/"};

static bool helper_find(const char *name, struct bp_buf *path)
{
	char own[4096];
	const char *end = bp_program_path(own, sizeof own) ? strrchr(own, '/') : NULL;

	for (size_t i = 0; end && i < sizeof helper_places / sizeof *helper_places; i++) {
		bp_buf_clear(path);
		bp_buf_printf(
			path, "%.*s/%s%s", (int)(end - own), own, helper_places[i], name);
		if (access(path->at, X_OK) == 0)
			return true;
	}
	return false;
}

bool helper_exists(const char *name)
{
	struct bp_buf path = {0};
	bool found = helper_find(name, &path);

	bp_buf_release(&path);
	return found;
}

/* A file in memory with the input, so that neither side waits for the other. */
static int helper_input(struct bp_str input)
{
	int fd = memfd_create("berpijar", MFD_CLOEXEC);
	size_t done = 0;

	while (fd >= 0 && done < input.len) {
		ssize_t written = write(fd, input.at + done, input.len - done);
		if (written < 0 && errno != EINTR) {
			close(fd);
			return -1;
		}
		done += written > 0 ? (size_t)written : 0;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* ---- starting ---- */

/* The terminal belongs to this program: what the other one complains of goes nowhere. */
static int helper_start(const char *path, char *const *words, char *const *environment,
	int input, int output, pid_t *pid)
{
	posix_spawn_file_actions_t files;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int cause = posix_spawn(pid, path, &files, NULL, words, environment);
	posix_spawn_file_actions_destroy(&files);
	return cause;
}

static bool helper_fail(const char *name, int cause, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dijalankan: %s"), name,
		bp_strerror(cause));
}

/* A program that runs, and the end of the pipe that it writes to. */
struct helper_running {
	pid_t pid;
	int output;
};

static bool helper_begin(const char *path, char *const *words, char *const *environment,
	struct bp_str input, struct helper_running *running, struct bp_error *err)
{
	int given = helper_input(input), ends[2] = {-1, -1}, cause = 0;

	if (given < 0 || pipe2(ends, O_CLOEXEC) != 0)
		cause = errno;
	else
		cause = helper_start(
			path, words, environment, given, ends[1], &running->pid);
	if (ends[1] >= 0)
		close(ends[1]);
	if (given >= 0)
		close(given);
	running->output = ends[0];
	if (!cause)
		return true;
	if (ends[0] >= 0)
		close(ends[0]);
	return helper_fail(words[0], cause, err);
}

/* ---- what it writes, and how it ended ---- */

static int64_t helper_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for something to read; false: it is too late (`until`, 0: never). */
static bool helper_wait(int output, int64_t until)
{
	struct pollfd ready = {.fd = output, .events = POLLIN};
	int64_t left;

	while (until && (left = until - helper_now()) > 0) {
		int count = poll(&ready, 1, (int)left);
		if (count > 0)
			return true;
		if (count < 0 && errno != EINTR)
			return false;
	}
	return !until;
}

/* Reads to the end, or until there is too much, or it is too late. */
static enum helper_end helper_read(
	int output, size_t most, int64_t until, struct bp_buf *out)
{
	char bytes[4096];
	ssize_t len = 1;
	size_t before = out->len;

	while (len != 0) {
		if (!helper_wait(output, until))
			return HELPER_LATE;
		len = read(output, bytes, sizeof bytes);
		if (len < 0 && errno != EINTR)
			return HELPER_FAILED;
		if (len > 0)
			bp_buf_add(out, bytes, (size_t)len);
		if (out->len - before > most)
			return HELPER_LARGE;
	}
	return HELPER_DONE;
}

static enum helper_end helper_finish(
	struct helper_running *running, size_t most, int64_t until, struct bp_buf *out)
{
	enum helper_end end = helper_read(running->output, most, until, out);
	int status = -1;

	close(running->output);
	if (end != HELPER_DONE)
		kill(running->pid, SIGKILL);
	while (waitpid(running->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (end != HELPER_DONE || status == 0)
		return end;
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU ? HELPER_LATE
								  : HELPER_FAILED;
}

bool helper_run(
	const char *name, struct bp_str input, struct bp_buf *out, struct bp_error *err)
{
	struct bp_buf path = {0};
	struct helper_running running = {0};
	char *words[] = {(char *)(uintptr_t)name, NULL};

	bool ok = helper_find(name, &path)
		? helper_begin(path.at, words, environ, input, &running, err)
		: helper_fail(name, ENOENT, err);
	bp_buf_release(&path);
	if (!ok)
		return false;
	return helper_finish(&running, SIZE_MAX, 0, out) == HELPER_DONE ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("%s gagal; coba lagi, atau simpan sebagai teks"), name);
}

bool helper_run_job(const struct helper_job *job, struct bp_str input, struct bp_buf *out,
	enum helper_end *end, struct bp_error *err)
{
	static char home[] = "HOME=/nonexistent", language[] = "LC_ALL=C.UTF-8";
	char *const environment[] = {home, language, NULL};
	struct rlimit time = {(rlim_t)job->seconds, (rlim_t)job->seconds};
	struct helper_running running = {0};

	if (!helper_begin(job->path, job->words, environment, input, &running, err))
		return false;
	/* so that it ends even where nobody is left to end it */
	prlimit(running.pid, RLIMIT_CPU, &time, NULL);
	*end = helper_finish(
		&running, job->most, helper_now() + job->seconds * 1000, out);
	return true;
}
