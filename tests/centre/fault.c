/*
 * fault LISTEN TARGET SEED [KIND]: a line to a server on loopback that fails by chance. Of the
 * connections that it carries some are cut in the middle of what goes one way or the other,
 * some go silent there and are cut later, some are slow, some give one byte at a time, some
 * come to the server later than those after them, and some are good. KIND: all are of that
 * one. At SIGTERM it prints how many there were of each, and the bytes that went each way.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* GARBLE is none of those that come by chance: what the server answers is changed. */
enum { GOOD, CUT_GOING, CUT_COMING, SILENT, SLOW, TRICKLE, LATE, GARBLE, KINDS };

static const char *const names[KINDS] = {
	"good", "cut-going", "cut-coming", "silent", "slow", "trickle", "late", "garble"};
static unsigned counts[KINDS];
static _Atomic long *carried; /* bytes to the server, and back; of all processes */
static volatile sig_atomic_t ended;

static void on_end(int number)
{
	(void)number;
	ended = 1;
}

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

/* A few bytes become others, or a length becomes a huge one. */
static void garble(char *bytes, ssize_t len)
{
	for (long n = random() % 4; n > 0; n--) {
		ssize_t at = random() % len;
		if (random() % 4)
			bytes[at] = (char)(random() % 256);
		else
			for (ssize_t i = at; i < len && i < at + 4; i++)
				bytes[i] = i == at ? 0x3f : (char)0xff;
	}
}

/* One direction of a connection. */
struct way {
	int from, to, kind;
	long left;  /* bytes until it is cut; -1: it is not */
	long clean; /* bytes until they are garbled; -1: they are not */
	_Atomic long *sum;
};

/* Passes on what one end sent; false: that was the end, or what may be sent is used up. */
static int pass(struct way *way)
{
	char bytes[4096];
	ssize_t len = read(way->from, bytes, sizeof bytes);

	if (len <= 0)
		return 0;
	if (way->clean >= 0 && (way->clean -= len) < 0)
		way->clean = 0;
	if (way->clean == 0)
		garble(bytes, len);
	if (way->kind == SLOW)
		rest(5 + random() % 30);
	for (ssize_t at = 0; at < len;) {
		ssize_t part = way->kind == TRICKLE && len < 400 ? 1 : len - at;
		if (way->left >= 0 && part > way->left)
			part = way->left;
		if (part > 0 && write(way->to, bytes + at, (size_t)part) != part)
			return 0;
		at += part;
		*way->sum += part;
		if (way->left >= 0 && (way->left -= part) == 0)
			return 0;
	}
	return 1;
}

static void carry(int client, int target, int kind)
{
	int server = socket(AF_INET, SOCK_STREAM, 0), more = 1;
	struct sockaddr_in at = loopback(target);
	struct way out = {client, server, kind, -1, -1, &carried[0]};
	struct way back = {server, client, kind, -1, -1, &carried[1]};

	if (kind == CUT_GOING)
		out.left = 1 + random() % 20000;
	if (kind == CUT_COMING || kind == SILENT)
		back.left = 1 + random() % 8000;
	if (kind == GARBLE)
		back.clean = random() % 2000;
	if (kind == LATE)
		rest(20 + random() % 300);
	if (connect(server, (struct sockaddr *)&at, sizeof at) != 0)
		return;
	while (more) {
		struct pollfd wait[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
		/* what waits for the rest of a garbled answer would wait for long */
		if (poll(wait, 2, kind == GARBLE ? 300 : -1) <= 0)
			return;
		if (wait[0].revents)
			more = pass(&out);
		if (more && wait[1].revents)
			more = pass(&back);
	}
	if (kind == SILENT && back.left == 0)
		rest(200 + random() % 1000);
}

static int kind_named(const char *name)
{
	for (int kind = 0; kind < KINDS; kind++)
		if (strcmp(name, names[kind]) == 0)
			return kind;
	return -1;
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	struct sockaddr_in at = loopback(atoi(argv[1]));
	int one = 1, door = socket(AF_INET, SOCK_STREAM, 0);
	int wanted = argc > 4 ? kind_named(argv[4]) : -1;

	carried = mmap(NULL, 2 * sizeof *carried, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	srandom((unsigned)atoi(argv[3]));
	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigaction(SIGTERM, &(struct sigaction){.sa_handler = on_end}, NULL);
	setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (bind(door, (struct sockaddr *)&at, sizeof at) != 0 || listen(door, 64) != 0) {
		perror("fault");
		return 1;
	}
	while (!ended) {
		int client = accept(door, NULL, NULL);
		int kind = wanted < 0 ? (int)(random() % GARBLE) : wanted;
		if (client >= 0 && fork() == 0) {
			srandom((unsigned)random());
			carry(client, atoi(argv[2]), kind);
			_exit(0);
		}
		counts[kind] += client >= 0;
		close(client);
	}
	for (int kind = 0; kind < KINDS; kind++)
		printf("%s %u, ", names[kind], counts[kind]);
	printf("%ld bytes there, %ld back\n", carried[0], carried[1]);
}
