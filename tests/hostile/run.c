#include "run.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_CPU_SECONDS 10
#define MOST_SECONDS     60

static void become(const char *const argv[], int out, int err)
{
	struct rlimit limit = {
		MOST_CPU_SECONDS * SANITIZED_CPU, MOST_CPU_SECONDS * SANITIZED_CPU};
	int in = open("/dev/null", O_RDONLY);

	setrlimit(RLIMIT_CPU, &limit);
	alarm(MOST_SECONDS * SANITIZED_CPU);
	if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(127);
	execv(argv[0], (char *const *)argv);
	_exit(127);
}

static void add_all(int fd, struct bp_buf *out)
{
	char chunk[16384];
	ssize_t got;

	if (lseek(fd, 0, SEEK_SET) < 0)
		return;
	while ((got = read(fd, chunk, sizeof chunk)) > 0)
		bp_buf_add(out, chunk, (size_t)got);
}

static double milliseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static bool wait_for(pid_t pid, struct run *run)
{
	struct rusage usage;

	while (wait4(pid, &run->status, 0, &usage) < 0)
		if (errno != EINTR)
			return false;
	run->cpu_ms = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
	run->memory_mb = (double)usage.ru_maxrss / 1024;
	return true;
}

bool run_program(const char *const argv[], struct run *run)
{
	int out = memfd_create("out", MFD_CLOEXEC),
	    err = memfd_create("err", MFD_CLOEXEC);
	pid_t pid = out < 0 || err < 0 ? -1 : fork();

	*run = (struct run){0};
	if (pid == 0)
		become(argv, out, err);
	bool ok = pid > 0 && wait_for(pid, run);
	if (ok) {
		add_all(out, &run->output);
		add_all(err, &run->output);
	}
	if (out >= 0)
		close(out);
	if (err >= 0)
		close(err);
	return ok;
}

void run_release(struct run *run)
{
	bp_buf_release(&run->output);
}
