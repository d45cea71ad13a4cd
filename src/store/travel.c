/* Events that leave a record or come into it, one replica at a time (travel.h). */
#include "bundle.h"
#include <berpijar/arena.h>
#include <berpijar/travel.h>
#include <string.h>

/* ---- leaving ---- */

/* Replicas without an event, but for the own one, say nothing. */
static const char travel_replicas[] =
	"SELECT r.id, coalesce(max(e.number), 0), count(e.seq),"
	" r.id = (SELECT value FROM meta WHERE name = 'replica')"
	" FROM replica r LEFT JOIN event e ON e.replica = r.key"
	" GROUP BY r.key ORDER BY r.id";

bool bp_store_replicas(struct bp_store *store, struct bp_arena *arena,
	struct bp_replica **list, size_t *count, struct bp_error *err)
{
	sqlite3_stmt *row = NULL;
	size_t room = 0;

	*list = NULL;
	*count = 0;
	if (!store_readable(store, err))
		return false;
	if (!store->db)
		return true;
	int rc = sqlite3_prepare_v2(store->db, travel_replicas, -1, &row, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row)) {
		struct bp_str id = column_str(row, 0);
		struct bp_replica replica = {.last = sqlite3_column_int64(row, 1),
			.count = sqlite3_column_int64(row, 2),
			.own = sqlite3_column_int(row, 3) != 0};
		if (id.len != sizeof replica.id)
			continue;
		memcpy(replica.id, id.at, sizeof replica.id);
		*BP_PUSH(arena, *list, *count, room) = replica;
	}
	sqlite3_finalize(row);
	return rc == SQLITE_DONE || store_abandon(store, rc, err);
}

/* The key of a replica that is in the record; 0: it is not. */
static int64_t travel_key(struct bp_store *store, const uint8_t id[16])
{
	sqlite3_stmt *row;
	int64_t key = 0;
	int rc = store_bind(store, ST_REPLICA_FIND, &row, "u", id);

	if (rc == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW)
		key = sqlite3_column_int64(row, 0);
	sqlite3_reset(row);
	return key;
}

bool origin_read(sqlite3_stmt *row, struct bp_origin *item)
{
	struct bp_str replica = column_str(row, 11), link = column_str(row, 13);

	*item = (struct bp_origin){
		.verb = column_str(row, 3), .number = sqlite3_column_int64(row, 12)};
	event_read(row, &item->event);
	if (replica.len != sizeof item->replica || link.len != sizeof item->link.at)
		return false;
	memcpy(item->replica, replica.at, sizeof item->replica);
	memcpy(item->link.at, link.at, sizeof item->link.at);
	return true;
}

bool bp_store_origins(struct bp_store *store, const uint8_t replica[16], int64_t after,
	int64_t most, bool (*each)(void *context, const struct bp_origin *item),
	void *context, struct bp_error *err)
{
	struct bp_origin item;
	sqlite3_stmt *row;
	bool goes_on = true;

	if (!store_readable(store, err))
		return false;
	int64_t key = store->db ? travel_key(store, replica) : 0;
	if (!key)
		return true;
	int rc = store_bind(store, ST_EVENT_ORIGIN_FROM, &row, "iii", key, after, most);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW && goes_on; rc = goes_on ? sqlite3_step(row) : rc) {
		if (!origin_read(row, &item))
			return store_abandon(store, SQLITE_CORRUPT, err);
		/* the next replica's stand behind it */
		goes_on = memcmp(item.replica, replica, sizeof item.replica) == 0 &&
			each(context, &item);
	}
	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		return store_abandon(
			store, rc == SQLITE_TOOBIG ? SQLITE_CORRUPT : rc, err);
	sqlite3_reset(row);
	return true;
}

bool bp_store_link(struct bp_store *store, const uint8_t replica[16], int64_t number,
	struct bp_digest *link)
{
	*link = (struct bp_digest){{0}};
	if (number == 0)
		return true;
	int64_t key =
		store_readable(store, NULL) && store->db ? travel_key(store, replica) : 0;
	return key && chain_find(store, key, number, link);
}

void bp_store_newest(struct bp_store *store, int64_t *seq, uint8_t id[16])
{
	static const char newest[] =
		"SELECT seq, id FROM event ORDER BY seq DESC LIMIT 1";
	sqlite3_stmt *row = NULL;

	*seq = 0;
	memset(id, 0, 16);
	if (!store_readable(store, NULL) || !store->db)
		return;
	int rc = sqlite3_prepare_v2(store->db, newest, -1, &row, NULL);
	if (rc == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW) {
		struct bp_str bytes = column_str(row, 1);
		*seq = sqlite3_column_int64(row, 0);
		if (bytes.len == 16)
			memcpy(id, bytes.at, 16);
	}
	sqlite3_finalize(row);
}

struct travel_walk {
	bool (*each)(void *context, const struct bp_origin *item);
	void *context;
};

static bool travel_hand_on(
	void *context, const struct bp_origin *item, struct bp_error *err)
{
	const struct travel_walk *walk = context;

	(void)err;
	return walk->each(walk->context, item);
}

bool bp_bundle_origins(const char *path,
	bool (*each)(void *context, const struct bp_origin *item), void *context,
	struct bp_error *err)
{
	struct travel_walk walk = {each, context};
	const struct bundle_taker taker = {.event = travel_hand_on, .context = &walk};
	struct bundle bundle;

	return bundle_read(path, &taker, &bundle, err);
}

/* ---- coming ---- */

const char *bp_origin_fault(const struct bp_origin *item)
{
	if (item->number < 1 || item->number >= CHAIN_MOST)
		return "number";
	if (item->verb.len < 1 || item->verb.len > BP_EVENT_NAME_MOST)
		return "verb";
	if (item->event.body.len >= DATABASE_ROW_MOST / 2)
		return "body";
	return bp_event_fault(&item->event);
}

bool bp_origin_follows(const struct bp_digest *before, const struct bp_origin *item)
{
	struct bp_digest link =
		chain_link(before, item->replica, item->number, &item->event, item->verb);

	return bp_digest_equal(&link, &item->link);
}

static bool travel_refuse(struct bp_store *store, struct bp_error *err)
{
	bp_fail(err, BP_ERROR_INPUT,
		_("catatan %s berjalan di dua tempat dengan nama yang sama, jadi tidak ada yang ditambahkan"),
		store->at.file);
	store_abandon(store, SQLITE_OK, NULL);
	return false;
}

static bool travel_add(struct bp_store *store, const struct bp_origin *item,
	size_t *added, struct bp_error *err)
{
	struct chain place = {.number = item->number, .link = item->link};
	struct bp_digest ours;

	if (!replica_find(store, item->replica, &place.replica, err))
		return false;
	if (chain_find(store, place.replica, place.number, &ours))
		return bp_digest_equal(&ours, &item->link) || travel_refuse(store, err);
	if (place.replica == store->chain.replica)
		return travel_refuse(store, err);
	if (!event_insert(store, &item->event, item->verb, &place, err))
		return false;
	if (sqlite3_changes(store->db) == 0)
		return true;
	++*added;
	return merge_note(store, place.replica, place.number, err);
}

bool bp_store_take(struct bp_store *store, const struct bp_origin *items, size_t count,
	size_t *added, struct bp_error *err)
{
	size_t taken = 0;

	*added = 0;
	if (!store_begin(store, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!items[i].withheld && !travel_add(store, &items[i], &taken, err))
			return merge_end(store, false);
	bool ok = merge_end(store, store_commit(store, err));
	if (ok)
		*added = taken;
	return ok;
}
