/* Snapshots in a record: kept, borne out by the log, or as good as none. */
#include "support.h"

#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

static void fold_event(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

/* The snapshot of all that is recorded. */
static void save_progress(struct bp_store *store, int64_t seq)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_buf bytes = {0};

	assert_true(bp_store_replay(store, 0, fold_event, progress, NULL));
	bp_progress_save(progress, &bytes);
	assert_true(bp_store_save_snapshot(store, seq, bp_buf_str(&bytes), NULL));
	bp_buf_release(&bytes);
	bp_progress_free(progress);
}

static bool has_snapshot(const char *folder, int64_t *seq)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
	struct bp_buf bytes = {0};
	bool there = bp_store_load_snapshot(store, seq, &bytes);

	bp_buf_release(&bytes);
	bp_store_close(store);
	return there;
}

static struct bp_health health_of(const char *folder)
{
	struct bp_health health;

	bp_store_health(folder, LEARNER, &health);
	return health;
}

static void test_kept(void **state)
{
	struct bp_buf bytes = {0};
	int64_t seq;

	assert_false(has_snapshot(*state, &seq)); /* no record */
	fill(*state, 100);
	assert_false(has_snapshot(*state, &seq));
	assert_int_equal(health_of(*state).snapshot, 0);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_save_snapshot(store, 40, BP_STR("abc"), NULL));
	assert_true(bp_store_save_snapshot(store, 60, BP_STR("defg"), NULL));
	assert_true(bp_store_load_snapshot(store, &seq, &bytes));
	assert_int_equal(seq, 60);
	assert_string_equal(bytes.at, "defg");
	bp_buf_release(&bytes);
	bp_store_close(store);
	assert_true(has_snapshot(*state, &seq));
	assert_int_equal(count_on_disk(*state), 100);
}

static void test_only_later_events_are_replayed(void **state)
{
	struct bp_event events[] = {answer(1), answer(2), answer(3)};
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_progress *progress = bp_progress_new();

	append_or_fail(store, events, COUNT(events));
	assert_true(bp_store_replay(store, 3, fold_event, progress, NULL));
	assert_true(bp_progress_last_at(progress) == INT64_MIN);
	assert_true(bp_store_replay(store, 2, fold_event, progress, NULL));
	assert_int_equal(bp_progress_last_at(progress), 3);
	bp_progress_free(progress);
	bp_store_close(store);
}

/* What makes of the log another one than that which the snapshot was made of. */
static const char *const other_logs[] = {
	"DELETE FROM event WHERE seq >= 60",
	"UPDATE event SET chain = x'00' WHERE seq = 60",
	"UPDATE meta SET value = x'0102' WHERE name = 'snapshot'",
	"UPDATE meta SET value = 'text' WHERE name = 'snapshot'",
	"UPDATE meta SET value = 7 WHERE name = 'snapshot'",
	"DELETE FROM meta WHERE name = 'snapshot'",
};

static void test_not_borne_out(void **state)
{
	int64_t seq;

	for (size_t i = 0; i < COUNT(other_logs); i++) {
		char *folder = make_folder();
		fill(folder, 100);
		struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
		assert_true(bp_store_save_snapshot(store, 60, BP_STR("abc"), NULL));
		bp_store_close(store);
		assert_true(has_snapshot(folder, &seq));
		run_sql(folder, other_logs[i]);
		if (has_snapshot(folder, &seq))
			fail_msg("%s", other_logs[i]);
		remove_folder(folder);
	}
	(void)state;
}

/* A busy learner's is larger than any other row may be; what no learner can have is not
 * kept, and costs nothing else. */
static void test_large(void **state)
{
	char *zeros = bp_alloc(65 << 20, 1);
	struct bp_str large = {zeros, 2 << 20};
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_event event = answer(1);
	struct bp_error err;
	struct bp_buf bytes = {0};
	int64_t seq;

	append_or_fail(store, &event, 1);
	for (size_t i = 0; i < large.len; i++)
		zeros[i] = (char)(i / 7); /* each part is another */
	assert_true(bp_store_save_snapshot(store, 1, large, &err));
	assert_true(bp_store_load_snapshot(store, &seq, &bytes));
	assert_int_equal(bytes.len, large.len);
	assert_memory_equal(bytes.at, large.at, large.len);
	bp_buf_clear(&bytes);
	assert_true(bp_store_save_snapshot(store, 1, BP_STR("abc"), &err));
	assert_true(bp_store_load_snapshot(store, &seq, &bytes));
	assert_string_equal(bytes.at, "abc"); /* and nothing of the one before */
	bp_buf_release(&bytes);
	large.len = 65 << 20;
	assert_false(bp_store_save_snapshot(store, 1, large, &err));
	event = answer(2);
	append_or_fail(store, &event, 1);
	bp_store_close(store);
	assert_int_equal(count_on_disk(*state), 2);
	check_integrity(*state);
	free(zeros);
}

/* `store check` folds the events and compares. */
static void test_health(void **state)
{
	fill(*state, 100);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	save_progress(store, 100);
	struct bp_event more = answer(5000);
	append_or_fail(store, &more, 1);
	bp_store_close(store);
	struct bp_health health = health_of(*state);
	assert_true(health.sound && !health.misfolded);
	assert_int_equal(health.snapshot, 100);

	store = open_or_fail(*state, BP_STORE_WRITE);
	save_progress(store, 99); /* of one event too many */
	bp_store_close(store);
	health = health_of(*state);
	assert_true(health.misfolded && !health.sound);

	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_save_snapshot(store, 9, BP_STR("other version"), NULL));
	bp_store_close(store);
	assert_true(health_of(*state).sound);
}

/* A recovered record is another file: it begins without one. */
static void test_recovered(void **state)
{
	struct bp_recovery recovery;
	int64_t seq;

	fill(*state, 100);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	save_progress(store, 99);
	bp_store_close(store);
	assert_true(bp_store_recover(*state, LEARNER, &recovery, NULL));
	assert_int_equal(recovery.kept, 100);
	assert_false(has_snapshot(*state, &seq));
	assert_true(health_of(*state).sound);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kept),
		TEST(test_only_later_events_are_replayed),
		TEST(test_not_borne_out),
		TEST(test_large),
		TEST(test_health),
		TEST(test_recovered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
