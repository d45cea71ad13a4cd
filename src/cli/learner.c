/* `berpijar learner`: its sub-commands, and those that change one learner. */
#include "learner.h"
#include <berpijar/lang.h>

const struct command learner_commands[] = {
	{"learner list", "", 0, 0, N_("semua peserta di komputer ini"),
		N_("Mendaftar peserta dengan nama, unit, modul yang selesai, JP tahun ini, dan hari terakhir belajar. Catatan yang rusak disebut dan tidak menghalangi yang lain; status keluar lalu 1."),
		"sgxh", run_learner_list},
	{"learner show", "ID", 1, 1, N_("satu peserta"),
		N_("Menampilkan siapa dia, ringkasan catatannya, dan di mana berkasnya. NIP disamarkan kecuali tiga angka terakhir."),
		"sgfh", run_learner_show},
	{"learner add", N_("ID [--name NAMA] [--unit UNIT]"), 1, 1,
		N_("menambah peserta"), N_("Membuat catatan kosong untuk peserta baru."),
		"sgMUh", run_learner_add},
	{"learner set", N_("ID [--name NAMA] [--unit UNIT]"), 1, 1,
		N_("memperbaiki nama atau unit peserta"),
		N_("Mengganti nama, unit, atau keduanya. Teks kosong menghapusnya."),
		"sgMUh", run_learner_set},
	{"learner rename", N_("LAMA BARU"), 2, 2, N_("mengganti ID peserta"),
		N_("Memberi catatan seorang peserta ID lain. Salinan di tempat lain tetap memakai ID lama."),
		"sgh", run_learner_rename},
	{"learner export", N_("ID [--format json|csv | --bundle] [-o BERKAS]"), 1, 1,
		N_("menyalin semua data satu orang"),
		N_("Mencetak semua yang disimpan tentang seorang peserta sebagai JSON; dengan --format csv: kejadiannya saja, sebagai tabel; dengan --bundle: satu berkas untuk komputer lain. Salinan ini hak setiap orang (UU 27/2022 Pasal 7 dan 13)."),
		"sgXpRBh", run_learner_export},
	{"learner erase", "ID", 1, 1, N_("memusnahkan semua data satu orang"),
		N_("Memusnahkan catatan seorang peserta dan semua salinannya di tempat catatan, setelah ID-nya diketik sekali lagi, lalu menyebut apa yang dimusnahkan. Cadangan di tempat lain tidak terjangkau (UU 27/2022 Pasal 8)."),
		"sgEh", run_learner_erase},
	{"learner import", N_("BERKAS.csv | --bundle BERKAS [ID]"), 1, 2,
		N_("membuat satu kelas dari tabel, atau menggabungkan bundel"),
		N_("Membaca tabel dengan kolom id, nama, dan unit, lalu menyebut siapa yang akan dibuat atau diubah. Baru dengan --force daftar itu dijalankan, dan hanya bila tidak ada kesalahan di dalamnya. Sel kosong tidak mengubah apa-apa. Bundel boleh digabungkan berkali-kali dan dalam urutan apa pun."),
		"sgDWJh", run_learner_import},
	{0},
};

int run_learner(const struct options *options)
{
	return run_group("learner", options);
}

/* ---- name and unit ---- */

static bool check_text(const char *option, const char *text, struct bp_error *err)
{
	const char *why = text ? bp_profile_fault(bp_str(text)) : NULL;

	return !why || bp_fail(err, BP_ERROR_USAGE, "--%s: %s", option, why);
}

static bool check_texts(const struct options *options, struct bp_error *err)
{
	return check_text("name", options->name, err) &&
		check_text("unit", options->unit, err);
}

/* An empty text takes away what was there. */
static bool put(struct bp_store *store, const char *setting, const char *value,
	struct bp_error *err)
{
	return !value || bp_store_save_setting(store, setting, bp_str(value), err);
}

static bool write_profile(const struct options *options, const char *folder,
	const char *id, struct bp_error *err)
{
	struct bp_store *store = NULL;
	bool ok = bp_store_open(&store, folder, id, BP_STORE_WRITE, err) &&
		put(store, BP_PROFILE_NAME, options->name, err) &&
		put(store, BP_PROFILE_UNIT, options->unit, err);

	bp_store_close(store);
	return ok;
}

static bool add(const struct options *options, const char *folder, const char *id,
	struct bp_error *err)
{
	if (bp_learner_valid(bp_str(id)) && bp_learner_exists(folder, id))
		return bp_fail(err, BP_ERROR_INPUT,
			_("peserta \"%s\" sudah ada; namanya diperbaiki dengan: berpijar learner set"),
			id);
	if (!write_profile(options, folder, id, err))
		return false;
	bp_say(stdout, _("Peserta %s ditambahkan.\n"), id);
	return true;
}

static bool set(const struct options *options, const char *folder, const char *id,
	struct bp_error *err)
{
	if (!options->name && !options->unit)
		return bp_fail(
			err, BP_ERROR_USAGE, _("sebutkan --name, --unit, atau keduanya"));
	if (!bp_learner_exists(folder, id))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada peserta \"%s\"; lihat: berpijar learner list"), id);
	if (!write_profile(options, folder, id, err))
		return false;
	bp_say(stdout, _("Peserta %s diperbaiki.\n"), id);
	return true;
}

static int change(const struct options *options,
	bool (*with)(const struct options *options, const char *folder, const char *id,
		struct bp_error *err))
{
	struct bp_buf folder = {0};
	struct bp_error err = {0};
	bool ok = check_texts(options, &err) &&
		bp_session_store_folder(&options->config, &folder, &err) &&
		with(options, folder.at, options->args[0], &err);

	bp_buf_release(&folder);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}

int run_learner_add(const struct options *options)
{
	return change(options, add);
}

int run_learner_set(const struct options *options)
{
	return change(options, set);
}

/* ---- another id ---- */

int run_learner_rename(const struct options *options)
{
	struct bp_buf folder = {0};
	struct bp_error err = {0};
	const char *from = options->args[0], *to = options->args[1];
	bool ok = bp_session_store_folder(&options->config, &folder, &err) &&
		bp_learner_rename(folder.at, from, to, &err);

	if (ok)
		bp_say(stdout,
			_("Peserta %s sekarang bernama %s. Salinan di tempat lain tetap memakai nama lama.\n"),
			from, to);
	bp_buf_release(&folder);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
