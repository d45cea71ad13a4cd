/* Who a record belongs to: made once, kept through all that happens to a record, and the
 * same at both ends when two records of one learner meet. */
#include "support.h"

#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>

struct identity {
	uint8_t at[16];
};

static struct identity identity_of(const char *folder)
{
	struct identity id = {{0}};
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);

	assert_true(bp_store_identity(store, id.at));
	bp_store_close(store);
	return id;
}

static bool same(struct identity a, struct identity b)
{
	return memcmp(a.at, b.at, sizeof a.at) == 0;
}

static void record(const char *folder, int64_t n)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
	struct bp_event event = answer(n);

	append_or_fail(store, &event, 1);
	bp_store_close(store);
}

static void adopt(const char *folder, uint8_t first)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
	const struct identity id = {{first, 1}};

	assert_true(bp_store_adopt(store, id.at, NULL));
	bp_store_close(store);
}

/* The bundle of one is merged into the other. */
static void bring(const char *from, const char *to)
{
	struct bp_buf path = {0};
	struct bp_merge merge;
	struct bp_store *store = open_or_fail(from, BP_STORE_READ);
	const struct bp_bundle_how how = {.replace = true};

	bp_buf_printf(&path, "%s/bundel", from);
	assert_true(bp_store_bundle(store, LEARNER, path.at, how, NULL, NULL));
	bp_store_close(store);
	store = open_or_fail(to, BP_STORE_WRITE);
	assert_true(bp_store_merge(store, path.at, &merge, NULL));
	bp_store_close(store);
	bp_buf_release(&path);
}

static void test_made_once(void **state)
{
	char *other = make_folder();

	record(*state, 1);
	record(other, 1);
	struct identity id = identity_of(*state);
	assert_int_equal(id.at[6] & 0xf0, 0x40); /* a random UUID */
	assert_int_equal(id.at[8] & 0xc0, 0x80);
	assert_false(same(id, identity_of(other)));
	record(*state, 2);
	assert_true(same(id, identity_of(*state)));
	remove_folder(other);
}

static void put_fixture(const char *folder, const char *name)
{
	struct bp_buf path = {0}, file = {0};

	bp_buf_printf(&path, "%s/ages/%s", getenv("BERPIJAR_FIXTURES"), name);
	assert_true(bp_file_read(path.at, 1 << 24, &file, NULL));
	record(folder, 1);
	for (int i = 0; i < 2; i++) {
		char *beside = record_path(folder, i ? ".lock" : ".db-wal");
		remove(beside);
		free(beside);
	}
	put_bytes(folder, ".db", file.at, file.len);
	bp_buf_release(&path);
	bp_buf_release(&file);
}

/* Records of before have none until they are led on; then a copy of them is kept. */
static void test_migrated(void **state)
{
	static const char *const names[][2] = {
		{"schema-1.db", ".db-version-1"}, {"schema-2.db", ".db-version-2"}};
	uint8_t id[16];

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		char *folder = make_folder();
		put_fixture(folder, names[i][0]);
		struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
		assert_false(bp_store_identity(store, id));
		bp_store_close(store);
		record(folder, 7);
		assert_true(exists(folder, names[i][1]));
		struct identity made = identity_of(folder);
		record(folder, 8);
		assert_true(same(made, identity_of(folder)));
		remove_folder(folder);
	}
}

/* A record that nothing was recorded in is the learner's who comes. */
static void test_fresh_takes_it(void **state)
{
	char *other = make_folder();

	adopt(*state, 0x01);
	adopt(other, 0xfe);
	record(other, 1);
	bring(other, *state);
	assert_true(same(identity_of(other), identity_of(*state)));
	remove_folder(other);
}

/* In whichever order two meet, the smaller one holds for both. */
static void test_joined(void **state)
{
	(void)state;
	for (int order = 0; order < 2; order++) {
		char *one = make_folder(), *two = make_folder();
		adopt(one, 0x01);
		adopt(two, 0xfe);
		struct identity wanted = identity_of(one);
		record(one, 1);
		record(two, 2);
		bring(order ? one : two, order ? two : one);
		bring(order ? two : one, order ? one : two);
		bring(order ? one : two, order ? two : one);
		assert_true(same(wanted, identity_of(one)));
		assert_true(same(wanted, identity_of(two)));
		remove_folder(one);
		remove_folder(two);
	}
}

static void test_restored(void **state)
{
	char *other = make_folder();
	struct bp_merge merge;

	adopt(*state, 0x77);
	record(*state, 1);
	struct bp_store *copy = open_or_fail(*state, BP_STORE_READ),
			*store = open_or_fail(other, BP_STORE_WRITE);
	assert_true(bp_store_restore(store, copy, LEARNER, &merge, NULL));
	bp_store_close(copy);
	bp_store_close(store);
	assert_true(same(identity_of(other), identity_of(*state)));
	remove_folder(other);
}

/* Also where the record is read page by page. */
static void test_recovered(void **state)
{
	static const char *const damage[] = {"SELECT 1", "DROP TABLE event"};
	struct bp_recovery recovery;

	for (size_t i = 0; i < COUNT(damage); i++) {
		record(*state, 1 + (int64_t)i);
		struct identity id = identity_of(*state);
		run_sql(*state, damage[i]);
		assert_true(bp_store_recover(*state, LEARNER, &recovery, NULL));
		assert_true(same(id, identity_of(*state)));
	}
}

/* A copy of a record of before the identity is a copy for all that. */
static void test_copy_of_before(void **state)
{
	struct bp_chain before, after;
	struct bp_store *store;

	put_fixture(*state, "schema-2.db");
	store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_chain(store, BP_STR("ux"), &before, NULL));
	bp_store_close(store);
	store = open_or_fail(*state, BP_STORE_WRITE); /* no anchor knows the file */
	struct bp_event event = answer(1);
	event.course = BP_STR("ux");
	append_or_fail(store, &event, 1);
	assert_true(bp_store_chain(store, BP_STR("ux"), &after, NULL));
	bp_store_close(store);
	assert_int_equal(after.events, before.events + 1); /* number 1 of a new replica */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_made_once),
		TEST(test_migrated),
		TEST(test_fresh_takes_it),
		TEST(test_joined),
		TEST(test_restored),
		TEST(test_recovered),
		TEST(test_copy_of_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
