/* The library: which folders hold courses, and which courses there are. */
#include "course_load.h"
#include "fault_sink.h"
#include "names.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COURSES_MOST 1000
#define NAMES_MOST   10000 /* in one folder, of any kind */

/* The course that has the id already; the hash tells that none has, without a look at
 * all of them. */
static const struct bp_course *library_take_id(struct bp_library *library, const char *id)
{
	uint32_t hash = bp_index_hash(bp_hash(BP_HASH_START, bp_str(id)));
	size_t probe = hash;

	if (bp_index_next(&library->taken, hash, &probe) != BP_INDEX_END)
		return bp_library_find(library, bp_str(id));
	library->taken.arena = library->arena;
	bp_index_add(&library->taken, hash, 0);
	return NULL;
}

/* Adds a course unless its id is taken. */
static void library_keep(struct bp_library *library, struct bp_course course,
	struct bp_diagnostics *faults)
{
	const struct bp_course *same = library_take_id(library, course.id);
	const struct fault_sink sink = {
		library->arena, faults, course.path, &course.fault};

	if (!same)
		*BP_PUSH(library->arena, library->courses, library->count,
			library->room) = course;
	else
		fault_add(&sink, BP_FAULT_COURSE_DUPLICATE, 0, 0,
			_("kursus ini dilewati karena id \"%s\" sudah dipakai %s; gantilah nama foldernya"),
			course.id, same->path);
}

static void library_add_subfolder(
	struct bp_library *library, const char *path, struct bp_diagnostics *faults)
{
	const char *ignored = NULL;
	const struct fault_sink sink = {library->arena, faults, path, &ignored};
	struct bp_names names = {0};
	struct bp_error err = {0};
	int root;

	if (!bp_root_open(path, &root, &err)) {
		fault_add(&sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
		return;
	}
	if (!bp_root_names(root, NAMES_MOST, library->arena, &names, &err))
		fault_add(&sink, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
	else if (course_is_folder(&names))
		library_keep(library,
			course_load(library->arena, path, root, &names, faults), faults);
	close(root);
}

/* Courses without a place of their own come last: 0 becomes the largest number. */
static int library_by_order(const void *a, const void *b)
{
	const struct bp_course *x = a, *y = b;
	unsigned first = (unsigned)x->order - 1, second = (unsigned)y->order - 1;

	return first != second ? (first > second) - (first < second)
			       : strcmp(x->id, y->id);
}

static void library_add_courses(struct bp_library *library, const char *path, int root,
	const struct bp_names *names, struct bp_diagnostics *faults)
{
	const char *ignored = NULL;
	const struct fault_sink sink = {library->arena, faults, path, &ignored};
	size_t before = library->count;

	for (size_t i = 0; i < names->count && library->count < COURSES_MOST; i++) {
		const char *name = names->at[i],
			   *below = names_join(library->arena, path, name);
		if (name[0] == '.' || name[0] == '_')
			continue;
		if (bp_root_is_folder(root, name) && names_is_sound(bp_str(name)))
			library_add_subfolder(library, below, faults);
		else if (bp_is_folder(below))
			fault_add(&sink, BP_FAULT_NAME_REFUSED, 0, 0,
				_("folder \"%s\" dilewati: tautan simbolis, atau namanya memuat karakter kendali; salin atau gantilah namanya"),
				fault_quote(library->arena, bp_str(name)));
	}
	if (library->count == COURSES_MOST)
		fault_add(&sink, BP_FAULT_COURSE_SIZE, 0, 0,
			_("hanya %d kursus yang dibaca; bagilah folder ini"),
			COURSES_MOST);
	if (library->count == before)
		fault_add(&sink, BP_FAULT_COURSE_NONE, 0, 0,
			_("tidak ada kursus di folder ini; kursus adalah folder berisi course.yaml atau berkas .md"));
	else
		qsort(library->courses + before, library->count - before,
			sizeof *library->courses, library_by_order);
}

static bool library_add_folder(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	struct bp_names names = {0};
	int root;

	if (!bp_root_open(path, &root, err))
		return false;
	bool ok = bp_root_names(root, NAMES_MOST, library->arena, &names, err);
	if (ok && course_is_folder(&names))
		library_keep(library,
			course_load(library->arena, path, root, &names, faults), faults);
	else if (ok)
		library_add_courses(library, path, root, &names, faults);
	close(root);
	return ok;
}

static bool library_add_lone(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	struct bp_course course;

	if (!course_load_lone(library->arena, path, faults, &course, err))
		return false;
	library_keep(library, course, faults);
	return true;
}

/* The path without slashes at its end, as shells complete it. */
static const char *library_plain_path(struct bp_arena *arena, const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	return bp_arena_cstr(arena, (struct bp_str){path, len});
}

/* The real path of a file that is named by a symbolic link: beneath the root of a course
 * links are not followed, but the user may name one. */
static const char *library_without_link(struct bp_arena *arena, const char *path)
{
	char nothing[1];
	char *real = readlink(path, nothing, sizeof nothing) >= 0 ? realpath(path, NULL)
								  : NULL;

	if (real)
		path = bp_arena_cstr(arena, bp_str(real));
	free(real);
	return path;
}

bool bp_library_add(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	path = library_plain_path(library->arena, path);
	if (bp_is_folder(path))
		return library_add_folder(library, path, faults, err);
	if (bp_is_file(path) && names_is_markdown(bp_str(path)))
		return library_add_lone(
			library, library_without_link(library->arena, path), faults, err);
	if (access(path, F_OK) < 0)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("%s tidak ada; periksa nama folder atau berkasnya"), path);
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s bukan folder kursus dan bukan berkas .md"), path);
}

void bp_library_init(struct bp_library *library)
{
	*library = (struct bp_library){.arena = bp_arena_new()};
}

void bp_library_release(struct bp_library *library)
{
	bp_arena_free(library->arena);
	*library = (struct bp_library){0};
}

const struct bp_course *bp_library_find(
	const struct bp_library *library, struct bp_str id)
{
	for (size_t i = 0; i < library->count; i++)
		if (bp_str_is(id, library->courses[i].id))
			return &library->courses[i];
	return NULL;
}
