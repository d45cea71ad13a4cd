/*
 * Merging a bundle: the union of two sets of events by their ids. A replica's events have
 * the same numbers everywhere, unless a copy of its file went on beside it. Then the
 * bundle's events from there on, the branch, get a replica id of their own, which is
 * computed from the first of them, so that every merge gives them the same. Events that
 * are new here are noted as brought (BP_BROUGHT), from the first of their replica on.
 */
#include "bundle.h"
#include <berpijar/arena.h>
#include <berpijar/hex.h>
#include <berpijar/learners.h>
#include <stdlib.h>
#include <string.h>

struct merge_copy;

struct merging {
	struct bp_store *store;
	const struct merge_copy *copy; /* NULL: it comes from a bundle */
	struct bp_merge *result;
	uint8_t replica[16]; /* of the event that was merged last */
	int64_t key;         /* its key in this record; 0: no event yet */
	struct chain branch; /* where its events go on; replica 0: it has no branch */
};

/* From this event on, the replica differs from ours: begins a branch. */
static bool begin_branch(
	struct merging *merging, const struct bp_origin *item, struct bp_error *err)
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

bool merge_note(
	struct bp_store *store, int64_t replica, int64_t number, struct bp_error *err)
{
	sqlite3_stmt *statement;
	char value[24];

	snprintf(value, sizeof value, "%lld", (long long)number);
	int rc = store_bind(
		store, ST_BROUGHT_NOTE, &statement, "is", replica, bp_str(value));
	return store_step(store, rc, statement, err);
}

/* ---- another copy of the record ---- */

/* From which event on a replica's were brought into the copy. */
struct merge_mark {
	uint8_t replica[16];
	int64_t number;
};

struct merge_copy {
	struct bp_arena *arena;
	struct merge_mark *marks;
	size_t count, room;
};

static void merge_take_mark(void *context, struct bp_str name, struct bp_str value)
{
	struct merge_copy *copy = context;
	struct merge_mark mark;

	if (!bp_str_starts(name, BP_BROUGHT) ||
		!bp_hex_read(bp_str_from(name, sizeof BP_BROUGHT - 1), mark.replica,
			sizeof mark.replica))
		return;
	mark.number = strtoll(bp_arena_cstr(copy->arena, value), NULL, 10);
	*BP_PUSH(copy->arena, copy->marks, copy->count, copy->room) = mark;
}

/* Whether the copy recorded the event itself. */
static bool merge_was_here(const struct merge_copy *copy, const struct bp_origin *item)
{
	for (size_t i = 0; copy && i < copy->count; i++)
		if (memcmp(copy->marks[i].replica, item->replica, sizeof item->replica) ==
			0)
			return item->number < copy->marks[i].number;
	return copy != NULL;
}

/* ---- an event ---- */

static bool add_to_branch(
	struct merging *merging, const struct bp_origin *item, struct bp_error *err)
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
	struct merging *merging, const struct bp_origin *item, struct bp_error *err)
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
	return merge_was_here(merging->copy, item) ||
		merge_note(store, merging->key, item->number, err);
}

static bool turn_to_replica(
	struct merging *merging, const struct bp_origin *item, struct bp_error *err)
{
	if (merging->key &&
		memcmp(merging->replica, item->replica, sizeof item->replica) == 0)
		return true;
	memcpy(merging->replica, item->replica, sizeof item->replica);
	merging->branch.replica = 0;
	return replica_find(merging->store, item->replica, &merging->key, err);
}

static bool merge_event(void *context, const struct bp_origin *item, struct bp_error *err)
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

/* Keeps what the record has. */
static void merge_take_setting(void *context, struct bp_str name, struct bp_str value)
{
	struct bp_store *store = context;
	struct bp_buf kept = {0}, key = {0};

	bp_buf_add_str(&key, name);
	if (!bp_str_starts(name, BP_BROUGHT) && !bp_str_is(name, BP_RECOVERED) &&
		!bp_store_load_setting(store, key.at, &kept))
		bp_store_save_setting(store, key.at, value, NULL);
	bp_buf_release(&kept);
	bp_buf_release(&key);
}

bool merge_end(struct bp_store *store, bool ok)
{
	store->id_at = 0; /* a newer id may have come */
	if (ok && chain_load(store) == SQLITE_OK)
		anchor_set(store);
	return ok;
}

bool bp_store_merge(struct bp_store *store, const char *path, struct bp_merge *merge,
	struct bp_error *err)
{
	struct bundle bundle = {0};

	*merge = (struct bp_merge){0};
	bool fresh = store->events == 0;
	bool ok = merge_all(store, path, &bundle, merge, err);
	if (ok && bundle.identified)
		ok = identity_join(store, bundle.uuid, fresh, err);
	if (ok && bundle.name[0])
		merge_take_setting(store, BP_STR(BP_PROFILE_NAME), bp_str(bundle.name));
	if (ok && bundle.unit[0])
		merge_take_setting(store, BP_STR(BP_PROFILE_UNIT), bp_str(bundle.unit));
	merge->events = bundle.events;
	return merge_end(store, ok);
}

/* Takes each row of a statement of the copy. */
static bool merge_rows(struct merging *merging, struct bp_store *from,
	enum statement which,
	bool (*take)(struct merging *merging, sqlite3_stmt *row, struct bp_error *err),
	struct bp_error *err)
{
	sqlite3_stmt *row;
	int rc = store_bind(from, which, &row, "");

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row))
		if (!take(merging, row, err)) {
			sqlite3_reset(row);
			return false;
		}
	if (rc != SQLITE_DONE)
		return store_abandon(from, rc, err);
	sqlite3_reset(row);
	return true;
}

static bool merge_take_event(
	struct merging *merging, sqlite3_stmt *row, struct bp_error *err)
{
	struct bp_origin item;

	if (!origin_read(row, &item))
		return store_fail(merging->store, SQLITE_CORRUPT, err);
	merging->result->events++;
	return merge_event(merging, &item, err);
}

static bool merge_take_place(
	struct merging *merging, sqlite3_stmt *row, struct bp_error *err)
{
	struct bundle_place item = {
		.course = column_str(row, 4),
		.module = column_str(row, 5),
		.place = {.block = (uint32_t)sqlite3_column_int64(row, 0),
			.offset = (uint32_t)sqlite3_column_int64(row, 1),
			.hash = (uint64_t)sqlite3_column_int64(row, 2),
			.permille = (uint16_t)sqlite3_column_int(row, 3)},
		.at = sqlite3_column_int64(row, 6),
	};

	return merge_place(merging, &item, err);
}

static void merge_take_draft(void *context, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text)
{
	struct bp_store *store = context;
	struct bp_buf kept = {0};

	if (!bp_store_load_draft(store, course, module, question, &kept))
		bp_store_save_draft(store, course, module, question, text, NULL);
	bp_buf_release(&kept);
}

static bool merge_record(
	struct merging *merging, struct bp_store *from, struct bp_error *err)
{
	struct bp_store *store = merging->store;

	if (!store_begin(store, err))
		return false;
	if (merge_rows(merging, from, ST_EVENT_ORIGIN, merge_take_event, err) &&
		merge_rows(merging, from, ST_PLACE_ALL, merge_take_place, err))
		return store_commit(store, err);
	if (store->db)
		store_abandon(store, SQLITE_OK, NULL);
	return false;
}

bool bp_store_restore(struct bp_store *store, struct bp_store *copy, const char *learner,
	struct bp_merge *merge, struct bp_error *err)
{
	struct merge_copy marks = {.arena = bp_arena_new()};
	struct merging merging = {.store = store, .copy = &marks, .result = merge};
	bool fresh = store->events == 0;
	uint8_t uuid[16];

	*merge = (struct bp_merge){0};
	bool ok = bp_store_unaltered(copy, learner, err) &&
		bp_store_each_setting(copy, merge_take_mark, &marks, err) &&
		(!copy->db || merge_record(&merging, copy, err));
	if (ok && bp_store_identity(copy, uuid))
		ok = identity_join(store, uuid, fresh, err);
	ok = ok && bp_store_each_setting(copy, merge_take_setting, store, err) &&
		bp_store_each_draft(copy, merge_take_draft, store, err);
	bp_arena_free(marks.arena);
	return merge_end(store, ok);
}

/* Counts an event as new unless the record has it already. */
static bool merge_count(void *context, const struct bp_origin *item, struct bp_error *err)
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

bool bp_bundle_look(const char *path, struct bp_bundle_info *info, struct bp_error *err)
{
	static const struct bundle_taker nobody;
	struct bundle bundle;
	bool ok = bundle_read(path, &nobody, &bundle, err);

	memcpy(info->learner, bundle.learner, sizeof info->learner);
	memcpy(info->name, bundle.name, sizeof info->name);
	memcpy(info->unit, bundle.unit, sizeof info->unit);
	info->events = bundle.events;
	info->identified = bundle.identified;
	memcpy(info->uuid, bundle.uuid, sizeof info->uuid);
	return ok;
}

/* ---- reading it, without a record ---- */

struct merge_replay {
	void (*each)(void *context, const struct bp_event *event);
	void (*place)(void *context, struct bp_str course, struct bp_str module,
		const struct bp_place *place, int64_t at);
	void *context;
};

static bool merge_replay_event(
	void *context, const struct bp_origin *item, struct bp_error *err)
{
	const struct merge_replay *replay = context;
	struct bp_event event = item->event;

	(void)err;
	if (bp_verb_find(item->verb, &event.verb))
		replay->each(replay->context, &event);
	return true;
}

static bool merge_replay_place(
	void *context, const struct bundle_place *item, struct bp_error *err)
{
	const struct merge_replay *replay = context;

	(void)err;
	replay->place(
		replay->context, item->course, item->module, &item->place, item->at);
	return true;
}

bool bp_bundle_replay(const char *path,
	void (*each)(void *context, const struct bp_event *event),
	void (*place)(void *context, struct bp_str course, struct bp_str module,
		const struct bp_place *place, int64_t at),
	void *context, struct bp_error *err)
{
	struct merge_replay replay = {each, place, context};
	const struct bundle_taker taker = {
		merge_replay_event, merge_replay_place, &replay};
	struct bundle bundle;

	return bundle_read(path, &taker, &bundle, err);
}
