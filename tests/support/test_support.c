/* The tests' own tools: what passes the filter, what the screen shows, what fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session.h"
#include <berpijar/wait.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
	const char *name, *bytes;
	bool allowed;
} pieces[] = {
	{"ASCII", "halo", true},
	{"accents and wide text", "é 日本 🔥", true},
	{"a replacement character", "\xef\xbf\xbd", true},
	{"line ends", "a\r\n", true},
	{"a colour", "\033[38;5;214m", true},
	{"a move", "\033[12;40H", true},
	{"the alternate screen", "\033[?1049h\033[22;0;0t", true},
	{"line drawing", "\033(0\016q\017", true},
	{"a bell", "\a", false},
	{"padding",
		"a\0"
		"b",
		true}, /* a C string ends there; see below for the NUL */
	{"DEL", "\x7f", false},
	{"C1 CSI",
		"\xc2\x9b"
		"31m",
		false},
	{"a raw C1 byte", "\x9b", false},
	{"not UTF-8", "\xff", false},
	{"a bidirectional override", "a\xe2\x80\xae", false},
	{"a zero-width space", "\xe2\x80\x8b", false},
	{"a title", "\033]0;x\a", false},
	{"a link", "\033]8;;http://x\033\\", false},
	{"the clipboard", "\033]52;c;SGk=\a", false},
	{"a device string", "\033P+q544e\033\\", false},
	{"a status query", "\033[6n", false},
	{"an identity query", "\033[c", false},
	{"a second identity query", "\033[>c", false},
	{"mouse reports", "\033[?1000h", false},
	{"bracketed paste", "\033[?2004h", true},
	{"the scrollback erased", "\033[3J", false},
	{"another title kept", "\033[22;2t", false},
	{"a window moved", "\033[3;0;0t", false},
	{"a reset", "\033c", false},
	{"a soft reset", "\033[!p", false},
	{"a cursor shape", "\033[4 q", false},
	{"an unfinished sequence", "\033[3", false},
	{"an unfinished character", "\xe2\x80", false},
};

static void test_pieces(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct terminal terminal;
		terminal_init(&terminal, 80, 24);
		terminal_feed(&terminal, pieces[i].bytes, strlen(pieces[i].bytes));
		terminal_finish(&terminal);
		if ((terminal.refused.len == 0) != pieces[i].allowed)
			fail_msg("%s: %s", pieces[i].name,
				terminal.refused.len ? terminal.refused.at : "allowed");
		terminal_release(&terminal);
	}
}

static void test_refused_is_readable(void **state)
{
	struct terminal terminal;

	(void)state;
	terminal_init(&terminal, 80, 24);
	terminal_feed(&terminal, "a\0", 2);
	assert_string_equal(terminal.refused.at, "<00>");
	bp_buf_clear(&terminal.refused);
	terminal_feed(&terminal, "\033]0;evil\a", 9);
	assert_string_equal(terminal.refused.at, "ESC ]0;evil<07>");
	terminal_release(&terminal);
}

/* One byte at a time, so that every sequence and character is cut everywhere. */
static void test_screen_in_small_pieces(void **state)
{
	static const char sent[] =
		"\033[?1049h\033[H\033[2J\033[1mSoal\033[m 日\033[2;3H\033[2mredup"
		"\033[22m \033[38;5;2;1mhijau\033[m\033(0q\033(B";
	static const char expected[] = "|Soal 日         |  BBBB............\n"
				       "|  redup hijau─  |  ..DDDDD.aaaaa...\n"
				       "a: bold fg=2\n"
				       "cursor: 2 15\n";
	struct terminal terminal;
	struct bp_buf screen = {0};

	(void)state;
	terminal_init(&terminal, 16, 2);
	for (size_t i = 0; i < sizeof sent - 1; i++)
		terminal_feed(&terminal, sent + i, 1);
	terminal_dump(&terminal, &screen);
	assert_string_equal(screen.at, expected);
	assert_int_equal(terminal.modes, TERMINAL_ALTERNATE);
	assert_int_equal(terminal_bytes(&terminal), sizeof sent - 1);
	bp_buf_release(&screen);
	terminal_release(&terminal);
}

static const struct {
	const char *name, *normal, *application; /* NULL: the same */
} pressed[] = {
	{"Down", "\033[B", "\033OB"},
	{"Home", "\033[H", "\033OH"},
	{"PageDown", "\033[6~", NULL},
	{"Enter", "\r", NULL},
	{"Escape", "\033", NULL},
	{"BackTab", "\033[Z", NULL},
	{"Backspace", "\x7f", NULL},
	{"F1", "\033OP", NULL},
	{"F12", "\033[24~", NULL},
	{"Space", " ", NULL},
	{"C-c", "\003", NULL},
	{"M-x", "\033x", NULL},
	{"?", "?", NULL},
	{"é", "é", NULL},
	{"F", "F", NULL},
};

static void check_key(struct terminal *terminal, const char *name, const char *bytes)
{
	bp_buf_clear(&terminal->answer);
	assert_true(terminal_key(terminal, name));
	if (!bp_str_is(bp_buf_str(&terminal->answer), bytes))
		fail_msg("%s sends another thing", name);
}

static void test_keys(void **state)
{
	struct terminal terminal;

	(void)state;
	terminal_init(&terminal, 80, 24);
	for (size_t i = 0; i < sizeof pressed / sizeof *pressed; i++)
		check_key(&terminal, pressed[i].name, pressed[i].normal);
	assert_false(terminal_key(&terminal, "Nowhere"));
	terminal_feed(&terminal, "\033[?1h", 5);
	for (size_t i = 0; i < sizeof pressed / sizeof *pressed; i++)
		check_key(&terminal, pressed[i].name,
			pressed[i].application ? pressed[i].application
					       : pressed[i].normal);
	terminal_release(&terminal);
}

static const struct {
	const char *name, *script, *left;
} sessions[] = {
	{"leaves everything as it was", "exit 0", ""},
	{"stays on the alternate screen", "printf '\\033[?1049h'",
		" the alternate screen"},
	{"leaves bracketed paste on", "printf '\\033[?2004h'", " bracketed paste"},
	{"hides the cursor", "printf '\\033[?25l'", " a hidden cursor"},
	{"changes the line", "stty -echo", " the line's settings"},
	{"puts things back",
		"old=$(stty -g); stty raw; printf '\\033[?1h\\033='; stty \"$old\";"
		"printf '\\033[?1l\\033>'",
		""},
};

static void test_left_behind(void **state)
{
	const char *environment[] = {"TERM=xterm", NULL};

	(void)state;
	for (size_t i = 0; i < sizeof sessions / sizeof *sessions; i++) {
		const char *argv[] = {"sh", "-c", sessions[i].script, NULL};
		struct session_command command = {
			argv, environment, NULL, 80, 24, false, NULL};
		struct session session;
		struct bp_buf left = {0};
		bp_buf_add(&left, "", 0);
		assert_true(session_start(&session, &command));
		assert_true(session_wait(&session, 15000));
		session_left_behind(&session, &left);
		if (strcmp(left.at, sessions[i].left) != 0)
			fail_msg("%s: \"%s\"", sessions[i].name, left.at);
		bp_buf_release(&left);
		session_release(&session);
	}
}

/* What test_waits() starts: takes its time for each key. */
static int be_slow(void)
{
	char key;
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	while (bp_wait(&input, 1, -1, NULL) > 0 && read(STDIN_FILENO, &key, 1) == 1) {
		usleep(300 * 1000);
		printf("done %c\r\n", key);
		fflush(stdout);
	}
	return 0;
}

/* The program says when it waits: neither is more time spent than it takes, nor is it
 * taken to be done when it only says nothing. */
static void test_waits(void **state)
{
	const char *argv[] = {"/proc/self/exe", "--slow", NULL};
	const char *environment[] = {"TERM=xterm", NULL};
	struct session_command command = {argv, environment, NULL, 80, 24, true, NULL};
	struct session session;

	(void)state;
	assert_true(session_start(&session, &command));
	assert_true(session_settle(&session, 1, 15000));
	session_write(&session, "a\n", 2);
	assert_true(session_settle(&session, 1, 15000));
	assert_true(session.waits);
	assert_true(bp_str_is(bp_buf_str(&session.said), "done a\r\ndone \n\r\n"));
	session_release(&session);
}

static const struct {
	const char *script, *said; /* NULL: it passes */
} scripts[] = {
	{"start -c 'echo halo; read x; echo \"<$x>\"'\n"
	 "expect halo\nkey a\nkey b\nkey Enter\nexpect <ab>\nexit 0\n",
		NULL},
	{"# a comment\n\nsize 20 4\nstart -c 'stty size; read x; stty size; read x'\n"
	 "expect 4 20\nresize 30 9\nkey Enter\nexpect 9 30\nrow 3 9 30\ncursor 4 1\n"
	 "key Enter\nexit 0\n",
		NULL},
	{"start -c 'echo $HOME; echo x >>log; cat log'\nexit 0\n"
	 "start -c 'cat log; echo end'\nexpect x\nexit 0\n",
		NULL},
	{"env GREETING=halo\nrun sh -c 'echo $GREETING; exit 3'\nout halo\nexit 3\n",
		NULL},
	{"start -c 'echo ready; sleep 60'\nexpect ready\nidle 200\nsignal HUP\nexit "
	 "HUP\n",
		NULL},
	{"start -c 'echo ready; sleep 60'\nexpect ready\nkill\n", NULL},
	{"start -c 'echo ready; read x; echo 12345678'\nexpect ready\nkey Enter\nbytes "
	 "12\n",
		NULL},
	{"start -c 'exit 4'\nexit 0\n", ":2: the exit status is 4, not 0"},
	{"start -c 'echo halo'\nexpect nothing\n",
		":2: the screen does not show \"nothing\""},
	{"start -c 'exit 7'\nexpect nothing\n", "the program has ended: exit status 7"},
	{"start -c 'echo halo; read x'\nexpect halo\nreject halo\n",
		":3: the screen shows \"halo\""},
	{"start -c 'echo halo'\nrow 2 halo\n", ":2: row 2 halo: not there"},
	{"start -c 'printf \"\\033]0;x\\007\"'\nexit 0\n", "may not: ESC ]0;x<07>"},
	{"start -c 'printf \"\\033[?1049h\"'\nexit 0\n",
		"left behind: the alternate screen"},
	{"start -c 'echo x; while sleep 1; do echo x; done'\nexpect x\nidle 1500\n",
		":3: 3 bytes were sent while nothing happened"},
	{"start -c 'echo 1; read x; echo 12345678'\nexpect 1\nkey Enter\nbytes 5\n",
		"bytes were sent since the last input"},
	{"run sh -c 'echo halo'\nout nothing\n", ":2: the output does not hold"},
	{"size 20 4\nstart -c 'echo halo'\ngolden nowhere\n",
		":3: the screen is not as in"},
	{"key a\n", ":1: nothing has been started"},
	{"dance\n", ":1: there is no action \"dance\""},
	{"start -c 'read x'\nkey Nowhere\n", ":2: there is no key \"Nowhere\""},
};

static const char *written(const char *script)
{
	static char path[32];
	strcpy(path, "/tmp/berpijar-script-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, script, strlen(script)), strlen(script));
	close(fd);
	return path;
}

/* The player of scripts itself: what passes, and what it says of what does not. */
static void test_scripts(void **state)
{
	char path[256];
	const char *environment[] = {path, NULL};

	(void)state;
	snprintf(path, sizeof path, "PATH=%s", getenv("PATH"));
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		const char *file = written(scripts[i].script);
		const char *argv[] = {getenv("BERPIJAR_PLAY"), "sh", file, NULL};
		struct session_command command = {
			argv, environment, NULL, 160, 80, false, NULL};
		struct session session;
		assert_true(session_start(&session, &command));
		assert_true(session_wait(&session, 60000));
		const char *said = scripts[i].said;
		int status = WIFEXITED(session.status) ? WEXITSTATUS(session.status) : -1;
		if (status != (said ? 1 : 0) ||
			(said && !terminal_holds(&session.terminal, said))) {
			struct bp_buf screen = {0};
			terminal_text(&session.terminal, &screen);
			fail_msg("status %d of:\n%s\n%s", status, scripts[i].script,
				screen.at);
		}
		unlink(file);
		session_release(&session);
	}
}

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return be_slow();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_refused_is_readable),
		cmocka_unit_test(test_screen_in_small_pieces),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_left_behind),
		cmocka_unit_test(test_waits),
		cmocka_unit_test(test_scripts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
