/*
 * A terminal that has stopped reading: the player has a screen that it cannot be rid of, and
 * ends all the same when it is told to, or when the line is cut; a session on a shared server
 * also when nothing happens for as long as it waits for a key. One that does not is still there
 * when the test is killed.
 *
 * stalled PROGRAM COURSE
 */
#include <berpijar/text.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUND_US 20000

/* How a front end is made to write without end: keys that draw everything anew, lines that
 * ask for help. */
static const struct front {
	const char *name, *options[5], *keys;
	bool idles; /* ends where nobody is: nothing else needs to befall it */
} fronts[] = {
	{"screen", {"--learner=ani"}, "\f", false},
	{"plain", {"--learner=ani", "--plain"}, "?\r", false},
	{"kiosk", {"kiosk", "--learner=ani", "--fence=available"}, "\f", false},
	{"plain kiosk", {"kiosk", "--learner=ani", "--fence=available", "--plain"}, "?\r",
		false},
	{"kiosk", {"kiosk", "--learner=ani", "--fence=available", "--idle=1"}, "\f",
		true},
	{"plain kiosk",
		{"kiosk", "--learner=ani", "--fence=available", "--idle=1", "--plain"},
		"?\r", true},
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

static void end_by_itself(pid_t pid, int line)
{
	(void)pid, (void)line;
}

static const struct {
	const char *name;
	void (*befalls)(pid_t pid, int line);
	bool idle;
} ends[] = {
	{"SIGTERM", end_by_term, false},
	{"SIGHUP", end_by_hangup, false},
	{"cut", end_by_cut, false},
	{"nobody is there", end_by_itself, true},
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

/* Whether it takes nothing that is typed, and nothing more comes of it. */
static bool is_still(int line, const struct front *front)
{
	int before, after;

	if (ioctl(line, FIONREAD, &before) != 0)
		die("FIONREAD");
	ssize_t taken = write(line, front->keys, strlen(front->keys));
	return taken < 0 && ioctl(line, FIONREAD, &after) == 0 && before > 0 &&
		after == before;
}

/* Several looks, so that a write that goes on does not count. */
static bool is_stalled(int line, const struct front *front)
{
	for (int i = 0; i < 5; i++) {
		if (!is_still(line, front))
			return false;
		usleep(ROUND_US);
	}
	return true;
}

/* It becomes the program. */
static void become(const char *program, const char *course, const struct front *front)
{
	const char *argv[12] = {program};
	size_t count = 1;

	for (size_t i = 0; i < sizeof front->options / sizeof *front->options; i++)
		if (front->options[i])
			argv[count++] = front->options[i];
	argv[count++] = "--content";
	argv[count++] = course;
	argv[count++] = "--store";
	argv[count++] = getenv("BERPIJAR_STORE");
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	execv(program, (char *const *)(uintptr_t)argv);
	_exit(127);
}

static pid_t start(
	const char *program, const char *course, const struct front *front, int *line)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	pid_t pid = forkpty(line, NULL, NULL, &size);

	if (pid < 0)
		die("forkpty");
	if (pid == 0)
		become(program, course, front);
	return pid;
}

/* Types until nothing is read any more; what is typed too fast is lost, which is fine. */
static void stall(int line, const struct front *front)
{
	fcntl(line, F_SETFL, O_NONBLOCK);
	while (!is_stalled(line, front)) {
		for (int i = 0; i < 100000; i++)
			if (write(line, front->keys, strlen(front->keys)) < 0)
				break;
		usleep(ROUND_US);
	}
}

static void try(
	const char *program, const char *course, const struct front *front, size_t end)
{
	int line, status;
	pid_t pid = start(program, course, front, &line);

	stall(line, front);
	ends[end].befalls(pid, line);
	waitpid(pid, &status, 0);
	printf("%s, %s: gone\n", front->name, ends[end].name);
	fflush(stdout);
	close(line);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
		for (size_t j = 0; j < sizeof ends / sizeof *ends; j++)
			if (fronts[i].idles == ends[j].idle)
				try(argv[1], argv[2], &fronts[i], j);
	return 0;
}
