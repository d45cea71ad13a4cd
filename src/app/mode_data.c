/*
 * "Data Anda": what is kept of the learner, where, why and for how long, and the rights
 * that UU 27/2022 gives: a copy, and the end of it all.
 */
#include "app.h"
#include <berpijar/lang.h>

struct topic {
	const char *title, *about;
	/* NULL: it only tells */
	void (*open)(struct bp_app *app);
	bool (*can)(const struct bp_own_data *data); /* NULL: always */
	const char *cannot;                          /* why not */
};

/* ---- what can be done ---- */

static bool can_copy(const struct bp_own_data *data)
{
	return data->copies != NULL;
}

/* One is enough: Enter is not to make another one, but on an item that only tells. */
static void copy(struct bp_app *app)
{
	struct list_state *list = &app->data_list;

	bp_effect_add(app, BP_EFFECT_COPY);
	bp_list_pick(list, bp_list_row(list, bp_list_nth(list) - 2));
}

static bool can_erase(const struct bp_own_data *data)
{
	return data->erase != NULL;
}

static void data_erase(struct bp_app *app, struct bp_str typed, const void *with)
{
	(void)with;
	if (bp_str_is(bp_str_trim(typed), app->options.data->erase))
		bp_effect_add(app, BP_EFFECT_ERASE);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Yang diketik bukan ID Anda; tidak ada yang dihapus."));
}

static void show_person(struct bp_app *app)
{
	bp_person_begin(app);
}

static void ask_erase(struct bp_app *app)
{
	bp_prompt_begin(app,
		bp_app_text(
			app, _("Untuk memusnahkan, ketik %s:"), app->options.data->erase),
		64, (struct bp_str){0}, data_erase, NULL);
}

static const struct topic topics[] = {
	{N_("Apa yang disimpan"),
		N_("Jawaban dan nilai, modul yang dibaca dan lamanya, tempat membaca, penanda, catatan, setelan. Nama, unit, dan NIP hanya bila diisi."),
		NULL, NULL, NULL},
	{N_("Di mana"), NULL, NULL, NULL, NULL},
	{N_("Untuk apa"),
		N_("Agar Anda dapat melanjutkan, melihat kemajuan dan JP, dan mengulang soal yang keliru. Tidak ada keputusan otomatis tentang Anda."),
		NULL, NULL, NULL},
	{N_("Berapa lama"), N_("Sampai Anda menghapusnya."), NULL, NULL, NULL},
	{N_("Siapa yang dapat melihatnya"),
		N_("berpijar tidak mengirim apa pun lewat jaringan. Yang dapat membacanya hanya pemakai akun ini dan pengelola komputer ini."),
		NULL, NULL, NULL},
	{N_("Hak Anda (UU 27/2022)"),
		N_("Tahu untuk apa data dipakai (Pasal 5), memperbaikinya (6), mendapat salinannya (7, 13), menghapusnya (8), menarik persetujuan (9), menolak keputusan otomatis (10), membatasi pemakaiannya (11)."),
		NULL, NULL, NULL},
	{N_("Nama, NIP, dan unit yang disimpan"), NULL, show_person, NULL, NULL},
	{N_("Simpan salinan data saya"), NULL, copy, can_copy,
		N_("Sekarang tidak dapat: catatan Anda tidak dapat dibaca, atau folder pribadi Anda tidak diketahui.")},
	{N_("Hapus semua catatan saya"),
		N_("Tidak dapat dikembalikan. Anda diminta mengetik ID sekali lagi."),
		ask_erase, can_erase,
		N_("Sekarang tidak dapat, karena sesi ini tidak mencatat apa pun.")},
};
#define COUNT      (sizeof topics / sizeof *topics)
#define TOPIC_FILE 1

/* ---- the mode ---- */

static void data_begin(struct bp_app *app, const void *with)
{
	(void)with;
	if (!app->options.data)
		return;
	bp_person_recall(app);
	bp_list_begin(app, &app->data_list, BP_MODE_DATA);
}

static bool can(const struct bp_app *app, const struct topic *topic)
{
	return !topic->can || topic->can(app->options.data);
}

static const char *about(struct bp_app *app, const struct topic *topic)
{
	const struct bp_own_data *data = app->options.data;

	if (!can(app, topic))
		return _(topic->cannot);
	if (topic == &topics[TOPIC_FILE])
		return bp_app_text(app, _("Hanya di komputer ini: %s"),
			bp_app_clean(app, data->file));
	if (topic->open == copy)
		return bp_app_text(app, _("Menulis satu berkas JSON ke %s."),
			bp_app_clean(app, data->copies));
	if (topic->open == show_person) {
		const char *person = bp_person_summary(app);
		return person ? person : _("Tidak ada yang disimpan.");
	}
	return _(topic->about);
}

static void data_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct list_state *list = &app->data_list;

	(void)rows;
	(void)columns;
	bp_list_start(list);
	bp_list_add(list, BP_ROW_BLANK, NULL);
	for (size_t i = 0; i < COUNT; i++) {
		struct bp_row *row = bp_list_add(list, BP_ROW_ITEM, _(topics[i].title));
		row->label = bp_app_text(app, "%zu", i + 1);
		row->detail = about(app, &topics[i]);
	}
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Data Anda");
	view->side = app->options.data->learner;
}

static const struct topic *selected(const struct bp_app *app)
{
	return &topics[bp_list_nth(&app->data_list) % COUNT];
}

static bool opens(const struct bp_app *app, const struct topic *topic)
{
	return topic->open && can(app, topic);
}

static void data_act(struct bp_app *app, enum bp_action action)
{
	const struct topic *topic = selected(app);

	if (action != BP_ACT_OPEN)
		bp_list_act(&app->data_list, action);
	else if (opens(app, topic))
		topic->open(app);
	else if (topic->open)
		bp_app_say(app, BP_COLOR_ACCENT, _(topic->cannot));
}

static bool data_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_OPEN || opens(app, selected(app));
}

static bool data_key(struct bp_app *app, uint32_t key)
{
	bool at_once;

	if (!bp_list_digit(app, &app->data_list, key, 0, COUNT, &at_once))
		return false;
	data_act(app, BP_ACT_OPEN);
	return true;
}

const struct bp_mode bp_mode_data = {
	.begin = data_begin,
	.keymap = &bp_keymap_data,
	.key = data_key,
	.act = data_act,
	.can = data_can,
	.view = data_view,
};
