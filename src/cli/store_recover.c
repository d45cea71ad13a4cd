/* `berpijar store recover`: puts damaged records aside and makes new ones of what can
 * still be read. */
#include "store.h"
#include "trail.h"
#include <berpijar/lang.h>

static const struct option_row store_recover_options[] = {
	ROW_STORE, ROW_ONE_LEARNER, ROW_LANG, ROWS_END};

static int store_recover_run(const struct options *options);

const struct command command_store_recover = {
	.name = "store recover",
	.summary = N_("memulihkan catatan yang rusak"),
	.description = N_(
		"Menyisihkan berkas yang rusak ke folder damaged di tempat catatan, lalu membuat yang baru dari semua yang masih terbaca."),
	.options = store_recover_options,
	.run = store_recover_run,
};

static bool store_recover_is_damaged(const char *folder, const char *id)
{
	struct bp_health health;

	bp_store_health(folder, id, &health);
	return health.damaged || bp_store_try(folder, id, NULL) == BP_TRIAL_FAILED;
}

static bool store_recover_one(const char *folder, const char *id)
{
	struct bp_recovery recovery;
	struct bp_buf lost = {0};
	struct bp_error err = {0};

	if (!bp_store_recover(folder, id, &recovery, &err)) {
		bp_say_error(&err);
		return false;
	}
	bp_recovery_lost(&recovery, &lost);
	trail_deed(folder,
		&(struct bp_trail_entry){"recover", id, "store-recover", lost.at});
	bp_say(stdout, _("%s: %lld kejadian selamat, %s; berkas lama di %s\n"), id,
		(long long)recovery.kept, lost.at, recovery.aside);
	bp_buf_release(&lost);
	return true;
}

static int store_recover_run(const struct options *options)
{
	struct records records;
	struct bp_error err = {0};
	size_t damaged = 0, failed = 0;
	bool ok = records_find(&records, options, &err);

	for (size_t i = 0; ok && i < records.ids.count; i++) {
		if (!store_recover_is_damaged(records.folder.at, records.ids.at[i]))
			continue;
		damaged++;
		failed += !store_recover_one(records.folder.at, records.ids.at[i]);
	}
	if (ok && !damaged)
		puts(_("Tidak ada catatan belajar yang rusak."));
	records_release(&records);
	if (!ok)
		return bp_say_error(&err);
	return failed ? BP_EXIT_STORE : BP_EXIT_DONE;
}
