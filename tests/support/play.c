/*
 * Plays a script at a program and compares what its screen shows. The script's
 * language is described in tests/play/README.md.
 *
 * usage: play [--plain] PROGRAM SCRIPT
 * Environment: BERPIJAR_FIXTURES, BERPIJAR_CONTENT_SOURCE, BERPIJAR_GOLDEN,
 * BERPIJAR_PLAY_FOLDER (folders).
 */
#include "golden.h"
#include "scan.h"
#include "session.h"
#include "spoken.h"
#include <berpijar/arena.h>
#include <berpijar/hex.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE  15000 /* ms until something that was expected counts as missing */
#define QUIET     150   /* ms without a byte: the program has said all it wants to say */
#define MAX_WORDS 64
#define CTRL_D    4 /* sends a line off without Enter */

struct play {
	const char *script;
	char *program;
	int line;
	char home[64];
	char *environment[32]; /* NAME=VALUE, ends in NULL */
	const char *term;
	int columns, rows;
	bool started;
	struct session session;
	bool plain;           /* --plain: in plain lines */
	bool entered;         /* the last thing typed is Enter, or nothing is typed yet */
	size_t mark;          /* bytes sent up to the last input */
	size_t checked;       /* of what plain lines said */
	struct bp_buf output; /* of the last `run`: standard output, then error output */
	int output_status;
	bool output_last; /* the last thing ended is a `run` */
	bool shown;       /* the message shows the screen itself */
};

static int remove_entry(
	const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	return remove(path);
}

static void finish(struct play *play)
{
	if (play->started)
		session_release(&play->session);
	bp_buf_release(&play->output);
	free(play->program);
	for (char **at = play->environment; *at; at++)
		free(*at);
	nftw(play->home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* Says what is wrong at this line, shows the screen, and ends the test. */
__attribute__((format(printf, 2, 3), noreturn)) static void fail(
	struct play *play, const char *format, ...)
{
	va_list args;

	printf("%s:%d: ", play->script, play->line);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	if (play->started && session_wait(&play->session, 100))
		printf("the program has ended: %s %d\n",
			WIFEXITED(play->session.status) ? "exit status" : "signal",
			WIFEXITED(play->session.status)
				? WEXITSTATUS(play->session.status)
				: WTERMSIG(play->session.status));
	if (play->output_last) {
		printf("the output:\n%s", play->output.at);
	} else if (play->started && play->plain) {
		printf("what was said:\n%s\n",
			play->session.said.at ? play->session.said.at : "");
	} else if (play->started && !play->shown) {
		struct bp_buf screen = {0};
		terminal_dump(&play->session.terminal, &screen);
		printf("the screen:\n%s", screen.at);
		bp_buf_release(&screen);
	}
	finish(play);
	fflush(stdout);
	_exit(1);
}

/* A byte that may not be sent fails the test wherever it comes. */
static void check_stream(struct play *play)
{
	const struct bp_buf *said = &play->session.said;

	for (; play->plain && play->checked < said->len; play->checked++)
		if (!spoken_allowed(said->at[play->checked]))
			fail(play, "plain lines hold the byte %02x",
				(unsigned char)said->at[play->checked]);
	struct bp_buf *refused = &play->session.terminal.refused;
	if (refused->len)
		fail(play, "the program sent what it may not: %s", refused->at);
}

/* Lets the program go on for a moment; false once it cannot change the screen. */
static bool go_on(struct play *play)
{
	session_read(&play->session, 20);
	check_stream(play);
	return !play->session.silent;
}

static void need_program(struct play *play)
{
	if (!play->started)
		fail(play, "nothing has been started");
}

typedef bool condition(struct play *play, const char *argument);

/* Waits until the condition holds. A machine that is slow gets the time that it needs: at the
 * end of our patience the program may finish what it is at. */
static bool becomes(struct play *play, condition *holds, const char *argument)
{
	double end = now_ms() + PATIENCE;

	need_program(play);
	check_stream(play);
	while (!holds(play, argument))
		if (!go_on(play) || now_ms() > end) {
			session_settle(&play->session, QUIET, PATIENCE);
			check_stream(play);
			return holds(play, argument);
		}
	return true;
}

static void settle(struct play *play)
{
	need_program(play);
	bool settled = session_settle(&play->session, QUIET, PATIENCE);
	check_stream(play);
	if (!settled)
		fail(play, "the program does not come to rest");
}

static long number(struct play *play, const char *text, char **rest)
{
	errno = 0;
	long value = strtol(text, rest, 10);
	if (*rest == text || errno)
		fail(play, "a number is missing: \"%s\"", text);
	while (**rest == ' ')
		(*rest)++;
	return value;
}

static void two_numbers(struct play *play, char *text, int *a, int *b)
{
	char *rest;
	*a = (int)number(play, text, &rest);
	*b = (int)number(play, rest, &rest);
}

/* "A b 'c d'" → words in place; a word in '' or "" may hold blanks. */
static size_t split(struct play *play, char *text, char *words[MAX_WORDS])
{
	size_t count = 0;

	for (char *at = text; *at;) {
		char quote = *at == '\'' || *at == '"' ? *at++ : ' ';
		if (count == MAX_WORDS - 1)
			fail(play, "too many words");
		words[count++] = at;
		char *end = strchr(at, quote);
		if (!end && quote != ' ')
			fail(play, "a quote is not closed");
		at = end ? end + 1 : at + strlen(at);
		if (end)
			*end = '\0';
		while (*at == ' ')
			at++;
	}
	words[count] = NULL;
	return count;
}

static void set_variable(struct play *play, const char *name, const char *value)
{
	size_t len = strlen(name), i;
	struct bp_buf pair = {0};

	for (i = 0; play->environment[i]; i++)
		if (strncmp(play->environment[i], name, len) == 0 &&
			play->environment[i][len] == '=')
			break;
	if (i == sizeof play->environment / sizeof *play->environment - 1)
		fail(play, "too many variables");
	bp_buf_printf(&pair, "%s=%s", name, value);
	free(play->environment[i]);
	play->environment[i] = pair.at;
}

static void do_size(struct play *play, char *rest)
{
	two_numbers(play, rest, &play->columns, &play->rows);
}

static void do_term(struct play *play, char *rest)
{
	set_variable(play, "TERM", rest);
}

static void do_env(struct play *play, char *rest)
{
	char *equals = strchr(rest, '=');
	if (!equals)
		fail(play, "env needs NAME=VALUE");
	*equals = '\0';
	set_variable(play, rest, equals + 1);
}

static void do_program(struct play *play, char *rest)
{
	free(play->program);
	play->program = bp_strdup(rest);
}

static void start(struct play *play, char *rest, bool asks_plain)
{
	static char plain[] = "--plain";
	char *argv[MAX_WORDS + 2] = {play->program, plain};

	split(play, rest, argv + 1 + asks_plain);
	if (play->started)
		session_release(&play->session);
	struct session_command command = {.argv = (const char *const *)argv,
		.environment = (const char *const *)play->environment,
		.folder = play->home,
		.columns = play->columns,
		.rows = play->rows,
		.plain = play->plain};
	play->checked = 0;
	play->entered = true; /* what it has not begun to read, the line may change */
	play->started = session_start(&play->session, &command);
	play->output_last = false;
	play->mark = 0;
	if (!play->started)
		fail(play, "no pseudo-terminal: %s", strerror(errno));
}

static void do_start(struct play *play, char *rest)
{
	start(play, rest, play->plain);
}

static void do_unasked(struct play *play, char *rest)
{
	start(play, rest, false);
}

static void note_input(struct play *play)
{
	play->output_last = false; /* `exit` is that of the session again */
	need_program(play);
	play->mark = terminal_bytes(&play->session.terminal);
}

static void do_key(struct play *play, char *rest)
{
	char *words[MAX_WORDS], *end;
	size_t count = split(play, rest, words);
	long times = 1;

	if (count == 2 && words[1][0] == 'x')
		times = number(play, words[1] + 1, &end);
	else if (count != 1)
		fail(play, "key needs NAME or NAME xN");
	note_input(play);
	if (play->entered)
		settle(play);
	play->entered = strcmp(words[0], "Enter") == 0;
	for (long i = 0; i < times; i++)
		if (!session_key(&play->session, words[0]))
			fail(play, "there is no key \"%s\"", words[0]);
	if (strcmp(words[0], "Escape") ==
		0) /* what it left is then kept, even if killed */
		settle(play);
}

/* "a\nb\tc\\\xc3": with escapes, as a terminal sends it. */
static struct bp_buf pasted(const char *text)
{
	static const char names[] = "nt\\e", bytes[] = "\r\t\\\033";
	struct bp_buf out = {0};

	for (; *text; text++) {
		int byte = strncmp(text, "\\x", 2) == 0 ? bp_hex_byte(text + 2) : -1;
		if (byte >= 0) {
			bp_buf_add_char(&out, (char)byte);
			text += 3;
			continue;
		}
		const char *name =
			*text == '\\' && text[1] ? strchr(names, text[1]) : NULL;
		bp_buf_add_char(&out, name ? bytes[name - names] : *text);
		text += name != NULL;
	}
	return out;
}

static void do_paste(struct play *play, char *rest)
{
	struct bp_buf text = pasted(rest);

	note_input(play);
	session_paste(&play->session, bp_buf_str(&text));
	bp_buf_release(&text);
}

static void do_pause(struct play *play, char *rest)
{
	char *end;
	long milliseconds = number(play, rest, &end);

	poll(NULL, 0, (int)milliseconds);
}

static void do_send(struct play *play, char *rest)
{
	struct bp_buf bytes = pasted(rest);

	note_input(play);
	if (play->entered)
		settle(play);
	play->entered = false;
	session_write(&play->session, bytes.at, bytes.len);
	bp_buf_release(&bytes);
}

/* As a person types: text that comes in one with the Enter before it was pasted. */
static void do_text(struct play *play, char *rest)
{
	note_input(play);
	if (play->entered)
		settle(play);
	play->entered = false;
	session_write(&play->session, rest, strlen(rest));
}

/* A line, and Enter behind it. */
static void do_line(struct play *play, char *rest)
{
	do_text(play, rest);
	if (!session_key(&play->session, "Enter"))
		fail(play, "there is no Enter");
	play->entered = true;
}

/* ---- plain lines ---- */

static bool is_asked(struct play *play, const char *ignored)
{
	(void)ignored;
	return spoken_asks(bp_buf_str(&play->session.said));
}

/* Types as soon as the program asks, and notes it among what was said. */
static void send_plain(struct play *play, const char *text, bool enter)
{
	struct bp_buf *said = &play->session.said;
	struct bp_buf bytes = {0};

	if (!becomes(play, is_asked, NULL))
		fail(play, "the program does not ask for a line");
	bp_buf_printf(&bytes, "%s%c", text, enter ? '\n' : CTRL_D);
	bp_buf_printf(said, "%s%s\n", text, enter ? "" : "<Ctrl-D>");
	play->mark = play->checked = said->len;
	session_write(&play->session, bytes.at, bytes.len);
	bp_buf_release(&bytes);
}

/* A key that types something is sent off with Ctrl-D; the others by their names. */
static void plain_key(struct play *play, char *rest)
{
	char *words[MAX_WORDS], *end;
	size_t count = split(play, rest, words);
	long times = count == 2 ? number(play, words[1] + 1, &end) : 1;
	struct bp_buf name = {0};
	uint32_t code;

	bool types = bp_utf8_next(bp_str(words[0]), 0, &code) == strlen(words[0]);
	bp_buf_printf(&name, "%s%s", types ? "" : ":", words[0]);
	for (long i = 0; i < times; i++)
		send_plain(play, name.at, !types);
	bp_buf_release(&name);
}

static void plain_text(struct play *play, char *rest)
{
	send_plain(play, rest, false);
}

static void plain_line(struct play *play, char *rest)
{
	send_plain(play, rest, true);
}

static struct bp_str said_since(const struct play *play)
{
	return bp_str_from(bp_buf_str(&play->session.said), play->mark);
}

static bool says(struct play *play, const char *text)
{
	return spoken_holds(said_since(play), text, false);
}

static void plain_expect(struct play *play, char *rest)
{
	if (!becomes(play, says, rest))
		fail(play, "it was not said: \"%s\"", rest);
}

static void plain_reject(struct play *play, char *rest)
{
	becomes(play, is_asked, NULL);
	if (spoken_holds(said_since(play), rest, true))
		fail(play, "it was said: \"%s\"", rest);
}

/* All that was said and typed since the start. */
static void plain_transcript(struct play *play, char *rest)
{
	struct bp_buf path = {0}, said = {0}, diff = {0};
	const char *folder = getenv("BERPIJAR_GOLDEN");

	becomes(play, is_asked, NULL);
	spoken_without_year(bp_buf_str(&play->session.said), &said);
	bp_buf_printf(&path, "%s/%s.txt", folder ? folder : ".", rest);
	if (golden_updating()) {
		if (!golden_write(path.at, said.at))
			fail(play, "%s cannot be written: %s", path.at, strerror(errno));
	} else if (!golden_is(path.at, said.at)) {
		golden_diff(path.at, said.at, &diff);
		fail(play, "what was said is not as in %s:\n%s", path.at, diff.at);
	}
	bp_buf_release(&path);
	bp_buf_release(&said);
}

static bool shows(struct play *play, const char *text)
{
	return terminal_holds(&play->session.terminal, text);
}

static void do_expect(struct play *play, char *rest)
{
	if (!becomes(play, shows, rest))
		fail(play, "the screen does not show \"%s\"", rest);
}

static void do_reject(struct play *play, char *rest)
{
	settle(play);
	if (shows(play, rest))
		fail(play, "the screen shows \"%s\"", rest);
}

static bool row_holds(struct play *play, const char *argument)
{
	char *text;
	struct bp_buf row = {0};
	long n = number(play, argument, &text);

	if (n < 1 || n > play->session.terminal.rows)
		fail(play, "there is no row %ld", n);
	terminal_row(&play->session.terminal, (int)n - 1, &row);
	bool found = row.at ? strstr(row.at, text) != NULL : *text == '\0';
	bp_buf_release(&row);
	return found;
}

static void do_row(struct play *play, char *rest)
{
	if (!becomes(play, row_holds, rest))
		fail(play, "row %s: not there", rest);
}

static bool cursor_is(struct play *play, const char *argument)
{
	int row, column, want_row, want_column;
	char *rest;
	bool hidden = play->session.terminal.modes & TERMINAL_CURSOR_HIDDEN;

	if (strcmp(argument, "hidden") == 0)
		return hidden;
	want_row = (int)number(play, argument, &rest);
	want_column = (int)number(play, rest, &rest);
	terminal_cursor(&play->session.terminal, &row, &column);
	return !hidden && row + 1 == want_row && column + 1 == want_column;
}

static void do_cursor(struct play *play, char *rest)
{
	if (!becomes(play, cursor_is, rest))
		fail(play, "the cursor is not at %s", rest);
}

static bool is_golden(struct play *play, const char *path)
{
	struct bp_buf screen = {0};

	terminal_dump(&play->session.terminal, &screen);
	bool same = golden_is(path, screen.at);
	bp_buf_release(&screen);
	return same;
}

static void do_golden(struct play *play, char *rest)
{
	struct bp_buf path = {0}, screen = {0}, diff = {0};
	const char *folder = getenv("BERPIJAR_GOLDEN");

	bp_buf_printf(&path, "%s/%s.screen", folder ? folder : ".", rest);
	if (golden_updating()) {
		settle(play);
		terminal_dump(&play->session.terminal, &screen);
		if (!golden_write(path.at, screen.at))
			fail(play, "%s cannot be written: %s", path.at, strerror(errno));
	} else if (!becomes(play, is_golden, path.at)) {
		terminal_dump(&play->session.terminal, &screen);
		golden_diff(path.at, screen.at, &diff);
		play->shown = true;
		fail(play, "the screen is not as in %s:\n%s", path.at, diff.at);
	}
	bp_buf_release(&path);
	bp_buf_release(&screen);
}

static bool code_says(struct play *play, const char *text)
{
	struct bp_buf said = {0};
	bool same = terminal_scan(&play->session.terminal, &said) &&
		strcmp(said.at, text) == 0;

	bp_buf_release(&said);
	return same;
}

static void do_code(struct play *play, char *rest)
{
	if (!becomes(play, code_says, rest))
		fail(play, "no code on the screen says \"%s\"", rest);
}

/* After the keys before it: a window changes under what is on the screen by then. */
static void do_resize(struct play *play, char *rest)
{
	note_input(play);
	settle(play);
	two_numbers(play, rest, &play->columns, &play->rows);
	session_resize(&play->session, play->columns, play->rows);
}

static const struct {
	const char *name;
	int number;
} signals[] = {
	{"HUP", SIGHUP},
	{"INT", SIGINT},
	{"TERM", SIGTERM},
	{"QUIT", SIGQUIT},
	{"TSTP", SIGTSTP},
	{"CONT", SIGCONT},
	{"KILL", SIGKILL},
	{"WINCH", SIGWINCH},
	{"SEGV", SIGSEGV},
	{"ABRT", SIGABRT},
};

static int signal_number(const char *name)
{
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (strcmp(name, signals[i].name) == 0)
			return signals[i].number;
	return 0;
}

static void do_signal(struct play *play, char *rest)
{
	int number = signal_number(rest);

	if (!play->plain)
		note_input(play);
	if (number == 0)
		fail(play, "there is no signal \"%s\"", rest);
	kill(play->session.pid, number);
}

/* As a power cut would: nothing can be put back, so nothing is checked. */
static void do_kill(struct play *play, char *rest)
{
	(void)rest;
	need_program(play);
	kill(play->session.pid, SIGKILL);
	if (!session_wait(&play->session, PATIENCE))
		fail(play, "the program could not be killed");
	check_stream(play);
}

/* Once the last line has been answered. */
static void plain_signal(struct play *play, char *rest)
{
	becomes(play, is_asked, NULL);
	do_signal(play, rest);
}

static void plain_kill(struct play *play, char *rest)
{
	becomes(play, is_asked, NULL);
	do_kill(play, rest);
}

static void do_hang_up(struct play *play, char *rest)
{
	(void)rest;
	need_program(play);
	session_hang_up(&play->session);
}

/* "0", or the name of the signal that ended the program, or "any". */
static bool status_is(struct play *play, int status, char *wanted)
{
	char *rest;

	if (strcmp(wanted, "any") == 0)
		return true;
	int number_wanted = signal_number(wanted);
	if (number_wanted)
		return WIFSIGNALED(status) && WTERMSIG(status) == number_wanted;
	return WIFEXITED(status) && WEXITSTATUS(status) == number(play, wanted, &rest);
}

static void check_status(struct play *play, int status, char *wanted)
{
	if (status_is(play, status, wanted))
		return;
	if (WIFSIGNALED(status))
		fail(play, "ended by signal %d (%s), not %s", WTERMSIG(status),
			strsignal(WTERMSIG(status)), wanted);
	fail(play, "the exit status is %d, not %s", WEXITSTATUS(status), wanted);
}

static void do_exit(struct play *play, char *rest)
{
	struct bp_buf left = {0};

	if (play->output_last) {
		check_status(play, play->output_status, rest);
		return;
	}
	need_program(play);
	if (!session_wait(&play->session, PATIENCE))
		fail(play, "the program runs on");
	check_stream(play);
	check_status(play, play->session.status, rest);
	session_left_behind(&play->session, &left);
	if (left.len)
		fail(play, "the program left behind:%s", left.at);
}

static void read_output(struct play *play, int fd)
{
	char bytes[4096];
	ssize_t len;

	while ((len = read(fd, bytes, sizeof bytes)) > 0)
		bp_buf_add(&play->output, bytes, (size_t)len);
	close(fd);
}

static void run_without_terminal(struct play *play, char **argv)
{
	int ends[2];

	if (pipe(ends) != 0)
		fail(play, "no pipe: %s", strerror(errno));
	pid_t pid = fork();
	if (pid == 0) {
		int nothing = open("/dev/null", O_RDONLY);
		dup2(nothing, STDIN_FILENO);
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		if (setsid() < 0 || chdir(play->home) != 0)
			_exit(126);
		execvpe(argv[0], argv, play->environment);
		_exit(127);
	}
	close(ends[1]);
	read_output(play, ends[0]);
	if (pid < 0 || waitpid(pid, &play->output_status, 0) != pid)
		fail(play, "%s could not be run", argv[0]);
}

static void do_run(struct play *play, char *rest)
{
	char *argv[MAX_WORDS];

	if (split(play, rest, argv) == 0)
		fail(play, "run needs a program");
	if (strcmp(argv[0], "berpijar") == 0)
		argv[0] = play->program;
	bp_buf_clear(&play->output);
	bp_buf_add(&play->output, "", 0);
	play->output_last = true;
	run_without_terminal(play, argv);
}

static void do_out(struct play *play, char *rest)
{
	if (!play->output_last || !strstr(play->output.at, rest))
		fail(play, "the output does not hold \"%s\"", rest);
}

static void do_printer(struct play *play, char *rest)
{
	(void)rest;
	play->session.terminal.printer = true;
}

static bool play_printed(struct play *play, const char *text)
{
	const struct bp_buf *printed = &play->session.terminal.printed;

	settle(play);
	return printed->at && strstr(printed->at, text);
}

static void do_printed(struct play *play, char *rest)
{
	if (!play_printed(play, rest) || play->session.terminal.printing)
		fail(play, "\"%s\" was not printed", rest);
}

static void do_unprinted(struct play *play, char *rest)
{
	if (play_printed(play, rest))
		fail(play, "\"%s\" was printed", rest);
}

static void do_idle(struct play *play, char *rest)
{
	char *end;
	int milliseconds = (int)number(play, rest, &end);

	settle(play);
	size_t before = terminal_bytes(&play->session.terminal);
	session_read(&play->session, milliseconds);
	size_t sent = terminal_bytes(&play->session.terminal) - before;
	if (sent)
		fail(play, "%zu bytes were sent while nothing happened", sent);
}

static void do_bytes(struct play *play, char *rest)
{
	char *end;
	long most = number(play, rest, &end);

	settle(play);
	size_t sent = terminal_bytes(&play->session.terminal) - play->mark;
	if (sent > (size_t)most)
		fail(play, "%zu bytes were sent since the last input, not at most %ld",
			sent, most);
}

/* What speaks of the screen is left out in plain lines. */
static const struct {
	const char *name;
	void (*act)(struct play *play, char *rest);
	void (*plain)(struct play *play, char *rest);
} actions[] = {
	{"size", do_size, do_size},
	{"term", do_term, do_term},
	{"env", do_env, do_env},
	{"program", do_program, do_program},
	{"start", do_start, do_start},
	{"unasked", do_unasked, do_unasked},
	{"key", do_key, plain_key},
	{"text", do_text, plain_text},
	{"line", do_line, plain_line},
	{"paste", do_paste, NULL},
	{"send", do_send, NULL},
	{"pause", do_pause, NULL},
	{"expect", do_expect, plain_expect},
	{"reject", do_reject, plain_reject},
	{"row", do_row, NULL},
	{"cursor", do_cursor, NULL},
	{"golden", do_golden, NULL},
	{"code", do_code, NULL},
	{"transcript", NULL, plain_transcript},
	{"resize", do_resize, NULL},
	{"signal", do_signal, plain_signal},
	{"kill", do_kill, plain_kill},
	{"hangup", do_hang_up, do_hang_up},
	{"exit", do_exit, do_exit},
	{"run", do_run, do_run},
	{"out", do_out, do_out},
	{"printer", do_printer, NULL},
	{"printed", do_printed, NULL},
	{"unprinted", do_unprinted, NULL},
	{"idle", do_idle, NULL},
	{"bytes", do_bytes, NULL},
};

/* $HOME, $FIXTURES, $CONTENT and $PLAY in a line stand for folders, $BERPIJAR for the
 * program. */
static char *substitute(struct play *play, const char *line)
{
	const struct {
		const char *name, *value;
	} folders[] = {
		{"$HOME", play->home},
		{"$FIXTURES", getenv("BERPIJAR_FIXTURES")},
		{"$CONTENT", getenv("BERPIJAR_CONTENT_SOURCE")},
		{"$PLAY", getenv("BERPIJAR_PLAY_FOLDER")},
		{"$BERPIJAR", play->program},
	};
	struct bp_buf out = {0};

	bp_buf_add(&out, "", 0);
	while (*line) {
		size_t i, count = sizeof folders / sizeof *folders;
		for (i = 0; i < count; i++)
			if (folders[i].value &&
				strncmp(line, folders[i].name, strlen(folders[i].name)) ==
					0)
				break;
		bp_buf_add_cstr(
			&out, i < count ? folders[i].value : (char[]){*line, '\0'});
		line += i < count ? strlen(folders[i].name) : 1;
	}
	return out.at;
}

static void play_line(struct play *play, const char *source)
{
	char *line = substitute(play, source);
	size_t len = strcspn(line, " ");
	char *rest = line + len;

	while (*rest == ' ')
		*rest++ = '\0';
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(line, actions[i].name) == 0) {
			void (*act)(struct play *, char *) =
				play->plain ? actions[i].plain : actions[i].act;
			if (act)
				act(play, rest);
			free(line);
			return;
		}
	fail(play, "there is no action \"%s\"", line);
}

static void play_file(struct play *play, FILE *file)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while ((len = getline(&line, &room, file)) >= 0) {
		play->line++;
		while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == ' '))
			line[--len] = '\0';
		char *start = line + strspn(line, " \t");
		if (*start && *start != '#')
			play_line(play, start);
	}
	free(line);
}

/* A home of its own, kept while the script runs, and nothing of ours around it. */
static bool prepare(struct play *play)
{
	static const char *const kept[] = {
		"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
	const char *parent = getenv("TMPDIR");
	struct bp_buf data = {0};

	snprintf(play->home, sizeof play->home, "%s/berpijar-play-XXXXXX",
		parent && *parent ? parent : "/tmp");
	if (!mkdtemp(play->home))
		return false;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (getenv(kept[i]))
			set_variable(play, kept[i], getenv(kept[i]));
	bp_buf_printf(&data, "%s/data", play->home);
	set_variable(play, "HOME", play->home);
	set_variable(play, "XDG_DATA_HOME", data.at);
	set_variable(play, "LANG", "C.UTF-8");
	set_variable(play, "TERM", "xterm-256color");
	bp_buf_release(&data);
	return true;
}

/* The program is started in another folder. */
static char *absolute(const char *program)
{
	char *path = strchr(program, '/') ? realpath(program, NULL) : NULL;
	return path ? path : bp_strdup(program);
}

int main(int argc, char **argv)
{
	bool plain = argc == 4 && strcmp(argv[1], "--plain") == 0;
	if (argc != 3 + plain) {
		fprintf(stderr, "usage: play [--plain] PROGRAM SCRIPT\n");
		return 2;
	}
	struct play play = {.program = absolute(argv[1 + plain]),
		.script = argv[2 + plain],
		.plain = plain,
		.columns = 80,
		.rows = 24};
	FILE *file = fopen(play.script, "r");
	if (!file || !prepare(&play)) {
		fprintf(stderr, "%s: %s\n", play.script, strerror(errno));
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	play_file(&play, file);
	fclose(file);
	finish(&play);
	return 0;
}
