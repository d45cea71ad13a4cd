/* `berpijar learner rename`: another id for a record. */
#include "learner.h"
#include <berpijar/lang.h>

static const struct option_row learner_rename_options[] = {ROW_STORE, ROW_LANG, ROWS_END};

static int learner_rename_run(const struct options *options);

const struct command command_learner_rename = {
	.name = "learner rename",
	.arguments = N_("LAMA BARU"),
	.least = 2,
	.most = 2,
	.summary = N_("mengganti ID peserta"),
	.description = N_(
		"Memberi catatan seorang peserta ID lain. Salinan di tempat lain tetap memakai ID lama."),
	.options = learner_rename_options,
	.run = learner_rename_run,
};

static int learner_rename_run(const struct options *options)
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
