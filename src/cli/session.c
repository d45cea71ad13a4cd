#include "session.h"
#include <berpijar/arena.h>
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The wall's clock when we began, and how long ago that is: one that is set while we run
 * neither ends an exam nor gives it time. */
int64_t session_now(void)
{
	static int64_t began, wall;

	if (!wall) {
		began = clock_ms(CLOCK_BOOTTIME);
		wall = clock_ms(CLOCK_REALTIME);
	}
	return wall + clock_ms(CLOCK_BOOTTIME) - began;
}

/* ---- courses ---- */

static bool add_if_there(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	return !bp_is_folder(path) || bp_library_add(library, path, faults, err);
}

/* Each folder of a colon list, with a name appended. */
static bool add_list(struct bp_library *library, const char *list, const char *append,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	bool ok = true;

	while (ok && *list) {
		size_t len = strcspn(list, ":");
		struct bp_buf path = {0};
		bp_buf_add(&path, list, len);
		bp_buf_add_cstr(&path, append);
		if (len)
			ok = append[0] ? add_if_there(library, path.at, faults, err)
				       : bp_library_add(library, path.at, faults, err);
		bp_buf_release(&path);
		list += len + (list[len] == ':');
	}
	return ok;
}

static bool in_list(const char *list, const char *path)
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

/* Run from its source tree, the program uses the tree's own courses. */
static bool find_source_content(char path[PATH_MAX])
{
	char exe[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);

	if (len <= 0)
		return false;
	exe[len] = '\0';
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

static bool add_standard(
	struct bp_library *library, struct bp_diagnostics *faults, struct bp_error *err)
{
	const char *dirs = getenv("XDG_DATA_DIRS");
	struct bp_buf own = {0};
	char source[PATH_MAX];
	bool ok = true;

	if (bp_data_path("content", &own, NULL))
		ok = add_if_there(library, own.at, faults, err);
	bp_buf_release(&own);
	if (ok && find_source_content(source))
		return bp_library_add(library, source, faults, err);
	if (!dirs || !*dirs)
		dirs = "/usr/local/share:/usr/share";
	ok = ok && add_list(library, dirs, "/berpijar/content", faults, err);
	if (ok && !in_list(dirs, BERPIJAR_DATADIR))
		ok = add_list(
			library, BERPIJAR_DATADIR, "/berpijar/content", faults, err);
	return ok;
}

bool session_library(const struct options *options, struct bp_library *library,
	struct bp_diagnostics *faults, struct bp_error *err)
{
	const char *list = getenv("BERPIJAR_CONTENT");

	for (size_t i = 0; i < options->content_count; i++)
		if (!bp_library_add(library, options->content[i], faults, err))
			return false;
	if (options->content_count)
		return true;
	if (list && *list)
		return add_list(library, list, "", faults, err);
	return add_standard(library, faults, err);
}

struct bp_document *session_read_module(const struct bp_course *course,
	const struct bp_module *module, struct bp_diagnostics *faults,
	struct bp_error *err)
{
	struct bp_buf source = {0};
	struct bp_document *document = NULL;
	size_t body;
	int line;

	if (module->fault)
		bp_fail(err, BP_ERROR_INPUT, "%s", module->fault);
	else if (bp_module_read(course, module, &source, &body, &line, err))
		document = bp_document_read(
			bp_str_from(bp_buf_str(&source), body), line, faults);
	bp_buf_release(&source);
	return document;
}

bool session_read_bank(struct bp_arena *arena, const char *path,
	struct bp_diagnostics *faults, struct bp_quiz *quiz, struct bp_error *err)
{
	struct bp_buf text = {0};

	if (!bp_file_read(path, BP_BANK_LIMIT, &text, err))
		return false;
	bp_diagnostics_file(faults, path);
	bp_bank_read(arena, bp_bank_recognize(bp_buf_str(&text)),
		(struct bp_gift_source){
			.text = bp_buf_str(&text), .line = 1, .format = BP_FORMAT_MOODLE},
		faults, quiz);
	bp_buf_release(&text);
	return true;
}

/* A path: the course or lone file there joins the library. */
static bool find_path(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, const struct bp_course **course,
	const struct bp_module **module, struct bp_error *err)
{
	size_t before = library->count;

	if (!bp_library_add(library, path, faults, err))
		return false;
	if (library->count == before)
		return bp_fail(err, BP_ERROR_INPUT, _("%s tidak berisi kursus"), path);
	*course = &library->courses[before];
	if (bp_is_file(path) && (*course)->module_count)
		*module = &(*course)->modules[0];
	return true;
}

bool session_find(struct bp_library *library, const char *name,
	struct bp_diagnostics *faults, const struct bp_course **course,
	const struct bp_module **module, struct bp_error *err)
{
	const char *slash = strchr(name, '/');
	struct bp_str id = slash ? bp_str_part(bp_str(name), 0, (size_t)(slash - name))
				 : bp_str(name);

	*module = NULL;
	*course = bp_library_find(library, id);
	if (*course && (!slash || (*module = bp_course_find(*course, bp_str(slash + 1)))))
		return true;
	if (bp_is_file(name) || bp_is_folder(name))
		return find_path(library, name, faults, course, module, err);
	return bp_fail(err, BP_ERROR_NOT_FOUND,
		_("tidak ada berkas, kursus, atau modul \"%s\"; jalankan berpijar untuk melihat daftarnya"),
		name);
}

/* ---- the learner ---- */

bool session_store_folder(
	const struct options *options, struct bp_buf *out, struct bp_error *err)
{
	const char *folder = options->store ? options->store : getenv("BERPIJAR_STORE");

	if (!folder || !*folder)
		return bp_data_path("store", out, err);
	bp_buf_add_cstr(out, folder);
	return true;
}

/* The login name. The environment knows it without a search in the user database. */
static const char *login_name(void)
{
	static const char *const names[] = {"LOGNAME", "USER"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *name = getenv(names[i]);
		if (name && *name)
			return name;
	}
	struct passwd *user = getpwuid(getuid());
	return user && user->pw_name[0] ? user->pw_name : "saya";
}

/* The login name, with what an id may not hold replaced. */
static void add_login(struct bp_buf *out)
{
	for (const char *name = login_name(); *name && out->len < 64; name++) {
		bool fits = bp_learner_valid((struct bp_str){name, 1}) ||
			(*name == '.' && out->len);
		bp_buf_add_char(out, fits ? *name : '_');
	}
}

bool session_learner(
	const struct options *options, struct bp_buf *out, struct bp_error *err)
{
	const char *learner =
		options->learner ? options->learner : getenv("BERPIJAR_LEARNER");

	if (!learner || !*learner) {
		add_login(out);
		return true;
	}
	if (!bp_learner_valid(bp_str(learner)))
		return bp_fail(err, BP_ERROR_USAGE,
			_("--learner \"%s\": pakailah 1-64 huruf, angka, titik, garis bawah, atau tanda hubung, tanpa titik di depan"),
			learner);
	bp_buf_add_cstr(out, learner);
	return true;
}

static void set_language(const struct session *session, const struct options *options)
{
	const char *lang = getenv("BERPIJAR_LANG");
	struct bp_buf saved = {0};

	if (options->lang)
		return; /* in force already */
	if (lang && bp_lang_set(lang))
		return;
	if (session->store && bp_store_load_setting(session->store, "lang", &saved))
		bp_lang_set(saved.at);
	bp_buf_release(&saved);
}

void session_reset_language(const struct options *options)
{
	const char *lang = getenv("BERPIJAR_LANG");

	if (options->lang)
		return;
	if (!lang || !bp_lang_set(lang))
		bp_lang_set("id");
}

bool session_open(struct session *session, const struct options *options,
	enum bp_store_mode mode, struct bp_error *err)
{
	*session = (struct session){0};
	session->progress = bp_progress_new();
	bp_library_init(&session->library);
	if (!session_learner(options, &session->learner, err) ||
		!session_open_record(session, options, mode, err))
		return false;
	set_language(session, options);
	return session_library(options, &session->library, NULL, err);
}

void session_close(struct session *session)
{
	session_save_snapshot(session);
	bp_store_close(session->store);
	bp_progress_free(session->progress);
	bp_progress_free(session->before);
	bp_library_release(&session->library);
	bp_buf_release(&session->learner);
}

/* In one piece: there may be thousands, and error output is not buffered. */
void print_diagnostics(const struct bp_diagnostics *diagnostics)
{
	struct bp_buf out = {0};

	for (size_t i = 0; i < diagnostics->count; i++) {
		const struct bp_diagnostic *fault = &diagnostics->at[i];
		const struct bp_fault_row *row = bp_fault_row(fault->fault);
		bp_buf_add_clean_line(&out, bp_str(fault->file));
		if (fault->line)
			bp_buf_printf(&out, ":%d:%d", fault->line, fault->column);
		bp_buf_printf(&out, ": %s: ", bp_severity_word(row->severity));
		bp_buf_add_clean_line(&out, bp_str(fault->message));
		bp_buf_printf(&out, " [%s]\n", row->code);
	}
	if (out.len)
		fwrite(out.at, 1, out.len, stderr);
	bp_buf_release(&out);
}
