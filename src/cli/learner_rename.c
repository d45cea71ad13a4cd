/* `berpijar learner rename`: another id for a record. */
#include "learner.h"
#include "trail.h"
#include <berpijar/lang.h>
#include <berpijar/logins.h>
#include <berpijar/outbox.h>
#include <berpijar/pins.h>
#include <berpijar/sent.h>

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

static bool learner_rename(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *from = options->args[0], *to = options->args[1];

	if (!bp_learner_rename(folder, from, to, err) ||
		!bp_outbox_rename(folder, from, to, err) ||
		!bp_pin_rename(folder, from, to, err) ||
		!bp_sent_rename(folder, from, to, err) ||
		(bp_logins_any(folder) && !bp_logins_rename(folder, from, to, err)))
		return false;
	trail_deed(
		folder, &(struct bp_trail_entry){"rename", from, "learner-rename", to});
	bp_say(stdout,
		_("Peserta %s sekarang ber-ID %s. Salinan di tempat lain tetap memakai ID lama.\n"),
		from, to);
	return true;
}

static int learner_rename_run(const struct options *options)
{
	return records_in_store(options, learner_rename);
}
