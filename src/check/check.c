/* Which files are looked at: the modules of courses, and files of questions. */
#include "rules.h"
#include <berpijar/bank.h>
#include <berpijar/check.h>
#include <berpijar/file.h>
#include <berpijar/link.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK_THREADS 15
#define CHECK_SHARE   16 /* modules that make another thread worth its start */

static bool check_is_markdown(const char *path)
{
	return bp_link_names_module(bp_str(path));
}

/* What is found in one module. Each has a report of its own, so that modules can be read
 * side by side. */
struct module_check {
	struct bp_check found;
	struct module_links *links; /* NULL: it could not be read */
};

struct course_check {
	const struct bp_course *course;
	struct module_check *modules;
	struct module_links **links; /* of each module */
	atomic_size_t next;          /* the first module that nobody has taken */
	void (*step)(struct course_check *course, size_t module);
};

static void check_document(struct module_check *check, const struct bp_course *course,
	const struct bp_module *module)
{
	struct bp_error err = {0};
	struct bp_document *document =
		bp_document_open(course, module, &check->found.faults, &err);

	if (document) {
		check->found.questions += document->quiz.count;
		rules_check_module(&check->found.faults, course, module, document);
		check->links = links_new(document);
	} else {
		bp_diagnose(&check->found.faults, BP_FAULT_MODULE_READ, 0, 0, "%s",
			err.message);
	}
	bp_document_free(document);
}

static void check_module(struct course_check *check, size_t index)
{
	const struct bp_module *module = &check->course->modules[index];
	struct module_check *found = &check->modules[index];
	struct bp_arena *arena = bp_arena_new();

	found->found.files++;
	bp_diagnostics_file(
		&found->found.faults, bp_module_path(arena, check->course, module));
	bp_arena_free(arena);
	if (!module->fault &&
		bp_module_check(check->course, module, &found->found.faults))
		check_document(found, check->course, module);
	check->links[index] = found->links;
}

static void check_links(struct course_check *check, size_t index)
{
	rules_check_links(&(struct rule_subject){
		.faults = &check->modules[index].found.faults,
		.course = check->course,
		.module = &check->course->modules[index],
		.links = check->links,
	});
}

static void *check_work(void *context)
{
	struct course_check *check = context;
	size_t module;

	while ((module = atomic_fetch_add(&check->next, 1)) < check->course->module_count)
		check->step(check, module);
	return NULL;
}

/* Does a step for every module, on as many processors as there are; where no thread can
 * be had, this one does it all. */
static void check_all(struct course_check *check,
	void (*step)(struct course_check *course, size_t module))
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_t threads[CHECK_THREADS];
	size_t count = 0;

	check->step = step;
	check->next = 0;
	while (count < CHECK_THREADS && (long)count + 1 < processors &&
		count * CHECK_SHARE < check->course->module_count &&
		pthread_create(&threads[count], NULL, check_work, check) == 0)
		count++;
	check_work(check);
	while (count)
		pthread_join(threads[--count], NULL);
}

/* Adds what was found in a module to the report. */
static void check_add(struct bp_check *check, struct module_check *module)
{
	check->files += module->found.files;
	check->questions += module->found.questions;
	bp_diagnostics_append(&check->faults, &module->found.faults);
	bp_diagnostics_release(&module->found.faults);
	links_free(module->links);
}

static void check_course(struct bp_check *check, const struct bp_course *course)
{
	struct course_check all = {.course = course,
		.modules = bp_alloc(course->module_count, sizeof *all.modules),
		.links = bp_alloc(course->module_count, sizeof *all.links)};

	check_all(&all, check_module);
	check_all(&all, check_links);
	for (size_t i = 0; i < course->module_count; i++)
		check_add(check, &all.modules[i]);
	free(all.modules);
	free(all.links);
	bp_diagnostics_file(&check->faults, course->path);
	rules_check_course(&check->faults, course);
}

void bp_check_library(struct bp_check *check, const struct bp_library *library)
{
	for (size_t i = 0; i < library->count; i++)
		check_course(check, library->courses[i]);
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
