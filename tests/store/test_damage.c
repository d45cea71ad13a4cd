/* Files that are not taken for a record, and damage: all is left as it is. */
#include "support.h"

#include <berpijar/arena.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void make_garbage(const char *folder)
{
	static const char noise[8192] = "ini bukan basis data";
	put_bytes(folder, ".db", noise, sizeof noise);
}

static void make_empty(const char *folder)
{
	put_bytes(folder, ".db", "", 0);
}

static void make_short(const char *folder)
{
	char *path = record_path(folder, ".db");
	assert_int_equal(truncate(path, 8192), 0);
	free(path);
}

static void make_cut_header(const char *folder)
{
	char *path = record_path(folder, ".db");
	assert_int_equal(truncate(path, 50), 0);
	free(path);
}

static void make_foreign(const char *folder)
{
	make_empty(folder);
	run_sql(folder, "CREATE TABLE event(seq INTEGER PRIMARY KEY, id BLOB)");
}

static void make_newer(const char *folder)
{
	run_sql(folder, "PRAGMA user_version = 1000000");
}

static void make_version_0(const char *folder)
{
	run_sql(folder, "PRAGMA user_version = 0");
}

static void make_link(const char *folder)
{
	char *path = record_path(folder, ".db"),
	     *target = record_path(folder, "-target.db");
	assert_int_equal(rename(path, target), 0);
	assert_int_equal(symlink(target, path), 0);
	free(path);
	free(target);
}

static void make_dangling_link(const char *folder)
{
	char *path = record_path(folder, ".db");
	remove(path);
	assert_int_equal(symlink("tidak-ada", path), 0);
	free(path);
}

static void make_directory(const char *folder)
{
	char *path = record_path(folder, ".db");
	remove(path);
	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

static void make_fifo(const char *folder)
{
	char *path = record_path(folder, ".db");
	remove(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	free(path);
}

static void make_lost_but_for_its_journal(const char *folder)
{
	char *path = record_path(folder, ".db");
	pid_t child = start_writer(folder);
	kill_writer(child);
	remove(path);
	free(path);
}

static const struct {
	const char *name;
	void (*make)(const char *folder);
	enum bp_error_kind writing, reading; /* BP_ERROR_NONE: opens */
} refused[] = {
	{"garbage", make_garbage, BP_ERROR_DAMAGED, BP_ERROR_DAMAGED},
	{"empty", make_empty, BP_ERROR_DAMAGED, BP_ERROR_DAMAGED},
	{"cut short", make_short, BP_ERROR_DAMAGED, BP_ERROR_DAMAGED},
	{"cut in the header", make_cut_header, BP_ERROR_DAMAGED, BP_ERROR_DAMAGED},
	{"another program's", make_foreign, BP_ERROR_STORE, BP_ERROR_STORE},
	{"without a version", make_version_0, BP_ERROR_STORE, BP_ERROR_STORE},
	{"of a newer version", make_newer, BP_ERROR_READ_ONLY, BP_ERROR_NONE},
	{"lost but for its journal", make_lost_but_for_its_journal, BP_ERROR_DAMAGED,
		BP_ERROR_DAMAGED},
	{"a link", make_link, BP_ERROR_STORE, BP_ERROR_STORE},
	{"a link to nothing", make_dangling_link, BP_ERROR_STORE, BP_ERROR_STORE},
	{"a folder", make_directory, BP_ERROR_STORE, BP_ERROR_STORE},
	{"a pipe", make_fifo, BP_ERROR_STORE, BP_ERROR_STORE},
};

static void test_refused_files(void **state)
{
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct bp_buf before = {0}, after = {0};
		char *folder = make_folder();
		struct bp_event event = answer(1);
		struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
		append_or_fail(store, &event, 1);
		bp_store_close(store);

		print_message("%s\n", refused[i].name);
		refused[i].make(folder);
		read_record(folder, ".db", &before);
		refuse(folder, BP_STORE_WRITE, refused[i].writing);
		if (refused[i].reading == BP_ERROR_NONE)
			assert_int_equal(count_on_disk(folder), 1);
		else
			refuse(folder, BP_STORE_READ, refused[i].reading);
		read_record(folder, ".db", &after);
		assert_true(bp_str_equal(bp_buf_str(&before), bp_buf_str(&after)));

		bp_buf_release(&before);
		bp_buf_release(&after);
		remove_folder(folder);
	}
	(void)state;
}

/* Overwrites the middle of the file: most of it is the event table. */
static void damage(const char *folder)
{
	char *path = record_path(folder, ".db");
	FILE *file = fopen(path, "r+b");
	static const char noise[4096] = "rusak";
	assert_int_equal(fseek(file, 20 * 4096, SEEK_SET), 0);
	assert_int_equal(fwrite(noise, 1, sizeof noise, file), sizeof noise);
	fclose(file);
	free(path);
}

static void ignore(void *context, const struct bp_event *event)
{
	(void)context, (void)event;
}

static void set_checked(const char *folder, int64_t at)
{
	put_bytes(folder, ".lock", (const char *)&at, sizeof at);
}

/* Damage is looked for once a day, and found by whoever meets it. */
static void test_daily_check(void **state)
{
	const int64_t day = 24 * 60 * 60;
	struct bp_error err = {0};

	fill(*state, 3000);
	damage(*state);
	set_checked(*state, time(NULL) - day + 60);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_false(bp_store_replay(store, 0, ignore, NULL, &err));
	assert_int_equal(err.kind, BP_ERROR_DAMAGED);
	bp_store_close(store);

	set_checked(*state, time(NULL) - day);
	refuse(*state, BP_STORE_WRITE, BP_ERROR_DAMAGED);
	set_checked(*state, time(NULL) + day); /* the clock was wrong */
	refuse(*state, BP_STORE_WRITE, BP_ERROR_DAMAGED);
}

/* A damaged file and the journal of a killed writer stay exactly as they are. */
static void test_damage_after_unclean_end(void **state)
{
	static const char *const endings[] = {".db", ".db-wal"};
	struct bp_buf before[2] = {0}, after = {0};

	fill(*state, 3000);
	pid_t child = start_writer(*state);
	kill_writer(child);
	damage(*state);
	for (int i = 0; i < 2; i++)
		read_record(*state, endings[i], &before[i]);
	assert_true(before[1].len > 0);

	refuse(*state, BP_STORE_WRITE, BP_ERROR_DAMAGED);
	for (int i = 0; i < 2; i++) {
		read_record(*state, endings[i], &after);
		assert_true(bp_str_equal(bp_buf_str(&before[i]), bp_buf_str(&after)));
		bp_buf_release(&before[i]);
	}
	bp_buf_release(&after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_refused_files),
		TEST(test_daily_check),
		TEST(test_damage_after_unclean_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
