/* Going to a part of a lesson: "50", then Enter. */
#include "reader.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

#define LIMIT 20 /* bytes that may be typed */
#define MOST  100

/* ---- keys ---- */

static const struct bp_binding percent_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'%', BP_ACT_OPEN},
	{0, 0},
};
static const struct bp_hint percent_hints[] = {
	{BP_ACT_OPEN, NULL, N_("ke sana")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
static const struct bp_keymap percent_keymap = {
	.title = N_("Ke persen modul"),
	.parent = &bp_keymap_everywhere,
	.bindings = percent_keys,
	.hints = percent_hints,
};

static struct field *percent_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_PERCENT);
}

/* `with` is the digit that was typed; NULL: none. */
static void percent_begin(struct bp_app *app, const void *with)
{
	struct field *field = bp_mode_push(app, BP_MODE_PERCENT);

	bp_field_begin(field, LIMIT, (struct bp_str){0});
	if (with)
		bp_field_key(field, *(const uint32_t *)with);
}

static void percent_view(struct bp_app *app, struct bp_view *view)
{
	const char *label = _("Ke persen: ");

	bp_reader_view(app, view);
	view->message = bp_app_text(
		app, "%s%.*s", label, (int)percent_of(app)->len, percent_of(app)->text);
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor = (int)(strlen(label) + percent_of(app)->cursor);
}

/* Every printable key is text, except "%": it ends the number as Enter does. */
static bool percent_key(struct bp_app *app, uint32_t key)
{
	if (key == '%')
		return false;
	if (key == BP_KEY_BACKSPACE && percent_of(app)->len == 0) {
		bp_app_pop(app);
		return true;
	}
	return bp_field_key(percent_of(app), key);
}

/* Reads digits alone. A number over MOST becomes MOST + 1, so that none can overflow. */
static bool percent_is_number(struct bp_str text, int *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*number = *number * 10 + (text.at[i] - '0');
		if (*number > MOST)
			*number = MOST + 1;
	}
	return true;
}

static void percent_act(struct bp_app *app, enum bp_action action)
{
	struct bp_str text = bp_arena_str(
		app->view_arena, bp_str_trim(bp_field_text(percent_of(app))));
	int percent;

	if (action != BP_ACT_OPEN)
		return;
	bp_app_pop(app);
	if (text.len == 0)
		return;
	if (percent_is_number(text, &percent) && percent <= MOST)
		bp_reader_go_to_percent(app, percent);
	else
		bp_app_say(app, BP_COLOR_BAD,
			bp_app_text(app, _("%.*s: tulislah 0 sampai 100."), (int)text.len,
				text.at));
}

static bool percent_offers(const struct bp_app *app, enum bp_action action)
{
	(void)app;
	return action != BP_ACT_HELP;
}

const struct bp_mode bp_mode_percent = {
	.offers = percent_offers,
	.size = sizeof(struct field),
	.begin = percent_begin,
	.keymap = &percent_keymap,
	.key = percent_key,
	.act = percent_act,
	.view = percent_view,
};
