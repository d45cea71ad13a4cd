/*
 * The inside of a store: where the file lies (location.c), the connection to it
 * (connection.c, database.c), its tables (schema.c) and its statements (statement.c).
 * What the public functions do with them is in event.c and keep.c.
 */
#ifndef BERPIJAR_STORE_INTERNAL_H
#define BERPIJAR_STORE_INTERNAL_H

#include <berpijar/lang.h>
#include <berpijar/store.h>
#include <sqlite3.h>

/* The one message for all disguises of a full disk; takes the file's name. */
#define DISK_FULL \
	N_("tempat penyimpanan penuh, jadi %s tidak dapat ditulis; kosongkan sebagian lalu ulangi")

/* Where one learner's record lies. Names have no symbolic links in their folders. */
struct location {
	char *folder; /* STORE/learners */
	char *file;   /* … /ID.db */
	char *lock;   /* … /ID.lock */
	bool missing; /* reading: nothing was ever recorded */
	bool network; /* a file system without shared memory: no write-ahead log */
};

/* Makes the folder if it is missing, ours alone; finds the names. */
bool location_make(struct location *at, const char *store, const char *learner,
	struct bp_error *err);
/* Finds the names; at->missing if there is no such file. */
bool location_find(struct location *at, const char *store, const char *learner,
	struct bp_error *err);
void location_release(struct location *at);

/* Looks at the file before SQLite does: it must be a regular file with something in
 * it and, for writing, our own. Sets at->missing. */
bool location_inspect(struct location *at, enum bp_store_mode mode, struct bp_error *err);
/* A journal with something in it: the last writer did not close, or is at work. */
bool location_has_journal(const struct location *at);
bool location_writable(const struct location *at);
/* Says why a file or folder could not be made or opened; returns false. */
bool location_fail(const char *path, int cause, struct bp_error *err);
/* Of a missing file whose lock file knows of so many events: false, and says so, if there
 * are any. */
bool location_not_lost(const struct location *at, int64_t events, struct bp_error *err);
/* Puts a finished new file in its place, for good. */
bool location_install(const struct location *at, const char *made, struct bp_error *err);

/* One writer for each learner, until *fd is closed or the process ends in any way. */
bool location_lock(const struct location *at, int *fd, struct bp_error *err);
/* The process that has the lock, on this machine; 0: not known. It must not be ours, for
 * looking would let go of what it asks for. */
pid_t location_writer(const struct location *at);
/* The lock file remembers when the record was last checked for damage. */
bool lock_check_due(int fd);
bool lock_checked(int fd);

/* Whether a file system (statfs.f_type) is shared by machines or lacks shared memory. */
bool is_network_type(unsigned long type);

/* Everything that is ever said to SQLite between opening and closing; see statement.c. */
enum statement {
	ST_BEGIN,
	ST_COMMIT,
	ST_ROLLBACK,
	ST_EVENT_ADD,
	ST_EVENT_SEQ,
	ST_EVENT_NEWEST,
	ST_EVENT_ALL,
	ST_EVENT_LINK,
	ST_SNAPSHOT_SAVE,
	ST_SNAPSHOT_LOAD,
	ST_CHAIN_HEAD,
	ST_CHAIN_LINK,
	ST_CHAIN_END,
	ST_CHAIN_ENDS,
	ST_REPLICA_NEW,
	ST_REPLICA_OWN,
	ST_PLACE_SAVE,
	ST_PLACE_LOAD,
	ST_EVENT_ORIGIN,
	ST_REPLICA_FIND,
	ST_PLACE_ALL,
	ST_PLACE_MERGE,
	ST_DRAFT_SAVE,
	ST_DRAFT_DROP,
	ST_DRAFT_LOAD,
	ST_SETTING_SAVE,
	ST_SETTING_LOAD,
	ST_SETTLE,
};
#define STATEMENT_COUNT (ST_SETTLE + 1)

#define SLOT_TEXTS  1920  /* bytes of ids, question and draft together */
#define PAGE_MINUTE 60000 /* a place that changes is settled so often, in ms */

/* The place and the draft of the module in hand; see page.c. */
struct slot {
	uint64_t count; /* the larger is the newer; 0: empty */
	uint64_t sum;
	int64_t at, settled_at; /* ms since 1970 */
	struct bp_place place;
	uint16_t course, module, question,
		draft; /* lengths of its texts; question 0: none */
	bool has_place;
	char texts[SLOT_TEXTS];
};

/* A place in a replica's chain, such as its end; see chain.c. */
struct chain {
	int64_t replica; /* its key in the table */
	uint8_t id[16];
	int64_t number; /* of the event; 0: before the first */
	struct bp_digest link;
};

struct bp_store {
	struct location at;
	enum bp_store_mode mode;
	int lock;    /* -1: none */
	sqlite3 *db; /* NULL: no file to read, or to be opened anew before the next use */
	sqlite3_stmt *statements[STATEMENT_COUNT]; /* NULL: not used so far */
	struct page *page; /* NULL: none, places and drafts go into the tables at once */
	struct slot now;   /* what the page holds */
	bool damaged;      /* SQLite said so of something in it */
	int frames; /* of the write-ahead log, as of the last commit; see journal.c */
	bool doubt; /* what the journal holds may not be on the disk: settle it first */
	struct chain chain; /* as chain_load() found it */
	int64_t events;     /* in the file, which is the newest seq */
	int64_t vanished;   /* events that it had when it was left, and now has not */
	uint64_t machine, inode; /* of the anchor */
	bool migrated;           /* from a version that had no anchor */
	int64_t id_at;     /* the millisecond of the newest id; 0: not looked up … */
	unsigned id_count; /* … and its place among the ids of that millisecond */
};

/* Opens the record that store->at names. On false everything is closed again. */
bool store_open_at(struct bp_store *store, struct bp_error *err);

/* database.c: connections of any kind. Flags as for sqlite3_open_v2(). */
int database_open(sqlite3 **db, const char *name, int flags);
/* The first column of a statement's first row, as a number or as a text (NULL: not). */
int database_ask(sqlite3 *db, const char *sql, int *number, char *text, size_t room);
/* Of the schema; an SQLite result. */
int store_version(sqlite3 *db, int *version);
/* Makes a whole new record at store->at, or none. */
bool store_create(struct bp_store *store, struct bp_error *err);
/* Opens the connection; a writer's is checked, repaired from its journal and settled. */
bool store_connect(struct bp_store *store, struct bp_error *err);
void store_disconnect(struct bp_store *store);
/* Ready for use, opened anew if need be. store->db stays NULL where there is no file. */
bool store_readable(struct bp_store *store, struct bp_error *err);
bool store_recordable(struct bp_store *store, struct bp_error *err); /* and settled */

/* The link of an event whose number and verb, as written, are these. */
struct bp_digest chain_link(const struct bp_digest *before, const uint8_t replica[16],
	int64_t number, const struct bp_event *event, struct bp_str verb);
/* Reads store->chain, the end of this file's own replica; an SQLite result. */
int chain_load(struct bp_store *store);
/* The link of a replica's event so and so; false if it is not there. */
bool chain_find(
	struct bp_store *store, int64_t replica, int64_t number, struct bp_digest *link);
/* Where a replica ends whose key is given: its number and link. */
bool chain_end(struct bp_store *store, struct chain *chain, struct bp_error *err);
/* Whether the own replica's event so and so has this link. */
bool chain_holds(struct bp_store *store, int64_t number, const struct bp_digest *link);
/* The link of the event of a seq; false if it is not there. */
bool chain_link_at(struct bp_store *store, int64_t seq, struct bp_digest *link);
/* Follows all chains; an SQLite result. */
struct chain_faults {
	int64_t events, missing, changed; /* missing: gaps; changed: not as recorded */
};
int chain_verify(struct bp_store *store, struct chain_faults *faults);
/* Links the events of a record that had no chain; an SQLite result. */
int chain_begin(sqlite3 *db);

/* anchor.c: what the lock file remembers of the record, so that a copy of it and a step
 * back are noticed. Goes on under a new replica where it is not the file that was left.
 */
bool anchor_check(struct bp_store *store, struct bp_error *err);
/* Remembers the record as it is now. */
void anchor_set(struct bp_store *store);
/* Another file takes the place of the record that it remembers. */
void anchor_forget(const struct bp_store *store);
/* How many events the record had when it was left; 0 if that is not known. Of a store
 * that is locked, or of a record that is not: then it must not be ours, for the process
 * that looks lets go of the mark in its lock (location_writer()). */
int64_t anchor_events(const struct bp_store *store);
int64_t anchor_peek(const struct location *at);

/* The key of a replica, made if it is new; within a transaction. */
bool replica_find(
	struct bp_store *store, const uint8_t id[16], int64_t *key, struct bp_error *err);

/* An event of ST_EVENT_ALL; its texts live until the next step. False for a verb that
 * this version does not know. */
bool event_read(sqlite3_stmt *row, struct bp_event *event);
/* Adds an event at the end of a replica, within a transaction; one whose id is there
 * already only gives its seq. */
bool event_add(struct bp_store *store, const struct bp_event *event, struct bp_str verb,
	struct chain *chain, int64_t *seq, struct bp_error *err);
/* Adds an event just there, unless its id is in the record already. */
bool event_insert(struct bp_store *store, const struct bp_event *event,
	struct bp_str verb, const struct chain *place, struct bp_error *err);

/* An empty file that only we may open, whatever the umask; errno says why not. */
bool make_private(const char *path);
/* A copy of the open record, whole and synced, in the place of any such file. */
bool backup_make(struct bp_store *store, const char *path, struct bp_error *err);

/* beside.c: gives what stands beside a record its new id; both locks are held. It may be
 * called again where it was cut short. learners: the folder of both. */
bool beside_move(
	const char *learners, const char *from, const char *to, struct bp_error *err);
/* Whether a folder in STORE/damaged is the learner's: ID-20261124T131500Z. */
bool is_aside_of(const char *name, const char *learner);

/* Brings a new or older file up to date, in one transaction; an SQLite result. */
int schema_migrate(sqlite3 *db, int version);
int schema_version(void);             /* the newest */
#define SCHEMA_APPLICATION 0x6272706a /* "brpj" */

/*
 * Prepares a statement, the first time, and binds its parameters, one for each letter
 * of types: i int64_t, d double (negative: NULL), s struct bp_str, b the same as bytes, u
 * const uint8_t[16].
 * Texts must live until the statement has been stepped. An SQLite result.
 */
int store_bind(struct bp_store *store, enum statement which, sqlite3_stmt **out,
	const char *types, ...);
/* A text column of the current row; lives until the next step. */
struct bp_str column_str(sqlite3_stmt *statement, int column);

/* The session page, see page.c. Opening and peeking take what a session left there. */
void page_open(struct bp_store *store);
void page_peek(struct bp_store *store);
void page_close(struct bp_store *store);
/* Writes what the page holds into the tables and empties it. */
bool page_settle(struct bp_store *store, struct bp_error *err);
/* False: the page cannot hold it, the tables must; err is set if they failed already. */
bool page_save_place(struct bp_store *store, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at, struct bp_error *err);
bool page_save_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text, struct bp_error *err);
/* False, and nothing is set or done: the page holds none of it. */
bool page_forget_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question);
bool page_load_place(const struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_place *place);
bool page_load_draft(const struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out);

/* The tables behind the page, see keep.c. */
bool table_save_place(struct bp_store *store, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at, struct bp_error *err);
bool table_save_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text, struct bp_error *err);

/* journal.c: the write-ahead log of a writer. An SQLite result. */
int journal_begin(struct bp_store *store);
/* At the start of a transaction: the next commits find their room made. */
void journal_make_room(struct bp_store *store);
/* Moves all of the log into the file, synced; an SQLite result. */
int journal_empty(struct bp_store *store);

/* A short transaction. On false it is over and nothing of it was recorded, except
 * that store_commit() may say BP_ERROR_UNSURE. */
bool store_begin(struct bp_store *store, struct bp_error *err);
bool store_commit(struct bp_store *store, struct bp_error *err);
/* Steps a bound statement that gives no rows to its end; takes the transaction back
 * if that or the binding (rc) failed. */
bool store_step(
	struct bp_store *store, int rc, sqlite3_stmt *statement, struct bp_error *err);

/* Says what an SQLite result means to a person; returns false. */
bool store_fail(const struct bp_store *store, int rc, struct bp_error *err);
/* Says that a write may or may not have reached the disk, and why; returns false. */
bool store_unsure(const struct bp_error *cause, struct bp_error *err);
/* store_fail(), and leaves no transaction, no open statement and no doubtful connection.
 */
bool store_abandon(struct bp_store *store, int rc, struct bp_error *err);
/* The disk is full, whatever SQLite calls it. */
bool is_full(sqlite3 *db, int rc);
/* What an SQLite result means, in the user's language (SQLite's own words are English).
 * db: NULL where there is none. */
const char *store_words(sqlite3 *db, int rc);

#endif
