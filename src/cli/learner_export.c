/* `berpijar learner export`: everything that is kept of one person, to take away. */
#include "learner.h"
#include "trail.h"
#include <berpijar/lang.h>
#include <berpijar/statements.h>
#include <stdio.h>

static const struct option_row learner_export_options[] = {ROW_STORE, ROW_CONTENT,
	ROW_LANG, {"--format json|csv|xapi", FORMAT, N_("bentuk keluaran")},
	{N_("-o, --output BERKAS"), TEXT(output),
		N_("berkas yang ditulis, hanya untuk Anda")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")},
	{"--bundle", FLAG(bundle),
		N_("satu berkas kecil, untuk digabungkan di komputer lain")},
	{"--with-name", FLAG(named),
		N_("bundel: beserta nama dan unit; hanya bila orangnya setuju")},
	{"--without-name", FLAG(nameless),
		N_("bundel: tanpa nama dan unit, walaupun orangnya pernah setuju")},
	ROWS_END};

static int learner_export_run(const struct options *options);

const struct command command_learner_export = {
	.name = "learner export",
	.arguments = N_("ID [--format json|csv|xapi | --bundle] [-o BERKAS]"),
	.least = 1,
	.most = 1,
	.summary = N_("menyalin semua data satu orang"),
	.description = N_(
		"Mencetak semua yang disimpan tentang seorang peserta sebagai JSON; dengan --format csv: kejadiannya saja, sebagai tabel; dengan --format xapi: pernyataan xAPI, satu tiap baris; dengan --bundle: satu berkas untuk komputer lain. Salinan ini hak setiap orang (UU 27/2022 Pasal 7 dan 13)."),
	.options = learner_export_options,
	.run = learner_export_run,
};

static bool learner_export_write_out(
	const struct options *options, const struct bp_buf *out, struct bp_error *err)
{
	if (options->output)
		return bp_file_write_private(
			options->output, bp_buf_str(out), options->force, err);
	fwrite(out->at, 1, out->len, stdout);
	return true;
}

static bool learner_export_make(const struct options *options, struct bp_store *store,
	struct bp_buf *out, struct bp_error *err)
{
	switch (options->format) {
	case FORMAT_CSV: return bp_learner_export_csv(store, out, err);
	case FORMAT_XAPI:
		return bp_learner_export_xapi(store, &options->config, out, err);
	default: return bp_learner_export(store, options->args[0], out, err);
	}
}

static bool learner_export_one(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *id = options->args[0];
	struct bp_store *store = NULL;
	struct bp_buf out = {0};

	if (!records_has(folder, id, err) ||
		!bp_store_open(&store, folder, id, BP_STORE_READ, err))
		return false;
	trail_deed(
		folder, &(struct bp_trail_entry){"export", id, "learner-export", NULL});
	bool ok = learner_export_make(options, store, &out, err);
	bp_store_close(store);
	ok = ok && learner_export_write_out(options, &out, err);
	bp_buf_release(&out);
	return ok;
}

static int learner_export_run(const struct options *options)
{
	return records_in_store(
		options, options->bundle ? learner_bundle_export : learner_export_one);
}
