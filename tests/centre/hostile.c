/*
 * hostile KIND: a server on loopback that lets anybody in as PostgreSQL would, and answers each
 * statement with what no centre answers. Prints its port. Ends by a signal.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* A message of the protocol: its letter, and what stands behind its length. */
static void say(int to, char letter, const char *body, uint32_t len)
{
	char head[5] = {letter};
	uint32_t all = htonl(len + 4);

	memcpy(head + 1, &all, 4);
	if (write(to, head, 5) != 5 || (len && write(to, body, len) != (ssize_t)len))
		_exit(0);
}

/* Takes messages until one with this letter; the first one has none. */
static void hear(int from, char letter)
{
	char head[5], bytes[4096];
	char got = 0;

	while (got != letter) {
		if (recv(from, head, 5, MSG_WAITALL) != 5)
			_exit(0);
		uint32_t left;
		memcpy(&left, head + 1, 4);
		for (left = ntohl(left) - 4; left;) {
			ssize_t len = read(
				from, bytes, left < sizeof bytes ? left : sizeof bytes);
			if (len <= 0)
				_exit(0);
			left -= (uint32_t)len;
		}
		got = head[0];
	}
}

static void let_in(int client)
{
	unsigned char start[8];
	char bytes[4096];

	for (;;) {
		if (recv(client, start, 8, MSG_WAITALL) != 8)
			_exit(0);
		if (start[4] == 0 && start[5] == 3) /* version 3.0: the start itself */
			break;
		if (write(client, "N", 1) != 1) /* no TLS, no GSSAPI */
			_exit(0);
	}
	size_t left = (size_t)(start[2] << 8 | start[3]) - 8;
	if (left > sizeof bytes ||
		recv(client, bytes, left, MSG_WAITALL) != (ssize_t)left)
		_exit(0);
	say(client, 'R', "\0\0\0\0", 4);
	say(client, 'Z', "I", 1);
}

/* ---- answers ---- */

static const char columns[] = "\0\3"
			      "a\0\0\0\0\0\0\0\0\0\0\31\377\377\377\377\377\377\0\0"
			      "b\0\0\0\0\0\0\0\0\0\0\31\377\377\377\377\377\377\0\0"
			      "c\0\0\0\0\0\0\0\0\0\0\31\377\377\377\377\377\377\0\0";
static const char row[] = "\0\3\0\0\0\1a\0\0\0\1b\0\0\0\1c";
static const char error[] = "SERROR\0CXX000\0Mno\0";

static void begin(int to)
{
	say(to, '1', "", 0);
	say(to, '2', "", 0);
	say(to, 'T', columns, sizeof columns - 1);
}

/* Says nothing until the client has had enough. */
static void silent(int to)
{
	char byte;

	while (read(to, &byte, 1) > 0) {
	}
}

static void drip(int to)
{
	char message[5 + sizeof row - 1] = {'D'};
	uint32_t all = htonl(sizeof row - 1 + 4);

	begin(to);
	memcpy(message + 1, &all, 4);
	memcpy(message + 5, row, sizeof row - 1);
	for (size_t at = 0;; at = (at + 1) % sizeof message) {
		nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
		if (write(to, message + at, 1) != 1)
			return;
	}
}

static void many(int to)
{
	begin(to);
	for (;;)
		say(to, 'D', row, sizeof row - 1);
}

/* One row, of which a gigabyte is announced and all comes. */
static void huge(int to)
{
	static char zeros[1 << 16];
	uint32_t all = htonl(1000000000);

	begin(to);
	if (write(to, "D", 1) != 1 || write(to, &all, 4) != 4)
		return;
	while (write(to, zeros, sizeof zeros) > 0) {
	}
}

static void errors(int to)
{
	for (;;)
		say(to, 'E', error, sizeof error);
}

static void notices(int to)
{
	begin(to);
	for (;;)
		say(to, 'N', error, sizeof error);
}

static void copy(int to)
{
	say(to, '1', "", 0);
	say(to, '2', "", 0);
	say(to, 'H', "\0\0\0", 3);
	silent(to);
}

static void noise(int to)
{
	char bytes[256];

	for (;;) {
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)random();
		if (write(to, bytes, sizeof bytes) <= 0)
			return;
	}
}

static const struct {
	const char *name;
	void (*answer)(int to);
} kinds[] = {{"silent", silent}, {"drip", drip}, {"many", many}, {"huge", huge},
	{"errors", errors}, {"notices", notices}, {"copy", copy}, {"noise", noise}};

int main(int argc, char **argv)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof at;
	int door = socket(AF_INET, SOCK_STREAM, 0);
	size_t kind = 0;

	while (kind < 8 && argc > 1 && strcmp(kinds[kind].name, argv[1]) != 0)
		kind++;
	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2 || kind == 8 || bind(door, (struct sockaddr *)&at, size) != 0 ||
		listen(door, 64) != 0 ||
		getsockname(door, (struct sockaddr *)&at, &size) != 0)
		return 2;
	printf("%d\n", ntohs(at.sin_port));
	fflush(stdout);
	for (;;) {
		int client = accept(door, NULL, NULL);
		if (client >= 0 && fork() == 0) {
			let_in(client);
			hear(client, 'S');
			kinds[kind].answer(client);
			_exit(0);
		}
		close(client);
	}
}
