/*
 * A slow and long line: relay BYTES DELAY COMMAND ARG... runs a command in a pseudo-terminal
 * behind a line that carries so many bytes a second each way and is so many milliseconds
 * long. relay BYTES DELAY --port PORT reaches a port of this machine instead, for ssh's
 * ProxyCommand.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define ROOM (1 << 20)

/* One direction. A byte leaves when the line is free, and arrives after the delay. */
struct way {
	int from, to; /* from -1: it has ended */
	char bytes[ROOM];
	double due[ROOM];   /* ms, when each arrives */
	size_t first, past; /* those between are under way; past counts on for ever */
	double free;        /* ms, when the line can take the next */
};

static double speed, delay; /* bytes a millisecond; ms */

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* False: nothing more comes from there. */
static bool take(struct way *way)
{
	char bytes[4096];
	size_t room = ROOM - (way->past - way->first);
	ssize_t len = read(way->from, bytes, room < sizeof bytes ? room : sizeof bytes);

	if (len <= 0)
		return len < 0 && errno == EINTR;
	double now = now_ms();
	way->free = way->free > now ? way->free : now;
	for (ssize_t i = 0; i < len; i++, way->past++) {
		way->free += 1 / speed;
		way->bytes[way->past % ROOM] = bytes[i];
		way->due[way->past % ROOM] = way->free + delay;
	}
	return true;
}

/* Hands over what has arrived. False: nobody takes it. */
static bool give(struct way *way)
{
	double now = now_ms();

	while (way->first < way->past && way->due[way->first % ROOM] <= now) {
		size_t at = way->first % ROOM, len = 0;
		while (at + len < ROOM && way->first + len < way->past &&
			way->due[at + len] <= now)
			len++;
		ssize_t sent = write(way->to, way->bytes + at, len);
		if (sent < 0)
			return errno == EINTR;
		way->first += (size_t)sent;
	}
	return true;
}

/* ms until something arrives; -1: nothing is under way. */
static int wait_of(const struct way *way)
{
	if (way->first == way->past)
		return -1;
	double left = way->due[way->first % ROOM] - now_ms();
	return left > 0 ? (int)left + 1 : 0;
}

static int sooner(int a, int b)
{
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* Until the far end has said its last, and all of it has arrived. */
static void carry(struct way *out, struct way *back)
{
	bool ok = true;

	while (ok && (back->from >= 0 || back->first < back->past)) {
		struct pollfd ready[] = {{.fd = out->from, .events = POLLIN},
			{.fd = back->from, .events = POLLIN}};
		int found = poll(ready, 2, sooner(wait_of(out), wait_of(back)));
		if (found > 0 && ready[0].revents && !take(out))
			out->from = -1;
		if (found > 0 && ready[1].revents && !take(back))
			back->from = -1;
		give(out);
		ok = give(back);
	}
}

static int reach_port(const char *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)strtol(port, NULL, 10)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
		perror("relay");
		exit(1);
	}
	return fd;
}

/* The line on this side hands every key on as it is. */
static int run_command(char **argv, pid_t *pid)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct termios modes;
	int fd;

	if (tcgetattr(STDIN_FILENO, &modes) == 0) {
		ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
		cfmakeraw(&modes);
		tcsetattr(STDIN_FILENO, TCSANOW, &modes);
	}
	*pid = forkpty(&fd, NULL, NULL, &size);
	if (*pid == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	return fd;
}

int main(int argc, char **argv)
{
	static struct way out, back;
	pid_t pid = 0;
	int status = 0;

	if (argc < 4)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	speed = strtod(argv[1], NULL) / 1000;
	delay = strtod(argv[2], NULL);
	bool port = strcmp(argv[3], "--port") == 0 && argc == 5;
	int far = port ? reach_port(argv[4]) : run_command(argv + 3, &pid);
	out.from = STDIN_FILENO, out.to = far;
	back.from = far, back.to = STDOUT_FILENO;
	carry(&out, &back);
	close(far);
	if (pid > 0)
		waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
