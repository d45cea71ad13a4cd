/* Whom proofs are about, as it is kept: shown, corrected, taken away (UU 27/2022). */
#include "app.h"
#include "person.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_binding person_keys[] = {
	{BP_KEY_ENTER, BP_ACT_EDIT},
	{'d', BP_ACT_REMOVE},
	{BP_KEY_DELETE, BP_ACT_REMOVE},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint person_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_EDIT, NULL, N_("ubah")},
	{BP_ACT_REMOVE, NULL, N_("hapus")},
	{0},
};
static const struct bp_meaning person_meanings[] = {
	{BP_ACT_EDIT, N_("ubah yang ditunjuk")},
	{0},
};
static const struct bp_keymap person_keymap = {
	.title = N_("Identitas Anda"),
	.parent = &bp_keymap_moving,
	.bindings = person_keys,
	.hints = person_hints,
	.meanings = person_meanings,
};

static struct person *person_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_PERSON);
}

static void person_begin(struct bp_app *app, const void *with)
{
	struct person *person = bp_mode_push(app, BP_MODE_PERSON);

	(void)with;
	person->asked = BP_PERSON_FIELDS;
}

/* ---- changing ---- */

static void person_save(struct bp_app *app, size_t field)
{
	bp_app_save_setting(app, bp_person_setting((enum bp_person_field)field),
		bp_buf_str(&person_of(app)->typed[field]), NULL);
}

static void person_take(struct bp_app *app)
{
	struct person *person = person_of(app);
	size_t field = person->asked;

	if (!bp_person_take(person))
		return;
	person_save(app, field);
	person->asked = BP_PERSON_FIELDS;
}

/* ---- the mode ---- */

static void person_bundle(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_BUNDLE, NULL);
}

/* Where name and unit may be taken to. */
static void person_add_bundle(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command bundle = {
		N_("Bundel untuk pengajar"), person_bundle};

	bp_list_item(list, _(bundle.title), BP_THING_COMMAND, &bundle)->detail =
		bp_bundle_is_named(app) ? _("Nama dan unit ikut di dalamnya.")
					: _("Nama dan unit tidak ikut di dalamnya.");
	bp_list_number(app, list, 1);
}

static bool person_is_whole(const struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf kept = {0};

	if (recall->setting)
		recall->setting(recall->context, BP_CONSENT_NIP, &kept);
	bool whole = bp_str_is(bp_buf_str(&kept), BP_CONSENT_YES);
	bp_buf_release(&kept);
	return whole;
}

static void person_consent(struct bp_app *app)
{
	bool whole = !person_is_whole(app);

	if (!bp_app_may_change(app))
		return;
	bp_app_save_setting(app, BP_CONSENT_NIP,
		bp_str(whole ? BP_CONSENT_YES : BP_CONSENT_NO), NULL);
	bp_app_say(app, BP_COLOR_ACCENT,
		whole ? _("Mulai sekarang bukti memuat NIP Anda utuh; layar tetap menyamarkannya.")
		      : _("Mulai sekarang bukti menyamarkan NIP Anda."));
}

/* How much of the NIP stands on a proof: a masked one can be matched to nobody. */
static void person_add_consent(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command consent = {N_("NIP di bukti"), person_consent};

	bp_list_item(list, _(consent.title), BP_THING_COMMAND, &consent)->detail =
		person_is_whole(app)
		? _("Utuh.")
		: _("Tiga angka akhir, kecuali daftar instansi memuatnya.");
	bp_list_number(app, list, 1);
}

static const char *person_about(const struct person *person)
{
	if (!bp_person_is_typing(person))
		return _("Dipakai di bukti belajar dan di daftar peserta komputer ini.");
	if (person->doubt)
		return _("Betulkan, atau Enter sekali lagi untuk memakainya.");
	return _("Enter menyimpan yang tertulis; - mengosongkan.");
}

/* What is kept is fetched for each view: what could not be saved must not be shown as if it
 * were kept. */
static void person_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_PERSON);
	struct person *person = person_of(app);
	bool typing = bp_person_is_typing(person);

	if (!typing)
		bp_person_recall(app, person);
	bp_list_start(app, list, false);
	if (typing && person->doubt) /* in the place of the blank: nothing moves */
		bp_list_add(list, BP_ROW_HEADING,
			bp_app_text(app, _("Periksa NIP/NI PPPK: %s."), person->doubt))
			->color = BP_COLOR_ACCENT;
	else
		bp_list_add(list, BP_ROW_BLANK, NULL);
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		enum bp_person_field field = (enum bp_person_field)i;
		struct bp_row *row = bp_list_item(
			list, bp_person_label(field), BP_THING_ROW, &person->typed[i]);
		bp_list_number(app, list, 1);
		row->detail = person->typed[i].len ? bp_person_shown(app, person, field)
						   : _("tidak disimpan");
	}
	person_add_bundle(app, list);
	person_add_consent(app, list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT, person_about(person))->color = BP_COLOR_FAINT;
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Identitas Anda");
	if (typing)
		bp_person_view(app, person, view);
}

/* The selected field; BP_PERSON_FIELDS if none is. */
static size_t person_pointed(const struct bp_app *app)
{
	const struct bp_buf *typed =
		bp_list_thing(bp_mode_list(app, BP_MODE_PERSON), BP_THING_ROW);

	return typed ? (size_t)(typed - person_of(app)->typed) : BP_PERSON_FIELDS;
}

static void person_change(struct bp_app *app, enum bp_action action)
{
	struct person *person = person_of(app);
	size_t field = person_pointed(app);

	if (action == BP_ACT_EDIT && bp_list_run(app, bp_mode_list(app, BP_MODE_PERSON)))
		return;
	if (field == BP_PERSON_FIELDS || !bp_app_may_change(app))
		return;
	if (action == BP_ACT_EDIT) {
		bp_person_ask(person, (enum bp_person_field)field);
	} else {
		bp_buf_clear(&person->typed[field]);
		person_save(app, field);
	}
}

static void person_act(struct bp_app *app, enum bp_action action)
{
	if (bp_person_is_typing(person_of(app)) && action == BP_ACT_OPEN)
		person_take(app);
	else if (action == BP_ACT_EDIT || action == BP_ACT_REMOVE)
		person_change(app, action);
	else
		bp_list_act(bp_mode_list(app, BP_MODE_PERSON), action);
}

static bool person_can(const struct bp_app *app, enum bp_action action)
{
	size_t field = person_pointed(app);

	return action != BP_ACT_REMOVE ||
		(field < BP_PERSON_FIELDS && person_of(app)->typed[field].len);
}

static bool person_key(struct bp_app *app, uint32_t key)
{
	struct person *person = person_of(app);

	if (bp_person_is_typing(person) && key == BP_KEY_ESCAPE) {
		person->asked = BP_PERSON_FIELDS;
		return true;
	}
	if (bp_person_is_typing(person))
		return bp_person_key(person, key);
	return false;
}

static const struct bp_keymap *person_keymap_of(const struct bp_app *app)
{
	return bp_person_is_typing(person_of(app)) ? &bp_keymap_person_typing
						   : &person_keymap;
}

static struct field *person_field(struct bp_app *app)
{
	return bp_person_field(person_of(app));
}

static void person_release(void *state)
{
	bp_person_release(state);
}

const struct bp_mode bp_mode_person = {
	.size = sizeof(struct person),
	.release = person_release,
	.begin = person_begin,
	.keymap = &person_keymap,
	.keys = person_keymap_of,
	.key = person_key,
	.numbers = BP_ACT_EDIT,
	.field = person_field,
	.act = person_act,
	.can = person_can,
	.view = person_view,
};
