/*
 * The tables, as a list of steps: a file of version n has had the first n of them.
 * A step that has been released is never changed; a change is a new step.
 *
 * Triggers are switched off for every connection (connection.c), since a file may
 * come from anywhere, so no trigger guards the event table. It is append-only because no
 * statement in statement.c updates or deletes events; fork.c alone gives some another place.
 */
#include "connection.h"

#define TEXT(x)  #x
#define VALUE(x) TEXT(x)

static const char version_1[] =
	"CREATE TABLE meta("
	"  name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE event("
	"  seq INTEGER PRIMARY KEY," /* 1, 2, 3 …: the order of recording, no gaps */
	"  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16)," /* UUIDv7 */
	"  at INTEGER NOT NULL," /* milliseconds, UTC, as the clock said */
	"  verb TEXT NOT NULL,"
	"  course TEXT NOT NULL, module TEXT NOT NULL, question TEXT NOT NULL,"
	"  grade REAL, seconds REAL," /* NULL: none */
	"  jp_halves INTEGER NOT NULL,"
	"  body TEXT NOT NULL) STRICT;"
	"CREATE TABLE place("
	"  course TEXT NOT NULL, module TEXT NOT NULL,"
	"  block INTEGER NOT NULL, byte INTEGER NOT NULL, hash INTEGER NOT NULL,"
	"  permille INTEGER NOT NULL, at INTEGER NOT NULL,"
	"  PRIMARY KEY(course, module)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE draft("
	"  course TEXT NOT NULL, module TEXT NOT NULL, question TEXT NOT NULL,"
	"  text TEXT NOT NULL,"
	"  PRIMARY KEY(course, module, question)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE setting("
	"  name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"INSERT INTO meta VALUES('replica', randomblob(16)), ('settled', 0);"
	"PRAGMA application_id = " VALUE(SCHEMA_APPLICATION) ";"
							     "PRAGMA user_version = 1;";

/* Adds where each event was recorded: its replica, its number there (1, 2, 3 …), and its
 * link in the hash chain (chain.c). */
static const char version_2[] =
	"CREATE TABLE replica("
	"  key INTEGER PRIMARY KEY,"
	"  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16)) STRICT;"
	"INSERT INTO replica SELECT 1, value FROM meta WHERE name = 'replica';"
	"ALTER TABLE event ADD COLUMN replica INTEGER NOT NULL DEFAULT 1;"
	"ALTER TABLE event ADD COLUMN number INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE event ADD COLUMN chain BLOB NOT NULL DEFAULT x'';"
	"UPDATE event SET number = seq;"
	"CREATE UNIQUE INDEX event_origin ON event(replica, number);"
	"PRAGMA user_version = 2;";

/* Adds who the record belongs to (identity.c). */
static const char version_3[] = "PRAGMA user_version = 3;";

static const struct {
	const char *sql;
	int (*finish)(sqlite3 *db); /* does what SQL cannot; NULL: nothing */
} steps[] = {
	{version_1, NULL},
	{version_2, chain_begin},
	{version_3, identity_begin},
};

int schema_version(void)
{
	return (int)(sizeof steps / sizeof *steps);
}

bool schema_has_chains(int version)
{
	return version >= 2 && version <= schema_version();
}

int schema_steps(sqlite3 *db, int version)
{
	int rc = SQLITE_OK;

	for (; rc == SQLITE_OK && version < schema_version(); version++) {
		rc = sqlite3_exec(db, steps[version].sql, NULL, NULL, NULL);
		if (rc == SQLITE_OK && steps[version].finish)
			rc = steps[version].finish(db);
	}
	return rc;
}

int schema_migrate(sqlite3 *db, int version)
{
	int rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = schema_steps(db, version);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	if (rc != SQLITE_OK && !sqlite3_get_autocommit(db))
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}
