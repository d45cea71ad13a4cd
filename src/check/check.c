/* Which files are looked at: the modules of courses, and files of questions. */
#include "rules.h"
#include <berpijar/bank.h>
#include <berpijar/check.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK_THREADS 15
#define CHECK_SHARE   16 /* modules that make another thread worth its start */
#define CHECK_ALL     SIZE_MAX

/* What is found in one module. Each has a report of its own, so that modules can be read
 * side by side. */
struct module_check {
	struct bp_check found;
	struct module_kept *kept; /* NULL: it could not be read */
};

struct course_check {
	const struct bp_course *course;
	const char *today;
	size_t only; /* index of the one module that is asked for, or CHECK_ALL */
	struct module_check *modules;
	struct module_kept **kept; /* of each module */
	struct course_terms *terms;
	atomic_size_t next; /* the first module that nobody has taken */
	void (*step)(struct course_check *course, size_t module);
};

static void check_source(struct module_check *found, struct rule_subject *subject,
	const struct bp_module_source *source)
{
	struct bp_str text = bp_buf_str(&source->text);
	struct bp_arena *arena = bp_arena_new();
	struct page page = page_read(arena, text, source->body);
	struct bp_document *document = bp_document_read(
		bp_str_from(text, source->body), source->body_line, &found->found.faults);

	page.whole = source->whole;
	subject->page = &page;
	subject->document = document;
	subject->quiz = &document->quiz;
	found->found.questions += document->quiz.count;
	found->kept = kept_new(subject);
	subject->kept = &found->kept;
	rules_check_module(subject);
	bp_document_free(document);
	bp_arena_free(arena);
}

static void check_module(struct course_check *check, size_t index)
{
	const struct bp_module *module = &check->course->modules[index];
	struct module_check *found = &check->modules[index];
	struct bp_arena *arena = bp_arena_new();
	struct bp_module_source source = {0};
	struct rule_subject subject = {.faults = &found->found.faults,
		.today = check->today,
		.course = check->course,
		.module = module,
		.terms = check->terms};

	found->found.files++;
	bp_diagnostics_file(subject.faults, bp_module_path(arena, check->course, module));
	bp_arena_free(arena);
	if (bp_module_source(check->course, module, subject.faults, &source))
		check_source(found, &subject, &source);
	bp_buf_release(&source.text);
	check->kept[index] = found->kept;
}

static void check_links(struct course_check *check, size_t index)
{
	rules_check_links(&(struct rule_subject){
		.faults = &check->modules[index].found.faults,
		.course = check->course,
		.module = &check->course->modules[index],
		.kept = check->kept,
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

/* The one module, and those that it links to headings of. */
static void check_one(struct course_check *check, size_t index)
{
	const struct bp_course *course = check->course;
	const struct module_kept *kept;
	struct bp_arena *arena = bp_arena_new();

	check_module(check, index);
	kept = check->kept[index];
	for (size_t i = 0; kept && i < kept->link_count; i++) {
		struct bp_link_target target =
			bp_link_read(arena, course, kept->links[i].url);
		size_t to = target.module ? bp_module_index(course, target.module)
					  : CHECK_ALL;
		if (to != CHECK_ALL && target.heading.len && !check->modules[to].kept)
			check_module(check, to);
	}
	check_links(check, index);
	bp_arena_free(arena);
}

/* ---- what is not told ---- */

struct check_allowed {
	const struct bp_list *codes;
	const char *file; /* or the folder that it is in */
};

static bool check_holds_code(const struct bp_list *codes, enum bp_fault fault)
{
	for (size_t i = 0; i < codes->count; i++)
		if (bp_str_is(codes->at[i], bp_fault_row(fault)->code))
			return bp_fault_optional(fault);
	return false;
}

static bool check_drops_of_file(const struct bp_diagnostic *fault, const void *context)
{
	const struct check_allowed *allowed = context;
	size_t length = strlen(allowed->file);
	bool here = strcmp(allowed->file, ".") == 0 ||
		(strncmp(fault->file, allowed->file, length) == 0 &&
			(fault->file[length] == '/' || fault->file[length] == '\0'));

	return here && check_holds_code(allowed->codes, fault->fault);
}

static bool check_drops_of_lines(const struct bp_diagnostic *fault, const void *context)
{
	return kept_allows(context, fault->fault, fault->line);
}

static bool check_drops_of_others(const struct bp_diagnostic *fault, const void *context)
{
	return strcmp(fault->file, context) != 0;
}

static bool check_drops_everywhere(const struct bp_diagnostic *fault, const void *context)
{
	const struct bp_check *check = context;

	for (size_t i = 0; i < check->allow_count; i++)
		if (check->allow[i] == fault->fault)
			return bp_fault_optional(fault->fault);
	return false;
}

void bp_check_end(struct bp_check *check)
{
	bp_diagnostics_drop(&check->faults, 0, check_drops_everywhere, check);
	bp_diagnostics_sort(&check->faults);
}

/* ---- courses ---- */

/* Adds what was found in a module to the report. */
static void check_add(struct bp_check *check, struct module_check *module)
{
	check->files += module->found.files;
	check->questions += module->found.questions;
	if (module->kept && module->kept->allow_count)
		bp_diagnostics_drop(
			&module->found.faults, 0, check_drops_of_lines, module->kept);
	bp_diagnostics_append(&check->faults, &module->found.faults);
	bp_diagnostics_release(&module->found.faults);
}

static void check_allow(struct bp_check *check, const struct bp_course *course)
{
	struct bp_arena *arena = bp_arena_new();

	if (course->allow.count)
		bp_diagnostics_drop(&check->faults, 0, check_drops_of_file,
			&(struct check_allowed){&course->allow, course->path});
	for (size_t i = 0; i < course->module_count; i++)
		if (course->modules[i].allow.count)
			bp_diagnostics_drop(&check->faults, 0, check_drops_of_file,
				&(struct check_allowed){&course->modules[i].allow,
					bp_module_path(
						arena, course, &course->modules[i])});
	bp_arena_free(arena);
}

static void check_course(
	struct bp_check *check, const struct bp_course *course, size_t only)
{
	size_t count = course->module_count;
	struct course_check all = {.course = course,
		.today = check->today,
		.only = only,
		.terms = terms_new(course),
		.modules = bp_alloc(count, sizeof *all.modules),
		.kept = bp_alloc(count, sizeof(struct module_kept *))};

	if (only == CHECK_ALL) {
		check_all(&all, check_module);
		check_all(&all, check_links);
	} else {
		check_one(&all, only);
	}
	for (size_t i = 0; i < count; i++)
		if (only == CHECK_ALL || i == only)
			check_add(check, &all.modules[i]);
		else
			bp_diagnostics_release(&all.modules[i].found.faults);
	if (only == CHECK_ALL)
		rules_check_course(&(struct rule_subject){.faults = &check->faults,
			.today = check->today,
			.check = check,
			.course = course,
			.kept = all.kept,
			.terms = all.terms});
	check_allow(check, course);
	for (size_t i = 0; i < count; i++)
		kept_free(all.modules[i].kept);
	terms_free(all.terms);
	free(all.modules);
	free(all.kept);
}

void bp_check_library(struct bp_check *check, const struct bp_library *library)
{
	for (size_t i = 0; i < library->count; i++)
		check_course(check, library->courses[i], CHECK_ALL);
}

/* ---- single files ---- */

static bool check_is_markdown(const char *path)
{
	return bp_link_names_module(bp_str(path));
}

/* Whether it is no text at all: nobody meant that as questions. */
static bool check_is_binary(struct bp_str text)
{
	static const char *const marks[] = {"\x89PNG", "%PDF-", "PK\x03\x04",
		"\xff\xd8\xff", "GIF8", "\xd0\xcf\x11\xe0"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (bp_str_starts(text, marks[i]))
			return true;
	return false;
}

static bool check_refuse(struct bp_error *err, const char *path)
{
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s bukan kursus, modul, atau berkas soal; sebutkan folder kursus, berkas .md, atau berkas GIFT, Aiken, atau Moodle XML"),
		path);
}

static bool check_bank(struct bp_check *check, const char *path, struct bp_str text,
	struct bp_error *err)
{
	struct bp_quiz quiz = {0};
	struct bp_arena *arena = bp_arena_new();

	if (check_is_binary(text)) {
		bp_arena_free(arena);
		return check_refuse(err, path);
	}
	bp_bank_open_text(arena, path, text, &check->faults, &quiz);
	rules_check_quiz(&(struct rule_subject){.faults = &check->faults, .quiz = &quiz});
	check->files++;
	check->questions += quiz.count;
	bp_arena_free(arena);
	return true;
}

static bool check_bank_file(
	struct bp_check *check, const char *path, struct bp_error *err)
{
	struct bp_buf text = {0};
	bool ok = bp_file_read(path, BP_BANK_LIMIT, &text, err) &&
		check_bank(check, path, bp_buf_str(&text), err);

	bp_buf_release(&text);
	return ok;
}

/* Checks a module as part of the course in whose folder it is; false, without an error, if
 * it is in none. */
static bool check_in_course(
	struct bp_check *check, struct bp_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *folder = !slash ? "."
		: slash == path
		? "/"
		: bp_arena_cstr(arena, (struct bp_str){path, (size_t)(slash - path)});
	const char *file = bp_arena_printf(arena, "%s/course.yaml", folder);
	size_t before = check->faults.count, only = 0;
	struct bp_library library;
	bool found = false;

	if (!bp_is_file(file))
		return false;
	bp_library_init(&library);
	if (bp_library_add(&library, folder, &check->faults, NULL) && library.count) {
		const struct bp_course *course = library.courses[0];
		while (only < course->module_count &&
			strcmp(course->modules[only].file, name) != 0)
			only++;
		found = only < course->module_count;
		path = found ? bp_module_path(arena, course, &course->modules[only])
			     : path;
		bp_diagnostics_drop(&check->faults, before, check_drops_of_others, path);
		if (found)
			check_course(check, course, only);
	}
	bp_library_release(&library);
	return found;
}

bool bp_check_path(struct bp_check *check, const char *path, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_library library;
	bool ok;

	if (bp_is_file(path) && !check_is_markdown(path)) {
		ok = check_bank_file(check, path, err);
	} else if (bp_is_file(path) && check_in_course(check, arena, path)) {
		ok = true;
	} else {
		bp_library_init(&library);
		ok = bp_library_add(&library, path, &check->faults, err);
		if (ok && library.count == 0 && !bp_is_folder(path))
			ok = check_refuse(err, path);
		else if (ok)
			bp_check_library(check, &library);
		bp_library_release(&library);
	}
	bp_arena_free(arena);
	return ok;
}

/* Whether a text is a module: it has front matter, a heading, or a block of code. */
static bool check_is_module(struct bp_str text)
{
	if (bp_str_starts(text, "\xef\xbb\xbf"))
		text = bp_str_from(text, 3);
	return bp_str_starts(text, "---") || bp_str_starts(text, "# ") ||
		bp_str_starts(text, "```") ||
		bp_str_find(text, BP_STR("\n```"), 0) != SIZE_MAX;
}

bool bp_check_text(struct bp_check *check, const char *name, struct bp_str text,
	struct bp_error *err)
{
	struct bp_library library;

	if (!check_is_module(text))
		return check_bank(check, name, text, err);
	bp_library_init(&library);
	bp_library_add_text(&library, name, text, &check->faults);
	bp_check_library(check, &library);
	bp_library_release(&library);
	return true;
}
