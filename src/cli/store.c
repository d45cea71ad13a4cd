/* `berpijar store`: what is done to the folder of records as a whole. */
#include "store.h"
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <berpijar/proofs.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static int run_store_key(const struct options *options);

const struct command store_commands[] = {
	{"store check", "", 0, 0, N_("memeriksa semua catatan belajar"),
		N_("Memeriksa keutuhan, urutan, rantai, pemilik, dan hak akses tiap catatan, ruang kosong, dan umur cadangan terakhir; status keluar 1 bila ada yang bermasalah."),
		"sLgfh", run_store_check},
	{"store backup", N_("FOLDER"), 1, 1, N_("menyalin semua catatan belajar"),
		N_("Menyalin tiap catatan, juga yang sedang dipakai, ke folder baru di FOLDER, dan memeriksa tiap salinan. Tujuh cadangan utuh yang terbaru disimpan. Sebuah cadangan dapat dibuka dengan --store."),
		"sLgh", run_store_backup},
	{"store recover", "", 0, 0, N_("memulihkan catatan yang rusak"),
		N_("Menyisihkan berkas yang rusak ke folder damaged di tempat catatan, lalu membuat yang baru dari semua yang masih terbaca."),
		"sLgh", run_store_recover},
	{"store key", N_("[SERVER]"), 0, 1, N_("membuat kunci server"),
		N_("Membuat kunci di tempat catatan, agar bukti belajar ditandatangani; SERVER adalah nama yang tertulis di bukti."),
		"sgh", run_store_key},
	{0},
};

int run_store(const struct options *options)
{
	return run_group("store", options);
}

bool records_find(
	struct records *records, const struct options *options, struct bp_error *err)
{
	*records = (struct records){.arena = bp_arena_new()};
	if (!bp_session_store_folder(&options->config, &records->folder, err))
		return false;
	if (!options->config.learner)
		return bp_learners_list(
			records->folder.at, records->arena, &records->ids, err);
	if (!bp_learner_exists(records->folder.at, options->config.learner))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan belajar peserta \"%s\""),
			options->config.learner);
	*BP_PUSH(records->arena, records->ids.at, records->ids.count, records->ids.room) =
		options->config.learner;
	return true;
}

void records_release(struct records *records)
{
	bp_buf_release(&records->folder);
	bp_arena_free(records->arena);
}

static bool make_key(const char *folder, char **args, struct bp_error *err)
{
	char host[HOST_NAME_MAX + 1] = "";
	const char *server = args[0] ? args[0] : host;

	if (gethostname(host, sizeof host - 1) != 0 ||
		!bp_server_key_make(folder, server, err))
		return false;
	bp_say(stdout,
		_("Kunci server %s: %s/key (rahasia; cadangkan di tempat aman) dan %s/key.pub (untuk siapa pun yang memeriksa bukti)\n"),
		server, folder, folder);
	return true;
}

static int run_store_key(const struct options *options)
{
	struct bp_buf folder = {0};
	struct bp_error err = {0};
	bool ok = bp_session_store_folder(&options->config, &folder, &err) &&
		make_key(folder.at, options->args, &err);
	bp_buf_release(&folder);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
