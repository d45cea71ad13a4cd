/* `berpijar store backup`: a copy of every record. */
#include "store.h"
#include <berpijar/arena.h>
#include <berpijar/backups.h>
#include <berpijar/lang.h>

static const struct option_row store_backup_options[] = {
	ROW_STORE, ROW_ONE_LEARNER, ROW_LANG, ROWS_END};

static int store_backup_run(const struct options *options);

const struct command command_store_backup = {
	.name = "store backup",
	.arguments = N_("FOLDER"),
	.least = 1,
	.most = 1,
	.summary = N_("menyalin semua catatan belajar"),
	.description = N_(
		"Menyalin tiap catatan, juga yang sedang dipakai, ke folder baru di FOLDER, dan memeriksa tiap salinan. Tujuh cadangan utuh yang terbaru disimpan. Sebuah cadangan dapat dibuka dengan --store."),
	.options = store_backup_options,
	.run = store_backup_run,
};

static void store_backup_failed(const struct bp_error *err)
{
	bp_say_error(err);
}

static void store_backup_tell(const struct bp_backup *made)
{
	bp_say(stdout, _("%zu catatan belajar disalin ke %s\n"), made->copied,
		made->path.at);
	if (made->dropped)
		printf(_("%zu cadangan lama dihapus; %d yang terbaru disimpan\n"),
			made->dropped, BP_BACKUPS_KEPT);
	if (made->dropped_unfinished)
		printf(_("%zu cadangan lama yang tidak lengkap dihapus\n"),
			made->dropped_unfinished);
}

static bool store_backup_make(const struct options *options,
	const struct records *records, struct bp_error *err)
{
	struct bp_backup made = {0};
	bool ok = bp_backup_make(
		&(struct bp_backup_order){
			.store = records->folder.at,
			.ids = &records->ids,
			.only = options->learner,
			.into = options->args[0],
			.failed = store_backup_failed,
		},
		&made, err);

	if (ok)
		store_backup_tell(&made);
	bp_buf_release(&made.path);
	return ok;
}

/* A wrong --store looks like a store without records. A backup of it must not take the
 * place of an older one. */
static bool store_backup_check(const struct records *records, struct bp_error *err)
{
	struct bp_buf path = {0};
	bool ok = records->ids.count > 0;

	bp_buf_add_clean_line(&path, bp_str(records->folder.at));
	if (!ok)
		bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan belajar di %s, jadi tidak ada yang disalin; sebutkan tempatnya dengan --store"),
			path.at);
	bp_buf_release(&path);
	return ok;
}

static int store_backup_run(const struct options *options)
{
	struct records records = {0};
	struct bp_error err = {0};

	if (!options->args[0][0]) {
		bp_fail(&err, BP_ERROR_USAGE,
			_("pemakaian: berpijar store backup FOLDER"));
		return bp_say_error(&err);
	}
	bool ok = records_find(&records, options, &err) &&
		store_backup_check(&records, &err) &&
		store_backup_make(options, &records, &err);
	records_release(&records);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
