/* Whom proofs are about: each field is typed by itself, an NIP is seen only meanwhile. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

static const struct {
	const char *label; /* N_() */
	size_t most;       /* bytes */
} fields[BP_PERSON_FIELDS] = {
	[BP_PERSON_NAME] = {N_("Nama"), 160},
	[BP_PERSON_NIP] = {N_("NIP/NI PPPK"), 40},
	[BP_PERSON_UNIT] = {N_("Unit kerja"), 160},
	[BP_PERSON_AGENCY] = {N_("Instansi"), 160},
};

const char *bp_person_label(enum bp_person_field field)
{
	return _(fields[field].label);
}

void bp_person_recall(struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct person_state *state = &app->person;

	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		struct bp_buf *kept = &state->kept[i];
		bp_buf_clear(kept);
		if (recall->setting)
			recall->setting(recall->context,
				bp_person_setting((enum bp_person_field)i), kept);
		bp_buf_clear(&state->typed[i]);
		bp_buf_add_str(&state->typed[i], bp_buf_str(kept));
	}
}

void bp_person_release(struct person_state *state)
{
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		bp_buf_release(&state->kept[i]);
		bp_buf_release(&state->typed[i]);
	}
}

/* ---- typing ---- */

void bp_person_type(struct bp_app *app, enum bp_person_field field)
{
	struct person_state *state = &app->person;
	struct bp_str text = bp_buf_str(&state->typed[field]);

	state->step = field;
	state->offered = text.len > 0;
	state->doubt = NULL;
	bp_field_begin(&state->field, fields[field].most, text);
}

static void empty(struct person_state *state)
{
	bp_field_begin(&state->field, state->field.most, (struct bp_str){0});
	state->offered = false;
}

/* An NIP that was left is not shown again: it is taken as it is, or typed anew. */
static bool is_masked(const struct person_state *state)
{
	return state->offered && state->step == BP_PERSON_NIP;
}

static bool removes(uint32_t key)
{
	return key == BP_KEY_BACKSPACE || key == BP_KEY_DELETE ||
		key == BP_CONTROL('u') || key == BP_CONTROL('k') ||
		key == BP_CONTROL('w');
}

bool bp_person_key(struct bp_app *app, uint32_t key)
{
	struct person_state *state = &app->person;
	bool types = key >= 0x20 && key < BP_KEY_UP && key != BP_KEY_BACKSPACE;
	bool known = bp_keymap_find(&bp_keymap_person_typing, key) != BP_ACT_NONE;

	if (types || removes(key))
		state->doubt = NULL;
	if (is_masked(state) && !types) {
		if (removes(key))
			empty(state);
		return !known;
	}
	if (state->offered && types)
		empty(state);
	if (!known)
		state->offered = false;
	return bp_field_key(&state->field, key) || !known;
}

struct field *bp_person_field(struct bp_app *app)
{
	if (app->person.offered)
		empty(&app->person);
	app->person.doubt = NULL;
	return &app->person.field;
}

bool bp_person_take(struct bp_app *app)
{
	struct person_state *state = &app->person;
	struct bp_str text = bp_str_trim(bp_field_text(&state->field));
	bool told = state->doubt != NULL;

	if (bp_str_is(text, "-"))
		text = (struct bp_str){0};
	if (state->step == BP_PERSON_NIP && !state->offered && text.len && !told)
		state->doubt = bp_nip_doubt(text);
	if (state->doubt && !told)
		return false;
	bp_buf_clear(&state->typed[state->step]);
	bp_buf_add_str(&state->typed[state->step], text);
	return true;
}

/* ---- what is seen ---- */

static struct bp_str masked(struct bp_app *app, struct bp_str nip)
{
	struct bp_buf mask = {0};

	bp_nip_mask(nip, &mask);
	struct bp_str kept = bp_arena_str(app->view_arena, bp_buf_str(&mask));
	bp_buf_release(&mask);
	return kept;
}

void bp_person_ask(struct bp_app *app, struct bp_view *view)
{
	struct person_state *state = &app->person;
	bool hidden = is_masked(state);
	struct bp_str text = bp_field_text(&state->field);
	const char *label = bp_app_text(
		app, "%s: ", bp_person_label((enum bp_person_field)state->step));

	if (hidden)
		text = masked(app, text);
	view->message = bp_app_text(app, "%s%.*s", label, (int)text.len, text.at);
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor =
		(int)(strlen(label) + (hidden ? text.len : state->field.cursor));
}

const char *bp_person_shown(struct bp_app *app, enum bp_person_field field)
{
	struct bp_str text = bp_buf_str(&app->person.typed[field]);

	if (text.len == 0)
		return "-";
	if (field == BP_PERSON_NIP)
		text = masked(app, text);
	return bp_app_clean(app, bp_arena_cstr(app->view_arena, text));
}

const char *bp_person_summary(struct bp_app *app)
{
	const char *dot = app->options.symbols[BP_SYMBOL_DOT], *all = NULL;

	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		const char *value = bp_person_shown(app, (enum bp_person_field)i);
		if (app->person.typed[i].len == 0)
			continue;
		all = all ? bp_app_text(app, "%s %s %s", all, dot, value) : value;
	}
	return all;
}
