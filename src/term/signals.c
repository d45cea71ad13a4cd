/* Handlers: the only code of the program that keeps its state in variables of a file. */
#include "signals.h"
#include <assert.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A write that still blocks after a signal to end is given up, and the process with it. */
#define STALL_SECONDS 2
#define STALL_MS      200 /* for a terminal to take bytes, once we are to end */

static volatile sig_atomic_t signals_ending, resized, continued;
static int wake[2] = {-1, -1};
static struct termios restored;
static char reset[256],
	farewell[256]; /* sent to the terminal, and to stderr, after a crash */
static size_t reset_len, farewell_len;

static void wake_up(void)
{
	int saved = errno;
	ssize_t ignored = write(wake[1], "", 1);
	(void)ignored;
	errno = saved;
}

static void signals_on_end(int number)
{
	signals_ending = number;
	signal(SIGTTOU, SIG_IGN); /* what is written on the way out must not stop us */
	alarm(STALL_SECONDS); /* default action: ends us even inside a blocked write */
	wake_up();
}

static void on_resize(int number)
{
	(void)number;
	resized = 1;
	wake_up();
}

static void on_continue(int number)
{
	(void)number;
	continued = 1;
	wake_up();
}

/* Does only what POSIX allows in a handler, then lets the signal kill the process. */
static void on_crash(int number)
{
	ssize_t ignored = write(STDOUT_FILENO, reset, reset_len);
	(void)ignored;
	tcsetattr(STDIN_FILENO, TCSANOW, &restored);
	ignored = write(STDERR_FILENO, farewell, farewell_len);
	(void)ignored;
	signal(number, SIG_DFL);
	raise(number);
}

static const struct {
	int number;
	void (*handler)(int);
	int flags;
} handled[] = {
	{SIGHUP, signals_on_end, 0},
	{SIGTERM, signals_on_end, 0},
	{SIGINT, signals_on_end, 0},
	{SIGQUIT, signals_on_end, 0},
	{SIGUSR1, signals_on_end, 0},
	{SIGWINCH, on_resize, SA_RESTART},
	{SIGCONT, on_continue, SA_RESTART},
	{SIGSEGV, on_crash, 0},
	{SIGBUS, on_crash, 0},
	{SIGFPE, on_crash, 0},
	{SIGILL, on_crash, 0},
	{SIGABRT, on_crash, 0},
	{SIGPIPE, SIG_IGN, 0},
};

static_assert(sizeof handled / sizeof *handled == BP_SIGNALS, "what each did before");

int bp_signals_open(struct bp_signals *signals, const struct termios *modes,
	const char *bytes, size_t len)
{
	if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) < 0)
		return -1;
	restored = *modes;
	reset_len = len < sizeof reset ? len : sizeof reset;
	memcpy(reset, bytes, reset_len);
	int said = snprintf(farewell, sizeof farewell, "berpijar: %s\n",
		_("berhenti mendadak; semua yang sudah tersimpan tetap ada, jalankanlah lagi"));
	farewell_len = said > 0 && said < (int)sizeof farewell ? (size_t)said : 0;
	for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) {
		struct sigaction action = {.sa_flags = handled[i].flags};
		action.sa_handler = handled[i].handler;
		sigemptyset(&action.sa_mask);
		sigaction(handled[i].number, &action, &signals->before[i]);
	}
	return wake[0];
}

void bp_signals_close(const struct bp_signals *signals)
{
	for (size_t i = 0; i < sizeof handled / sizeof *handled; i++)
		sigaction(handled[i].number, &signals->before[i], NULL);
	close(wake[0]);
	close(wake[1]);
	wake[0] = wake[1] = -1;
}

int bp_signals_ending(void)
{
	return signals_ending;
}

ssize_t bp_signals_write(const char *bytes, size_t len)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	if (signals_ending && poll(&out, 1, STALL_MS) <= 0) {
		errno = EINTR;
		return -1;
	}
	return write(STDOUT_FILENO, bytes, len);
}

bool bp_signals_resized(void)
{
	bool was = resized;
	resized = 0;
	return was;
}

bool bp_signals_continued(void)
{
	bool was = continued;
	continued = 0;
	return was;
}

void bp_signals_stop(bool (*still)(void))
{
	const struct timespec now = {0};
	sigset_t stop, before;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, &before);
	raise(SIGTSTP);
	if (!still())
		sigtimedwait(&stop, NULL, &now);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void bp_signals_drain(void)
{
	char bytes[64];
	while (read(wake[0], bytes, sizeof bytes) > 0)
		continue;
}
