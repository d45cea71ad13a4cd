/* `berpijar store expire`: records that have been kept long enough are destroyed, with a receipt
 * that says which, why and by whom. */
#include "store.h"
#include "trail.h"
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/time.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXPIRE_MOST 50 /* years; records are from after 1970 */

static const struct option_row store_expire_options[] = {ROW_STORE, ROW_ONE_LEARNER,
	ROW_LANG,
	{N_("--older LAMA"), TEXT(older),
		N_("yang kejadian terakhirnya lebih lama dari ini: 5y tahun, 18m bulan")},
	{N_("--reason TEKS"), TEXT(reason),
		N_("alasannya, untuk tanda terima dan jejak; harus ada")},
	{"--dry-run", FLAG(dry_run), N_("hanya menyebut apa yang akan dimusnahkan")},
	{N_("-o, --output BERKAS"), TEXT(output),
		N_("tanda terimanya sebagai JSON, hanya untuk Anda")},
	{"--force", FLAG(force), N_("tanpa bertanya")}, ROWS_END};

static int store_expire_run(const struct options *options);

const struct command command_store_expire = {
	.name = "store expire",
	.summary = N_("memusnahkan catatan yang sudah lewat masa simpannya"),
	.description = N_(
		"Memusnahkan catatan yang kejadian terakhirnya lebih lama dari masa simpan, setelah jumlahnya diketik, lalu menyebut apa yang dimusnahkan. Alasannya masuk tanda terima dan jejak (berpijar store log). Cadangan di tempat lain tidak terjangkau."),
	.options = store_expire_options,
	.run = store_expire_run,
};

/* A record that is due, as the receipt tells of it. */
struct due {
	const char *id;
	int64_t first_at, last_at, events;
	struct bp_digest content; /* SHA-256 of the file */
	bool gone;
};

struct expire {
	const struct options *options;
	struct records records;
	int64_t before;
	struct due *due;
	size_t count, room, gone, unread;
};

/* ---- which ---- */

/* The same day so many months ago, or the 28th where that month is shorter; later than now:
 * the text is no length of time. */
static int64_t expire_before(const char *text, int64_t now)
{
	char *end, day[BP_TIME_ROOM];
	long count = strtol(text, &end, 10);
	struct bp_day from = bp_day_of(now);
	long unit = strcmp(end, "y") == 0 ? 12 : strcmp(end, "m") == 0 ? 1 : 0;

	if (count <= 0 || !unit || count > EXPIRE_MOST * 12 / unit)
		return INT64_MAX;
	long months = count * unit;
	long month = from.year * 12L + from.month - 1 - months;
	snprintf(day, sizeof day, "%04ld-%02ld-%02d", month / 12, month % 12 + 1,
		from.day < 28 ? from.day : 28);
	int64_t before = bp_time_read(bp_str(day));
	return before ? before : INT64_MAX;
}

/* A clock that was put back must not make a record older than it is: ids never go back. */
static void expire_take(void *context, const struct bp_event *event)
{
	struct due *due = context;
	int64_t id_at = bp_event_id_time(event->id);
	int64_t at = event->at > id_at ? event->at : id_at;

	if (!due->events++ || event->at < due->first_at)
		due->first_at = event->at;
	due->last_at = at > due->last_at ? at : due->last_at;
}

/* Of a record without an event it counts when its file was written last. */
static bool expire_read(const char *folder, struct due *due)
{
	struct bp_store *store = NULL;
	struct bp_buf path = {0}, bytes = {0};
	struct stat info;
	bool ok = bp_store_open(&store, folder, due->id, BP_STORE_READ, NULL) &&
		bp_store_replay(store, 0, expire_take, due, NULL);

	bp_store_close(store);
	bp_learner_file(folder, due->id, &path);
	ok = ok && stat(path.at, &info) == 0 &&
		bp_file_read(path.at, SIZE_MAX / 2, &bytes, NULL);
	if (ok && !due->events)
		due->last_at = (int64_t)info.st_mtime * 1000;
	due->content = bp_digest_of(bp_buf_str(&bytes));
	bp_buf_release(&bytes);
	bp_buf_release(&path);
	return ok;
}

/* What cannot be read is left: how old it is is not known. */
static void expire_find(struct expire *expire)
{
	for (size_t i = 0; i < expire->records.ids.count; i++) {
		struct due due = {.id = expire->records.ids.at[i]};
		if (!expire_read(expire->records.folder.at, &due)) {
			expire->unread++;
			bp_say(stderr,
				_("berpijar: galat: %s: tidak terbaca, dibiarkan\n"),
				due.id);
		} else if (due.last_at < expire->before) {
			*BP_PUSH(expire->options->arena, expire->due, expire->count,
				expire->room) = due;
		}
	}
}

/* ---- doing it ---- */

static void expire_print(const struct due *due)
{
	char first[BP_TIME_ROOM], last[BP_TIME_ROOM];

	bp_time_day(due->first_at, first);
	bp_time_day(due->last_at, last);
	printf(_("  %s  %s sampai %s, %lld kejadian\n"), due->id, *first ? first : "-",
		last, (long long)due->events);
}

static bool expire_confirm(const struct expire *expire, struct bp_error *err)
{
	char line[128];

	if (expire->options->force)
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return bp_fail(err, BP_ERROR_USAGE,
			_("tanpa terminal, penghapusan memerlukan --force"));
	printf(_("Ketik %zu lalu Enter untuk memusnahkannya: "), expire->count);
	fflush(stdout);
	if (!fgets(line, sizeof line, stdin) || strtoul(line, NULL, 10) != expire->count)
		return bp_fail(err, BP_ERROR_INPUT, _("tidak ada yang dihapus"));
	return true;
}

/* The reason is in the trail before anything is gone. */
static void expire_one(struct expire *expire, struct due *due)
{
	const char *folder = expire->records.folder.at;
	struct bp_buf told = {0};
	struct bp_error err = {0};

	trail_deed(folder,
		&(struct bp_trail_entry){
			"expire", due->id, "store-expire", expire->options->reason});
	due->gone = bp_learner_destroy(folder, due->id, &told, &err);
	expire->gone += due->gone;
	if (!due->gone)
		bp_say(stderr, _("berpijar: galat: %s: %s\n"), due->id, err.message);
	bp_buf_release(&told);
}

static json_t *expire_describe(const struct due *due)
{
	char first[BP_TIME_ROOM], last[BP_TIME_ROOM];

	bp_time_iso(due->first_at, first);
	bp_time_iso(due->last_at, last);
	return json_pack("{s:s, s:s, s:s, s:I, s:o, s:b}", "id", due->id, "first", first,
		"last", last, "events", (json_int_t)due->events, "sha256",
		bp_json_hex(due->content.at, sizeof due->content.at), "destroyed",
		due->gone);
}

static bool expire_receipt(const struct expire *expire, bool force, struct bp_error *err)
{
	const struct options *options = expire->options;
	char at[BP_TIME_ROOM], before[BP_TIME_ROOM];
	struct bp_buf who = {0}, out = {0};
	json_t *records;

	if (!options->output)
		return true;
	records = json_array();
	bp_time_iso(bp_session_now(), at);
	bp_time_iso(expire->before, before);
	bp_trail_add_who(&who);
	for (size_t i = 0; i < expire->count; i++)
		json_array_append_new(records, expire_describe(&expire->due[i]));
	json_t *all = json_pack("{s:s, s:s, s:o, s:o, s:b, s:o}", "time", at, "before",
		before, "reason", bp_json_clean(bp_str(options->reason)), "who",
		bp_json_clean(bp_str_trim(bp_buf_str(&who))), "dry_run", options->dry_run,
		"records", records);
	bp_json_write(all, JSON_INDENT(1), &out);
	bp_buf_add_char(&out, '\n');
	bool ok = bp_file_write_private(options->output, bp_buf_str(&out), force, err);
	json_decref(all);
	bp_buf_release(&who);
	bp_buf_release(&out);
	return ok;
}

static bool expire_destroy(struct expire *expire, struct bp_error *err)
{
	if (expire->options->dry_run) {
		puts(_("Belum ada yang dimusnahkan."));
		return expire_receipt(expire, expire->options->force, err);
	}
	if (expire->count && !expire_confirm(expire, err))
		return false;
	/* its place first: nothing is destroyed that no receipt could be written of */
	if (!expire_receipt(expire, expire->options->force, err))
		return false;
	for (size_t i = 0; i < expire->count; i++)
		expire_one(expire, &expire->due[i]);
	bp_say(stdout, _("%zu catatan dimusnahkan. Alasan: %s\n"), expire->gone,
		expire->options->reason);
	bp_say(stdout, _("Cadangan dan salinan di tempat lain tidak terjangkau.\n"));
	return expire_receipt(expire, true, err);
}

static bool expire_check(struct expire *expire, struct bp_error *err)
{
	const struct options *options = expire->options;

	if (!options->older)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan masa simpannya, misalnya: --older 5y"));
	expire->before = expire_before(options->older, bp_session_now());
	if (expire->before == INT64_MAX)
		return bp_fail(err, BP_ERROR_USAGE,
			_("--older %s: yang boleh adalah angka dan satuannya, 5y (tahun) atau 18m (bulan), paling lama 50 tahun"),
			options->older);
	if (!options->dry_run &&
		(!options->reason || !bp_str_trim(bp_str(options->reason)).len))
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan alasannya, misalnya: --reason 'masa simpan 5 tahun'"));
	return records_find(&expire->records, options, err);
}

static int store_expire_run(const struct options *options)
{
	struct expire expire = {.options = options};
	struct bp_error err = {0};
	char day[BP_TIME_ROOM];
	bool ok = expire_check(&expire, &err);

	if (ok) {
		expire_find(&expire);
		bp_time_day(expire.before, day);
		printf(_("%zu dari %zu catatan tanpa kejadian sejak %s:\n"), expire.count,
			expire.records.ids.count, day);
		for (size_t i = 0; i < expire.count; i++)
			expire_print(&expire.due[i]);
		ok = expire_destroy(&expire, &err);
	}
	if (expire.records.arena)
		records_release(&expire.records);
	if (!ok)
		return bp_say_error(&err);
	return expire.unread || (!options->dry_run && expire.gone < expire.count)
		? BP_EXIT_FAILED
		: BP_EXIT_DONE;
}
