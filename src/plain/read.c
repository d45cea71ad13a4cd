/*
 * Reading lines. Signals that ask to end are blocked but while we wait for input, so that
 * none of them interrupts an answer that is being recorded.
 */
#include "private.h"
#include <berpijar/wait.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* The signal that asked to end. A handler can reach nothing but a variable of the file. */
static volatile sig_atomic_t read_ending;
static const int ending_signals[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1};

/* A write that still blocks after such a signal is given up, and the process with it: by
 * then nothing is left to be recorded. */
#define STALL_SECONDS 2

static void read_on_end(int number)
{
	read_ending = number;
	alarm(STALL_SECONDS);
}

void plain_open_signals(struct bp_plain *plain)
{
	struct sigaction action = {.sa_handler = read_on_end};
	sigset_t blocked;

	sigemptyset(&action.sa_mask);
	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++) {
		sigaction(ending_signals[i], &action, NULL);
		sigaddset(&blocked, ending_signals[i]);
	}
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &blocked, &plain->unblocked);
	for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
		sigdelset(&plain->unblocked, ending_signals[i]);
}

int bp_plain_signal(void)
{
	return read_ending;
}

/* ---- lines ---- */

/* Waits for input; false if a signal or the end of the wait came first. */
static bool read_wait(struct bp_plain *plain)
{
	struct pollfd ready[] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = plain->also, .events = POLLIN},
	};

	while (!read_ending) {
		int count = bp_wait(ready, 2, plain->wait_ms, &plain->unblocked);
		plain->ticked = count >= 0 && !ready[0].revents;
		if (count >= 0 || errno != EINTR)
			return count > 0 && ready[0].revents;
	}
	return false;
}

void bp_plain_also(struct bp_plain *plain, int fd)
{
	plain->also = fd;
}

/* Reads more bytes of a line; those beyond LINE_LIMIT are dropped. */
static void read_more(struct bp_plain *plain)
{
	char spill[512];
	size_t room = LINE_LIMIT - plain->input_len;
	char *at = room ? plain->input + plain->input_len : spill;
	ssize_t got = -1;

	if (read_wait(plain))
		got = read(STDIN_FILENO, at, room ? room : sizeof spill);
	if (plain->ticked)
		return;
	if (got <= 0) {
		plain->ended = true;
		/* a hang-up ends the input as well: let its signal be seen */
		sigprocmask(SIG_SETMASK, &plain->unblocked, NULL);
	} else if (room) {
		plain->input_len += (size_t)got;
	} else if (memchr(spill, '\n', (size_t)got)) {
		plain->input[LINE_LIMIT - 1] = '\n';
	}
}

/*
 * Waits for a line and returns its length with the newline; 0 if there is none. A line
 * without a newline is the last one of a pipe, or was ended by Ctrl-D on a terminal.
 */
static size_t read_line_length(struct bp_plain *plain)
{
	bool terminal = isatty(STDIN_FILENO);

	while (!read_ending) {
		const char *newline = memchr(plain->input, '\n', plain->input_len);
		if (newline)
			return (size_t)(newline - plain->input) + 1;
		if (plain->ended || (terminal && plain->input_len))
			return plain->input_len;
		read_more(plain);
		if (plain->ticked)
			break;
	}
	return 0;
}

/* The line without its newline. */
static struct bp_str read_clean_line(struct bp_plain *plain, size_t len)
{
	struct bp_str line = {plain->input, len};

	if (line.len && line.at[line.len - 1] == '\n')
		line.len--;
	if (line.len && line.at[line.len - 1] == '\r')
		line.len--;
	return line;
}

static void read_drop_line(struct bp_plain *plain, size_t len)
{
	plain->input_len -= len;
	memmove(plain->input, plain->input + len, plain->input_len);
}

/* Prompts for the next line. Every line is answered: if nothing is new to be said, by the
 * title of the place. */
static void read_prompt(struct bp_plain *plain)
{
	if (plain->out.len == plain->lead && !plain_asks_text(&plain->view))
		plain_put_title(plain, true, true);
	plain_prompt(plain);
	if (!isatty(STDIN_FILENO)) /* no echo of an Enter will end the prompt's line */
		plain->out.at[plain->out.len - 1] = '\n';
	plain_flush(plain);
}

static bool read_take_line(struct bp_plain *plain)
{
	size_t len = plain->ended ? 0 : read_line_length(plain);
	struct bp_str line = read_clean_line(plain, len);

	if (len == 0)
		return false;
	bp_buf_clear(&plain->said.message);
	bp_buf_clear(&plain->said.notice);
	plain->lead = len == line.len && isatty(STDIN_FILENO);
	if (plain->lead) /* Ctrl-D leaves the cursor behind what was typed */
		bp_buf_add_char(&plain->out, '\n');
	if (len > line.len || (plain->ended && !plain_asks_text(&plain->view)))
		plain_understand(plain, line);
	else
		plain_type(plain, line);
	read_drop_line(plain, len);
	return true;
}

/* At the end of input no Enter has ended the line of the last prompt. */
static void read_leave_line(struct bp_plain *plain)
{
	if (isatty(STDIN_FILENO))
		bp_buf_add_char(&plain->out, '\n');
	plain_flush(plain);
}

uint32_t bp_plain_read(struct bp_plain *plain, int wait_ms)
{
	bool had_steps = bp_plain_pending(plain);
	uint32_t key = plain_next_key(plain);

	if (key == BP_KEY_NONE && had_steps)
		return BP_KEY_RESIZE;
	plain->wait_ms = wait_ms;
	while (key == BP_KEY_NONE) {
		if (!plain->asked || plain->out.len)
			read_prompt(plain);
		plain->asked = true;
		if (!read_take_line(plain)) {
			if (plain->ticked)
				return BP_KEY_TICK;
			read_leave_line(plain);
			return BP_KEY_HANGUP;
		}
		plain->asked = false;
		key = plain_next_key(plain);
	}
	return key;
}

bool bp_plain_idle(const struct bp_plain *plain)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	struct timespec now = {0};

	return !bp_plain_pending(plain) && !plain->input_len && !plain->ended &&
		ppoll(&input, 1, &now, &plain->unblocked) == 0;
}

bool bp_plain_pending(const struct bp_plain *plain)
{
	return plain->step < plain->step_count;
}
