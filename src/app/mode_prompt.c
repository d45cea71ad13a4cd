/* A line of text that is asked for above the keys, over the screen below. */
#include "app.h"
#include <string.h>

void bp_prompt_begin(struct bp_app *app, const char *label, size_t most,
	struct bp_str text, void (*done)(struct bp_app *app))
{
	app->prompt.label = label;
	app->prompt.keymap = &bp_keymap_prompt;
	app->prompt.done = done;
	app->prompt.offered = true;
	bp_field_begin(&app->prompt.field, most, text);
	bp_app_push(app, &bp_mode_prompt);
}

static void prompt_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct prompt *prompt = &app->prompt;

	bp_app_mode_below(app)->view(app, rows, columns, view);
	view->message = bp_app_text(app, "%s%s%.*s", prompt->label, " ",
		(int)prompt->field.len, prompt->field.text);
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor = (int)(strlen(prompt->label) + 1 + prompt->field.cursor);
}

static bool prompt_key(struct bp_app *app, uint32_t key)
{
	struct field *field = &app->prompt.field;
	bool types = key >= 0x20 && key < BP_KEY_UP && key != BP_KEY_BACKSPACE;

	if (app->prompt.offered && types)
		bp_field_begin(field, field->most, (struct bp_str){0});
	app->prompt.offered = false;
	if (key == BP_KEY_BACKSPACE && field->len == 0) {
		bp_app_pop(app);
		return true;
	}
	return bp_field_key(field, key) ||
		bp_keymap_find(&bp_keymap_prompt, key) == BP_ACT_NONE;
}

static const struct bp_keymap *prompt_keys(const struct bp_app *app)
{
	return app->prompt.keymap;
}

static struct field *prompt_field(struct bp_app *app)
{
	return &app->prompt.field;
}

static void prompt_act(struct bp_app *app, enum bp_action action)
{
	if (action != BP_ACT_OPEN)
		return;
	bp_app_pop(app);
	app->prompt.done(app);
}

const struct bp_mode bp_mode_prompt = {
	.keymap = &bp_keymap_prompt,
	.keys = prompt_keys,
	.key = prompt_key,
	.field = prompt_field,
	.act = prompt_act,
	.view = prompt_view,
};
