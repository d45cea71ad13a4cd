/* The library: which folders hold courses, and which courses there are. Folders that were
 * only offered are read when somebody asks for what may be in them. */
#include "course_load.h"
#include "fault_sink.h"
#include "id.h"
#include "names.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COURSES_MOST 1000
#define NAMES_MOST   10000 /* in one folder, of any kind */

static const struct bp_course *library_search(
	const struct bp_library *library, struct bp_str id)
{
	uint32_t hash = bp_index_name(id), n;
	size_t probe = hash;

	for (size_t i = 0; !library->by_id.count && i < library->count; i++)
		if (bp_str_is(id, library->courses[i]->id))
			return library->courses[i];
	while ((n = bp_index_next(&library->by_id, hash, &probe)) != BP_INDEX_END)
		if (bp_str_is(id, library->courses[n]->id))
			return library->courses[n];
	return NULL;
}

/* Makes the courses be found, from one on: their ids are known, their order is new. */
static void library_index(struct bp_library *library, size_t from)
{
	library->by_id.arena = library->arena;
	for (size_t i = from; i < library->count; i++)
		bp_index_add(&library->by_id,
			bp_index_name(bp_str(library->courses[i]->id)), (uint32_t)i);
}

/* Adds a course unless its id is taken. */
static void library_keep(struct bp_library *library, const struct bp_course *course,
	struct bp_diagnostics *faults)
{
	const struct bp_course *same = library_search(library, bp_str(course->id));
	const char *ignored = NULL;
	const struct fault_sink sink = {library->arena, faults, course->path, &ignored};

	if (same) {
		fault_add(&sink, BP_FAULT_COURSE_DUPLICATE, 0, 0,
			_("kursus ini dilewati karena id \"%s\" sudah dipakai %s; gantilah nama foldernya"),
			course->id, same->path);
		return;
	}
	*BP_PUSH(library->arena, library->courses, library->count, library->room) =
		course;
	library_index(library, library->count - 1);
}

/* The course that was read from this folder before; NULL: none was. */
static const struct bp_course *library_known(
	const struct bp_library *library, const char *path)
{
	for (size_t i = 0; i < library->early_count; i++)
		if (strcmp(library->early[i]->path, path) == 0)
			return library->early[i];
	return NULL;
}

static void library_read(struct bp_library *library, const char *path, int root,
	const struct bp_names *names, struct bp_diagnostics *faults)
{
	const struct bp_course *known = library_known(library, path);
	struct bp_course *course;

	if (!known) {
		course = bp_arena_alloc(library->arena, 1, sizeof *course);
		*course = course_load(library->arena, path, root, names, faults);
		known = course;
	}
	library_keep(library, known, faults);
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
		library_read(library, path, root, &names, faults);
	close(root);
}

/* Courses without a place of their own come last: 0 becomes the largest number. */
static int library_by_order(const void *a, const void *b)
{
	const struct bp_course *x = *(const struct bp_course *const *)a,
			       *y = *(const struct bp_course *const *)b;
	unsigned first = (unsigned)x->order - 1, second = (unsigned)y->order - 1;

	return first != second ? (first > second) - (first < second)
			       : strcmp(x->id, y->id);
}

static void library_sort(struct bp_library *library, size_t from)
{
	qsort(library->courses + from, library->count - from, sizeof *library->courses,
		library_by_order);
	bp_index_clear(&library->by_id);
	library_index(library, 0);
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
		library_sort(library, before);
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
		library_read(library, path, root, &names, faults);
	else if (ok)
		library_add_courses(library, path, root, &names, faults);
	close(root);
	return ok;
}

static bool library_add_lone(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	struct bp_course *course = bp_arena_alloc(library->arena, 1, sizeof *course);

	if (!course_load_lone(library->arena, path, faults, course, err))
		return false;
	library_keep(library, course, faults);
	return true;
}

void bp_library_add_text(struct bp_library *library, const char *name, struct bp_str text,
	struct bp_diagnostics *faults)
{
	struct bp_course *course = bp_arena_alloc(library->arena, 1, sizeof *course);

	*course = course_load_text(library->arena, name, text, faults);
	library_keep(library, course, faults);
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

/* ---- folders that are read when they are asked for ---- */

bool bp_library_offer(struct bp_library *library, const char *path, struct bp_error *err)
{
	if (!bp_is_folder(path) || access(path, R_OK | X_OK) < 0)
		return bp_library_add(library, path, NULL, err);
	*BP_PUSH(library->arena, library->offered.at, library->offered.count,
		library->offered.room) = library_plain_path(library->arena, path);
	return true;
}

size_t bp_library_all(struct bp_library *library)
{
	const struct bp_names offered = library->offered;
	const struct bp_course **before = library->courses;
	size_t count = library->count;

	if (offered.count == 0)
		return count;
	library->early = before;
	library->early_count = count;
	library->courses = NULL;
	library->count = library->room = 0;
	library->by_id = (struct bp_index){0};
	library->offered = (struct bp_names){0};
	for (size_t i = 0; i < offered.count; i++)
		library_add_folder(library, offered.at[i], NULL, NULL);
	for (size_t i = 0; i < count; i++) /* those that are in none of the folders */
		if (!library_search(library, bp_str(before[i]->id)))
			library_keep(library, before[i], NULL);
	library->early_count = 0;
	return library->count;
}

/* Reads the course of this id alone, if a folder that was offered has one of that name. */
static void library_look(struct bp_library *library, const char *folder, const char *id)
{
	struct bp_names names = {0};
	int root;

	if (!bp_root_open(folder, &root, NULL))
		return;
	if (bp_root_is_folder(root, id) &&
		bp_root_names(root, NAMES_MOST, library->arena, &names, NULL) &&
		!course_is_folder(&names))
		library_add_subfolder(
			library, names_join(library->arena, folder, id), NULL);
	close(root);
}

const struct bp_course *bp_library_find(struct bp_library *library, struct bp_str id)
{
	const struct bp_course *found = library_search(library, id);

	if (found || !library->offered.count || !id_is_valid(id))
		return found;
	const char *name = bp_arena_cstr(library->arena, id);
	for (size_t i = 0; i < library->offered.count && !found; i++) {
		library_look(library, library->offered.at[i], name);
		found = library_search(library, id);
	}
	if (!found && bp_library_all(library))
		found = library_search(library, id);
	return found;
}
