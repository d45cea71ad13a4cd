/*
 * An open record, and the connection to its file: how it is made, opened, brought up to
 * date and kept durable (connection.c, database.c, schema.c, journal.c, backup.c).
 */
#ifndef BERPIJAR_STORE_CONNECTION_H
#define BERPIJAR_STORE_CONNECTION_H

#include "chain.h"
#include "location.h"
#include "session_page.h"
#include "statement.h"
#include <berpijar/lang.h>

/* What is left of the check of a record (verify.c). */
struct verify {
	bool left;
	size_t tables;     /* so many of the small tables have been looked at, */
	struct chain last; /* … and the events up to this one */
};

struct bp_store {
	struct location at;
	enum bp_store_mode mode;
	int lock;    /* -1: none */
	sqlite3 *db; /* NULL: no file to read, or to be opened before the next use */
	sqlite3_stmt *statements[STATEMENT_COUNT]; /* NULL: not used so far */
	struct page *page; /* NULL: places and drafts go into the tables at once */
	struct slot now;   /* what the page holds */
	bool damaged;      /* SQLite said so of something in it */
	int frames; /* of the write-ahead log, as of the last commit; see journal.c */
	bool doubt; /* what the journal holds may not be on the disk: settle it first */
	struct chain chain;      /* as chain_load() found it */
	int64_t events;          /* in the file, which is the newest seq */
	int64_t vanished;        /* events that it had when it was left last */
	uint64_t machine, inode; /* of the anchor */
	bool migrated;           /* from a version that had no anchor */
	struct verify verify;
	int64_t id_at;     /* the millisecond of the newest id; 0: not looked up yet */
	unsigned id_count; /* its place among the ids of that millisecond */
};

/* Opens the record that store->at names. On false everything is closed again. */
bool store_open_at(struct bp_store *store, struct bp_error *err);
/* Makes a whole new record at store->at, or none. */
bool store_create(struct bp_store *store, struct bp_error *err);
/* Opens the connection; a writer's is checked, repaired from its journal and settled. */
bool store_connect(struct bp_store *store, struct bp_error *err);
void store_disconnect(struct bp_store *store);
/* Forgets the statements from this one on, none of which is in use. */
void store_forget(struct bp_store *store, size_t first);
/* Whether the open file is a record that this program can use in the store's mode. */
bool store_identify(struct bp_store *store, int *version, struct bp_error *err);
/* Makes the record ready for use, opened again if need be. store->db stays NULL where
 * there is no file. */
bool store_readable(struct bp_store *store, struct bp_error *err);
bool store_recordable(struct bp_store *store, struct bp_error *err); /* and settled */

/* ---- any database (database.c, schema.c); each returns an SQLite result ---- */

#define DATABASE_ROW_MOST (1 << 20) /* bytes; of a text as well */
/* Flags as for sqlite3_open_v2(). */
int database_open(sqlite3 **db, const char *name, int flags);
/* The first column of a statement's first row, as a number and as a text; either may be
 * NULL. */
int database_ask(sqlite3 *db, const char *sql, int *number, char *text, size_t room);
/* The version of its schema. */
int database_version(sqlite3 *db, int *version);

#define SCHEMA_APPLICATION 0x6272706a /* "brpj" */
int schema_version(void);             /* the newest: no SQLite result */
/* Whether events of that version have links, and this program knows them. */
bool schema_has_chains(int version);
/* Brings a new or older file up to date, in one transaction. */
int schema_migrate(sqlite3 *db, int version);
/* The same within a transaction of the caller. */
int schema_steps(sqlite3 *db, int version);

/* ---- who the record belongs to (identity.c) ---- */

int identity_begin(sqlite3 *db); /* a new one; an SQLite result, as from the next */
int identity_set(sqlite3 *db, const uint8_t id[16]);
bool identity_get(sqlite3 *db, uint8_t id[16]); /* false: none is there */
/* Two records of one learner agree on one of their ids, whichever is joined to which: a
 * record without events takes the other's, else the smaller one holds. */
bool identity_join(struct bp_store *store, const uint8_t other[16], bool fresh,
	struct bp_error *err);

/* Looks for damage if it is time to, as far as a start waits for it; an SQLite result. */
int verify_start(struct bp_store *store, int version);
/* Whether there is a snapshot that the record bears out; *seq: of the last event in it. */
bool snapshot_holds(struct bp_store *store, int64_t *seq);

/* ---- the write-ahead log of a writer (journal.c) ---- */

int journal_begin(struct bp_store *store); /* an SQLite result */
/* At the start of a transaction: makes room, so that the next commits find it. */
void journal_make_room(struct bp_store *store);
/* Moves all of the log into the file, synced; an SQLite result. */
int journal_empty(struct bp_store *store);

/* ---- copies, and what stands beside a record (backup.c, beside.c) ---- */

/* Puts a copy of the open record, whole and perhaps synced, in the place of any such file. */
bool backup_make(
	struct bp_store *store, const char *path, bool synced, struct bp_error *err);

/* Gives what stands beside a record its new id. Both locks are held. It may be called
 * again where it was cut short. `learners` is the folder of both. */
bool beside_move(
	const char *learners, const char *from, const char *to, struct bp_error *err);
/* Whether a folder in STORE/damaged is the learner's: ID-20261124T131500Z. */
bool beside_is_aside(const char *name, const char *learner);

#endif
