/* The files that a course is made of, and the hash of what they hold. */
#include "names.h"
#include <berpijar/course.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILES_MOST   10000 /* of a course */
#define FOLDERS_MOST 8     /* within each other, from assets/ on */

struct course_walk {
	const struct bp_course *course;
	struct bp_arena *arena;
	struct bp_names *files;
};

static void course_walk_add(struct course_walk *walk, const char *name)
{
	*BP_PUSH(walk->arena, walk->files->at, walk->files->count, walk->files->room) =
		name;
}

/* Adds all that is in a folder of the course, and in those in it. */
static bool course_walk_folder(
	struct course_walk *walk, const char *folder, int depth, struct bp_error *err)
{
	const char *path = names_join(walk->arena, walk->course->path, folder);
	struct bp_names names = {0};
	int root = -1;
	bool ok = bp_root_open(path, &root, err) &&
		bp_root_names(root, FILES_MOST, walk->arena, &names, err);

	for (size_t i = 0; ok && i < names.count; i++) {
		const char *name = names_join(walk->arena, folder, names.at[i]);
		if (!bp_root_is_folder(root, names.at[i]))
			course_walk_add(walk, name);
		else if (depth < FOLDERS_MOST)
			ok = course_walk_folder(walk, name, depth + 1, err);
		if (walk->files->count > FILES_MOST)
			ok = bp_fail(err, BP_ERROR_INPUT,
				_("kursus ini berisi lebih dari %d berkas; pindahkan sebagian"),
				FILES_MOST);
	}
	if (root >= 0)
		close(root);
	return ok;
}

static int course_by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What belongs to a course besides its modules. */
static bool course_walk_others(struct course_walk *walk, struct bp_error *err)
{
	struct bp_names names = {0};
	int root = -1;
	bool ok = bp_root_open(walk->course->path, &root, err) &&
		bp_root_names(root, FILES_MOST, walk->arena, &names, err);

	for (size_t i = 0; ok && i < names.count; i++) {
		if (strcmp(names.at[i], "course.yaml") == 0)
			course_walk_add(walk, names.at[i]);
		else if (strcmp(names.at[i], "assets") == 0 &&
			bp_root_is_folder(root, names.at[i]))
			ok = course_walk_folder(walk, names.at[i], 1, err);
	}
	if (root >= 0)
		close(root);
	return ok;
}

bool bp_course_files(const struct bp_course *course, struct bp_arena *arena,
	struct bp_names *files, struct bp_error *err)
{
	struct course_walk walk = {.course = course, .arena = arena, .files = files};

	*files = (struct bp_names){0};
	for (size_t i = 0; i < course->module_count; i++)
		course_walk_add(&walk, course->modules[i].file);
	if (!course->lone && !course_walk_others(&walk, err))
		return false;
	if (files->count)
		qsort(files->at, files->count, sizeof *files->at, course_by_bytes);
	return true;
}

/* ---- the hash ---- */

static void course_hash_take(void *context, const void *bytes, size_t size)
{
	bp_digest_add(context, bytes, size);
}

/* Adds a file's line to the digest of all. */
static bool course_hash_file(
	struct bp_digester *all, int root, const char *name, struct bp_error *err)
{
	struct bp_digester one;
	struct bp_buf line = {0};

	bp_digest_begin(&one);
	if (!bp_root_each(root, name, course_hash_take, &one, err))
		return false;
	struct bp_digest digest = bp_digest_end(&one);
	bp_buf_add(&line, name, strlen(name) + 1); /* with its NUL */
	bp_hex_add(&line, digest.at, sizeof digest.at);
	bp_buf_add_char(&line, '\n');
	bp_digest_add(all, line.at, line.len);
	bp_buf_release(&line);
	return true;
}

bool bp_course_hash(
	const struct bp_course *course, struct bp_digest *hash, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_digester all;
	struct bp_names files;
	int root = -1;
	bool ok = bp_course_files(course, arena, &files, err) &&
		bp_root_open(course->path, &root, err);

	bp_digest_begin(&all);
	for (size_t i = 0; ok && i < files.count; i++)
		ok = course_hash_file(&all, root, files.at[i], err);
	*hash = bp_digest_end(&all);
	if (root >= 0)
		close(root);
	bp_arena_free(arena);
	return ok;
}
