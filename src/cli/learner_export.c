/* `berpijar learner export`: everything that is kept of one person, to take away. */
#include "learner.h"
#include <berpijar/csv.h>
#include <berpijar/lang.h>
#include <stdio.h>

static const struct option_row learner_export_options[] = {
	ROW_STORE,
	ROW_LANG,
	{"--format json|csv", FORMAT, N_("bentuk keluaran")},
	{N_("-o, --output BERKAS"), TEXT(output),
		N_("berkas yang ditulis, hanya untuk Anda")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")},
	{"--bundle", FLAG(bundle),
		N_("satu berkas kecil, untuk digabungkan di komputer lain")},
	ROWS_END,
};

static int learner_export_run(const struct options *options);

const struct command command_learner_export = {
	.name = "learner export",
	.arguments = N_("ID [--format json|csv | --bundle] [-o BERKAS]"),
	.least = 1,
	.most = 1,
	.summary = N_("menyalin semua data satu orang"),
	.description = N_(
		"Mencetak semua yang disimpan tentang seorang peserta sebagai JSON; dengan --format csv: kejadiannya saja, sebagai tabel; dengan --bundle: satu berkas untuk komputer lain. Salinan ini hak setiap orang (UU 27/2022 Pasal 7 dan 13)."),
	.options = learner_export_options,
	.run = learner_export_run,
};

/* ---- CSV ---- */

static void add_number(struct bp_buf *out, double value)
{
	char text[32] = "";

	if (value >= 0)
		snprintf(text, sizeof text, "%.6g", value);
	bp_csv_put(out, bp_str(text));
}

static void csv_event(void *context, const struct bp_event *event, struct bp_str verb)
{
	struct bp_buf *out = context;
	char id[BP_UUID_LEN + 1], at[BP_TIME_ROOM], seq[24];

	bp_uuid_write(event->id, id);
	bp_time_iso(event->at, at);
	snprintf(seq, sizeof seq, "%lld", (long long)event->seq);
	bp_csv_put(out, bp_str(seq));
	bp_csv_put(out, bp_str(id));
	bp_csv_put(out, bp_str(at));
	bp_csv_put(out, verb);
	bp_csv_put(out, event->course);
	bp_csv_put(out, event->module);
	bp_csv_put(out, event->question);
	add_number(out, event->grade);
	add_number(out, event->seconds);
	add_number(out, event->jp_halves / 2.0);
	bp_csv_put(out, event->body);
	bp_csv_end(out);
}

static bool export_csv(struct bp_store *store, struct bp_buf *out, struct bp_error *err)
{
	static const char *const heads[] = {"seq", "id", "at", "verb", "course", "module",
		"question", "grade", "seconds", "jp", "body"};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		bp_csv_put(out, bp_str(heads[i]));
	bp_csv_end(out);
	return bp_store_each_event(store, csv_event, out, err);
}

/* ---- the command ---- */

static bool write_out(
	const struct options *options, const struct bp_buf *out, struct bp_error *err)
{
	if (options->output)
		return bp_file_write_private(
			options->output, bp_buf_str(out), options->force, err);
	fwrite(out->at, 1, out->len, stdout);
	return true;
}

static bool export_one(const struct options *options, const char *folder, const char *id,
	struct bp_error *err)
{
	struct bp_store *store = NULL;
	struct bp_buf out = {0};

	if (!bp_learner_exists(folder, id))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada peserta \"%s\"; lihat: berpijar learner list"), id);
	if (!bp_store_open(&store, folder, id, BP_STORE_READ, err))
		return false;
	bool ok = options->format == FORMAT_CSV ? export_csv(store, &out, err)
						: bp_learner_export(store, id, &out, err);
	bp_store_close(store);
	ok = ok && write_out(options, &out, err);
	bp_buf_release(&out);
	return ok;
}

static int learner_export_run(const struct options *options)
{
	struct bp_buf folder = {0};
	struct bp_error err = {0};
	const char *id = options->args[0];
	bool ok = bp_session_store_folder(&options->config, &folder, &err) &&
		(options->bundle ? learner_bundle_export(options, folder.at, id, &err)
				 : export_one(options, folder.at, id, &err));

	bp_buf_release(&folder);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
