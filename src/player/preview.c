/*
 * A preview from its path to its end. When a file has changed, everything is read anew and
 * the app is made anew from it; where the author stood is found again (bp_app_stand()).
 */
#include "preview.h"
#include "loop.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <stdlib.h>
#include <string.h>

#define CHECK_MOST  300 /* modules that are checked at once; of more, the course in view */
#define FOLLOW_MOST 100 /* folders */

/* ---- what is previewed ---- */

bool bp_preview_takes(const struct bp_config *config, const char *place)
{
	const struct bp_module *module;
	struct bp_library library;

	if (!bp_is_file(place) && !bp_is_folder(place))
		return false;
	bp_library_init(&library);
	bool ours = bp_session_library(config, &library, NULL, NULL) &&
		bp_session_at(&library, place, &module);
	bp_library_release(&library);
	return !ours;
}

/* "FOLDER" of "FOLDER/FILE". */
void bp_preview_folder(const char *path, struct bp_buf *out)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		bp_buf_add_cstr(out, ".");
	else
		bp_buf_add(out, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *bp_preview_file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* A module in a course is shown as a part of it: its links lead to the others. */
static void preview_find_root(struct preview *preview)
{
	struct bp_buf course = {0};

	bp_preview_folder(preview->path, &preview->root);
	bp_buf_printf(&course, "%s/course.yaml", preview->root.at);
	if (!preview->bank && bp_is_file(preview->path) && bp_is_file(course.at)) {
		preview->module = bp_preview_file_name(preview->path);
	} else {
		bp_buf_clear(&preview->root);
		bp_buf_add_cstr(&preview->root, preview->path);
	}
	bp_buf_release(&course);
}

struct preview *bp_preview_new_of(const char *path)
{
	struct preview *preview = bp_alloc(1, sizeof *preview);

	preview->path = path;
	preview->bank = bp_is_file(path) && !bp_link_names_module(bp_str(path));
	preview_find_root(preview);
	if (bp_is_file(preview->root.at))
		preview->file = realpath(preview->root.at, NULL);
	preview->follow = bp_follow_new();
	preview->log.arena = bp_arena_new();
	preview->shown.faults = &preview->check.faults;
	return preview;
}

void bp_preview_free(struct preview *preview)
{
	if (!preview)
		return;
	bp_follow_free(preview->follow);
	bp_diagnostics_release(&preview->check.faults);
	bp_stand_release(&preview->stand);
	bp_arena_free(preview->log.arena);
	bp_buf_release(&preview->root);
	bp_buf_release(&preview->adopt);
	free(preview->file);
	free(preview);
}

/* ---- reading ---- */

/* What was read, until it takes the place of what is shown. */
struct preview_read {
	struct bp_library library;
	struct bp_check check;
};

static void preview_release(struct preview_read *read)
{
	bp_library_release(&read->library);
	bp_diagnostics_release(&read->check.faults);
}

static const struct bp_course *preview_course(
	const struct preview *preview, struct bp_library *library)
{
	if (library->count == 1)
		return library->courses[0];
	return preview->stand.course
		? bp_library_find(library, bp_str(preview->stand.course))
		: NULL;
}

static void preview_check(const struct preview *preview, struct preview_read *read)
{
	const struct bp_course *course = preview_course(preview, &read->library);
	struct bp_library one = {
		.courses = (const struct bp_course **)&course, .count = 1};
	size_t modules = 0;

	for (size_t i = 0; i < read->library.count; i++)
		modules += read->library.courses[i]->module_count;
	if (preview->bank)
		bp_check_path(&read->check, preview->path, NULL);
	else if (modules <= CHECK_MOST)
		bp_check_library(&read->check, &read->library);
	else if (course)
		bp_check_library(&read->check, &one);
	bp_diagnostics_sort(&read->check.faults);
}

static void preview_read(const struct preview *preview, struct preview_read *read)
{
	struct bp_error err = {0};
	bool ok = true;

	*read = (struct preview_read){0};
	bp_library_init(&read->library);
	if (preview->bank)
		bp_preview_add_bank(preview, &read->library);
	else
		ok = bp_library_add(
			&read->library, preview->root.at, &read->check.faults, &err);
	if (ok) {
		preview_check(preview, read);
		return;
	}
	bp_diagnostics_file(&read->check.faults, preview->root.at);
	bp_diagnose(&read->check.faults, BP_FAULT_FILE_READ, 0, 0, "%s", err.message);
}

/* Follows what was named: the file itself where it is, or its folder. */
static void preview_follow_root(struct preview *preview)
{
	struct bp_buf folder = {0};

	if (preview->file) {
		bp_preview_folder(preview->file, &folder);
		bp_follow_add(
			preview->follow, folder.at, bp_preview_file_name(preview->file));
	} else {
		bp_follow_add(preview->follow, preview->root.at, NULL);
	}
	bp_buf_release(&folder);
}

/* … and the folders of the courses that were found there. */
static void preview_follow(struct preview *preview, const struct bp_library *library)
{
	struct bp_buf folder = {0};
	bool file = preview->file != NULL;

	bp_follow_begin(preview->follow);
	preview_follow_root(preview);
	for (size_t i = 0; !file && i < library->count && i < FOLLOW_MOST; i++) {
		bp_follow_add(preview->follow, library->courses[i]->path, NULL);
		bp_buf_clear(&folder);
		bp_buf_printf(&folder, "%s/assets", library->courses[i]->path);
		if (bp_is_folder(folder.at))
			bp_follow_add(preview->follow, folder.at, NULL);
	}
	bp_follow_end(preview->follow);
	bp_buf_release(&folder);
}

/* ---- is it fit to be shown? ---- */

/* Whether the module that the author looks at is at fault in itself. */
static bool preview_is_flawed(const struct preview *preview, struct preview_read *read)
{
	const struct bp_course *course = preview_course(preview, &read->library);
	const struct bp_module *module = course && preview->stand.module
		? bp_course_find(course, bp_str(preview->stand.module))
		: NULL;
	struct bp_diagnostics faults = {0};

	if (!read->library.count || (course && course->fault) ||
		(preview->stand.course && !course))
		return true;
	if (!preview->stand.module)
		return false;
	if (!module || module->fault)
		return true;
	struct bp_document *document =
		bp_preview_document(preview, course, module, &faults, NULL);
	bool flawed = !document || !document->count || faults.errors;
	bp_document_free(document);
	bp_diagnostics_release(&faults);
	return flawed;
}

/* ---- the app, made anew ---- */

void bp_preview_note_stand(struct loop *loop)
{
	if (!loop->preview->stands)
		bp_app_stand(loop->app, &loop->preview->stand);
	loop->preview->stands = true;
}

static void preview_go(struct loop *loop)
{
	const struct bp_stand *stand = &loop->preview->stand;
	struct bp_effects effects = {0};
	struct bp_error err = {0};

	if (stand->course &&
		bp_app_go(loop->app, stand->course, stand->module, NULL, bp_session_now(),
			&effects, &err))
		bp_loop_carry_out(loop, &effects);
	bp_app_stand_again(loop->app, stand, bp_session_now(), &effects);
	bp_loop_carry_out(loop, &effects);
}

void bp_preview_renew(struct loop *loop)
{
	struct bp_effects effects = {0};
	struct bp_error err = {0};

	bp_app_free(loop->app);
	loop->app = NULL;
	loop->options.place = NULL;
	bp_loop_start(loop, &effects, &err);
	preview_go(loop);
	if (loop->front.kind->spoken) /* all of it is said anew */
		loop->front.kind->forget(&loop->front);
}

/* Takes what was read: to be shown, or only its faults over what is shown. */
static void preview_take(struct loop *loop, struct preview_read *read, bool always)
{
	struct preview *preview = loop->preview;
	bool flawed = preview_is_flawed(preview, read);
	struct bp_diagnostics before = preview->check.faults;

	preview->check = read->check;
	preview_follow(preview, &read->library);
	preview->shown.stale =
		(flawed && !preview->flawed && !always) || !read->library.count;
	if (preview->shown.stale) {
		bp_library_release(&read->library);
		bp_app_preview_changed(loop->app);
	} else {
		struct bp_library old = loop->session.library;
		bp_app_free(loop->app);
		loop->app = NULL;
		loop->session.library = read->library;
		preview->flawed = flawed;
		bp_preview_renew(loop);
		bp_library_release(&old);
	}
	bp_diagnostics_release(&before);
}

void bp_preview_reload(struct loop *loop, bool always)
{
	struct preview_read read;

	bp_preview_note_stand(loop);
	preview_read(loop->preview, &read);
	preview_take(loop, &read, always);
}

/* ---- opening, and each turn ---- */

bool bp_preview_open(struct loop *loop, struct bp_error *err)
{
	struct bp_session *session = &loop->session;
	struct preview *preview = loop->preview;
	struct preview_read read;

	*session = (struct bp_session){.config = &loop->options.config};
	session->progress = bp_progress_new();
	bp_buf_add_cstr(&session->learner, "pratinjau");
	bp_session_reset_language(session->config);
	bp_library_init(&session->library);
	preview_follow_root(preview); /* nothing that is written from now on is missed */
	preview_read(preview, &read);
	if (!read.library.count) {
		bp_fail(err, BP_ERROR_INPUT, "%s",
			read.check.faults.count ? read.check.faults.at[0].message : "");
		preview_release(&read);
		return false;
	}
	bp_library_release(&session->library);
	session->library = read.library;
	preview->check = read.check;
	preview_follow(preview, &session->library);
	if (!loop->options.preview && !session->config->content_count &&
		bp_data_path("content", &preview->adopt, NULL))
		preview->shown.adopt = preview->adopt.at;
	return true;
}

void bp_preview_tell(const struct preview *preview, struct bp_error *notice)
{
	if (preview->shown.adopt)
		bp_fail(notice, BP_ERROR_USAGE,
			_("Pratinjau, tidak dicatat. Untuk mempelajarinya dengan dicatat, tekan K: disalin ke %s. Memakainya di tempatnya: berpijar --content FOLDER."),
			preview->shown.adopt);
	else
		bp_fail(notice, BP_ERROR_USAGE,
			_("Pratinjau, tidak dicatat. Untuk mempelajarinya dengan dicatat: berpijar --content FOLDER."));
}

void bp_preview_begin(struct loop *loop)
{
	const struct bp_follow *follow = loop->preview->follow;

	loop->front.kind->also(&loop->front, bp_follow_fd(follow));
	loop->front.look_ms = bp_follow_wait(follow);
	bp_app_stand(loop->app, &loop->preview->stand);
	struct preview_read read = {.library = loop->session.library};
	loop->preview->flawed = preview_is_flawed(loop->preview, &read);
}

char *bp_preview_place(const struct loop *loop)
{
	const struct bp_library *library = &loop->session.library;
	const char *file = loop->preview->module;
	struct bp_buf place = {0};

	if (library->count != 1)
		return NULL;
	bp_buf_add_cstr(&place, library->courses[0]->id);
	for (size_t i = 0; file && i < library->courses[0]->module_count; i++)
		if (strcmp(library->courses[0]->modules[i].file, file) == 0)
			bp_buf_printf(&place, "/%s", library->courses[0]->modules[i].id);
	return place.at;
}

bool bp_preview_turn(struct loop *loop, uint32_t key)
{
	struct preview *preview = loop->preview;
	bool renewed = preview->wished;

	if (key != BP_KEY_TICK && key != BP_KEY_RESIZE)
		preview->stands = false;
	if (preview->wished)
		bp_preview_grant(loop);
	if (loop->quit)
		return renewed;
	preview->touched = bp_follow_changed(preview->follow) || preview->touched;
	if (preview->touched && !bp_app_is_typing(loop->app)) {
		preview->touched = false;
		renewed = true;
		bp_preview_reload(loop, false);
	}
	loop->front.look_ms = bp_follow_wait(preview->follow);
	return renewed;
}
