/* `berpijar check`: prints what is wrong in courses, modules and files of questions. */
#include "command.h"
#include <berpijar/check.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/session.h>

static const struct option_row check_options[] = {ROW_CONTENT, ROW_LANG,
	{"--format text|json", FORMAT, N_("bentuk keluaran")}, ROWS_END};

static int check_run(const struct options *options);

const struct command command_check = {
	.name = "check",
	.arguments = N_("[JALUR]..."),
	.most = ANY_NUMBER,
	.summary = N_("memeriksa kursus, modul, atau berkas soal"),
	.description = N_(
		"Mencari semua kesalahan dan menyebut berkas, baris, dan kolomnya. Status keluar 1 bila ada galat."),
	.options = check_options,
	.run = check_run,
};

/* Without paths all courses are checked that the player would show. */
static bool check_standard(
	struct bp_check *check, const struct options *options, struct bp_error *err)
{
	struct bp_library library;

	bp_library_init(&library);
	bool ok = bp_session_library(&options->config, &library, &check->faults, err);
	if (ok)
		bp_check_library(check, &library);
	bp_library_release(&library);
	return ok;
}

static void check_print_json(const struct bp_check *check)
{
	json_t *list = json_array();

	for (size_t i = 0; i < check->faults.count; i++) {
		const struct bp_diagnostic *fault = &check->faults.at[i];
		const struct bp_fault_row *row = bp_fault_row(fault->fault);
		json_array_append_new(list,
			json_pack("{s:o, s:i, s:i, s:s, s:s, s:o}", "file",
				bp_json_clean(bp_str(fault->file)), "line", fault->line,
				"column", fault->column, "severity",
				bp_severity_name(row->severity), "code", row->code,
				"message", bp_json_clean(bp_str(fault->message))));
	}
	json_t *all = json_pack("{s:I, s:I, s:I, s:I, s:o}", "files",
		(json_int_t)check->files, "questions", (json_int_t)check->questions,
		"errors", (json_int_t)check->faults.errors, "warnings",
		(json_int_t)check->faults.warnings, "diagnostics", list);
	bp_json_print(all, JSON_INDENT(1));
	json_decref(all);
}

static void check_print_text(const struct bp_check *check)
{
	bp_say_faults(&check->faults);
	printf(_("%zu berkas, %zu soal: %zu galat, %zu peringatan\n"), check->files,
		check->questions, check->faults.errors, check->faults.warnings);
}

static int check_run(const struct options *options)
{
	struct bp_check check = {0};
	struct bp_error err = {0};
	bool ok = true;

	for (int i = 0; ok && i < options->arg_count; i++)
		ok = bp_check_path(&check, options->args[i], &err);
	if (options->arg_count == 0)
		ok = check_standard(&check, options, &err);
	if (!ok) {
		bp_diagnostics_release(&check.faults);
		return bp_say_error(&err);
	}
	bp_diagnostics_sort(&check.faults);
	if (options->format == FORMAT_JSON)
		check_print_json(&check);
	else
		check_print_text(&check);
	int status = check.faults.errors ? BP_EXIT_FAILED : BP_EXIT_DONE;
	bp_diagnostics_release(&check.faults);
	return status;
}
