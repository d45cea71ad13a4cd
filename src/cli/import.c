/* `berpijar import`: files of questions in, a module out. */
#include "session.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <string.h>

struct import {
	struct bp_arena *arena;
	struct bp_quiz quiz;
	struct bp_diagnostics faults;
	struct bp_buf module;
	struct bp_str category; /* in force in the module */
};

/* The file's name without folder and ending, with blanks for "-" and "_". */
static struct bp_str title_of(struct bp_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *name = bp_arena_cstr(arena, bp_str(slash ? slash + 1 : path));
	char *dot = strrchr(name, '.');

	if (dot && dot != name)
		*dot = '\0';
	for (char *at = name; *at; at++)
		if (*at == '-' || *at == '_')
			*at = ' ';
	return bp_str_trim(bp_str(name)).len ? bp_str(name) : bp_str(_("Soal"));
}

/* Each file goes into the module right after it is read, while losses get its name. */
static bool add_file(struct import *import, const char *path, struct bp_error *err)
{
	size_t before = import->quiz.count;

	if (!session_read_bank(path, import->arena, &import->faults, &import->quiz, err))
		return false;
	struct bp_quiz added = {.questions = import->quiz.questions + before,
		.count = import->quiz.count - before};
	bp_module_write(&added, &import->category, &import->faults, &import->module);
	return true;
}

static bool make_module(
	struct import *import, const struct options *options, struct bp_error *err)
{
	bp_module_begin(title_of(import->arena, options->args[0]), &import->module);
	for (int i = 0; i < options->arg_count; i++)
		if (!add_file(import, options->args[i], err))
			return false;
	if (import->quiz.count == 0)
		return bp_fail(err, BP_ERROR_INPUT,
			_("tidak ada soal yang dapat diimpor; tidak ada yang ditulis"));
	if (import->module.len > BP_MODULE_LIMIT)
		return bp_fail(err, BP_ERROR_INPUT,
			_("modulnya akan lebih besar dari %d KiB; pecahlah berkas "
			  "soalnya"),
			BP_MODULE_LIMIT / 1024);
	return true;
}

/* Said before anything is read; bp_file_write() makes sure of it. */
static bool check_options(const struct options *options, struct bp_error *err)
{
	if (options->arg_count == 0 || !options->output)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar import BERKAS... -o BERKAS.md"));
	if (!session_is_module(options->output))
		return bp_fail(err, BP_ERROR_USAGE,
			_("nama modul harus berakhir dengan .md: %s"), options->output);
	if (!options->force && bp_is_file(options->output))
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s sudah ada; pakailah --force untuk menimpanya"),
			options->output);
	return true;
}

int run_import(const struct options *options)
{
	struct import import = {.arena = bp_arena_new()};
	struct bp_error err = {0};
	bool ok = check_options(options, &err) && make_module(&import, options, &err);

	bp_diagnostics_sort(&import.faults);
	print_diagnostics(&import.faults);
	ok = ok &&
		bp_file_write(options->output, bp_buf_str(&import.module), options->force,
			&err);
	if (ok)
		printf(_("%s: %zu soal\n"), options->output, import.quiz.count);
	int status = !ok ? report(&err) : import.faults.errors ? EXIT_FAILED : EXIT_DONE;
	bp_buf_release(&import.module);
	bp_diagnostics_release(&import.faults);
	bp_arena_free(import.arena);
	return status;
}
