/*
 * Merging a bundle: the union of two sets of events by their ids. A replica's events have
 * the same numbers everywhere, unless a copy of its file went on beside it. Then the
 * bundle's events from there on, the branch, get a replica id of their own, which is
 * computed from the first of them, so that every merge gives them the same. Events that
 * are new here are noted as brought (BP_BROUGHT), from the first of their replica on.
 */
#include "bundle.h"
#include <string.h>

struct merging {
	struct bp_store *store;
	struct bp_merge *result;
	uint8_t replica[16]; /* of the event that was merged last */
	int64_t key;         /* its key in this record; 0: no event yet */
	struct chain branch; /* where its events go on; replica 0: it has no branch */
};

/* From this event on, the replica differs from ours: begins a branch. */
static bool begin_branch(
	struct merging *merging, const struct bundle_event *item, struct bp_error *err)
{
	struct chain *branch = &merging->branch;
	struct bp_digester digester;

	bp_digest_begin(&digester);
	bp_digest_add(&digester, item->replica, sizeof item->replica);
	bp_digest_add(&digester, item->link.at, sizeof item->link.at);
	struct bp_digest id = bp_digest_end(&digester);
	*branch = (struct chain){0};
	memcpy(branch->id, id.at, sizeof branch->id);
	return replica_find(merging->store, branch->id, &branch->replica, err) &&
		chain_end(merging->store, branch, err);
}

/* Notes that a replica's events from this number on were not recorded here. */
static bool merge_note(
	struct bp_store *store, int64_t replica, int64_t number, struct bp_error *err)
{
	sqlite3_stmt *statement;
	char value[24];

	snprintf(value, sizeof value, "%lld", (long long)number);
	int rc = store_bind(
		store, ST_BROUGHT_NOTE, &statement, "is", replica, bp_str(value));
	return store_step(store, rc, statement, err);
}

static bool add_to_branch(
	struct merging *merging, const struct bundle_event *item, struct bp_error *err)
{
	int64_t before = merging->branch.number, seq;

	if (!event_add(merging->store, &item->event, item->verb, &merging->branch, &seq,
		    err))
		return false;
	if (merging->branch.number == before)
		return true; /* its id is in the record already */
	merging->result->added++;
	merging->result->branched++;
	return merge_note(
		merging->store, merging->branch.replica, merging->branch.number, err);
}

/* Only the record itself adds to the replica under which it records. */
static bool merge_refuse_fork(struct bp_store *store, struct bp_error *err)
{
	bp_fail(err, BP_ERROR_INPUT,
		_("bundel ini memuat kejadian atas nama catatan %s sendiri yang tidak ada di dalamnya; itu dari salinan yang berjalan sendiri, jadi tidak ada yang ditambahkan"),
		store->at.file);
	store_abandon(store, SQLITE_OK, NULL);
	return false;
}

static bool merge_insert(
	struct merging *merging, const struct bundle_event *item, struct bp_error *err)
{
	struct bp_store *store = merging->store;

	if (merging->key == store->chain.replica)
		return merge_refuse_fork(store, err);
	if (!event_insert(store, &item->event, item->verb,
		    &(struct chain){.replica = merging->key,
			    .number = item->number,
			    .link = item->link},
		    err))
		return false;
	if (sqlite3_changes(store->db) == 0)
		return true;
	merging->result->added++;
	return merge_note(store, merging->key, item->number, err);
}

static bool turn_to_replica(
	struct merging *merging, const struct bundle_event *item, struct bp_error *err)
{
	if (merging->key &&
		memcmp(merging->replica, item->replica, sizeof item->replica) == 0)
		return true;
	memcpy(merging->replica, item->replica, sizeof item->replica);
	merging->branch.replica = 0;
	return replica_find(merging->store, item->replica, &merging->key, err);
}

static bool merge_event(
	void *context, const struct bundle_event *item, struct bp_error *err)
{
	struct merging *merging = context;
	struct bp_store *store = merging->store;
	struct bp_digest ours;

	if (!turn_to_replica(merging, item, err))
		return false;
	if (!merging->branch.replica &&
		chain_find(store, merging->key, item->number, &ours)) {
		if (bp_digest_equal(&ours, &item->link))
			return true;
		if (!begin_branch(merging, item, err))
			return false;
	}
	if (merging->branch.replica)
		return add_to_branch(merging, item, err);
	return merge_insert(merging, item, err);
}

static bool merge_place(
	void *context, const struct bundle_place *item, struct bp_error *err)
{
	struct bp_store *store = ((struct merging *)context)->store;
	sqlite3_stmt *statement;
	int rc = store_bind(store, ST_PLACE_MERGE, &statement, "ssiiiii", item->course,
		item->module, (int64_t)item->place.block, (int64_t)item->place.offset,
		(int64_t)item->place.hash, (int64_t)item->place.permille, item->at);

	return store_step(store, rc, statement, err);
}

/* Adds what the bundle holds while it is read; if anything turns out to be wrong with it,
 * nothing. */
static bool merge_all(struct bp_store *store, const char *path, struct bundle *bundle,
	struct bp_merge *result, struct bp_error *err)
{
	struct merging merging = {.store = store, .result = result};
	const struct bundle_taker taker = {merge_event, merge_place, &merging};

	if (!store_begin(store, err))
		return false;
	if (bundle_read(path, &taker, bundle, err))
		return store_commit(store, err);
	if (store->db) /* else the store has gone back by itself */
		store_abandon(store, SQLITE_OK, NULL);
	return false;
}

bool bp_store_merge(struct bp_store *store, const char *path, struct bp_merge *merge,
	struct bp_error *err)
{
	struct bundle bundle = {0};

	*merge = (struct bp_merge){0};
	bool ok = merge_all(store, path, &bundle, merge, err);
	store->id_at = 0; /* a newer id may have come */
	if (ok && chain_load(store) == SQLITE_OK)
		anchor_set(store);
	merge->events = bundle.events;
	return ok;
}

/* Counts an event as new unless the record has it already. */
static bool merge_count(
	void *context, const struct bundle_event *item, struct bp_error *err)
{
	struct merging *merging = context;
	sqlite3_stmt *row;
	int rc = store_bind(merging->store, ST_EVENT_SEQ, &row, "u", item->event.id);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return store_abandon(merging->store, rc, err);
	merging->result->added += rc == SQLITE_DONE;
	sqlite3_reset(row);
	return true;
}

bool bp_store_merge_count(struct bp_store *store, const char *path,
	struct bp_merge *merge, struct bp_error *err)
{
	struct merging merging = {.store = store, .result = merge};
	struct bundle bundle;

	*merge = (struct bp_merge){0};
	if (!store_readable(store, err))
		return false;
	const struct bundle_taker taker = {
		.event = store->db ? merge_count : NULL, .context = &merging};
	bool ok = bundle_read(path, &taker, &bundle, err);
	merge->events = bundle.events;
	if (!store->db)
		merge->added = merge->events;
	return ok;
}

bool bp_bundle_learner(const char *path, char learner[65], struct bp_error *err)
{
	static const struct bundle_taker nobody;
	struct bundle bundle;
	bool ok = bundle_read(path, &nobody, &bundle, err);

	memcpy(learner, bundle.learner, sizeof bundle.learner);
	return ok;
}
