/* `berpijar learner erase`: what the store holds of one person is destroyed. */
#include "learner.h"
#include <berpijar/lang.h>
#include <string.h>
#include <unistd.h>

static const struct option_row learner_erase_options[] = {
	ROW_STORE, ROW_LANG, {"--force", FLAG(force), N_("tanpa bertanya")}, ROWS_END};

static int learner_erase_run(const struct options *options);

const struct command command_learner_erase = {
	.name = "learner erase",
	.arguments = "ID",
	.least = 1,
	.most = 1,
	.summary = N_("memusnahkan semua data satu orang"),
	.description = N_(
		"Memusnahkan catatan seorang peserta dan semua salinannya di tempat catatan, setelah ID-nya diketik sekali lagi, lalu menyebut apa yang dimusnahkan. Cadangan di tempat lain tidak terjangkau (UU 27/2022 Pasal 8)."),
	.options = learner_erase_options,
	.run = learner_erase_run,
};

struct erase_list {
	const char *store;
	struct bp_buf *out;
};

static void learner_erase_list_file(void *context, const char *path, enum bp_erased what)
{
	struct erase_list *list = context;

	if (what == BP_ERASED_DOUBT)
		return;
	bp_buf_add_cstr(list->out, "  ");
	bp_buf_add_clean_line(list->out, bp_str(list->store));
	bp_buf_add_char(list->out, '/');
	bp_buf_add_clean_line(list->out, bp_str(path));
	bp_buf_add_char(list->out, '\n');
}

static bool learner_erase_show(const char *store, const char *id, struct bp_error *err)
{
	struct bp_buf paths = {0};
	struct erase_list files = {store, &paths};
	bool ok = bp_learner_erase_list(store, id,
		&(struct bp_erase_report){learner_erase_list_file, &files}, err);

	if (ok)
		printf("%s\n%s", _("Ini akan dimusnahkan dan tidak dapat dikembalikan:"),
			paths.at);
	bp_buf_release(&paths);
	return ok;
}

static bool learner_erase_typed(const char *id)
{
	char line[128];

	if (!fgets(line, sizeof line, stdin))
		return false;
	return bp_str_is(bp_str_trim(bp_str(line)), id);
}

static bool learner_erase_confirm(const char *store, const char *id, struct bp_error *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return bp_fail(err, BP_ERROR_USAGE,
			_("tanpa terminal, penghapusan memerlukan --force"));
	if (!learner_erase_show(store, id, err))
		return false;
	printf(_("Ketik %s lalu Enter untuk memusnahkannya: "), id);
	fflush(stdout);
	return learner_erase_typed(id) ||
		bp_fail(err, BP_ERROR_INPUT, _("tidak ada yang dihapus"));
}

static bool learner_erase(
	const struct options *options, const char *folder, struct bp_error *err)
{
	const char *id = options->args[0];
	struct bp_buf told = {0};
	bool ok = (options->force || learner_erase_confirm(folder, id, err)) &&
		bp_learner_destroy(folder, id, &told, err);

	fputs(told.at ? told.at : "", stdout);
	fflush(stdout);
	bp_buf_release(&told);
	return ok;
}

static int learner_erase_run(const struct options *options)
{
	return records_in_store(options, learner_erase);
}
