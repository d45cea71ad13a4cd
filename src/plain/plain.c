/* Plain lines are opened, closed and written; a view is compared with what was said. */
#include "private.h"
#include <berpijar/arena.h>
#include <berpijar/wait.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WRITE_MS      60000 /* nobody reads an output that takes nothing for so long */
#define STALL_MS      200   /* the same, once we are to end */
#define LEAST_ROWS    10    /* smaller windows scroll */
#define LEAST_COLUMNS 20
#define MOST_ROWS     200

/* ---- opening and closing ---- */

struct bp_plain *bp_plain_open(bool utf8, const char *mode)
{
	struct bp_plain *plain = bp_alloc(1, sizeof *plain);

	plain->utf8 = utf8;
	plain->also = -1;
	plain->write_ms = WRITE_MS;
	bp_buf_add_cstr(&plain->mode, mode);
	plain->said.reader.focus_block = UINT32_MAX;
	plain_open_signals(plain);
	return plain;
}

void bp_plain_set_utf8(struct bp_plain *plain, bool utf8)
{
	plain->utf8 = utf8;
}

void bp_plain_close(struct bp_plain *plain)
{
	if (!plain)
		return;
	lines_release(&plain->lines);
	lines_release(&plain->said.lines);
	bp_buf_release(&plain->mode);
	bp_buf_release(&plain->said.title);
	bp_buf_release(&plain->said.side);
	bp_buf_release(&plain->said.message);
	bp_buf_release(&plain->said.notice);
	bp_buf_release(&plain->said.warning);
	lines_release(&plain->said.prompt);
	bp_buf_release(&plain->out);
	bp_buf_release(&plain->doubted);
	free(plain->steps);
	free(plain);
}

void bp_plain_patience(struct bp_plain *plain, int milliseconds)
{
	if (milliseconds < plain->write_ms)
		plain->write_ms = milliseconds;
}

static int plain_variable(const char *name, int least, int most)
{
	const char *text = getenv(name);
	long value = text ? strtol(text, NULL, 10) : 0;

	return value >= least && value <= most ? (int)value : 0;
}

static int plain_within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

void bp_plain_size(struct bp_plain *plain, int *rows, int *columns)
{
	struct winsize size = {0};

	plain->rows = plain_variable("LINES", LEAST_ROWS, MOST_ROWS);
	plain->columns = plain_variable("COLUMNS", LEAST_COLUMNS, BP_LAYOUT_MAX);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
		plain->rows = size.ws_row;
		plain->columns = size.ws_col - 1;
	}
	if (!plain->rows)
		plain->rows = BP_PLAIN_ROWS;
	if (!plain->columns)
		plain->columns = BP_PLAIN_COLUMNS;
	plain->rows = plain_within(plain->rows, LEAST_ROWS, MOST_ROWS);
	plain->columns = plain_within(plain->columns, LEAST_COLUMNS, BP_PLAIN_COLUMNS);
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

static void plain_put_glyph(struct bp_plain *plain, const struct bp_glyph *glyph)
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

/* What comes while a prompt stands and nobody typed begins on a line of its own. */
static void plain_leave_prompt(struct bp_plain *plain)
{
	if (plain->ticked && plain->asked && !plain->out.len && isatty(STDIN_FILENO))
		bp_buf_add_char(&plain->out, '\n');
}

void plain_put(struct bp_plain *plain, struct bp_str text)
{
	struct bp_glyph glyph;

	plain_leave_prompt(plain);
	for (size_t at = 0; at < text.len;) {
		at += bp_glyph_next(text, at, &glyph);
		plain_put_glyph(plain, &glyph);
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

/* Once we are to end, only a line that takes bytes is written to. */
static bool plain_may_write(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return !bp_plain_signal() || poll(&out, 1, STALL_MS) > 0;
}

static void plain_send(struct bp_plain *plain)
{
	const char *at = plain->out.at;
	size_t left = plain->out.len;

	while (left && plain_may_write()) {
		ssize_t sent = write(STDOUT_FILENO, at, left);
		if (sent > 0) {
			at += sent;
			left -= (size_t)sent;
			plain->bytes += (size_t)sent;
		} else if (errno != EINTR &&
			(errno != EAGAIN ||
				!bp_wait_output(plain->write_ms, bp_plain_signal))) {
			plain->ended = true;
			break;
		}
	}
}

/* Nothing is being recorded now, so a signal may end us: a line that takes no bytes must not
 * keep us for ever. */
void plain_flush(struct bp_plain *plain)
{
	sigset_t blocked;

	sigprocmask(SIG_SETMASK, &plain->unblocked, &blocked);
	plain_send(plain);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	bp_buf_clear(&plain->out);
	plain->answers++;
}

/* ---- what is new in a view ---- */

static bool plain_is_said(const struct bp_buf *said, const char *text)
{
	return bp_str_is(bp_buf_str(said), text);
}

static void plain_keep(struct bp_buf *said, const char *text)
{
	bp_buf_clear(said);
	bp_buf_add_cstr(said, text);
}

bool plain_goes_on(const struct bp_plain *plain)
{
	return plain->said.any && plain->said.kind == plain->view.kind &&
		plain_is_said(&plain->said.title, plain->view.title);
}

size_t plain_new_lines(const struct bp_plain *plain, size_t said_top, size_t said_end,
	size_t top, size_t *end)
{
	size_t few = (size_t)plain_body(plain) / 2;

	if (top >= said_top && top <= said_end)
		return said_end < *end ? said_end : *end; /* the page goes on */
	if (top < said_top && said_top - top < few)
		*end = said_top; /* a few lines back: only those above the said ones */
	return top;
}

/* "Menjawab soal, modul 3 dari 5, 0 persen." The side of a question is told only while it
 * shows the time left: otherwise it names the module, which was told before. */
void plain_put_title(struct bp_plain *plain, bool title, bool side)
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

static bool plain_is_number(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

static bool plain_has_letters(struct bp_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)(text.at[i] | 0x20) >= 'a')
			return true;
	return false;
}

/* Tells a message once for each line that was typed. */
static void plain_put_message(
	struct bp_plain *plain, struct bp_buf *said, const char *message)
{
	if (message && !plain_is_said(said, message) &&
		plain_has_letters(bp_str(message)))
		plain_put_words(plain, message);
	plain_keep(said, message ? message : "");
}

static void plain_put_notice(struct bp_plain *plain)
{
	plain_put_message(plain, &plain->said.notice, plain->view.notice);
}

static void plain_put_warning(struct bp_plain *plain)
{
	plain_put_message(plain, &plain->said.warning, plain->view.warning);
}

static void plain_look(struct bp_plain *plain)
{
	if (plain->view.kind == BP_VIEW_LIST)
		plain_fill_list(plain);
	else if (plain->view.kind == BP_VIEW_QUESTION)
		plain_fill_question(plain);
}

static void plain_say(struct bp_plain *plain)
{
	switch (plain->view.kind) {
	case BP_VIEW_LIST: plain_say_list(plain); break;
	case BP_VIEW_READER: plain_say_reader(plain); break;
	case BP_VIEW_QUESTION: plain_say_question(plain); break;
	case BP_VIEW_TEXT: plain_say_text(plain); break;
	case BP_VIEW_QR: break; /* the app makes none for plain lines */
	}
}

/* Keeps what has been said, so that the next view is compared with it. */
static void plain_remember(struct bp_plain *plain)
{
	struct said *said = &plain->said;
	struct lines held = said->lines;

	said->any = true;
	said->kind = plain->view.kind;
	said->selected = plain->view.kind == BP_VIEW_LIST ? plain->view.as.list.selected
		: plain->view.kind == BP_VIEW_QUESTION ? plain->view.as.question.selected
						       : SIZE_MAX;
	plain_keep(&said->title, plain->view.title);
	plain_keep(&said->side, plain->view.side);
	if (plain->view.kind == BP_VIEW_READER)
		return;
	said->lines = plain->lines;
	plain->lines = held;
	plain_look(plain);
}

void bp_plain_show(struct bp_plain *plain, const struct bp_view *view, bool now)
{
	plain->view = *view;
	plain_look(plain);
	/* what is being typed as an answer is not cut into: its line will be told with it */
	if (!now && plain->ticked && plain->asked && !plain_asks_text(view))
		plain_put_warning(plain);
	if (!now)
		return;
	if (plain->mode.len)
		plain_put_words(plain, plain->mode.at);
	bp_buf_clear(&plain->mode);
	bool titled = !plain->said.any || !plain_is_said(&plain->said.title, view->title);
	bool sided = !plain_is_said(&plain->said.side, view->side);
	/* a lesson's per cent is where its page ends, so it is told after the page */
	bool after = view->kind == BP_VIEW_READER;
	/* what a list has at its side, or a bare number, says nothing without the title */
	titled |= sided && (view->kind == BP_VIEW_LIST || plain_is_number(view->side));
	plain->arrived |= titled;
	/* what has just happened comes before what it led to, but behind the page that was
	 * read to its end */
	bool reads_on = plain_reads_on(plain);
	plain_put_warning(plain);
	if (!reads_on)
		plain_put_notice(plain);
	if (titled || (sided && !after))
		plain_put_title(plain, titled, true);
	plain_say(plain);
	if (reads_on)
		plain_put_notice(plain);
	plain_put_message(plain, &plain->said.message, view->message);
	if (sided && !titled && after)
		plain_put_title(plain, false, true);
	plain_remember(plain);
}

void bp_plain_forget(struct bp_plain *plain)
{
	if (plain->asked &&
		isatty(STDIN_FILENO)) /* behind the prompt, without an Enter */
		bp_buf_add_char(&plain->out, '\n');
	plain->asked = false;
	plain->said.any = false;
	plain->said.reader = (struct said_reader){.focus_block = UINT32_MAX};
	lines_clear(&plain->said.prompt);
}
