/*
 * fake_log SOCKET FILE [stuck]: the reader of a system's log, for tests. It binds the socket,
 * says so by making FILE, and appends each line to it until it is ended. Stuck: it reads
 * nothing, so that the socket fills up.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	char line[4096];
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	if (argc < 3 || strlen(argv[1]) >= sizeof name.sun_path)
		return 2;
	strcpy(name.sun_path, argv[1]);
	if (fd < 0 || bind(fd, (struct sockaddr *)&name, sizeof name) != 0)
		return 1;
	FILE *file = fopen(argv[2], "a");
	if (!file)
		return 1;
	while (argc > 3 && pause())
		continue;
	for (;;) {
		ssize_t len = recv(fd, line, sizeof line, 0);
		if (len < 0)
			return 1;
		fprintf(file, "%.*s\n", (int)len, line);
		fflush(file);
	}
}
