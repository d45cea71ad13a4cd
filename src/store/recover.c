/*
 * Recovery: a damaged record is put aside whole, with its journal, and a new one with all
 * events that can still be read takes its place.
 *
 * It is put aside in STORE/damaged/ID-TIME/. The next recovery reads all copies there
 * again, so one that was interrupted loses nothing. The new file has a replica id of its
 * own, so that the numbers of lost events are never given to others.
 */
#include "salvage.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const endings[] = {"", "-wal", "-shm", "-journal"};

/* STORE/damaged */
static void add_damaged(const struct location *at, struct bp_buf *out)
{
	const char *slash = strrchr(at->folder, '/');

	bp_buf_add(out, at->folder, (size_t)(slash - at->folder));
	bp_buf_add_cstr(out, "/damaged");
}

/* Keeps a file under another name, by a hard link or else as a copy. */
static bool keep_file(const char *from, const char *to)
{
	struct bp_buf bytes = {0};

	if (link(from, to) == 0 || errno == ENOENT)
		return true;
	bool ok = bp_file_read(from, SIZE_MAX, &bytes, NULL) &&
		bp_file_write_private(to, bp_buf_str(&bytes), false, NULL);
	bp_buf_release(&bytes);
	return ok;
}

/* The name of a folder that does not exist yet: the time, or else the next free second.
 */
static void name_aside(const struct location *at, const char *learner, struct bp_buf *out)
{
	int64_t now = (int64_t)time(NULL) * 1000;
	char stamp[BP_TIME_ROOM];

	do {
		bp_time_stamp(now, stamp);
		now += 1000;
		bp_buf_clear(out);
		add_damaged(at, out);
		bp_buf_printf(out, "/%s-%s", learner, stamp);
	} while (bp_is_folder(out->at));
}

/* Puts the record's files aside, and returns the name of their folder. */
static bool put_aside(const struct location *at, const char *learner,
	struct bp_buf *aside, struct bp_error *err)
{
	bool ok = true;

	name_aside(at, learner, aside);
	if (!bp_make_folder(aside->at, err))
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings && ok; i++) {
		struct bp_buf from = {0}, to = {0};
		bp_buf_printf(&from, "%s%s", at->file, endings[i]);
		bp_buf_printf(&to, "%s/%s.db%s", aside->at, learner, endings[i]);
		ok = keep_file(from.at, to.at) || location_fail(to.at, errno, err);
		bp_buf_release(&from);
		bp_buf_release(&to);
	}
	return ok;
}

static void scan_all(
	const struct location *at, const char *learner, struct salvage *salvage)
{
	struct bp_buf damaged = {0};
	struct dirent *entry;

	add_damaged(at, &damaged);
	DIR *folder = opendir(damaged.at);
	while (folder && (entry = readdir(folder))) {
		struct bp_buf file = {0}, journal = {0};
		bp_buf_printf(&file, "%s/%s/%s.db", damaged.at, entry->d_name, learner);
		bp_buf_printf(&journal, "%s-wal", file.at);
		if (beside_is_aside(entry->d_name, learner))
			salvage_scan(salvage, file.at, journal.at);
		bp_buf_release(&file);
		bp_buf_release(&journal);
	}
	if (folder)
		closedir(folder);
	bp_buf_release(&damaged);
	salvage_finish(salvage);
}

/* ---- the new file ---- */

static bool put_event(
	struct bp_store *store, const struct salvaged *found, struct bp_error *err)
{
	struct chain place = {.number = found->number, .link = found->link};
	struct bp_digest taken;
	int64_t seq;

	if (found->placed && !replica_find(store, found->replica, &place.replica, err))
		return false;
	if (!found->placed || chain_find(store, place.replica, place.number, &taken))
		return event_add(store, &found->event, found->verb, &store->chain, &seq,
			err); /* as if it were recorded now, at the end of our chain */
	return event_insert(store, &found->event, found->verb, &place, err);
}

static bool put_events(
	struct bp_store *store, const struct salvage *salvage, struct bp_error *err)
{
	if (!store_begin(store, err))
		return false;
	int rc = chain_load(store);
	if (rc != SQLITE_OK)
		return store_abandon(store, rc, err);
	for (size_t i = 0; i < salvage->count; i++)
		if (!put_event(store, &salvage->events[i], err))
			return false;
	return store_commit(store, err);
}

/* Copies a table as far as SQLite can still read it; false if that is not all. */
static bool copy_table(sqlite3 *from, sqlite3 *to, const struct kept_table *table)
{
	sqlite3_stmt *row = NULL, *copy = NULL;
	int rc = sqlite3_prepare_v2(from, table->read, -1, &row, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(to, table->write, -1, &copy, NULL);
	if (rc == SQLITE_OK)
		while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
			for (int i = 0; i < sqlite3_column_count(row); i++)
				sqlite3_bind_value(
					copy, i + 1, sqlite3_column_value(row, i));
			sqlite3_step(copy);
			sqlite3_reset(copy);
		}
	sqlite3_finalize(row);
	sqlite3_finalize(copy);
	return rc == SQLITE_DONE;
}

static void recover_put_row(sqlite3 *db, const struct salvaged_row *row)
{
	const struct kept_table *table = &kept_tables[row->table];
	sqlite3_stmt *copy = NULL;

	if (sqlite3_prepare_v2(db, table->write, -1, &copy, NULL) == SQLITE_OK) {
		for (int i = 0; table->types[i]; i++)
			if (table->types[i] == 't')
				sqlite3_bind_text64(copy, i + 1, row->values[i].text.at,
					row->values[i].text.len, SQLITE_STATIC,
					SQLITE_UTF8);
			else
				sqlite3_bind_int64(copy, i + 1, row->values[i].integer);
		sqlite3_step(copy);
	}
	sqlite3_finalize(copy);
}

/* Adds the rows that were read page by page, for tables that SQLite could not read whole.
 */
static void recover_put_rows(sqlite3 *db, const struct salvage *salvage)
{
	for (size_t i = 0; i < salvage->row_count; i++)
		recover_put_row(db, &salvage->rows[i]);
}

static void copy_tables(
	struct bp_store *store, const struct salvage *salvage, const char *file)
{
	sqlite3 *from = NULL;
	bool whole = database_open(&from, file, SQLITE_OPEN_READONLY) == SQLITE_OK;

	for (size_t i = 0; i < KEPT_TABLES; i++)
		whole = whole && copy_table(from, store->db, &kept_tables[i]);
	sqlite3_close(from);
	if (!whole)
		recover_put_rows(store->db, salvage);
}

/* Puts the new file in the place of the damaged one, whose journal must not be played
 * into it. */
static bool replace(const struct location *at, const char *made, struct bp_error *err)
{
	location_drop_journals(at->file);
	return location_install(at, made, err);
}

/* Moves all of the journal into the file. */
static bool recover_settle(struct bp_store *store, struct bp_error *err)
{
	int rc = journal_empty(store);

	return rc == SQLITE_OK || store_abandon(store, rc, err);
}

/* Leaves a note for the next session, which tells the learner. */
static bool note_recovery(
	struct bp_store *store, const struct bp_recovery *recovery, struct bp_error *err)
{
	struct bp_buf note = {0};

	bp_buf_printf(&note, "%lld %lld%s %s", (long long)recovery->kept,
		(long long)recovery->lost, recovery->uncounted ? "+" : "",
		recovery->aside);
	bool ok = bp_store_save_setting(store, BP_RECOVERED, bp_buf_str(&note), err);
	bp_buf_release(&note);
	return ok;
}

static bool rebuild(struct bp_store *store, const struct salvage *salvage,
	const struct bp_recovery *recovery, const char *learner, struct bp_error *err)
{
	struct bp_buf old = {0};
	struct location at = store->at;
	bool ok;

	store->at.file = bp_arena_printf(salvage->arena, "%s-recovered", at.file);
	location_drop(store->at.file); /* of an attempt that was interrupted */
	bp_buf_printf(&old, "%s/%s.db", recovery->aside, learner);
	ok = store_create(store, err) && store_connect(store, err) &&
		put_events(store, salvage, err);
	if (ok)
		copy_tables(store, salvage, old.at);
	if (ok && salvage->identified)
		ok = bp_store_adopt(store, salvage->uuid, err);
	ok = ok && note_recovery(store, recovery, err) && recover_settle(store, err);
	store_disconnect(store);
	location_drop_journals(store->at.file);
	ok = ok && replace(&at, store->at.file, err);
	if (!ok)
		unlink(store->at.file);
	store->at = at;
	bp_buf_release(&old);
	return ok;
}

void bp_recovery_lost(const struct bp_recovery *recovery, struct bp_buf *out)
{
	if (!recovery->uncounted)
		bp_buf_printf(out, _("%lld hilang"), (long long)recovery->lost);
	else if (recovery->lost)
		bp_buf_printf(
			out, _("sedikitnya %lld hilang"), (long long)recovery->lost);
	else
		bp_buf_add_cstr(out, _("berapa yang hilang tidak dapat diketahui"));
}

/* A file that we have no right to read, or that is not a regular file, is not damaged:
 * what we could recover would be less than it holds. */
static bool is_readable(const struct location *at, struct bp_error *err)
{
	int file = open(at->file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat info;

	if (file < 0 && errno == ENOENT)
		return true;
	bool regular = file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode);
	int cause = errno;
	if (file >= 0)
		close(file);
	if (regular)
		return true;
	return bp_fail(err, BP_ERROR_STORE,
		_("catatan belajar %s tidak dapat dipulihkan karena tidak dapat dibaca: %s; periksalah hak akses dan jenis berkasnya"),
		at->file, file >= 0 ? _("bukan berkas biasa") : bp_strerror(cause));
}

static bool recover(struct bp_store *store, const char *learner,
	struct bp_recovery *recovery, struct bp_error *err)
{
	struct salvage salvage = {.arena = bp_arena_new()};
	struct bp_buf aside = {0};
	bool ok = put_aside(&store->at, learner, &aside, err);

	snprintf(recovery->aside, sizeof recovery->aside, "%s", aside.at ? aside.at : "");
	if (ok) {
		int64_t left = anchor_events(store);
		salvage.newest = left > 0 ? left : 0;
		recovery->uncounted = left < 0;
		scan_all(&store->at, learner, &salvage);
		recovery->kept = (int64_t)salvage.count;
		recovery->lost = salvage.newest > recovery->kept
			? salvage.newest - recovery->kept
			: 0;
		ok = rebuild(store, &salvage, recovery, learner, err);
	}
	if (ok)
		anchor_forget(store);
	bp_buf_release(&aside);
	bp_arena_free(salvage.arena);
	return ok;
}

bool bp_store_recover(const char *folder, const char *learner,
	struct bp_recovery *recovery, struct bp_error *err)
{
	struct bp_store *store = bp_alloc(1, sizeof *store);

	*recovery = (struct bp_recovery){0};
	store->lock = -1;
	store->mode = BP_STORE_WRITE;
	bool ok = location_make(&store->at, folder, learner, err) &&
		location_lock(&store->at, &store->lock, err) &&
		is_readable(&store->at, err) && recover(store, learner, recovery, err);
	bp_store_close(store);
	return ok;
}
