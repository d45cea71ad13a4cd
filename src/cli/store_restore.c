/* `berpijar store restore`: takes records back out of a backup. */
#include "store.h"
#include "trail.h"
#include <berpijar/arena.h>
#include <berpijar/backups.h>
#include <berpijar/lang.h>

static const struct option_row store_restore_options[] = {
	ROW_STORE, ROW_ONE_LEARNER, ROW_LANG, ROWS_END};

static int store_restore_run(const struct options *options);

const struct command command_store_restore = {
	.name = "store restore",
	.arguments = N_("CADANGAN"),
	.least = 1,
	.most = 1,
	.summary = N_("mengembalikan catatan dari cadangan"),
	.description = N_(
		"Menambahkan apa yang ada di cadangan (folder berpijar-WAKTU) dan tidak ada di sini; tidak ada yang diganti atau dihapus, jadi boleh diulang. Catatan yang hilang dikembalikan utuh."),
	.options = store_restore_options,
	.run = store_restore_run,
};

static void store_restore_tell(const char *id, const struct bp_restored *restored)
{
	if (restored->whole)
		bp_say(stdout, _("%s: dikembalikan utuh, %zu kejadian\n"), id,
			restored->merge.events);
	else
		bp_say(stdout, _("%s: %zu kejadian baru dari %zu\n"), id,
			restored->merge.added, restored->merge.events);
}

/* Whose records are to be put back: --learner, or all that are in the backup. */
static bool store_restore_find(
	const struct options *options, struct bp_names *ids, struct bp_error *err)
{
	const char *backup = options->args[0];

	if (!bp_learners_list(backup, options->arena, ids, err))
		return false;
	for (size_t i = 0; options->learner && i < ids->count; i++)
		if (bp_str_is(bp_str(options->learner), ids->at[i])) {
			ids->at[0] = ids->at[i];
			ids->count = 1;
			return true;
		}
	if (options->learner)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan \"%s\" di %s"), options->learner, backup);
	return ids->count ||
		bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan belajar di %s; sebutkan satu cadangan, misalnya FOLDER/berpijar-20261130T010000Z"),
			backup);
}

/* Each record by itself, so that one that is in use does not keep the others back. */
static bool store_restore_all(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_names ids = {0};
	size_t failed = 0;

	if (!store_restore_find(options, &ids, err))
		return false;
	for (size_t i = 0; i < ids.count; i++) {
		struct bp_restored restored;
		struct bp_error cause = {0};
		if (bp_backup_restore(
			    folder, options->args[0], ids.at[i], &restored, &cause)) {
			trail_deed(folder,
				&(struct bp_trail_entry){
					"restore", ids.at[i], "store-restore", NULL});
			store_restore_tell(ids.at[i], &restored);
			continue;
		}
		failed++;
		fflush(stdout);
		bp_say(stderr, _("berpijar: galat: %s: %s\n"), ids.at[i], cause.message);
	}
	return !failed ||
		bp_fail(err, BP_ERROR_STORE,
			_("%zu catatan tidak dapat dikembalikan; perbaiki lalu jalankan lagi, yang sudah dikembalikan tidak berubah"),
			failed);
}

static int store_restore_run(const struct options *options)
{
	return records_in_store(options, store_restore_all);
}
