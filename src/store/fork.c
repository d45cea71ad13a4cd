/*
 * A file and its copy went on under one replica id (travel.h). What an event says never
 * changes; here alone its place does, which two files gave to different events.
 */
#include "bundle.h"
#include <berpijar/arena.h>
#include <berpijar/hex.h>
#include <berpijar/learners.h>
#include <berpijar/travel.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct fork {
	struct bp_store *store;
	struct bp_arena *arena;
	struct chain from, to; /* the replica that is left; the end of the new one */
	struct fork_moved {
		int64_t seq;
		struct bp_digest link;
	} * moved;
	size_t count, room;
};

static bool fork_begin_replica(struct fork *fork, struct bp_error *err)
{
	struct bp_store *store = fork->store;

	if (getrandom(fork->to.id, sizeof fork->to.id, 0) != sizeof fork->to.id) {
		store_abandon(store, SQLITE_OK, NULL);
		return bp_fail(err, BP_ERROR_SYSTEM, _("angka acak tidak tersedia"));
	}
	return replica_find(store, fork->from.id, &fork->from.replica, err) &&
		replica_find(store, fork->to.id, &fork->to.replica, err);
}

/* Links what moves anew, in its order. */
static bool fork_link(struct fork *fork, int64_t from, struct bp_error *err)
{
	struct bp_store *store = fork->store;
	struct bp_origin item;
	sqlite3_stmt *row;
	int rc = store_bind(store, ST_EVENT_ORIGIN_FROM, &row, "iii", fork->from.replica,
		from - 1, INT64_MAX);

	while (rc == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW) {
		if (!origin_read(row, &item))
			return store_abandon(store, SQLITE_CORRUPT, err);
		if (memcmp(item.replica, fork->from.id, sizeof item.replica) != 0)
			break;
		fork->to.number++;
		fork->to.link = chain_link(&fork->to.link, fork->to.id, fork->to.number,
			&item.event, item.verb);
		*BP_PUSH(fork->arena, fork->moved, fork->count, fork->room) =
			(struct fork_moved){item.event.seq, fork->to.link};
	}
	rc = sqlite3_reset(row);
	return rc == SQLITE_OK || store_abandon(store, rc, err);
}

static bool fork_move(struct fork *fork, struct bp_error *err)
{
	sqlite3_stmt *write = NULL;
	int rc = sqlite3_prepare_v2(fork->store->db,
		"UPDATE event SET replica = ?, number = ?, chain = ? WHERE seq = ?", -1,
		&write, NULL);

	for (size_t i = 0; i < fork->count && rc == SQLITE_OK; i++) {
		const struct fork_moved *moved = &fork->moved[i];
		sqlite3_bind_int64(write, 1, fork->to.replica);
		sqlite3_bind_int64(write, 2, (int64_t)i + 1);
		sqlite3_bind_blob(
			write, 3, moved->link.at, sizeof moved->link.at, SQLITE_STATIC);
		sqlite3_bind_int64(write, 4, moved->seq);
		rc = sqlite3_step(write);
		rc = rc == SQLITE_DONE ? sqlite3_reset(write) : rc;
	}
	sqlite3_finalize(write);
	return rc == SQLITE_OK || store_abandon(fork->store, rc, err);
}

/* What was brought into the record stays so under its new replica, which is noted before
 * anything moves: behind what was recorded here nothing is (ST_BROUGHT_NOTE). */
static bool fork_note(struct fork *fork, int64_t from, struct bp_error *err)
{
	struct bp_buf name = {0}, value = {0};
	bool ok = true;

	bp_buf_add_cstr(&name, BP_BROUGHT);
	bp_hex_add(&name, fork->from.id, sizeof fork->from.id);
	if (bp_store_load_setting(fork->store, name.at, &value)) {
		int64_t first = strtoll(value.at, NULL, 10) - from + 1;
		if (first <= fork->to.number)
			ok = merge_note(fork->store, fork->to.replica,
				first > 1 ? first : 1, err);
	}
	bp_buf_release(&name);
	bp_buf_release(&value);
	return ok;
}

static bool fork_own(struct fork *fork, struct bp_error *err)
{
	struct bp_store *store = fork->store;
	sqlite3_stmt *statement;

	if (store->chain.replica != fork->from.replica)
		return true;
	int rc = store_bind(store, ST_REPLICA_OWN, &statement, "u", fork->to.id);
	return store_step(store, rc, statement, err);
}

bool bp_store_fork(struct bp_store *store, const uint8_t replica[16], int64_t from,
	struct bp_error *err)
{
	struct fork fork = {.store = store, .arena = bp_arena_new()};

	memcpy(fork.from.id, replica, sizeof fork.from.id);
	bool ok = store_begin(store, err) && fork_begin_replica(&fork, err) &&
		fork_link(&fork, from, err) && fork_note(&fork, from, err) &&
		fork_move(&fork, err) && fork_own(&fork, err) && store_commit(store, err);
	bp_arena_free(fork.arena);
	return merge_end(store, ok);
}
