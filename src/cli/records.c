/* What the commands share that work on the records of a store. */
#include "records.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

int records_in_store(const struct options *options, records_work *work)
{
	struct bp_buf folder = {0};
	struct bp_error err = {0};
	bool ok = bp_session_store_folder(&options->config, &folder, &err) &&
		work(options, folder.at, &err);

	bp_buf_release(&folder);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}

bool records_has(const char *folder, const char *id, struct bp_error *err)
{
	return bp_learner_exists(folder, id) ||
		bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada peserta \"%s\"; lihat: berpijar learner list"), id);
}

bool records_find(
	struct records *records, const struct options *options, struct bp_error *err)
{
	*records = (struct records){.arena = bp_arena_new()};
	if (!bp_session_store_folder(&options->config, &records->folder, err))
		return false;
	if (!options->learner)
		return bp_learners_list(
			records->folder.at, records->arena, &records->ids, err);
	if (!bp_learner_exists(records->folder.at, options->learner))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan belajar peserta \"%s\""), options->learner);
	*BP_PUSH(records->arena, records->ids.at, records->ids.count, records->ids.room) =
		options->learner;
	return true;
}

void records_release(struct records *records)
{
	bp_buf_release(&records->folder);
	bp_arena_free(records->arena);
}
