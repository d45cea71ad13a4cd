/* Rights, folders and file systems. */
#include "support.h"
#include <errno.h>

#include "../../src/store/connection.h"
#include <berpijar/arena.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

static mode_t mode_of(const char *folder, const char *ending)
{
	struct stat info;
	char *path = record_path(folder, ending);
	assert_int_equal(stat(path, &info), 0);
	free(path);
	return info.st_mode & 07777;
}

static mode_t mode_of_folder(const char *folder)
{
	struct stat info;
	struct bp_buf path = {0};
	bp_buf_printf(&path, "%s/learners", folder);
	assert_int_equal(stat(path.at, &info), 0);
	bp_buf_release(&path);
	return info.st_mode & 07777;
}

static void set_modes(const char *folder, mode_t of_folder, mode_t of_file)
{
	struct bp_buf path = {0};
	char *file = record_path(folder, ".db");
	bp_buf_printf(&path, "%s/learners", folder);
	assert_int_equal(chmod(file, of_file), 0);
	assert_int_equal(chmod(path.at, of_folder), 0);
	bp_buf_release(&path);
	free(file);
}

static void test_private_whatever_the_umask(void **state)
{
	static const mode_t masks[] = {0, 022, 077};

	for (size_t i = 0; i < COUNT(masks); i++) {
		char *folder = make_folder();
		struct bp_event event = answer(1);
		mode_t before = umask(masks[i]);
		struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
		umask(before);
		append_or_fail(store, &event, 1);
		assert_int_equal(mode_of_folder(folder), 0700);
		assert_int_equal(mode_of(folder, ".db"), 0600);
		assert_int_equal(mode_of(folder, ".db-wal"), 0600);
		assert_int_equal(mode_of(folder, ".lock"), 0600);
		bp_store_close(store);

		set_modes(folder, 0755, 0644);
		bp_store_close(open_or_fail(folder, BP_STORE_WRITE));
		assert_int_equal(mode_of_folder(folder), 0700);
		assert_int_equal(mode_of(folder, ".db"), 0600);
		remove_folder(folder);
	}
	(void)state;
}

/* Runs a test in a process without the powers of root; false: not possible here. */
static bool as_nobody(const char *folder, void (*test)(const char *folder))
{
	int status;

	if (geteuid() == 0) {
		static const char *const endings[] = {
			".db", ".lock", ".db-wal", ".db-shm"};
		struct bp_buf path = {0};
		bp_buf_printf(&path, "%s/learners", folder);
		bool given = chown(folder, NOBODY, NOBODY) == 0 &&
			chown(path.at, NOBODY, NOBODY) == 0;
		bp_buf_release(&path);
		for (size_t i = 0; i < COUNT(endings); i++) {
			char *file = record_path(folder, endings[i]);
			given = given &&
				(chown(file, NOBODY, NOBODY) == 0 || errno == ENOENT);
			free(file);
		}
		if (!given)
			return false;
	}
	pid_t child = fork();
	if (child == 0) {
		if (geteuid() == 0 && (setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
			_exit(77);
		test(folder);
		_exit(0);
	}
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		return false;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	return true;
}

/* In a child process a failing assertion must end it; cmocka's would go on elsewhere. */
#define MUST(condition)                                                                 \
	do {                                                                            \
		if (!(condition)) {                                                     \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
			_exit(1);                                                       \
		}                                                                       \
	} while (0)

static void count_one(void *context, const struct bp_event *event)
{
	(void)event;
	++*(int *)context;
}

static void read_file_without_right_to_write(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	int count = 0;

	MUST(!bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY);
	MUST(bp_store_open(&store, folder, LEARNER, BP_STORE_READ, &err));
	MUST(bp_store_replay(store, 0, count_one, &count, &err));
	MUST(count == 100);
	bp_store_close(store);
}

static void read_folder_without_right_to_write(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	read_file_without_right_to_write(folder);
	MUST(!bp_store_open(&store, folder, "budi", BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY);
}

/* The journal that a closed record keeps is empty: it may be missing. */
static void remove_journal(const char *folder)
{
	char *wal = record_path(folder, ".db-wal"), *shm = record_path(folder, ".db-shm");

	remove(wal);
	remove(shm);
	free(wal);
	free(shm);
}

static void test_folder_without_right_to_write(void **state)
{
	fill(*state, 100);
	remove_journal(*state);
	set_modes(*state, 0500, 0600);
	if (!as_nobody(*state, read_folder_without_right_to_write))
		skip();
	set_modes(*state, 0500, 0400);
	as_nobody(*state, read_folder_without_right_to_write);
	set_modes(*state, 0700, 0600);
}

static void test_file_without_right_to_write(void **state)
{
	fill(*state, 100);
	set_modes(*state, 0700, 0400);
	if (!as_nobody(*state, read_file_without_right_to_write))
		skip();
}

/* Even a umask that takes the owner's own rights. */
static void record_under_umask(const char *folder)
{
	struct bp_error err = {0};

	umask(0777);
	for (int64_t n = 1; n <= 3; n++) {
		struct bp_store *store = NULL;
		struct bp_event event = answer(n);
		MUST(bp_store_open(&store, folder, "budi", BP_STORE_WRITE, &err));
		MUST(bp_store_append(store, &event, 1, &err));
		MUST(event.seq == n);
		bp_store_close(store);
	}
}

static void test_strict_umask(void **state)
{
	fill(*state, 100);
	if (!as_nobody(*state, record_under_umask))
		skip();
}

static void find_no_folder(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/learners/baru/lagi", folder);
	MUST(!bp_store_open(&store, path.at, LEARNER, BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY);
	MUST(bp_store_open(&store, path.at, LEARNER, BP_STORE_READ, &err));
	bp_store_close(store);
	bp_buf_release(&path);
}

static void test_folder_that_cannot_be_made(void **state)
{
	fill(*state, 100);
	set_modes(*state, 0500, 0600);
	if (!as_nobody(*state, find_no_folder))
		skip();
	set_modes(*state, 0700, 0600);
}

static void test_somebody_elses(void **state)
{
	char *path = record_path(*state, ".db");
	fill(*state, 100);
	if (geteuid() != 0 || chown(path, NOBODY, NOBODY) < 0) {
		free(path);
		skip();
		return; /* skip() does not, but is not known for it */
	}
	refuse(*state, BP_STORE_WRITE, BP_ERROR_STORE);
	assert_int_equal(count_on_disk(*state), 100);
	free(path);
}

static void test_store_is_a_file(void **state)
{
	struct bp_buf path = {0};
	bp_buf_printf(&path, "%s/berkas", (char *)*state);
	fclose(fopen(path.at, "w"));
	refuse(path.at, BP_STORE_WRITE, BP_ERROR_STORE);
	refuse(path.at, BP_STORE_READ, BP_ERROR_STORE);
	bp_buf_release(&path);
}

/* A home that is a link is common; the record itself must be none. */
static void test_linked_folder(void **state)
{
	struct bp_buf path = {0};
	fill(*state, 100);
	bp_buf_printf(&path, "%s-link", (char *)*state);
	assert_int_equal(symlink(*state, path.at), 0);
	fill(path.at, 100);
	assert_int_equal(count_on_disk(path.at), 200);
	remove(path.at);
	bp_buf_release(&path);
}

/* Names that mean something to SQLite's URIs are just names. */
static void test_odd_folder_names(void **state)
{
	static const char *const names[] = {
		"file:x?mode=memory", "a%20b#c", "dua kata", "'\""};
	struct bp_buf path = {0};

	assert_int_equal(chmod(*state, 0755), 0);
	for (size_t i = 0; i < COUNT(names); i++) {
		bp_buf_clear(&path);
		bp_buf_printf(&path, "%s/%s", (char *)*state, names[i]);
		fill(path.at, 100);
		assert_true(exists(path.at, ".db"));
		remove_journal(path.at);
		set_modes(path.at, 0500, 0600);
		as_nobody(path.at, read_folder_without_right_to_write);
		set_modes(path.at, 0700, 0600);
	}
	bp_buf_release(&path);
}

static void delete_file(const char *path)
{
	assert_int_equal(remove(path), 0);
}

static void replace_file(const char *path)
{
	struct bp_buf other = {0};
	bp_buf_printf(&other, "%s-lain", path);
	fclose(fopen(other.at, "w"));
	assert_int_equal(rename(other.at, path), 0);
	bp_buf_release(&other);
}

/* What is written to a file that has no name any more is not recorded. */
static void test_file_gone_while_open(void **state)
{
	static void (*const deeds[])(const char *) = {delete_file, replace_file};
	(void)state;
	for (size_t i = 0; i < COUNT(deeds); i++) {
		char *folder = make_folder(), *path = record_path(folder, ".db");
		struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
		struct bp_event event = answer(1);
		struct bp_error err = {0};

		append_or_fail(store, &event, 1);
		deeds[i](path);
		event = answer(2);
		assert_false(bp_store_append(store, &event, 1, &err));
		assert_int_equal(err.kind, BP_ERROR_STORE);
		bp_store_close(store);
		free(path);
		remove_folder(folder);
	}
}

/* A half-made record of an attempt that was cut short is no obstacle. */
static void test_creation_cut_short(void **state)
{
	bp_store_close(open_or_fail(*state, BP_STORE_WRITE));
	char *path = record_path(*state, ".db");
	remove(path);
	free(path);
	put_bytes(*state, ".db-new", "setengah", 8);
	fill(*state, 100);
	assert_int_equal(count_on_disk(*state), 100);
	assert_false(exists(*state, ".db-new"));
}

/* File systems. */

static void test_network_types(void **state)
{
	static const struct {
		long type;
		bool network;
	} types[] = {
		{0x6969, true},
		{0xef53, false},
		{(long)0xff534d42, true},
		{0x65735546, true},
		{0x01021994, false},
		{0x58465342, false},
		{(int)0xfe534d42, true},
		{0x9123683e, false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(types); i++)
		if (location_is_network((unsigned long)types[i].type) != types[i].network)
			fail_msg("%lx", types[i].type);
}

static void test_network(void **state)
{
	for (int64_t round = 0; round < 3; round++) {
		struct bp_event event = answer(round);
		struct bp_store *store = NULL;
		assert_true(open_as(&store, *state, true, NULL));
		append_or_fail(store, &event, 1);
		assert_false(holds_bytes(*state, ".db-wal"));
		assert_false(exists(*state, ".db-journal"));
		assert_int_equal(count_on_disk(*state), (size_t)(2 * round + 1));
		refuse(*state, BP_STORE_WRITE, BP_ERROR_BUSY);
		bp_store_close(store);

		store = open_or_fail(*state, BP_STORE_WRITE); /* moved to a local disk */
		event = answer(round);
		append_or_fail(store, &event, 1);
		assert_true(holds_bytes(*state, ".db-wal"));
		bp_store_close(store);
	}
	check_integrity(*state);
}

/* A writer on a local disk was killed, and the folder was moved to a network. */
static void test_moved_to_network_after_unclean_end(void **state)
{
	struct bp_store *store = NULL;
	pid_t child = start_writer(*state);

	kill_writer(child);
	assert_true(open_as(&store, *state, true, NULL));
	assert_int_equal(count_events(store), 1);
	assert_false(holds_bytes(*state, ".db-wal"));
	bp_store_close(store);
	check_integrity(*state);
}

/* Half of a transaction is in the file, and its undoing in the journal. */
static void die_in_mid_commit(const char *folder)
{
	static const char sql[] = "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN;"
				  "UPDATE event SET body = hex(zeroblob(1000))";
	char *path = record_path(folder, ".db");
	int status;
	pid_t child = fork();

	if (child == 0) {
		sqlite3 *db;
		bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) ==
				SQLITE_OK &&
			sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
		_exit(ok ? 0 : 1);
	}
	free(path);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_true(holds_bytes(folder, ".db-journal"));
}

static void test_read_after_death_in_mid_commit(void **state)
{
	struct bp_store *store = NULL;
	struct bp_event event = answer(1);

	fill(*state, 100);
	assert_true(open_as(&store, *state, true, NULL));
	append_or_fail(store, &event, 1);
	bp_store_close(store);
	die_in_mid_commit(*state);
	assert_int_equal(count_on_disk(*state), 101);
	assert_false(holds_bytes(*state, ".db-journal"));
	check_integrity(*state);
}

/* Writes until there is no more room, makes some, goes on; returns how many events. */
static int fill_the_disk(const char *folder, const char *ballast)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	int recorded = 0, count = 0;

	MUST(bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err));
	struct bp_event event = answer(0);
	for (; bp_store_append(store, &event, 1, &err); event = answer(recorded))
		recorded++;
	MUST(recorded > 10);
	MUST(err.kind == BP_ERROR_READ_ONLY && strstr(err.message, "penuh"));
	MUST(bp_store_replay(store, 0, count_one, &count, &err));
	MUST(count == recorded);

	MUST(remove(ballast) == 0);
	MUST(bp_store_append(store, &event, 1, &err));
	MUST(event.seq == recorded + 1);
	bp_store_close(store);
	return recorded + 1;
}

static void take_all_room(const char *ballast)
{
	FILE *file = fopen(ballast, "w");
	MUST(file);
	while (fputc('x', file) != EOF && fflush(file) == 0)
		continue;
	fclose(file);
}

/* It is said when the record is opened, or at the latest when something is to be
 * recorded. */
static void refuse_to_record(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	struct bp_event event = answer(77);

	if (bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err))
		MUST(!bp_store_append(store, &event, 1, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY && strstr(err.message, "penuh"));
	bp_store_close(store);
}

static void use_full_disk(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	struct bp_buf ballast = {0};
	int count = 0;

	bp_buf_printf(&ballast, "%s/ballast", folder);
	FILE *file = fopen(ballast.at, "w");
	for (int i = 0; i < 100 * 1024; i++)
		fputc('x', file);
	MUST(fclose(file) == 0);
	int recorded = fill_the_disk(folder, ballast.at);

	take_all_room(ballast.at);
	refuse_to_record(folder);
	MUST(bp_store_open(&store, folder, LEARNER, BP_STORE_READ, &err));
	MUST(bp_store_replay(store, 0, count_one, &count, &err));
	MUST(count == recorded);
	bp_store_close(store);
	MUST(!bp_store_open(&store, folder, "budi", BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY && strstr(err.message, "penuh"));
	bp_buf_release(&ballast);
}

/* A whole session on a disk of 400 KiB. */
static void test_full_disk(void **state)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (unshare(CLONE_NEWNS) < 0 ||
			mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
			mount("tmpfs", *state, "tmpfs", 0, "size=400k") < 0)
			_exit(77);
		use_full_disk(*state);
		_exit(0);
	}
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_private_whatever_the_umask),
		TEST(test_folder_without_right_to_write),
		TEST(test_file_without_right_to_write),
		TEST(test_strict_umask),
		TEST(test_folder_that_cannot_be_made),
		TEST(test_somebody_elses),
		TEST(test_store_is_a_file),
		TEST(test_linked_folder),
		TEST(test_odd_folder_names),
		TEST(test_file_gone_while_open),
		TEST(test_creation_cut_short),
		TEST(test_network_types),
		TEST(test_network),
		TEST(test_moved_to_network_after_unclean_end),
		TEST(test_read_after_death_in_mid_commit),
		TEST(test_full_disk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
