/* Every statement that is ever made, short transactions, and the meaning of results. */
#include "connection.h"
#include "memory.h"
#include <assert.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <stdarg.h>

/* The number of the first event of the replica r that came by an import; a text that is
 * no number counts as 0, so that no note can be made to vanish. */
#define BROUGHT_FROM                                                  \
	"coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE " \
	"name = '" BP_BROUGHT "' || lower(hex(r.id))), 9223372036854775807)"

/* Events with their place in the chains. */
#define ORIGIN                                                                       \
	"SELECT e.seq, e.id, e.at, e.verb, e.course, e.module, e.question, e.grade," \
	" e.seconds, e.jp_halves, e.body, r.id, e.number, e.chain, e.replica"        \
	" FROM event e JOIN replica r ON r.key = e.replica"
#define IN_CHAINS " ORDER BY e.replica, e.number"

/* "snapshot", and what begins with it and a slash. */
#define IN_SNAPSHOT "name >= 'snapshot' AND name < 'snapshot0'"

static const char *const sql[STATEMENT_COUNT] = {
	[ST_BEGIN] = "BEGIN IMMEDIATE",
	[ST_HOLD] = "BEGIN",
	[ST_COMMIT] = "COMMIT",
	[ST_ROLLBACK] = "ROLLBACK",
	[ST_EVENT_ADD] = "INSERT INTO event(id, at, verb, course, module, question, "
			 "grade, seconds,"
			 " jp_halves, body, replica, number, chain, seq)"
			 " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
			 " (SELECT coalesce(max(seq), 0) + 1 FROM event))"
			 " ON CONFLICT(id) DO NOTHING",
	[ST_EVENT_SEQ] = "SELECT seq FROM event WHERE id = ?",
	[ST_EVENT_NEWEST] = /* of those that are UUIDv7 with a possible time */
	"SELECT id FROM event WHERE id < x'0699e991a800'"
	" AND substr(id, 7, 1) >= x'70' AND substr(id, 7, 1) < x'80'"
	" ORDER BY id DESC LIMIT 1",
	[ST_EVENT_ALL] =
		"SELECT seq, id, at, verb, course, module, question, grade, seconds,"
		" jp_halves, body FROM event WHERE seq > ? ORDER BY seq",
	[ST_EVENT_HERE] =
		"SELECT e.seq, e.id, e.at, e.verb, e.course, e.module, e.question,"
		" e.grade, e.seconds, e.jp_halves, e.body FROM event e"
		" JOIN replica r ON r.key = e.replica WHERE e.number < " BROUGHT_FROM
		" ORDER BY e.seq",
	[ST_EVENT_BODY] = "SELECT body FROM event WHERE id = ?",
	[ST_EVENT_LINK] = "SELECT chain FROM event WHERE seq = ?",
	[ST_SNAPSHOT_SAVE] = "INSERT INTO meta(name, value) VALUES(?, ?)",
	[ST_SNAPSHOT_DROP] = "DELETE FROM meta WHERE " IN_SNAPSHOT,
	[ST_SNAPSHOT_LOAD] = "SELECT value FROM meta WHERE " IN_SNAPSHOT " ORDER BY name",
	[ST_CHAIN_HEAD] = "SELECT r.key, r.id, e.number, e.chain,"
			  " (SELECT max(seq) FROM event) FROM replica r"
			  " LEFT JOIN event e ON e.replica = r.key"
			  " WHERE r.id = (SELECT value FROM meta WHERE name = 'replica')"
			  " ORDER BY e.number DESC LIMIT 1",
	[ST_CHAIN_LINK] = "SELECT chain FROM event WHERE replica = ? AND number = ?",
	[ST_CHAIN_END] = "SELECT number, chain FROM event WHERE replica = ?"
			 " ORDER BY number DESC LIMIT 1",
	[ST_CHAIN_ENDS] = "SELECT r.id, e.chain, e.number, (SELECT count(*) FROM event"
			  " WHERE replica = r.key AND number <= e.number),"
			  " (SELECT count(*) FROM event WHERE replica = r.key"
			  " AND number <= e.number AND number >= " BROUGHT_FROM ")"
			  " FROM replica r JOIN event e ON e.replica = r.key"
			  " AND e.number = (SELECT max(number) FROM event"
			  " WHERE replica = r.key AND course = ?) ORDER BY r.id",
	[ST_BROUGHT_ANY] = "SELECT 1 FROM setting WHERE name >= '" BP_BROUGHT "'"
			   " AND name < '" BP_BROUGHT "g' LIMIT 1",
	[ST_BROUGHT_NOTE] =
		"INSERT INTO setting(name, value) SELECT"
		" '" BP_BROUGHT
		"' || lower(hex(r.id)), ?2 FROM replica r WHERE r.key = ?1"
		/* what fills a gap is vouched for by what was recorded after it */
		" AND (NOT EXISTS(SELECT 1 FROM event WHERE replica = ?1"
		" AND number > CAST(?2 AS INTEGER)) OR EXISTS(SELECT 1 FROM setting"
		" WHERE name = '" BP_BROUGHT "' || lower(hex(r.id))))"
		" ON CONFLICT(name) DO UPDATE SET value = excluded.value"
		" WHERE CAST(excluded.value AS INTEGER) < CAST(value AS INTEGER)",
	[ST_REPLICA_NEW] = "INSERT INTO replica(id) VALUES(?)",
	[ST_REPLICA_OWN] = "UPDATE meta SET value = ? WHERE name = 'replica'",
	[ST_PLACE_SAVE] =
		"INSERT OR REPLACE INTO place(course, module, block, byte, hash,"
		" permille, at) VALUES(?, ?, ?, ?, ?, ?, ?)",
	[ST_PLACE_LOAD] = "SELECT block, byte, hash, permille FROM place"
			  " WHERE course = ? AND module = ?",
	[ST_EVENT_ORIGIN] = ORIGIN "" IN_CHAINS,
	[ST_EVENT_ORIGIN_AFTER] = ORIGIN " WHERE e.seq > ? ORDER BY e.seq",
	[ST_EVENT_ORIGIN_FROM] =
		ORIGIN " WHERE (e.replica, e.number) > (?, ?)" IN_CHAINS " LIMIT ?",
	[ST_REPLICA_FIND] = "SELECT key FROM replica WHERE id = ?",
	[ST_PLACE_ALL] =
		"SELECT block, byte, hash, permille, course, module, at FROM place",
	[ST_PLACE_MERGE] =
		"INSERT INTO place(course, module, block, byte, hash, permille, at)"
		" VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(course, module) DO UPDATE SET"
		" block = excluded.block, byte = excluded.byte, hash = excluded.hash,"
		" permille = excluded.permille, at = excluded.at"
		" WHERE excluded.at > at",
	[ST_DRAFT_SAVE] = "INSERT OR REPLACE INTO draft(course, module, question, text)"
			  " VALUES(?, ?, ?, ?)",
	[ST_DRAFT_DROP] =
		"DELETE FROM draft WHERE course = ? AND module = ? AND question = ?",
	[ST_DRAFT_LOAD] =
		"SELECT text FROM draft WHERE course = ? AND module = ? AND question = ?",
	[ST_SETTING_SAVE] = "INSERT OR REPLACE INTO setting(name, value) VALUES(?, ?)",
	[ST_SETTING_LOAD] = "SELECT value FROM setting WHERE name = ?",
	[ST_SETTLE] = "UPDATE meta SET value = value + 1 WHERE name = 'settled'",
};

static int bind_str(sqlite3_stmt *statement, int at, struct bp_str text)
{
	const char *bytes = text.len ? text.at : "";
	return sqlite3_bind_text64(
		statement, at, bytes, text.len, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_bytes(sqlite3_stmt *statement, int at, struct bp_str bytes)
{
	return sqlite3_bind_blob64(statement, at, bytes.at, bytes.len, SQLITE_STATIC);
}

static int bind_number(sqlite3_stmt *statement, int at, double number)
{
	return number >= 0 ? sqlite3_bind_double(statement, at, number)
			   : sqlite3_bind_null(statement, at);
}

static int bind_one(sqlite3_stmt *statement, int at, char type, va_list *values)
{
	switch (type) {
	case 'i': return sqlite3_bind_int64(statement, at, va_arg(*values, int64_t));
	case 'd': return bind_number(statement, at, va_arg(*values, double));
	case 's': return bind_str(statement, at, va_arg(*values, struct bp_str));
	case 'b': return bind_bytes(statement, at, va_arg(*values, struct bp_str));
	case 'u':
		return sqlite3_bind_blob(statement, at, va_arg(*values, const uint8_t *),
			16, SQLITE_STATIC);
	default: assert(false); return SQLITE_MISUSE;
	}
}

int store_bind(struct bp_store *store, enum statement which, sqlite3_stmt **out,
	const char *types, ...)
{
	sqlite3_stmt **statement = &store->statements[which];
	va_list values;
	int rc = SQLITE_OK;

	if (!*statement)
		rc = sqlite3_prepare_v3(store->db, sql[which], -1,
			SQLITE_PREPARE_PERSISTENT, statement, NULL);
	va_start(values, types);
	for (int at = 1; rc == SQLITE_OK && types[at - 1]; at++)
		rc = bind_one(*statement, at, types[at - 1], &values);
	va_end(values);
	*out = *statement;
	return rc;
}

struct bp_str column_str(sqlite3_stmt *statement, int column)
{
	/* Read as a blob, since SQLite would copy a text to put a NUL at its end. */
	const char *at = sqlite3_column_blob(statement, column);
	return (struct bp_str){at, (size_t)sqlite3_column_bytes(statement, column)};
}

static int run(struct bp_store *store, enum statement which)
{
	sqlite3_stmt *statement;
	int rc = store_bind(store, which, &statement, "");

	if (rc == SQLITE_OK)
		rc = sqlite3_step(statement);
	sqlite3_reset(statement);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Whether the file was deleted or replaced while it is open: what is written now would be
 * lost. */
static bool has_moved(sqlite3 *db)
{
	int moved = 0;
	sqlite3_file_control(db, NULL, SQLITE_FCNTL_HAS_MOVED, &moved);
	return moved;
}

void bp_store_hold(struct bp_store *store)
{
	if (store->db && sqlite3_get_autocommit(store->db))
		run(store, ST_HOLD); /* if it fails, each statement takes a lock */
}

static void end_hold(struct bp_store *store)
{
	if (store->db && !sqlite3_get_autocommit(store->db))
		run(store, ST_COMMIT);
}

void bp_store_let_go(struct bp_store *store)
{
	if (!store || !store->db)
		return;
	end_hold(store);
	store_forget(store, STATEMENTS_KEPT);
	sqlite3_db_release_memory(store->db);
	memory_give_back();
}

bool store_begin(struct bp_store *store, struct bp_error *err)
{
	end_hold(store);
	if (!store_recordable(store, err))
		return false;
	if (has_moved(store->db))
		return bp_fail(err, BP_ERROR_STORE,
			_("catatan belajar %s dihapus atau diganti selagi dipakai; tutup berpijar lalu buka lagi"),
			store->at.file);
	int rc = run(store, ST_BEGIN);
	if (rc != SQLITE_OK)
		return store_abandon(store, rc, err);
	journal_make_room(store);
	return true;
}

bool store_step(
	struct bp_store *store, int rc, sqlite3_stmt *statement, struct bp_error *err)
{
	if (rc == SQLITE_OK)
		rc = sqlite3_step(statement);
	if (rc != SQLITE_DONE)
		return store_abandon(store, rc, err);
	sqlite3_reset(statement);
	return true;
}

bool store_unsure(const struct bp_error *cause, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_UNSURE,
		_("belum dapat dipastikan tersimpan, coba sekali lagi: %s"),
		cause->message);
}

/*
 * A COMMIT that fails may have written everything and failed at the very end: after a
 * crash, or once the file is opened anew, its rows are there. That is certain not to
 * be so in two cases only: SQLite never got the lock, or there was no room to write.
 */
static bool is_certainly_lost(sqlite3 *db, int rc)
{
	int kind = rc & 0xff;
	return kind == SQLITE_BUSY || kind == SQLITE_FULL ||
		(rc == SQLITE_IOERR_WRITE && store_is_full(db, rc));
}

bool store_commit(struct bp_store *store, struct bp_error *err)
{
	struct bp_error cause = {0};
	int rc = run(store, ST_COMMIT);

	if (rc == SQLITE_OK)
		return true;
	if (is_certainly_lost(store->db, rc))
		return store_abandon(store, rc, err);
	store_fail(store, rc, &cause);
	store->doubt = true;
	store_disconnect(store);
	store_connect(store, NULL);
	return store_unsure(&cause, err);
}

bool store_is_full(sqlite3 *db, int rc)
{
	int kind = rc & 0xff;

	if (kind == SQLITE_FULL)
		return true;
	if (kind != SQLITE_IOERR && kind != SQLITE_CANTOPEN)
		return false;
	int cause = sqlite3_system_errno(db);
	return cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

static bool is_forbidden(sqlite3 *db, int rc)
{
	int kind = rc & 0xff;

	if (kind == SQLITE_READONLY || kind == SQLITE_PERM)
		return true;
	if (kind != SQLITE_CANTOPEN)
		return false;
	int cause = sqlite3_system_errno(db);
	return cause == EROFS || cause == EACCES || cause == EPERM;
}

/* Also where SQLite finds the file sound, but its content is none that we write. Our
 * statements are always the same, so one that makes no sense to SQLite (SQLITE_ERROR) asks
 * for a table that is not there, or not as we made it. */
static bool is_damage(int rc)
{
	int kind = rc & 0xff;

	return kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB ||
		kind == SQLITE_CONSTRAINT || kind == SQLITE_MISMATCH ||
		kind == SQLITE_ERROR;
}

const char *store_words(sqlite3 *db, int rc)
{
	static const struct {
		int kind; /* SQLite's primary result code */
		const char *words;
	} known[] = {
		{SQLITE_IOERR, N_("disk atau jaringan bermasalah")},
		{SQLITE_CANTOPEN, N_("berkasnya tidak dapat dibuka")},
		{SQLITE_PERM, N_("tidak diizinkan")},
		{SQLITE_READONLY, N_("hanya dapat dibaca")},
		{SQLITE_FULL, N_("disk penuh")},
		{SQLITE_NOMEM, N_("memori komputer habis")},
		{SQLITE_BUSY, N_("sedang dipakai program lain")},
		{SQLITE_LOCKED, N_("sedang dipakai program lain")},
		{SQLITE_PROTOCOL, N_("penguncian berkas tidak bekerja di tempat ini")},
		{SQLITE_NOLFS, N_("berkasnya terlalu besar")},
		{SQLITE_TOOBIG, N_("isinya terlalu besar")},
		{SQLITE_CORRUPT, N_("berkasnya rusak")},
		{SQLITE_NOTADB, N_("berkasnya rusak")},
	};
	int cause = (rc & 0xff) == SQLITE_IOERR || (rc & 0xff) == SQLITE_CANTOPEN
		? sqlite3_system_errno(db)
		: 0;

	if (cause)
		return bp_strerror(cause);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].kind == (rc & 0xff))
			return _(known[i].words);
	return _("isinya tidak seperti yang diharapkan");
}

bool store_fail(const struct bp_store *store, int rc, struct bp_error *err)
{
	const char *file = store->at.file;
	int kind = rc & 0xff;

	if (store_is_full(store->db, rc))
		return bp_fail(err, BP_ERROR_READ_ONLY,
			kind != SQLITE_FULL && sqlite3_system_errno(store->db) == EFBIG
				? _(FILE_LIMIT_REACHED)
				: _(DISK_FULL),
			file);
	if (is_forbidden(store->db, rc))
		return bp_fail(err, BP_ERROR_READ_ONLY,
			_("catatan belajar %s hanya dapat dibaca; kemajuan tidak dicatat"),
			file);
	if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED)
		return bp_fail(err, BP_ERROR_BUSY,
			_("catatan belajar %s sedang dipakai program lain; tutup program itu lalu ulangi"),
			file);
	if (is_damage(rc))
		return bp_fail(err, BP_ERROR_DAMAGED,
			_("catatan belajar %s rusak dan dibiarkan apa adanya; jangan dihapus, mintalah pengelola memulihkannya"),
			file);
	return bp_fail(err, BP_ERROR_STORE,
		_("catatan belajar %s tidak dapat dipakai: %s (SQLite %d)"), file,
		store_words(store->db, rc), rc);
}

bool store_abandon(struct bp_store *store, int rc, struct bp_error *err)
{
	bool broken = (rc & 0xff) == SQLITE_IOERR && !store_is_full(store->db, rc);

	store->damaged |= is_damage(rc);

	store_fail(store, rc, err);
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_reset(store->statements[i]);
	if (!sqlite3_get_autocommit(store->db))
		run(store, ST_ROLLBACK);
	/* After an I/O error, what SQLite has cached of the file cannot be trusted. */
	if (broken || !sqlite3_get_autocommit(store->db))
		store_disconnect(store);
	return false;
}
