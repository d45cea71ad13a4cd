/* `berpijar kiosk`: what sshd runs on a shared server, the player and nothing else. */
#include "kiosk.h"
#include "kiosk_fence.h"
#include <berpijar/file.h>
#include <berpijar/logins.h>
#include <berpijar/pins.h>
#include <berpijar/player.h>
#include <unistd.h>

#define KIOSK_IDLE      (30 * 60) /* seconds */
#define KIOSK_IDLE_MOST (24 * 60 * 60)

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
	{"--authorized-keys", FLAG(keys),
		N_("tanpa pemutar: baris kunci untuk AuthorizedKeysCommand milik sshd")},
	{"--fence required|available|off", TEXT(fence),
		N_("pagar sesi: wajib (bila tidak disebut), sebisa kernel, atau tanpa pagar")},
	{"--self-test", FLAG(self_test),
		N_("tanpa pemutar: mencoba setiap jalan keluar dari sesi di server ini")},
	{"--who", FLAG(who),
		N_("tanpa pemutar: siapa yang sedang belajar, di modul mana, sejak berapa menit")},
	ROWS_END};

static int kiosk_run(const struct options *options);

const struct command command_kiosk = {
	.name = "kiosk",
	.arguments = N_("[--authorized-keys [PENGGUNA JENIS KUNCI]]"),
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

/* Whatever was sent as a command, or into a pipe, is not looked at. */
static bool kiosk_has_terminal(struct bp_error *err)
{
	return (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("di sini hanya ada pemutar kursus, yang memerlukan terminal; masuklah tanpa perintah, misalnya: ssh -t SERVER"));
}

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

/* ---- a session ---- */

/* SQLite syncs the folder after the first write to a new journal. It cannot do so behind
 * the fence, and goes on without; so the names are on the disk before. */
static void kiosk_sync_names(const struct bp_session *session)
{
	struct bp_buf folder = {0};

	bp_buf_printf(&folder, "%s/learners", session->folder.at);
	bp_sync_folder(folder.at);
	bp_buf_release(&folder);
}

static bool kiosk_close_fence(
	void *context, const struct bp_session *session, struct bp_error *err)
{
	const enum kiosk_fence_use *use = context;
	struct kiosk_fence fence;

	kiosk_sync_names(session);
	bool ok = kiosk_fence_make(&fence, session, *use, err) &&
		bp_fence_close(&fence.fence, err);

	kiosk_fence_release(&fence);
	return ok;
}

static int kiosk_play(const struct options *options, struct bp_error *err)
{
	struct bp_player_options player = {.config = options->config};
	struct termios before;
	enum kiosk_fence_use fence;

	if (!kiosk_fence_read(options->fence, &fence, err) || !kiosk_has_terminal(err) ||
		!bp_kiosk_still(&before, err))
		return bp_say_error(err);
	player.config.policy = (struct bp_policy){.closed = true,
		.idle_seconds = options->idle ? options->idle : KIOSK_IDLE};
	player.ready = fence == KIOSK_FENCE_OFF ? NULL : kiosk_close_fence;
	player.context = &fence;
	int status = bp_player_run(&player);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	return status;
}

static int kiosk_run(const struct options *options)
{
	struct options found = *options;
	struct bp_error err = {0};

	/* The learner of a configuration file would be everybody's. */
	found.config.learner = options_given(options, "learner");
	bp_fence_begin();
	if (!kiosk_check_folders(&options->config, &err))
		return bp_say_error(&err);
	if (options->init)
		return kiosk_init(options, &err) ? BP_EXIT_DONE : bp_say_error(&err);
	if (options->self_test)
		return records_in_store(options, kiosk_self_test);
	if (options->who)
		return records_in_store(options, kiosk_tell_who);
	if (!kiosk_check(options, &err))
		return bp_say_error(&err);
	if (options->keys)
		return records_in_store(options, kiosk_print_keys);
	if (!kiosk_find_learner(&found, &err))
		return bp_say_error(&err);
	if (found.outbox)
		return records_in_store(&found, kiosk_hand_over);
	return kiosk_play(&found, &err);
}
