/*
 * A copy of a record as it is at one moment. The record may be in use meanwhile, since a
 * reader of a write-ahead log makes nobody wait. The copy has no journal. It counts only
 * once it is whole, so SQLite need not keep it whole on the disk while it is being made.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int copy_pages(sqlite3 *from, const char *path)
{
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(path, &to,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE,
		NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(to,
			"PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", NULL,
			NULL, NULL);
	sqlite3_backup *backup =
		rc == SQLITE_OK ? sqlite3_backup_init(to, "main", from, "main") : NULL;

	if (backup)
		sqlite3_backup_step(backup, -1);
	if (rc == SQLITE_OK)
		rc = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(to);
	/* The copy takes over the journal's mode, but not the journal. */
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	if (rc != SQLITE_OK && store_is_full(to, rc))
		rc = SQLITE_FULL;
	sqlite3_close(to);
	return rc;
}

static bool sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

static bool copy_fail(const char *path, int rc, struct bp_error *err)
{
	int kind = rc & 0xff;

	if (kind == SQLITE_FULL)
		return location_fail(path, ENOSPC, err);
	return bp_fail(err,
		kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB ? BP_ERROR_DAMAGED
								: BP_ERROR_STORE,
		_("cadangan %s gagal dibuat: %s (SQLite %d)"), path,
		store_words(NULL, rc), rc);
}

/* The copy has a name of its own until it is whole. */
bool backup_make(
	struct bp_store *store, const char *path, bool synced, struct bp_error *err)
{
	struct bp_buf part = {0};
	bool ok = false;

	bp_buf_printf(&part, "%s-new", path);
	unlink(part.at); /* left by an attempt that was interrupted */
	if (!location_make_private(part.at)) {
		location_fail(part.at, errno, err);
	} else {
		int rc = copy_pages(store->db, part.at);
		if (rc != SQLITE_OK)
			copy_fail(path, rc, err);
		else if ((synced && !sync_file(part.at)) || rename(part.at, path) != 0)
			location_fail(path, errno, err);
		else
			ok = true;
		if (!ok)
			unlink(part.at);
	}
	bp_buf_release(&part);
	return ok;
}

bool bp_store_backup(struct bp_store *store, const char *path, struct bp_error *err)
{
	if (!store_readable(store, err))
		return false;
	if (!store->db)
		return bp_fail(err, BP_ERROR_NOT_FOUND, _("belum ada catatan belajar %s"),
			store->at.file);
	return backup_make(store, path, false, err);
}
