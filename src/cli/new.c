/* `berpijar new`: a small complete course to start from, or one module. Its files are in
 * data/kursus; the build puts them into the program. */
#include "bundled.h"
#include "command.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/session.h>
#include <berpijar/time.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAMES_MOST  100 /* in a folder that is asked for; it has to be empty */
#define MODULE_FILE "modul.md"

extern const unsigned char new_files[];

static const struct option_row new_options[] = {ROW_LANG,
	{N_("--module NAMA"), TEXT(module),
		N_("satu modul saja, NAMA.md, di folder ini")},
	ROWS_END};

static int new_run(const struct options *options);

const struct command command_new = {
	.name = "new",
	.arguments = N_("FOLDER | --module NAMA"),
	.most = 1,
	.summary = N_("membuat kursus kecil yang lengkap, sebagai contoh untuk diubah"),
	.description = N_(
		"Membuat folder berisi course.yaml, sebuah modul yang memuat setiap hal yang dapat ditulis, sebuah ujian, dan rencana tindak lanjut. Folder yang sudah berisi, dan berkas yang sudah ada, tidak diubah."),
	.options = new_options,
	.run = new_run,
};

/* ---- the files ---- */

/* A name as a title: "bahasa-jelas" becomes "Bahasa jelas". What YAML would take for the end
 * of the text is left out. */
static void new_title(const char *path, struct bp_buf *title)
{
	const char *end = path + strlen(path);
	const char *start;

	while (end > path + 1 && end[-1] == '/')
		end--;
	for (start = end; start > path && start[-1] != '/';)
		start--;
	if (end - start > 3 && strncmp(end - 3, ".md", 3) == 0)
		end -= 3;
	while (start < end && (bp_is_digit(*start) || *start == '-' || *start == '.'))
		start++;
	struct bp_str name = {start, (size_t)(end - start)};
	struct bp_buf clean = {0};
	bp_buf_add_clean_line(&clean, name);
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.at[i];
		if (c != '"' && c != '\\')
			bp_buf_add_char(title, c == '-' || c == '_' ? ' ' : c);
	}
	bp_buf_release(&clean);
	if (!title->len)
		bp_buf_add_cstr(title, "Kursus baru");
	if (title->at[0] >= 'a' && title->at[0] <= 'z')
		title->at[0] = (char)(title->at[0] - 'a' + 'A');
}

static bool new_write(
	const char *path, struct bp_str text, const char *title, struct bp_error *err)
{
	struct bp_buf out = {0};
	char day[BP_TIME_ROOM];
	const struct bundled_word words[] = {
		{"@JUDUL@", title}, {"@TANGGAL@", day}, {NULL, NULL}};

	bp_time_day(bp_session_now(), day);
	bundled_fill(text, words, &out);
	bool ok = bp_file_write(path, bp_buf_str(&out), false, err);
	bp_buf_release(&out);
	return ok;
}

/* ---- a course ---- */

static bool new_is_empty(const char *folder, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};
	int root = -1;
	bool ok = bp_root_open(folder, &root, err) &&
		bp_root_names(root, NAMES_MOST, arena, &names, err);

	if (ok && names.count)
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("folder %s sudah berisi; sebutkan folder baru, atau tambahkan modul dengan --module"),
			folder);
	if (root >= 0)
		close(root);
	bp_arena_free(arena);
	return ok;
}

static bool new_write_course_file(const char *folder, const struct bundled_file *file,
	const char *title, struct bp_error *err)
{
	struct bp_buf path = {0};
	const char *slash = memchr(file->name.at, '/', file->name.len);

	bp_buf_printf(&path, "%s/%.*s", folder, (int)(slash ? slash - file->name.at : 0),
		file->name.at);
	bool ok = !slash || bp_make_folder(path.at, err);
	bp_buf_clear(&path);
	bp_buf_printf(&path, "%s/%.*s", folder, (int)file->name.len, file->name.at);
	ok = ok && new_write(path.at, file->text, title, err);
	bp_buf_release(&path);
	return ok;
}

static bool new_course(const char *folder, const char *title, struct bp_error *err)
{
	struct bp_str left = bundled_all(new_files);
	struct bundled_file file;
	bool ok = bp_make_folder(folder, err) && new_is_empty(folder, err);

	while (ok && bundled_next(&left, &file))
		if (!bp_str_is(file.name, MODULE_FILE))
			ok = new_write_course_file(folder, &file, title, err);
	if (ok)
		bp_say(stdout, _("Kursus ditulis ke %s. Lihatlah: berpijar preview %s\n"),
			folder, folder);
	return ok;
}

/* ---- a module ---- */

static bool new_module(const char *name, const char *title, struct bp_error *err)
{
	struct bp_str left = bundled_all(new_files);
	size_t len = strlen(name);
	bool ended = len > 3 && strcmp(name + len - 3, ".md") == 0;
	struct bundled_file file;
	struct bp_buf path = {0};
	bool ok = true;

	bp_buf_printf(&path, "%s%s", name, ended ? "" : ".md");
	while (ok && bundled_next(&left, &file))
		if (bp_str_is(file.name, MODULE_FILE))
			ok = new_write(path.at, file.text, title, err);
	if (ok)
		bp_say(stdout, _("Modul ditulis ke %s. Lihatlah: berpijar preview %s\n"),
			path.at, path.at);
	bp_buf_release(&path);
	return ok;
}

static int new_run(const struct options *options)
{
	const char *folder = options->arg_count ? options->args[0] : NULL;
	const char *name = options->module ? options->module : folder;
	struct bp_buf title = {0};
	struct bp_error err = {0};

	if (!folder == !options->module || !*name) {
		bp_fail(&err, BP_ERROR_USAGE,
			_("pemakaian: berpijar new FOLDER, atau berpijar new --module NAMA"));
		return bp_say_error(&err);
	}
	new_title(name, &title);
	bool ok = folder ? new_course(folder, title.at, &err)
			 : new_module(name, title.at, &err);
	bp_buf_release(&title);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
