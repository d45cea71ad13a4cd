/* `berpijar learner erase`: what the store holds of one person is destroyed. */
#include "learner.h"
#include <berpijar/lang.h>
#include <string.h>
#include <unistd.h>

struct told {
	const char *store;
	struct bp_buf *out;
	size_t destroyed;
};

static const char *word_of(enum bp_erased what)
{
	switch (what) {
	case BP_ERASED: return _("dimusnahkan");
	case BP_ERASED_NAME: return _("dihapus, tanpa dapat ditimpa dulu");
	case BP_ERASED_CONTENT:
		return _("isinya dimusnahkan, tetapi namanya TIDAK dapat dihapus");
	case BP_ERASED_DOUBT: return _("dibiarkan: mungkin milik peserta lain");
	case BP_ERASED_FAILED: break;
	}
	return _("TIDAK dapat dihapus");
}

static void tell(void *context, const char *path, enum bp_erased what)
{
	struct told *told = context;

	told->destroyed += what != BP_ERASED_FAILED && what != BP_ERASED_DOUBT;
	bp_buf_printf(told->out, "%s: ", word_of(what));
	bp_buf_add_clean_line(told->out, bp_str(told->store));
	bp_buf_add_char(told->out, '/');
	bp_buf_add_clean_line(told->out, bp_str(path));
	bp_buf_add_char(told->out, '\n');
}

/* What no program can promise. */
static void tell_limits(struct bp_buf *out)
{
	bp_buf_printf(out, "%s\n  - %s\n  - %s\n  - %s\n",
		_("Yang tidak dapat dijangkau berpijar:"),
		_("cadangan dan salinan di tempat lain;"),
		_("berkas yang sudah Anda serahkan;"),
		_("sisa isi lama yang mungkin masih ada di disk."));
}

bool learner_destroy(
	const char *store, const char *id, struct bp_buf *told, struct bp_error *err)
{
	struct bp_buf files = {0};
	struct told telling = {store, &files, 0};
	bool ok = bp_learner_erase(
		store, id, &(struct bp_erase_report){tell, &telling}, err);

	if (ok)
		bp_buf_printf(told, _("Catatan belajar %s sudah dimusnahkan.\n"), id);
	bp_buf_add_str(told, bp_buf_str(&files));
	if (telling.destroyed)
		tell_limits(told);
	bp_buf_release(&files);
	return ok;
}

/* ---- asking ---- */

static void list(void *context, const char *path, enum bp_erased what)
{
	struct told *told = context;

	if (what == BP_ERASED_DOUBT)
		return;
	bp_buf_add_cstr(told->out, "  ");
	bp_buf_add_clean_line(told->out, bp_str(told->store));
	bp_buf_add_char(told->out, '/');
	bp_buf_add_clean_line(told->out, bp_str(path));
	bp_buf_add_char(told->out, '\n');
}

static bool show(const char *store, const char *id, struct bp_error *err)
{
	struct bp_buf paths = {0};
	struct told told = {store, &paths, 0};
	bool ok = bp_learner_erase_list(
		store, id, &(struct bp_erase_report){list, &told}, err);

	if (ok)
		printf("%s\n%s", _("Ini akan dimusnahkan dan tidak dapat dikembalikan:"),
			paths.at);
	bp_buf_release(&paths);
	return ok;
}

static bool typed(const char *id)
{
	char line[128];

	if (!fgets(line, sizeof line, stdin))
		return false;
	return bp_str_is(bp_str_trim(bp_str(line)), id);
}

static bool confirm(const char *store, const char *id, struct bp_error *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return bp_fail(err, BP_ERROR_USAGE,
			_("tanpa terminal, penghapusan memerlukan --force"));
	if (!show(store, id, err))
		return false;
	printf(_("Ketik %s lalu Enter untuk memusnahkannya: "), id);
	fflush(stdout);
	return typed(id) || bp_fail(err, BP_ERROR_INPUT, _("tidak ada yang dihapus"));
}

int run_learner_erase(const struct options *options)
{
	struct bp_buf store = {0}, told = {0};
	struct bp_error err = {0};
	const char *id = options->args[0];
	bool ok = session_store_folder(options, &store, &err) &&
		(options->force || confirm(store.at, id, &err)) &&
		learner_destroy(store.at, id, &told, &err);

	fputs(told.at ? told.at : "", stdout);
	fflush(stdout);
	bp_buf_release(&told);
	bp_buf_release(&store);
	return ok ? EXIT_DONE : report(&err);
}
