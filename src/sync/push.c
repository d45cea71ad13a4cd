/*
 * What the centre lacks of a record goes to it: one replica after the other, in the order
 * of its numbers, so that what is there has no holes but those of the record. A batch counts
 * as sent when it was read back.
 */
#include "clock.h"
#include "sync.h"
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <string.h>

#define PUSH_PARTED 100 /* times that a record is parted in a round, at most */

struct batch {
	struct person *person;
	struct bp_arena *arena;
	struct bp_origin items[SYNC_BATCH];
	size_t count, bytes;
	bool words;   /* the learner's own words go along */
	int64_t fork; /* the centre has another event of that number; 0: none */
};

/* ---- a batch ---- */

static bool batch_add(void *context, const struct bp_origin *item)
{
	struct batch *batch = context;
	struct bp_origin *copy = &batch->items[batch->count];
	struct bp_arena *arena = batch->arena;

	*copy = *item;
	copy->verb = bp_arena_str(arena, item->verb);
	copy->event.course = bp_arena_str(arena, item->event.course);
	copy->event.module = bp_arena_str(arena, item->event.module);
	copy->event.question = bp_arena_str(arena, item->event.question);
	copy->event.body = bp_arena_str(arena, item->event.body);
	copy->withheld =
		!rows_is_text(item) || (!batch->words && rows_is_private(item, arena));
	batch->bytes += item->event.body.len + 200;
	return ++batch->count < (size_t)batch->person->sync->batch &&
		batch->bytes < SYNC_BATCH_SIZE;
}

/* What the server refuses is found by halves; alone it goes without what it says. */
static bool batch_insert(
	struct batch *batch, size_t from, size_t count, struct bp_error *err)
{
	struct person *person = batch->person;
	struct bp_origin *items = batch->items + from;

	if (rows_insert(person, items, count, err))
		return true;
	if (person->sync->link.why != LINK_POISON)
		return false;
	if (count > 1)
		return batch_insert(batch, from, count / 2, err) &&
			batch_insert(batch, from + count / 2, count - count / 2, err);
	if (items->withheld)
		return false;
	items->withheld = true;
	sync_tell(person->id,
		_("satu kejadian ditolak pusat; hanya tempatnya yang dikirim, yang lain jalan terus"));
	return rows_insert(person, items, 1, err);
}

static bool batch_send(
	struct batch *batch, struct bp_sent_replica *marks, struct bp_error *err)
{
	struct person *person = batch->person;
	size_t same;

	if (!batch_insert(batch, 0, batch->count, err) ||
		!rows_confirm(
			person, batch->items, batch->count, &same, &batch->fork, err))
		return false;
	if (same) {
		if (batch->items[same - 1].number > marks->acked)
			marks->acked = batch->items[same - 1].number;
		person->sent.at = clock_wall();
		person->pushed += same;
	}
	return batch->fork || same == batch->count ||
		bp_fail(err, BP_ERROR_INPUT,
			_("pusat tidak menyimpan yang dikirim; mintalah pengelola pusat memeriksa hak akun ini"));
}

/* ---- a replica ---- */

static bool push_replica(struct person *person, const struct bp_replica *ours,
	int64_t after, int64_t *fork, struct bp_error *err)
{
	struct bp_buf words = {0};
	struct batch batch = {.person = person};
	bool ok = true;

	batch.words = bp_store_load_setting(person->store, BP_CONSENT_WORDS, &words) &&
		bp_str_is(bp_buf_str(&words), BP_CONSENT_YES);
	bp_buf_release(&words);
	while (ok && after < ours->last && !batch.fork) {
		batch.arena = bp_arena_new();
		batch.count = batch.bytes = 0;
		ok = bp_store_origins(person->store, ours->id, after, person->sync->batch,
			batch_add, &batch, err);
		bool some = ok && batch.count;
		if (some)
			ok = batch_send(&batch,
				bp_sent_of(&person->sent, person->arena, ours->id), err);
		after = some ? batch.items[batch.count - 1].number : ours->last;
		bp_arena_free(batch.arena);
	}
	*fork = batch.fork;
	return ok;
}

/* One replica; *fork: it has to be parted there first. */
static bool push_one(struct person *person, const struct bp_replica *ours, int64_t *fork,
	struct bp_error *err)
{
	const struct bp_replica *centre =
		vector_of(person->centre, person->centre_count, ours->id);
	struct bp_sent_replica *marks =
		bp_sent_of(&person->sent, person->arena, ours->id);

	*fork = 0;
	if (ours->count && centre && !vector_differs(person, ours, centre, fork, err))
		return false;
	if (!ours->count || *fork)
		return true;
	int64_t after = vector_push_after(ours, centre, marks);
	marks->acked = after > 0 ? after : after == 0 ? 0 : ours->last;
	return after < 0 || push_replica(person, ours, after, fork, err);
}

/* Remembers how much the centre has, where that is less than its numbers say. */
static bool push_seen(struct person *person, struct bp_error *err)
{
	bool holes = false;

	for (size_t i = 0; i < person->centre_count; i++)
		holes |= person->centre[i].count != person->centre[i].last;
	if (!holes)
		return true;
	if (!vector_read(person, err))
		return false;
	for (size_t i = 0; i < person->centre_count; i++)
		bp_sent_of(&person->sent, person->arena, person->centre[i].id)->seen =
			person->centre[i].count;
	return true;
}

bool push_run(struct person *person, struct bp_error *err)
{
	struct bp_replica *list;
	int64_t seq, fork = 0;
	uint8_t event[16];
	size_t count;

	for (int parted = 0; parted < PUSH_PARTED; parted++) {
		bp_store_newest(person->store, &seq, event);
		if (!bp_store_replicas(person->store, person->arena, &list, &count, err))
			return false;
		size_t i = 0;
		for (fork = 0; i < count && !fork; i++)
			if (!push_one(person, &list[i], &fork, err))
				return false;
		if (!fork) {
			person->sent.seq = seq;
			memcpy(person->sent.event, event, sizeof event);
			return push_seen(person, err);
		}
		if (!vector_part(person, list[i - 1].id, fork, err))
			return false;
	}
	return bp_fail(err, BP_ERROR_INPUT,
		_("catatan ini bercabang terlalu sering; beri tahu pengelola pusat"));
}
