/*
 * Damage of every kind, and recovery: what can be read is kept, nothing is deleted, and
 * the record goes on.
 */
#include "support.h"

#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/learners.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EVENTS    300
#define PAGE      4096
#define ON_A_PAGE 40 /* events that one page holds, at most */

static void forget_check(const char *folder)
{
	static const char zeros[8];
	char *path = record_path(folder, ".lock");
	FILE *lock = fopen(path, "r+b");

	assert_int_equal(fwrite(zeros, 1, sizeof zeros, lock), sizeof zeros);
	fclose(lock);
	free(path);
}

/* Places, drafts and settings beside the events. */
static void make_record(const char *folder)
{
	struct bp_place place = {.block = 3, .permille = 500};

	fill(folder, EVENTS);
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
	assert_true(bp_store_save_place(
		store, BP_STR("ux"), BP_STR("satu"), &place, 1000, NULL));
	assert_true(bp_store_save_setting(store, "lang", BP_STR("en"), NULL));
	bp_store_close(store);
}

static void overwrite(const char *folder, const char *ending, long at, size_t size)
{
	char *path = record_path(folder, ending);
	FILE *file = fopen(path, "r+b");

	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	for (size_t i = 0; i < size; i++)
		fputc((int)((i * 131 + 7) & 0xff), file);
	fclose(file);
	free(path);
}

static long size_of(const char *folder)
{
	struct stat info;
	char *path = record_path(folder, ".db");

	assert_int_equal(stat(path, &info), 0);
	free(path);
	return (long)info.st_size;
}

/* How many events can be read; -1: the record is damaged. */
static void count_one(void *context, const struct bp_event *event)
{
	(void)event;
	++*(int *)context;
}

static int try_record(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	int count = 0;

	if (!bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err)) {
		assert_true(err.kind == BP_ERROR_DAMAGED || err.kind == BP_ERROR_STORE ||
			err.kind == BP_ERROR_READ_ONLY);
		return -1;
	}
	bool ok = bp_store_replay(store, 0, count_one, &count, &err);
	bp_store_close(store);
	return ok ? count : -1;
}

static struct bp_recovery recover(const char *folder)
{
	struct bp_recovery recovery;
	struct bp_error err = {0};

	if (!bp_store_recover(folder, LEARNER, &recovery, &err))
		fail_msg("%s", err.message);
	assert_true(bp_is_folder(recovery.aside));
	return recovery;
}

/* It goes on, sound, and what is recorded from now on is kept. */
static void check_goes_on(const char *folder, int64_t kept)
{
	struct bp_event event = answer(9999);
	int64_t events, faults;
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);

	assert_int_equal(count_events(store), kept);
	append_or_fail(store, &event, 1);
	assert_int_equal(count_of(store, event.id), 1);
	follow_chains(store, &events, &faults);
	assert_int_equal(events, kept + 1);
	bp_store_close(store);
	check_integrity(folder);
}

/* Each page in turn is noise: it opens with all events, or what is not on that page is
 * recovered. */
static void test_each_page(void **state)
{
	long pages;
	int damaged = 0;
	int64_t least = EVENTS;

	make_record(*state);
	pages = size_of(*state) / PAGE;
	for (long page = 0; page < pages; page++) {
		char *folder = make_folder();
		make_record(folder);
		overwrite(folder, ".db", page * PAGE, PAGE);
		forget_check(folder);
		int count = try_record(folder);
		if (count >= 0) {
			assert_int_equal(count, EVENTS);
		} else {
			struct bp_recovery recovery = recover(folder);
			assert_true(recovery.kept >= EVENTS - ON_A_PAGE);
			assert_int_equal(recovery.kept + recovery.lost, EVENTS);
			check_goes_on(folder, recovery.kept);
			damaged++;
			if (recovery.kept < least)
				least = recovery.kept;
		}
		remove_folder(folder);
	}
	print_message("%ld pages, %d damaged the record, at least %lld of %d events "
		      "recovered\n",
		pages, damaged, (long long)least, EVENTS);
	assert_true(damaged > 0);
}

static void test_recovers_what_is_not_an_event(void **state)
{
	struct bp_place place;
	struct bp_buf lang = {0};

	make_record(*state);
	overwrite(*state, ".db", size_of(*state) - PAGE, PAGE);
	recover(*state);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_load_place(store, BP_STR("ux"), BP_STR("satu"), &place));
	assert_int_equal(place.permille, 500);
	assert_true(bp_store_load_setting(store, "lang", &lang));
	assert_string_equal(lang.at, "en");
	bp_store_close(store);
	bp_buf_release(&lang);
}

/* Texts that go over several pages, and bytes that changed here and there: whatever is
 * kept is as it was recorded. */
#define LONG   40
#define ROUNDS 60

static void make_long_record(const char *folder)
{
	static char text[30000];
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);

	memset(text, 'x', sizeof text);
	for (int i = 0; i < LONG; i++) {
		struct bp_event event = answer(i);
		struct bp_buf body = {0};
		bp_buf_printf(&body, "{\"n\":%d,\"text\":\"%.*s\"}", i, i * 700, text);
		event.body = bp_buf_str(&body);
		append_or_fail(store, &event, 1);
		bp_buf_release(&body);
	}
	bp_store_close(store);
}

static void check_body(void *context, const struct bp_event *event)
{
	struct bp_buf start = {0};

	++*(int64_t *)context;
	bp_buf_printf(&start, "{\"n\":%d,\"text\":\"", (int)event->at);
	assert_true(bp_str_starts(event->body, start.at));
	assert_int_equal(event->body.len, start.len + (size_t)event->at * 700 + 2);
	bp_buf_release(&start);
}

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % limit;
}

static void test_changed_bytes(void **state)
{
	uint32_t seed = 5;
	int64_t kept = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		char *folder = make_folder();
		int64_t count = 0;
		make_long_record(folder);
		for (int i = 0; i < 30; i++)
			overwrite(folder, ".db",
				(long)random_below(&seed, (uint32_t)size_of(folder)), 1);
		struct bp_recovery recovery = recover(folder);
		struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
		assert_true(bp_store_replay(store, 0, check_body, &count, NULL));
		bp_store_close(store);
		assert_int_equal(count, recovery.kept);
		check_integrity(folder);
		kept += count;
		remove_folder(folder);
	}
	print_message("30 bytes changed: %lld of %d events kept\n", (long long)kept,
		LONG * ROUNDS);
	assert_true(kept > LONG * ROUNDS / 3);
}

static void make_empty(const char *folder)
{
	put_bytes(folder, ".db", "", 0);
}

static void make_garbage(const char *folder)
{
	overwrite(folder, ".db", 0, (size_t)size_of(folder));
}

static void make_short(const char *folder)
{
	char *path = record_path(folder, ".db");
	assert_int_equal(truncate(path, size_of(folder) * 3 / 4), 0);
	free(path);
}

static void make_lost_header(const char *folder)
{
	overwrite(folder, ".db", 0, 100);
}

/* The writer was killed, then its file was lost: all is in the journal. */
static void make_lost_but_for_its_journal(const char *folder)
{
	char *path = record_path(folder, ".db");
	kill_writer(start_writer(folder));
	unlink(path);
	free(path);
}

static void make_zeroed_journal(const char *folder)
{
	static const char zeros[65536];
	kill_writer(start_writer(folder));
	put_bytes(folder, ".db-wal", zeros, sizeof zeros);
}

static void make_journal_of_another(const char *folder)
{
	struct bp_buf journal = {0};
	char *other = make_folder();

	fill(other, 100);
	kill_writer(start_writer(other));
	read_record(other, ".db-wal", &journal);
	put_bytes(folder, ".db-wal", journal.at, journal.len);
	bp_buf_release(&journal);
	remove_folder(other);
}

static const struct {
	const char *name;
	void (*make)(const char *folder);
	int64_t least; /* events that must be there in the end */
} damages[] = {
	{"empty", make_empty, 0},
	{"garbage", make_garbage, 0},
	{"cut short", make_short, EVENTS / 4},
	{"header lost", make_lost_header, EVENTS},
	{"lost but for its journal", make_lost_but_for_its_journal, 1},
	{"journal zeroed", make_zeroed_journal, EVENTS},
	{"journal of another", make_journal_of_another, 0},
};

static void test_kinds_of_damage(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(damages); i++) {
		char *folder = make_folder();
		make_record(folder);
		damages[i].make(folder);
		forget_check(folder);
		int64_t count = try_record(folder);
		if (count < 0)
			count = recover(folder).kept;
		print_message("%s: %lld events\n", damages[i].name, (long long)count);
		assert_in_range(count, damages[i].least, EVENTS + 1);
		check_goes_on(folder, count);
		remove_folder(folder);
	}
}

/* Damaged twice: what the first recovery put aside is still there. */
static void test_twice(void **state)
{
	make_record(*state);
	overwrite(*state, ".db", 12 * PAGE, PAGE);
	struct bp_recovery first = recover(*state);
	overwrite(*state, ".db", 0, (size_t)size_of(*state));
	struct bp_recovery second = recover(*state);
	assert_int_equal(first.kept, second.kept);
	assert_true(bp_is_folder(first.aside));
	check_goes_on(*state, second.kept);
}

/* SQLite can open nothing without the first page; what the others hold is not lost. */
static void test_rows_without_the_first_page(void **state)
{
	struct bp_buf out = {0};
	struct bp_place place;

	make_record(*state);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_save_draft(store, BP_STR("ux"), BP_STR("satu"), BP_STR("q"),
		BP_STR("sebuah esai"), NULL));
	bp_store_close(store);
	overwrite(*state, ".db", 0, PAGE);
	assert_int_equal(recover(*state).kept, EVENTS);
	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_load_draft(
		store, BP_STR("ux"), BP_STR("satu"), BP_STR("q"), &out));
	assert_string_equal(out.at, "sebuah esai");
	bp_buf_clear(&out);
	assert_true(bp_store_load_setting(store, "lang", &out));
	assert_string_equal(out.at, "en");
	assert_true(bp_store_load_place(store, BP_STR("ux"), BP_STR("satu"), &place));
	assert_int_equal(place.block, 3);
	bp_store_close(store);
	bp_buf_release(&out);
}

/* What was recorded between two recoveries: another file, whose numbers of replicas mean
 * others. */
static void test_twice_with_events_between(void **state)
{
	make_record(*state);
	overwrite(*state, ".db", 0, PAGE);
	assert_int_equal(recover(*state).kept, EVENTS);
	struct bp_event more[20];
	for (int64_t i = 0; i < 20; i++)
		more[i] = answer(5000 + i);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	append_or_fail(store, more, COUNT(more));
	bp_store_close(store);
	overwrite(*state, ".db", 0, PAGE);
	assert_int_equal(recover(*state).kept, EVENTS + 20);
	check_goes_on(*state, EVENTS + 20);
}

/* The journal of a record that has replicas and numbers that ours has not. */
static void add_foreign_journal(const char *folder, int64_t count)
{
	struct bp_buf journal = {0};
	char *other = make_folder();
	struct bp_error err;
	struct bp_store *store = NULL;

	fill(other, count);
	char *from = record_path(other, ".db"), *to = record_path(other, ".db-copy");
	assert_int_equal(rename(from, to), 0); /* a copy: it goes on as a new replica */
	assert_true(bp_file_read(to, 1 << 24, &journal, &err));
	put_bytes(other, ".db", journal.at, journal.len);
	bp_buf_clear(&journal);
	store = open_or_fail(other, BP_STORE_WRITE);
	struct bp_event event = answer(7777);
	append_or_fail(store, &event, 1);
	read_record(other, ".db-wal", &journal);
	put_bytes(folder, ".db-wal", journal.at, journal.len);
	bp_store_close(store);
	bp_buf_release(&journal);
	remove_folder(other);
	free(from);
	free(to);
}

static void note_foreign(void *context, const struct bp_event *event)
{
	*(bool *)context |= event->at == 7777;
}

static void test_nothing_of_another(void **state)
{
	static const int64_t counts[] = {100, 300, 700};

	(void)state;
	for (size_t i = 0; i < COUNT(counts); i++) {
		char *folder = make_folder();
		bool found = false;
		make_record(folder);
		add_foreign_journal(folder, counts[i]);
		assert_int_equal(recover(folder).kept, EVENTS);
		struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
		assert_true(bp_store_replay(store, 0, note_foreign, &found, NULL));
		assert_false(found);
		bp_store_close(store);
		remove_folder(folder);
	}
}

/* The lock file remembers how far the record had come. */
static void test_a_lost_journal_is_noticed(void **state)
{
	struct bp_health health;

	fill(*state, 100);
	kill_writer(start_writer(*state)); /* one more, in the journal alone */
	bp_store_health(*state, LEARNER, &health);
	assert_true(health.sound && !health.vanished);
	make_zeroed_journal(*state);
	bp_store_health(*state, LEARNER, &health);
	assert_int_equal(health.vanished, 1);
	assert_true(!health.sound && !health.damaged); /* nothing to be mended */
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(bp_store_vanished(store), 1);
	bp_store_close(store);
	store = open_or_fail(*state, BP_STORE_WRITE); /* it is told once */
	assert_int_equal(bp_store_vanished(store), 0);
	bp_store_close(store);
	bp_store_health(*state, LEARNER, &health);
	assert_true(health.sound);
}

static void remove_file(const char *folder, const char *ending)
{
	char *path = record_path(folder, ending);

	assert_int_equal(unlink(path), 0);
	free(path);
}

/* A record that was there is never replaced by an empty one without a word. */
static void test_a_lost_file_is_noticed(void **state)
{
	struct bp_health health;
	struct bp_arena *arena = bp_arena_new();
	struct bp_names ids;

	fill(*state, 100);
	remove_file(*state, ".db");
	refuse(*state, BP_STORE_READ, BP_ERROR_DAMAGED);
	refuse(*state, BP_STORE_WRITE, BP_ERROR_DAMAGED);
	assert_true(bp_learners_list(*state, arena, &ids, NULL));
	assert_int_equal(ids.count, 1);
	assert_string_equal(ids.at[0], LEARNER);
	bp_store_health(*state, LEARNER, &health);
	assert_true(!health.sound && health.damaged);
	struct bp_recovery recovery = recover(*state);
	assert_int_equal(recovery.kept, 0);
	assert_int_equal(recovery.lost, 100);
	check_goes_on(*state, 0);
	bp_arena_free(arena);
}

/* Of all events, those of other replicas as well. */
static void test_counts_what_is_lost(void **state)
{
	make_record(*state);
	overwrite(*state, ".db", 0, PAGE);
	recover(*state); /* goes on as another replica */
	fill(*state, 100);
	char *damaged = bp_strdup(*state);
	struct bp_buf aside = {0};
	bp_buf_printf(&aside, "rm -rf %s/damaged", damaged);
	assert_int_equal(system(aside.at), 0);
	overwrite(*state, ".db", 0, (size_t)size_of(*state));
	struct bp_recovery recovery = recover(*state);
	assert_int_equal(recovery.lost + recovery.kept, EVENTS + 100);
	bp_buf_release(&aside);
	free(damaged);
}

/* Without the lock file nobody knows what came last: "0 lost" would be a guess. */
static void test_says_what_it_cannot_know(void **state)
{
	struct bp_buf lost = {0}, note = {0};

	make_record(*state);
	overwrite(*state, ".db", 0, PAGE);
	remove_file(*state, ".lock");
	struct bp_recovery recovery = recover(*state);
	assert_int_equal(recovery.kept, EVENTS);
	assert_true(recovery.uncounted);
	bp_recovery_lost(&recovery, &lost);
	assert_string_equal(lost.at, "berapa yang hilang tidak dapat diketahui");
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(bp_store_load_setting(store, BP_RECOVERED, &note));
	assert_int_equal(memcmp(note.at, "300 0+ /", 8), 0);
	bp_store_close(store);
	overwrite(*state, ".db", 0, PAGE);
	recovery = recover(*state);
	assert_false(recovery.uncounted);
	bp_buf_clear(&lost);
	bp_recovery_lost(&recovery, &lost);
	assert_string_equal(lost.at, "0 hilang");
	bp_buf_release(&lost);
	bp_buf_release(&note);
}

/* No damage: whoever may not read it, or put something else there, is told so. */
static void test_is_no_damage(void **state)
{
	struct bp_recovery recovery;
	struct bp_health health;
	struct bp_error err = {0};
	char *path = record_path(*state, ".db"), *other = record_path(*state, ".real");

	fill(*state, 100);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(symlink(other, path), 0);
	bp_store_health(*state, LEARNER, &health);
	assert_true(!health.sound && !health.damaged);
	assert_false(bp_store_recover(*state, LEARNER, &recovery, &err));
	assert_int_equal(err.kind, BP_ERROR_STORE);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(bp_store_recover(*state, LEARNER, &recovery, &err));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rename(other, path), 0);
	bp_store_health(*state, LEARNER, &health);
	assert_true(health.sound);
	free(path);
	free(other);
}

/* An event that is missing between others: what is there is numbered anew. */
static void test_a_gap_is_mended(void **state)
{
	struct bp_health health;

	fill(*state, 100);
	run_sql(*state, "DELETE FROM event WHERE seq = 20");
	bp_store_health(*state, LEARNER, &health);
	assert_true(!health.sound && health.damaged);
	assert_int_equal(recover(*state).kept, 99);
	bp_store_health(*state, LEARNER, &health);
	assert_true(health.sound);
	assert_int_equal(health.missing, 1);
}

/* Sound to SQLite, and not as we make it: told, and mended with what is still there. */
static const struct {
	const char *sql;
	int64_t kept; /* of 100 */
	bool opens;   /* for writing */
} misshapen[] = {
	{"DROP TABLE meta", 100, false},
	{"DROP TABLE replica", 100, false},
	{"DROP TABLE event", 0, false},
	{"ALTER TABLE event RENAME TO e; CREATE VIEW event AS SELECT * FROM e", 100,
		false},
	{"ALTER TABLE event RENAME TO e; CREATE VIEW event AS WITH RECURSIVE c(n) AS"
	 " (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT e.* FROM e, c",
		100, false},
	{"UPDATE event SET body = CAST(zeroblob(3000000) AS TEXT) WHERE seq = 50", 99,
		true},
	{"UPDATE event SET seq = -seq WHERE seq = 1", 100, true},
	{"UPDATE event SET number = -9223372036854775807 - 1 WHERE seq = 50", 100, true},
	/* fails when the first exam is passed */
	{"CREATE INDEX ix ON event(abs(-9223372036854775807 - 1)) WHERE verb = 'passed'",
		100, true},
	{"UPDATE event SET body = '{}' WHERE seq IN (20, 21, 22, 40)", 98, true},
	{"ALTER TABLE draft RENAME TO d; CREATE TABLE draft(course, module, question,"
	 " text, PRIMARY KEY(course, module, question)) WITHOUT ROWID",
		100, true},
};

/* A verb that only a newer program knows is an event as any other, also as the last. */
static void test_newer_verb_at_the_end(void **state)
{
	struct bp_health health;

	fill(*state, 100);
	run_sql(*state, "UPDATE event SET verb = 'shared' WHERE seq = 100");
	bp_store_health(*state, LEARNER, &health);
	assert_int_equal(health.last, 100);
	assert_int_equal(health.vanished, 0);
	assert_int_equal(health.changed, 1); /* by us */
}

static void try_misshapen(size_t row, const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_health health;
	struct bp_error err = {0};
	const char *sql = misshapen[row].sql;

	fill(folder, 100);
	run_sql(folder, sql);
	bp_store_health(folder, LEARNER, &health);
	if (health.sound || !health.damaged)
		fail_msg("%s: sound %d, damaged %d: %s", sql, health.sound,
			health.damaged, health.fault);
	bool opens = bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err);
	if (opens != misshapen[row].opens || (!opens && err.kind != BP_ERROR_DAMAGED))
		fail_msg("%s: opens %d, kind %d", sql, opens, err.kind);
	if (opens)
		bp_store_close(store);
	int64_t kept = recover(folder).kept;
	if (kept != misshapen[row].kept)
		fail_msg("%s: %lld kept", sql, (long long)kept);
	bp_store_health(folder, LEARNER, &health);
	if (!health.sound)
		fail_msg("%s: recovered, and still %s; %lld changed", sql, health.fault,
			(long long)health.changed);
	check_goes_on(folder, kept);
}

static void test_misshapen(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(misshapen); i++) {
		char *folder = make_folder();
		try_misshapen(i, folder);
		remove_folder(folder);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_each_page),
		TEST(test_recovers_what_is_not_an_event),
		TEST(test_changed_bytes),
		TEST(test_kinds_of_damage),
		TEST(test_twice),
		TEST(test_rows_without_the_first_page),
		TEST(test_twice_with_events_between),
		TEST(test_nothing_of_another),
		TEST(test_a_lost_journal_is_noticed),
		TEST(test_a_lost_file_is_noticed),
		TEST(test_counts_what_is_lost),
		TEST(test_says_what_it_cannot_know),
		TEST(test_is_no_damage),
		TEST(test_a_gap_is_mended),
		TEST(test_newer_verb_at_the_end),
		TEST(test_misshapen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
