/*
 * All SQL between opening and closing a record, short transactions, and what SQLite's
 * results mean (statement.c).
 */
#ifndef BERPIJAR_STORE_STATEMENT_H
#define BERPIJAR_STORE_STATEMENT_H

#include <berpijar/store.h>
#include <sqlite3.h>

enum statement {
	ST_BEGIN,
	ST_COMMIT,
	ST_EVENT_ADD,
	ST_CHAIN_HEAD,
	ST_HOLD,
	ST_ROLLBACK,
	ST_EVENT_SEQ,
	ST_EVENT_NEWEST,
	ST_EVENT_ALL,
	ST_EVENT_HERE,
	ST_EVENT_LINK,
	ST_SNAPSHOT_SAVE,
	ST_SNAPSHOT_DROP,
	ST_SNAPSHOT_LOAD,
	ST_CHAIN_LINK,
	ST_CHAIN_END,
	ST_CHAIN_ENDS,
	ST_BROUGHT_ANY,
	ST_BROUGHT_NOTE,
	ST_REPLICA_NEW,
	ST_REPLICA_OWN,
	ST_PLACE_SAVE,
	ST_PLACE_LOAD,
	ST_EVENT_ORIGIN,
	ST_EVENT_ORIGIN_AFTER,
	ST_EVENT_ORIGIN_FROM,
	ST_REPLICA_FIND,
	ST_PLACE_ALL,
	ST_PLACE_MERGE,
	ST_DRAFT_SAVE,
	ST_DRAFT_DROP,
	ST_DRAFT_LOAD,
	ST_SETTING_SAVE,
	ST_SETTING_LOAD,
	ST_EVENT_BODY,
	ST_SETTLE,
};
#define STATEMENT_COUNT (ST_SETTLE + 1)
#define STATEMENTS_KEPT (ST_CHAIN_HEAD + 1) /* the first ones, which each answer needs */

/*
 * Prepares a statement when it is first used, and binds its parameters, one for each
 * letter of types: i int64_t, d double (negative: NULL), s struct bp_str, b the same as
 * bytes, u const uint8_t[16]. Texts must live until the statement has been stepped.
 * Returns an SQLite result.
 */
int store_bind(struct bp_store *store, enum statement which, sqlite3_stmt **out,
	const char *types, ...);
/* A text column of the current row; it lives until the next step. */
struct bp_str column_str(sqlite3_stmt *statement, int column);

/* A short transaction. When one of these returns false, the transaction is over and
 * nothing of it was recorded, except that store_commit() may say BP_ERROR_UNSURE. */
bool store_begin(struct bp_store *store, struct bp_error *err);
bool store_commit(struct bp_store *store, struct bp_error *err);
/* Steps a bound statement that gives no rows to its end. Rolls the transaction back if
 * that fails, or if the binding did (rc). */
bool store_step(
	struct bp_store *store, int rc, sqlite3_stmt *statement, struct bp_error *err);

/* Says what an SQLite result means to a person; returns false. */
bool store_fail(const struct bp_store *store, int rc, struct bp_error *err);
/* Says that a write may or may not have reached the disk, and why; returns false. */
bool store_unsure(const struct bp_error *cause, struct bp_error *err);
/* As store_fail(), and leaves no transaction, no open statement and no connection that
 * cannot be trusted. */
bool store_abandon(struct bp_store *store, int rc, struct bp_error *err);
/* Whether the disk is full, whatever SQLite calls it. */
bool store_is_full(sqlite3 *db, int rc);
/* What an SQLite result means, in the user's language (SQLite's own words are English);
 * db may be NULL. */
const char *store_words(sqlite3 *db, int rc);

#endif
