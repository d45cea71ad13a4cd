/* The store: events, places, drafts and settings; readers and the one writer. */
#include "support.h"

#include "../../src/store/connection.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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
	assert_true(bp_store_replay(store, 0, compare_next, &next, NULL));
	assert_ptr_equal(next, events + COUNT(events));
	bp_store_close(store);

	next = events;
	store = open_or_fail(*state, BP_STORE_READ);
	assert_true(bp_store_replay(store, 0, compare_next, &next, NULL));
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
		if (id[5] != 0xd4) /* where a millisecond had no more room */
			assert_int_equal(id[5], 0xd5);
		assert_int_equal(id[6] >> 4, 7);
		assert_int_equal(id[8] >> 6, 2);
		if (i > 0 && memcmp(events[i - 1].id, id, 16) >= 0)
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
	const struct bp_place *place, int64_t at)
{
	bp_buf_printf(context, "%.*s/%.*s %u @%lld ", (int)course.len, course.at,
		(int)module.len, module.at, place->block, (long long)at);
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
	assert_string_equal(all.at, "ux/a 4294967295 @5 ux/b 1 @7 ");
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
	assert_int_equal(store->mode, BP_STORE_READ);
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
		assert_true(holds_bytes(*state, ".db-wal"));
		assert_int_equal(count_events(reader), n);
	}
	assert_false(bp_store_append(reader, &event, 1, NULL));
	bp_store_close(writer);
	assert_int_equal(count_events(reader), 3);
	bp_store_close(reader);

	writer = open_or_fail(*state, BP_STORE_WRITE);
	bp_store_close(writer);
	assert_false(holds_bytes(*state, ".db-wal"));
}

/* One writer. */

static void test_one_writer(void **state)
{
	struct bp_store *other = NULL;
	pid_t child = start_writer(*state);

	refuse(*state, BP_STORE_WRITE, BP_ERROR_BUSY);
	assert_int_equal(count_on_disk(*state), 1);
	assert_true(bp_store_open(&other, *state, "budi", BP_STORE_WRITE, NULL));
	bp_store_close(other);
	refuse(*state, BP_STORE_WRITE, BP_ERROR_BUSY);

	kill_writer(child);
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
	kill_writer(child);
	assert_true(holds_bytes(*state, ".db-wal"));

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
	assert_true(bp_store_replay(store, 0, fold_event, progress, NULL));
	double folded = now_ms() - start - replayed;
	print_message(
		"open %.3f ms, record %.3f ms (medians); replay %.1f ms, with the fold "
		"%.1f ms (%zu events)\n",
		median(opened, COUNT(opened)), median(recorded, COUNT(recorded)),
		replayed, folded, count);
	bp_progress_free(progress);
	bp_store_close(store);
}

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
		TEST(test_figures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
