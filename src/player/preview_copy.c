/* Copies what is previewed to the learner's own courses, from where it is recorded. */
#include "loop.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COPY_LIMIT (64 * 1024 * 1024) /* bytes of a file */

/* The id is not that of another course: that one's record would go on with this text. */
static bool copy_is_free(
	const struct loop *loop, const struct bp_course *course, struct bp_error *err)
{
	struct bp_library library;

	bp_library_init(&library);
	bool ok = bp_session_library(&loop->options.config, &library, NULL, err);
	const struct bp_course *same =
		ok ? bp_library_find(&library, bp_str(course->id)) : NULL;
	if (same)
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("sudah ada kursus dengan id \"%s\" di %s; gantilah nama folder atau berkas ini dahulu"),
			same->id, same->path);
	bp_library_release(&library);
	return ok;
}

static bool copy_file(int root, const char *name, const char *into, struct bp_error *err)
{
	struct bp_buf path = {0}, text = {0};

	bp_buf_printf(&path, "%s/%s", into, name);
	char *slash = strrchr(path.at, '/');
	*slash = '\0';
	bool ok = bp_make_folder(path.at, err);
	*slash = '/';
	ok = ok && bp_root_read(root, name, COPY_LIMIT, &text, err) &&
		bp_file_write(path.at, bp_buf_str(&text), true, err);
	bp_buf_release(&path);
	bp_buf_release(&text);
	return ok;
}

static bool copy_files(
	const struct bp_course *course, const char *into, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names files;
	int root = -1;
	bool ok = bp_course_files(course, arena, &files, err) &&
		bp_root_open(course->path, &root, err);

	for (size_t i = 0; ok && i < files.count; i++)
		ok = copy_file(root, files.at[i], into, err);
	if (root >= 0)
		close(root);
	bp_arena_free(arena);
	return ok;
}

/* Under a name that is no course's until all of it is there. */
static bool copy_course(
	const struct loop *loop, const struct bp_course *course, struct bp_error *err)
{
	struct bp_buf making = {0}, made = {0};

	bp_buf_printf(&making, "%s/_%s", loop->preview->adopt.at, course->id);
	bp_buf_printf(&made, "%s/%s", loop->preview->adopt.at, course->id);
	bool ok = bp_make_folder(making.at, err) && copy_files(course, making.at, err);
	if (ok && rename(making.at, made.at) != 0)
		ok = bp_fail(err, BP_ERROR_SYSTEM, _("folder %s tidak dapat dibuat: %s"),
			made.at, bp_strerror(errno));
	bp_buf_release(&making);
	bp_buf_release(&made);
	return ok;
}

bool bp_preview_copy(struct loop *loop, struct bp_buf *place, struct bp_error *err)
{
	struct bp_library *library = &loop->session.library;
	const struct bp_stand *stand = &loop->preview->stand;
	const struct bp_course *course = stand->course
		? bp_library_find(library, bp_str(stand->course))
		: library->count == 1 ? library->courses[0]
				      : NULL;

	if (loop->preview->bank)
		return bp_fail(err, BP_ERROR_INPUT,
			_("ini berkas soal; buatlah modulnya dahulu: berpijar import"));
	if (!course)
		return bp_fail(err, BP_ERROR_INPUT, _("bukalah dahulu kursusnya"));
	if (!copy_is_free(loop, course, err) || !copy_course(loop, course, err))
		return false;
	bp_buf_printf(place, "%s%s%s", course->id, stand->module ? "/" : "",
		stand->module ? stand->module : "");
	return true;
}
