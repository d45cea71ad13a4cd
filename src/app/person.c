/* Whom proofs are about: each field is typed by itself, an NIP is seen only meanwhile. */
#include "person.h"
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

static const struct {
	const char *label; /* N_() */
	size_t most;       /* bytes */
} person_fields[BP_PERSON_FIELDS] = {
	[BP_PERSON_NAME] = {N_("Nama"), 160},
	[BP_PERSON_NIP] = {N_("NIP/NI PPPK"), 40},
	[BP_PERSON_UNIT] = {N_("Unit kerja"), 160},
	[BP_PERSON_AGENCY] = {N_("Instansi"), 160},
};

const char *bp_person_label(enum bp_person_field field)
{
	return _(person_fields[field].label);
}

void bp_person_recall(struct bp_app *app, struct person *person)
{
	const struct bp_recall *recall = &app->options.recall;
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		struct bp_buf *kept = &person->kept[i];
		bp_buf_clear(kept);
		if (recall->setting)
			recall->setting(recall->context,
				bp_person_setting((enum bp_person_field)i), kept);
		bp_buf_clear(&person->typed[i]);
		bp_buf_add_str(&person->typed[i], bp_buf_str(kept));
	}
}

void bp_person_release(struct person *person)
{
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		bp_buf_release(&person->kept[i]);
		bp_buf_release(&person->typed[i]);
	}
}

/* ---- typing ---- */

void bp_person_ask(struct person *person, enum bp_person_field field)
{
	struct bp_str text = bp_buf_str(&person->typed[field]);

	person->asked = field;
	person->offered = text.len > 0;
	person->doubt = NULL;
	bp_field_begin(&person->field, person_fields[field].most, text);
}

static void person_empty(struct person *person)
{
	bp_field_begin(&person->field, person->field.most, (struct bp_str){0});
	person->offered = false;
}

/* An NIP that was typed earlier is not shown again: it is taken as it is, or typed anew. */
static bool person_is_masked(const struct person *person)
{
	return person->offered && person->asked == BP_PERSON_NIP;
}

static bool person_removes(uint32_t key)
{
	return key == BP_KEY_BACKSPACE || key == BP_KEY_DELETE ||
		key == BP_CONTROL('u') || key == BP_CONTROL('k') ||
		key == BP_CONTROL('w');
}

bool bp_person_key(struct person *person, uint32_t key)
{
	bool types = key >= 0x20 && key < BP_KEY_UP && key != BP_KEY_BACKSPACE;
	bool known = bp_keymap_find(&bp_keymap_person_typing, key) != BP_ACT_NONE;

	if (types || person_removes(key))
		person->doubt = NULL;
	if (person_is_masked(person) && !types) {
		if (person_removes(key))
			person_empty(person);
		return !known;
	}
	if (person->offered && types)
		person_empty(person);
	if (!known)
		person->offered = false;
	return bp_field_key(&person->field, key) || !known;
}

bool bp_person_is_typing(const struct person *person)
{
	return person->asked < BP_PERSON_FIELDS;
}

struct field *bp_person_field(struct person *person)
{
	if (!bp_person_is_typing(person))
		return NULL;
	if (person->offered)
		person_empty(person);
	person->doubt = NULL;
	return &person->field;
}

bool bp_person_take(struct person *person)
{
	struct bp_str text = bp_str_trim(bp_field_text(&person->field));
	bool told = person->doubt != NULL;

	if (bp_str_is(text, "-"))
		text = (struct bp_str){0};
	if (person->asked == BP_PERSON_NIP && !person->offered && text.len && !told)
		person->doubt = bp_nip_doubt(text);
	if (person->doubt && !told)
		return false;
	bp_buf_clear(&person->typed[person->asked]);
	bp_buf_add_str(&person->typed[person->asked], text);
	return true;
}

/* ---- what is seen ---- */

static struct bp_str person_masked(struct bp_app *app, struct bp_str nip)
{
	struct bp_buf mask = {0};

	bp_nip_mask(nip, &mask);
	struct bp_str kept = bp_arena_str(app->view_arena, bp_buf_str(&mask));
	bp_buf_release(&mask);
	return kept;
}

void bp_person_view(struct bp_app *app, struct person *person, struct bp_view *view)
{
	bool hidden = person_is_masked(person);
	struct bp_str text = bp_field_text(&person->field);
	const char *label = bp_app_text(
		app, "%s: ", bp_person_label((enum bp_person_field)person->asked));

	if (hidden)
		text = person_masked(app, text);
	view->message = bp_app_text(app, "%s%.*s", label, (int)text.len, text.at);
	view->message_color = BP_COLOR_TEXT;
	view->message_cursor =
		(int)(strlen(label) + (hidden ? text.len : person->field.cursor));
}

const char *bp_person_shown(
	struct bp_app *app, const struct person *person, enum bp_person_field field)
{
	struct bp_str text = bp_buf_str(&person->typed[field]);

	if (text.len == 0)
		return "-";
	if (field == BP_PERSON_NIP)
		text = person_masked(app, text);
	return bp_app_clean(app, bp_arena_cstr(app->view_arena, text));
}

const char *bp_person_summary(struct bp_app *app, const struct person *person)
{
	const char *dot = app->options.symbols[BP_SYMBOL_DOT], *all = NULL;

	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		const char *value = bp_person_shown(app, person, (enum bp_person_field)i);
		if (person->typed[i].len == 0)
			continue;
		all = all ? bp_app_text(app, "%s %s %s", all, dot, value) : value;
	}
	return all;
}
