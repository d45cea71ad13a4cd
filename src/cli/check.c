/* `berpijar check`: what is wrong in courses, modules and files of questions. */
#include "check.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/session.h>
#include <berpijar/time.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHECK_ALLOWS_MOST 64

static const struct option_row check_options[] = {ROW_CONTENT, ROW_LANG,
	{"--format text|json", FORMAT, N_("bentuk keluaran")},
	{"--strict", FLAG(strict), N_("peringatan pun membuat status keluar 1")},
	{"--allow KODE", TEXT(allow),
		N_("tidak menyebut kode ini, kecuali galat; boleh beberapa kali")},
	{"--fix", FLAG(fix), N_("membetulkan yang pasti, di berkasnya sendiri")},
	{"--against DIR", TEXT(against),
		N_("juga menyebut yang dikenal catatan di DIR, tetapi tidak lagi ada di kursus")},
	{"--dry-run", FLAG(dry_run),
		N_("bersama --fix: hanya menyebut yang akan dibetulkan")},
	ROWS_END};

static int check_run(const struct options *options);

const struct command command_check = {
	.name = "check",
	.arguments = N_("[JALUR]..."),
	.most = ANY_NUMBER,
	.summary = N_("memeriksa kursus, modul, atau berkas soal"),
	.description = N_(
		"Mencari semua kesalahan dan menyebut berkas, baris, dan kolomnya. JALUR - membaca masukan standar. Status keluar 1 bila ada galat."),
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

/* Every --allow, since each may be given several times. */
static bool check_take_allows(const struct options *options, struct bp_check *check,
	enum bp_fault codes[CHECK_ALLOWS_MOST], struct bp_error *err)
{
	const char *meant;

	check->allow = codes;
	for (size_t i = 0; i < options->given_count; i++) {
		const struct option_given *given = &options->given[i];
		if (strcmp(given->name, "allow") != 0 ||
			check->allow_count == CHECK_ALLOWS_MOST)
			continue;
		enum bp_fault fault = bp_fault_find(bp_str(given->value), &meant);
		if (fault == BP_FAULT_COUNT)
			return bp_fail(err, BP_ERROR_USAGE,
				meant ? _("tidak ada kode \"%s\"; maksud Anda \"%s\"?")
				      : _("tidak ada kode \"%s\"; kodenya tertulis di dalam [ ] di akhir pesan%s"),
				given->value, meant ? meant : "");
		codes[check->allow_count++] = fault;
	}
	return true;
}

/* The day by which things are old: that of SOURCE_DATE_EPOCH where it is set, so that what
 * is built again says the same. */
static void check_set_today(char today[BP_TIME_ROOM])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds = epoch && *epoch ? strtoll(epoch, NULL, 10) : time(NULL);

	bp_time_day(
		seconds > 0 && seconds < BP_TIME_MOST / 1000 ? seconds * 1000 : 1, today);
}

static bool check_take_path(struct bp_check *check, const char *path,
	struct bp_buf *input, struct bp_error *err)
{
	if (strcmp(path, "-") != 0)
		return bp_check_path(check, path, err);
	return bp_file_read("-", BP_BANK_LIMIT, input, err) &&
		bp_check_text(check, "-", bp_buf_str(input), err);
}

static bool check_all_paths(struct bp_check *check, const struct options *options,
	struct bp_buf *input, struct bp_error *err)
{
	if (options->arg_count == 0)
		return check_standard(check, options, err);
	for (int i = 0; i < options->arg_count; i++)
		if (!check_take_path(check, options->args[i], input, err))
			return false;
	return true;
}

static int check_report(
	struct bp_check *check, const struct options *options, const struct bp_buf *input)
{
	bool ok = true;

	bp_check_end(check);
	if (options->fix)
		ok = check_fix(check, options->dry_run);
	else if (options->format == FORMAT_JSON)
		check_print_json(check);
	else
		check_print_text(check, bp_buf_str(input));
	if (!ok || check->faults.errors || (options->strict && check->faults.warnings))
		return BP_EXIT_FAILED;
	return BP_EXIT_DONE;
}

static int check_run(const struct options *options)
{
	enum bp_fault allowed[CHECK_ALLOWS_MOST];
	char today[BP_TIME_ROOM];
	struct bp_check check = {.today = today};
	struct bp_buf input = {0};
	struct bp_error err = {0};

	check_set_today(today);
	bool ok = check_take_allows(options, &check, allowed, &err) &&
		(!options->against ||
			check_take_known(
				&check, options->arena, options->against, &err)) &&
		check_all_paths(&check, options, &input, &err);
	int status = ok ? check_report(&check, options, &input) : bp_say_error(&err);
	bp_diagnostics_release(&check.faults);
	bp_buf_release(&input);
	return status;
}

int check_folder(const struct options *options, const char *path)
{
	struct options check = *options;
	char *args[] = {(char *)(uintptr_t)path};

	check.args = args;
	check.arg_count = 1;
	return check_run(&check);
}
