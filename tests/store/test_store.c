/* The store: every promise of store.h that needs no fault to be seen. */
#include "support.h"

#include "../../src/store/internal.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NOBODY 65534

static const struct {
	const char *id;
	bool valid;
} learners[] = {
	{"siti", true},
	{"a", true},
	{"Budi.S_1-b", true},
	{"-x", true},
	{"0123456789012345678901234567890123456789012345678901234567890123", true},
	{"01234567890123456789012345678901234567890123456789012345678901234", false},
	{"", false},
	{".", false},
	{"..", false},
	{".siti", false},
	{"a/b", false},
	{"../siti", false},
	{"a b", false},
	{"a\n", false},
	{"s\xc3\xad", false},
	{"a:b", false},
};

static void test_learner(void **state)
{
	struct bp_store *store = NULL;
	struct bp_error err;

	for (size_t i = 0; i < COUNT(learners); i++) {
		if (bp_learner_valid(bp_str(learners[i].id)) != learners[i].valid)
			fail_msg("\"%s\"", learners[i].id);
		if (learners[i].valid)
			continue;
		assert_false(bp_store_open(
			&store, *state, learners[i].id, BP_STORE_WRITE, &err));
		assert_int_equal(err.kind, BP_ERROR_USAGE);
	}
}

/* Events as they are and as they come back. */

static const struct bp_event shapes[] = {
	{.at = 1764000000123,
		.verb = BP_INITIALIZED,
		.course = {"ux", 2},
		.grade = -1,
		.seconds = -1},
	{.at = 0,
		.verb = BP_ANSWERED,
		.course = {"ux", 2},
		.module = {"mengapa-ux", 10},
		.question = {"soal 1: \xe2\x80\x9cya\xe2\x80\x9d", 17},
		.grade = 1.0 / 3,
		.seconds = 0,
		.body = {"{\"response\":\"b\"}", 16}},
	{.at = -5,
		.verb = BP_COMPLETED,
		.course = {"", 0},
		.module = {"m", 1},
		.grade = 1,
		.seconds = 1e-9,
		.jp_halves = 7},
	{.at = INT64_MAX,
		.verb = BP_VOIDED,
		.grade = 0,
		.seconds = 1e300,
		.body = {"\0\xff\x80 a\nb", 7}},
};

static bool same_event(const struct bp_event *a, const struct bp_event *b)
{
	return a->seq == b->seq && !memcmp(a->id, b->id, sizeof a->id) &&
		a->at == b->at && a->verb == b->verb &&
		bp_str_equal(a->course, b->course) &&
		bp_str_equal(a->module, b->module) &&
		bp_str_equal(a->question, b->question) && a->grade == b->grade &&
		a->seconds == b->seconds && a->jp_halves == b->jp_halves &&
		bp_str_equal(a->body, b->body);
}

static void compare_next(void *context, const struct bp_event *event)
{
	const struct bp_event **next = context;
	if (!same_event(event, *next))
		fail_msg("event %lld came back changed", (long long)event->seq);
	++*next;
}

static void test_round_trip(void **state)
{
	struct bp_event events[COUNT(shapes)];
	const struct bp_event *next = events;

	memcpy(events, shapes, sizeof shapes);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	append_or_fail(store, events, COUNT(events));
	assert_true(bp_store_replay(store, compare_next, &next, NULL));
	assert_ptr_equal(next, events + COUNT(events));
	bp_store_close(store);

	next = events;
	store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_replay(store, compare_next, &next, NULL));
	assert_ptr_equal(next, events + COUNT(events));
	bp_store_close(store);
}

static void test_seq_has_no_gaps(void **state)
{
	struct bp_event events[5];
	int64_t seq = 0;

	for (int round = 0; round < 4; round++) {
		struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
		for (size_t i = 0; i < COUNT(events); i++)
			events[i] = answer((int64_t)i);
		append_or_fail(store, events, COUNT(events));
		for (size_t i = 0; i < COUNT(events); i++)
			assert_int_equal(events[i].seq, ++seq);
		append_or_fail(store, events, 0);
		assert_int_equal(count_events(store), seq);
		bp_store_close(store);
	}
}

static void test_append_again(void **state)
{
	struct bp_event first[2] = {answer(1), answer(2)}, mixed[4];
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	append_or_fail(store, first, 2);
	mixed[0] = answer(3);
	mixed[1] = first[1];
	mixed[1].seq = 0;
	mixed[1].grade = 1; /* what is recorded stays as it is */
	mixed[2] = answer(4);
	memcpy(mixed[2].id, "0123456789abcdef", 16);
	mixed[3] = mixed[2];
	append_or_fail(store, mixed, 4);

	assert_int_equal(mixed[0].seq, 3);
	assert_int_equal(mixed[1].seq, 2);
	assert_int_equal(mixed[2].seq, 4);
	assert_int_equal(mixed[3].seq, 4);
	assert_int_equal(count_events(store), 4);
	assert_int_equal(count_of(store, mixed[2].id), 1);
	append_or_fail(store, mixed, 4);
	assert_int_equal(count_events(store), 4);
	bp_store_close(store);
}

static void test_ids(void **state)
{
	struct bp_event events[3000];
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	for (size_t i = 0; i < COUNT(events); i++)
		events[i] = answer(i < 2900 ? 0x0197a1b2c3d4 : 0x0197a1b2c3d5);
	append_or_fail(store, events, COUNT(events));
	for (size_t i = 0; i < COUNT(events); i++) {
		const uint8_t *id = events[i].id;
		assert_memory_equal(id, "\x01\x97\xa1\xb2\xc3", 5);
		assert_int_equal(id[5], i < 2900 ? 0xd4 : 0xd5);
		assert_int_equal(id[6] >> 4, 7);
		assert_int_equal(id[8] >> 6, 2);
		if (i > 0 && i < 2048 && memcmp(events[i - 1].id, id, 16) >= 0)
			fail_msg("id %zu does not follow", i);
	}
	bp_store_close(store);
}

static void test_too_large(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_event events[2] = {answer(1), answer(2)};
	struct bp_error err = {0};
	char *body = bp_alloc(2 << 20, 1);

	events[1].body = (struct bp_str){body, 2 << 20};
	assert_false(bp_store_append(store, events, 2, &err));
	assert_int_equal(err.kind, BP_ERROR_STORE);
	assert_int_equal(events[0].seq, 0);
	assert_int_equal(count_events(store), 0);
	append_or_fail(store, events, 1);
	bp_store_close(store);
	free(body);
}

/* Places, drafts, settings. */

static void add_place(void *context, struct bp_str course, struct bp_str module,
	const struct bp_place *place)
{
	bp_buf_printf(context, "%.*s/%.*s %u ", (int)course.len, course.at,
		(int)module.len, module.at, place->block);
}

static void test_place(void **state)
{
	struct bp_place far = {UINT32_MAX, UINT32_MAX - 1, UINT64_MAX - 2, 1000};
	struct bp_place near = {1, 2, 3, 4}, got = {0};
	struct bp_buf all = {0};
	struct bp_str ux = BP_STR("ux"), a = BP_STR("a"), b = BP_STR("b");
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	assert_false(bp_store_load_place(store, ux, a, &got));
	assert_true(bp_store_save_place(store, ux, a, &near, 10, NULL));
	assert_true(
		bp_store_save_place(store, ux, a, &far, 5, NULL)); /* clocks go back */
	assert_true(bp_store_save_place(store, ux, b, &near, 7, NULL));
	bp_store_close(store);

	store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_load_place(store, ux, a, &got));
	assert_true(got.block == far.block && got.offset == far.offset &&
		got.hash == far.hash && got.permille == far.permille);
	assert_false(bp_store_load_place(store, a, ux, &got));
	assert_true(bp_store_each_place(store, add_place, &all, NULL));
	assert_string_equal(all.at, "ux/a 4294967295 ux/b 1 ");
	bp_buf_release(&all);
	bp_store_close(store);
}

static bool draft_is(struct bp_store *store, const char *question, const char *text)
{
	struct bp_buf out = {0};
	bool found = bp_store_load_draft(
		store, BP_STR("ux"), BP_STR("a"), bp_str(question), &out);
	bool same = text ? found && bp_str_is(bp_buf_str(&out), text) : !found;
	bp_buf_release(&out);
	return same;
}

static void test_draft(void **state)
{
	static const struct {
		const char *question, *text, *q, *r; /* saved; what q and r hold then */
	} steps[] = {
		{"q", "b", "b", NULL},
		{"r", "Layanan \xf0\x9f\x94\xa5", "b", "Layanan \xf0\x9f\x94\xa5"},
		{"q", "a,c", "a,c", "Layanan \xf0\x9f\x94\xa5"},
		{"r", "", "a,c", NULL},
		{"r", "", "a,c", NULL},
	};
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	for (size_t i = 0; i < COUNT(steps); i++) {
		assert_true(bp_store_save_draft(store, BP_STR("ux"), BP_STR("a"),
			bp_str(steps[i].question), bp_str(steps[i].text), NULL));
		if (!draft_is(store, "q", steps[i].q) ||
			!draft_is(store, "r", steps[i].r))
			fail_msg("step %zu", i);
	}
	bp_store_close(store);
}

static void test_setting(void **state)
{
	struct bp_buf out = {0};
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	assert_false(bp_store_load_setting(store, "lang", &out));
	assert_true(bp_store_save_setting(store, "lang", BP_STR("en"), NULL));
	assert_true(bp_store_save_setting(store, "lang", BP_STR("id"), NULL));
	assert_true(bp_store_save_setting(store, "theme", BP_STR(""), NULL));
	bp_buf_add_cstr(&out, "lang=");
	assert_true(bp_store_load_setting(store, "lang", &out));
	assert_true(bp_store_load_setting(store, "theme", &out));
	assert_string_equal(out.at, "lang=id");
	bp_buf_release(&out);
	bp_store_close(store);
}

/* Reading beside nobody and beside a writer. */

static void test_missing_reads_as_empty(void **state)
{
	struct bp_place place;
	struct bp_buf out = {0};
	struct bp_error err;
	struct bp_event event = answer(1);
	struct bp_str ux = BP_STR("ux");

	struct bp_store *store = open_or_fail(*state, BP_STORE_READ);
	assert_false(bp_store_writable(store));
	assert_int_equal(count_events(store), 0);
	assert_true(bp_store_each_place(store, add_place, &out, NULL));
	assert_false(bp_store_load_place(store, ux, ux, &place));
	assert_false(bp_store_load_draft(store, ux, ux, ux, &out));
	assert_false(bp_store_load_setting(store, "lang", &out));
	assert_false(bp_store_append(store, &event, 1, &err));
	assert_int_equal(err.kind, BP_ERROR_READ_ONLY);
	bp_store_close(store);
	assert_false(exists(*state, "")); /* nor is there a folder now */
	assert_false(exists(*state, ".db"));
}

static void test_read_beside_writer(void **state)
{
	struct bp_event event = answer(1);
	struct bp_store *writer = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_store *reader = open_or_fail(*state, BP_STORE_READ);

	for (size_t n = 1; n <= 3; n++) {
		event = answer((int64_t)n);
		append_or_fail(writer, &event, 1);
		assert_true(exists(*state, ".db-wal"));
		assert_int_equal(count_events(reader), n);
	}
	assert_false(bp_store_append(reader, &event, 1, NULL));
	bp_store_close(writer);
	assert_int_equal(count_events(reader), 3);
	bp_store_close(reader);

	writer = open_or_fail(*state, BP_STORE_WRITE);
	bp_store_close(writer);
	assert_false(exists(*state, ".db-wal"));
}

/* One writer. */

/* A process that opens for writing, records one event, and says so; then it waits. */
static pid_t start_writer(const char *folder)
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

static void test_one_writer(void **state)
{
	struct bp_store *other = NULL;
	pid_t child = start_writer(*state);

	refuse(*state, BP_STORE_WRITE, BP_ERROR_BUSY);
	assert_int_equal(count_on_disk(*state), 1);
	assert_true(bp_store_open(&other, *state, "budi", BP_STORE_WRITE, NULL));
	bp_store_close(other);
	refuse(*state, BP_STORE_WRITE, BP_ERROR_BUSY);

	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(count_events(store), 1);
	refuse(*state, BP_STORE_WRITE, BP_ERROR_BUSY); /* nor twice in one process */
	bp_store_close(store);
	check_integrity(*state);
}

/* After a kill the journal still holds what was recorded; opening brings it home. */
static void test_unclean_end_is_settled(void **state)
{
	pid_t child = start_writer(*state);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	assert_true(exists(*state, ".db-wal"));

	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_false(store->doubt);
	char *file = record_path(*state, ".db"), *copy = record_path(*state, "-copy.db");
	struct bp_buf bytes = {0};
	assert_true(bp_file_read(file, 1 << 20, &bytes, NULL));
	FILE *out = fopen(copy, "wb");
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, out), bytes.len);
	fclose(out);

	struct bp_store *without_journal;
	assert_true(bp_store_open(
		&without_journal, *state, LEARNER "-copy", BP_STORE_READ, NULL));
	assert_int_equal(count_events(without_journal), 1);
	bp_store_close(without_journal);
	bp_store_close(store);
	bp_buf_release(&bytes);
	free(file);
	free(copy);
}

/* Files that are not taken for a record. */

static void put_bytes(
	const char *folder, const char *ending, const char *bytes, size_t len)
{
	char *path = record_path(folder, ending);
	FILE *out = fopen(path, "wb");
	assert_int_equal(fwrite(bytes, 1, len, out), len);
	fclose(out);
	free(path);
}

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
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	remove(path);
	free(path);
}

static const struct {
	const char *name;
	void (*make)(const char *folder);
	enum bp_error_kind writing, reading; /* BP_ERROR_NONE: opens */
} refused[] = {
	{"garbage", make_garbage, BP_ERROR_STORE, BP_ERROR_STORE},
	{"empty", make_empty, BP_ERROR_STORE, BP_ERROR_STORE},
	{"cut short", make_short, BP_ERROR_STORE, BP_ERROR_STORE},
	{"cut in the header", make_cut_header, BP_ERROR_STORE, BP_ERROR_STORE},
	{"another program's", make_foreign, BP_ERROR_STORE, BP_ERROR_STORE},
	{"without a version", make_version_0, BP_ERROR_STORE, BP_ERROR_STORE},
	{"of a newer version", make_newer, BP_ERROR_READ_ONLY, BP_ERROR_NONE},
	{"lost but for its journal", make_lost_but_for_its_journal, BP_ERROR_STORE,
		BP_ERROR_STORE},
	{"a link", make_link, BP_ERROR_STORE, BP_ERROR_STORE},
	{"a link to nothing", make_dangling_link, BP_ERROR_STORE, BP_ERROR_STORE},
	{"a folder", make_directory, BP_ERROR_STORE, BP_ERROR_STORE},
	{"a pipe", make_fifo, BP_ERROR_STORE, BP_ERROR_STORE},
};

static void read_record(const char *folder, const char *ending, struct bp_buf *out)
{
	char *path = record_path(folder, ending);
	bp_buf_clear(out);
	if (bp_is_file(path))
		assert_true(bp_file_read(path, 1 << 24, out, NULL));
	free(path);
}

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

static void fill(const char *folder, int64_t count)
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
	assert_false(bp_store_replay(store, ignore, NULL, &err));
	assert_int_equal(err.kind, BP_ERROR_STORE);
	bp_store_close(store);

	set_checked(*state, time(NULL) - day);
	refuse(*state, BP_STORE_WRITE, BP_ERROR_STORE);
	set_checked(*state, time(NULL) + day); /* the clock was wrong */
	refuse(*state, BP_STORE_WRITE, BP_ERROR_STORE);
}

/* A damaged file and the journal of a killed writer stay exactly as they are. */
static void test_damage_after_unclean_end(void **state)
{
	static const char *const endings[] = {".db", ".db-wal"};
	struct bp_buf before[2] = {0}, after = {0};

	fill(*state, 3000);
	pid_t child = start_writer(*state);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	damage(*state);
	for (int i = 0; i < 2; i++)
		read_record(*state, endings[i], &before[i]);
	assert_true(before[1].len > 0);

	refuse(*state, BP_STORE_WRITE, BP_ERROR_STORE);
	for (int i = 0; i < 2; i++) {
		read_record(*state, endings[i], &after);
		assert_true(bp_str_equal(bp_buf_str(&before[i]), bp_buf_str(&after)));
		bp_buf_release(&before[i]);
	}
	bp_buf_release(&after);
}

/* Rights. */

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
		struct bp_buf path = {0};
		char *file = record_path(folder, ".db"),
		     *lock = record_path(folder, ".lock");
		bp_buf_printf(&path, "%s/learners", folder);
		bool given = chown(folder, NOBODY, NOBODY) == 0 &&
			chown(path.at, NOBODY, NOBODY) == 0 &&
			chown(file, NOBODY, NOBODY) == 0 &&
			chown(lock, NOBODY, NOBODY) == 0;
		bp_buf_release(&path);
		free(file);
		free(lock);
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

static void read_what_cannot_be_written(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	int count = 0;

	MUST(!bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY);
	MUST(bp_store_open(&store, folder, LEARNER, BP_STORE_READ, &err));
	MUST(bp_store_replay(store, count_one, &count, &err));
	MUST(count == 100);
	bp_store_close(store);
	MUST(!bp_store_open(&store, folder, "budi", BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY);
}

static void test_folder_without_right_to_write(void **state)
{
	fill(*state, 100);
	set_modes(*state, 0500, 0600);
	if (!as_nobody(*state, read_what_cannot_be_written))
		skip();
	set_modes(*state, 0500, 0400);
	as_nobody(*state, read_what_cannot_be_written);
	set_modes(*state, 0700, 0600);
}

static void read_file_without_right_to_write(const char *folder)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	int count = 0;

	MUST(!bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY);
	MUST(bp_store_open(&store, folder, LEARNER, BP_STORE_READ, &err));
	MUST(bp_store_replay(store, count_one, &count, &err));
	MUST(count == 100);
	bp_store_close(store);
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
		set_modes(path.at, 0500, 0600);
		as_nobody(path.at, read_what_cannot_be_written);
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
		if (is_network_type((unsigned long)types[i].type) != types[i].network)
			fail_msg("%lx", types[i].type);
}

static void test_network(void **state)
{
	for (int64_t round = 0; round < 3; round++) {
		struct bp_event event = answer(round);
		struct bp_store *store = NULL;
		assert_true(open_as(&store, *state, true, NULL));
		append_or_fail(store, &event, 1);
		assert_false(exists(*state, ".db-wal"));
		assert_false(exists(*state, ".db-journal"));
		assert_int_equal(count_on_disk(*state), (size_t)(2 * round + 1));
		refuse(*state, BP_STORE_WRITE, BP_ERROR_BUSY);
		bp_store_close(store);

		store = open_or_fail(*state, BP_STORE_WRITE); /* moved to a local disk */
		event = answer(round);
		append_or_fail(store, &event, 1);
		assert_true(exists(*state, ".db-wal"));
		bp_store_close(store);
	}
	check_integrity(*state);
}

/* A writer on a local disk was killed, and the folder was moved to a network. */
static void test_moved_to_network_after_unclean_end(void **state)
{
	struct bp_store *store = NULL;
	pid_t child = start_writer(*state);

	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	assert_true(open_as(&store, *state, true, NULL));
	assert_int_equal(count_events(store), 1);
	assert_false(exists(*state, ".db-wal"));
	bp_store_close(store);
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
	MUST(bp_store_replay(store, count_one, &count, &err));
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
	MUST(!bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err));
	MUST(err.kind == BP_ERROR_READ_ONLY && strstr(err.message, "penuh"));
	MUST(bp_store_open(&store, folder, LEARNER, BP_STORE_READ, &err));
	MUST(bp_store_replay(store, count_one, &count, &err));
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

/* Figures, for the reader of the log. */

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare_times(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *times, size_t count)
{
	qsort(times, count, sizeof *times, compare_times);
	return times[count / 2];
}

static void fold_event(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

static void test_figures(void **state)
{
	double opened[51], recorded[51];
	struct bp_buf out = {0};
	struct bp_place place;

	fill(*state, 20000);
	for (size_t i = 0; i < COUNT(opened); i++) {
		struct bp_event event = answer(1);
		double start = now_ms();
		struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
		bp_store_load_setting(store, "lang", &out);
		bp_store_load_place(store, event.course, event.module, &place);
		opened[i] = now_ms() - start;
		append_or_fail(store, &event, 1);
		event = answer(2);
		start = now_ms();
		append_or_fail(store, &event, 1);
		recorded[i] = now_ms() - start;
		bp_store_close(store);
	}
	struct bp_store *store = open_or_fail(*state, BP_STORE_READ);
	struct bp_progress *progress = bp_progress_new();
	double start = now_ms();
	size_t count = count_events(store);
	double replayed = now_ms() - start;
	assert_true(bp_store_replay(store, fold_event, progress, NULL));
	double folded = now_ms() - start - replayed;
	print_message(
		"open %.3f ms, record %.3f ms (medians); replay %.1f ms, with the fold "
		"%.1f ms (%zu events)\n",
		median(opened, COUNT(opened)), median(recorded, COUNT(recorded)),
		replayed, folded, count);
	bp_progress_free(progress);
	bp_store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_learner),
		TEST(test_round_trip),
		TEST(test_seq_has_no_gaps),
		TEST(test_append_again),
		TEST(test_ids),
		TEST(test_too_large),
		TEST(test_place),
		TEST(test_draft),
		TEST(test_setting),
		TEST(test_missing_reads_as_empty),
		TEST(test_read_beside_writer),
		TEST(test_one_writer),
		TEST(test_unclean_end_is_settled),
		TEST(test_refused_files),
		TEST(test_daily_check),
		TEST(test_damage_after_unclean_end),
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
		TEST(test_full_disk),
		TEST(test_figures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
