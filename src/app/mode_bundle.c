/*
 * A bundle for a trainer, or for another computer: what exactly will be in the file, and
 * whether the learner's name and unit go with it. That is asked for, is "no" until the
 * learner says otherwise, and is kept: it holds for bundles that somebody else makes, too.
 */
#include "app.h"
#include "person.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_keymap bundle_keymap = {
	.title = N_("Bundel untuk pengajar"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_choices,
};

struct bundle {
	struct person person; /* as it is kept */
};

static struct bundle *bundle_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_BUNDLE);
}

/* ---- whether it names the learner ---- */

bool bp_bundle_is_named(const struct bp_app *app)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf kept = {0};

	if (recall->setting)
		recall->setting(recall->context, BP_CONSENT_NAME, &kept);
	bool named = bp_str_is(bp_buf_str(&kept), BP_CONSENT_YES);
	bp_buf_release(&kept);
	return named;
}

static void bundle_consent(struct bp_app *app)
{
	bool named = !bp_bundle_is_named(app);

	bp_app_save_setting(app, BP_CONSENT_NAME,
		bp_str(named ? BP_CONSENT_YES : BP_CONSENT_NO), NULL);
	bp_app_say(app, BP_COLOR_ACCENT,
		named ? _("Mulai sekarang nama dan unit Anda ikut.")
		      : _("Mulai sekarang nama dan unit Anda tidak ikut."));
}

static void bundle_write(struct bp_app *app)
{
	bp_effect_add(app, BP_EFFECT_BUNDLE)->as.named = bp_bundle_is_named(app);
}

/* ---- what is in it ---- */

static const char *bundle_text(
	struct bp_app *app, const struct person *person, enum bp_person_field field)
{
	return person->kept[field].len ? bp_person_shown(app, person, field)
				       : _("(kosong)");
}

static void bundle_add_content(struct bp_app *app, struct list_state *list)
{
	const struct person *person = &bundle_of(app)->person;

	bp_list_add(list, BP_ROW_HEADING, _("Isi berkas itu"));
	bp_list_add(list, BP_ROW_TEXT,
		bp_app_text(app, _("ID Anda: %s."), app->options.data->learner));
	bp_list_add(list, BP_ROW_TEXT,
		_("Semua yang tercatat: jawaban dan nilai, uraian, modul yang dibaca dan lamanya, penanda, catatan, laporan soal; dan tempat membaca."));
	if (bp_bundle_is_named(app))
		bp_list_add(list, BP_ROW_TEXT,
			bp_app_text(app, _("Nama: %s. Unit: %s."),
				bundle_text(app, person, BP_PERSON_NAME),
				bundle_text(app, person, BP_PERSON_UNIT)));
	bp_list_add(list, BP_ROW_TEXT,
		bp_bundle_is_named(app)
			? _("Tidak ikut: NIP, instansi, kelas, setelan, konsep jawaban.")
			: _("Tidak ikut: nama, unit, NIP, instansi, kelas, setelan, konsep jawaban."));
	bp_list_add(list, BP_ROW_BLANK, NULL);
}

static void bundle_add_items(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command write = {N_("Simpan berkas itu"), bundle_write},
				       consent = {N_("Sertakan nama dan unit saya"),
					       bundle_consent};
	struct bp_row *row;

	bp_list_item(list, _(write.title), BP_THING_COMMAND, &write)->detail =
		app->options.policy.closed
		? _("Ke kotak keluar Anda.")
		: bp_app_text(app, _("Ke %s, hanya untuk Anda."),
			  bp_app_clean(app, app->options.data->copies));
	bp_list_number(app, list, 1);
	row = bp_list_item(list, _(consent.title), BP_THING_COMMAND, &consent);
	row->state = bp_bundle_is_named(app) ? _("ya") : _("tidak");
	row->detail = _(
		"Enter mengubahnya, kapan pun. Berlaku juga bila pengajar atau pengelola yang membuat berkasnya.");
	bp_list_number(app, list, 1);
}

static void bundle_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_BUNDLE);

	bp_person_recall(app, &bundle_of(app)->person);
	bp_list_start(app, list, true);
	bundle_add_content(app, list);
	bundle_add_items(app, list);
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Bundel untuk pengajar");
	view->side = app->options.data->learner;
}

/* ---- the mode ---- */

static void bundle_begin(struct bp_app *app, const void *with)
{
	const struct bp_own_data *data = app->options.data;

	(void)with;
	if (data && data->copies && app->options.recording)
		bp_mode_push(app, BP_MODE_BUNDLE);
	else
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak dapat: tidak ada yang dicatat, atau folder pribadi Anda tidak diketahui."));
}

static void bundle_release(void *state)
{
	bp_person_release(&((struct bundle *)state)->person);
}

static void bundle_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_BUNDLE);

	if (action != BP_ACT_OPEN)
		bp_list_act(list, action);
	else
		bp_list_run(app, list);
}

const struct bp_mode bp_mode_bundle = {
	.size = sizeof(struct bundle),
	.release = bundle_release,
	.begin = bundle_begin,
	.keymap = &bundle_keymap,
	.numbers = BP_ACT_OPEN,
	.act = bundle_act,
	.view = bundle_view,
};
