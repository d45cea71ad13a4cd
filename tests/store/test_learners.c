/* Whole records: listed, renamed, erased, also where something was cut short. */
#include "support.h"
#include <berpijar/learners.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct bp_str ux = {"ux", 2}, satu = {"satu", 4}, soal = {"soal", 4};

#define NOBODY 65534

/* From this call on the system says no; 0: never. */
static int renames_left, unlinks_left;

static bool is_refused(int *left)
{
	if (*left == 0 || --*left > 0)
		return false;
	*left = 1; /* and so does it say from then on */
	errno = EACCES;
	return true;
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	return is_refused(&renames_left)
		? -1
		: (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int unlinkat(int folder, const char *name, int flags)
{
	return is_refused(&unlinks_left)
		? -1
		: (int)syscall(SYS_unlinkat, folder, name, flags);
}

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

/* ---- what stands beside a record ---- */

static const char *const beside[] = {"learners/siti.db-version-1",
	"damaged/siti-20260101T000000Z/siti.db",
	"damaged/siti-20260101T000000Z/siti.db-wal",
	"damaged/siti-20260102T000000Z/siti.db"};
static const char *const beside_aminah[] = {"learners/aminah.db-version-1",
	"damaged/aminah-20260101T000000Z/aminah.db",
	"damaged/aminah-20260101T000000Z/aminah.db-wal",
	"damaged/aminah-20260102T000000Z/aminah.db"};
/* Of others, by the looks of it. */
static const char *const beside_others[] = {"learners/siti.db-version-1.db",
	"learners/siti.db-wal.lock", "damaged/siti-b-20260101T000000Z/siti-b.db",
	"damaged/siti-20260101/x"};

static void put_file(const char *folder, const char *name)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/%s", folder, name);
	*strrchr(path.at, '/') = '\0';
	assert_true(bp_make_folder(path.at, NULL));
	path.at[strlen(path.at)] = '/';
	assert_true(bp_file_write(path.at, bp_str(name), true, NULL));
	bp_buf_release(&path);
}

static bool is_there(const char *folder, const char *name)
{
	struct bp_buf path = {0};
	struct stat info;

	bp_buf_printf(&path, "%s/%s", folder, name);
	bool there = lstat(path.at, &info) == 0;
	bp_buf_release(&path);
	return there;
}

/* What was written in `from` stands under the name in `to`. */
static bool was_moved(const char *folder, const char *from, const char *to)
{
	struct bp_buf path = {0}, text = {0};

	bp_buf_printf(&path, "%s/%s", folder, to);
	bool moved = bp_file_read(path.at, 1000, &text, NULL) &&
		bp_str_is(bp_buf_str(&text), from) && !is_there(folder, from);
	bp_buf_release(&path);
	bp_buf_release(&text);
	return moved;
}

static void make_with_beside(const char *folder)
{
	make_learner(folder, LEARNER);
	for (size_t i = 0; i < COUNT(beside); i++)
		put_file(folder, beside[i]);
	for (size_t i = 0; i < COUNT(beside_others); i++)
		put_file(folder, beside_others[i]);
}

static void expect_renamed(const char *folder)
{
	for (size_t i = 0; i < COUNT(beside); i++)
		if (!was_moved(folder, beside[i], beside_aminah[i]))
			fail_msg("%s", beside[i]);
	for (size_t i = 0; i < COUNT(beside_others); i++)
		if (!is_there(folder, beside_others[i]))
			fail_msg("%s", beside_others[i]);
	assert_false(is_there(folder, "damaged/siti-20260101T000000Z"));
	struct bp_store *store = open_learner(folder, "aminah", BP_STORE_READ);
	assert_int_equal(count_events(store), 1);
	bp_store_close(store);
}

static void test_rename_takes_along(void **state)
{
	make_with_beside(*state);
	assert_true(bp_learner_rename(*state, LEARNER, "aminah", NULL));
	expect_renamed(*state);
}

/* Wherever it ends, the record is there as it was, and the next time all comes along. */
static void test_rename_fails_midway(void **state)
{
	for (int call = 1;; call++) {
		char *folder = make_folder();
		make_with_beside(folder);
		renames_left = call;
		bool done = bp_learner_rename(folder, LEARNER, "aminah", NULL);
		renames_left = 0;
		if (!done) {
			assert_true(bp_learner_exists(folder, LEARNER));
			assert_int_equal(count_on_disk(folder), 1);
			assert_true(bp_learner_rename(folder, LEARNER, "aminah", NULL));
		}
		expect_renamed(folder);
		remove_folder(folder);
		if (done) {
			assert_int_equal(call, 7); /* four files, two folders */
			break;
		}
	}
	(void)state;
}

/* An earlier learner of the new id left something: neither is lost. */
static void test_rename_in_the_way(void **state)
{
	make_with_beside(*state);
	put_file(*state, beside_aminah[1]);
	refuse_rename(*state, "aminah", BP_ERROR_INPUT);
	for (size_t i = 0; i < COUNT(beside); i++)
		assert_true(is_there(*state, beside[i]));
	assert_true(is_there(*state, beside_aminah[1]));
	assert_true(bp_learner_exists(*state, LEARNER));
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

static void test_erase_beside(void **state)
{
	struct told told;

	make_with_beside(*state);
	erase_or_fail(*state, &told);
	for (size_t i = 0; i < COUNT(beside); i++)
		assert_false(is_there(*state, beside[i]));
	assert_false(is_there(*state, "damaged/siti-20260101T000000Z"));
	assert_false(is_there(*state, "damaged/siti-20260102T000000Z"));
	for (size_t i = 0; i < COUNT(beside_others); i++)
		if (!is_there(*state, beside_others[i]))
			fail_msg("%s", beside_others[i]);
}

/* In a process without the powers of root; 77: not possible. */
static int erase_as_nobody(const char *folder)
{
	struct bp_error err = {0};
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/learners", folder);
	if (chmod(path.at, 0500) != 0)
		return 77;
	bool refused = !bp_learner_erase(folder, LEARNER, NULL, &err) &&
		err.kind == BP_ERROR_READ_ONLY;
	bool whole = holds_bytes(folder, ".db") && count_on_disk(folder) == 1;
	chmod(path.at, 0700);
	bp_buf_release(&path);
	return refused && whole ? 0 : 1;
}

static bool give_away(const char *folder)
{
	static const char *const names[] = {"", "learners", "learners/siti.db",
		"learners/siti.db-wal", "learners/siti.db-shm", "learners/siti.lock"};
	bool ok = true;

	for (size_t i = 0; i < COUNT(names); i++) {
		struct bp_buf path = {0};
		bp_buf_printf(&path, "%s/%s", folder, names[i]);
		ok = ok && chown(path.at, NOBODY, NOBODY) == 0;
		bp_buf_release(&path);
	}
	return ok;
}

/* Where names cannot be removed, contents stay. */
static void test_erase_without_rights(void **state)
{
	int status;

	make_learner(*state, LEARNER);
	if (geteuid() == 0 && !give_away(*state))
		skip();
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (geteuid() == 0 && (setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
			_exit(77);
		_exit(erase_as_nobody(*state));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void tell_content(void *context, const char *path, enum bp_erased what)
{
	(void)path;
	*(size_t *)context += what == BP_ERASED_CONTENT;
}

/* It is said what is gone and what is not, and it can be done again. */
static void test_erase_fails_midway(void **state)
{
	struct bp_error err = {0};
	struct told told;
	size_t content = 0;

	make_learner(*state, LEARNER);
	unlinks_left = 2;
	bool done = bp_learner_erase(
		*state, LEARNER, &(struct bp_erase_report){tell_content, &content}, &err);
	unlinks_left = 0;
	assert_false(done);
	assert_int_equal(err.kind, BP_ERROR_STORE);
	assert_non_null(strstr(err.message, "sudah dimusnahkan"));
	assert_int_equal(content, 3);
	erase_or_fail(*state, &told);
	assert_false(bp_learner_exists(*state, LEARNER));
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

static void test_unsettled(void **state)
{
	struct bp_unsettled hand;
	size_t drafts = 0;

	die_reading(*state);
	struct bp_store *store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_unsettled(store, &hand));
	assert_true(bp_str_equal(hand.course, ux) && bp_str_equal(hand.module, satu));
	assert_true(hand.has_place && hand.place.block == 9);
	assert_true(bp_str_equal(hand.question, soal));
	assert_true(bp_str_is(hand.draft, "Nomor KT"));
	assert_true(bp_store_each_draft(store, count_rows, &drafts, NULL));
	assert_int_equal(drafts, 0);
	bp_store_close(store);

	bp_store_close(open_or_fail(*state, BP_STORE_WRITE)); /* settles it */
	store = open_or_fail(*state, BP_STORE_READ);
	assert_false(bp_store_unsettled(store, &hand));
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
		TEST(test_rename_takes_along),
		TEST(test_rename_fails_midway),
		TEST(test_rename_in_the_way),
		TEST(test_erase),
		TEST(test_erase_beside),
		TEST(test_erase_without_rights),
		TEST(test_erase_fails_midway),
		TEST(test_erase_refused),
		TEST(test_erase_list),
		TEST(test_erase_cut_short),
		TEST(test_unsettled),
		TEST(test_each_event),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
