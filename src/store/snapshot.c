/*
 * The snapshot in a record: the seq of the last event in it, that event's link, then the
 * progress. A link depends on all events before it, so a snapshot is used only while the
 * record still has the events that it was made of, not after a recovery or after the file
 * was put back to an earlier state.
 *
 * It stands in rows, "snapshot" and those that begin with it. Whatever SQLite looks for in
 * the table, it reads the rows on the way to compare them, and a row that is larger than a
 * part of a page it reads from all over the file. (Older versions wrote one row.)
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <string.h>

#define SNAPSHOT_MOST (64 << 20) /* bytes: of some 800,000 different questions */
#define SNAPSHOT_PART 960        /* bytes of a row: four are in a page */

struct head {
	int64_t seq;
	struct bp_digest link;
};

static bool snapshot_add(struct bp_store *store, struct bp_str name, struct bp_str part,
	struct bp_error *err)
{
	sqlite3_stmt *statement;
	int rc = store_bind(store, ST_SNAPSHOT_SAVE, &statement, "sb", name, part);

	return store_step(store, rc, statement, err);
}

static bool snapshot_write(
	struct bp_store *store, struct bp_str value, struct bp_error *err)
{
	sqlite3_stmt *statement;
	int rc = store_bind(store, ST_SNAPSHOT_DROP, &statement, "");
	bool ok = store_step(store, rc, statement, err);
	char name[32] = "snapshot";

	for (int n = 0; ok && value.len; n++) {
		ok = snapshot_add(
			store, bp_str(name), bp_str_part(value, 0, SNAPSHOT_PART), err);
		value = bp_str_from(value, SNAPSHOT_PART);
		snprintf(name, sizeof name, "snapshot/%08d", n);
	}
	return ok && store_commit(store, err);
}

bool bp_store_save_snapshot(
	struct bp_store *store, int64_t seq, struct bp_str snapshot, struct bp_error *err)
{
	struct head head = {.seq = seq};
	struct bp_buf value = {0};

	if (snapshot.len > SNAPSHOT_MOST)
		return store_fail(store, SQLITE_TOOBIG, err);
	if (!store_begin(store, err))
		return false;
	chain_link_at(store, seq, &head.link);
	bp_buf_add(&value, &head, sizeof head);
	bp_buf_add_str(&value, snapshot);
	bool ok = snapshot_write(store, bp_buf_str(&value), err);
	bp_buf_release(&value);
	return ok;
}

/* Reads the head, and appends the rest to out, which may be NULL. False: there is none, or
 * the record has other events now. */
static bool snapshot_read(struct bp_store *store, struct head *head, struct bp_buf *out)
{
	struct bp_digest link;
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_SNAPSHOT_LOAD, &row, "");

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	struct bp_str part = rc == SQLITE_ROW ? column_str(row, 0) : (struct bp_str){0};
	bool holds = part.len > sizeof *head;
	if (holds) {
		memcpy(head, part.at, sizeof *head);
		part = bp_str_from(part, sizeof *head);
		holds = chain_link_at(store, head->seq, &link) &&
			bp_digest_equal(&link, &head->link);
	}
	while (holds && out && rc == SQLITE_ROW && out->len <= SNAPSHOT_MOST) {
		bp_buf_add_str(out, part);
		rc = sqlite3_step(row);
		part = column_str(row, 0);
	}
	sqlite3_reset(row);
	return holds && (!out || rc == SQLITE_DONE);
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
