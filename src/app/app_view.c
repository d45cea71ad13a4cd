/* What is on every screen beside what its mode shows: the keys that work now, messages, and
 * whether anything is recorded. */
#include "app.h"
#include "exam.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

/* Whether a key moves the cursor in the text that the view shows. */
static bool view_moves_cursor(const struct bp_view *view, uint32_t key)
{
	const struct bp_field_view *field =
		view->kind == BP_VIEW_QUESTION ? view->as.question.field : NULL;

	if (key != BP_KEY_RIGHT)
		return false;
	if (view->message_cursor)
		return (size_t)view->message_cursor < strlen(view->message);
	if (field)
		return !field->done && !field->sending && field->cursor < field->text.len;
	return view->kind == BP_VIEW_TEXT &&
		view->as.text.cursor < view->as.text.text.len;
}

/* The name of the first key that does an action now; empty if no key does. */
static const char *view_key_of(
	struct bp_app *app, const struct bp_view *view, enum bp_action action)
{
	const struct bp_keymap *map = bp_app_keymap(app, app->top);
	struct bp_buf name = {0};

	for (; map && !name.len; map = map->parent)
		for (const struct bp_binding *at = map->bindings; at->key && !name.len;
			at++)
			if (at->action == action && !view_moves_cursor(view, at->key) &&
				bp_app_action(app, app->top, at->key) == action)
				bp_key_name(at->key, app->options.symbols, &name);
	const char *text = bp_arena_cstr(app->view_arena, bp_buf_str(&name));
	bp_buf_release(&name);
	return text;
}

/* Of ← and → those that do something now: → may be the menu. */
static const char *view_sideways(struct bp_app *app, const struct bp_view *view)
{
	if (!bp_app_can(app, app->top, BP_ACT_LEFT))
		return view_key_of(app, view, BP_ACT_RIGHT);
	if (!bp_app_can(app, app->top, BP_ACT_RIGHT))
		return view_key_of(app, view, BP_ACT_LEFT);
	return app->options.symbols[BP_SYMBOL_LEFT_RIGHT];
}

static const char *view_hint_keys(
	struct bp_app *app, const struct bp_view *view, const struct bp_hint *hint)
{
	if (!hint->keys)
		return view_key_of(app, view, hint->action);
	if (strcmp(hint->keys, "↑↓") == 0)
		return app->options.symbols[BP_SYMBOL_UP_DOWN];
	if (strcmp(hint->keys, "←→") == 0)
		return view_sideways(app, view);
	return _(hint->keys);
}

static bool view_leads_out(enum bp_action action)
{
	return action == BP_ACT_BACK || action == BP_ACT_QUIT || action == BP_ACT_UNMARK;
}

/* A hint for ← and → is shown while either of the two can be done. */
static bool view_is_offered(const struct bp_app *app, enum bp_action action)
{
	const struct bp_mode *mode = app->top->mode;
	enum bp_action other = action == BP_ACT_RIGHT ? BP_ACT_LEFT : action;

	return (bp_app_can(app, app->top, action) || bp_app_can(app, app->top, other)) &&
		(!mode->offers || mode->offers(app, action));
}

static bool view_is_late(const struct bp_keymap *map, enum bp_action action)
{
	const enum bp_action *at = map->late;

	while (at && *at && *at != action)
		at++;
	return at && *at;
}

static void view_add_hint(
	struct bp_app *app, const struct bp_hint *hint, struct bp_view *view)
{
	const struct bp_keymap *map = bp_app_keymap(app, app->top);

	if (!view_is_offered(app, hint->action) || view->hint_count == BP_HINT_COUNT)
		return;
	view->hints[view->hint_count++] = (struct bp_hint_view){
		.keys = view_hint_keys(app, view, hint),
		.label = _(hint->label),
		.stays = view_leads_out(hint->action),
		.scrolls = hint->action == map->scrolls,
		.late = view_is_late(map, hint->action),
		.action = hint->action,
	};
}

/* Whether a hint says how to leave the screen. "Enter lanjut" does not say what Esc does; in
 * plain lines both are one word. */
static bool view_says_out(const struct bp_app *app, const struct bp_hint *hint)
{
	return hint->action == BP_ACT_QUIT ||
		(hint->action == BP_ACT_BACK &&
			(app->options.spoken || !hint->keys ||
				strcmp(hint->keys, "Enter") != 0));
}

/* A table that does not say how to leave the screen, or how to get its menu, ends with
 * that. */
static void view_add_hints(struct bp_app *app, struct bp_view *view)
{
	static const struct bp_hint back = {BP_ACT_BACK, "Esc", N_("kembali")},
				    menu = {BP_ACT_HELP, NULL, N_("menu")};
	bool leaves = false;

	for (const struct bp_hint *hint = bp_app_keymap(app, app->top)->hints;
		hint->action; hint++) {
		leaves |= view_says_out(app, hint);
		view_add_hint(app, hint, view);
	}
	if (!leaves)
		view_add_hint(app, &back, view);
	if (view_key_of(app, view, BP_ACT_HELP)[0])
		view_add_hint(app, &menu, view);
}

/* A message stands above a line that is being typed, else in front of the mode's own
 * message; in plain lines it is told apart, since it is told first. */
static void view_add_message(struct bp_app *app, struct bp_view *view,
	const char *message, enum bp_color color)
{
	if (view->message_cursor || app->options.spoken) {
		view->notice = message;
		view->notice_color = color;
		return;
	}
	view->message = view->message
		? bp_app_text(app, "%s %s %s", message,
			  app->options.symbols[BP_SYMBOL_DOT], view->message)
		: message;
	view->message_color = color;
}

/* Plain lines tell what warns at their own time; a screen shows it before all else. */
static void view_add_messages(struct bp_app *app, struct bp_view *view)
{
	const char *warning = bp_exam_warning(app);

	view->warning = warning;
	if (!warning || app->options.spoken) {
		if (app->message[0])
			view_add_message(app, view, app->message, app->message_color);
		return;
	}
	view_add_message(app, view,
		app->message[0] ? bp_app_text(app, "%s %s", warning, app->message)
				: warning,
		BP_COLOR_ACCENT);
}

/* Whether nothing is recorded though it should be. Before a record is opened (when it is
 * asked who learns, or what to do about another session) nothing is to be recorded. */
static bool view_misses_record(const struct bp_app_options *options)
{
	return !options->recording && !options->person_count && !options->busy;
}

/* The texts of the last view go, but for those of its rows if they stand. */
static void view_forget_view(struct bp_app *app, int rows, int columns)
{
	if (app->steady && app->rows == rows && app->columns == columns) {
		bp_arena_rewind(app->view_arena, app->viewed);
		return;
	}
	bp_arena_free(app->view_arena);
	app->view_arena = bp_arena_new();
	app->steady = false;
	app->views++;
	app->rows = rows;
	app->columns = columns;
}

void bp_app_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	view_forget_view(app, rows, columns);
	*view = (struct bp_view){
		.rows = rows,
		.columns = columns,
		.symbols = app->options.symbols,
		.keys = &app->keys,
		.title = "",
		.side = "",
		.sign = view_misses_record(&app->options) ? _("TIDAK DICATAT") : NULL,
		.measure = app->settings.measure,
	};
	bp_app_name_keys(app);
	app->top->mode->view(app, view);
	if (!app->steady)
		app->viewed = bp_arena_mark(app->view_arena);
	app->steady = true;
	if (app->preview)
		bp_preview_view(app, view);
	view_add_messages(app, view);
	view->keymap = bp_app_keymap(app, app->top);
	view_add_hints(app, view);
}
