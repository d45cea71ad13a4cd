/* The two front ends, the choice between them, and questions before a record is open. */
#include "front.h"
#include <berpijar/lang.h>
#include <berpijar/player.h>
#include <berpijar/session.h>
#include <berpijar/term.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define INPUT_MS 1000 /* within which a program that feeds a pipe must begin to write */

/* ---- which one ---- */

/* Whether standard input is a pipe, a file or a socket that holds something. Devices
 * (/dev/null), and pipes into which nobody writes, hold nothing. */
static bool front_has_lines(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	struct stat info;
	int waiting = 0;

	if (fstat(STDIN_FILENO, &info) != 0 || S_ISCHR(info.st_mode) ||
		S_ISDIR(info.st_mode))
		return false;
	return poll(&input, 1, INPUT_MS) > 0 &&
		ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0;
}

static bool front_is_dumb(const char *terminal)
{
	return !terminal || !*terminal || strcmp(terminal, "dumb") == 0;
}

void bp_front_become_plain(struct front *front, const char *why)
{
	*front = (struct front){
		.kind = &bp_front_plain, .why = why, .policy = front->policy};
}

struct front bp_front_choose(const struct bp_config *config)
{
	struct front front = {.policy = config->policy};
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

	if (config->plain)
		bp_front_become_plain(&front, config->plain_by);
	else if (terminal && front_is_dumb(getenv("TERM")))
		bp_front_become_plain(&front, N_("terminal ini (TERM)"));
	else if (terminal)
		front.kind = &bp_front_screen;
	else if (front_has_lines())
		bp_front_become_plain(&front, N_("masukannya bukan terminal"));
	return front;
}

void bp_front_show(struct front *front, struct bp_app *app, bool silent)
{
	/* drawing waits until all keys that have come are handled */
	front->kind->show(front, app, !silent && !front->kind->pending(front));
}

/* The shorter of two waits; 0 or less in the second: it limits nothing. */
static int64_t front_sooner(int64_t wait, int64_t limit)
{
	return limit > 0 && (wait < 0 || wait > limit) ? limit : wait;
}

/* Milliseconds until nobody has been here for too long; 0: a session goes on for ever. */
static int64_t front_idle_left(struct front *front)
{
	int64_t limit = front->policy.idle_seconds * INT64_C(1000),
		now = bp_session_now();

	if (!front->last_key)
		front->last_key = now;
	int64_t left = front->last_key + limit - now;
	return limit == 0 ? 0 : left > 0 ? left : 1;
}

/* Milliseconds after which a terminal that takes nothing is nobody's: no key is read then. */
static int front_patience(const struct front *front)
{
	int64_t limit = front->policy.idle_seconds * INT64_C(1000);

	return limit && limit < INT_MAX ? (int)limit : INT_MAX;
}

/* A key of somebody, or the end of a wait in which nobody came. */
static uint32_t front_note(struct front *front, uint32_t key)
{
	int64_t limit = front->policy.idle_seconds * INT64_C(1000),
		now = bp_session_now();

	if (key != BP_KEY_TICK && key != BP_KEY_RESIZE)
		front->last_key = now;
	front->idled = key == BP_KEY_TICK && limit && now - front->last_key >= limit;
	return front->idled ? BP_KEY_HANGUP : key;
}

uint32_t bp_front_read(struct front *front, struct bp_app *app)
{
	int64_t wait = front_sooner(bp_app_wake(app), front->look_ms);

	wait = front_sooner(wait, front_idle_left(front));
	return front_note(
		front, front->kind->read(front, wait < INT_MAX ? (int)wait : INT_MAX));
}

uint32_t bp_front_wait(struct front *front, struct bp_app *app, bool silent)
{
	bp_front_show(front, app, silent);
	return bp_front_read(front, app);
}

void bp_front_give(
	struct front *front, struct bp_app *app, uint32_t key, struct bp_effects *effects)
{
	if (key == BP_KEY_PASTE)
		bp_app_paste(app, front->kind->pasted(front), bp_session_now(), effects);
	else
		bp_app_key(app, key, bp_session_now(), effects);
}

static bool front_turn_until(struct front *front, struct bp_app *app,
	bool (*answered)(
		void *context, struct bp_app *app, const struct bp_effects *effects),
	void *context)
{
	struct bp_effects effects;

	do {
		uint32_t key = bp_front_wait(front, app, false);
		bp_front_give(front, app, key, &effects);
		if (bp_effects_find(&effects, BP_EFFECT_REDRAW))
			front->kind->forget(front);
		if (bp_effects_find(&effects, BP_EFFECT_SUSPEND))
			front->kind->suspend(front);
		if (answered(context, app, &effects))
			return true;
	} while (!bp_effects_find(&effects, BP_EFFECT_QUIT));
	return false;
}

bool bp_front_ask(struct front *front, const struct bp_app_options *options,
	bool (*answered)(
		void *context, struct bp_app *app, const struct bp_effects *effects),
	void *context)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_app_options all = *options;
	struct bp_library none;

	bp_library_init(&none);
	all.library = &none;
	all.progress = progress;
	all.symbols = bp_symbols(front->kind->symbols());
	all.spoken = front->kind->spoken;
	all.policy = front->policy;
	all.now = bp_session_now();
	struct bp_app *app = bp_app_new(&all);
	bool ok = front_turn_until(front, app, answered, context);
	bp_app_free(app);
	bp_library_release(&none);
	bp_progress_free(progress);
	return ok;
}

/* ---- the full screen ---- */

static bool front_screen_open(
	struct front *front, const struct bp_config *config, struct bp_error *err)
{
	if (!bp_term_open(&front->term, config->color, config->esc, err))
		return false;
	bp_term_patience(front->term, front_patience(front));
	return true;
}

static void front_screen_close(struct front *front)
{
	bp_term_close(front->term);
	bp_screen_release(&front->screen);
	bp_screen_release(&front->cut);
}

/* Draws the app in a part of the window, with a line around where that ends. */
static void front_screen_draw_cut(
	struct front *front, struct bp_app *app, int rows, int columns)
{
	const char *const *symbols = bp_symbols(bp_term_symbols());
	struct bp_screen *screen = &front->screen, *cut = &front->cut;
	struct bp_view view;

	bp_screen_resize(cut, rows, columns);
	bp_app_view(app, rows, columns, &view);
	bp_view_draw(&view, cut);
	bp_screen_clear(screen);
	for (int row = 0; row < rows; row++) {
		memcpy(bp_screen_cell(screen, row, 0), bp_screen_cell(cut, row, 0),
			(size_t)columns * sizeof *cut->cells);
		bp_screen_fill(screen, row, columns, columns + 1, BP_COLOR_FAINT,
			symbols[BP_SYMBOL_UPRIGHT]);
	}
	bp_screen_fill(screen, rows, 0, columns, BP_COLOR_FAINT, symbols[BP_SYMBOL_LINE]);
	screen->cursor_row = cut->cursor_row;
	screen->cursor_column = cut->cursor_column;
	screen->cursor_visible = cut->cursor_visible;
	screen->scroll_top = -1;
}

static int front_least(int size, int most)
{
	return most && most < size ? most : size;
}

static void front_screen_show(struct front *front, struct bp_app *app, bool now)
{
	struct bp_view view;
	int rows, columns;

	bp_term_size(front->term, &rows, &columns);
	if (rows != front->screen.rows || columns != front->screen.columns)
		bp_screen_resize(&front->screen, rows, columns);
	rows = front_least(front->screen.rows, front->most_rows);
	columns = front_least(front->screen.columns, front->most_columns);
	if (rows < front->screen.rows || columns < front->screen.columns) {
		front_screen_draw_cut(front, app, rows, columns);
	} else {
		bp_app_view(app, rows, columns, &view);
		bp_view_draw(&view, &front->screen);
	}
	if (now)
		bp_term_show(front->term, &front->screen);
}

static bool front_screen_pending(struct front *front)
{
	return bp_term_pending(front->term);
}

static bool front_screen_idle(struct front *front)
{
	return bp_term_idle(front->term);
}

static uint32_t front_screen_read(struct front *front, int wait_ms)
{
	return bp_term_read(front->term, wait_ms);
}

static struct bp_str front_screen_pasted(const struct front *front)
{
	return bp_term_pasted(front->term);
}

static void front_screen_print(struct front *front, struct bp_str text)
{
	bp_term_print(front->term, text);
}

static void front_screen_forget(struct front *front)
{
	bp_term_forget(front->term);
}

static void front_screen_also(struct front *front, int fd)
{
	bp_term_also(front->term, fd);
}

static void front_screen_suspend(struct front *front)
{
	bp_term_suspend(front->term);
}

static void front_screen_look(struct front *front, const struct bp_settings *settings)
{
	bp_term_set_theme(front->term, (enum bp_theme)settings->theme);
	bp_term_set_ascii(front->term, settings->ascii);
}

static size_t front_screen_bytes(const struct front *front)
{
	return bp_term_bytes(front->term);
}

static size_t front_screen_screens(const struct front *front)
{
	return bp_term_screens(front->term);
}

const struct front_kind bp_front_screen = {
	.symbols = bp_term_symbols,
	.open = front_screen_open,
	.close = front_screen_close,
	.show = front_screen_show,
	.pending = front_screen_pending,
	.idle = front_screen_idle,
	.read = front_screen_read,
	.pasted = front_screen_pasted,
	.print = front_screen_print,
	.forget = front_screen_forget,
	.also = front_screen_also,
	.suspend = front_screen_suspend,
	.look = front_screen_look,
	.signal = bp_term_signal,
	.bytes = front_screen_bytes,
	.screens = front_screen_screens,
};

/* ---- plain lines ---- */

static enum bp_symbol_set front_plain_symbols(void)
{
	return BP_SYMBOLS_SPOKEN;
}

static bool front_plain_open(
	struct front *front, const struct bp_config *config, struct bp_error *err)
{
	char mode[300];

	(void)config, (void)err;
	snprintf(mode, sizeof mode, _("Baris biasa, karena %s."), _(front->why));
	front->plain = bp_plain_open(bp_term_utf8(), mode);
	bp_plain_patience(front->plain, front_patience(front));
	return true;
}

static void front_plain_close(struct front *front)
{
	bp_plain_close(front->plain);
}

static void front_plain_show(struct front *front, struct bp_app *app, bool now)
{
	struct bp_view view;
	int rows, columns;

	bp_plain_size(front->plain, &rows, &columns);
	bp_app_view(app, rows, columns, &view);
	bp_plain_show(front->plain, &view, now);
}

static bool front_plain_pending(struct front *front)
{
	return bp_plain_pending(front->plain);
}

static bool front_plain_idle(struct front *front)
{
	return bp_plain_idle(front->plain);
}

static uint32_t front_plain_read(struct front *front, int wait_ms)
{
	return bp_plain_read(front->plain, wait_ms);
}

static void front_plain_forget(struct front *front)
{
	bp_plain_forget(front->plain);
}

static void front_plain_also(struct front *front, int fd)
{
	bp_plain_also(front->plain, fd);
}

static void front_plain_suspend(struct front *front)
{
	(void)front;
	raise(SIGTSTP);
}

static void front_plain_look(struct front *front, const struct bp_settings *settings)
{
	bp_plain_set_utf8(front->plain, !settings->ascii && bp_term_utf8());
}

static size_t front_plain_bytes(const struct front *front)
{
	return bp_plain_bytes(front->plain);
}

static size_t front_plain_answers(const struct front *front)
{
	return bp_plain_answers(front->plain);
}

const struct front_kind bp_front_plain = {
	.spoken = true,
	.symbols = front_plain_symbols,
	.open = front_plain_open,
	.close = front_plain_close,
	.show = front_plain_show,
	.pending = front_plain_pending,
	.idle = front_plain_idle,
	.read = front_plain_read,
	.forget = front_plain_forget,
	.also = front_plain_also,
	.suspend = front_plain_suspend,
	.look = front_plain_look,
	.signal = bp_plain_signal,
	.bytes = front_plain_bytes,
	.screens = front_plain_answers,
};

void bp_player_key_names(const char *const *symbols, struct bp_key_names *names)
{
	bp_app_key_names(symbols, names);
}
