/* Whose a course is: the server's, if no learner can write to it. */
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/proofs.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Root's, and writable for nobody else. In a folder with the sticky bit (/tmp) others can
 * only add names. */
static bool owner_is_root(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0 && info.st_uid == 0 && !S_ISLNK(info.st_mode) &&
		(!(info.st_mode & 022) ||
			(S_ISDIR(info.st_mode) && (info.st_mode & S_ISVTX)));
}

/* Whether a path, from `from` bytes on, leads through nothing but what is root's. */
static bool owner_is_root_along(const char *path, size_t from)
{
	char part[PATH_MAX];
	size_t len = strlen(path);

	if (len >= sizeof part)
		return false;
	for (size_t at = from; at <= len; at++) {
		if (path[at] != '/' && path[at])
			continue;
		memcpy(part, path, at);
		part[at] = '\0';
		if (!owner_is_root(at ? part : "/"))
			return false;
	}
	return true;
}

/* Root learns as well: what is in its own folder is a learner's. */
static bool owner_is_learner(const char *real)
{
	struct bp_buf own = {0};
	char *folder =
		bp_data_path("content", &own, NULL) ? realpath(own.at, NULL) : NULL;
	size_t len = folder ? strlen(folder) : 0;
	bool ours = folder && strncmp(real, folder, len) == 0 &&
		(real[len] == '/' || !real[len]);

	free(folder);
	bp_buf_release(&own);
	return ours;
}

static bool owner_is_root_of_all(const struct bp_course *course, const char *real)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names files;
	bool ok = bp_course_files(course, arena, &files, NULL);

	for (size_t i = 0; ok && i < files.count; i++)
		ok = owner_is_root_along(
			bp_arena_printf(arena, "%s/%s", real, files.at[i]),
			strlen(real) + 1);
	bp_arena_free(arena);
	return ok;
}

bool bp_course_is_servers(const struct bp_course *course)
{
	char *real = realpath(course->path, NULL);
	bool ok = real && !owner_is_learner(real) && owner_is_root_along(real, 0) &&
		owner_is_root_of_all(course, real);

	free(real);
	return ok;
}
