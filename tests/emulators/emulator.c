/* Starts tmux or mosh and shows bytes in it. */
#include "emulator.h"
#include "session.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define WAIT_MS  20000 /* for anything; more than it ever takes */
#define KEY_SIZE 32    /* of mosh's session keys; they have 22 characters */

bool emulator_has(const char *kind)
{
	return system("command -v tmux >/dev/null") == 0 &&
		(strcmp(kind, "mosh") != 0 ||
			system("command -v mosh-server mosh-client >/dev/null") == 0);
}

/* ---- starting ---- */

/* Opens the terminal device and leaves bytes as they are on their way through it. */
static bool emulator_open(struct emulator *emulator, const char *path)
{
	struct termios modes;

	emulator->tty = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	if (emulator->tty < 0 || tcgetattr(emulator->tty, &modes) != 0)
		return false;
	cfmakeraw(&modes);
	return tcsetattr(emulator->tty, TCSANOW, &modes) == 0;
}

static bool emulator_start_tmux(struct emulator *emulator)
{
	struct bp_buf tty = {0};
	bool started = tmux_start(&emulator->tmux, emulator->folder, "sleep 600") &&
		tmux_ask(&emulator->tmux, &tty, "display-message -p '#{pane_tty}'");

	if (started && tty.len)
		tty.at[tty.len - 1] = '\0'; /* the newline */
	started = started && emulator_open(emulator, tty.at);
	bp_buf_release(&tty);
	return started;
}

/* Waits for a line in a file that another process writes. */
static bool emulator_line(const char *path, char line[64])
{
	for (double end = now_ms() + WAIT_MS; now_ms() < end; usleep(2000)) {
		FILE *file = fopen(path, "r");
		bool got = file && fgets(line, 64, file) && strchr(line, '\n');
		if (file)
			fclose(file);
		if (!got)
			continue;
		*strchr(line, '\n') = '\0';
		return true;
	}
	return false;
}

/* Starts a server, which says by which port and key it can be reached and goes into the
 * background; its terminal's name comes by a file. */
static bool emulator_start_server(
	struct emulator *emulator, int *port, char key[KEY_SIZE])
{
	char command[400], line[256], *end;

	snprintf(command, sizeof command,
		"MOSH_SERVER_NETWORK_TMOUT=120 mosh-server new -i 127.0.0.1 -c 256 -p 61100:61999 -- sh -c 'tty >%s/tty; exec sleep 600' 2>&1",
		emulator->folder);
	FILE *said = popen(command, "r");
	*port = 0;
	while (said && fgets(line, sizeof line, said)) {
		const char *pid = strstr(line, "pid = ");
		if (pid)
			emulator->mosh = (pid_t)strtol(pid + 6, NULL, 10);
		if (strncmp(line, "MOSH CONNECT ", 13) != 0)
			continue;
		*port = (int)strtol(line + 13, &end, 10);
		snprintf(key, KEY_SIZE, "%.*s", (int)strcspn(end + 1, "\n"), end + 1);
	}
	return said && pclose(said) == 0 && *port && emulator->mosh > 0;
}

static bool emulator_start_mosh(struct emulator *emulator)
{
	char command[200], path[100], tty[64], key[KEY_SIZE];
	int port;

	if (!emulator_start_server(emulator, &port, key))
		return false;
	snprintf(command, sizeof command,
		"MOSH_KEY=%s MOSH_TITLE_NOPREFIX=1 MOSH_PREDICTION_DISPLAY=never exec mosh-client 127.0.0.1 %d",
		key, port);
	snprintf(path, sizeof path, "%s/tty", emulator->folder);
	return tmux_start(&emulator->tmux, emulator->folder, command) &&
		emulator_line(path, tty) && emulator_open(emulator, tty);
}

bool emulator_start(struct emulator *emulator, const char *kind)
{
	*emulator =
		(struct emulator){.tty = -1, .folder = "/tmp/berpijar-emulator-XXXXXX"};
	if (!mkdtemp(emulator->folder))
		return false;
	return strcmp(kind, "mosh") == 0 ? emulator_start_mosh(emulator)
					 : emulator_start_tmux(emulator);
}

void emulator_stop(struct emulator *emulator)
{
	char path[100];

	if (emulator->mosh > 0)
		kill(emulator->mosh, SIGTERM);
	tmux_stop(&emulator->tmux);
	if (emulator->tty >= 0)
		close(emulator->tty);
	snprintf(path, sizeof path, "%s/tty", emulator->folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/tmux", emulator->folder);
	unlink(path);
	rmdir(emulator->folder);
}

/* ---- showing ---- */

bool emulator_resize(struct emulator *emulator, int rows, int columns)
{
	struct bp_buf answer = {0};
	struct winsize size = {0};
	char command[64];

	snprintf(command, sizeof command, "resize-window -x %d -y %d", columns, rows);
	bool asked = tmux_ask(&emulator->tmux, &answer, command);
	bp_buf_release(&answer);
	for (double end = now_ms() + WAIT_MS; asked && now_ms() < end; usleep(2000))
		if (ioctl(emulator->tty, TIOCGWINSZ, &size) == 0 && size.ws_row == rows &&
			size.ws_col == columns)
			return true;
	return false;
}

static bool emulator_write(int fd, struct bp_str bytes)
{
	while (bytes.len) {
		ssize_t written = write(fd, bytes.at, bytes.len);
		if (written <= 0)
			return false;
		bytes = bp_str_from(bytes, (size_t)written);
	}
	return true;
}

/* A title set behind the bytes is the mark that they have come through. */
bool emulator_send(struct emulator *emulator, struct bp_str bytes)
{
	struct bp_buf title = {0};
	char mark[32], wanted[32];
	bool seen = false;

	snprintf(mark, sizeof mark, "\033]2;m%u\a", ++emulator->marks);
	snprintf(wanted, sizeof wanted, "m%u\n", emulator->marks);
	if (!emulator_write(emulator->tty, bytes) ||
		!emulator_write(emulator->tty, bp_str(mark)))
		return false;
	for (double end = now_ms() + WAIT_MS; !seen && now_ms() < end; usleep(500))
		seen = tmux_ask(&emulator->tmux, &title,
			       "display-message -p '#{pane_title}'") &&
			strcmp(title.at, wanted) == 0;
	bp_buf_release(&title);
	return seen;
}

bool emulator_capture(struct emulator *emulator, struct bp_buf *text)
{
	return tmux_ask(&emulator->tmux, text, "capture-pane -p -e -N");
}

bool emulator_cursor(struct emulator *emulator, int *row, int *column)
{
	struct bp_buf answer = {0};
	char *end;

	if (!tmux_ask(&emulator->tmux, &answer,
		    "display-message -p '#{cursor_y} #{cursor_x}'"))
		return false;
	*row = (int)strtol(answer.at, &end, 10);
	*column = (int)strtol(end, NULL, 10);
	bp_buf_release(&answer);
	return true;
}
