/*
 * A terminal that has stopped reading: the player is caught in a write, and ends all the same
 * when it is told to, or when the line is cut. One that does not is still there when the test
 * is killed.
 *
 * stalled PROGRAM COURSE
 */
#include <berpijar/text.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUND_US 20000

/* How a front end is made to write without end: keys that draw everything anew, lines that
 * ask for help. */
static const struct front {
	const char *name, *option, *keys;
} fronts[] = {
	{"screen", "--color=auto", "\f"},
	{"plain", "--plain", "?\r"},
};

static void end_by_term(pid_t pid, int line)
{
	(void)line;
	kill(pid, SIGTERM);
}

static void end_by_hangup(pid_t pid, int line)
{
	(void)line;
	kill(pid, SIGHUP);
}

static void end_by_cut(pid_t pid, int line)
{
	(void)pid;
	close(line);
}

static const struct {
	const char *name;
	void (*befalls)(pid_t pid, int line);
} ends[] = {{"SIGTERM", end_by_term}, {"SIGHUP", end_by_hangup}, {"cut", end_by_cut}};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

/* Whether it is inside a write to its terminal, as the system tells. */
static bool is_writing(pid_t pid)
{
	char path[64], text[64] = "";

	snprintf(path, sizeof path, "/proc/%d/syscall", (int)pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, text, sizeof text - 1) < 0)
		die(path);
	close(fd);
	return strtol(text, NULL, 10) == SYS_write &&
		strtol(strchr(text, ' '), NULL, 16) == STDOUT_FILENO;
}

/* Two looks, so that a write that goes on does not count. */
static bool is_stalled(pid_t pid)
{
	for (int i = 0; i < 5; i++) {
		if (!is_writing(pid))
			return false;
		usleep(ROUND_US);
	}
	return true;
}

static pid_t start(
	const char *program, const char *course, const struct front *front, int *line)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	pid_t pid = forkpty(line, NULL, NULL, &size);

	if (pid < 0)
		die("forkpty");
	if (pid > 0)
		return pid;
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	execl(program, program, "--learner", "ani", "--content", course, front->option,
		(char *)NULL);
	_exit(127);
}

/* Types until nothing is read any more; what is typed too fast is lost, which is fine. */
static void stall(pid_t pid, int line, const struct front *front)
{
	fcntl(line, F_SETFL, O_NONBLOCK);
	while (!is_stalled(pid)) {
		for (int i = 0; i < 100; i++)
			if (write(line, front->keys, strlen(front->keys)) < 0)
				break;
		usleep(ROUND_US);
	}
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
		for (size_t j = 0; j < sizeof ends / sizeof *ends; j++) {
			int line, status;
			pid_t pid = start(argv[1], argv[2], &fronts[i], &line);
			stall(pid, line, &fronts[i]);
			ends[j].befalls(pid, line);
			waitpid(pid, &status, 0);
			printf("%s, %s: gone\n", fronts[i].name, ends[j].name);
			close(line);
		}
	return 0;
}
