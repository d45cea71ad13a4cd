/* The check of a long record: what a start does of it, and what is left for later. */
#include "support.h"
#include <stdio.h>
#include <stdlib.h>

#define EVENTS 3000
#define KEPT   2900 /* the seq of the snapshot */

/* The time of the last check is the first thing in the lock file. */
static void forget_check(const char *folder)
{
	char *path = record_path(folder, ".lock");
	FILE *file = fopen(path, "r+b");

	assert_int_equal(fwrite("\0\0\0\0\0\0\0\0", 1, 8, file), 8);
	fclose(file);
	free(path);
}

/* The record of years, as it was left, on the first start of a new day. */
static void make_record(const char *folder)
{
	fill(folder, EVENTS);
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
	assert_true(bp_store_save_snapshot(store, KEPT, BP_STR("ringkasan"), NULL));
	bp_store_close(store);
	forget_check(folder);
}

/* Goes on with the check to its end; whether damage was found. */
static bool verify_to_end(struct bp_store *store, int *parts)
{
	*parts = 0;
	while (bp_store_verify_some(store, 200))
		++*parts;
	return bp_store_is_damaged(store);
}

static void test_in_parts(void **state)
{
	int parts;

	make_record(*state);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_verify_some(store, 0)); /* there is something to do */
	assert_false(verify_to_end(store, &parts));
	assert_true(parts > 2);
	bp_store_close(store);
	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_false(bp_store_verify_some(store, 0)); /* once a day is enough */
	bp_store_close(store);
}

/* A check that was not brought to its end is begun again. */
static void test_begun_again(void **state)
{
	make_record(*state);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_verify_some(store, 0));
	bp_store_close(store);
	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_verify_some(store, 0));
	bp_store_close(store);
}

static void test_damage_found_later(void **state)
{
	int parts;

	make_record(*state);
	run_sql(*state, "UPDATE event SET at = at + 1 WHERE seq = 1500");
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_false(bp_store_is_damaged(store));
	struct bp_event late = answer(EVENTS + 1); /* an answer is given meanwhile */
	append_or_fail(store, &late, 1);
	assert_true(verify_to_end(store, &parts));
	bp_store_close(store);

	struct bp_recovery recovery;
	assert_true(bp_store_recover(*state, LEARNER, &recovery, NULL));
	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(count_of(store, late.id), 1);
	bp_store_close(store);
}

/* What no snapshot vouches for is looked at before the first screen. */
static void test_damage_found_at_once(void **state)
{
	make_record(*state);
	run_sql(*state, "UPDATE event SET at = at + 1 WHERE seq = 2950");
	refuse(*state, BP_STORE_WRITE, BP_ERROR_DAMAGED);
}

/* A snapshot of other events vouches for nothing. */
static void test_snapshot_of_other_events(void **state)
{
	make_record(*state);
	run_sql(*state, "UPDATE event SET chain = zeroblob(32) WHERE seq = 2900");
	refuse(*state, BP_STORE_WRITE, BP_ERROR_DAMAGED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_in_parts),
		TEST(test_begun_again),
		TEST(test_damage_found_later),
		TEST(test_damage_found_at_once),
		TEST(test_snapshot_of_other_events),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
