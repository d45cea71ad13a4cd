/* The write-ahead log: its room, its end, and what zeros in it are taken for. */
#include "support.h"

#include <berpijar/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define ANSWERS 50
#define MANY    800          /* each three pages: the log is begun anew twice */
#define ROOM    (64 << 10)   /* bytes, at first … */
#define MOST    (512 << 10)  /* … and later */
#define LONGEST (4200 << 10) /* a checkpoint's thousand frames, and a little */

static long long log_size(const char *folder)
{
	char *path = record_path(folder, ".db-wal");
	struct stat info;

	long long size = stat(path, &info) == 0 ? (long long)info.st_size : 0;
	free(path);
	return size;
}

/* Answers one at a time; how often that made the log longer. */
static int answer_each(
	struct bp_store *store, const char *folder, int from, int to, long long *longest)
{
	int grown = 0;

	for (int n = from; n < to; n++) {
		struct bp_event event = answer(n);
		long long before = log_size(folder);
		append_or_fail(store, &event, 1);
		long long now = log_size(folder);
		grown += now > before;
		*longest = now > *longest ? now : *longest;
	}
	return grown;
}

static void test_grows_seldom(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	long long longest = 0;

	int grown = answer_each(store, *state, 0, ANSWERS, &longest);
	print_message("%d answers: longer %d times\n", ANSWERS, grown);
	assert_true(grown >= 1 && grown <= ANSWERS / 8);
	bp_store_close(store);
	assert_int_equal(log_size(*state), 0);
	assert_int_equal(count_on_disk(*state), ANSWERS);
}

/* Behind a checkpoint it is begun anew, in the room that it has. */
static void test_has_an_end(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	long long longest = 0;

	answer_each(store, *state, 0, MANY, &longest);
	print_message("%d answers: at most %lld KiB\n", MANY, longest >> 10);
	assert_true(longest <= LONGEST + MOST);
	bp_store_close(store);
	assert_int_equal(count_on_disk(*state), MANY);
	check_integrity(*state);
}

/* What another program commits stays, wherever the log is. */
static void test_beside_another(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	long long longest = 0;
	struct bp_buf value = {0};

	for (int n = 0; n < ANSWERS; n++) {
		char sql[96];
		answer_each(store, *state, n, n + 1, &longest);
		snprintf(
			sql, sizeof sql, "INSERT INTO setting VALUES('s%d', '%d')", n, n);
		run_sql(*state, sql);
	}
	for (int n = 0; n < ANSWERS; n++) {
		char name[16];
		snprintf(name, sizeof name, "s%d", n);
		bp_buf_clear(&value);
		assert_true(bp_store_load_setting(store, name, &value));
		assert_int_equal(strtol(bp_buf_str(&value).at, NULL, 10), n);
	}
	bp_buf_release(&value);
	assert_int_equal(count_events(store), ANSWERS);
	bp_store_close(store);
	check_integrity(*state);
}

/* The writer was killed with room left. */
static void test_killed_with_room(void **state)
{
	pid_t child = start_writer(*state);
	long long size = log_size(*state);

	kill_writer(child);
	assert_true(size >= ROOM);
	assert_int_equal(log_size(*state), size);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(count_events(store), 1);
	bp_store_close(store);
	check_integrity(*state);
}

/* It was killed before the first frame was written. */
static void test_zeros_alone(void **state)
{
	static const char zeros[ROOM];

	fill(*state, 100);
	put_bytes(*state, ".db-wal", zeros, sizeof zeros);
	assert_int_equal(count_on_disk(*state), 100);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(bp_store_vanished(store), 0);
	assert_int_equal(count_events(store), 100);
	bp_store_close(store);
	check_integrity(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_grows_seldom),
		TEST(test_has_an_end),
		TEST(test_beside_another),
		TEST(test_killed_with_room),
		TEST(test_zeros_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
