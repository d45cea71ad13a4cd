/* Whole records: listed, renamed, erased, also where something was cut short. */
#include "support.h"
#include <berpijar/learners.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct bp_str ux = {"ux", 2}, satu = {"satu", 4}, soal = {"soal", 4};

static struct bp_store *open_learner(
	const char *folder, const char *learner, enum bp_store_mode mode)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (!bp_store_open(&store, folder, learner, mode, &err))
		fail_msg("%s: %s", learner, err.message);
	return store;
}

static void make_learner(const char *folder, const char *learner)
{
	struct bp_store *store = open_learner(folder, learner, BP_STORE_WRITE);
	struct bp_event event = answer(1);

	append_or_fail(store, &event, 1);
	bp_store_close(store);
}

static void read_and_type(struct bp_store *store)
{
	struct bp_place place = {.block = 9};
	struct bp_event event = answer(1);

	append_or_fail(store, &event, 1);
	assert_true(bp_store_save_place(store, ux, satu, &place, 1, NULL));
	assert_true(bp_store_save_draft(store, ux, satu, soal, BP_STR("Nomor KT"), NULL));
}

/* A session that ends without closing anything. */
static void die_reading(const char *folder)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		read_and_type(open_or_fail(folder, BP_STORE_WRITE));
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void test_list(void **state)
{
	static const char *const expected[] = {"a", "a-b", "a.db", LEARNER};
	struct bp_arena *arena = bp_arena_new();
	struct bp_names ids;

	assert_true(bp_learners_list(*state, arena, &ids, NULL));
	assert_int_equal(ids.count, 0);
	for (size_t i = COUNT(expected); i--;)
		make_learner(*state, expected[i]);
	put_bytes(*state, ".db-copy", "x", 1);
	assert_true(bp_learners_list(*state, arena, &ids, NULL));
	assert_int_equal(ids.count, COUNT(expected));
	for (size_t i = 0; i < COUNT(expected); i++)
		assert_string_equal(ids.at[i], expected[i]);
	bp_arena_free(arena);
}

/* What the session page held comes along, though nobody closed the record. */
static void test_rename_after_a_kill(void **state)
{
	struct bp_place place = {0};
	struct bp_buf draft = {0};

	die_reading(*state);
	assert_true(bp_learner_rename(*state, LEARNER, "aminah", NULL));
	assert_false(bp_learner_exists(*state, LEARNER));
	assert_false(exists(*state, ".db-wal"));
	assert_false(exists(*state, ".lock"));
	struct bp_store *store = open_learner(*state, "aminah", BP_STORE_WRITE);
	assert_int_equal(count_events(store), 1);
	assert_true(bp_store_load_place(store, ux, satu, &place));
	assert_int_equal(place.block, 9);
	assert_true(bp_store_load_draft(store, ux, satu, soal, &draft));
	assert_string_equal(draft.at, "Nomor KT");
	bp_buf_release(&draft);
	bp_store_close(store);
}

static void refuse_rename(const char *folder, const char *to, enum bp_error_kind kind)
{
	struct bp_error err = {0};

	assert_false(bp_learner_rename(folder, LEARNER, to, &err));
	assert_int_equal(err.kind, kind);
	assert_true(strlen(err.message) > 0);
}

static void test_rename_refused(void **state)
{
	refuse_rename(*state, "aminah", BP_ERROR_NOT_FOUND);
	make_learner(*state, LEARNER);
	make_learner(*state, "budi");
	refuse_rename(*state, "budi", BP_ERROR_INPUT);
	refuse_rename(*state, LEARNER, BP_ERROR_INPUT);
	refuse_rename(*state, "../budi", BP_ERROR_USAGE);
	pid_t writer = start_writer(*state);
	refuse_rename(*state, "aminah", BP_ERROR_BUSY);
	kill_writer(writer);
	assert_false(bp_learner_exists(*state, "aminah"));
	put_bytes(*state, ".db", "no database", 11);
	refuse_rename(*state, "aminah", BP_ERROR_DAMAGED);
	assert_true(bp_learner_exists(*state, LEARNER));
}

/* The name was changed, but the power failed before the rest was put away. */
static void test_rename_cut_short(void **state)
{
	make_learner(*state, LEARNER);
	assert_true(bp_learner_rename(*state, LEARNER, "aminah", NULL));
	put_bytes(*state, ".db-wal", "", 0);
	put_bytes(*state, ".db-shm", "", 0);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(count_events(store), 0);
	bp_store_close(store);
}

/* ---- erasing ---- */

struct told {
	size_t erased, others;
};

static void tell(void *context, const char *path, enum bp_erased what)
{
	struct told *told = context;

	(void)path;
	told->erased += what == BP_ERASED;
	told->others += what != BP_ERASED;
}

static void erase_or_fail(const char *folder, struct told *told)
{
	struct bp_error err = {0};

	*told = (struct told){0};
	if (!bp_learner_erase(
		    folder, LEARNER, &(struct bp_erase_report){tell, told}, &err))
		fail_msg("%s", err.message);
}

static void test_erase(void **state)
{
	struct told told;

	make_learner(*state, "budi");
	make_learner(*state, LEARNER);
	erase_or_fail(*state, &told);
	assert_int_equal(told.erased, 4); /* .db, -wal, -shm, .lock */
	assert_int_equal(told.others, 0);
	assert_false(exists(*state, ".db"));
	assert_false(exists(*state, ".lock"));
	struct bp_store *store = open_learner(*state, "budi", BP_STORE_READ);
	assert_int_equal(count_events(store), 1);
	bp_store_close(store);
}

static void test_erase_refused(void **state)
{
	struct bp_error err = {0};

	assert_false(bp_learner_erase(*state, LEARNER, NULL, &err));
	assert_int_equal(err.kind, BP_ERROR_NOT_FOUND);
	pid_t writer = start_writer(*state);
	assert_false(bp_learner_erase(*state, LEARNER, NULL, &err));
	assert_int_equal(err.kind, BP_ERROR_BUSY);
	kill_writer(writer);
	assert_int_equal(count_on_disk(*state), 1);
}

/* Only telling changes nothing, not even a record that a session left open. */
static void test_erase_list(void **state)
{
	struct told told = {0};

	die_reading(*state);
	assert_true(bp_learner_erase_list(
		*state, LEARNER, &(struct bp_erase_report){tell, &told}, NULL));
	assert_int_equal(told.erased, 4);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(count_events(store), 1);
	bp_store_close(store);
}

/* The record was gone but not its journal: such a learner cannot be opened, and can be
 * erased again. */
static void test_erase_cut_short(void **state)
{
	struct told told;
	char *path = record_path(*state, ".db");

	die_reading(*state);
	assert_int_equal(unlink(path), 0);
	free(path);
	refuse(*state, BP_STORE_WRITE, BP_ERROR_DAMAGED);
	erase_or_fail(*state, &told);
	assert_false(exists(*state, ".db-wal"));
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(count_events(store), 0);
	bp_store_close(store);
}

/* ---- what is kept beside the events ---- */

static void count_rows(void *context, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text)
{
	size_t *count = context;

	assert_true(bp_str_equal(course, ux) && bp_str_equal(module, satu));
	assert_true(bp_str_is(text, "Nomor KT"));
	*count += bp_str_equal(question, soal);
}

static void test_in_hand(void **state)
{
	struct bp_in_hand hand;
	size_t drafts = 0;

	die_reading(*state);
	struct bp_store *store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_in_hand(store, &hand));
	assert_true(bp_str_equal(hand.course, ux) && bp_str_equal(hand.module, satu));
	assert_true(hand.has_place && hand.place.block == 9);
	assert_true(bp_str_equal(hand.question, soal));
	assert_true(bp_str_is(hand.draft, "Nomor KT"));
	assert_true(bp_store_each_draft(store, count_rows, &drafts, NULL));
	assert_int_equal(drafts, 0);
	bp_store_close(store);

	bp_store_close(open_or_fail(*state, BP_STORE_WRITE)); /* settles it */
	store = open_or_fail(*state, BP_STORE_READ);
	assert_false(bp_store_in_hand(store, &hand));
	assert_true(bp_store_each_draft(store, count_rows, &drafts, NULL));
	assert_int_equal(drafts, 1);
	bp_store_close(store);
}

static void note_verb(void *context, const struct bp_event *event, struct bp_str verb)
{
	bp_buf_printf(
		context, "%lld %.*s; ", (long long)event->seq, (int)verb.len, verb.at);
}

/* What a newer version recorded is the learner's as well. */
static void test_each_event(void **state)
{
	struct bp_buf out = {0};

	fill(*state, 100);
	run_sql(*state,
		"DELETE FROM event WHERE seq > 2; UPDATE event SET verb = 'shared' WHERE "
		"seq = 2");
	struct bp_store *store = open_or_fail(*state, BP_STORE_READ);
	assert_int_equal(count_events(store), 1);
	assert_true(bp_store_each_event(store, note_verb, &out, NULL));
	assert_string_equal(out.at, "1 answered; 2 shared; ");
	bp_store_close(store);
	bp_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_list),
		TEST(test_rename_after_a_kill),
		TEST(test_rename_refused),
		TEST(test_rename_cut_short),
		TEST(test_erase),
		TEST(test_erase_refused),
		TEST(test_erase_list),
		TEST(test_erase_cut_short),
		TEST(test_in_hand),
		TEST(test_each_event),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
