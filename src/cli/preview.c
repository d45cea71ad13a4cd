/* `berpijar preview`: the learner's screens, for an author; nothing is recorded. */
#include "command.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/player.h>
#include <berpijar/session.h>
#include <string.h>

static const struct option_row preview_options[] = {
	ROW_CONTENT, ROW_LANG, ROW_COLOR, ROW_PLAIN, ROW_ESC, ROWS_END};

static int preview_run(const struct options *options);

const struct command command_preview = {
	.name = "preview",
	.arguments = N_("JALUR"),
	.least = 1,
	.most = 1,
	.summary = N_(
		"melihat kursus, modul, atau berkas soal sebagai peserta, tanpa dicatat"),
	.description = N_(
		"Menampilkan layar peserta dan mengikuti berkasnya: begitu disimpan di penyunting, layarnya baru, di tempat dan soal yang sama. Galat dari yang tampak disebut dengan barisnya. Tombol: g kunci jawaban, f galat berikutnya, F semua galat, v yang baru diubah, p sebagai peserta lain, w jendela 80x24 atau 40x12, B baris biasa, r muat ulang. Tidak ada yang dicatat."),
	.options = preview_options,
	.run = preview_run,
};

/* The path of what a name stands for in the library; a path stands for itself. */
static bool preview_find(
	const struct options *options, const char **path, struct bp_error *err)
{
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_library library;

	*path = options->args[0];
	if (bp_is_folder(*path) && !strchr(*path, '/')) /* without "./" it may be an id */
		*path = bp_arena_printf(options->arena, "./%s", *path);
	if (bp_is_file(*path) || bp_is_folder(*path))
		return true;
	bp_library_init(&library);
	bool ok = bp_session_library(&options->config, &library, NULL, err) &&
		bp_session_find_recorded(&library, *path, &course, &module, err);
	if (ok && (module || course->lone))
		*path = bp_module_path(
			options->arena, course, module ? module : course->modules);
	else if (ok)
		*path = bp_arena_cstr(options->arena, bp_str(course->path));
	bp_library_release(&library);
	return ok;
}

static int preview_run(const struct options *options)
{
	struct bp_error err = {0};
	const char *path;

	if (!preview_find(options, &path, &err))
		return bp_say_error(&err);
	return bp_player_run(&(struct bp_player_options){
		.config = options->config,
		.place = path,
		.preview = true,
	});
}
