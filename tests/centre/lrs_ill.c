/*
 * lrs_ill LOG WORD...: an LRS on loopback that is not well. Prints its port; answers each request as
 * the next word says, and from then on as the last one; writes to LOG a line for each: the
 * method, the status and how many statements it held.
 *
 *	well         takes it
 *	most:N       413 for more than N statements
 *	bad:ID       400 for what holds that id
 *	taken:ID     409 for what holds it; asked for it, it is somebody else's
 *	same:ID      the same, but asked for it, it is ours with another definition
 *	asks:CODE    401 without that account, in base64
 *	code:N       that status, with a request to wait for no time
 *	code:N:S     … for S seconds
 *	html huge head slow garbage cut nothing
 *	             200 with a page; without end; a head without end; a byte at a time; no HTTP;
 *	             ended in the middle; never answered
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM (4 << 20)
#define MARK "{\"id\":\"" /* how a statement of ours begins */

static char request[ROOM + 1], answer[ROOM + 1];

static bool say(int to, const char *text, size_t len)
{
	while (len) {
		ssize_t sent = send(to, text, len, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		text += sent;
		len -= (size_t)sent;
	}
	return true;
}

static void reply(int to, int status, const char *more, const char *body)
{
	char head[256];

	snprintf(head, sizeof head,
		"HTTP/1.1 %d Status\r\nContent-Length: %zu\r\nConnection: close\r\n%s\r\n",
		status, strlen(body), more);
	if (say(to, head, strlen(head)))
		say(to, body, strlen(body));
}

/* Reads a request; false: there was none. */
static bool take(int from, const char **body)
{
	size_t len = 0, wanted = SIZE_MAX;

	while (len < wanted && len < ROOM) {
		ssize_t got = recv(from, request + len, ROOM - len, 0);
		if (got <= 0)
			return false;
		len += (size_t)got;
		request[len] = '\0';
		const char *end = strstr(request, "\r\n\r\n");
		if (!end || wanted != SIZE_MAX)
			continue;
		const char *length = strcasestr(request, "content-length:");
		*body = end + 4;
		wanted = (size_t)(*body - request) +
			(length && length < end ? strtoul(length + 15, NULL, 10) : 0);
	}
	return true;
}

static int count(const char *body)
{
	int found = 0;

	for (; (body = strstr(body, "\"timestamp\":")); body++)
		found++;
	return found;
}

/* The ids of all statements, as an LRS answers; each begins behind "[" or ",". */
static void name_all(const char *body)
{
	char *out = answer;

	*out++ = '[';
	for (const char *at = body; (at = strstr(at, MARK)); at++) {
		if (strncmp(at + sizeof MARK - 1 + 36, "\",\"actor\"", 9) != 0)
			continue;
		out += snprintf(out, 48, "%s\"%.36s\"", out > answer + 1 ? "," : "",
			at + sizeof MARK - 1);
	}
	snprintf(out, 2, "]");
}

/* The statement with an id that was kept, with another definition. */
static char kept[65536];

static void keep(const char *body, const char *id)
{
	const char *at = strstr(body, id);
	size_t len = at ? strlen(at) : 0;

	if (at && count(body) == 1 && len < sizeof kept - 64)
		snprintf(kept, sizeof kept, "{\"stored\":\"x\",\"id\":\"%.*s",
			(int)len - 1, at);
}

static int without_end(int to, const char *text, useconds_t rest)
{
	while (say(to, text, strlen(text)))
		if (rest)
			usleep(rest);
	return 200;
}

static int by_id(int to, const char *word, const char *body)
{
	const char *id = strchr(word, ':') + 1;
	bool same = word[0] == 's', asked = strncmp(request, "GET", 3) == 0;
	int status = word[0] == 'b' ? 400 : 409;

	if (asked) {
		reply(to, 200, "", same ? kept : "{\"id\":\"x\",\"actor\":{}}");
		return 200;
	}
	if (!strstr(body, id)) {
		name_all(body);
		reply(to, 200, "", answer);
		return 200;
	}
	keep(body, id);
	reply(to, status, "", "refused\033[31m by name");
	return status;
}

static int by_code(int to, const char *word)
{
	int status = atoi(word + 5);
	const char *wait = strchr(word + 5, ':');
	char more[64];

	snprintf(more, sizeof more, "Retry-After: %s\r\n", wait ? wait + 1 : "0");
	reply(to, status, more, "code");
	return status;
}

static int serve(int to, const char *word, const char *body)
{
	static const char head[] =
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

	if (strncmp(word, "code:", 5) == 0)
		return by_code(to, word);
	if (strncmp(word, "asks:", 5) == 0 && !strcasestr(request, word + 5)) {
		reply(to, 401, "", "who are you?");
		return 401;
	}
	if (strchr(word, ':') && strncmp(word, "most:", 5) != 0 &&
		strncmp(word, "asks:", 5) != 0)
		return by_id(to, word, body);
	if (strncmp(word, "most:", 5) == 0 && count(body) > atoi(word + 5)) {
		reply(to, 413, "", "");
		return 413;
	}
	if (strcmp(word, "html") == 0) {
		reply(to, 200, "", "<html>Selamat datang</html>");
	} else if (strcmp(word, "head") == 0) {
		say(to, head, strlen(head));
		return without_end(to, "X-More: more and more and more\r\n", 0);
	} else if (strcmp(word, "huge") == 0) {
		say(to, head, strlen(head));
		return without_end(to, "\r\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 0);
	} else if (strcmp(word, "slow") == 0) {
		say(to, head, strlen(head));
		say(to, "\r\n", 2);
		return without_end(to, " ", 50000);
	} else if (strcmp(word, "garbage") == 0) {
		say(to, "\377\0\1\r\n\r\n\033[2J", 11);
	} else if (strcmp(word, "cut") == 0) {
		say(to, head, strlen(head));
		say(to, "Content-Length: 900\r\n\r\n[\"", 25);
	} else if (strcmp(word, "nothing") == 0) {
		char end;
		recv(to, &end, 1, 0);
	} else {
		name_all(body);
		reply(to, 200, "", answer);
	}
	return 200;
}

static int listens(void)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) != 0 || listen(fd, 8) != 0 ||
		getsockname(fd, (struct sockaddr *)&at, &size) != 0) {
		perror("lrs_ill");
		exit(1);
	}
	printf("%d\n", ntohs(at.sin_port));
	fflush(stdout);
	return fd;
}

int main(int argc, char **argv)
{
	FILE *log = argc > 2 ? fopen(argv[1], "w") : NULL;
	int fd = listens(), word = 2;

	while (log) {
		int to = accept(fd, NULL, NULL);
		const char *body = "";
		if (to >= 0 && take(to, &body)) {
			int status = serve(to, argv[word], body);
			fprintf(log, "%.4s %d %d\n", request, status, count(body));
			fflush(log);
			word += word < argc - 1;
		}
		if (to >= 0)
			close(to);
	}
	return 0;
}
