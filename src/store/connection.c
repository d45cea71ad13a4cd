/*
 * The connection to a record: how it is opened for writing or reading, checked and
 * brought up to date, and how a new record is made.
 */
#include "connection.h"
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void store_forget(struct bp_store *store, size_t first)
{
	for (size_t i = first; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(store->statements[i]);
		store->statements[i] = NULL;
	}
}

void store_disconnect(struct bp_store *store)
{
	store_forget(store, 0);
	sqlite3_close(store->db);
	store->db = NULL;
}

/* Whether the file is a learner's record, and of a version that this program can use. */
bool store_identify(struct bp_store *store, int *version, struct bp_error *err)
{
	int application = 0;
	int rc = database_ask(store->db, "PRAGMA application_id", &application, NULL, 0);

	if (rc == SQLITE_OK)
		rc = database_version(store->db, version);
	if (rc != SQLITE_OK)
		return store_fail(store, rc, err);
	if (application != SCHEMA_APPLICATION || *version < 1)
		return bp_fail(err, BP_ERROR_STORE,
			_("%s bukan catatan belajar berpijar; pindahkan dari sana"),
			store->at.file);
	if (*version > schema_version() && store->mode == BP_STORE_WRITE)
		return bp_fail(err, BP_ERROR_READ_ONLY,
			_("catatan belajar %s ditulis oleh berpijar yang lebih baru, jadi hanya dapat dibaca; perbarui berpijar"),
			store->at.file);
	return true;
}

/*
 * How a commit becomes durable. Machines that use a file over a network share no memory,
 * so a write-ahead log cannot be used there. A record that comes from a local disk leaves
 * that mode while we have the file for ourselves (EXCLUSIVE); the first read after "end"
 * gives the exclusive lock back.
 */
struct journal {
	const char *begin, *change, *mode, *end;
};

/* KiB: what is read once from end to end would fill any. It is set last, since it reads the
 * file, which may not be read before it is known how. */
#define CACHE_SIZE "PRAGMA cache_size = -256;"

static const struct journal local_journal = {
	.begin = "",
	.change = "PRAGMA journal_mode = WAL",
	.mode = "wal",
	.end = "PRAGMA synchronous = FULL;" CACHE_SIZE,
};

static const struct journal network_journal = {
	.begin = "PRAGMA locking_mode = EXCLUSIVE",
	.change = "PRAGMA journal_mode = DELETE",
	.mode = "delete",
	.end = "PRAGMA synchronous = EXTRA;" CACHE_SIZE "PRAGMA locking_mode = NORMAL;"
	       "SELECT count(*) FROM meta",
};

static const struct journal *journal_of(const struct bp_store *store)
{
	return store->at.network ? &network_journal : &local_journal;
}

static int set_journal(sqlite3 *db, const struct journal *journal)
{
	char mode[16] = "";
	int rc = database_ask(db, journal->change, NULL, mode, sizeof mode);

	if (rc == SQLITE_OK && strcmp(mode, journal->mode) != 0)
		rc = SQLITE_CANTOPEN;
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, journal->end, NULL, NULL, NULL);
	return rc;
}

/*
 * When a writer was killed or a commit failed, what it had written may be visible but not
 * synced: a power cut could still take it, and with it all that is appended later. So
 * before anything else is recorded, the journal's content goes into the file, synced.
 */
static int connection_settle(struct bp_store *store)
{
	sqlite3_stmt *statement;
	int rc = journal_empty(store);

	if (rc == SQLITE_OK) /* a rollback journal is only synced by a write */
		rc = store_bind(store, ST_SETTLE, &statement, "");
	if (rc == SQLITE_OK)
		rc = sqlite3_step(statement);
	sqlite3_reset(store->statements[ST_SETTLE]);
	store->doubt = rc != SQLITE_DONE;
	return store->doubt ? rc : SQLITE_OK;
}

/* Keeps a copy of an older version's record beside the one that is migrated. */
static int keep_version(struct bp_store *store, int version)
{
	struct bp_buf path = {0};
	struct bp_error err = {0};

	bp_buf_printf(&path, "%s-version-%d", store->at.file, version);
	bool ok = access(path.at, F_OK) == 0 || backup_make(store, path.at, true, &err);
	bp_buf_release(&path);
	return ok                                ? SQLITE_OK
		: err.kind == BP_ERROR_READ_ONLY ? SQLITE_FULL
						 : SQLITE_IOERR;
}

static int migrate(struct bp_store *store, int version)
{
	int rc = keep_version(store, version);

	store->migrated = !schema_has_chains(version);
	return rc == SQLITE_OK ? schema_migrate(store->db, version) : rc;
}

/* Makes a file of a known version ready for recording. */
static int prepare(struct bp_store *store, int version)
{
	int rc = verify_start(store, version);

	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(
			store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	if (rc == SQLITE_OK)
		rc = set_journal(store->db, journal_of(store));
	if (rc == SQLITE_OK && !store->at.network)
		rc = journal_begin(store);
	if (rc == SQLITE_OK && version < schema_version())
		rc = migrate(store, version);
	return rc;
}

static bool connect_for_writing(struct bp_store *store, struct bp_error *err)
{
	int version = 0;

	store->doubt = store->doubt || location_has_journal(&store->at);
	int rc = database_open(&store->db, store->at.file, SQLITE_OPEN_READWRITE);
	if (rc == SQLITE_OK && sqlite3_db_readonly(store->db, "main"))
		rc = SQLITE_READONLY; /* it was opened for reading instead */
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(store->db, journal_of(store)->begin, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return store_fail(store, rc, err);
	if (!store_identify(store, &version, err))
		return false;
	/* its header may say that only a newer SQLite writes it */
	rc = sqlite3_db_readonly(store->db, "main") ? SQLITE_READONLY
						    : prepare(store, version);
	if (rc != SQLITE_OK)
		return store_fail(store, rc, err);
	if (store->doubt)
		connection_settle(store); /* if this fails, the next write tries again */
	return true;
}

/* Opens a record on a medium that cannot be written. There must be no journal with
 * content, since SQLite would not read it. */
static int open_immutable(struct bp_store *store)
{
	struct bp_buf uri = {0};

	bp_buf_add_cstr(&uri, "file:");
	for (const char *at = store->at.file; *at; at++)
		if (strchr("%?#", *at))
			bp_buf_printf(&uri, "%%%02x", (unsigned)(unsigned char)*at);
		else
			bp_buf_add_char(&uri, *at);
	bp_buf_add_cstr(&uri, "?immutable=1");
	int rc =
		database_open(&store->db, uri.at, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
	bp_buf_release(&uri);
	return rc;
}

/* Undoes what a writer that died during a commit has left in the file, as the next writer
 * would. This happens only where there is no write-ahead log. */
static void undo_half_commit(struct bp_store *store)
{
	sqlite3 *db = NULL;
	int lock, version;

	if (!location_lock(&store->at, &lock, NULL))
		return;
	if (database_open(&db, store->at.file, SQLITE_OPEN_READWRITE) == SQLITE_OK)
		database_version(db, &version); /* the first read undoes it */
	sqlite3_close(db);
	close(lock);
}

static int open_for_reading(struct bp_store *store)
{
	int version = 0;
	int rc = database_open(&store->db, store->at.file, SQLITE_OPEN_READONLY);

	return rc == SQLITE_OK ? database_version(store->db, &version) : rc;
}

static bool connect_for_reading(struct bp_store *store, struct bp_error *err)
{
	int version = 0;
	int rc = open_for_reading(store);

	if (rc == SQLITE_READONLY_ROLLBACK) {
		store_disconnect(store);
		undo_half_commit(store);
		rc = open_for_reading(store);
	}
	bool fixed = !location_writable(&store->at) || store_is_full(store->db, rc);
	if (rc != SQLITE_OK && fixed && !location_has_journal(&store->at)) {
		store_disconnect(store);
		rc = open_immutable(store);
	}
	if (rc != SQLITE_OK)
		return store_fail(store, rc, err);
	return store_identify(store, &version, err);
}

bool store_connect(struct bp_store *store, struct bp_error *err)
{
	bool ok = store->mode == BP_STORE_WRITE ? connect_for_writing(store, err)
						: connect_for_reading(store, err);
	if (!ok)
		store_disconnect(store);
	return ok;
}

/* Makes a new record under another name, so that nobody ever sees half of one. */
static bool build(struct bp_store *store, const char *path, struct bp_error *err)
{
	location_drop(path); /* left by an attempt that was interrupted */
	if (!location_make_private(path))
		return location_fail(path, errno, err);
	int rc = database_open(&store->db, path, SQLITE_OPEN_READWRITE);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(
			store->db, "PRAGMA synchronous = EXTRA", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = schema_migrate(store->db, 0);
	bool ok = rc == SQLITE_OK || store_fail(store, rc, err);
	store_disconnect(store);
	return ok;
}

bool store_create(struct bp_store *store, struct bp_error *err)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s-new", store->at.file);
	bool ok =
		build(store, path.at, err) && location_install(&store->at, path.at, err);
	if (!ok)
		unlink(path.at);
	bp_buf_release(&path);
	return ok;
}

bool store_open_at(struct bp_store *store, struct bp_error *err)
{
	if (store->mode == BP_STORE_READ)
		return store->at.missing || store_connect(store, err);
	if (!location_lock(&store->at, &store->lock, err) ||
		!location_inspect(&store->at, BP_STORE_WRITE, err))
		return false;
	if (store->at.missing &&
		(!location_not_lost(&store->at, anchor_events(store), err) ||
			!store_create(store, err)))
		return false;
	store->at.missing = false;
	if (!store_connect(store, err))
		return false;
	bp_store_hold(store);
	return anchor_check(store, err);
}

bool store_readable(struct bp_store *store, struct bp_error *err)
{
	return store->db || store->at.missing || store_connect(store, err);
}

bool store_recordable(struct bp_store *store, struct bp_error *err)
{
	struct bp_error cause = {0};
	bool doubt = store->doubt;

	if (store->mode != BP_STORE_WRITE)
		return bp_fail(err, BP_ERROR_READ_ONLY,
			_("catatan belajar ini dibuka untuk dibaca saja"));
	if (!store_readable(store, doubt ? &cause : err))
		return doubt && store_unsure(&cause, err);
	int rc = store->doubt ? connection_settle(store) : SQLITE_OK;
	if (rc == SQLITE_OK)
		return true;
	store_abandon(store, rc, &cause);
	return store_unsure(&cause, err);
}
