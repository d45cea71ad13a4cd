/*
 * fault LISTEN TARGET SEED: a line to a server on loopback that fails by chance. Of each
 * connection that it carries some are cut in the middle of what goes one way or the other,
 * some are slow, some give one byte at a time, and some are good.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { GOOD, CUT_GOING, CUT_COMING, SLOW, TRICKLE, KINDS };

static struct sockaddr_in loopback(int port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void rest(long milliseconds)
{
	nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000},
		NULL);
}

/* Passes on what one end sent; false: that was the end. */
static int pass(int from, int to, int kind, long *left)
{
	char bytes[4096];
	ssize_t len = read(from, bytes, sizeof bytes);

	if (len <= 0)
		return 0;
	if (kind == SLOW)
		rest(5 + random() % 30);
	for (ssize_t at = 0; at < len;) {
		ssize_t part = kind == TRICKLE && len < 400 ? 1 : len - at;
		if (*left >= 0 && part > *left)
			part = *left;
		if (part > 0 && write(to, bytes + at, (size_t)part) != part)
			return 0;
		at += part;
		if (*left >= 0 && (*left -= part) == 0)
			return 0;
	}
	return 1;
}

static void carry(int client, int target)
{
	int kind = (int)(random() % KINDS), server = socket(AF_INET, SOCK_STREAM, 0);
	struct sockaddr_in at = loopback(target);
	long going = kind == CUT_GOING ? 1 + random() % 20000 : -1;
	long coming = kind == CUT_COMING ? 1 + random() % 8000 : -1;

	if (connect(server, (struct sockaddr *)&at, sizeof at) != 0)
		return;
	for (;;) {
		struct pollfd wait[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
		if (poll(wait, 2, -1) < 0 ||
			(wait[0].revents && !pass(client, server, kind, &going)) ||
			(wait[1].revents && !pass(server, client, kind, &coming)))
			return;
	}
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	struct sockaddr_in at = loopback(atoi(argv[1]));
	unsigned seed = (unsigned)atoi(argv[3]);
	int one = 1, door = socket(AF_INET, SOCK_STREAM, 0);

	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (bind(door, (struct sockaddr *)&at, sizeof at) != 0 || listen(door, 64) != 0) {
		perror("fault");
		return 1;
	}
	for (;;) {
		int client = accept(door, NULL, NULL);
		srandom(seed++);
		if (client >= 0 && fork() == 0) {
			carry(client, atoi(argv[2]));
			_exit(0);
		}
		close(client);
	}
}
