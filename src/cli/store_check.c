/* `berpijar store check`: the health of every record, as text or JSON. */
#include "store.h"
#include <berpijar/arena.h>
#include <berpijar/backups.h>
#include <berpijar/checkup.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <sys/stat.h>
#include <time.h>

#define FREE_LEAST  (64 << 20) /* bytes; a disk with less is called nearly full */
#define BACKUP_DAYS 7          /* a backup that is older is called overdue */
#define DAY         (24 * 60 * 60)

static const struct option_row store_check_options[] = {ROW_STORE, ROW_ONE_LEARNER,
	ROW_LANG, {"--format text|json", FORMAT, N_("bentuk keluaran")}, ROWS_END};

static int store_check_run(const struct options *options);

const struct command command_store_check = {
	.name = "store check",
	.summary = N_("memeriksa semua catatan belajar"),
	.description = N_(
		"Memeriksa keutuhan, urutan, rantai, pemilik, dan hak akses tiap catatan, ruang kosong, dan umur cadangan terakhir; status keluar 1 bila ada yang bermasalah."),
	.options = store_check_options,
	.run = store_check_run,
};

struct condition {
	int64_t free_bytes; /* negative: not known */
	int64_t backup_at;  /* seconds since 1970; 0: never */
	size_t learners, faulty;
};

static struct condition store_check_condition_of(const char *folder)
{
	struct condition condition = {.free_bytes = bp_store_free_bytes(folder)};
	struct stat info;
	struct bp_buf stamp = {0};

	bp_buf_printf(&stamp, "%s/%s", folder, BP_BACKUP_STAMP);
	if (lstat(stamp.at, &info) == 0 && S_ISREG(info.st_mode))
		condition.backup_at = (int64_t)info.st_mtime;
	bp_buf_release(&stamp);
	return condition;
}

static bool store_check_is_well(const struct bp_checkup *found)
{
	return found->health.sound && found->health.ours && found->health.closed &&
		found->trial != BP_TRIAL_FAILED;
}

/* Prints what is wrong with a record, a line for each fault. */
static void store_check_print_faults(const char *id, const struct bp_checkup *found)
{
	const struct bp_health *health = &found->health;

	if (found->trial == BP_TRIAL_FAILED && !health->fault[0]) {
		printf("  %s ", _("tidak dapat ditulis:"));
		bp_print_clean_line(stdout, bp_str(found->why.message));
		putchar('\n');
	}
	if (health->fault[0]) {
		printf("  %s ", health->damaged ? _("rusak:") : _("tidak terbaca:"));
		bp_print_clean_line(stdout, bp_str(health->fault));
		putchar('\n');
	}
	if (health->changed)
		printf(_("  %lld kejadian tidak lagi seperti ketika dicatat\n"),
			(long long)health->changed);
	if (health->vanished)
		printf(_("  %lld kejadian terakhir tidak ada lagi: jurnalnya hilang, atau catatan dikembalikan ke keadaan lama; lihat cadangan\n"),
			(long long)health->vanished);
	if (!health->fault[0] && health->last != health->events)
		printf(_("  nomor urut terakhir %lld, padahal ada %lld kejadian\n"),
			(long long)health->last, (long long)health->events);
	if (health->misfolded)
		printf(_("  hasil yang disimpan sampai kejadian %lld bukan hasil kejadiannya\n"),
			(long long)health->snapshot);
	if (health->damaged || found->trial == BP_TRIAL_FAILED)
		printf("  %s berpijar store recover --learner %s\n",
			_("pulihkan dengan:"), id);
	if (!health->ours)
		printf("  %s\n", _("milik pengguna lain"));
	if (!health->closed)
		printf("  %s chmod 600\n", _("dapat dibaca pengguna lain; jalankan:"));
}

static void store_check_print_record(const char *id, const struct bp_checkup *found)
{
	const struct bp_health *health = &found->health;

	printf("%s  %s  ", store_check_is_well(found) ? _("baik ") : _("GALAT"), id);
	printf(_("%lld kejadian, %lld KiB, skema %d"), (long long)health->events,
		(long long)(health->size + health->journal + 1023) / 1024,
		health->version);
	if (health->missing)
		printf(_(", %lld celah lama"), (long long)health->missing);
	if (health->network)
		printf(", %s", _("di sistem berkas jaringan"));
	if (found->trial == BP_TRIAL_NOT_MADE)
		printf(", %s", _("menulis tidak dicoba"));
	putchar('\n');
	store_check_print_faults(id, found);
}

static void store_check_print_condition(const struct condition *condition)
{
	if (condition->free_bytes >= 0)
		printf(_("Ruang kosong: %lld MiB%s\n"),
			(long long)condition->free_bytes >> 20,
			condition->free_bytes < FREE_LEAST ? _("; hampir penuh") : "");
	if (!condition->backup_at)
		bp_say_beside(stdout, 0,
			bp_str(_(
				"Cadangan: belum pernah; buatlah dengan: berpijar store backup FOLDER")));
	else if (condition->backup_at > time(NULL) + DAY)
		printf("%s\n",
			_("Cadangan terakhir: dari waktu yang belum tiba; periksalah jam komputer"));
	else
		printf(_("Cadangan terakhir: %lld hari lalu%s\n"),
			(long long)(time(NULL) - condition->backup_at) / DAY,
			time(NULL) - condition->backup_at > BACKUP_DAYS * DAY
				? _("; sudah waktunya lagi")
				: "");
	printf(_("%zu catatan belajar, %zu bermasalah\n"), condition->learners,
		condition->faulty);
}

static json_t *store_check_describe(const char *id, const struct bp_checkup *found)
{
	const struct bp_health *health = &found->health;

	return json_pack(
		"{s:s, s:b, s:o, s:i, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b, s:b, s:b, s:b, s:b, s:o}",
		"id", id, "sound", store_check_is_well(found), "fault",
		health->fault[0] ? json_string(health->fault) : json_null(), "schema",
		health->version, "events", (json_int_t)health->events, "last_seq",
		(json_int_t)health->last, "missing", (json_int_t)health->missing,
		"changed", (json_int_t)health->changed, "vanished",
		(json_int_t)health->vanished, "snapshot_seq",
		(json_int_t)health->snapshot, "bytes", (json_int_t)health->size,
		"journal_bytes", (json_int_t)health->journal, "own", health->ours,
		"private", health->closed, "network", health->network, "misfolded",
		health->misfolded, "damaged", health->damaged, "writable",
		found->trial == BP_TRIAL_NOT_MADE
			? json_null()
			: json_boolean(found->trial == BP_TRIAL_WELL));
}

static void store_check_print_json(
	json_t *records, const char *folder, const struct condition *condition)
{
	json_t *all = json_pack("{s:s, s:I, s:o, s:I, s:I, s:o}", "store", folder,
		"free_bytes", (json_int_t)condition->free_bytes, "backup_age_seconds",
		condition->backup_at
			? json_integer((json_int_t)(time(NULL) - condition->backup_at))
			: json_null(),
		"learners", (json_int_t)condition->learners, "faulty",
		(json_int_t)condition->faulty, "records", records);

	bp_json_print(all, JSON_INDENT(1));
	json_decref(all);
}

/* Where what is found goes: a record is printed, or added to the list if there is one. */
struct checking {
	struct condition condition;
	json_t *list;
};

static void store_check_take(
	void *context, const char *id, const struct bp_checkup *found)
{
	struct checking *checking = context;

	checking->condition.learners++;
	checking->condition.faulty += !store_check_is_well(found);
	if (checking->list)
		json_array_append_new(checking->list, store_check_describe(id, found));
	else
		store_check_print_record(id, found);
}

static int store_check_run(const struct options *options)
{
	struct records records;
	struct checking checking = {
		.list = options->format == FORMAT_JSON ? json_array() : NULL};
	struct bp_error err = {0};
	bool ok = records_find(&records, options, &err);

	if (ok) {
		checking.condition = store_check_condition_of(records.folder.at);
		bp_checkup(records.folder.at, &records.ids, store_check_take, &checking);
	}
	if (ok && checking.list)
		store_check_print_json(
			checking.list, records.folder.at, &checking.condition);
	else if (ok)
		store_check_print_condition(&checking.condition);
	records_release(&records);
	if (!ok)
		return bp_say_error(&err);
	return checking.condition.faulty ? BP_EXIT_FAILED : BP_EXIT_DONE;
}
