/* `berpijar learner add` and `set`: a learner's name and unit. */
#include "learner.h"
#include "trail.h"
#include <berpijar/lang.h>
#include <berpijar/year.h>

static const struct option_row learner_set_options[] = {ROW_STORE, ROW_LANG,
	{N_("--name NAMA"), TEXT(name), N_("nama peserta")},
	{"--unit UNIT", TEXT(unit), N_("tempat kerja peserta")},
	{"--employment pns|pppk", TEXT(employment),
		N_("PNS (paling sedikit 20 JP setahun) atau PPPK (paling banyak 24)")},
	ROWS_END};

static int learner_add_run(const struct options *options);
static int learner_set_run(const struct options *options);

const struct command command_learner_add = {
	.name = "learner add",
	.arguments = N_("ID [--name NAMA] [--unit UNIT] [--employment pns|pppk]"),
	.least = 1,
	.most = 1,
	.summary = N_("menambah peserta"),
	.description = N_("Membuat catatan kosong untuk peserta baru."),
	.options = learner_set_options,
	.run = learner_add_run,
};

const struct command command_learner_set = {
	.name = "learner set",
	.arguments = N_("ID [--name NAMA] [--unit UNIT] [--employment pns|pppk]"),
	.least = 1,
	.most = 1,
	.summary = N_("memperbaiki nama, unit, atau kepegawaian peserta"),
	.description = N_(
		"Mengganti yang disebut: nama, unit, kepegawaian. Teks kosong menghapusnya."),
	.options = learner_set_options,
	.run = learner_set_run,
};

static bool learner_set_check_text(
	const char *option, const char *text, struct bp_error *err)
{
	const char *why = text ? bp_profile_fault(bp_str(text)) : NULL;

	return !why || bp_fail(err, BP_ERROR_USAGE, "--%s: %s", option, why);
}

static bool learner_set_check_texts(const struct options *options, struct bp_error *err)
{
	const char *word = options->employment;

	if (word && *word && !bp_employment_of(bp_str(word)))
		return bp_fail(err, BP_ERROR_USAGE,
			_("--employment: \"%s\" bukan pns atau pppk"), word);
	return learner_set_check_text("name", options->name, err) &&
		learner_set_check_text("unit", options->unit, err);
}

/* Saves a text that was given; an empty one removes what was there. */
static bool learner_set_put(struct bp_store *store, const char *setting,
	const char *value, struct bp_error *err)
{
	return !value || bp_store_save_setting(store, setting, bp_str(value), err);
}

static bool learner_set_save(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_store *store = NULL;
	bool ok = bp_store_open(&store, folder, options->args[0], BP_STORE_WRITE, err) &&
		learner_set_put(store, BP_PROFILE_NAME, options->name, err) &&
		learner_set_put(store, BP_PROFILE_UNIT, options->unit, err) &&
		learner_set_put(store, BP_EMPLOYMENT_SETTING, options->employment, err);

	bp_store_close(store);
	if (ok)
		trail_deed(folder,
			&(struct bp_trail_entry){
				"change", options->args[0], "learner-set", NULL});
	return ok;
}

static bool learner_set_add(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *id = options->args[0];

	if (!learner_set_check_texts(options, err))
		return false;
	if (bp_learner_valid(bp_str(id)) && bp_learner_exists(folder, id))
		return bp_fail(err, BP_ERROR_INPUT,
			_("peserta \"%s\" sudah ada; namanya diperbaiki dengan: berpijar learner set"),
			id);
	if (!learner_set_save(options, folder, err))
		return false;
	bp_say(stdout, _("Peserta %s ditambahkan.\n"), id);
	return true;
}

static bool learner_set_change(
	const struct options *options, const char *folder, struct bp_error *err)
{
	if (!learner_set_check_texts(options, err))
		return false;
	if (!options->name && !options->unit && !options->employment)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan yang diganti: --name, --unit, atau --employment"));
	if (!records_has(folder, options->args[0], err) ||
		!learner_set_save(options, folder, err))
		return false;
	bp_say(stdout, _("Peserta %s diperbaiki.\n"), options->args[0]);
	return true;
}

static int learner_add_run(const struct options *options)
{
	return records_in_store(options, learner_set_add);
}

static int learner_set_run(const struct options *options)
{
	return records_in_store(options, learner_set_change);
}
