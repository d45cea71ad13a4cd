/*
 * Whether a record can still be written: an event is recorded and taken back. A file can
 * be sound in all that is read, and have no room for the next event.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <sys/stat.h>
#include <unistd.h>

/* What another user's record lacks is not found out by becoming its writer: the files that
 * SQLite makes would be ours. */
static bool trial_is_possible(const struct location *at)
{
	struct stat info;

	return !at->missing && !at->network && stat(at->file, &info) == 0 &&
		info.st_uid == geteuid() && access(at->file, W_OK) == 0 &&
		location_writable(at);
}

static int trial_begin(struct bp_store *store)
{
	struct stat info;
	struct bp_buf journal = {0};

	bp_buf_printf(&journal, "%s-wal", store->at.file);
	bool had_journal = lstat(journal.at, &info) == 0;
	bp_buf_release(&journal);
	int rc = database_open(&store->db, store->at.file, SQLITE_OPEN_READWRITE);
	if (rc == SQLITE_OK && sqlite3_db_readonly(store->db, "main"))
		rc = SQLITE_READONLY;
	if (rc == SQLITE_OK && !had_journal) /* then closing removes what we make */
		rc = sqlite3_db_config(
			store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	return rc == SQLITE_OK
		? sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL)
		: rc;
}

static bool trial_write(struct bp_store *store, struct bp_error *err)
{
	int version = 0;
	int rc = trial_begin(store);

	if (rc != SQLITE_OK)
		return store_fail(store, rc, err);
	if (!store_identify(store, &version, err))
		return false;
	rc = schema_steps(store->db, version);
	return rc == SQLITE_OK ? event_try(store, err) : store_fail(store, rc, err);
}

static void trial_end(struct bp_store *store)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_reset(store->statements[i]);
	if (store->db && !sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store_disconnect(store);
}

enum bp_trial bp_store_try(const char *folder, const char *learner, struct bp_error *err)
{
	struct bp_store *store = bp_alloc(1, sizeof *store);
	struct bp_error cause = {0};

	store->lock = -1;
	store->mode = BP_STORE_WRITE;
	bool found = location_find(&store->at, folder, learner, &cause) &&
		trial_is_possible(&store->at);
	bool had_lock = found && access(store->at.lock, F_OK) == 0;
	bool made = found && location_lock(&store->at, &store->lock, &cause);
	bool ok = made && trial_write(store, &cause);
	trial_end(store);
	if (made && !had_lock) /* a copy stays what it is; the lock is still held */
		unlink(store->at.lock);
	bp_store_close(store);
	if (err)
		*err = cause;
	if (!made || cause.kind == BP_ERROR_BUSY || cause.kind == BP_ERROR_READ_ONLY)
		return BP_TRIAL_NOT_MADE;
	return ok ? BP_TRIAL_WELL : BP_TRIAL_FAILED;
}
