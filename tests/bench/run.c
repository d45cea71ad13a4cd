/*
 * Programs that are run to their end. Each is started by this program in a process that has
 * just begun ("bench --run"), since a child begins as a copy of its parent, and what that
 * copy took would stand as the peak of the program (ru_maxrss goes through exec).
 */
#include "bench.h"
#include "session.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS 24

struct run {
	double took; /* ms; -1: it failed */
	struct use use;
};

static double cpu_of(const struct rusage *used)
{
	return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) * 1e3 +
		(double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e3;
}

int run_child(char **argv)
{
	int fd = (int)strtol(argv[0], NULL, 10), status = -1;
	struct run run = {.took = -1};
	struct rusage used;
	double began = now_ms();
	pid_t pid = fork();

	if (pid == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (pid > 0 && wait4(pid, &status, 0, &used) == pid && WIFEXITED(status) &&
		WEXITSTATUS(status) == 0) {
		run.took = now_ms() - began;
		run.use = (struct use){cpu_of(&used), used.ru_maxrss};
	}
	return write(fd, &run, sizeof run) == sizeof run ? 0 : 1;
}

/* In the child: this program anew, without anything of what it has in memory. */
static void become(const struct lab *lab, const char *const *argv, int fd)
{
	int nowhere = open("/dev/null", O_RDWR);
	char number[16];
	const char *words[WORDS + 1] = {"bench", "--run", number};

	for (size_t i = 0; argv[i] && i + 3 < WORDS; i++)
		words[i + 3] = argv[i];
	snprintf(number, sizeof number, "%d", fd);
	dup2(nowhere, STDIN_FILENO);
	dup2(nowhere, STDOUT_FILENO);
	clearenv();
	for (char *const *pair = lab->environment; *pair; pair++)
		putenv(*pair);
	execv("/proc/self/exe", (char *const *)(uintptr_t)words);
	_exit(127);
}

double run_timed(const struct lab *lab, const char *const *argv, struct use *use)
{
	struct run run = {.took = -1};
	int fds[2];

	if (pipe(fds) < 0)
		die("no pipe");
	pid_t pid = fork();
	if (pid == 0)
		become(lab, argv, fds[1]);
	close(fds[1]);
	if (read(fds[0], &run, sizeof run) != sizeof run)
		run.took = -1;
	close(fds[0]);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	if (use)
		*use = run.use;
	return run.took;
}
