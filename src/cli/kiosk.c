/* `berpijar kiosk`: what sshd runs on a shared server, the player and nothing else. */
#include "kiosk.h"
#include <berpijar/control.h>
#include <berpijar/fence.h>
#include <berpijar/log.h>
#include <berpijar/logins.h>
#include <berpijar/pins.h>
#include <unistd.h>

#define KIOSK_IDLE_MOST (24 * 60 * 60) /* seconds */
#define KIOSK_DAY       (24 * 60)      /* minutes */

static const struct option_row kiosk_options[] = {ROW_CONTENT, ROW_STORE, ROW_LEARNER,
	ROW_LANG, ROW_PLAIN, ROW_COLOR, ROW_ESC,
	{"--login", FLAG(login),
		N_("siapa yang belajar dari nama login akunnya, menurut kolom login tabel peserta")},
	{N_("--idle DETIK"), NUMBER(idle, 1, KIOSK_IDLE_MOST),
		N_("tanpa tombol selama itu, sesi ditutup baik-baik; bila tidak disebut: 1800")},
	{"--outbox", FLAG(outbox),
		N_("tanpa pemutar: berkas terbaru dari kotak keluar peserta, atau yang dipilihnya, ke keluaran baku")},
	{"--init DIR", TEXT(init),
		N_("tanpa pemutar: menata server di DIR, dan menyebut apa yang masih harus dikerjakan")},
	{N_("--account NAMA"), TEXT(account),
		N_("akun para peserta, untuk --init; bila tidak disebut: berpijar")},
	{N_("--signer NAMA"), TEXT(signer),
		N_("akun yang menandatangani bukti, untuk --init; bila tidak disebut: berpijar-sign")},
	{"--authorized-keys", FLAG(keys),
		N_("tanpa pemutar: baris kunci untuk AuthorizedKeysCommand milik sshd")},
	{"--fence required|available|off", TEXT(fence),
		N_("pagar sesi: wajib (bila tidak disebut), sebisa kernel, atau tanpa pagar")},
	{"--self-test", FLAG(self_test),
		N_("tanpa pemutar: mencoba setiap jalan keluar dari sesi di server ini")},
	{"--who", FLAG(who),
		N_("tanpa pemutar: siapa yang sedang belajar, di modul mana, sejak berapa menit")},
	{N_("--say PESAN"), TEXT(say),
		N_("tanpa pemutar: pesan untuk semua sesi, pada tombol berikutnya")},
	{N_("--for MENIT"), NUMBER(for_minutes, 1, KIOSK_DAY),
		N_("untuk --say: sesi yang dimulai dalam waktu itu melihatnya juga; bila tidak disebut: 60")},
	{"--close", FLAG(close),
		N_("tanpa pemutar: menutup server dengan ramah; pesan boleh menyusul")},
	{N_("--in MENIT"), NUMBER(in_minutes, 1, KIOSK_DAY),
		N_("untuk --close: baru sesudah itu; bila tidak disebut: sekarang")},
	{"--open", FLAG(open), N_("tanpa pemutar: membuka server lagi")},
	{"--gate", FLAG(gate),
		N_("tanpa pemutar: gerbang ujian sebuah kelas, atau daftarnya")},
	{"--zone WIB|WITA|WIT", CONFIG, N_("jam yang disebut; bila tidak disebut: WIB")},
	ROWS_END};

static int kiosk_run(const struct options *options);

const struct command command_kiosk = {
	.name = "kiosk",
	.arguments = N_(
		"[--authorized-keys [PENGGUNA JENIS KUNCI] | --close [PESAN] | --gate [KELAS UJIAN open|closed|09.00-10.00]]"),
	.most = 3,
	.summary = N_("di server bersama, untuk sshd: pemutar dan tidak ada yang lain"),
	.description = N_(
		"Dijalankan oleh sshd untuk setiap sesi. Lingkungan dan perintah yang dikirim lewat jaringan diabaikan; bukti dan salinan ditulis ke kotak keluar peserta, yang diambil dengan kunci lain; tidak ada program lain yang dijalankan. Kata kiosk harus kata pertama, dan --learner menyebut siapa yang belajar. Cara menyiapkan server: docs/server.md."),
	.options = kiosk_options,
	.run = kiosk_run,
};

/* ---- what must be known ---- */

static bool kiosk_check_folder(const char *option, const char *path, struct bp_error *err)
{
	return !path || path[0] == '/' ||
		bp_fail(err, BP_ERROR_USAGE,
			_("--%s %s: harus jalur mutlak, yang berawal dengan /"), option,
			path);
}

/* A kiosk stands in no folder of the administrator's. */
static bool kiosk_check_folders(const struct bp_config *config, struct bp_error *err)
{
	for (size_t i = 0; i < config->content_count; i++)
		if (!kiosk_check_folder("content", config->content[i], err))
			return false;
	return kiosk_check_folder("store", config->store, err);
}

static bool kiosk_check(const struct options *options, struct bp_error *err)
{
	const struct bp_config *config = &options->config;

	if (options->arg_count && !options->keys)
		return bp_fail(err, BP_ERROR_USAGE,
			_("kiosk tidak membuka tempat tertentu; lihat: berpijar help kiosk"));

	if (!options->visitor.known)
		return bp_fail(err, BP_ERROR_USAGE,
			_("tulislah kiosk sebagai kata pertama: berpijar kiosk --learner ID"));
	if (!config->store)
		return bp_fail(err, BP_ERROR_USAGE,
			_("tidak diketahui di mana catatan disimpan; sebutkan --store, atau tulislah store di /etc/berpijar/config"));
	return true;
}

/* ---- who learns ---- */

struct kiosk_search {
	struct bp_str type, key;
	struct options *found;
};

static bool kiosk_take_learner(void *context, const struct bp_login *login)
{
	struct kiosk_search *search = context;
	struct bp_config *config = &search->found->config;

	if (!bp_str_equal(login->key, search->key) ||
		!bp_str_equal(login->type, search->type))
		return true;
	config->learner = bp_arena_cstr(search->found->arena, login->learner);
	search->found->outbox = login->kind == BP_LOGIN_OUTBOX;
	if (login->kind == BP_LOGIN_PLAIN)
		bp_config_set(config, "plain", "yes", "--plain", NULL);
	return false;
}

static bool kiosk_take_named(void *context, const struct bp_login *login)
{
	struct kiosk_search *search = context;
	struct options *found = search->found;

	if (login->kind != BP_LOGIN_NAME || !bp_str_is(login->key, found->visitor.login))
		return true;
	found->config.learner = bp_arena_cstr(found->arena, login->learner);
	return false;
}

/* The one whom the roster gave this account; there is no other way in then. */
static bool kiosk_find_named(struct options *options, struct bp_error *err)
{
	struct kiosk_search search = {.found = options};

	if (!bp_logins_each(options->config.store, kiosk_take_named, &search, err))
		return false;
	return options->config.learner ||
		bp_fail(err, BP_ERROR_USAGE,
			_("akun \"%s\" belum dipetakan ke seorang peserta; laporkanlah kepada pengelola"),
			options->visitor.login);
}

/* Without --learner it is the one of the account (--login), or whose key was used, where
 * sshd tells that (ExposeAuthInfo), or who knows a PIN. */
static bool kiosk_find_learner(struct options *options, struct bp_error *err)
{
	struct kiosk_search search = {.found = options};

	if (!options->config.learner && options->login)
		return kiosk_find_named(options, err);
	if (!options->config.learner && options->visitor.key.len &&
		bp_login_key(bp_buf_str(&options->visitor.key), &search.type, &search.key,
			NULL) &&
		!bp_logins_each(options->config.store, kiosk_take_learner, &search, err))
		return false;
	if (!options->config.learner && bp_pins_any(options->config.store))
		return kiosk_has_terminal(err) && kiosk_log_in(options, err);
	return options->config.learner ||
		bp_fail(err, BP_ERROR_USAGE,
			_("tidak diketahui siapa yang belajar; sebutkan --learner ID di baris kuncinya"));
}

/* ---- the commands for whoever runs the server ---- */

static const struct kiosk_work {
	records_work *work;
	size_t flag; /* the offset of its bool … */
	size_t text; /* … or of its text in struct options; 0: it has none */
} kiosk_works[] = {
#define AT(member) offsetof(struct options, member)
	{kiosk_self_test, AT(self_test), 0},
	{kiosk_tell_who, AT(who), 0},
	{kiosk_close, AT(close), 0},
	{kiosk_open, AT(open), 0},
	{kiosk_gate, AT(gate), 0},
	{kiosk_say, 0, AT(say)},
#undef AT
};

static records_work *kiosk_find_work(const struct options *options)
{
	const char *at = (const char *)options;

	for (size_t i = 0; i < sizeof kiosk_works / sizeof *kiosk_works; i++)
		if (kiosk_works[i].text
				? *(const char *const *)(at + kiosk_works[i].text) != NULL
				: *(const bool *)(at + kiosk_works[i].flag))
			return kiosk_works[i].work;
	return NULL;
}

/* ---- a session ---- */

void kiosk_note_refused(const struct options *options, const char *why)
{
	const char *learner = options->config.learner;

	bp_log(BP_LOG_WARNING, "session refused learner=%s reason=%s",
		learner && bp_learner_valid(bp_str(learner)) ? learner : "-", why);
}

/* While the server is closed nobody is asked for anything. */
static bool kiosk_turn_away(const struct options *options)
{
	int64_t now = bp_session_now();
	struct bp_control *control =
		bp_control_open(options->config.store, options->config.zone, now);
	struct bp_buf why = {0};
	bool closed = bp_control_is_closed(control, now, &why);

	if (closed) {
		bp_say(stderr, "%s\n", why.at);
		kiosk_note_refused(options, "closed");
	}
	bp_buf_release(&why);
	bp_control_free(control);
	return closed;
}

static int kiosk_begin(struct options *found)
{
	struct bp_error err = {0};

	if (kiosk_turn_away(found))
		return BP_EXIT_CLOSED;
	if (!kiosk_find_learner(found, &err)) {
		kiosk_note_refused(found, "unknown");
		return bp_say_error(&err);
	}
	if (found->outbox)
		return records_in_store(found, kiosk_hand_over);
	return kiosk_play(found, &err);
}

static int kiosk_run(const struct options *options)
{
	records_work *work = kiosk_find_work(options);
	struct options found = *options;
	struct bp_error err = {0};

	/* The learner of a configuration file would be everybody's. */
	found.config.learner = options_given(options, "learner");
	bp_fence_begin();
	if (!kiosk_check_folders(&options->config, &err))
		return bp_say_error(&err);
	if (options->init)
		return kiosk_init(options, &err) ? BP_EXIT_DONE : bp_say_error(&err);
	if (work)
		return records_in_store(options, work);
	if (!kiosk_check(options, &err))
		return bp_say_error(&err);
	if (options->keys)
		return records_in_store(options, kiosk_print_keys);
	return kiosk_begin(&found);
}
