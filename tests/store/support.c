#include "support.h"

#include "../../src/store/connection.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <ftw.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

char *make_folder(void)
{
	const char *parent = getenv("TMPDIR");
	struct bp_buf path = {0};

	if (!parent || !*parent) /* no real disk is needed, so take the fastest */
		parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	bp_buf_printf(&path, "%s/berpijar-store-XXXXXX", parent);
	if (!mkdtemp(path.at))
		fail_msg("no folder %s", path.at);
	return path.at;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info, (void)type, (void)at;
	return remove(path);
}

void remove_folder(char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(folder);
}

int set_up(void **state)
{
	*state = make_folder();
	return 0;
}

int tear_down(void **state)
{
	remove_folder(*state);
	return 0;
}

char *record_path(const char *folder, const char *ending)
{
	struct bp_buf path = {0};
	bp_buf_printf(&path, "%s/learners/" LEARNER "%s", folder, ending);
	return path.at;
}

bool exists(const char *folder, const char *ending)
{
	char *path = record_path(folder, ending);
	bool found = access(path, F_OK) == 0;
	free(path);
	return found;
}

bool holds_bytes(const char *folder, const char *ending)
{
	struct stat info;
	char *path = record_path(folder, ending);
	bool holds = stat(path, &info) == 0 && info.st_size > 0;

	free(path);
	return holds;
}

struct bp_store *open_or_fail(const char *folder, enum bp_store_mode mode)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (!bp_store_open(&store, folder, LEARNER, mode, &err))
		fail_msg("%s", err.message);
	return store;
}

bool open_as(
	struct bp_store **out, const char *folder, bool network, struct bp_error *err)
{
	struct bp_store *store = bp_alloc(1, sizeof *store);

	store->lock = -1;
	store->mode = BP_STORE_WRITE;
	bool found = location_make(&store->at, folder, LEARNER, err);
	store->at.network = network;
	if (!found || !store_open_at(store, err)) {
		bp_store_close(store);
		return false;
	}
	*out = store;
	return true;
}

void refuse(const char *folder, enum bp_store_mode mode, enum bp_error_kind kind)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (bp_store_open(&store, folder, LEARNER, mode, &err))
		fail_msg("opened");
	if (err.kind != kind)
		fail_msg("kind %d, not %d: %s", err.kind, kind, err.message);
	assert_null(store);
	assert_true(err.message[0] && !strchr(err.message, '\n'));
}

struct bp_event answer(int64_t n)
{
	return (struct bp_event){
		.at = n,
		.verb = BP_ANSWERED,
		.course = BP_STR("ux"),
		.module = BP_STR("mengapa-ux"),
		.question = BP_STR("soal-1"),
		.grade = 0.5,
		.seconds = 12,
		.body = BP_STR("{\"response\":\"b\"}"),
	};
}

void append_or_fail(struct bp_store *store, struct bp_event *events, size_t count)
{
	struct bp_error err = {0};
	if (!bp_store_append(store, events, count, &err))
		fail_msg("%s", err.message);
}

struct tally {
	size_t events, matches;
	const uint8_t *id;
};

static void tally(void *context, const struct bp_event *event)
{
	struct tally *count = context;

	count->events++;
	if (event->seq != (int64_t)count->events)
		fail_msg("seq %lld in the place of %zu", (long long)event->seq,
			count->events);
	if (count->id && !memcmp(event->id, count->id, sizeof event->id))
		count->matches++;
}

static struct tally replay(struct bp_store *store, const uint8_t *id)
{
	struct tally count = {.id = id};
	struct bp_error err = {0};

	if (!bp_store_replay(store, 0, tally, &count, &err))
		fail_msg("%s", err.message);
	return count;
}

size_t count_events(struct bp_store *store)
{
	return replay(store, NULL).events;
}

size_t count_of(struct bp_store *store, const uint8_t id[16])
{
	return replay(store, id).matches;
}

size_t count_on_disk(const char *folder)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);
	size_t count = count_events(store);
	bp_store_close(store);
	return count;
}

static int check_answer(void *context, int columns, char **values, char **names)
{
	(void)context, (void)columns, (void)names;
	if (strcmp(values[0], "ok") != 0)
		fail_msg("integrity: %s", values[0]);
	return 0;
}

static void run_on_file(
	const char *folder, const char *sql, int (*each)(void *, int, char **, char **))
{
	char *path = record_path(folder, ".db"), *message = NULL;
	sqlite3 *db;

	assert_int_equal(
		sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	if (sqlite3_exec(db, sql, each, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	free(path);
}

void follow_chains(struct bp_store *store, int64_t *events, int64_t *faults)
{
	struct chain_faults found = {0};

	assert_true(store_readable(store, NULL));
	assert_int_equal(chain_verify(store, &found), SQLITE_OK);
	*events = found.events;
	*faults = found.missing + found.changed;
}

void check_integrity(const char *folder)
{
	run_on_file(folder, "PRAGMA integrity_check", check_answer);
}

void run_sql(const char *folder, const char *sql)
{
	run_on_file(folder, sql, NULL);
}

/* A process that opens for writing, records one event, and says so; then it waits. */
pid_t start_writer(const char *folder)
{
	int ready[2];
	char said = 0;

	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct bp_store *store;
		struct bp_event event = answer(1);
		if (bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, NULL) &&
			bp_store_append(store, &event, 1, NULL))
			said = 'y';
		if (write(ready[1], &said, 1) == 1)
			pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &said, 1), 1);
	assert_int_equal(said, 'y');
	close(ready[0]);
	close(ready[1]);
	return child;
}

void kill_writer(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

void put_bytes(const char *folder, const char *ending, const char *bytes, size_t len)
{
	char *path = record_path(folder, ending);
	FILE *out = fopen(path, "wb");
	assert_int_equal(fwrite(bytes, 1, len, out), len);
	fclose(out);
	free(path);
}

void read_record(const char *folder, const char *ending, struct bp_buf *out)
{
	char *path = record_path(folder, ending);
	bp_buf_clear(out);
	if (bp_is_file(path))
		assert_true(bp_file_read(path, 1 << 24, out, NULL));
	free(path);
}

void fill(const char *folder, int64_t count)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);
	for (int64_t n = 0; n < count; n += 100) {
		struct bp_event events[100];
		for (int64_t i = 0; i < 100; i++)
			events[i] = answer(n + i);
		append_or_fail(store, events, COUNT(events));
	}
	bp_store_close(store);
}
