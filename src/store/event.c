/* The log of events: how they get their ids, are appended and replayed. */
#include "connection.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define VERB_COLUMN 3 /* of ST_EVENT_ALL and ST_EVENT_ORIGIN */

/* Each id is greater than all before it, even if the clock was put back: then it goes on
 * from the newest id's time (RFC 9562, 6.2, method 1). */
static void advance_id(struct bp_store *store, int64_t at, unsigned random)
{
	if (at > store->id_at) {
		store->id_at = at;
		store->id_count = 1 + random % 0x800;
	} else if (store->id_count < 0xfff) {
		store->id_count++;
	} else {
		store->id_at++;
		store->id_count = 1;
	}
}

static bool make_id(struct bp_store *store, struct bp_event *event, struct bp_error *err)
{
	uint8_t *id = event->id;

	if (getrandom(id, sizeof event->id, 0) != sizeof event->id)
		return bp_fail(err, BP_ERROR_SYSTEM, _("angka acak tidak tersedia: %s"),
			bp_strerror(errno));
	advance_id(store, event->at < BP_TIME_MOST ? event->at : BP_TIME_MOST,
		(unsigned)(id[6] << 8 | id[7]));
	for (int i = 0; i < 6; i++)
		id[i] = (uint8_t)((uint64_t)store->id_at >> (40 - 8 * i));
	id[6] = (uint8_t)(0x70 | store->id_count >> 8); /* version 7 */
	id[7] = (uint8_t)store->id_count;
	id[8] = (uint8_t)(0x80 | (id[8] & 0x3f)); /* variant of RFC 9562 */
	return true;
}

/* Finds the newest id in the record, also after a merge, for new ids to go on from. */
static bool find_newest_id(struct bp_store *store, struct bp_error *err)
{
	sqlite3_stmt *row;

	if (!store_readable(store, err))
		return false;
	if (!store->db)
		return true;
	int rc = store_bind(store, ST_EVENT_NEWEST, &row, "");
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return store_abandon(store, rc, err);
	struct bp_str id = rc == SQLITE_ROW ? column_str(row, 0) : (struct bp_str){0};
	const uint8_t *bytes = (const uint8_t *)id.at;
	if (id.len == 16) {
		store->id_at = bp_event_id_time(bytes);
		store->id_count = (unsigned)(bytes[6] & 0xf) << 8 | bytes[7];
	}
	sqlite3_reset(row);
	return true;
}

bool bp_store_name(struct bp_store *store, struct bp_event *events, size_t count,
	struct bp_error *err)
{
	static const uint8_t none[16];

	if (!store->id_at && !find_newest_id(store, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!memcmp(events[i].id, none, sizeof none) &&
			!make_id(store, &events[i], err))
			return false;
	return true;
}

static bool find_seq(
	struct bp_store *store, const uint8_t id[16], int64_t *seq, struct bp_error *err)
{
	sqlite3_stmt *statement;
	int rc = store_bind(store, ST_EVENT_SEQ, &statement, "u", id);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(statement);
	if (rc != SQLITE_ROW)
		return store_abandon(store, rc, err);
	*seq = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return true;
}

bool event_insert(struct bp_store *store, const struct bp_event *event,
	struct bp_str verb, const struct chain *place, struct bp_error *err)
{
	sqlite3_stmt *statement;
	int rc = store_bind(store, ST_EVENT_ADD, &statement, "uissssddisiib", event->id,
		event->at, verb, event->course, event->module, event->question,
		event->grade, event->seconds, (int64_t)event->jp_halves, event->body,
		place->replica, place->number,
		(struct bp_str){(const char *)place->link.at, sizeof place->link.at});

	return store_step(store, rc, statement, err);
}

bool event_add(struct bp_store *store, const struct bp_event *event, struct bp_str verb,
	struct chain *chain, int64_t *seq, struct bp_error *err)
{
	struct chain next = *chain;

	next.number++;
	next.link = chain_link(&chain->link, chain->id, next.number, event, verb);
	if (!event_insert(store, event, verb, &next, err))
		return false;
	if (sqlite3_changes(store->db) == 0) /* recorded before */
		return find_seq(store, event->id, seq, err);
	*seq = sqlite3_last_insert_rowid(store->db);
	*chain = next;
	return true;
}

bool event_try(struct bp_store *store, struct bp_error *err)
{
	struct bp_event event = {.verb = BP_EXPERIENCED, .grade = -1, .seconds = -1};
	int64_t seq;
	int rc = chain_load(store);

	if (rc != SQLITE_OK)
		return store_abandon(store, rc, err);
	return bp_store_name(store, &event, 1, err) &&
		event_add(store, &event, bp_str(bp_verb_name(event.verb)), &store->chain,
			&seq, err);
}

static bool add_events(struct bp_store *store, const struct bp_event *events,
	int64_t *seqs, size_t count, struct bp_error *err)
{
	if (!store_begin(store, err))
		return false;
	int rc = chain_load(store);
	if (rc != SQLITE_OK)
		return store_abandon(store, rc, err);
	for (size_t i = 0; i < count; i++)
		if (!event_add(store, &events[i], bp_str(bp_verb_name(events[i].verb)),
			    &store->chain, &seqs[i], err))
			return false;
	return store_commit(store, err);
}

bool bp_store_append(struct bp_store *store, struct bp_event *events, size_t count,
	struct bp_error *err)
{
	if (!bp_store_name(store, events, count, err))
		return false;

	int64_t *seqs = bp_alloc(count, sizeof *seqs);
	bool ok = add_events(store, events, seqs, count, err);
	for (size_t i = 0; ok && i < count; i++) {
		events[i].seq = seqs[i];
		if (seqs[i] > store->events)
			store->events = seqs[i];
	}
	if (ok)
		anchor_set(store);
	free(seqs);
	return ok;
}

static double number_or_none(sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL
		? -1
		: sqlite3_column_double(row, column);
}

bool event_read(sqlite3_stmt *row, struct bp_event *event)
{
	*event = (struct bp_event){
		.seq = sqlite3_column_int64(row, 0),
		.at = sqlite3_column_int64(row, 2),
		.course = column_str(row, 4),
		.module = column_str(row, 5),
		.question = column_str(row, 6),
		.grade = number_or_none(row, 7),
		.seconds = number_or_none(row, 8),
		.jp_halves = sqlite3_column_int(row, 9),
		.body = column_str(row, 10),
	};
	struct bp_str id = column_str(row, 1);
	if (id.len == sizeof event->id)
		memcpy(event->id, id.at, sizeof event->id);
	return bp_verb_find(column_str(row, VERB_COLUMN), &event->verb);
}

/* Calls `each` for the rows of a statement that was bound, which has the columns of
 * ST_EVENT_ALL. */
static bool event_rows(struct bp_store *store, int rc, sqlite3_stmt *row,
	void (*each)(void *context, sqlite3_stmt *row), void *context,
	struct bp_error *err)
{
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row))
		each(context, row);
	/* a row that is larger than we could write is not ours */
	if (rc != SQLITE_DONE)
		return store_abandon(
			store, rc == SQLITE_TOOBIG ? SQLITE_CORRUPT : rc, err);
	sqlite3_reset(row);
	return true;
}

/* Calls `each` for each event after a seq. */
static bool walk(struct bp_store *store, int64_t after,
	void (*each)(void *context, sqlite3_stmt *row), void *context,
	struct bp_error *err)
{
	sqlite3_stmt *row;

	if (!store_readable(store, err))
		return false;
	if (!store->db)
		return true;
	int rc = store_bind(store, ST_EVENT_ALL, &row, "i", after);
	return event_rows(store, rc, row, each, context, err);
}

struct known {
	void (*each)(void *context, const struct bp_event *event);
	void *context;
};

static void pass_known(void *context, sqlite3_stmt *row)
{
	const struct known *known = context;
	struct bp_event event;

	if (event_read(row, &event))
		known->each(known->context, &event);
}

bool bp_store_replay(struct bp_store *store, int64_t after,
	void (*each)(void *context, const struct bp_event *event), void *context,
	struct bp_error *err)
{
	return walk(store, after, pass_known, &(struct known){each, context}, err);
}

bool bp_store_has_brought(struct bp_store *store)
{
	sqlite3_stmt *row;

	if (!store_readable(store, NULL) || !store->db)
		return false;
	int rc = store_bind(store, ST_BROUGHT_ANY, &row, "");
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	sqlite3_reset(row);
	return rc != SQLITE_DONE;
}

bool bp_store_replay_here(struct bp_store *store,
	void (*each)(void *context, const struct bp_event *event), void *context,
	struct bp_error *err)
{
	struct known known = {each, context};
	sqlite3_stmt *row = NULL;
	int version = 0;

	if (!store_readable(store, err))
		return false;
	if (!store->db)
		return true;
	int rc = database_version(store->db, &version);
	if (rc == SQLITE_OK && version < 2) /* knows of no other replica */
		return bp_store_replay(store, 0, each, context, err);
	if (rc == SQLITE_OK)
		rc = store_bind(store, ST_EVENT_HERE, &row, "");
	return event_rows(store, rc, row, pass_known, &known, err);
}

struct any {
	void (*each)(void *context, const struct bp_event *event, struct bp_str verb);
	void *context;
};

static void pass_any(void *context, sqlite3_stmt *row)
{
	const struct any *any = context;
	struct bp_event event;

	event_read(row, &event);
	any->each(any->context, &event, column_str(row, VERB_COLUMN));
}

bool bp_store_each_event(struct bp_store *store,
	void (*each)(void *context, const struct bp_event *event, struct bp_str verb),
	void *context, struct bp_error *err)
{
	return walk(store, 0, pass_any, &(struct any){each, context}, err);
}
