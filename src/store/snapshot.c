/*
 * The snapshot in a record: the seq of the last event in it, that event's link, then the
 * progress. A link depends on all events before it, so a snapshot is used only while the
 * record still has the events that it was made of, not after a recovery or after the file
 * was put back to an earlier state.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <string.h>

#define SNAPSHOT_MOST (64 << 20) /* bytes: of some 600,000 different questions */

struct head {
	int64_t seq;
	struct bp_digest link;
};

/* A snapshot may be larger than any other row, which may come from outside. */
static void snapshot_make_room(const struct bp_store *store, bool wide)
{
	if (store->db)
		sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH,
			wide ? SNAPSHOT_MOST : DATABASE_ROW_MOST);
}

bool bp_store_save_snapshot(
	struct bp_store *store, int64_t seq, struct bp_str snapshot, struct bp_error *err)
{
	struct head head = {.seq = seq};
	struct bp_buf value = {0};
	sqlite3_stmt *statement;

	if (!store_begin(store, err))
		return false;
	chain_link_at(store, seq, &head.link);
	bp_buf_add(&value, &head, sizeof head);
	bp_buf_add_str(&value, snapshot);
	snapshot_make_room(store, true);
	int rc = store_bind(store, ST_SNAPSHOT_SAVE, &statement, "b", bp_buf_str(&value));
	bool ok = store_step(store, rc, statement, err) && store_commit(store, err);
	snapshot_make_room(store, false);
	bp_buf_release(&value);
	return ok;
}

/* Reads the head, and appends the rest to out, which may be NULL. False: there is none, or
 * the record has other events now. */
static bool snapshot_read(struct bp_store *store, struct head *head, struct bp_buf *out)
{
	struct bp_digest link;
	sqlite3_stmt *row;

	snapshot_make_room(store, true);
	int rc = store_bind(store, ST_SNAPSHOT_LOAD, &row, "");

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	struct bp_str value = rc == SQLITE_ROW ? column_str(row, 0) : (struct bp_str){0};
	bool whole = value.len > sizeof *head;
	if (whole) {
		memcpy(head, value.at, sizeof *head);
		if (out)
			bp_buf_add_str(out, bp_str_from(value, sizeof *head));
	}
	sqlite3_reset(row);
	snapshot_make_room(store, false);
	return whole && chain_link_at(store, head->seq, &link) &&
		bp_digest_equal(&link, &head->link);
}

bool snapshot_holds(struct bp_store *store, int64_t *seq)
{
	struct head head = {0};
	bool holds = snapshot_read(store, &head, NULL);

	*seq = head.seq;
	return holds;
}

bool bp_store_load_snapshot(struct bp_store *store, int64_t *seq, struct bp_buf *out)
{
	struct head head = {0};
	bool holds = store_readable(store, NULL) && store->db &&
		snapshot_read(store, &head, out);

	*seq = head.seq;
	return holds;
}
