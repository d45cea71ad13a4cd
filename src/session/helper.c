/* Starts programs of our own, and waits for what they write. */
#include "helper.h"
#include <berpijar/account.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
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

/* The terminal belongs to this program: what the other one complains of goes nowhere. */
static int helper_start(const char *path, int input, int output, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	char *words[] = {(char *)(uintptr_t)path, NULL};

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int cause = posix_spawn(pid, path, &files, NULL, words, environ);
	posix_spawn_file_actions_destroy(&files);
	return cause;
}

/* Reads to the end; how the program ended. */
static int helper_take(int output, pid_t pid, struct bp_buf *out)
{
	char bytes[4096];
	ssize_t len;
	int status = -1;

	while ((len = read(output, bytes, sizeof bytes)) > 0 ||
		(len < 0 && errno == EINTR))
		if (len > 0)
			bp_buf_add(out, bytes, (size_t)len);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

bool helper_run(
	const char *name, struct bp_str input, struct bp_buf *out, struct bp_error *err)
{
	struct bp_buf path = {0};
	int given = helper_input(input), ends[2] = {-1, -1}, cause = 0, status = -1;
	pid_t pid = -1;

	if (given < 0 || pipe2(ends, O_CLOEXEC) != 0)
		cause = errno;
	else if (!helper_find(name, &path))
		cause = ENOENT;
	else
		cause = helper_start(path.at, given, ends[1], &pid);
	if (ends[1] >= 0)
		close(ends[1]);
	if (!cause)
		status = helper_take(ends[0], pid, out);
	if (ends[0] >= 0)
		close(ends[0]);
	if (given >= 0)
		close(given);
	bp_buf_release(&path);
	if (cause)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dijalankan: %s"),
			name, bp_strerror(cause));
	return status == 0 ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("%s gagal; coba lagi, atau simpan sebagai teks"), name);
}
