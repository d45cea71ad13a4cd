/* `berpijar learner key`: the SSH keys by which learners log in to a shared server. */
#include "learner.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/logins.h>
#include <string.h>

#define LEARNER_KEY_FILE (16 << 10) /* bytes of a public key's file */

static const struct option_row learner_key_options[] = {ROW_STORE, ROW_LANG, ROWS_END};
static const struct option_row learner_key_add_options[] = {ROW_STORE, ROW_LANG,
	{"--outbox", FLAG(outbox),
		N_("kunci ini hanya mengambil berkas terbaru dari kotak keluar")},
	{"--plain", CONFIG, N_("sesi dengan kunci ini memakai baris biasa")}, ROWS_END};

static int learner_key_add_run(const struct options *options);
static int learner_key_list_run(const struct options *options);
static int learner_key_remove_run(const struct options *options);

static const struct command command_learner_key_add = {
	.name = "learner key add",
	.arguments = N_("ID KUNCI"),
	.least = 2,
	.most = 16,
	.summary = N_("mendaftarkan kunci SSH seorang peserta"),
	.description = N_(
		"Mendaftarkan kunci publik, isi berkas .pub: jenis dan base64, tanpa pilihan apa pun; keterangan di belakangnya tidak disimpan. KUNCI - dibaca dari masukan baku. Satu kunci menunjuk tepat satu peserta."),
	.options = learner_key_add_options,
	.run = learner_key_add_run,
};

static const struct command command_learner_key_list = {
	.name = "learner key list",
	.arguments = N_("[ID]"),
	.most = 1,
	.summary = N_("kunci SSH para peserta"),
	.description = N_(
		"Mencetak kunci-kunci yang terdaftar, satu baris sebuah: ID, kegunaan, jenis, base64."),
	.options = learner_key_options,
	.run = learner_key_list_run,
};

static const struct command command_learner_key_remove = {
	.name = "learner key remove",
	.arguments = N_("ID [AKHIR]"),
	.least = 1,
	.most = 2,
	.summary = N_("menghapus kunci SSH seorang peserta"),
	.description = N_(
		"Menghapus kunci peserta yang base64-nya berakhir dengan AKHIR; tanpa AKHIR: semuanya. Sesi yang sudah terbuka tidak ditutup."),
	.options = learner_key_options,
	.run = learner_key_remove_run,
};

static const struct command *const learner_key_subs[] = {&command_learner_key_add,
	&command_learner_key_list, &command_learner_key_remove, NULL};

const struct command command_learner_key = {
	.name = "learner key",
	.arguments = N_("PERINTAH"),
	.most = ANY_NUMBER,
	.summary = N_("kunci SSH peserta, untuk server bersama"),
	.description = N_(
		"Mengurus kunci SSH yang dengannya peserta masuk ke server bersama; sshd menanyakannya lewat berpijar kiosk --authorized-keys."),
	.options = learner_key_options,
	.subs = learner_key_subs,
};

/* ---- adding ---- */

/* The words of the command line, or standard input. */
static bool learner_key_read(
	const struct options *options, struct bp_buf *text, struct bp_error *err)
{
	if (options->arg_count == 2 && strcmp(options->args[1], "-") == 0)
		return bp_file_read("-", LEARNER_KEY_FILE, text, err);
	for (int i = 1; i < options->arg_count; i++)
		bp_buf_printf(text, "%s ", options->args[i]);
	return true;
}

static bool learner_key_add_text(const struct options *options, const char *folder,
	struct bp_str text, struct bp_error *err)
{
	struct bp_login login = {
		.learner = bp_str(options->args[0]),
		.kind = options->outbox         ? BP_LOGIN_OUTBOX
			: options->config.plain ? BP_LOGIN_PLAIN
						: BP_LOGIN_LEARN,
	};

	if (!bp_login_key(text, &login.type, &login.key, err) ||
		!bp_logins_add(folder, &login, err))
		return false;
	bp_say(stdout, _("Kunci %.*s untuk peserta %s didaftarkan.\n"),
		(int)login.type.len, login.type.at, options->args[0]);
	return true;
}

static bool learner_key_add(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_buf text = {0};
	bool ok = records_has(folder, options->args[0], err) &&
		learner_key_read(options, &text, err) &&
		learner_key_add_text(options, folder, bp_buf_str(&text), err);

	bp_buf_release(&text);
	return ok;
}

static int learner_key_add_run(const struct options *options)
{
	return records_in_store(options, learner_key_add);
}

/* ---- listing ---- */

static bool learner_key_print(void *context, const struct bp_login *login)
{
	const char *learner = context;

	if (!learner || bp_str_is(login->learner, learner))
		printf("%.*s %s %.*s %.*s\n", (int)login->learner.len, login->learner.at,
			bp_login_word(login->kind), (int)login->type.len, login->type.at,
			(int)login->key.len, login->key.at);
	return true;
}

static bool learner_key_list(
	const struct options *options, const char *folder, struct bp_error *err)
{
	return bp_logins_each(folder, learner_key_print,
		options->arg_count ? options->args[0] : NULL, err);
}

static int learner_key_list_run(const struct options *options)
{
	return records_in_store(options, learner_key_list);
}

/* ---- removing ---- */

static bool learner_key_remove(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *learner = options->args[0],
		   *end = options->arg_count > 1 ? options->args[1] : "";
	size_t removed;

	if (!bp_logins_remove(folder, learner, end, &removed, err))
		return false;
	if (removed == 0)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada kunci seperti itu; lihat: berpijar learner key list %s"),
			learner);
	bp_say(stdout, _("%zu kunci peserta %s dihapus.\n"), removed, learner);
	return true;
}

static int learner_key_remove_run(const struct options *options)
{
	return records_in_store(options, learner_key_remove);
}
