/*
 * The hash chain, the anchor, and bundles: a record that goes on as what it is, and two
 * that become one.
 */
#include "support.h"

#include "../../src/store/connection.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

/* ---- a second opinion ---- */

struct replicas {
	int count;      /* replicas with events */
	int64_t events; /* in all */
};

static int read_replicas(void *context, int columns, char **values, char **names)
{
	struct replicas *replicas = context;

	(void)columns, (void)names;
	replicas->count = (int)strtol(values[0], NULL, 10);
	replicas->events = strtoll(values[1], NULL, 10);
	return 0;
}

static struct replicas replicas_of(const char *folder)
{
	struct replicas replicas = {0};
	char *path = record_path(folder, ".db");
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db, "SELECT count(DISTINCT replica), count(*) FROM event",
			read_replicas, &replicas, NULL),
		SQLITE_OK);
	sqlite3_close(db);
	free(path);
	return replicas;
}

static void record(const char *folder, int64_t first, int count)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);

	for (int i = 0; i < count; i++) {
		struct bp_event event = answer(first + i);
		append_or_fail(store, &event, 1);
	}
	bp_store_close(store);
}

/* ---- the chain ---- */

static void verify(struct bp_store *store, int64_t expected)
{
	int64_t faults = -1, events = -1;

	follow_chains(store, &events, &faults);
	assert_int_equal(events, expected);
	assert_int_equal(faults, 0);
}

static void test_links(void **state)
{
	struct bp_chain first, second, none;

	record(*state, 1, 3);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	verify(store, 3);
	assert_true(bp_store_chain(store, BP_STR("ux"), &first, NULL));
	assert_int_equal(first.events, 3);
	struct bp_event event = answer(4);
	append_or_fail(store, &event, 1);
	append_or_fail(store, &event, 1); /* again: not recorded again */
	assert_true(bp_store_chain(store, BP_STR("ux"), &second, NULL));
	assert_int_equal(second.events, 4);
	assert_false(bp_digest_equal(&first.link, &second.link));
	assert_true(bp_store_chain(store, BP_STR("lain"), &none, NULL));
	assert_int_equal(none.events, 0);
	verify(store, 4);
	bp_store_close(store);
}

/* What is learned elsewhere leaves a course's proof as it is; what was lost shows. */
static void test_chain_of_a_course(void **state)
{
	struct bp_chain before, after;

	record(*state, 1, 3);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_event other = answer(4), again = answer(5);
	assert_true(bp_store_chain(store, BP_STR("ux"), &before, NULL));
	other.course = BP_STR("lain");
	append_or_fail(store, &other, 1);
	assert_true(bp_store_chain(store, BP_STR("ux"), &after, NULL));
	assert_memory_equal(&before, &after, sizeof after);
	append_or_fail(store, &again, 1);
	assert_true(bp_store_chain(store, BP_STR("ux"), &after, NULL));
	assert_int_equal(after.events, 5); /* the other course's lies below */
	bp_store_close(store);
	run_sql(*state, "DELETE FROM event WHERE seq IN (2, 4)");
	store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_chain(store, BP_STR("ux"), &after, NULL));
	assert_int_equal(after.events, 3);
	assert_int_equal(after.missing, 2);
	bp_store_close(store);
}

/* Whatever is changed past us is noticed. */
static void test_changes_are_noticed(void **state)
{
	static const char *const changes[] = {
		"UPDATE event SET grade = 1 WHERE seq = 2",
		"UPDATE event SET at = at + 1 WHERE seq = 2",
		"UPDATE event SET question = 'soal-2' WHERE seq = 2",
		"UPDATE event SET body = '{}' WHERE seq = 2",
		"UPDATE event SET chain = zeroblob(32) WHERE seq = 2",
		"DELETE FROM event WHERE seq = 2",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(changes); i++) {
		char *folder = make_folder();
		int64_t events, faults = 0;
		record(folder, 1, 3);
		run_sql(folder, changes[i]);
		struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
		follow_chains(store, &events, &faults);
		assert_true(faults > 0);
		bp_store_close(store);
		remove_folder(folder);
	}
}

/* ---- older versions ---- */

/* A record of each released version is led on, and nothing of it is lost. */
static void test_migration(void **state)
{
	static const struct {
		const char *name;
		int64_t events;
	} versions[] = {{"version-1.db", 4}};

	for (size_t i = 0; i < COUNT(versions); i++) {
		struct bp_buf path = {0}, file = {0};
		struct bp_place place;
		bp_buf_printf(&path, "%s/store/%s", getenv("BERPIJAR_FIXTURES"),
			versions[i].name);
		assert_true(bp_file_read(path.at, 1 << 24, &file, NULL));
		record(*state, 1, 1); /* makes the folder */
		put_bytes(*state, ".db", file.at, file.len);
		char *wal = record_path(*state, ".db-wal");
		unlink(wal);
		free(wal);
		struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
		verify(store, versions[i].events);
		assert_true(bp_store_load_place(
			store, BP_STR("pengantar"), BP_STR("selamat-datang"), &place));
		assert_int_equal(place.permille, 1000);
		struct bp_event event = answer(1);
		append_or_fail(store, &event, 1);
		verify(store, versions[i].events + 1);
		bp_store_close(store);
		check_integrity(*state);
		assert_true(exists(*state, ".db-version-1"));
		bp_buf_release(&path);
		bp_buf_release(&file);
	}
}

/* ---- the anchor ---- */

static void copy_record(const char *from, const char *to, const char *ending)
{
	struct bp_buf bytes = {0};

	read_record(from, ending, &bytes);
	put_bytes(to, ending, bytes.at ? bytes.at : "", bytes.len);
	bp_buf_release(&bytes);
}

static void test_goes_on_as_what_it_is(void **state)
{
	for (int i = 0; i < 5; i++)
		record(*state, 10 * i, 2);
	assert_int_equal(replicas_of(*state).count, 1);
	assert_int_equal(replicas_of(*state).events, 10);
}

/* The file alone, or with its lock file, in another folder. */
static void test_a_copy_is_noticed(void **state)
{
	for (int with_lock = 0; with_lock < 2; with_lock++) {
		char *from = make_folder(), *to = make_folder();
		record(from, 1, 3);
		record(to, 1, 1);
		copy_record(from, to, ".db");
		copy_record(from, to, ".db-wal");
		if (with_lock)
			copy_record(from, to, ".lock");
		record(to, 100, 1);
		assert_int_equal(replicas_of(to).count, 2);
		assert_int_equal(replicas_of(to).events, 4);
		remove_folder(from);
		remove_folder(to);
	}
	(void)state;
}

static void overwrite(const char *folder, struct bp_buf *bytes)
{
	char *path = record_path(folder, ".db"), *wal = record_path(folder, ".db-wal");
	FILE *file = fopen(path, "r+b");

	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(fwrite(bytes->at, 1, bytes->len, file), bytes->len);
	fclose(file);
	assert_int_equal(truncate(wal, 0), 0);
	free(path);
	free(wal);
}

/* An earlier state put back into the same file. */
static void test_a_step_back_is_noticed(void **state)
{
	struct bp_buf before = {0};

	record(*state, 1, 3);
	read_record(*state, ".db", &before);
	record(*state, 10, 2);
	overwrite(*state, &before);
	assert_int_equal(count_on_disk(*state), 3);
	record(*state, 20, 1);
	assert_int_equal(replicas_of(*state).count, 2);
	assert_int_equal(replicas_of(*state).events, 4);
	bp_buf_release(&before);
}

/* ---- bundles ---- */

static char *bundle_of(const char *folder, const char *name)
{
	struct bp_buf path = {0};
	struct bp_error err = {0};
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);

	bp_buf_printf(&path, "%s/%s", folder, name);
	if (!bp_store_bundle(
		    store, LEARNER, path.at, (struct bp_bundle_how){0}, NULL, &err))
		fail_msg("%s", err.message);
	bp_store_close(store);
	return path.at;
}

static struct bp_merge merge(const char *folder, const char *bundle)
{
	struct bp_merge result;
	struct bp_error err = {0};
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);

	if (!bp_store_merge(store, bundle, &result, &err))
		fail_msg("%s", err.message);
	bp_store_close(store);
	return result;
}

/* What a merge would do, without doing it. */
static void check_count(
	const char *folder, const char *bundle, size_t events, size_t added)
{
	struct bp_merge result;
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);

	assert_true(bp_store_merge_count(store, bundle, &result, NULL));
	assert_int_equal(result.events, events);
	assert_int_equal(result.added, added);
	bp_store_close(store);
}

static void test_two_become_one(void **state)
{
	char *other = make_folder();

	record(*state, 1, 3);
	record(other, 100, 4);
	char *ours = bundle_of(*state, "kami"), *theirs = bundle_of(other, "mereka");
	check_count(*state, theirs, 4, 4);
	struct bp_merge first = merge(*state, theirs), again = merge(*state, theirs),
			back = merge(other, ours), own = merge(other, theirs);

	check_count(*state, theirs, 4, 0);
	assert_int_equal(first.events, 4);
	assert_int_equal(first.added, 4);
	assert_int_equal(again.added, 0);
	assert_int_equal(back.added, 3);
	assert_int_equal(own.added, 0);
	assert_int_equal(count_on_disk(*state), 7);
	assert_int_equal(count_on_disk(other), 7);
	record(*state, 10, 1); /* goes on, under its own replica */
	assert_int_equal(replicas_of(*state).count, 2);
	struct bp_store *store = open_or_fail(*state, BP_STORE_READ);
	verify(store, 8);
	bp_store_close(store);
	free(ours);
	free(theirs);
	remove_folder(other);
}

static int64_t brought_of(const char *folder)
{
	struct bp_chain chain;
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
	struct bp_event any = answer(1);

	assert_true(bp_store_chain(store, any.course, &chain, NULL));
	bp_store_close(store);
	return chain.brought;
}

static void count_here(void *context, const struct bp_event *event)
{
	(void)event;
	++*(int *)context;
}

static int here_of(const char *folder)
{
	int count = 0;
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);

	assert_true(bp_store_replay_here(store, count_here, &count, NULL));
	bp_store_close(store);
	return count;
}

static void check_brought(const char *folder, int here, int brought)
{
	assert_int_equal(here_of(folder), here);
	assert_int_equal(brought_of(folder), brought);
}

/* What came by an import stays apart, also after a copy and after a recovery. */
static void test_brought_stays_apart(void **state)
{
	char *other = make_folder();
	struct bp_recovery recovery;

	record(*state, 1, 3);
	record(other, 100, 4);
	char *ours = bundle_of(*state, "kami"), *theirs = bundle_of(other, "mereka");
	check_brought(*state, 3, 0);
	merge(*state, theirs);
	check_brought(*state, 3, 4);
	merge(*state, ours); /* what was recorded here does not become foreign */
	check_brought(*state, 3, 4);
	record(other, 200, 1);
	char *later = bundle_of(other, "nanti");
	merge(*state, later);
	record(*state, 10, 1);
	check_brought(*state, 4, 5);
	merge(other, ours);
	check_brought(other, 5, 3);

	char *lock = record_path(*state, ".lock"); /* as if the home had been moved */
	unlink(lock);
	record(*state, 20, 1);
	assert_int_equal(replicas_of(*state).count, 3);
	check_brought(*state, 5, 5);
	assert_true(bp_store_recover(*state, LEARNER, &recovery, NULL));
	check_brought(*state, 5, 5);
	record(*state, 30, 1);
	check_brought(*state, 6, 5);
	free(lock);
	free(ours);
	free(theirs);
	free(later);
	remove_folder(other);
}

/* Opens a record without a look at the anchor, as if it were the one that was left. */
static struct bp_store *open_past_anchor(const char *folder)
{
	struct bp_store *store = bp_alloc(1, sizeof *store);

	store->lock = -1;
	store->mode = BP_STORE_WRITE;
	assert_true(location_make(&store->at, folder, LEARNER, NULL));
	assert_true(location_lock(&store->at, &store->lock, NULL));
	assert_true(store_connect(store, NULL));
	return store;
}

/* A copy that went on in the name of this very record, or an invented bundle. */
static void test_a_fork_is_refused(void **state)
{
	char *copy = make_folder();
	struct bp_merge result;
	struct bp_error err = {0};

	record(*state, 1, 3);
	record(copy, 1000, 1);
	copy_record(*state, copy, ".db");
	copy_record(*state, copy, ".db-wal");
	struct bp_store *store = open_past_anchor(copy);
	struct bp_event event = answer(200);
	append_or_fail(store, &event, 1);
	bp_store_close(store);
	char *longer = bundle_of(copy, "panjang");
	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_false(bp_store_merge(store, longer, &result, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	event = answer(50); /* and recording goes on */
	append_or_fail(store, &event, 1);
	bp_store_close(store);
	assert_int_equal(count_on_disk(*state), 4);
	check_brought(*state, 4, 0);
	free(longer);
	remove_folder(copy);
}

/* After a step back, a bundle made before brings back what was lost. */
static void test_what_was_lost_comes_back(void **state)
{
	struct bp_buf before = {0};

	record(*state, 1, 3);
	read_record(*state, ".db", &before);
	record(*state, 10, 2);
	char *whole = bundle_of(*state, "utuh");
	overwrite(*state, &before);
	record(*state, 20, 1);
	assert_int_equal(merge(*state, whole).added, 2);
	check_brought(*state, 4, 2);
	bp_buf_release(&before);
	free(whole);
}

/* All that events add up to, as a number. */
static void sum_event(void *context, const struct bp_event *event)
{
	*(uint64_t *)context +=
		bp_hash(BP_HASH_START, (struct bp_str){(const char *)event->id, 16});
}

static uint64_t sum_of(const char *folder)
{
	uint64_t sum = 0;
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);

	assert_true(bp_store_replay(store, 0, sum_event, &sum, NULL));
	bp_store_close(store);
	return sum;
}

#define BUNDLES 6

/* Machine 0's first days; a copy of it that went on beside it under the same id, past
 * all anchors; two more machines; and later days of each. */
static void make_bundles(char *folders[4], char *bundles[BUNDLES])
{
	record(folders[0], 1, 3);
	bundles[0] = bundle_of(folders[0], "awal");
	record(folders[1], 1000, 1);
	copy_record(folders[0], folders[1], ".db");
	copy_record(folders[0], folders[1], ".db-wal");
	run_sql(folders[1], "DELETE FROM event WHERE seq > 2");
	struct bp_store *store = open_or_fail(folders[1], BP_STORE_WRITE);
	bp_store_close(store);
	run_sql(folders[1],
		"UPDATE meta SET value = (SELECT id FROM replica WHERE key = 1)"
		" WHERE name = 'replica'");
	store = open_past_anchor(folders[1]);
	for (int i = 0; i < 3; i++) {
		struct bp_event event = answer(200 + i);
		append_or_fail(store, &event, 1);
	}
	bp_store_close(store);
	bundles[1] = bundle_of(folders[1], "cabang");
	record(folders[2], 300, 2);
	bundles[2] = bundle_of(folders[2], "dua");
	record(folders[3], 400, 2);
	bundles[3] = bundle_of(folders[3], "tiga");
	record(folders[0], 10, 2);
	bundles[4] = bundle_of(folders[0], "nanti");
	record(folders[2], 310, 2);
	bundles[5] = bundle_of(folders[2], "dua-nanti");
}

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % limit;
}

/* Any order, with repeats and forks: the same. BERPIJAR_MERGE_ROUNDS: how often. */
static void test_any_order(void **state)
{
	const char *asked = getenv("BERPIJAR_MERGE_ROUNDS");
	long rounds = asked ? strtol(asked, NULL, 10) : 100;
	char *folders[4], *bundles[BUNDLES];
	uint32_t seed = 7;
	uint64_t expected = 0;

	for (int i = 0; i < 4; i++)
		folders[i] = make_folder();
	make_bundles(folders, bundles);
	for (long round = 0; round < rounds; round++) {
		char *folder = make_folder();
		bool merged[BUNDLES] = {false};
		for (int left = BUNDLES; left;) {
			uint32_t which = random_below(&seed, BUNDLES);
			merge(folder, bundles[which]);
			left -= !merged[which];
			merged[which] = true;
		}
		if (!round)
			expected = sum_of(folder);
		assert_int_equal(count_on_disk(folder), 3 + 3 + 2 + 2 + 2 + 2);
		assert_true(sum_of(folder) == expected);
		struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
		verify(store, 14);
		bp_store_close(store);
		remove_folder(folder);
	}
	print_message("%ld orders, the same progress each time\n", rounds);
	for (int i = 0; i < BUNDLES; i++)
		free(bundles[i]);
	for (int i = 0; i < 4; i++)
		remove_folder(folders[i]);
	(void)state;
}

/* It may also come without gzip. */
static void unpack(const char *path, struct bp_buf *out)
{
	char piece[4096];
	gzFile file = gzopen(path, "rb");
	int got;

	while ((got = gzread(file, piece, sizeof piece)) > 0)
		bp_buf_add(out, piece, (size_t)got);
	gzclose(file);
}

/* Any byte of a bundle that is changed is noticed, and nothing of it is taken. */
static void test_a_changed_bundle(void **state)
{
	struct bp_buf bytes = {0};
	char *other = make_folder();

	record(other, 1, 3);
	char *path = bundle_of(other, "bundel");
	unpack(path, &bytes);
	record(*state, 100, 1);
	for (size_t i = 0; i < bytes.len; i++) {
		struct bp_merge result;
		struct bp_error err = {0};
		bytes.at[i] ^= 1;
		assert_true(bp_file_write(path, bp_buf_str(&bytes), true, NULL));
		struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
		if (bp_store_merge(store, path, &result, &err))
			fail_msg("byte %zu", i);
		assert_true(err.message[0]);
		bp_store_close(store);
		bytes.at[i] ^= 1;
	}
	assert_int_equal(count_on_disk(*state), 1);
	bp_buf_release(&bytes);
	free(path);
	remove_folder(other);
}

/* What no record holds is refused whole, and the next event is still recorded. */
static void test_bounds(void **state)
{
	struct bp_event extremes[9];
	const struct bp_place far = {.block = 1, .permille = 1001};
	char long_name[BP_EVENT_NAME_MOST + 1];

	memset(long_name, 'a', sizeof long_name);
	for (size_t i = 0; i < 9; i++)
		extremes[i] = answer(1);
	extremes[0].at = -1;
	extremes[1].at = BP_TIME_MOST;
	extremes[2].grade = 1.01;
	extremes[3].seconds = 1e300;
	extremes[4].jp_halves = -1;
	extremes[5].jp_halves = BP_JP_HALVES_MOST + 1;
	extremes[6].module = (struct bp_str){long_name, sizeof long_name};
	memset(extremes[7].id, 0x7f, 16);
	memset(extremes[8].id, 0xff, 16);
	extremes[8].id[6] = 0x7f;
	record(*state, 1, 1);
	for (size_t i = 0; i < 9 + 2; i++) {
		char *other = make_folder();
		struct bp_merge result;
		struct bp_error err = {0};
		struct bp_store *store = open_or_fail(other, BP_STORE_WRITE);
		struct bp_event plain = answer(1);
		append_or_fail(store, i < 9 ? &extremes[i] : &plain, 1);
		if (i == 9)
			assert_true(bp_store_save_place(
				store, BP_STR("a"), BP_STR("b"), &far, 1, NULL));
		bp_store_close(store);
		if (i == 10)
			run_sql(other, "UPDATE event SET number = 9223372036854775807");
		char *bundle = bundle_of(other, "bundel");
		store = open_or_fail(*state, BP_STORE_WRITE);
		if (bp_store_merge(store, bundle, &result, &err))
			fail_msg("taken: %zu", i);
		assert_non_null(strstr(err.message, "tidak mungkin"));
		append_or_fail(store, &plain, 1);
		bp_store_close(store);
		free(bundle);
		remove_folder(other);
	}
	assert_int_equal(count_on_disk(*state), 12);
}

static const struct {
	const char *sql;
	enum bp_trial trial;
} trials[] = {
	{"SELECT 1", BP_TRIAL_WELL},
	{"UPDATE event SET number = 9223372036854775807 WHERE seq = 3", BP_TRIAL_FAILED},
	{"UPDATE event SET seq = 9223372036854775807 WHERE seq = 3", BP_TRIAL_FAILED},
	{"UPDATE meta SET value = x'01' WHERE name = 'replica'", BP_TRIAL_FAILED},
	{"DROP TABLE meta", BP_TRIAL_FAILED},
	{"ALTER TABLE event RENAME TO event2; CREATE VIEW event AS SELECT * FROM event2",
		BP_TRIAL_FAILED},
	{"CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END",
		BP_TRIAL_WELL}, /* triggers are switched off */
	{"PRAGMA user_version = 2147483647", BP_TRIAL_NOT_MADE},
};

/* A record that cannot be written is told apart, and a trial changes nothing. */
static void test_trials(void **state)
{
	for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
		char *folder = make_folder();
		struct bp_buf before = {0}, after = {0};
		record(folder, 1, 3);
		run_sql(folder, trials[i].sql);
		read_record(folder, ".db", &before);
		enum bp_trial trial = bp_store_try(folder, LEARNER, NULL);
		if (trial != trials[i].trial)
			fail_msg("%s: %d", trials[i].sql, (int)trial);
		read_record(folder, ".db", &after);
		assert_true(bp_str_equal(bp_buf_str(&before), bp_buf_str(&after)));
		bp_buf_release(&before);
		bp_buf_release(&after);
		remove_folder(folder);
	}
	record(*state, 1, 1);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(bp_store_try(*state, LEARNER, NULL), BP_TRIAL_NOT_MADE);
	bp_store_close(store);
	assert_int_equal(count_on_disk(*state), 1);
}

/* What made a record unwritable is damage: the next start mends it. */
static void test_poison_is_mended(void **state)
{
	struct bp_store *store;
	struct bp_error err = {0};
	struct bp_recovery recovery;

	for (size_t i = 1; i <= 3; i++) {
		char *folder = make_folder();
		record(folder, 1, 3);
		run_sql(folder, trials[i].sql);
		assert_false(
			bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err));
		assert_int_equal(err.kind, BP_ERROR_DAMAGED);
		assert_true(bp_store_recover(folder, LEARNER, &recovery, &err));
		assert_in_range(recovery.lost, 0, 1);
		record(folder, 10, 1);
		assert_int_equal(bp_store_try(folder, LEARNER, NULL), BP_TRIAL_WELL);
		remove_folder(folder);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_links),
		TEST(test_chain_of_a_course),
		TEST(test_changes_are_noticed),
		TEST(test_migration),
		TEST(test_goes_on_as_what_it_is),
		TEST(test_a_copy_is_noticed),
		TEST(test_a_step_back_is_noticed),
		TEST(test_two_become_one),
		TEST(test_brought_stays_apart),
		TEST(test_a_fork_is_refused),
		TEST(test_what_was_lost_comes_back),
		TEST(test_any_order),
		TEST(test_bounds),
		TEST(test_trials),
		TEST(test_poison_is_mended),
		TEST(test_a_changed_bundle),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
