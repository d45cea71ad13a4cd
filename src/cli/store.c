/* `berpijar store`: what is done to the folder of records as a whole. */
#include "store.h"
#include <berpijar/lang.h>

static const struct option_row store_options[] = {ROW_STORE, ROW_LANG, ROWS_END};
static const struct command *const store_subs[] = {&command_store_check,
	&command_store_backup, &command_store_recover, &command_store_restore,
	&command_store_key, &command_store_revoke, &command_store_page,
	&command_store_log, &command_store_expire, NULL};

const struct command command_store = {
	.name = "store",
	.arguments = N_("PERINTAH"),
	.most = ANY_NUMBER,
	.summary = N_("tempat catatan: pemeriksaan, cadangan, pemulihan"),
	.description = N_("Mengurus tempat catatan belajar di komputer ini."),
	.options = store_options,
	.subs = store_subs,
};
