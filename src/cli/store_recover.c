/* `berpijar store recover`: what is damaged is put aside, what can be read goes on. */
#include "store.h"
#include <berpijar/lang.h>

static bool is_damaged(const char *folder, const char *id)
{
	struct bp_health health;

	bp_store_health(folder, id, &health);
	return health.damaged;
}

static bool recover(const char *folder, const char *id)
{
	struct bp_recovery recovery;
	struct bp_error err = {0};

	if (!bp_store_recover(folder, id, &recovery, &err)) {
		bp_say_error(&err);
		return false;
	}
	bp_say(stdout, _("%s: %lld kejadian selamat, %lld hilang; berkas lama di %s\n"),
		id, (long long)recovery.kept, (long long)recovery.lost, recovery.aside);
	return true;
}

int run_store_recover(const struct options *options)
{
	struct records records;
	struct bp_error err = {0};
	size_t damaged = 0, failed = 0;
	bool ok = records_find(&records, options, &err);

	for (size_t i = 0; ok && i < records.ids.count; i++) {
		if (!is_damaged(records.folder.at, records.ids.at[i]))
			continue;
		damaged++;
		failed += !recover(records.folder.at, records.ids.at[i]);
	}
	if (ok && !damaged)
		puts(_("Tidak ada catatan belajar yang rusak."));
	records_release(&records);
	if (!ok)
		return bp_say_error(&err);
	return failed ? BP_EXIT_STORE : BP_EXIT_DONE;
}
