/*
 * "Data Anda": what is kept of the learner, where, why and for how long, and the rights
 * that UU 27/2022 gives: a copy, and the end of it all.
 */
#include "app.h"
#include "person.h"
#include <berpijar/lang.h>

/* ---- keys ---- */

static const struct bp_keymap data_keymap = {
	.title = N_("Data Anda"),
	.parent = &bp_keymap_moving,
	.bindings = bp_list_keys,
	.hints = bp_list_hints,
};

struct data_topic {
	const char *title, *about;
	const char *(*tell)(struct bp_app *app); /* in the place of `about`; or NULL */
	/* NULL: the topic only tells something */
	void (*open)(struct bp_app *app);
	bool (*can)(const struct bp_own_data *data); /* NULL: always */
	const char *cannot;                          /* why not */
	bool closed;                                 /* only on a shared server */
	bool centre; /* only where a centre is sent what is recorded */
};

/* ---- what can be done ---- */

static bool data_can_copy(const struct bp_own_data *data)
{
	return data->copies != NULL;
}

static void data_copy(struct bp_app *app);

static bool data_can_erase(const struct bp_own_data *data)
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

static void data_show_person(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_PERSON, NULL);
}

static void data_show_outbox(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_OUTBOX, NULL);
}

static void data_ask_erase(struct bp_app *app)
{
	bp_prompt_begin(app,
		bp_app_text(
			app, _("Untuk memusnahkan, ketik %s:"), app->options.data->erase),
		64, (struct bp_str){0}, data_erase, NULL);
}

/* ---- what is told ---- */

struct data {
	struct person person; /* as it is kept */
	bool centre;          /* a centre is sent what is recorded: */
	struct bp_sending sending;
	bool words; /* the learner's own words, too */
};

static const struct data *data_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_DATA);
}

static const char *data_tell_file(struct bp_app *app)
{
	bool centre = data_of(app)->centre;

	if (!app->options.data->file)
		return centre ? _("Di server ini; yang terkirim ada juga di pusat.")
			      : _("Hanya di server ini.");
	return bp_app_text(app,
		centre ? _("Di komputer ini, %s; yang terkirim ada juga di pusat.")
		       : _("Hanya di komputer ini: %s"),
		bp_app_clean(app, app->options.data->file));
}

static const char *data_tell_readers(struct bp_app *app)
{
	if (data_of(app)->centre)
		return _(
			"Anda, pengelola dan pengajar di sini, dan pengelola pusat, yang mengenal Anda hanya dengan angka acak.");
	return app->options.policy.closed
		? _("Hanya Anda, pengelola server ini, dan pengajar kelas Anda.")
		: _("berpijar tidak mengirim apa pun lewat jaringan. Yang dapat membacanya hanya pemakai akun ini dan pengelola komputer ini.");
}

static const char *data_tell_time(struct bp_app *app)
{
	return app->options.policy.closed
		? _("Sampai pengelola server menghapusnya, juga bila Anda memintanya.")
		: _("Sampai Anda menghapusnya.");
}

static const char *data_tell_copy(struct bp_app *app)
{
	if (app->options.policy.closed)
		return _(
			"Menulis satu berkas JSON ke kotak keluar Anda; pengelola memberi tahu cara mengambilnya.");
	return bp_app_text(app, _("Menulis satu berkas JSON ke %s."),
		bp_app_clean(app, app->options.data->copies));
}

static const char *data_tell_person(struct bp_app *app)
{
	struct data *data = bp_mode_state(app, BP_MODE_DATA);

	bp_person_recall(app, &data->person);
	const char *summary = bp_person_summary(app, &data->person);
	return summary ? summary : _("Tidak ada yang disimpan.");
}

static const char *data_tell_sent(struct bp_app *app)
{
	const struct bp_sending *sending = &data_of(app)->sending;
	char clock[BP_TIME_ROOM];

	if (sending->known && sending->answers)
		return bp_app_text(app, _("%lld jawaban menunggu sambungan."),
			(long long)sending->answers);
	if (!sending->at || !sending->known)
		return _("Belum ada yang terkirim.");
	if (sending->results)
		return _("Semua jawaban terkirim; hasilnya menunggu sambungan.");
	bp_time_clock(sending->at, app->now, app->options.zone, clock);
	return bp_app_text(app, _("Semua jawaban dan hasil terkirim, %s."), clock);
}

static const char *data_tell_words(struct bp_app *app)
{
	return data_of(app)->words
		? _("Ya: catatan, penanda, esai, dan jawaban yang diketik ikut. Enter menariknya kembali untuk yang berikutnya.")
		: _("Tidak: catatan, penanda, esai, dan jawaban yang diketik tetap di sini. Enter menyetujuinya.");
}

static void data_turn_words(struct bp_app *app)
{
	struct data *data = bp_mode_state(app, BP_MODE_DATA);

	data->words = !data->words;
	bp_app_save_setting(app, BP_CONSENT_WORDS,
		bp_str(data->words ? BP_CONSENT_YES : BP_CONSENT_NO), NULL);
}

static const struct data_topic data_topics[] = {
	{.title = N_("Apa yang disimpan"),
		.about = N_(
			"Jawaban dan nilai, modul yang dibaca dan lamanya, tempat membaca, penanda, catatan, penilaian kursus, setelan. Nama, unit, dan NIP hanya bila diisi.")},
	{.title = N_("Di mana"), .tell = data_tell_file},
	{.title = N_("Untuk apa"),
		.about = N_(
			"Agar Anda dapat melanjutkan, melihat kemajuan dan JP, dan mengulang soal yang keliru. Tidak ada keputusan otomatis tentang Anda.")},
	{.title = N_("Berapa lama"), .tell = data_tell_time},
	{.title = N_("Siapa yang dapat melihatnya"), .tell = data_tell_readers},
	{.title = N_("Hak Anda (UU 27/2022)"),
		.about = N_(
			"Tahu untuk apa data dipakai (Pasal 5), memperbaikinya (6), mendapat salinannya (7, 13), menghapusnya (8), menarik persetujuan (9), menolak keputusan otomatis (10), membatasi pemakaiannya (11).")},
	{.title = N_("Nama, NIP, dan unit yang disimpan"),
		.tell = data_tell_person,
		.open = data_show_person},
	{.title = N_("Simpan salinan data saya"),
		.tell = data_tell_copy,
		.open = data_copy,
		.can = data_can_copy,
		.cannot = N_(
			"Sekarang tidak dapat: catatan Anda tidak dapat dibaca, atau folder pribadi Anda tidak diketahui.")},
	{.title = N_("Kotak keluar"),
		.about = N_(
			"Berkas yang Anda simpan di server ini: bacalah, atau pilih yang diambil berikutnya."),
		.open = data_show_outbox,
		.can = data_can_copy,
		.cannot = N_("Sekarang tidak dapat dibuka."),
		.closed = true},
	{.title = N_("Yang terkirim ke pusat"), .tell = data_tell_sent, .centre = true},
	{.title = N_("Kirim juga tulisan saya"),
		.tell = data_tell_words,
		.open = data_turn_words,
		.centre = true},
	{.title = N_("Hapus semua catatan saya"),
		.about = N_(
			"Tidak dapat dikembalikan. Anda diminta mengetik ID sekali lagi."),
		.open = data_ask_erase,
		.can = data_can_erase,
		.cannot = N_(
			"Sekarang tidak dapat, karena sesi ini tidak mencatat apa pun.")},
};
#define COUNT    (sizeof data_topics / sizeof *data_topics)
#define NUMBERED 9 /* topics that one digit opens */

/* Afterwards the nearest topic above that only tells something is selected, so that another
 * Enter does not make a second copy. */
static void data_copy(struct bp_app *app)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_DATA);
	const struct data_topic *topic = bp_list_thing(list, BP_THING_ROW);

	bp_effect_add(app, BP_EFFECT_COPY);
	while (topic->open)
		topic--;
	bp_list_point(list, topic);
}

/* ---- the mode ---- */

static void data_begin(struct bp_app *app, const void *with)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf words = {0};

	(void)with;
	if (!app->options.data)
		return;
	bp_mode_push(app, BP_MODE_DATA);
	struct data *data = bp_mode_state(app, BP_MODE_DATA);
	data->centre = recall->sent && recall->sent(recall->context, &data->sending);
	if (data->centre && recall->setting)
		recall->setting(recall->context, BP_CONSENT_WORDS, &words);
	data->words = bp_str_is(bp_buf_str(&words), BP_CONSENT_YES);
	bp_buf_release(&words);
}

static void data_release(void *state)
{
	bp_person_release(&((struct data *)state)->person);
}

static bool data_can_do(const struct bp_app *app, const struct data_topic *topic)
{
	return !topic->can || topic->can(app->options.data);
}

static const char *data_cannot(const struct bp_app *app, const struct data_topic *topic)
{
	if (app->options.policy.closed && topic->can == data_can_erase)
		return _(
			"Di server bersama, penghapusan dikerjakan pengelola: mintalah kepadanya.");
	return _(topic->cannot);
}

static const char *data_about(struct bp_app *app, const struct data_topic *topic)
{
	if (!data_can_do(app, topic))
		return data_cannot(app, topic);
	if (topic->tell)
		return topic->tell(app);
	return _(topic->about);
}

static bool data_is_offered(const struct bp_app *app, const struct data_topic *topic)
{
	return (!topic->closed || app->options.policy.closed) &&
		(!topic->centre || data_of(app)->centre);
}

static void data_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_DATA);

	bp_list_start(app, list, true);
	for (size_t i = 0; i < COUNT; i++) {
		if (!data_is_offered(app, &data_topics[i]))
			continue;
		struct bp_row *row = bp_list_item(
			list, _(data_topics[i].title), BP_THING_ROW, &data_topics[i]);
		if (list->numbered < NUMBERED)
			bp_list_number(app, list, 1);
		row->detail = data_about(app, &data_topics[i]);
	}
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->title = _("Data Anda");
	view->side = app->options.data->learner;
}

static const struct data_topic *data_selected(const struct bp_app *app)
{
	return bp_list_thing(bp_mode_list(app, BP_MODE_DATA), BP_THING_ROW);
}

static bool data_opens(const struct bp_app *app, const struct data_topic *topic)
{
	return topic && topic->open && data_can_do(app, topic);
}

static void data_act(struct bp_app *app, enum bp_action action)
{
	const struct data_topic *topic = data_selected(app);

	if (action != BP_ACT_OPEN)
		bp_list_act(bp_mode_list(app, BP_MODE_DATA), action);
	else if (data_opens(app, topic))
		topic->open(app);
	else if (topic && topic->open)
		bp_app_say(app, BP_COLOR_ACCENT, data_cannot(app, topic));
}

static bool data_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_OPEN || data_opens(app, data_selected(app));
}

const struct bp_mode bp_mode_data = {
	.size = sizeof(struct data),
	.release = data_release,
	.begin = data_begin,
	.keymap = &data_keymap,
	.numbers = BP_ACT_OPEN,
	.act = data_act,
	.can = data_can,
	.view = data_view,
};
