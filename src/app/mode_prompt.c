/* A line of text that is asked for above the keys, over the screen below. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

/* ---- keys ---- */

/* All printable keys are text here. */
static const struct bp_binding prompt_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{0, 0},
};
static const struct bp_hint prompt_hints[] = {
	{BP_ACT_OPEN, NULL, N_("teruskan")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
static const struct bp_keymap prompt_keymap = {
	.title = N_("Mengetik"),
	.parent = &bp_keymap_drawing,
	.bindings = prompt_keys,
	.hints = prompt_hints,
};

static const struct bp_hint saving_hints[] = {
	{BP_ACT_OPEN, NULL, N_("simpan")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
const struct bp_keymap bp_keymap_saving = {
	.title = N_("Mengetik"),
	.parent = &bp_keymap_drawing,
	.bindings = prompt_keys,
	.hints = saving_hints,
};

static const struct bp_hint person_typing_hints[] = {
	{BP_ACT_OPEN, NULL, N_("teruskan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{0},
};
const struct bp_keymap bp_keymap_person_typing = {
	.title = N_("Mengetik"),
	.parent = &bp_keymap_drawing,
	.bindings = prompt_keys,
	.hints = person_typing_hints,
};

static struct prompt *prompt_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_PROMPT);
}

struct prompt *bp_prompt_begin(struct bp_app *app, const char *label, size_t most,
	struct bp_str text,
	void (*done)(struct bp_app *app, struct bp_str text, const void *with),
	const void *with)
{
	struct prompt *prompt = bp_mode_push(app, BP_MODE_PROMPT);

	snprintf(prompt->label, sizeof prompt->label, "%s", label);
	prompt->keymap = &prompt_keymap;
	prompt->done = done;
	prompt->with = with;
	prompt->offered = true;
	bp_field_begin(&prompt->field, most, text);
	return prompt;
}

static void prompt_view(struct bp_app *app, struct bp_view *view)
{
	const struct prompt *prompt = prompt_of(app);

	app->top->below->mode->view(app, view);
	view->message = bp_app_text(app, "%s%s%.*s", prompt->label, " ",
		(int)prompt->field.len, prompt->field.text);
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor = (int)(strlen(prompt->label) + 1 + prompt->field.cursor);
}

static bool prompt_key(struct bp_app *app, uint32_t key)
{
	struct prompt *prompt = prompt_of(app);
	struct field *field = &prompt->field;
	bool types = key >= 0x20 && key < BP_KEY_UP && key != BP_KEY_BACKSPACE;

	if (prompt->offered && types)
		bp_field_begin(field, field->most, (struct bp_str){0});
	prompt->offered = false;
	if (key == BP_KEY_BACKSPACE && field->len == 0) {
		bp_app_pop(app);
		return true;
	}
	bool typed = bp_field_key(field, key);
	app->top->list.moved = typed; /* what is below stands */
	return typed || bp_keymap_find(&prompt_keymap, key) == BP_ACT_NONE;
}

static const struct bp_keymap *prompt_keymap_of(const struct bp_app *app)
{
	return prompt_of(app)->keymap;
}

static struct field *prompt_field(struct bp_app *app)
{
	return &prompt_of(app)->field;
}

/* The prompt is gone before its text is taken, since that may open another screen. */
static void prompt_act(struct bp_app *app, enum bp_action action)
{
	struct prompt *prompt = prompt_of(app);

	if (action != BP_ACT_OPEN)
		return;
	void (*done)(struct bp_app *, struct bp_str, const void *) = prompt->done;
	const void *with = prompt->with;
	struct bp_str text = bp_arena_str(app->view_arena, bp_field_text(&prompt->field));
	bp_app_pop(app);
	done(app, text, with);
}

static void prompt_leave(struct bp_app *app)
{
	const struct prompt *prompt = prompt_of(app);

	if (app->ending && prompt->cut)
		prompt->cut(app, bp_field_text(&prompt->field), prompt->with);
}

const struct bp_mode bp_mode_prompt = {
	.size = sizeof(struct prompt),
	.keymap = &prompt_keymap,
	.keys = prompt_keymap_of,
	.key = prompt_key,
	.field = prompt_field,
	.act = prompt_act,
	.view = prompt_view,
	.leave = prompt_leave,
};
