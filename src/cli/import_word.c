/* `berpijar import FILE.docx -o FOLDER`: pandoc reads, src/word makes the files, and they are
 * written beside the folder, which is renamed when all are there. */
#include "import_word.h"
#include "check.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/pandoc.h>
#include <berpijar/word.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct import_word {
	struct bp_arena *arena;
	const struct options *options;
	const char *folder; /* without a slash at its end */
	char *beside;       /* where it is written; NULL: nothing is there */
	struct bp_word *word;
	struct bp_word_course course;
};

bool import_word_is(const char *path)
{
	static const char *const endings[] = {".docx", ".odt", ".doc"};
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t end = strlen(endings[i]);
		if (len > end && strcasecmp(path + len - end, endings[i]) == 0)
			return true;
	}
	return false;
}

/* ---- reading ---- */

static const char *word_file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool word_read(struct import_word *import, struct bp_error *err)
{
	const char *path = import->options->args[0];
	const struct bp_word_wish wish = {.exam = import->options->exam};
	struct bp_buf bytes = {0}, json = {0};
	struct bp_error why = {0};

	bool ok = bp_file_read(path, BP_WORD_LIMIT, &bytes, err);
	if (ok)
		import->word = bp_word_open(
			import->arena, word_file_name(path), bp_buf_str(&bytes), err);
	ok = ok && import->word != NULL;
	if (ok &&
		!bp_pandoc_read(import->word->format, bp_buf_str(&import->word->bare),
			&json, &why))
		ok = bp_fail(err, why.kind, "%s: %s", word_file_name(path), why.message);
	ok = ok &&
		bp_word_course(
			import->word, bp_buf_str(&json), &wish, &import->course, err);
	if (import->word)
		bp_buf_release(&import->word->bare);
	bp_buf_release(&bytes);
	bp_buf_release(&json);
	return ok;
}

/* ---- writing ---- */

static bool word_is_free(const struct import_word *import, struct bp_error *err)
{
	struct bp_names names = {0};
	int root = -1;

	if (access(import->folder, F_OK) != 0)
		return true;
	bool ok = bp_root_open(import->folder, &root, err);
	bool empty = ok && bp_root_names(root, 1, import->arena, &names, NULL) &&
		names.count == 0;
	if (ok)
		close(root);
	return empty || !ok ||
		bp_fail(err, BP_ERROR_INPUT,
			_("folder %s sudah berisi dan tidak diubah; sebutkan folder baru"),
			import->folder);
}

static const char *word_path(const struct import_word *import, const char *name)
{
	return bp_arena_printf(import->arena, "%s/%s", import->beside, name);
}

/* Makes the folder beside the one that is asked for, on the same disk. */
static bool word_make_beside(struct import_word *import, struct bp_error *err)
{
	const char *slash = strrchr(import->folder, '/');
	int parent = slash ? (int)(slash - import->folder) + 1 : 0;
	char *beside = bp_arena_printf(import->arena, "%.*s.%s.XXXXXX", parent,
		import->folder, import->folder + parent);

	if (parent > 1 &&
		!bp_make_folder(bp_arena_printf(import->arena, "%.*s", parent - 1,
					import->folder),
			err))
		return false;
	if (!mkdtemp(beside))
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
			import->folder, bp_strerror(errno));
	import->beside = beside;
	return !import->course.images || bp_make_folder(word_path(import, "assets"), err);
}

/* Takes back what was written; nothing else is in that folder. */
static void word_remove(struct import_word *import)
{
	if (!import->beside)
		return;
	for (size_t i = 0; i < import->course.count; i++)
		unlink(word_path(import, import->course.files[i].name));
	rmdir(word_path(import, "assets"));
	rmdir(import->beside);
}

/* An empty folder of that name is replaced; one in which something has come is not. */
static bool word_put(struct import_word *import, struct bp_error *err)
{
	if (rename(import->beside, import->folder) != 0)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
			import->folder, bp_strerror(errno));
	import->beside = NULL;
	return true;
}

static bool word_write(struct import_word *import, struct bp_error *err)
{
	bool ok = word_make_beside(import, err);

	for (size_t i = 0; ok && i < import->course.count; i++)
		ok = bp_file_write(word_path(import, import->course.files[i].name),
			import->course.files[i].bytes, false, err);
	return ok && word_put(import, err);
}

/* ---- telling ---- */

static void word_tell_losses(const struct bp_word *word)
{
	for (size_t i = 0; word && i < word->losses.count; i++) {
		const struct bp_word_loss *loss = &word->losses.at[i];
		bp_say(stderr, "%s: %s%s%s\n", word->name, loss->place,
			*loss->place ? ": " : "", loss->what);
	}
}

static void word_tell(const struct import_word *import)
{
	const struct bp_word_losses *losses = &import->word->losses;
	const struct bp_word_course *course = &import->course;

	bp_say(stdout, _("%zu modul, %zu soal, dan %zu gambar ditulis ke %s\n"),
		course->modules, course->questions, course->images, import->folder);
	if (losses->count)
		bp_say(stdout, _("Yang perlu dilihat, %zu butir, ada di %s/_impor.md\n"),
			losses->count, import->folder);
}

static bool word_check_usage(struct import_word *import, struct bp_error *err)
{
	const struct options *options = import->options;
	size_t len = options->output ? strlen(options->output) : 0;

	while (len > 1 && options->output[len - 1] == '/')
		len--;
	import->folder =
		bp_arena_printf(import->arena, "%.*s", (int)len, options->output);
	if (!len || options->arg_count != 1)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar import DOKUMEN.docx -o FOLDER"));
	if (options->from || options->split || options->force)
		return bp_fail(err, BP_ERROR_USAGE,
			_("--from, --split, dan --force hanya untuk berkas soal"));
	return true;
}

int import_word(const struct options *options)
{
	struct import_word import = {.arena = options->arena, .options = options};
	struct bp_error err = {0};

	bool ok = word_check_usage(&import, &err) && word_is_free(&import, &err) &&
		word_read(&import, &err) && word_write(&import, &err);
	word_tell_losses(import.word);
	if (!ok) {
		word_remove(&import);
		return bp_say_error(&err);
	}
	word_tell(&import);
	int status = check_folder(options, import.folder);
	bp_say(stdout, _("Lihatlah: berpijar preview %s\n"), import.folder);
	return import.course.faulty ? BP_EXIT_FAILED : status;
}
