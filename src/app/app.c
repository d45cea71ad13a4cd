/* The stack of modes, and what the modes share. Nothing here knows a mode by its name. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- the stack ---- */

static void frame_free(struct bp_frame *frame)
{
	if (!frame)
		return;
	if (frame->mode->release)
		frame->mode->release(frame->state);
	free(frame->state);
	bp_list_release(&frame->list);
	free(frame);
}

static void frame_put(struct bp_app *app, struct bp_frame *frame)
{
	frame->below = app->top;
	app->top = frame;
}

static struct bp_frame *frame_take(struct bp_app *app)
{
	struct bp_frame *frame = app->top;

	app->top = frame->below;
	return frame;
}

void *bp_mode_push(struct bp_app *app, enum bp_mode_id id)
{
	struct bp_frame *frame = bp_alloc(1, sizeof *frame);

	frame->mode = app->modes[id];
	frame->list.selected = SIZE_MAX;
	if (frame->mode->size)
		frame->state = bp_alloc(1, frame->mode->size);
	frame_put(app, frame);
	return frame->state;
}

void bp_mode_begin(struct bp_app *app, enum bp_mode_id id, const void *with)
{
	if (app->modes[id]->begin)
		app->modes[id]->begin(app, with);
	else
		bp_mode_push(app, id);
}

void bp_app_pop(struct bp_app *app)
{
	if (!app->top->below)
		return;
	if (app->top->mode->leave)
		app->top->mode->leave(app);
	struct bp_frame *frame = frame_take(app);
	if (frame->kept) {
		frame_free(app->way_back.list);
		app->way_back.list = frame;
	} else {
		frame_free(frame);
	}
	if (app->top->mode->back)
		app->top->mode->back(app);
}

bool bp_app_is_at(const struct bp_app *app, enum bp_mode_id id)
{
	return app->top->mode == app->modes[id];
}

void bp_app_pop_to(struct bp_app *app, enum bp_mode_id id)
{
	while (app->top->below && !bp_app_is_at(app, id))
		bp_app_pop(app);
}

void bp_app_clear(struct bp_app *app)
{
	while (app->top)
		frame_free(frame_take(app));
	frame_free(app->way_back.list);
	app->way_back.list = NULL;
}

/* ---- the list that back leads to ---- */

void bp_way_back_note(struct bp_app *app)
{
	app->top->kept = true;
	app->way_back.from = app->top->below->mode;
	app->way_back.listed = app->study.listed;
}

void bp_way_back_forget(struct bp_app *app)
{
	for (struct bp_frame *frame = app->top; frame; frame = frame->below)
		frame->kept = false;
	frame_free(app->way_back.list);
	app->way_back.list = NULL;
}

/* Puts the list over the screen that it was opened on. If that was a lesson, the list now
 * stands over the lesson that it led to. */
void bp_way_back_go(struct bp_app *app)
{
	struct bp_frame *list = app->way_back.list;

	app->way_back.list = NULL;
	list->kept = false;
	while (app->top->below && app->top->mode != app->way_back.from)
		bp_app_pop(app);
	app->study.listed = app->way_back.listed;
	frame_put(app, list);
}

/* ---- what modes remember ---- */

static struct bp_frame *app_frame(const struct bp_app *app, enum bp_mode_id id)
{
	struct bp_frame *frame = app->top;

	while (frame && frame->mode != app->modes[id])
		frame = frame->below;
	return frame;
}

void *bp_mode_state(const struct bp_app *app, enum bp_mode_id id)
{
	struct bp_frame *frame = app_frame(app, id);

	return frame ? frame->state : NULL;
}

struct list_state *bp_mode_list(const struct bp_app *app, enum bp_mode_id id)
{
	struct bp_frame *frame = app_frame(app, id);

	return frame ? &frame->list : NULL;
}

/* ---- keys ---- */

void bp_app_hang_up(struct bp_app *app)
{
	bp_effect_add(app, BP_EFFECT_QUIT);
	app->ending = true;
	while (app->top->below)
		bp_app_pop(app);
}

static void app_back(struct bp_app *app)
{
	if (app->top->below)
		bp_app_pop(app);
	else
		app->top->mode->act(app, BP_ACT_BACK);
}

/* What is done the same way on every screen, unless its keymap says otherwise. */
static void app_act(struct bp_app *app, enum bp_action action)
{
	if (app->preview && app->preview->act(app, action))
		return;
	switch (action) {
	case BP_ACT_BACK: app_back(app); break;
	case BP_ACT_QUIT: bp_app_hang_up(app); break;
	case BP_ACT_HELP: bp_mode_begin(app, BP_MODE_HELP, NULL); break;
	case BP_ACT_SETTINGS: bp_mode_begin(app, BP_MODE_SETTINGS, NULL); break;
	case BP_ACT_DATA: bp_mode_begin(app, BP_MODE_DATA, NULL); break;
	case BP_ACT_MARKS: bp_mode_begin(app, BP_MODE_MARKS, NULL); break;
	case BP_ACT_WORKS: bp_mode_begin(app, BP_MODE_WORKS, app->study.listed); break;
	case BP_ACT_ABOUT: bp_mode_begin(app, BP_MODE_ABOUT, NULL); break;
	case BP_ACT_NOTICE: bp_mode_begin(app, BP_MODE_NOTICE, NULL); break;
	case BP_ACT_REDRAW: bp_effect_add(app, BP_EFFECT_REDRAW); break;
	case BP_ACT_SUSPEND:
		if (app->options.policy.closed)
			break;
		bp_effect_add(app, BP_EFFECT_SUSPEND);
		app->away = true;
		break;
	default: app->top->mode->act(app, action); break;
	}
}

const struct bp_keymap *bp_app_keymap(
	const struct bp_app *app, const struct bp_frame *frame)
{
	const struct bp_keymap *own =
		frame->mode->keys ? frame->mode->keys(app) : frame->mode->keymap;

	return app->preview ? app->preview->keymap(app, frame, own) : own;
}

bool bp_app_can(
	const struct bp_app *app, const struct bp_frame *frame, enum bp_action action)
{
	if (action == BP_ACT_BACK && !frame->below)
		return false;
	if (action == BP_ACT_DATA && !app->options.data)
		return false;
	if (action == BP_ACT_PEOPLE && !app->options.shared)
		return false;
	if (action == BP_ACT_SUSPEND && app->options.policy.closed)
		return false;
	if (action >= BP_ACT_ANSWERS && action <= BP_ACT_ADOPT)
		return app->preview && app->preview->can(app, action);
	if (action == BP_ACT_NOTICE &&
		(!app->told[0] || frame->mode == app->modes[BP_MODE_NOTICE]))
		return false;
	return !frame->mode->can || frame->mode->can(app, action);
}

enum bp_action bp_app_action(
	const struct bp_app *app, const struct bp_frame *frame, uint32_t key)
{
	const struct bp_keymap *map = bp_app_keymap(app, frame);
	enum bp_action own = bp_keymap_find(map, key);

	for (; map; map = map->parent) {
		enum bp_action action = bp_keymap_find(map, key);
		if (action && bp_app_can(app, frame, action))
			return action;
	}
	return own;
}

void bp_app_press(struct bp_app *app, uint32_t key)
{
	const struct bp_mode *mode = app->top->mode;
	bool opens;

	if (mode->key && mode->key(app, key))
		return;
	if (key >= BP_KEY_ROW) {
		bp_list_pick(&app->top->list, key - BP_KEY_ROW);
		return;
	}
	if (mode->numbers && bp_list_digit(app, &app->top->list, key, &opens)) {
		if (opens)
			mode->act(app, mode->numbers);
		return;
	}
	enum bp_action action = bp_app_action(app, app->top, key);
	if (action)
		app_act(app, action);
}

/* ---- words ---- */

void bp_app_say(struct bp_app *app, enum bp_color color, const char *message)
{
	/* the message may be the buffer itself */
	snprintf(app->message, sizeof app->message, "%s", message);
	app->message_color = color;
	snprintf(app->told, sizeof app->told, "%s", app->message);
}

void bp_app_announce(struct bp_app *app, const char *message)
{
	struct bp_buf all = {0};

	if (app->message[0])
		bp_buf_printf(&all, "%s ", app->message);
	bp_buf_add_cstr(&all, message);
	if (all.len >= sizeof app->message) /* what is said last is cut */
		all.at[bp_text_fit(bp_buf_str(&all), sizeof app->message / 2)] = '\0';
	snprintf(app->announced, sizeof app->announced, "%s", message);
	bp_app_say(app, BP_COLOR_ACCENT, all.at);
	bp_buf_release(&all);
}

void bp_app_say_kept(struct bp_app *app, const char *message)
{
	if (app->preview)
		bp_app_say(app, BP_COLOR_ACCENT, _("Pratinjau: tidak dicatat."));
	else
		bp_app_say(app, BP_COLOR_GOOD, message);
}

const char *bp_app_text(struct bp_app *app, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return bp_arena_cstr(app->view_arena, bp_str(text));
}

const char *bp_app_clean(struct bp_app *app, const char *text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, bp_str(text));
	const char *kept = bp_arena_cstr(app->view_arena, bp_buf_str(&clean));
	bp_buf_release(&clean);
	return kept;
}
