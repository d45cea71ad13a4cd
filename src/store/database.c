/* Opens any file that may be a record, and asks it single values. */
#include "connection.h"
#include "memory.h"
#include <unistd.h>

#define WAIT_MS     20  /* the longest sleep while another program has the lock */
#define WAIT_ROUNDS 500 /* then sleeping ends: about 10 s in all */

/* The file may come from anywhere, so no code in it may run, and nothing in it is
 * trusted. */
static const struct {
	int option, value;
} options[] = {
	{SQLITE_DBCONFIG_DEFENSIVE, 1},
	{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	{SQLITE_DBCONFIG_DQS_DML, 0},
	{SQLITE_DBCONFIG_DQS_DDL, 0},
	/* Until the file is known to be sound, closing must not move the journal into it.
	 */
	{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
};

static const struct {
	int limit, value;
} limits[] = {
	{SQLITE_LIMIT_LENGTH, DATABASE_ROW_MOST},
	{SQLITE_LIMIT_SQL_LENGTH, 10000},
	{SQLITE_LIMIT_ATTACHED, 0},
};

/* temp_store: a session may not be allowed to make other files. secure_delete: a draft
 * that was taken back is not left in the file's free pages, whoever built SQLite. */
#define SETTINGS                                                                         \
	"PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;" \
	"PRAGMA secure_delete = ON;"

/* SQLite's own handler sleeps longer each time, so whoever has waited longest would be
 * the last to get the lock. */
static int wait_a_little(void *context, int round)
{
	(void)context;
	if (round >= WAIT_ROUNDS)
		return 0;
	usleep(round < WAIT_MS ? 1000 : WAIT_MS * 1000);
	return 1;
}

/* The program has one thread and does not ask how much memory was used; memory for pages
 * is allocated one by one, not for twenty at once. Once SQLite is in use, this does
 * nothing. */
static void set_up_library(void)
{
	memory_set_up();
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

int database_open(sqlite3 **db, const char *name, int flags)
{
	set_up_library();
	int rc = sqlite3_open_v2(name, db,
		flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE |
			SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX,
		NULL);

	for (size_t i = 0; i < sizeof options / sizeof *options && rc == SQLITE_OK; i++)
		rc = sqlite3_db_config(*db, options[i].option, options[i].value, NULL);
	for (size_t i = 0; i < sizeof limits / sizeof *limits && rc == SQLITE_OK; i++)
		sqlite3_limit(*db, limits[i].limit, limits[i].value);
	if (rc == SQLITE_OK)
		rc = sqlite3_busy_handler(*db, wait_a_little, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(*db, SETTINGS, NULL, NULL, NULL);
	return rc;
}

int database_ask(sqlite3 *db, const char *sql, int *number, char *text, size_t room)
{
	sqlite3_stmt *statement = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(statement);
	if (rc == SQLITE_ROW && number)
		*number = sqlite3_column_int(statement, 0);
	if (rc == SQLITE_ROW && text)
		sqlite3_snprintf(
			(int)room, text, "%s", sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

int database_version(sqlite3 *db, int *version)
{
	return database_ask(db, "PRAGMA user_version", version, NULL, 0);
}
