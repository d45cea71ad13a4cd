/* `berpijar audit`: some records of a store, drawn by a seed, beside what their events bear
 * out. */
#include "command.h"
#include "trail.h"
#include <berpijar/audit.h>
#include <berpijar/file.h>
#include <berpijar/learners.h>
#include <berpijar/roster.h>
#include <berpijar/session.h>
#include <string.h>

#define AUDIT_SAMPLE 20 /* where nothing says how many */
#define AUDIT_MOST   2000

static const struct option_row audit_options[] = {ROW_CONTENT, ROW_STORE, ROW_LANG,
	{N_("--seed TEKS"), TEXT(seed),
		N_("benih pengundian; benih yang sama menarik orang yang sama, di komputer mana pun")},
	{"--sample N", NUMBER(sample, 1, AUDIT_MOST),
		N_("berapa orang yang ditarik, %s; bila tidak disebut: 20")},
	{N_("--roster BERKAS.csv"), TEXT(roster),
		N_("siapa saja pesertanya, seperti untuk learner import")},
	{"--format text|json|csv|html", FORMAT, N_("bentuk keluaran")},
	{N_("-o, --output BERKAS"), TEXT(output), N_("berkas yang ditulis")},
	{"--force", FLAG(force), N_("mengganti berkas yang sudah ada")}, ROWS_END};

static int audit_run(const struct options *options);

const struct command command_audit = {
	.name = "audit",
	.arguments = N_("[FOLDER]"),
	.most = 1,
	.summary = N_("memeriksa catatan yang ditarik acak, untuk auditor"),
	.description = N_(
		"Menarik beberapa peserta dengan benih yang disepakati, menghitung kembali JP, menit, percobaan, dan nilainya dari semua kejadian dalam rantai, lalu menyebut apa yang tidak terbukti, mustahil, atau janggal. Tanpa FOLDER: tempat catatan. Status keluar 1 bila ada yang tidak terbukti atau mustahil."),
	.options = audit_options,
	.run = audit_run,
};

/* ---- who is drawn from ---- */

static bool audit_expect(
	struct bp_audit *audit, const struct options *options, struct bp_error *err)
{
	struct bp_roster roster = {.arena = audit->arena};
	bool ok = bp_roster_read(&roster, options->roster, err);

	bp_say_faults(&roster.faults);
	if (ok && roster.faults.errors)
		ok = bp_fail(err, BP_ERROR_INPUT, _("%s belum benar"), options->roster);
	for (size_t i = 0; ok && i < roster.count; i++)
		bp_audit_add(audit, roster.rows[i].cells[BP_ROSTER_ID],
			roster.rows[i].cells[BP_ROSTER_NAME]);
	bp_diagnostics_release(&roster.faults);
	return ok;
}

static bool audit_list(struct bp_audit *audit, struct bp_error *err)
{
	struct bp_names ids = {0};

	if (!bp_learners_list(audit->store, audit->arena, &ids, err))
		return false;
	for (size_t i = 0; i < ids.count; i++)
		bp_audit_add(audit, ids.at[i], "");
	return true;
}

/* ---- its form ---- */

static bool audit_print(
	const struct bp_audit *audit, const struct options *options, struct bp_error *err)
{
	static void (*const forms[])(const struct bp_audit *, struct bp_buf *) = {
		[FORMAT_USUAL] = bp_audit_text,
		[FORMAT_TEXT] = bp_audit_text,
		[FORMAT_JSON] = bp_audit_json,
		[FORMAT_CSV] = bp_audit_csv,
		[FORMAT_HTML] = bp_audit_html,
	};
	struct bp_buf out = {0};
	bool ok = true;

	forms[options->format](audit, &out);
	if (options->output)
		ok = bp_file_write_private(
			options->output, bp_buf_str(&out), options->force, err);
	else
		fwrite(out.at, 1, out.len, stdout);
	bp_buf_release(&out);
	return ok;
}

static bool audit_do(
	struct bp_audit *audit, const struct options *options, struct bp_error *err)
{
	if (!(options->roster ? audit_expect(audit, options, err)
			      : audit_list(audit, err)))
		return false;
	bp_audit_run(audit, (size_t)(options->sample ? options->sample : AUDIT_SAMPLE));
	for (size_t i = 0; i < audit->count; i++)
		if (audit->people[i].there)
			trail_look("audit", audit->store, audit->people[i].id);
	return audit_print(audit, options, err);
}

static bool audit_find_store(
	const struct options *options, struct bp_buf *store, struct bp_error *err)
{
	if (!options->seed || !*options->seed)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan benih yang disepakati, misalnya: --seed 2026"));
	if (!options->arg_count)
		return bp_session_store_folder(&options->config, store, err);
	bp_buf_add_cstr(store, options->args[0]);
	return bp_is_folder(store->at) ||
		bp_fail(err, BP_ERROR_NOT_FOUND, _("%s: folder ini tidak ada"),
			store->at);
}

static int audit_run(const struct options *options)
{
	struct bp_library library;
	struct bp_audit *audit = NULL;
	struct bp_buf store = {0};
	struct bp_error err = {0};

	bp_library_init(&library);
	bool ok = audit_find_store(options, &store, &err) &&
		bp_session_library(&options->config, &library, NULL, &err);
	if (ok) {
		audit = bp_audit_new(store.at, options->seed, &library, bp_session_now());
		ok = audit_do(audit, options, &err);
	}
	int status = !ok ? bp_say_error(&err)
		: audit->weights[BP_AUDIT_UNPROVED] + audit->weights[BP_AUDIT_IMPOSSIBLE]
		? BP_EXIT_FAILED
		: BP_EXIT_DONE;
	bp_audit_free(audit);
	bp_library_release(&library);
	bp_buf_release(&store);
	return status;
}
