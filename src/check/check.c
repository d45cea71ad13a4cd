/* Which files are looked at: the modules of courses, and files of questions. */
#include "rules.h"
#include <berpijar/bank.h>
#include <berpijar/check.h>
#include <berpijar/file.h>
#include <berpijar/link.h>
#include <string.h>

static bool check_is_markdown(const char *path)
{
	return bp_link_names_module(bp_str(path));
}

static void check_document(struct bp_check *check, const struct bp_course *course,
	const struct bp_module *module)
{
	struct bp_error err = {0};
	struct bp_document *document =
		bp_document_open(course, module, &check->faults, &err);

	if (document) {
		check->questions += document->quiz.count;
		rules_check_module(&check->faults, course, module, document);
	} else {
		bp_diagnose(
			&check->faults, BP_FAULT_MODULE_READ, 0, 0, "%s", err.message);
	}
	bp_document_free(document);
}

static void check_module(struct bp_check *check, const struct bp_course *course,
	const struct bp_module *module)
{
	struct bp_arena *arena = bp_arena_new();

	check->files++;
	bp_diagnostics_file(&check->faults, bp_module_path(arena, course, module));
	bp_arena_free(arena);
	if (!module->fault && bp_module_check(course, module, &check->faults))
		check_document(check, course, module);
}

void bp_check_library(struct bp_check *check, const struct bp_library *library)
{
	for (size_t i = 0; i < library->count; i++) {
		const struct bp_course *course = &library->courses[i];
		for (size_t n = 0; n < course->module_count; n++)
			check_module(check, course, &course->modules[n]);
		bp_diagnostics_file(&check->faults, course->path);
		rules_check_course(&check->faults, course);
	}
}

static bool check_bank(struct bp_check *check, const char *path, struct bp_error *err)
{
	struct bp_quiz quiz = {0};
	struct bp_arena *arena = bp_arena_new();
	bool ok = bp_bank_open(arena, path, &check->faults, &quiz, err);

	check->files++;
	check->questions += quiz.count;
	bp_arena_free(arena);
	return ok;
}

bool bp_check_path(struct bp_check *check, const char *path, struct bp_error *err)
{
	struct bp_library library;

	if (bp_is_file(path) && !check_is_markdown(path))
		return check_bank(check, path, err);
	bp_library_init(&library);
	bool ok = bp_library_add(&library, path, &check->faults, err);
	if (ok)
		bp_check_library(check, &library);
	bp_library_release(&library);
	return ok;
}
