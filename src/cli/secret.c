/* Asking for a line on a terminal, and for one that is not shown. */
#include "secret.h"
#include <berpijar/wait.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define SECRET_MOST 256 /* bytes of a line; the rest of it is dropped */

/* One byte a time, since what follows the line may be another answer, or the session's. */
static bool secret_read(int milliseconds, struct bp_buf *out)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	char byte = 0;

	while (bp_wait(&input, 1, milliseconds, NULL) > 0 &&
		read(STDIN_FILENO, &byte, 1) == 1) {
		if (byte == '\n' || byte == '\r')
			return true;
		if (out->len < SECRET_MOST)
			bp_buf_add_char(out, byte);
	}
	return false;
}

static void secret_trim(struct bp_buf *line)
{
	struct bp_str trimmed = bp_str_trim(bp_buf_str(line));

	memmove(line->at, trimmed.at, trimmed.len);
	explicit_bzero(line->at + trimmed.len, line->len - trimmed.len);
	line->len = trimmed.len;
}

bool secret_ask(const char *question, bool shown, int milliseconds, struct bp_buf *out)
{
	bool terminal = isatty(STDIN_FILENO);
	struct termios before;

	if (terminal) {
		printf("%s ", question);
		fflush(stdout);
	}
	bool hides = terminal && !shown && tcgetattr(STDIN_FILENO, &before) == 0;
	if (hides) {
		struct termios quiet = before;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet);
	}
	bool ok = secret_read(milliseconds, out);
	if (hides) {
		tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
		putchar('\n');
	}
	if (ok && out->len)
		secret_trim(out);
	return ok;
}

void secret_release(struct bp_buf *secret)
{
	if (secret->at)
		explicit_bzero(secret->at, secret->room);
	bp_buf_release(secret);
}
