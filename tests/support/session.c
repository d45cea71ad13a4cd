#include "session.h"
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct winsize window(int columns, int rows)
{
	return (struct winsize){
		.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
}

/* In the child; only returns by ending it. */
static void run(const struct session_command *command)
{
	static const int usual[] = {SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* as a login shell would have them, whatever the tests were started by (nohup) */
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		signal(usual[i], SIG_DFL);
	if (command->folder && chdir(command->folder) != 0)
		_exit(126);
	execvpe(command->argv[0], (char *const *)(uintptr_t)command->argv,
		(char *const *)(uintptr_t)command->environment);
	_exit(127);
}

/* What is typed is not sent back, and newlines come as they are sent. */
static void make_plain(int fd)
{
	struct termios modes;

	tcgetattr(fd, &modes);
	modes.c_lflag &= ~(tcflag_t)ECHO;
	modes.c_oflag &= ~(tcflag_t)OPOST;
	tcsetattr(fd, TCSANOW, &modes);
}

bool session_start(struct session *session, const struct session_command *command)
{
	struct winsize size = window(command->columns, command->rows);
	int ours, theirs;

	*session = (struct session){.fd = -1, .plain = command->plain};
	if (openpty(&ours, &theirs, NULL, NULL, &size) != 0)
		return false;
	if (command->plain)
		make_plain(ours);
	tcgetattr(ours, &session->before);
	session->pid = fork();
	if (session->pid == 0) {
		close(ours);
		if (login_tty(theirs) != 0)
			_exit(126);
		run(command);
	}
	close(theirs);
	if (session->pid < 0) {
		close(ours);
		return false;
	}
	session->fd = ours;
	terminal_init(&session->terminal, command->columns, command->rows);
	return true;
}

void session_release(struct session *session)
{
	if (!session->ended && session->pid > 0) {
		kill(session->pid, SIGKILL);
		waitpid(session->pid, NULL, 0);
	}
	session_hang_up(session);
	terminal_release(&session->terminal);
	bp_buf_release(&session->said);
	*session = (struct session){.fd = -1};
}

void session_hang_up(struct session *session)
{
	if (session->fd >= 0)
		close(session->fd);
	session->fd = -1;
	session->silent = true;
}

size_t session_read(struct session *session, int milliseconds)
{
	char bytes[65536];
	struct pollfd poller = {.fd = session->fd, .events = POLLIN};

	if (session->silent)
		poller.fd = -1;
	if (poll(&poller, 1, milliseconds) <= 0)
		return 0;
	ssize_t len = read(session->fd, bytes, sizeof bytes);
	if (len <= 0) {
		session->silent = len == 0 || errno == EIO;
		return 0;
	}
	if (session->plain)
		bp_buf_add(&session->said, bytes, (size_t)len);
	else
		terminal_feed(&session->terminal, bytes, (size_t)len);
	return (size_t)len;
}

bool session_settle(struct session *session, int quiet, int milliseconds)
{
	double end = now_ms() + milliseconds;

	while (session_read(session, quiet) > 0)
		if (now_ms() > end)
			return false;
	return true;
}

void session_write(struct session *session, const char *bytes, size_t len)
{
	while (len > 0 && session->fd >= 0) {
		ssize_t written = write(session->fd, bytes, len);
		if (written < 0 && errno != EINTR)
			return;
		if (written > 0) {
			bytes += written;
			len -= (size_t)written;
		}
	}
}

bool session_key(struct session *session, const char *name)
{
	struct terminal *terminal = &session->terminal;

	bp_buf_clear(&terminal->answer);
	if (!terminal_key(terminal, name))
		return false;
	session_write(session, terminal->answer.at, terminal->answer.len);
	return true;
}

void session_paste(struct session *session, struct bp_str text)
{
	struct terminal *terminal = &session->terminal;

	bp_buf_clear(&terminal->answer);
	terminal_paste(terminal, text);
	session_write(session, terminal->answer.at, terminal->answer.len);
}

void session_resize(struct session *session, int columns, int rows)
{
	struct winsize size = window(columns, rows);

	terminal_resize(&session->terminal, columns, rows);
	ioctl(session->fd, TIOCSWINSZ, &size);
}

bool session_wait(struct session *session, int milliseconds)
{
	double end = now_ms() + milliseconds;

	while (!session->ended) {
		if (waitpid(session->pid, &session->status, WNOHANG) == session->pid) {
			session->ended = true;
			break;
		}
		if (now_ms() > end)
			return false;
		session_read(session, 5);
	}
	session_settle(session, 0, 1000);
	terminal_finish(&session->terminal);
	return true;
}

void session_left_behind(const struct session *session, struct bp_buf *out)
{
	struct termios now;

	if (session->fd < 0)
		return; /* the terminal is gone, so there is nothing to put back */
	terminal_modes(&session->terminal, out);
	if (tcgetattr(session->fd, &now) != 0)
		return;
	if (now.c_iflag != session->before.c_iflag ||
		now.c_oflag != session->before.c_oflag ||
		now.c_cflag != session->before.c_cflag ||
		now.c_lflag != session->before.c_lflag ||
		memcmp(now.c_cc, session->before.c_cc, sizeof now.c_cc) != 0)
		bp_buf_add_cstr(out, " the line's settings");
}
