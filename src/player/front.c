/* The two front ends, and which of them is used. */
#include "front.h"
#include <berpijar/session.h>
#include <berpijar/term.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define INPUT_MS 1000 /* how long the program that feeds a pipe may take to begin */

/* ---- which one ---- */

/* Whether there are lines to be read: the beginning of a pipe, a file or a socket. A
 * device that is no terminal (/dev/null) has none, nor has a pipe that nobody fills. */
static bool has_lines(void)
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

static bool is_dumb(const char *terminal)
{
	return !terminal || !*terminal || strcmp(terminal, "dumb") == 0;
}

const struct front_kind *front_choose(const struct bp_config *config)
{
	if (config->plain)
		return &front_plain;
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return is_dumb(getenv("TERM")) ? &front_plain : &front_screen;
	return has_lines() ? &front_plain : NULL;
}

uint32_t front_wait(struct front *front, struct bp_app *app, bool silent)
{
	/* keys that wait already are taken before anything is sent */
	front->kind->show(front, app, !silent && !front->kind->pending(front));
	int64_t wait = bp_app_wake(app);
	return front->kind->read(front, wait < INT_MAX ? (int)wait : INT_MAX);
}

void front_give(
	struct front *front, struct bp_app *app, uint32_t key, struct bp_effects *effects)
{
	if (key == BP_KEY_PASTE)
		bp_app_paste(app, front->kind->pasted(front), bp_session_now(), effects);
	else
		bp_app_key(app, key, bp_session_now(), effects);
}

static bool turn_until(struct front *front, struct bp_app *app,
	bool (*answered)(
		void *context, struct bp_app *app, const struct bp_effects *effects),
	void *context)
{
	struct bp_effects effects;

	do {
		uint32_t key = front_wait(front, app, false);
		front_give(front, app, key, &effects);
		if (bp_effects_find(&effects, BP_EFFECT_REDRAW))
			front->kind->forget(front);
		if (bp_effects_find(&effects, BP_EFFECT_SUSPEND))
			front->kind->suspend(front);
		if (answered(context, app, &effects))
			return true;
	} while (!bp_effects_find(&effects, BP_EFFECT_QUIT));
	return false;
}

bool front_ask(struct front *front, const struct bp_app_options *options,
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
	all.now = bp_session_now();
	struct bp_app *app = bp_app_new(&all);
	bool ok = turn_until(front, app, answered, context);
	bp_app_free(app);
	bp_library_release(&none);
	bp_progress_free(progress);
	return ok;
}

/* ---- the full screen ---- */

static bool screen_open(
	struct front *front, const struct bp_config *config, struct bp_error *err)
{
	return bp_term_open(&front->term, config->color, err);
}

static void screen_close(struct front *front)
{
	bp_term_close(front->term);
	bp_screen_release(&front->screen);
}

static void screen_show(struct front *front, struct bp_app *app, bool now)
{
	struct bp_view view;
	int rows, columns;

	bp_term_size(front->term, &rows, &columns);
	if (rows != front->screen.rows || columns != front->screen.columns)
		bp_screen_resize(&front->screen, rows, columns);
	bp_app_view(app, front->screen.rows, front->screen.columns, &view);
	bp_view_draw(&view, &front->screen);
	if (now)
		bp_term_show(front->term, &front->screen);
}

static bool screen_pending(struct front *front)
{
	return bp_term_pending(front->term);
}

static uint32_t screen_read(struct front *front, int wait_ms)
{
	return bp_term_read(front->term, wait_ms);
}

static struct bp_str screen_pasted(const struct front *front)
{
	return bp_term_pasted(front->term);
}

static void screen_forget(struct front *front)
{
	bp_term_forget(front->term);
}

static void screen_suspend(struct front *front)
{
	bp_term_suspend(front->term);
}

static void screen_theme(struct front *front, enum bp_theme theme)
{
	bp_term_set_theme(front->term, theme);
}

static size_t screen_bytes(const struct front *front)
{
	return bp_term_bytes(front->term);
}

static size_t screen_screens(const struct front *front)
{
	return bp_term_screens(front->term);
}

const struct front_kind front_screen = {
	.symbols = bp_term_symbols,
	.open = screen_open,
	.close = screen_close,
	.show = screen_show,
	.pending = screen_pending,
	.read = screen_read,
	.pasted = screen_pasted,
	.forget = screen_forget,
	.suspend = screen_suspend,
	.theme = screen_theme,
	.signal = bp_term_signal,
	.bytes = screen_bytes,
	.screens = screen_screens,
};

/* ---- plain lines ---- */

static enum bp_symbol_set plain_symbols(void)
{
	return BP_SYMBOLS_SPOKEN;
}

static bool plain_open(
	struct front *front, const struct bp_config *config, struct bp_error *err)
{
	(void)config, (void)err;
	front->plain = bp_plain_open(bp_term_utf8());
	return true;
}

static void plain_close(struct front *front)
{
	bp_plain_close(front->plain);
}

static void plain_show(struct front *front, struct bp_app *app, bool now)
{
	struct bp_view view;
	int rows, columns;

	bp_plain_size(front->plain, &rows, &columns);
	bp_app_view(app, rows, columns, &view);
	bp_plain_show(front->plain, &view, now);
}

static bool plain_pending(struct front *front)
{
	return bp_plain_pending(front->plain);
}

static uint32_t plain_read(struct front *front, int wait_ms)
{
	return bp_plain_read(front->plain, wait_ms);
}

static void plain_forget(struct front *front)
{
	bp_plain_forget(front->plain);
}

static void plain_suspend(struct front *front)
{
	(void)front;
	raise(SIGTSTP);
}

/* Lines have no colours. */
static void plain_theme(struct front *front, enum bp_theme theme)
{
	(void)front, (void)theme;
}

static size_t plain_bytes(const struct front *front)
{
	return bp_plain_bytes(front->plain);
}

static size_t plain_answers(const struct front *front)
{
	return bp_plain_answers(front->plain);
}

const struct front_kind front_plain = {
	.spoken = true,
	.symbols = plain_symbols,
	.open = plain_open,
	.close = plain_close,
	.show = plain_show,
	.pending = plain_pending,
	.read = plain_read,
	.forget = plain_forget,
	.suspend = plain_suspend,
	.theme = plain_theme,
	.signal = bp_plain_signal,
	.bytes = plain_bytes,
	.screens = plain_answers,
};
