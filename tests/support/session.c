/* A program under a pseudo-terminal: its start, what it sends, when it waits, its end. */
#include "session.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

/* By its number: a lone escape byte would be Alt with the next key, if that comes soon. */
#define ESCAPE_KEY "\033[27u"

/* ms of silence after which one that has answered, or has only been started, is taken to
 * wait: it may have ended its screen, be stopped, or work for long. */
#define LONG_QUIET 2000

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

/* Starts the program in front of a "|", as a shell would. */
static void feed(const char *const *argv)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		_exit(126);
	if (fork() == 0) {
		dup2(ends[1], STDOUT_FILENO);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	dup2(ends[0], STDIN_FILENO);
}

/* In the child; only returns by ending it. */
static void run(const struct session_command *command, int asking)
{
	struct bp_buf number = {0};
	static const int usual[] = {SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* as a login shell would have them, whatever the tests were started by (nohup) */
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		signal(usual[i], SIG_DFL);
	if (command->folder && chdir(command->folder) != 0)
		_exit(126);
	clearenv();
	for (const char *const *pair = command->environment; *pair; pair++)
		putenv((char *)(uintptr_t)*pair);
	bp_buf_printf(&number, "%d", asking);
	setenv("BERPIJAR_TEST_FD", number.at, 1);
	if (command->from)
		feed(command->from);
	execvp(command->argv[0], (char *const *)(uintptr_t)command->argv);
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
	int ours, theirs, asking[2];

	*session = (struct session){.fd = -1, .asking = -1, .plain = command->plain};
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, asking) != 0)
		return false;
	session->asking = asking[0];
	if (openpty(&ours, &theirs, NULL, NULL, &size) != 0) {
		close(asking[1]);
		session_hang_up(session);
		return false;
	}
	fcntl(ours, F_SETFD, FD_CLOEXEC); /* no other session holds this line open */
	if (command->plain)
		make_plain(ours);
	tcgetattr(ours, &session->before);
	session->pid = fork();
	if (session->pid == 0) {
		close(ours);
		if (login_tty(theirs) != 0)
			_exit(126);
		fcntl(asking[1], F_SETFD, 0);
		run(command, asking[1]);
	}
	close(theirs);
	close(asking[1]);
	if (session->pid < 0) {
		close(ours);
		session_hang_up(session);
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
	*session = (struct session){.fd = -1, .asking = -1};
}

void session_hang_up(struct session *session)
{
	if (session->fd >= 0)
		close(session->fd);
	if (session->asking >= 0)
		close(session->asking);
	session->fd = session->asking = -1;
	session->silent = true;
}

/* What can be read now. */
static size_t read_on(struct session *session)
{
	char bytes[65536];
	ssize_t len = read(session->fd, bytes, sizeof bytes);
	if (len <= 0) {
		session->silent = len == 0 || errno == EIO;
		return 0;
	}
	if (session->plain)
		bp_buf_add(&session->said, bytes, (size_t)len);
	else
		terminal_feed(&session->terminal, bytes, (size_t)len);
	session->heard = true;
	return (size_t)len;
}

size_t session_read(struct session *session, int milliseconds)
{
	struct pollfd poller = {
		.fd = session->silent ? -1 : session->fd, .events = POLLIN};

	return poll(&poller, 1, milliseconds) > 0 ? read_on(session) : 0;
}

/* ---- until it waits ---- */

static void ask(struct session *session)
{
	session->asked++;
	send(session->asking, &session->asked, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* Whether the last question has been answered. */
static bool is_answered(struct session *session)
{
	unsigned char answers[64];
	ssize_t len = recv(session->asking, answers, sizeof answers, MSG_DONTWAIT);

	session->answers |= len > 0;
	return len > 0 && answers[len - 1] == session->asked;
}

bool session_settle(struct session *session, int quiet, int milliseconds)
{
	double end = now_ms() + milliseconds;
	struct pollfd ready[] = {
		{.fd = session->fd, .events = POLLIN},
		{.fd = session->asking, .events = POLLIN},
	};

	ask(session);
	session->waits = false;
	while (!session->silent && !session->waits) {
		bool known = session->answers || !session->heard;
		int found = poll(ready, 2, known ? LONG_QUIET : quiet);
		if (found <= 0 || (ready[0].revents && read_on(session) == 0))
			return true;
		session->waits = ready[1].revents && is_answered(session);
		if (ready[1].revents & POLLHUP)
			ready[1].fd = -1; /* it has ended, or never knew of it */
		if (now_ms() > end)
			return false;
	}
	while (session_read(session, 0) > 0) /* what it wrote before it answered */
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
	if (strcmp(name, "Escape") == 0) {
		session_write(session, ESCAPE_KEY, sizeof ESCAPE_KEY - 1);
		return true;
	}
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
