/* The life of plain lines: reading, writing, and what was said. */
#include "private.h"
#include <berpijar/arena.h>
#include <berpijar/wait.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WRITE_MS      60000 /* a reader that takes nothing for so long is gone */
#define LEAST_ROWS    10    /* smaller windows scroll */
#define LEAST_COLUMNS 20
#define MOST_ROWS     200

/* ---- signals ---- */

static volatile sig_atomic_t ending;
static const int handled[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1};
static sigset_t unblocked;

static void on_end(int number)
{
	ending = number;
}

/* They come only while we wait for input: nothing in hand is cut off. */
static void open_signals(void)
{
	struct sigaction action = {.sa_handler = on_end};
	sigset_t blocked;

	sigemptyset(&action.sa_mask);
	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) {
		sigaction(handled[i], &action, NULL);
		sigaddset(&blocked, handled[i]);
	}
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &blocked, &unblocked);
	for (size_t i = 0; i < sizeof handled / sizeof *handled; i++)
		sigdelset(&unblocked, handled[i]);
}

int bp_plain_signal(void)
{
	return ending;
}

/* ---- opening and closing ---- */

struct bp_plain *bp_plain_open(bool utf8)
{
	struct bp_plain *plain = bp_alloc(1, sizeof *plain);

	plain->utf8 = utf8;
	plain->said.reader.focus_block = UINT32_MAX;
	open_signals();
	return plain;
}

void bp_plain_close(struct bp_plain *plain)
{
	if (!plain)
		return;
	lines_release(&plain->lines);
	lines_release(&plain->said.lines);
	bp_buf_release(&plain->said.title);
	bp_buf_release(&plain->said.side);
	bp_buf_release(&plain->said.message);
	bp_buf_release(&plain->out);
	bp_buf_release(&plain->doubted);
	free(plain->steps);
	free(plain);
}

static int variable(const char *name, int least, int most)
{
	const char *text = getenv(name);
	long value = text ? strtol(text, NULL, 10) : 0;

	return value >= least && value <= most ? (int)value : 0;
}

static int within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

void bp_plain_size(struct bp_plain *plain, int *rows, int *columns)
{
	struct winsize size = {0};

	plain->rows = variable("LINES", LEAST_ROWS, MOST_ROWS);
	plain->columns = variable("COLUMNS", LEAST_COLUMNS, BP_LAYOUT_MAX);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
		plain->rows = size.ws_row;
		plain->columns = size.ws_col - 1;
	}
	if (!plain->rows)
		plain->rows = BP_PLAIN_ROWS;
	if (!plain->columns)
		plain->columns = BP_PLAIN_COLUMNS;
	plain->rows = within(plain->rows, LEAST_ROWS, MOST_ROWS);
	plain->columns = within(plain->columns, LEAST_COLUMNS, BP_PLAIN_COLUMNS);
	*rows = plain->rows;
	*columns = plain->columns;
}

int plain_body(const struct bp_plain *plain)
{
	return bp_view_body(plain->rows);
}

size_t bp_plain_bytes(const struct bp_plain *plain)
{
	return plain->bytes;
}

size_t bp_plain_answers(const struct bp_plain *plain)
{
	return plain->answers;
}

/* ---- writing ---- */

static void put_glyph(struct bp_plain *plain, const struct bp_glyph *glyph)
{
	if (glyph->width == 0)
		return;
	if (!plain->utf8) {
		bp_buf_add_char(&plain->out, bp_code_ascii(glyph->base));
		return;
	}
	bp_buf_add_code(&plain->out, glyph->base);
	for (size_t i = 0; i < 2 && glyph->mark[i]; i++)
		bp_buf_add_code(&plain->out, glyph->mark[i]);
}

void plain_put(struct bp_plain *plain, struct bp_str text)
{
	struct bp_glyph glyph;

	for (size_t at = 0; at < text.len;) {
		at += bp_glyph_next(text, at, &glyph);
		put_glyph(plain, &glyph);
	}
	bp_buf_add_char(&plain->out, '\n');
}

void plain_put_lines(
	struct bp_plain *plain, const struct lines *lines, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		plain_put(plain, lines_at(lines, i));
}

void plain_put_words(struct bp_plain *plain, const char *words)
{
	struct lines lines = {0};

	lines_wrap(&lines, NO_ROW, plain->columns, 0, words);
	plain_put_lines(plain, &lines, 0, lines.count);
	lines_release(&lines);
}

static void flush(struct bp_plain *plain)
{
	const char *at = plain->out.at;
	size_t left = plain->out.len;

	while (left) {
		ssize_t sent = write(STDOUT_FILENO, at, left);
		struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
		if (sent > 0) {
			at += sent;
			left -= (size_t)sent;
			plain->bytes += (size_t)sent;
		} else if (errno != EINTR &&
			(errno != EAGAIN || poll(&out, 1, WRITE_MS) <= 0)) {
			plain->ended = true;
			break;
		}
	}
	bp_buf_clear(&plain->out);
	plain->answers++;
}

/* ---- what is new in a view ---- */

static bool is(const struct bp_buf *said, const char *text)
{
	return bp_str_is(bp_buf_str(said), text);
}

static void note(struct bp_buf *said, const char *text)
{
	bp_buf_clear(said);
	bp_buf_add_cstr(said, text);
}

bool plain_goes_on(const struct bp_plain *plain)
{
	return plain->said.any && plain->said.kind == plain->view.kind &&
		is(&plain->said.title, plain->view.title);
}

size_t plain_new_lines(const struct bp_plain *plain, size_t said_top, size_t said_end,
	size_t top, size_t *end)
{
	size_t few = (size_t)plain_body(plain) / 2;

	if (top >= said_top && top <= said_end)
		return said_end < *end ? said_end : *end; /* it goes on */
	if (top < said_top && said_top - top < few)
		*end = said_top; /* a few lines back */
	return top;
}

/* "Menjawab soal, modul 3 dari 5, 0 persen." What a question says at its side is the
 * time left, or its module, which is known. */
static void put_title(struct bp_plain *plain, bool title, bool side)
{
	struct bp_buf words = {0};

	side &= plain->view.side[0] &&
		(plain->view.kind != BP_VIEW_QUESTION || plain->view.timed);
	bool sign = title && plain->view.sign;
	bp_buf_printf(&words, "%s%s%s%s%s.", title ? plain->view.title : "",
		sign ? " · " : "", sign ? plain->view.sign : "",
		title && side ? " · " : "", side ? plain->view.side : "");
	if (words.len > 1)
		plain_put_words(plain, words.at);
	bp_buf_release(&words);
}

static bool is_number(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

static bool has_letters(struct bp_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)(text.at[i] | 0x20) >= 'a')
			return true;
	return false;
}

static void put_message(struct bp_plain *plain)
{
	const char *message = plain->view.message;
	bool fresh = message && !is(&plain->said.message, message);

	if (fresh && plain->view.notice)
		plain_put_words(plain, plain->view.notice);
	if (fresh && has_letters(bp_str(message)))
		plain_put_words(plain, message);
	note(&plain->said.message, message ? message : "");
}

static void look(struct bp_plain *plain)
{
	if (plain->view.kind == BP_VIEW_LIST)
		plain_fill_list(plain);
	else if (plain->view.kind == BP_VIEW_QUESTION)
		plain_fill_question(plain);
}

static void say(struct bp_plain *plain)
{
	switch (plain->view.kind) {
	case BP_VIEW_LIST: plain_say_list(plain); break;
	case BP_VIEW_READER: plain_say_reader(plain); break;
	case BP_VIEW_QUESTION: plain_say_question(plain); break;
	case BP_VIEW_TEXT: plain_say_text(plain); break;
	case BP_VIEW_QR: break; /* none is made for lines */
	}
}

/* What has been said now is known the next time. */
static void remember(struct bp_plain *plain)
{
	struct said *said = &plain->said;
	struct lines held = said->lines;

	said->any = true;
	said->kind = plain->view.kind;
	said->selected = plain->view.kind == BP_VIEW_LIST ? plain->view.as.list.selected
		: plain->view.kind == BP_VIEW_QUESTION ? plain->view.as.question.selected
						       : SIZE_MAX;
	note(&said->title, plain->view.title);
	note(&said->side, plain->view.side);
	if (plain->view.kind == BP_VIEW_READER)
		return;
	said->lines = plain->lines;
	plain->lines = held;
	look(plain);
}

void bp_plain_show(struct bp_plain *plain, const struct bp_view *view, bool now)
{
	plain->view = *view;
	look(plain);
	if (!now)
		return;
	bool titled = !plain->said.any || !is(&plain->said.title, view->title);
	bool sided = !is(&plain->said.side, view->side);
	bool after = view->kind == BP_VIEW_READER; /* the page ends at that per cent */
	titled |= sided && is_number(view->side);  /* alone it would mean nothing */
	if (titled || (sided && !after))
		put_title(plain, titled, true);
	say(plain);
	put_message(plain);
	if (sided && !titled && after)
		put_title(plain, false, true);
	remember(plain);
}

void bp_plain_forget(struct bp_plain *plain)
{
	plain->said.any = false;
	plain->said.reader = (struct said_reader){.focus_block = UINT32_MAX};
}

/* ---- reading ---- */

/* Waits for input, a signal or the end of the wait; false: nothing came. */
static bool wait_for_input(struct bp_plain *plain)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	while (!ending) {
		int count = bp_wait(&input, 1, plain->wait_ms, &unblocked);
		plain->ticked = count == 0;
		if (count >= 0 || errno != EINTR)
			return count > 0;
	}
	return false;
}

/* Reads on; what is over the limit of a line is left out. */
static void read_more(struct bp_plain *plain)
{
	char spill[512];
	size_t room = LINE_LIMIT - plain->input_len;
	char *at = room ? plain->input + plain->input_len : spill;
	ssize_t got = -1;

	if (wait_for_input(plain))
		got = read(STDIN_FILENO, at, room ? room : sizeof spill);
	if (plain->ticked)
		return;
	if (got <= 0) {
		plain->ended = true;
		sigprocmask(
			SIG_SETMASK, &unblocked, NULL); /* a hang-up ends input, too */
	} else if (room) {
		plain->input_len += (size_t)got;
	} else if (memchr(spill, '\n', (size_t)got)) {
		plain->input[LINE_LIMIT - 1] = '\n';
	}
}

/*
 * The length of the next line with its newline; without one it is the end of input, or
 * of what Ctrl-D sent off on a terminal. 0: there is none.
 */
static size_t next_line(struct bp_plain *plain)
{
	bool terminal = isatty(STDIN_FILENO);

	while (!ending) {
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

static struct bp_str clean_line(struct bp_plain *plain, size_t len)
{
	struct bp_str line = {plain->input, len};

	if (line.len && line.at[line.len - 1] == '\n')
		line.len--;
	if (line.len && line.at[line.len - 1] == '\r')
		line.len--;
	return line;
}

static void drop_line(struct bp_plain *plain, size_t len)
{
	plain->input_len -= len;
	memmove(plain->input, plain->input + len, plain->input_len);
}

/* Every line is answered: where nothing is new, with the place. */
static void answer(struct bp_plain *plain)
{
	if (plain->out.len == plain->lead && !plain_asks_text(&plain->view))
		put_title(plain, true, true);
	plain_prompt(plain);
	if (!isatty(STDIN_FILENO)) /* nobody's Enter ends the prompt's line */
		plain->out.at[plain->out.len - 1] = '\n';
	flush(plain);
}

static bool take_line(struct bp_plain *plain)
{
	size_t len = plain->ended ? 0 : next_line(plain);
	struct bp_str line = clean_line(plain, len);

	if (len == 0)
		return false;
	bp_buf_clear(&plain->said.message);
	plain->lead = len == line.len && isatty(STDIN_FILENO);
	if (plain->lead) /* Ctrl-D leaves the terminal behind what was typed */
		bp_buf_add_char(&plain->out, '\n');
	if (len > line.len || (plain->ended && !plain_asks_text(&plain->view)))
		plain_understand(plain, line);
	else
		plain_type(plain, line);
	drop_line(plain, len);
	return true;
}

/* Nobody's Enter ended the line of the last prompt. */
static void leave_line(struct bp_plain *plain)
{
	if (isatty(STDIN_FILENO))
		bp_buf_add_char(&plain->out, '\n');
	flush(plain);
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
			answer(plain);
		plain->asked = true;
		if (!take_line(plain)) {
			if (plain->ticked)
				return BP_KEY_TICK;
			leave_line(plain);
			return BP_KEY_HANGUP;
		}
		plain->asked = false;
		key = plain_next_key(plain);
	}
	return key;
}

bool bp_plain_pending(const struct bp_plain *plain)
{
	return plain->step < plain->step_count;
}
