/* The terminal's life: modes, size, reading and writing. */
#include "keys.h"
#include "output.h"
#include "signals.h"
#include <berpijar/arena.h>
#include <berpijar/input.h>
#include <berpijar/lang.h>
#include <berpijar/term.h>
#include <berpijar/wait.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WRITE_MS 60000 /* a terminal that takes no byte for so long is gone */

#define PASTE_ON    "\033[?2004h"
#define PASTE_OFF   "\033[?2004l"
#define PASTE_MS    3000  /* a paste that stops for so long is over */
#define PASTE_LIMIT 65536 /* bytes of a paste; the rest is dropped */

struct bp_term {
	struct bp_output output;
	struct bp_keys keys;
	struct bp_signals signals;
	struct termios before;
	char input[4096];
	size_t input_len;
	struct bp_buf pasted;
	int wake; /* a descriptor that is readable when a signal came */
	int also; /* another one that ends a wait; -1: none */
	int escape_ms, write_ms;
	bool gone;
	bool away; /* the terminal is another's: nothing is written */
	size_t sent, screens;
};

/* ---- output ---- */

/* Writes all bytes, unless the terminal is gone or a signal asks us to end. */
static void send_bytes(struct bp_term *term, const char *bytes, size_t len)
{
	while (len && !term->gone) {
		ssize_t sent = bp_signals_write(bytes, len);
		if (sent >= 0) {
			bytes += sent;
			len -= (size_t)sent;
			term->sent += (size_t)sent;
			continue;
		}
		term->gone = errno == EINTR ? bp_signals_ending() != 0
					    : errno != EAGAIN ||
				!bp_wait_output(term->write_ms, bp_signals_ending);
	}
}

static void flush(struct bp_term *term)
{
	send_bytes(term, term->output.bytes.at, term->output.bytes.len);
	bp_buf_clear(&term->output.bytes);
}

static void term_add(struct bp_buf *out, const char *capability)
{
	if (capability)
		bp_buf_add_cstr(out, capability);
}

static void add_leaving(const struct bp_term *term, struct bp_buf *out)
{
	const struct bp_terminfo *info = &term->output.info;
	int rows, columns;

	bp_term_size(term, &rows, &columns);
	if (info->set_region)
		bp_terminfo_region(info, 0, rows - 1, out);
	bp_terminfo_move(info, rows - 1, 0, out);
	term_add(out, info->reset);
	term_add(out, info->pastes ? PASTE_OFF : NULL);
	term_add(out, info->leave_keypad);
	term_add(out, info->leave_screen ? info->leave_screen : "\r\n");
}

void bp_term_show(struct bp_term *term, const struct bp_screen *screen)
{
	if (term->away)
		return;
	bp_output_screen(&term->output, screen);
	term->screens += term->output.bytes.len > 0;
	flush(term);
}

void bp_term_print(struct bp_term *term, struct bp_str text)
{
	if (term->away)
		return;
	bp_output_print(&term->output, text);
	flush(term);
	bp_term_forget(term);
}

void bp_term_forget(struct bp_term *term)
{
	term->output.known = false;
}

void bp_term_set_theme(struct bp_term *term, enum bp_theme theme)
{
	struct bp_output *output = &term->output;

	if (theme == output->info.theme)
		return;
	term_add(&output->bytes, output->info.reset);
	bp_terminfo_theme(&output->info, theme);
	output->style = BP_STYLE_NOTHING;
	bp_term_forget(term);
}

void bp_term_patience(struct bp_term *term, int milliseconds)
{
	term->write_ms = milliseconds < WRITE_MS ? milliseconds : WRITE_MS;
}

void bp_term_set_ascii(struct bp_term *term, bool ascii)
{
	bool utf8 = !ascii && bp_term_utf8();

	if (utf8 != term->output.utf8)
		bp_term_forget(term);
	term->output.utf8 = utf8;
}

size_t bp_term_bytes(const struct bp_term *term)
{
	return term->sent;
}

size_t bp_term_screens(const struct bp_term *term)
{
	return term->screens;
}

/* ---- modes ---- */

/* Whether another job, the shell as a rule, has the terminal. */
static bool term_is_behind(void)
{
	pid_t front = tcgetpgrp(STDIN_FILENO);

	return front >= 0 && front != getpgrp();
}

static void enter_modes(struct bp_term *term)
{
	struct termios raw = term->before;

	cfmakeraw(&raw);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
	term_add(&term->output.bytes, term->output.info.enter_screen);
	term_add(&term->output.bytes, term->output.info.enter_keypad);
	term_add(&term->output.bytes, term->output.info.pastes ? PASTE_ON : NULL);
	bp_term_forget(term);
	term->output.style = BP_STYLE_NOTHING;
	term->output.row = -1;
	term->output.top = term->output.bottom = -1;
}

static void leave_modes(struct bp_term *term)
{
	if (term->away)
		return;
	add_leaving(term, &term->output.bytes);
	flush(term);
	if (!term_is_behind()) /* else the line's modes are the shell's by now */
		tcsetattr(STDIN_FILENO, TCSADRAIN, &term->before);
}

bool bp_term_open(struct bp_term **out, enum bp_term_colors colors, int escape_ms,
	struct bp_error *err)
{
	struct bp_term *term = bp_alloc(1, sizeof *term);
	struct bp_buf leaving = {0};

	if (tcgetattr(STDIN_FILENO, &term->before) < 0 || !isatty(STDOUT_FILENO)) {
		free(term);
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("pemutar memerlukan terminal; keluaran atau masukannya bukan terminal"));
	}
	if (!bp_terminfo_load(&term->output.info, NULL, colors, err)) {
		free(term);
		return false;
	}
	bp_keys_learn(&term->keys);
	bp_terminfo_forget();
	term->escape_ms = bp_keys_escape_ms(escape_ms);
	term->output.utf8 = bp_term_utf8();
	add_leaving(term, &leaving);
	term->also = -1;
	term->write_ms = WRITE_MS;
	term->wake =
		bp_signals_open(&term->signals, &term->before, leaving.at, leaving.len);
	bp_buf_release(&leaving);
	enter_modes(term);
	*out = term;
	return true;
}

void bp_term_close(struct bp_term *term)
{
	if (!term)
		return;
	leave_modes(term);
	bp_signals_close(&term->signals);
	bp_output_release(&term->output);
	bp_buf_release(&term->pasted);
	free(term);
}

void bp_term_size(const struct bp_term *term, int *rows, int *columns)
{
	struct winsize size;

	(void)term;
	*rows = 24;
	*columns = 80;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
		*rows = size.ws_row;
		*columns = size.ws_col;
	}
}

static bool term_is_to_stop(void)
{
	return term_is_behind() && !bp_signals_ending();
}

/* Takes the terminal again after the process was continued. In the background it stops once
 * more, as it would for the first byte, unless it is to end. */
static void term_come_back(struct bp_term *term)
{
	while (term_is_to_stop()) {
		bp_signals_stop(term_is_to_stop); /* `fg` may be on its way */
		if (!bp_signals_continued())      /* there is nobody who could */
			break;
	}
	term->away = term_is_behind();
	if (!term->away)
		enter_modes(term);
}

void bp_term_suspend(struct bp_term *term)
{
	leave_modes(term);
	term->away = true;
	if (!bp_signals_ending())
		raise(SIGTSTP);
	bp_signals_continued();
	if (!term_is_behind())
		tcgetattr(STDIN_FILENO, &term->before);
	term_come_back(term);
}

int bp_term_signal(void)
{
	return bp_signals_ending();
}

/* ---- input ---- */

/* Waits for bytes or a signal; `timeout` in ms, -1: for ever. `idle`: nothing has begun
 * to come, so there is nothing left to do. False: nothing came. */
static bool wait_for_input(struct bp_term *term, int timeout, bool idle)
{
	struct pollfd ready[] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = term->wake, .events = POLLIN},
		{.fd = term->also, .events = POLLIN},
	};

	int count = idle ? bp_wait(ready, 3, timeout, NULL) : poll(ready, 2, timeout);
	if (count < 0)
		return errno == EINTR;
	if (ready[1].revents)
		bp_signals_drain();
	if (ready[0].revents) {
		if (term->input_len == sizeof term->input)
			term->input_len = 0; /* nobody types so far ahead: drop it */
		size_t room = sizeof term->input - term->input_len;
		ssize_t got = read(STDIN_FILENO, term->input + term->input_len, room);
		if (got > 0)
			term->input_len += (size_t)got;
		else if (got == 0 || (errno != EINTR && errno != EAGAIN))
			term->gone = true;
	}
	return ready[0].revents || ready[1].revents;
}

void bp_term_also(struct bp_term *term, int fd)
{
	term->also = fd;
}

static uint32_t signal_key(struct bp_term *term)
{
	if (bp_signals_ending() || term->gone)
		return BP_KEY_HANGUP;
	if (bp_signals_continued()) {
		term_come_back(term); /* a shell may have changed the modes */
		bp_signals_resized();
		return BP_KEY_RESIZE;
	}
	return bp_signals_resized() ? BP_KEY_RESIZE : BP_KEY_NONE;
}

static void drop_input(struct bp_term *term, size_t len)
{
	term->input_len -= len;
	memmove(term->input, term->input + len, term->input_len);
}

/* ---- pasted texts ---- */

static void keep_pasted(struct bp_term *term, size_t len)
{
	size_t room = PASTE_LIMIT - term->pasted.len;

	bp_buf_add(&term->pasted, term->input, len < room ? len : room);
	drop_input(term, len);
}

/* Reads the pasted text up to the sequence that ends it. */
static void take_paste(struct bp_term *term)
{
	const struct bp_str end = BP_STR(BP_KEYS_PASTE_END);
	bool more = true;

	bp_buf_clear(&term->pasted);
	while (more) {
		struct bp_str input = {term->input, term->input_len};
		size_t at = bp_str_find(input, end, 0);
		if (at != SIZE_MAX) {
			keep_pasted(term, at);
			drop_input(term, end.len);
			return;
		}
		if (input.len >= end.len) /* the last bytes may be the start of the end */
			keep_pasted(term, input.len - end.len + 1);
		more = !bp_signals_ending() && !term->gone &&
			wait_for_input(term, PASTE_MS, false);
	}
	keep_pasted(term, term->input_len);
}

struct bp_str bp_term_pasted(const struct bp_term *term)
{
	return bp_buf_str(&term->pasted);
}

/* Whether text follows right behind a line break, as when several lines are pasted into a
 * terminal without bracketed paste. */
static bool text_follows(struct bp_term *term)
{
	size_t at = 0;

	if (term->input_len == 0)
		wait_for_input(term, 0, false);
	while (at < term->input_len &&
		(term->input[at] == '\r' || term->input[at] == '\n'))
		at++;
	unsigned char next = at < term->input_len ? (unsigned char)term->input[at] : 0;
	return next >= ' ' && next != BP_KEY_BACKSPACE;
}

/* ---- keys ---- */

static uint32_t take_key(struct bp_term *term, bool more, bool *incomplete)
{
	uint32_t key = BP_KEY_NONE;
	enum bp_keys_result result = BP_KEYS_NOTHING;

	*incomplete = false;
	while (term->input_len && result == BP_KEYS_NOTHING) {
		size_t taken;
		result = bp_keys_decode(
			&term->keys, term->input, term->input_len, more, &taken, &key);
		*incomplete = result == BP_KEYS_INCOMPLETE;
		if (*incomplete)
			break;
		drop_input(term, taken);
	}
	if (result != BP_KEYS_GOT)
		return BP_KEY_NONE;
	if (key == BP_KEY_PASTE)
		take_paste(term);
	return key == BP_KEY_ENTER && text_follows(term) ? BP_KEY_BREAK : key;
}

uint32_t bp_term_read(struct bp_term *term, int wait_ms)
{
	bool more = true;

	for (;;) {
		bool incomplete = false;
		uint32_t key = signal_key(term);
		if (key == BP_KEY_NONE)
			key = take_key(term, more, &incomplete);
		if (key != BP_KEY_NONE)
			return key;
		int patience = incomplete
			? bp_keys_patience(term->input, term->input_len, term->escape_ms)
			: -1;
		bool idle = patience < 0;
		more = wait_for_input(term, idle ? wait_ms : patience, idle);
		if (!more && idle)
			return BP_KEY_TICK;
	}
}

bool bp_term_pending(struct bp_term *term)
{
	struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
	size_t taken;
	uint32_t key;

	if (term->input_len &&
		bp_keys_decode(&term->keys, term->input, term->input_len, true, &taken,
			&key) != BP_KEYS_INCOMPLETE)
		return true;
	return poll(&ready, 1, 0) > 0 && (ready.revents & POLLIN);
}

bool bp_term_idle(const struct bp_term *term)
{
	struct pollfd ready[] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = term->wake, .events = POLLIN},
	};

	return !term->input_len && poll(ready, 2, 0) == 0;
}
