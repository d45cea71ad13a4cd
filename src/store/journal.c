/*
 * The write-ahead log: its length, and room for what comes next. A synced write that
 * makes a file longer also waits for the file system's own journal, and takes about twice
 * as long as one into blocks that the file has already. So the log gets its blocks in
 * advance, many at once, as zeros; SQLite does not take them for frames
 * (https://sqlite.org/fileformat2.html#walformat).
 */
#include "connection.h"

#define LEAST      (16 * 1024)  /* bytes of room; an answer takes three pages */
#define SMALL      (64 * 1024)  /* if there is less than LEAST, the log is doubled … */
#define LARGE      (512 * 1024) /* … within these bounds */
#define SPARE      (8 << 20)    /* free bytes on the disk; below this no room is made */
#define HEADER     32           /* of the log … */
#define FRAME      (24 + 4096)  /* … and each frame, of pages of SQLite's usual size */
#define CHECKPOINT 1000         /* frames, as SQLite does without this hook */

/* After a checkpoint the log is written from its start again, in the same blocks. */
static int note_frames(void *context, sqlite3 *db, const char *name, int frames)
{
	struct bp_store *store = context;

	store->frames = frames < CHECKPOINT ? frames : 0;
	if (frames >= CHECKPOINT)
		sqlite3_wal_checkpoint_v2(
			db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	return SQLITE_OK;
}

/* The log stays when it is closed, emptied: making it anew costs each start more than all
 * that is read. */
int journal_begin(struct bp_store *store)
{
	int on = 1;
	int rc = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_PERSIST_WAL, &on);

	store->frames = 0;
	sqlite3_wal_hook(store->db, note_frames, store);
	return rc == SQLITE_OK
		? sqlite3_exec(store->db, "PRAGMA journal_size_limit = 1048576", NULL,
			  NULL, NULL)
		: rc;
}

int journal_empty(struct bp_store *store)
{
	store->frames = 0;
	return sqlite3_wal_checkpoint_v2(
		store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

static sqlite3_file *log_of(sqlite3 *db)
{
	sqlite3_file *file = NULL;
	int rc = sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);

	return rc == SQLITE_OK && file && file->pMethods ? file : NULL;
}

/* In a transaction, so that nobody else makes the log longer meanwhile. What fails here
 * is tried by SQLite itself next. */
void journal_make_room(struct bp_store *store)
{
	static const char zeros[8192];
	sqlite3_file *log = store->at.network ? NULL : log_of(store->db);
	sqlite3_int64 size, end = HEADER + (sqlite3_int64)store->frames * FRAME;
	sqlite3_int64 more = end < SMALL ? SMALL : end > LARGE ? LARGE : end;

	if (!log || log->pMethods->xFileSize(log, &size) != SQLITE_OK ||
		size >= end + LEAST || bp_store_free_bytes(store->at.folder) < SPARE)
		return;
	for (; size < end + more; size += (sqlite3_int64)sizeof zeros)
		if (log->pMethods->xWrite(log, zeros, sizeof zeros, size) != SQLITE_OK)
			return;
}
