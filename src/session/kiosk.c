/* What a session on a shared server begins with: nothing that the network sent is trusted. */
#include <berpijar/file.h>
#include <berpijar/kiosk.h>
#include <berpijar/lang.h>
#include <berpijar/log.h>
#include <berpijar/logins.h>
#include <berpijar/wait.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define KIOSK_TERM_MOST 32   /* bytes of a terminal's name */
#define KIOSK_AUTH_MOST 8192 /* bytes of what sshd says of the keys that were used */

/* ---- what the network sent ---- */

/* The first word of "ADDRESS PORT ADDRESS PORT". */
static void kiosk_read_address(struct bp_visitor *visitor)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:%-_";
	const char *connection = getenv("SSH_CONNECTION");
	size_t len = connection ? strspn(connection, allowed) : 0;

	if (len && len < sizeof visitor->address && connection[len] == ' ')
		memcpy(visitor->address, connection, len);
}

static void kiosk_read_login(struct bp_visitor *visitor)
{
	const char *name = getenv("LOGNAME");

	if (name && bp_login_name_valid(bp_str(name)))
		snprintf(visitor->login, sizeof visitor->login, "%s", name);
}

/* The last line "publickey TYPE BASE64" counts: it is the key that let the visitor in. */
static void kiosk_find_key(struct bp_visitor *visitor, struct bp_str text)
{
	const struct bp_str method = BP_STR("publickey ");

	for (size_t at = 0; at < text.len;) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		struct bp_str line =
			bp_str_part(text, at, end < text.len ? end : text.len);
		if (bp_str_starts(line, method.at)) {
			bp_buf_clear(&visitor->key);
			bp_buf_add_str(&visitor->key, bp_str_from(line, method.len));
		}
		at += line.len + 1;
	}
}

/* The file is sshd's, for this account alone. */
static void kiosk_read_key(struct bp_visitor *visitor)
{
	const char *path = getenv("SSH_USER_AUTH");
	struct bp_buf text = {0};
	struct stat info;

	if (path && lstat(path, &info) == 0 && S_ISREG(info.st_mode) &&
		info.st_uid == geteuid() && !(info.st_mode & 077) &&
		bp_file_read(path, KIOSK_AUTH_MOST, &text, NULL))
		kiosk_find_key(visitor, bp_buf_str(&text));
	bp_buf_release(&text);
}

/* ---- the terminal's name ---- */

/* The kinds of terminals that people have; any other gets plain lines. */
static bool kiosk_is_kind(const char *term)
{
	static const char *const kinds[] = {"alacritty", "ansi", "cygwin", "foot",
		"gnome", "kitty", "konsole", "linux", "mintty", "ms-terminal", "putty",
		"rxvt", "screen", "st-", "teraterm", "tmux", "vt100", "vt102", "vt220",
		"vte", "wezterm", "xterm"};
	size_t i = 0;

	while (i < sizeof kinds / sizeof *kinds &&
		strncmp(term, kinds[i], strlen(kinds[i])) != 0)
		i++;
	return i < sizeof kinds / sizeof *kinds;
}

static bool kiosk_knows_term(const char *term)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-";
	size_t len = term ? strlen(term) : 0;

	return len > 0 && len <= KIOSK_TERM_MOST && strspn(term, allowed) == len &&
		kiosk_is_kind(term);
}

/* ---- the environment ---- */

/* SSH_TTY only says that this is a session over the network: there a lone Escape waits
 * longer for the rest of a key. */
static void kiosk_set_environment(const char *term)
{
	static const char *const fixed[][2] = {{"LANG", "C.UTF-8"},
		{"PATH", "/nonexistent"}, {"HOME", "/nonexistent"}, {"SSH_TTY", "ssh"}};

	clearenv();
	setenv("TERM", term, 1);
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		setenv(fixed[i][0], fixed[i][1], 1);
}

void bp_kiosk_enter(struct bp_visitor *visitor)
{
	char term[KIOSK_TERM_MOST + 1] = "dumb";

	visitor->known = true;
	kiosk_read_address(visitor);
	kiosk_read_key(visitor);
	kiosk_read_login(visitor);
	if (kiosk_knows_term(getenv("TERM")))
		snprintf(term, sizeof term, "%s", getenv("TERM"));
	bp_wait_prepare();
	bp_log_prepare();
	kiosk_set_environment(term);
	umask(077);
	if (chdir("/") != 0)
		abort();
}

void bp_visitor_release(struct bp_visitor *visitor)
{
	bp_buf_release(&visitor->key);
}

/* ---- the line ---- */

/* In plain lines the line itself makes signals of these keys. */
static bool kiosk_still_keys(struct termios *before)
{
	if (tcgetattr(STDIN_FILENO, before) != 0)
		return false;
	struct termios modes = *before;
	modes.c_cc[VSUSP] = modes.c_cc[VQUIT] = _POSIX_VDISABLE;
	return tcsetattr(STDIN_FILENO, TCSANOW, &modes) == 0;
}

/* Writing gets the terminal by a way of its own, on which it does not wait: somebody who no
 * longer reads must not hold the session. What it was before is shared with a shell. */
static void kiosk_free_output(void)
{
	int fd = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return;
	dup2(fd, STDOUT_FILENO);
	if (isatty(STDERR_FILENO))
		dup2(fd, STDERR_FILENO);
	close(fd);
}

bool bp_kiosk_still(struct termios *before, struct bp_error *err)
{
	signal(SIGTSTP, SIG_IGN);
	signal(SIGTTIN, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	kiosk_free_output();
	return kiosk_still_keys(before) ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("terminal ini tidak dapat disiapkan, jadi sesi tidak dibuka; laporkanlah kepada pengelola"));
}
