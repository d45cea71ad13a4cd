/* `berpijar check`: every fault that reading a course, a module or a file of questions
 * finds. */
#include "check.h"
#include "options.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/session.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct tally {
	struct bp_diagnostics diagnostics;
	size_t files, questions;
};

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), size = strlen(end);
	return len >= size && strcmp(text + len - size, end) == 0;
}

static void check_module(struct tally *tally, const struct bp_course *course,
	const struct bp_module *module)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_error err = {0};

	tally->files++;
	bp_diagnostics_file(&tally->diagnostics, bp_module_path(arena, course, module));
	bp_arena_free(arena);
	if (module->fault || !bp_module_check(course, module, &tally->diagnostics))
		return;
	struct bp_document *document =
		bp_session_read_module(course, module, &tally->diagnostics, &err);
	if (document) {
		tally->questions += document->quiz.count;
		check_rules(&tally->diagnostics, course, module, &document->quiz);
		check_links(&tally->diagnostics, course, document);
	} else {
		bp_diagnose(&tally->diagnostics, BP_FAULT_MODULE_READ, 0, 0, "%s",
			err.message);
	}
	bp_document_free(document);
}

static bool check_bank(struct tally *tally, const char *path, struct bp_error *err)
{
	struct bp_quiz quiz = {0};
	struct bp_arena *arena = bp_arena_new();
	bool ok = bp_session_read_bank(arena, path, &tally->diagnostics, &quiz, err);

	tally->files++;
	tally->questions += quiz.count;
	bp_arena_free(arena);
	return ok;
}

static void check_library(struct tally *tally, const struct bp_library *library)
{
	for (size_t i = 0; i < library->count; i++)
		for (size_t n = 0; n < library->courses[i].module_count; n++)
			check_module(tally, &library->courses[i],
				&library->courses[i].modules[n]);
}

static bool check_path(struct tally *tally, const char *path, struct bp_error *err)
{
	struct bp_library library;

	if (bp_is_file(path) && !ends_with(path, ".md"))
		return check_bank(tally, path, err);
	bp_library_init(&library);
	bool ok = bp_library_add(&library, path, &tally->diagnostics, err);
	if (ok)
		check_library(tally, &library);
	bp_library_release(&library);
	return ok;
}

/* Without paths: all that the player would show. */
static bool check_standard(
	struct tally *tally, const struct options *options, struct bp_error *err)
{
	struct bp_library library;

	bp_library_init(&library);
	bool ok =
		bp_session_library(&options->config, &library, &tally->diagnostics, err);
	if (ok)
		check_library(tally, &library);
	bp_library_release(&library);
	return ok;
}

static json_t *text_of(const char *text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, bp_str(text));
	json_t *value = json_stringn(clean.at ? clean.at : "", clean.len);
	bp_buf_release(&clean);
	return value;
}

static void print_json(const struct tally *tally)
{
	json_t *list = json_array();

	for (size_t i = 0; i < tally->diagnostics.count; i++) {
		const struct bp_diagnostic *fault = &tally->diagnostics.at[i];
		const struct bp_fault_row *row = bp_fault_row(fault->fault);
		json_array_append_new(list,
			json_pack("{s:o, s:i, s:i, s:s, s:s, s:o}", "file",
				text_of(fault->file), "line", fault->line, "column",
				fault->column, "severity",
				bp_severity_name(row->severity), "code", row->code,
				"message", text_of(fault->message)));
	}
	json_t *all = json_pack("{s:I, s:I, s:I, s:I, s:o}", "files",
		(json_int_t)tally->files, "questions", (json_int_t)tally->questions,
		"errors", (json_int_t)tally->diagnostics.errors, "warnings",
		(json_int_t)tally->diagnostics.warnings, "diagnostics", list);
	json_dumpf(all, stdout, JSON_INDENT(1));
	putchar('\n');
	json_decref(all);
}

static void print_text(const struct tally *tally)
{
	bp_say_faults(&tally->diagnostics);
	printf(_("%zu berkas, %zu soal: %zu galat, %zu peringatan\n"), tally->files,
		tally->questions, tally->diagnostics.errors, tally->diagnostics.warnings);
}

int run_check(const struct options *options)
{
	struct tally tally = {0};
	struct bp_error err = {0};
	bool ok = true;

	for (int i = 0; ok && i < options->arg_count; i++)
		ok = check_path(&tally, options->args[i], &err);
	if (options->arg_count == 0)
		ok = check_standard(&tally, options, &err);
	if (!ok) {
		bp_diagnostics_release(&tally.diagnostics);
		return bp_say_error(&err);
	}
	bp_diagnostics_sort(&tally.diagnostics);
	if (options->format == FORMAT_JSON)
		print_json(&tally);
	else
		print_text(&tally);
	int status = tally.diagnostics.errors ? BP_EXIT_FAILED : BP_EXIT_DONE;
	bp_diagnostics_release(&tally.diagnostics);
	return status;
}
