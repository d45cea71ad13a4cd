/* `berpijar store`: what is done to the folder of records as a whole. */
#include "store.h"
#include <berpijar/lang.h>

static const struct option_row store_options[] = {ROW_STORE, ROW_LANG, ROWS_END};
static const struct command *const store_subs[] = {&command_store_check,
	&command_store_backup, &command_store_recover, &command_store_key, NULL};

const struct command command_store = {
	.name = "store",
	.arguments = N_("PERINTAH"),
	.most = ANY_NUMBER,
	.summary = N_("tempat catatan: pemeriksaan, cadangan, pemulihan"),
	.description = N_("Mengurus tempat catatan belajar di komputer ini."),
	.options = store_options,
	.subs = store_subs,
};

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
