/* Events that go from one record to another by their replicas, and two files that went on
 * under one replica. */
#include "support.h"

#include <berpijar/arena.h>
#include <berpijar/travel.h>
#include <stdlib.h>
#include <string.h>

#define MOST 100

struct parcel {
	struct bp_arena *arena;
	struct bp_origin items[MOST];
	size_t count;
};

static bool pack(void *context, const struct bp_origin *item)
{
	struct parcel *parcel = context;
	struct bp_origin *copy = &parcel->items[parcel->count++];

	*copy = *item;
	copy->verb = bp_arena_str(parcel->arena, item->verb);
	copy->event.course = bp_arena_str(parcel->arena, item->event.course);
	copy->event.module = bp_arena_str(parcel->arena, item->event.module);
	copy->event.question = bp_arena_str(parcel->arena, item->event.question);
	copy->event.body = bp_arena_str(parcel->arena, item->event.body);
	return true;
}

static void record(const char *folder, int64_t n, int64_t count)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);

	for (int64_t i = 0; i < count; i++) {
		struct bp_event event = answer(n + i);
		append_or_fail(store, &event, 1);
	}
	bp_store_close(store);
}

/* All events of a record, by replica. */
static void pack_all(const char *folder, struct parcel *parcel)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
	struct bp_replica *list;
	size_t count;

	parcel->arena = bp_arena_new();
	parcel->count = 0;
	assert_true(bp_store_replicas(store, parcel->arena, &list, &count, NULL));
	for (size_t i = 0; i < count; i++)
		assert_true(
			bp_store_origins(store, list[i].id, 0, MOST, pack, parcel, NULL));
	bp_store_close(store);
}

static size_t take_all(const char *folder, const struct parcel *parcel)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
	size_t added;

	assert_true(bp_store_take(store, parcel->items, parcel->count, &added, NULL));
	bp_store_close(store);
	return added;
}

static struct bp_replica own_of(const char *folder, size_t *count)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
	struct bp_arena *arena = bp_arena_new();
	struct bp_replica *list, own = {.last = -1};

	assert_true(bp_store_replicas(store, arena, &list, count, NULL));
	for (size_t i = 0; i < *count; i++)
		if (list[i].own)
			own = list[i];
	bp_arena_free(arena);
	bp_store_close(store);
	return own;
}

static void assert_sound(const char *folder, int64_t wanted)
{
	struct bp_health health;

	bp_store_health(folder, LEARNER, &health);
	assert_string_equal(health.fault, "");
	assert_true(health.sound);
	assert_int_equal(health.events, wanted);
	assert_int_equal(health.missing, 0);
}

static void test_each_once(void **state)
{
	char *other = make_folder();
	struct parcel parcel;
	struct bp_digest before = {{0}};

	record(*state, 1, 5);
	pack_all(*state, &parcel);
	assert_int_equal(parcel.count, 5);
	for (size_t i = 0; i < parcel.count; i++) {
		assert_null(bp_origin_fault(&parcel.items[i]));
		assert_true(bp_origin_follows(&before, &parcel.items[i]));
		before = parcel.items[i].link;
	}
	parcel.items[2].event.grade = 0.25; /* a link tells it */
	assert_false(bp_origin_follows(&parcel.items[1].link, &parcel.items[2]));
	bp_arena_free(parcel.arena);
	pack_all(*state, &parcel);
	record(other, 50, 2);
	assert_int_equal(take_all(other, &parcel), 5);
	assert_int_equal(take_all(other, &parcel), 0);
	assert_int_equal(count_on_disk(other), 7);
	record(other, 60, 1); /* goes on under its own */
	assert_sound(other, 8);
	bp_arena_free(parcel.arena);
	remove_folder(other);
}

/* What was withheld is passed over, and may come later. */
static void test_withheld(void **state)
{
	char *other = make_folder();
	struct parcel parcel;

	record(*state, 1, 3);
	pack_all(*state, &parcel);
	parcel.items[1].withheld = true;
	assert_int_equal(take_all(other, &parcel), 2);
	parcel.items[1].withheld = false;
	assert_int_equal(take_all(other, &parcel), 1);
	assert_sound(other, 3);
	bp_arena_free(parcel.arena);
	remove_folder(other);
}

/* Nobody writes under the name of the record itself, nor another event at a place. */
static void test_refused(void **state)
{
	struct parcel parcel;
	size_t added;

	record(*state, 1, 3);
	pack_all(*state, &parcel);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	parcel.items[2].number = 4;
	parcel.items[2].event.id[0] ^= 1;
	assert_false(bp_store_take(store, parcel.items, 3, &added, NULL));
	parcel.items[2].number = 3;
	parcel.items[2].link.at[0] ^= 1;
	assert_false(bp_store_take(store, parcel.items, 3, &added, NULL));
	bp_store_close(store);
	assert_sound(*state, 3);
	bp_arena_free(parcel.arena);
}

/* A tail becomes a replica of its own, with its ids, and the other file's can come. */
static void test_fork(void **state)
{
	struct parcel before, after;
	size_t replicas;

	record(*state, 1, 6);
	pack_all(*state, &before);
	struct bp_replica old = own_of(*state, &replicas);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_fork(store, old.id, 4, NULL));
	bp_store_close(store);
	struct bp_replica now = own_of(*state, &replicas);
	assert_int_equal(replicas, 2);
	assert_memory_not_equal(now.id, old.id, sizeof now.id);
	assert_int_equal(now.last, 3);
	assert_sound(*state, 6);
	record(*state, 20, 1);
	assert_int_equal(own_of(*state, &replicas).last, 4);
	assert_sound(*state, 7);
	pack_all(*state, &after);
	for (size_t i = 0; i < before.count; i++)
		before.items[i].event.id[15] ^= i > 2; /* the other file's */
	for (size_t i = 3, n = 0; i < before.count; i++, n++) {
		store = open_or_fail(*state, BP_STORE_READ);
		assert_int_equal(count_of(store, before.items[i].event.id), 0);
		bp_store_close(store);
	}
	assert_int_equal(take_all(*state, &before), 3);
	assert_int_equal(after.count, 7);
	bp_arena_free(before.arena);
	bp_arena_free(after.arena);
}

/* With nothing behind it only the name changes under which the record goes on. */
static void test_fork_of_nothing(void **state)
{
	size_t replicas;

	record(*state, 1, 2);
	struct bp_replica old = own_of(*state, &replicas);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_fork(store, old.id, 3, NULL));
	struct bp_event event = answer(9);
	append_or_fail(store, &event, 1);
	bp_store_close(store);
	assert_int_equal(own_of(*state, &replicas).last, 1);
	assert_int_equal(replicas, 2);
	assert_sound(*state, 3);
	record(*state, 10, 1);
	assert_int_equal(own_of(*state, &replicas).last, 2);
}

/* What was brought stays so when its replica is divided. */
static void test_fork_of_brought(void **state)
{
	char *other = make_folder();
	struct parcel parcel;
	struct bp_chain chain;

	record(other, 1, 4);
	pack_all(other, &parcel);
	record(*state, 50, 1);
	take_all(*state, &parcel);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_fork(store, parcel.items[0].replica, 3, NULL));
	assert_true(bp_store_chain(store, parcel.items[0].event.course, &chain, NULL));
	assert_int_equal(chain.brought, 4);
	bp_store_close(store);
	assert_sound(*state, 5);
	bp_arena_free(parcel.arena);
	remove_folder(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_each_once),
		TEST(test_withheld),
		TEST(test_refused),
		TEST(test_fork),
		TEST(test_fork_of_nothing),
		TEST(test_fork_of_brought),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
