/* `berpijar kiosk --init`: the folders of a server and their modes, the key that signs, what
 * sshd and systemd are told. It changes nothing outside its folder, and can be repeated. */
#include "bundled.h"
#include "kiosk.h"
#include "kiosk_signer.h"
#include <berpijar/account.h>
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/proofs.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INIT_ACCOUNT  "berpijar"
#define INIT_TRAINERS "berpijar-pengajar" /* a group; without it root alone sets gates */
#define INIT_SIGNER   "berpijar-sign"

extern const unsigned char server_files[]; /* data/server */

struct init {
	const char *dir, *account;
	uid_t uid;
	gid_t gid, trainers;
	struct signer signer;
	struct bp_buf program, sign; /* this program, and that which signs */
	char host[HOST_NAME_MAX + 1];
};

/* ---- folders ---- */

/* What learners must not change is root's, or whoever lays out the server. */
static const struct init_folder {
	const char *name;
	enum { OF_ROOT, OF_ACCOUNT, OF_TRAINERS } owner;
	mode_t mode;
} init_folders[] = {
	{"", OF_ROOT, 0755},
	{"home", OF_ROOT, 0755},
	{"content", OF_ROOT, 0755},
	{"setup", OF_ROOT, 0755},
	{"control", OF_ROOT, 0755},
	{"control/gates", OF_TRAINERS, 02775},
	{"store", OF_ACCOUNT, 0700},
	{"backup", OF_ACCOUNT, 0700},
};

static bool init_fail(const char *path, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"), path,
		bp_strerror(errno));
}

static bool init_make_folder(
	const struct init *init, const struct init_folder *folder, struct bp_error *err)
{
	uid_t uid = folder->owner == OF_ACCOUNT ? init->uid : geteuid();
	gid_t gid = folder->owner == OF_ACCOUNT ? init->gid
		: folder->owner == OF_TRAINERS  ? init->trainers
						: getegid();
	struct bp_buf path = {0};
	struct stat info;

	bp_buf_printf(&path, "%s%s%s", init->dir, *folder->name ? "/" : "", folder->name);
	bool ok = bp_make_folder(path.at, err) &&
		((lstat(path.at, &info) == 0 && S_ISDIR(info.st_mode) &&
			 ((info.st_uid == uid && info.st_gid == gid) ||
				 chown(path.at, uid, gid) == 0) &&
			 chmod(path.at, folder->mode) == 0) ||
			init_fail(path.at, err));
	bp_buf_release(&path);
	return ok;
}

static bool init_make_folders(const struct init *init, struct bp_error *err)
{
	for (size_t i = 0; i < sizeof init_folders / sizeof *init_folders; i++)
		if (!(init->signer.there && strcmp(init_folders[i].name, "store") == 0) &&
			!init_make_folder(init, &init_folders[i], err))
			return false;
	return true;
}

static bool init_make_store(const struct init *init, struct bp_error *err)
{
	struct bp_buf store = {0};

	bp_buf_printf(&store, "%s/store", init->dir);
	bool ok = !init->signer.there ||
		signer_lay_out_store(&init->signer, store.at, init->uid, init->gid, err);
	bp_buf_release(&store);
	return ok;
}

/* ---- what others read ---- */

static bool init_write_file(
	const struct init *init, const struct bundled_file *file, struct bp_error *err)
{
	const struct bundled_word words[] = {{"@DIR@", init->dir},
		{"@ACCOUNT@", init->account}, {"@PROGRAM@", init->program.at},
		{"@SIGNER@", init->signer.name}, {"@SIGN@", init->sign.at},
		{"@HOST@", init->host}, {NULL, NULL}};
	struct bp_buf path = {0}, text = {0};

	bp_buf_printf(
		&path, "%s/setup/%.*s", init->dir, (int)file->name.len, file->name.at);
	bundled_fill(file->text, words, &text);
	bool ok = bp_file_write(path.at, bp_buf_str(&text), true, err) &&
		(chmod(path.at, 0644) == 0 || init_fail(path.at, err));
	bp_buf_release(&path);
	bp_buf_release(&text);
	return ok;
}

static bool init_write_files(const struct init *init, struct bp_error *err)
{
	struct bp_str left = bundled_all(server_files);
	struct bundled_file file;
	bool ok = true;

	while (ok && bundled_next(&left, &file))
		ok = init_write_file(init, &file, err);
	return ok;
}

/* ---- the key that signs: never the learners' account's own, who could sign with it ---- */

static bool init_make_key(const struct init *init, struct bp_error *err)
{
	struct bp_buf store = {0}, key = {0};

	bp_buf_printf(&store, "%s/store", init->dir);
	bp_buf_printf(&key, "%s/key.pub", store.at);
	bool ok = bp_is_file(key.at) || bp_server_key_make(store.at, init->host, err);
	bp_buf_clear(&key);
	bp_buf_printf(&key, "%s/key", store.at);
	ok = ok && (!init->signer.there || signer_give_key(&init->signer, key.at, err));
	bp_buf_release(&store);
	bp_buf_release(&key);
	return ok;
}

/* ---- what is left to be done ---- */

static void init_tell(const struct init *init)
{
	const char *dir = init->dir, *account = init->account;

	bp_say(stdout,
		_("Server ditata di %s. Yang masih harus dikerjakan, sebagai root:\n"),
		dir);
	bp_say(stdout, _("1. usermod -p '*' -s /bin/sh -d %s/home %s\n"), dir, account);
	bp_say(stdout,
		_("2. install -m 644 %s/setup/sshd.conf /etc/ssh/sshd_config.d/20-berpijar.conf\n"),
		dir);
	bp_say(stdout,
		_("3. hapus baris AcceptEnv LANG LC_* dari /etc/ssh/sshd_config; sshd -t && systemctl reload ssh\n"));
	bp_say(stdout,
		_("4. install -D -m 644 %s/setup/slice.conf /etc/systemd/system/user-%u.slice.d/berpijar.conf\n"),
		dir, (unsigned)init->uid);
	bp_say(stdout,
		_("5. cp %s/setup/berpijar-*.* /etc/systemd/system/; systemctl daemon-reload; systemctl enable --now berpijar-backup.timer berpijar-sign.timer\n"),
		dir);
	bp_say(stdout,
		_("6. salin kursus ke %s/content, milik root dan terbaca semua orang\n"),
		dir);
	bp_say(stdout,
		_("7. sudo -u %s berpijar learner add ID --store %s/store; lalu learner key add ID KUNCI\n"),
		account, dir);
	bp_say(stdout,
		_("8. cadangkan %s/store/key di tempat aman; sisanya: docs/server.md\n"),
		dir);
	if (!init->signer.there)
		bp_say(stdout,
			_("9. agar bukti ditandatangani: useradd --system --no-create-home --shell /usr/sbin/nologin %s; lalu ulangi perintah ini\n"),
			init->signer.name);
}

/* ---- all of it ---- */

static bool init_find_account(struct init *init, struct bp_error *err)
{
	struct bp_account account;

	if (!bp_account_named(init->account, &account))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("belum ada akun %s; buatlah dahulu: useradd --system --no-create-home --home-dir %s/home --shell /bin/sh %s"),
			init->account, init->dir, init->account);
	init->uid = account.uid;
	init->gid = account.gid;
	if (!bp_account_group(INIT_TRAINERS, &init->trainers))
		init->trainers = getegid();
	if (geteuid() == 0 || geteuid() == init->uid)
		return true;
	return bp_fail(err, BP_ERROR_SYSTEM,
		_("jalankan sebagai root: foldernya milik dua akun"));
}

static bool init_check_names(struct init *init, struct bp_error *err)
{
	struct bp_buf words = {0};
	bool ok = (init->dir[0] == '/' && init->dir[1]) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("--%s %s: harus jalur mutlak, yang berawal dengan /"), "init",
			init->dir);

	ok = ok && kiosk_add_word(&words, init->dir, err) &&
		kiosk_add_word(&words, init->account, err) &&
		kiosk_add_word(&words, init->signer.name, err) &&
		kiosk_add_program(&init->program, err);
	if (ok) /* it is installed beside this one */
		bp_buf_printf(&init->sign, "%.*s/berpijar-sign",
			(int)(strrchr(init->program.at, '/') - init->program.at),
			init->program.at);
	bp_buf_release(&words);
	return ok;
}

bool kiosk_init(const struct options *options, struct bp_error *err)
{
	struct init init = {
		.dir = options->init,
		.account = options->account ? options->account : INIT_ACCOUNT,
	};

	if (gethostname(init.host, sizeof init.host - 1) != 0)
		snprintf(init.host, sizeof init.host, "localhost");
	signer_find(&init.signer, options->signer ? options->signer : INIT_SIGNER);
	bool ok = init_check_names(&init, err) && init_find_account(&init, err) &&
		init_make_folders(&init, err) && init_make_store(&init, err) &&
		init_write_files(&init, err) && init_make_key(&init, err);

	if (ok)
		init_tell(&init);
	bp_buf_release(&init.program);
	bp_buf_release(&init.sign);
	return ok;
}
