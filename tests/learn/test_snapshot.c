/* Snapshots: a fold that goes on from one ends where the fold of all events ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tape.h"
#include <berpijar/elsewhere.h>
#include <berpijar/exam.h>
#include <berpijar/marks.h>
#include <berpijar/progress.h>
#include <berpijar/regrades.h>
#include <berpijar/reports.h>
#include <berpijar/review.h>
#include <inttypes.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define DAY          INT64_C(86400000)
#define ID(n)        "00000000-0000-0000-0000-0000000000" n

/* All that a learner can do, an event each day; `late`: it cannot be added to a snapshot
 * of what came before. */
static const struct row {
	enum bp_verb verb;
	const char *module, *question;
	double grade, seconds;
	const char *body;
	bool late;
} history[] = {
	{BP_INITIALIZED, "", "", -1, -1, "", false},
	{BP_EXPERIENCED, "a", "", -1, -1, "", false},
	{BP_PROGRESSED, "a", "", -1, 60.5, "", false},
	{BP_ANSWERED, "a", "q", 0, 3, "{\"response\":\"salah\"}", false},
	{BP_ANSWERED, "a", "q", 1, 3, "{\"response\":\"benar\"}", false},
	{BP_ANSWERED, "a", "r", 0.25, 3, "{\"response\":\"separuh\"}", false},
	{BP_BOOKMARKED, "a", "", -1, -1,
		"{\"block\":3,\"offset\":7,\"hash\":\"00000000000000ff\","
		"\"heading\":\"Judul\",\"words\":\"Kata pertama\",\"text\":\"nama\"}",
		false},
	{BP_ANNOTATED, "a", "", -1, -1, "{\"of\":\"" ID("07") "\",\"text\":\"lain\"}",
		false},
	{BP_ANNOTATED, "a", "q", -1, -1,
		"{\"report\":\"kuncinya salah\",\"response\":\"a\",\"version\":\"1\"}",
		false},
	{BP_COMPLETED, "a", "", 0.75, -1,
		"{\"text\":\"0123456789abcdef\",\"version\":\"1.2\"}", false},
	{BP_ATTEMPTED, "b", "", -1, -1,
		"{\"seed\":\"0000000000000001\",\"questions\":[\"q\",\"s\"],\"time\":60}",
		false},
	{BP_ANSWERED, "b", "q", 1, 3, "{\"response\":\"a\",\"attempt\":\"" ID("0b") "\"}",
		false},
	{BP_PROGRESSED, "b", "", -1, -1, "{\"attempt\":\"" ID("0b") "\",\"away\":5}",
		false},
	{BP_FAILED, "b", "", 0.5, -1, "{\"attempt\":\"" ID("0b") "\",\"timed_out\":true}",
		false},
	{BP_ANSWERED, "a", "q", 1, 3, "{\"response\":\"benar\",\"review\":true}", false},
	{BP_VOIDED, "", "", -1, -1, "{\"voids\":\"" ID("07") "\"}", true},
	{BP_SCORED, "b", "q", -1, -1,
		"{\"name\":\"Soal\",\"title\":\"B\",\"before\":0.5,\"after\":0.75,"
		"\"answers\":{\"" ID("0c") "\":0.5},\"attempts\":{\"" ID(
			"0b") "\":{\"score\":0.75,\"passed\":true}}}",
		true},
	{BP_ATTENDED, "", "", -1, -1,
		"{\"title\":\"Arsip\",\"organizer\":\"BPSDM\",\"begins\":\"2026-03-02\","
		"\"ends\":\"2026-03-04\",\"halves\":12}",
		false},
	{BP_EXPERIENCED, "c", "", -1, -1, "", false},
	{BP_PASSED, "c", "", 1, -1, "", false},
};

static struct bp_event event_of(size_t n)
{
	const struct row *row = &history[n];

	return (struct bp_event){
		.id = {[15] = (uint8_t)(n + 1)},
		.at = (int64_t)(n + 1) * DAY,
		.verb = row->verb,
		.course = BP_STR("ux"),
		.module = bp_str(row->module),
		.question = bp_str(row->question),
		.grade = row->grade,
		.seconds = row->seconds,
		.jp_halves = row->verb == BP_COMPLETED ? 3 : 0,
		.body = bp_str(row->body),
	};
}

/* False: an event was refused. */
static bool apply(struct bp_progress *progress, size_t first, size_t end)
{
	for (size_t n = first; n < end; n++) {
		struct bp_event event = event_of(n);
		if (!bp_progress_apply(progress, &event))
			return false;
	}
	return true;
}

static struct bp_progress *fold(size_t end)
{
	struct bp_progress *progress = bp_progress_new();

	assert_true(apply(progress, 0, end));
	return progress;
}

static void save(size_t end, struct bp_buf *out)
{
	struct bp_progress *progress = fold(end);

	bp_progress_save(progress, out);
	bp_progress_free(progress);
}

static bool is_late(size_t first)
{
	for (size_t n = first; n < COUNT(history); n++)
		if (history[n].late)
			return true;
	return false;
}

/* Wherever the snapshot is taken. */
static void test_goes_on(void **state)
{
	struct bp_buf whole = {0};

	(void)state;
	save(COUNT(history), &whole);
	for (size_t cut = 0; cut <= COUNT(history); cut++) {
		struct bp_progress *progress = bp_progress_new();
		struct bp_buf part = {0}, again = {0};
		save(cut, &part);
		assert_true(bp_progress_load(progress, &part));
		bool fits = apply(progress, cut, COUNT(history));
		assert_int_equal(fits, cut == 0 || !is_late(cut));
		bp_progress_save(progress, &again);
		if (fits && !bp_str_equal(bp_buf_str(&again), bp_buf_str(&whole)))
			fail_msg("snapshot of %zu events", cut);
		bp_progress_free(progress);
		bp_buf_release(&part);
		bp_buf_release(&again);
	}
	bp_buf_release(&whole);
}

/* Not all that is asked of a progress may be in its bytes. */
static void test_reads_the_same(void **state)
{
	struct bp_progress *loaded = bp_progress_new(), *folded = fold(COUNT(history));
	struct bp_str ux = BP_STR("ux"), a = BP_STR("a"), b = BP_STR("b"), module, course;
	struct bp_buf bytes = {0};
	const struct bp_mark *mark;
	const struct bp_attempt *attempt;
	size_t reports, regrades, elsewheres;

	(void)state;
	bp_progress_save(folded, &bytes);
	assert_true(bp_progress_load(loaded, &bytes));
	for (int day = 0; day < 40; day++) /* nothing has been read yet */
		assert_int_equal(bp_review_asked(loaded, day * DAY, NULL, 0),
			bp_review_asked(folded, day * DAY, NULL, 0));
	assert_true(bp_progress_first_at(loaded) == bp_progress_first_at(folded));
	assert_true(bp_progress_last_at(loaded) == (int64_t)COUNT(history) * DAY);
	const struct bp_module_record *record = bp_progress_module(loaded, ux, a);
	assert_true(record->done && record->score == 0.75 && record->jp_halves == 3 &&
		record->active_seconds == 60.5 && record->read.count == 2 &&
		record->read.hashes[0] == 0x01234567 && record->questions_answered == 2 &&
		bp_str_is(record->version, "1.2"));
	const struct bp_question_record *question =
		bp_progress_question(loaded, ux, a, BP_STR("q"));
	assert_true(question->answered == 2 && question->last_correct);
	assert_true(bp_str_is(question->last_body, "{\"response\":\"benar\"}"));
	assert_int_equal(bp_marks_list(bp_progress_marks(loaded), &mark, 1), 0);
	const struct bp_report *report =
		bp_reports_list(bp_progress_reports(loaded), &reports);
	assert_int_equal(reports, 1);
	assert_true(bp_str_is(report->text, "kuncinya salah"));
	assert_int_equal(
		bp_attempts_list(bp_progress_attempts(loaded), ux, b, &attempt, 1), 1);
	assert_true(attempt->ended && attempt->timed_out && attempt->cuts == 1 &&
		attempt->count == 2 && attempt->given[0].recorded == 1);
	assert_true(attempt->given[0].grade == 0.5 && attempt->score == 0.75 &&
		attempt->passed && attempt->handed_in == 0.5);
	const struct bp_regrade *regrade =
		bp_regrades_list(bp_progress_regrades(loaded), &regrades);
	assert_int_equal(regrades, 1);
	assert_true(bp_str_is(regrade->name, "Soal") && regrade->after == 0.75);
	assert_true(bp_progress_latest(loaded, &course, &module));
	assert_true(bp_str_is(module, "c"));
	assert_int_equal(bp_review_due(loaded, 365 * DAY, NULL, 0),
		bp_review_due(folded, 365 * DAY, NULL, 0));
	assert_int_equal(bp_review_due(loaded, 365 * DAY, NULL, 0), 3);
	const struct bp_elsewhere *elsewhere =
		bp_elsewhere_list(bp_progress_elsewheres(loaded), &elsewheres);
	assert_int_equal(elsewheres, 1);
	assert_true(bp_str_is(elsewhere->title, "Arsip") && elsewhere->jp_halves == 12 &&
		elsewhere->ends.day == 4 && elsewhere->number.len == 0);
	struct bp_month months[BP_MONTHS];
	bp_progress_months(loaded, 1970, months);
	assert_true(months[0].active_seconds == 60.5 && months[0].jp_halves == 3);
	bp_progress_free(loaded);
	bp_progress_free(folded);
	bp_buf_release(&bytes);
}

/* Its month would be an index; the sum over all bytes is right. */
static void test_a_month_that_cannot_be_is_refused(void **state)
{
	struct bp_day day = {2026, 3, 4}, forged = {2026, 4000, 4};
	struct bp_progress *progress = bp_progress_new();
	struct bp_buf bytes = {0};

	(void)state;
	save(COUNT(history), &bytes);
	bytes.len -= sizeof(uint64_t);
	char *at = memmem(bytes.at, bytes.len, &day, sizeof day);
	assert_non_null(at);
	memcpy(at, &forged, sizeof forged);
	uint64_t sum = tape_sum(bp_buf_str(&bytes));
	bp_buf_add(&bytes, (const char *)&sum, sizeof sum);
	assert_false(bp_progress_load(progress, &bytes));
	bp_progress_free(progress);
	bp_buf_release(&bytes);
}

static void test_an_older_event_is_refused(void **state)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_buf bytes = {0};
	struct bp_event event = event_of(1);

	(void)state;
	save(5, &bytes);
	assert_true(bp_progress_load(progress, &bytes));
	assert_false(bp_progress_apply(progress, &event)); /* it is in there */
	event.id[0] = 1;
	assert_false(bp_progress_apply(progress, &event)); /* merged, from elsewhere */
	event.at = 6 * DAY;
	assert_true(bp_progress_apply(progress, &event));
	event.at = 6 * DAY - 1; /* later than all in the snapshot */
	event.id[0] = 2;
	assert_true(bp_progress_apply(progress, &event));
	bp_progress_free(progress);
	bp_buf_release(&bytes);
}

static bool load(struct bp_progress *progress, struct bp_str snapshot)
{
	struct bp_buf bytes = {0};

	bp_buf_add_str(&bytes, snapshot);
	bool ok = bp_progress_load(progress, &bytes);
	bp_buf_release(&bytes);
	return ok;
}

/* Cut off anywhere, with any byte changed, it is refused. */
static void test_damaged(void **state)
{
	struct bp_buf bytes = {0};

	(void)state;
	save(COUNT(history), &bytes);
	for (size_t len = 0; len < bytes.len; len++) {
		struct bp_progress *progress = bp_progress_new();
		assert_false(load(progress, (struct bp_str){bytes.at, len}));
		assert_true(apply(progress, 0, COUNT(history))); /* as it was */
		bp_progress_free(progress);
	}
	for (size_t i = 0; i < bytes.len; i++) {
		struct bp_progress *progress = bp_progress_new();
		bytes.at[i] = (char)~bytes.at[i];
		assert_false(load(progress, bp_buf_str(&bytes)));
		bytes.at[i] = (char)~bytes.at[i];
		bp_progress_free(progress);
	}
	bp_buf_release(&bytes);
}

/* With a sum that says that it is whole, it can at least be read and asked. */
static void test_wrong(void **state)
{
	struct bp_buf bytes = {0}, again = {0};
	uint64_t sum;

	(void)state;
	save(COUNT(history), &bytes);
	for (size_t i = 0; i < bytes.len - sizeof sum; i++) {
		struct bp_progress *progress = bp_progress_new();
		bytes.at[i] = (char)~bytes.at[i];
		sum = tape_sum(
			bp_str_part(bp_buf_str(&bytes), 0, bytes.len - sizeof sum));
		memcpy(bytes.at + bytes.len - sizeof sum, &sum, sizeof sum);
		if (load(progress, bp_buf_str(&bytes)))
			bp_review_due(progress, INT64_MAX, NULL, 0);
		bp_progress_save(progress, &again);
		bytes.at[i] = (char)~bytes.at[i];
		bp_buf_clear(&again);
		bp_progress_free(progress);
	}
	bp_buf_release(&bytes);
	bp_buf_release(&again);
}

/* The questions of a module are read when one is asked for: what was asked before stays
 * where it is, and what nobody asked for is saved as it was. */
static void test_read_when_asked(void **state)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_buf bytes = {0}, same = {0}, again = {0};
	struct bp_str ux = BP_STR("ux"), q = BP_STR("q");

	(void)state;
	save(COUNT(history), &bytes);
	bp_buf_add_str(&same, bp_buf_str(&bytes));
	assert_true(bp_progress_load(progress, &bytes));
	assert_int_equal(bytes.len, 0);
	const struct bp_question_record *in_a =
		bp_progress_question(progress, ux, BP_STR("a"), q);
	bp_progress_save(progress, &again);
	assert_true(bp_str_equal(bp_buf_str(&again), bp_buf_str(&same)));
	assert_non_null(bp_progress_question(progress, ux, BP_STR("b"), q));
	assert_ptr_equal(bp_progress_question(progress, ux, BP_STR("a"), q), in_a);
	bp_buf_clear(&again);
	bp_progress_save(progress, &again);
	assert_true(bp_str_equal(bp_buf_str(&again), bp_buf_str(&same)));
	bp_progress_free(progress);
	bp_buf_release(&same);
	bp_buf_release(&again);
}

/*
 * A snapshot is read by all programs of one version, so these bytes may change only
 * together with its format: if they have, add one to FORMAT in snapshot.c, and put here
 * what is printed.
 */
static void test_format(void **state)
{
	static const uint8_t little_endian[] = {1, 0};
	struct bp_buf bytes = {0};
	uint16_t one;

	(void)state;
	memcpy(&one, little_endian, sizeof one);
	if (one != 1)
		skip();
	save(COUNT(history), &bytes);
	assert_int_equal(bytes.at[0], 10);     /* FORMAT */
	size_t version = (uint8_t)bytes.at[8]; /* bytes of the program's */
	struct bp_str rest = bp_str_part(
		bp_buf_str(&bytes), 9 + version, bytes.len - sizeof(uint64_t));
	uint64_t hash = bp_hash(BP_HASH_START, rest);
	if (hash != UINT64_C(0xd8148702a2438044))
		fail_msg("the bytes are now 0x%016" PRIx64, hash);
	bp_buf_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_goes_on),
		cmocka_unit_test(test_reads_the_same),
		cmocka_unit_test(test_a_month_that_cannot_be_is_refused),
		cmocka_unit_test(test_an_older_event_is_refused),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_read_when_asked),
		cmocka_unit_test(test_format),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
