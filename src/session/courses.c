/* Finds the courses: those of the configuration, else those of the standard folders. */
#include <berpijar/account.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <berpijar/session.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Only who asks for all that is wrong with courses needs all of them. */
static bool courses_add(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	return faults ? bp_library_add(library, path, faults, err)
		      : bp_library_offer(library, path, err);
}

static bool courses_add_if_there(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	return !bp_is_folder(path) || courses_add(library, path, faults, err);
}

/* Adds FOLDER/berpijar/content for each folder of a list with ":" between them. */
static bool courses_add_list(struct bp_library *library, const char *list,
	const char *append, struct bp_diagnostics *faults, struct bp_error *err)
{
	bool ok = true;

	while (ok && *list) {
		size_t len = strcspn(list, ":");
		struct bp_buf path = {0};
		bp_buf_add(&path, list, len);
		bp_buf_add_cstr(&path, append);
		if (len)
			ok = courses_add_if_there(library, path.at, faults, err);
		bp_buf_release(&path);
		list += len + (list[len] == ':');
	}
	return ok;
}

static bool courses_in_list(const char *list, const char *path)
{
	size_t size = strlen(path);

	while (*list) {
		size_t len = strcspn(list, ":");
		if (len == size && memcmp(list, path, len) == 0)
			return true;
		list += len + (list[len] == ':');
	}
	return false;
}

/* A program that is run from its source tree uses the tree's own courses. */
static bool courses_find_source_content(char path[PATH_MAX])
{
	char exe[PATH_MAX];

	if (!bp_program_path(exe, sizeof exe))
		return false;
	for (int up = 0; up < 5; up++) {
		char *slash = strrchr(exe, '/');
		if (!slash || slash == exe)
			return false;
		*slash = '\0';
		if (snprintf(path, PATH_MAX, "%s/meson.build", exe) < PATH_MAX &&
			bp_is_file(path) &&
			snprintf(path, PATH_MAX, "%s/content", exe) < PATH_MAX &&
			bp_is_folder(path))
			return true;
	}
	return false;
}

#ifdef BERPIJAR_STATIC
/* A program that is carried about has its courses in the folder "kursus" beside it. */
static bool courses_find_beside(char path[PATH_MAX])
{
	if (!bp_program_path(path, PATH_MAX - sizeof "kursus"))
		return false;
	memcpy(strrchr(path, '/') + 1, "kursus", sizeof "kursus");
	return bp_is_folder(path);
}
#else
static bool courses_find_beside(char path[PATH_MAX])
{
	(void)path;
	return false;
}
#endif

static bool courses_add_standard(
	struct bp_library *library, struct bp_diagnostics *faults, struct bp_error *err)
{
	const char *dirs = getenv("XDG_DATA_DIRS");
	struct bp_buf own = {0};
	char source[PATH_MAX];
	bool ok =
		!courses_find_beside(source) || courses_add(library, source, faults, err);

	if (ok && bp_data_path("content", &own, NULL))
		ok = courses_add_if_there(library, own.at, faults, err);
	bp_buf_release(&own);
	if (ok && courses_find_source_content(source))
		return courses_add(library, source, faults, err);
	if (!dirs || !*dirs)
		dirs = "/usr/local/share:/usr/share";
	ok = ok && courses_add_list(library, dirs, "/berpijar/content", faults, err);
	if (ok && !courses_in_list(dirs, BERPIJAR_DATADIR))
		ok = courses_add_list(
			library, BERPIJAR_DATADIR, "/berpijar/content", faults, err);
	return ok;
}

bool bp_session_library(const struct bp_config *config, struct bp_library *library,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	for (size_t i = 0; i < config->content_count; i++)
		if (!courses_add(library, config->content[i], faults, err))
			return false;
	return config->content_count || courses_add_standard(library, faults, err);
}

/* Adds the course or the single file at a path to the library. */
static bool courses_find_path(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, const struct bp_course **course,
	const struct bp_module **module, struct bp_error *err)
{
	size_t before = library->count;

	if (!bp_library_add(library, path, faults, err))
		return false;
	if (library->count == before)
		return bp_fail(err, BP_ERROR_INPUT, _("%s tidak berisi kursus"), path);
	*course = library->courses[before];
	if (bp_is_file(path) && (*course)->module_count)
		*module = &(*course)->modules[0];
	return true;
}

bool bp_session_names_path(const char *name)
{
	struct bp_str text = bp_str(name);

	return bp_str_starts(text, "/") || bp_str_starts(text, "./") ||
		bp_str_starts(text, "../") || bp_link_names_module(text);
}

/* The module whose file, inside its course's folder, has that name. */
static const struct bp_module *courses_module_at(
	const struct bp_course *course, const char *file)
{
	for (size_t i = 0; i < course->module_count; i++)
		if (strcmp(course->modules[i].file, file) == 0)
			return &course->modules[i];
	return NULL;
}

/* Whether a real path leads to the course, or to a file of it. */
static bool courses_is_at(
	const struct bp_course *course, const char *path, const struct bp_module **module)
{
	char *folder = realpath(course->path, NULL);
	size_t len = folder ? strlen(folder) : 0;
	bool found = folder && strncmp(path, folder, len) == 0;

	*module = NULL;
	if (found && path[len] == '/')
		found = (*module = courses_module_at(course, path + len + 1)) != NULL;
	else
		found = found && !path[len] && !course->lone;
	free(folder);
	return found;
}

const struct bp_course *bp_session_at(
	struct bp_library *library, const char *path, const struct bp_module **module)
{
	const struct bp_course *found = NULL;
	char *real = realpath(path, NULL);

	*module = NULL;
	size_t count = real ? bp_library_all(library) : 0;
	for (size_t i = 0; !found && i < count; i++)
		if (courses_is_at(library->courses[i], real, module))
			found = library->courses[i];
	free(real);
	return found;
}

/* Finds "COURSE/MODULE" or "COURSE". */
static bool courses_find_name(struct bp_library *library, const char *name,
	const struct bp_course **course, const struct bp_module **module)
{
	const char *slash = strchr(name, '/');
	struct bp_str id = slash ? bp_str_part(bp_str(name), 0, (size_t)(slash - name))
				 : bp_str(name);

	*module = NULL;
	*course = bp_session_names_path(name) ? NULL : bp_library_find(library, id);
	return *course &&
		(!slash || (*module = bp_course_find(*course, bp_str(slash + 1))));
}

static bool courses_find_nothing(const char *name, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_NOT_FOUND,
		_("tidak ada berkas, kursus, atau modul \"%s\"; jalankan berpijar untuk melihat daftarnya"),
		name);
}

bool bp_session_find_recorded(struct bp_library *library, const char *name,
	const struct bp_course **course, const struct bp_module **module,
	struct bp_error *err)
{
	if (courses_find_name(library, name, course, module) ||
		(*course = bp_session_at(library, name, module)))
		return true;
	if (!bp_is_file(name) && !bp_is_folder(name))
		return courses_find_nothing(name, err);
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s tidak ada di folder kursus mana pun, jadi tidak dicatat; salinlah ke ~/.local/share/berpijar/content, atau sebutkan foldernya dengan --content"),
		name);
}

bool bp_session_find(struct bp_library *library, const char *name,
	struct bp_diagnostics *faults, const struct bp_course **course,
	const struct bp_module **module, struct bp_error *err)
{
	if (courses_find_name(library, name, course, module))
		return true;
	if (bp_is_file(name) || bp_is_folder(name))
		return courses_find_path(library, name, faults, course, module, err);
	return courses_find_nothing(name, err);
}
