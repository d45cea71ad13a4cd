/* Progress: what events add up to, whatever their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/progress.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* An event as a row: ids are small numbers; where `voids` is set, the body names it. */
struct row {
	uint8_t id;
	int64_t at;
	enum bp_verb verb;
	const char *course, *module, *question;
	double grade, seconds;
	int jp_halves;
	uint8_t voids;
};

static void apply(struct bp_progress *progress, const struct row *row)
{
	char body[64] = "", uuid[BP_UUID_LEN + 1];
	struct bp_event event = {
		.id = {[15] = row->id},
		.at = row->at,
		.verb = row->verb,
		.course = bp_str(row->course),
		.module = bp_str(row->module),
		.question = bp_str(row->question),
		.grade = row->grade,
		.seconds = row->seconds,
		.jp_halves = row->jp_halves,
	};
	if (row->voids) {
		bp_uuid_write((const uint8_t[16]){[15] = row->voids}, uuid);
		snprintf(body, sizeof body, "{\"why\":\"x\", \"voids\" : \"%s\"}", uuid);
		event.body = bp_str(body);
	}
	bp_progress_apply(progress, &event);
}

static struct bp_progress *fold(const struct row *rows, size_t count)
{
	struct bp_progress *progress = bp_progress_new();
	for (size_t i = 0; i < count; i++)
		apply(progress, &rows[i]);
	return progress;
}

static const struct bp_module_record *module(
	const struct bp_progress *progress, const char *course, const char *name)
{
	return bp_progress_module(progress, bp_str(course), bp_str(name));
}

static const struct bp_question_record *question(
	const struct bp_progress *progress, const char *in, const char *name)
{
	return bp_progress_question(progress, BP_STR("ux"), bp_str(in), bp_str(name));
}

/* A module's record after one or two events. */
static const struct {
	const char *name;
	struct row rows[2];
	struct bp_module_record want;
} cases[] = {
	{"opened", {{1, 5, BP_EXPERIENCED, "ux", "a", "", -1, -1, 0, 0}},
		{.started = true, .first_at = 5, .last_at = 5, .score = -1}},
	{"only listed", {{1, 5, BP_INITIALIZED, "ux", "a", "", -1, -1, 0, 0}},
		{.first_at = 5, .last_at = 5, .score = -1}},
	{"first and last",
		{{1, 9, BP_EXPERIENCED, "ux", "a", "", -1, -1, 0, 0},
			{2, 5, BP_TERMINATED, "ux", "a", "", -1, -1, 0, 0}},
		{.started = true, .first_at = 5, .last_at = 9, .score = -1}},
	{"time adds up",
		{{1, 5, BP_PROGRESSED, "ux", "a", "", -1, 1.25, 0, 0},
			{2, 6, BP_PROGRESSED, "ux", "a", "", -1, 2.5, 0, 0}},
		{.started = true,
			.first_at = 5,
			.last_at = 6,
			.score = -1,
			.active_seconds = 3.75}},
	{"no time is known",
		{{1, 5, BP_PROGRESSED, "ux", "a", "", -1, NAN, 0, 0},
			{2, 5, BP_PROGRESSED, "ux", "a", "", -1, -1, 0, 0}},
		{.started = true, .first_at = 5, .last_at = 5, .score = -1}},
	{"an answer's time is not reading",
		{{1, 5, BP_ANSWERED, "ux", "a", "q", 1, 9, 0, 0}},
		{.started = true,
			.first_at = 5,
			.last_at = 5,
			.score = -1,
			.questions_answered = 1}},
	{"two questions",
		{{1, 5, BP_ANSWERED, "ux", "a", "q", 1, 9, 0, 0},
			{2, 5, BP_ANSWERED, "ux", "a", "r", 1, 9, 0, 0}},
		{.started = true,
			.first_at = 5,
			.last_at = 5,
			.score = -1,
			.questions_answered = 2}},
	{"attempts",
		{{1, 5, BP_ATTEMPTED, "ux", "a", "", -1, -1, 0, 0},
			{2, 6, BP_ATTEMPTED, "ux", "a", "", -1, -1, 0, 0}},
		{.started = true,
			.first_at = 5,
			.last_at = 6,
			.score = -1,
			.attempts = 2}},
	{"failed, then passed",
		{{1, 5, BP_FAILED, "ux", "a", "", 0.5, -1, 0, 0},
			{2, 6, BP_PASSED, "ux", "a", "", 0.9, -1, 0, 0}},
		{.started = true,
			.first_at = 5,
			.last_at = 6,
			.score = -1,
			.passed = true,
			.failed = true}},
	{"finished twice: the first counts, the best score stays",
		{{1, 7, BP_COMPLETED, "ux", "a", "", 0.5, -1, 3, 0},
			{2, 9, BP_COMPLETED, "ux", "a", "", 0.75, -1, 5, 0}},
		{.started = true,
			.done = true,
			.first_at = 7,
			.last_at = 9,
			.done_at = 7,
			.score = 0.75,
			.jp_halves = 3}},
	{"finished without a score", {{1, 7, BP_COMPLETED, "ux", "a", "", NAN, -1, 1, 0}},
		{.started = true,
			.done = true,
			.first_at = 7,
			.last_at = 7,
			.done_at = 7,
			.score = -1,
			.jp_halves = 1}},
	{"nonsense is cut",
		{{1, 7, BP_COMPLETED, "ux", "a", "", 1e300, -1, -9, 0},
			{2, 7, BP_PROGRESSED, "ux", "a", "", -1, INFINITY, 0, 0}},
		{.started = true,
			.done = true,
			.first_at = 7,
			.last_at = 7,
			.done_at = 7,
			.score = 1,
			.active_seconds = 1e8}},
};

static bool same_module(
	const struct bp_module_record *a, const struct bp_module_record *b)
{
	return a->started == b->started && a->done == b->done &&
		a->first_at == b->first_at && a->last_at == b->last_at &&
		a->done_at == b->done_at && a->score == b->score &&
		a->passed == b->passed && a->failed == b->failed &&
		a->attempts == b->attempts && a->active_seconds == b->active_seconds &&
		a->jp_halves == b->jp_halves &&
		a->questions_answered == b->questions_answered;
}

static void test_module(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t count = cases[i].rows[1].course ? 2 : 1;
		struct bp_progress *progress = fold(cases[i].rows, count);
		const struct bp_module_record *got = module(progress, "ux", "a");
		if (!got || !same_module(got, &cases[i].want))
			fail_msg("%s", cases[i].name);
		bp_progress_free(progress);
	}
}

static void test_question(void **state)
{
	static const struct row rows[] = {
		{1, 10, BP_ANSWERED, "ux", "a", "q", 1, 5, 0, 0},
		{2, 30, BP_ANSWERED, "ux", "a", "q", 0.5, 5, 0, 0},
		{3, 20, BP_ANSWERED, "ux", "a", "q", 0, 5, 0, 0},
		{4, 10, BP_ANSWERED, "ux", "b", "q", 1, 5, 0, 0},
		{5, 10, BP_ANSWERED, "ux", "a", "esai", -1, 5, 0, 0},
	};
	(void)state;
	struct bp_progress *progress = fold(rows, COUNT(rows));

	const struct bp_question_record *q = question(progress, "a", "q");
	assert_int_equal(q->answered, 3);
	assert_true(q->best == 1 && q->last == 0.5);
	assert_int_equal(q->last_at, 30);
	assert_false(q->last_correct);
	assert_true(question(progress, "b", "q")->last_correct);
	q = question(progress, "a", "esai");
	assert_true(q->answered == 1 && q->best < 0 && q->last < 0 && !q->last_correct);

	assert_null(question(progress, "a", "tidak ada"));
	assert_null(question(progress, "tidak ada", "q"));
	assert_null(module(progress, "lain", "a"));
	bp_progress_free(progress);
}

/* Of one millisecond, the greater id is the later one. */
static void test_ties(void **state)
{
	static const struct row rows[] = {
		{7, 10, BP_ANSWERED, "ux", "a", "q", 1, 5, 0, 0},
		{9, 10, BP_ANSWERED, "ux", "a", "q", 0, 5, 0, 0},
		{8, 10, BP_ANSWERED, "ux", "b", "q", 1, 5, 0, 0},
	};
	struct bp_str course, in;
	(void)state;

	struct bp_progress *progress = fold(rows, COUNT(rows));
	assert_false(question(progress, "a", "q")->last_correct);
	assert_true(bp_progress_latest(progress, &course, &in));
	assert_true(bp_str_is(in, "a"));
	bp_progress_free(progress);
}

static void test_latest(void **state)
{
	static const struct row rows[] = {
		{1, 10, BP_EXPERIENCED, "ux", "a", "", -1, -1, 0, 0},
		{2, 30, BP_EXPERIENCED, "sql", "b", "", -1, -1, 0, 0},
		{3, 20, BP_EXPERIENCED, "ux", "c", "", -1, -1, 0, 0},
		{4, 40, BP_INITIALIZED, "ux", "d", "", -1, -1, 0, 0}, /* only listed */
		{5, 50, BP_COMPLETED, "ux", "", "", -1, -1, 0, 0},    /* a whole course */
	};
	struct bp_str course, in;
	(void)state;

	struct bp_progress *progress = bp_progress_new();
	assert_false(bp_progress_latest(progress, &course, &in));
	bp_progress_free(progress);

	progress = fold(rows, COUNT(rows));
	assert_true(bp_progress_latest(progress, &course, &in));
	assert_true(bp_str_is(course, "sql") && bp_str_is(in, "b"));
	assert_true(module(progress, "ux", "")->done);
	assert_null(module(progress, "sql", ""));
	bp_progress_free(progress);
}

static const struct {
	int64_t at;
	int year;
} years[] = {
	{0, 1970},
	{-7 * 3600000LL - 1, 1969}, /* 31 December, 23:59:59,999 WIB */
	{-7 * 3600000LL, 1970},     /* 1 January, 00:00 WIB */
	{1767200399999LL, 2025},    /* 2025-12-31T16:59:59.999Z */
	{1767200400000LL, 2026},    /* 2025-12-31T17:00:00Z is 2026 in Jakarta */
	{1709164800000LL, 2024},    /* 29 February */
	{951782400000LL, 2000},     /* 29 February of a century */
	{4102419600000LL, 2100},    /* 2099-12-31T17:00:00Z */
	{-62135596800000LL, 1},     /* the year 1 */
	{INT64_MAX, 292278994},
	{INT64_MIN, -292275055},
};

static void test_year(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(years); i++)
		if (bp_year_of(years[i].at) != years[i].year)
			fail_msg("%lld: %d", (long long)years[i].at,
				bp_year_of(years[i].at));
}

static const struct {
	int64_t at;
	struct bp_day day;
} days[] = {
	{0, {1970, 1, 1}},
	{-7 * 3600000LL - 1, {1969, 12, 31}},
	{1709164800000LL, {2024, 2, 29}},
	{1709226000000LL, {2024, 3, 1}}, /* 2024-02-29T17:00:00Z */
	{1740762000000LL, {2025, 3, 1}}, /* 2025-02-28T17:00:00Z */
	{1767200399999LL, {2025, 12, 31}},
	{1785488399999LL, {2026, 7, 31}}, /* 2026-07-31T08:59:59.999Z */
	{1785517199999LL, {2026, 7, 31}}, /* 2026-07-31T16:59:59.999Z */
	{1785517200000LL, {2026, 8, 1}},
};

static void test_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		struct bp_day want = days[i].day, got = bp_day_of(days[i].at);
		if (got.year != want.year || got.month != want.month ||
			got.day != want.day)
			fail_msg("%lld: %d-%d-%d", (long long)days[i].at, got.year,
				got.month, got.day);
	}
}

static void test_jp(void **state)
{
	const int64_t of_2025 = 1767200399999, of_2026 = 1767200400000;
	const struct row rows[] = {
		{1, of_2026, BP_COMPLETED, "ux", "a", "", 1, -1, 3, 0},
		{2, of_2025, BP_COMPLETED, "ux", "b", "", 1, -1, 2, 0},
		{3, of_2026, BP_COMPLETED, "ux", "b", "", 1, -1, 8, 0}, /* again */
		{4, of_2026, BP_COMPLETED, "ux", "c", "", 1, -1, 4, 0},
		{5, of_2026, BP_COMPLETED, "ux", "", "", 1, -1, 50, 0}, /* no module */
		{6, 0, BP_COMPLETED, "ux", "d", "", 1, -1, 0, 0}, /* earns nothing */
		{7, of_2026, BP_PASSED, "ux", "e", "", 1, -1, 6, 0},
	};
	int got[2] = {0};
	(void)state;

	struct bp_progress *progress = fold(rows, COUNT(rows));
	assert_int_equal(bp_progress_jp_halves(progress, 2025), 2);
	assert_int_equal(bp_progress_jp_halves(progress, 2026), 7);
	assert_int_equal(bp_progress_jp_halves(progress, 2027), 0);
	assert_int_equal(bp_progress_years(progress, got, 2), 2);
	assert_int_equal(got[0], 2025);
	assert_int_equal(got[1], 2026);
	assert_int_equal(bp_progress_years(progress, got, 1), 2);
	assert_int_equal(bp_progress_years(progress, NULL, 0), 2);
	bp_progress_free(progress);
}

#define END_OF_JULY 1785517199999LL /* 2026-07-31, 23:59:59,999 WIB */
#define AUGUST      1785517200000LL
#define OF_2025     1767200399999LL

static const struct row month_rows[] = {
	{1, AUGUST, BP_COMPLETED, "ux", "a", "", 1, -1, 3, 0}, /* again */
	{2, END_OF_JULY, BP_COMPLETED, "ux", "a", "", 1, -1, 2, 0},
	{3, AUGUST, BP_COMPLETED, "ux", "b", "", 1, -1, 4, 0},
	{4, AUGUST, BP_COMPLETED, "ux", "", "", 1, -1, 50, 0}, /* no module */
	{5, AUGUST, BP_COMPLETED, "ux", "c", "", 1, -1, 0, 0}, /* earns nothing */
	{6, END_OF_JULY, BP_PROGRESSED, "ux", "a", "", -1, 60, 0, 0},
	{7, AUGUST, BP_PROGRESSED, "ux", "a", "", -1, 0.5, 0, 0},
	{8, AUGUST, BP_PROGRESSED, "ux", "b", "", -1, 0.25, 0, 0},
	{9, AUGUST, BP_PROGRESSED, "ux", "b", "", -1, 900, 0, 0}, /* voided below */
	{10, AUGUST, BP_ANSWERED, "ux", "b", "q", 1, 700, 0, 0},  /* not reading */
	{11, OF_2025, BP_PROGRESSED, "ux", "a", "", -1, 30, 0, 0},
	{12, AUGUST, BP_VOIDED, "", "", "", -1, -1, 0, 9},
	{8, AUGUST, BP_PROGRESSED, "ux", "b", "", -1, 0.25, 0, 0}, /* comes twice */
};

/* The rows forwards or backwards: in the one the voiding comes last, in the other first.
 */
static struct bp_progress *fold_months(bool backwards)
{
	struct row rows[COUNT(month_rows)];

	for (size_t i = 0; i < COUNT(rows); i++)
		rows[i] = month_rows[backwards ? COUNT(rows) - 1 - i : i];
	return fold(rows, COUNT(rows));
}

static void test_months(void **state)
{
	static const struct bp_month want[BP_MONTHS] = {[6] = {2, 60}, [7] = {4, 0.75}};
	struct bp_month got[BP_MONTHS];

	(void)state;
	for (int backwards = 0; backwards < 2; backwards++) {
		struct bp_progress *progress = fold_months(backwards);
		int halves = 0;
		bp_progress_months(progress, 2026, got);
		for (size_t i = 0; i < BP_MONTHS; i++) {
			halves += got[i].jp_halves;
			if (got[i].jp_halves != want[i].jp_halves ||
				got[i].active_seconds != want[i].active_seconds)
				fail_msg("month %zu: %d %g", i + 1, got[i].jp_halves,
					got[i].active_seconds);
		}
		assert_int_equal(halves, bp_progress_jp_halves(progress, 2026));
		bp_progress_months(progress, 2025, got);
		assert_true(got[11].active_seconds == 30);
		bp_progress_free(progress);
	}
}

static void test_finished(void **state)
{
	struct bp_finished got[3];
	(void)state;

	struct bp_progress *progress = fold_months(false);
	assert_int_equal(bp_progress_finished(progress, 2026, NULL, 0), 3);
	assert_int_equal(bp_progress_finished(progress, 2026, got, 3), 3);
	assert_true(bp_str_is(got[0].course, "ux") && bp_str_is(got[0].module, "a"));
	assert_int_equal(got[0].record->done_at, END_OF_JULY);
	assert_int_equal(bp_progress_finished(progress, 2025, got, 3), 0);
	bp_progress_free(progress);
}

static void test_next_year(void **state)
{
	int year = 0;
	(void)state;

	struct bp_progress *progress = fold_months(false);
	assert_true(bp_progress_next_year(progress, 2026, -1, &year));
	assert_int_equal(year, 2025); /* only time was spent */
	assert_true(bp_progress_next_year(progress, 2000, 1, &year));
	assert_int_equal(year, 2025);
	assert_true(bp_progress_next_year(progress, 2030, -1, &year));
	assert_int_equal(year, 2026);
	assert_false(bp_progress_next_year(progress, 2026, 1, &year));
	assert_false(bp_progress_next_year(progress, 2025, -1, &year));
	bp_progress_free(progress);
}

static void test_event_without_id_always_counts(void **state)
{
	static const struct row row = {0, 10, BP_ANSWERED, "ux", "a", "q", 1, 5, 0, 0};
	(void)state;
	struct bp_progress *progress = fold((struct row[]){row, row}, 2);
	assert_int_equal(question(progress, "a", "q")->answered, 2);
	bp_progress_free(progress);
}

/* Due again because of it, but no try at the lesson's question. */
static void test_an_answer_in_a_review_is_no_try(void **state)
{
	static const struct row tried = {1, 10, BP_ANSWERED, "ux", "a", "q", 0, 5, 0, 0};
	struct bp_event reviewed = {
		.id = {[15] = 2},
		.at = 20,
		.verb = BP_ANSWERED,
		.course = BP_STR("ux"),
		.module = BP_STR("a"),
		.question = BP_STR("q"),
		.body = BP_STR("{\"response\":\"b\",\"review\":true}"),
		.grade = 1,
	};
	(void)state;

	struct bp_progress *progress = fold(&tried, 1);
	bp_progress_apply(progress, &reviewed);
	const struct bp_question_record *record = question(progress, "a", "q");
	assert_int_equal(record->answered, 1);
	assert_true(record->best == 0 && record->last_at == 10);

	reviewed.id[15] = 3; /* what merely speaks of a review is a try */
	reviewed.body = BP_STR("{\"response\":\"review\"}");
	bp_progress_apply(progress, &reviewed);
	assert_int_equal(question(progress, "a", "q")->answered, 2);
	bp_progress_free(progress);
}

#define ROUND_EVENTS 5

/* Answers before, between and after two beginnings, in an order that a number names. */
static struct bp_progress *fold_rounds(unsigned order)
{
	static const struct row rows[ROUND_EVENTS] = {
		{1, 10, BP_ANSWERED, "ux", "a", "q", 1, 5, 0, 0},
		{2, 20, BP_EXPERIENCED, "ux", "a", "", 0.5, 5, 0, 0},
		{3, 30, BP_ANSWERED, "ux", "a", "q", 0.25, 5, 0, 0},
		{4, 40, BP_EXPERIENCED, "ux", "a", "", 0.25, 5, 0, 0},
		{5, 50, BP_ANSWERED, "ux", "a", "q", 0.75, 5, 0, 0},
	};
	struct bp_progress *progress = bp_progress_new();
	bool done[ROUND_EVENTS] = {false};

	for (unsigned left = ROUND_EVENTS; left; order /= left--) {
		unsigned nth = order % left, i = 0;
		while (done[i] || nth--)
			i++;
		struct row row = rows[i];
		struct bp_event event = {.id = {[15] = row.id},
			.at = row.at,
			.verb = row.verb,
			.course = BP_STR("ux"),
			.module = BP_STR("a"),
			.question = bp_str(row.question),
			.grade = row.grade,
			.body = row.verb == BP_EXPERIENCED ? BP_STR("{\"round\":true}")
							   : BP_STR("{}")};
		bp_progress_apply(progress, &event);
		done[i] = true;
	}
	return progress;
}

/* Only the last round counts for a question, whatever the order; the best of those that
 * ended stays known, and so do all answers. */
static void test_rounds(void **state)
{
	(void)state;
	for (unsigned order = 0; order < 120; order++) {
		struct bp_progress *progress = fold_rounds(order);
		const struct bp_question_record *record = question(progress, "a", "q");
		const struct bp_module_record *in = module(progress, "ux", "a");

		assert_int_equal(record->answered, 3);
		assert_true(record->best == 1 && record->last == 0.75);
		assert_int_equal(record->round.answered, 1);
		assert_true(record->round.best == 0.75 && record->round.first == 0.75 &&
			record->round.last == 0.75);
		assert_int_equal(in->rounds, 2);
		assert_true(in->round_score == 0.5);
		bp_progress_free(progress);
	}
}

/* All that can be asked of a progress, as a text. */
static void print(const struct bp_progress *progress, struct bp_buf *out)
{
	static const char *const modules[] = {"a", "b", "c", ""};
	static const char *const questions[] = {"q", "r"};
	struct bp_str course, in;

	for (size_t i = 0; i < COUNT(modules); i++) {
		const struct bp_module_record *m = module(progress, "ux", modules[i]);
		bp_buf_printf(out, "module %s:", modules[i]);
		if (m)
			bp_buf_printf(out, " %d%d%d%d %lld %lld %lld %a %u %a %d %u",
				m->started, m->done, m->passed, m->failed,
				(long long)m->first_at, (long long)m->last_at,
				(long long)m->done_at, m->score, m->attempts,
				m->active_seconds, m->jp_halves, m->questions_answered);
		for (size_t j = 0; m && j < COUNT(questions); j++) {
			const struct bp_question_record *q =
				question(progress, modules[i], questions[j]);
			if (q)
				bp_buf_printf(out, "; %s %u %a %a %d %lld", questions[j],
					q->answered, q->best, q->last, q->last_correct,
					(long long)q->last_at);
		}
		bp_buf_add_char(out, '\n');
	}
	if (bp_progress_latest(progress, &course, &in))
		bp_buf_printf(out, "latest %.*s\n", (int)in.len, in.at);
	struct bp_month months[BP_MONTHS];
	bp_progress_months(progress, 1970, months);
	bp_buf_printf(out, "jp %d, January %d %a\n",
		bp_progress_jp_halves(progress, 1970), months[0].jp_halves,
		months[0].active_seconds);
}

static const struct row history[] = {
	{1, 10, BP_INITIALIZED, "ux", "", "", -1, -1, 0, 0},
	{2, 11, BP_EXPERIENCED, "ux", "a", "", -1, -1, 0, 0},
	{3, 12, BP_PROGRESSED, "ux", "a", "", -1, 0.1, 0, 0},
	{4, 13, BP_PROGRESSED, "ux", "a", "", -1, 0.7, 0, 0},
	{5, 14, BP_PROGRESSED, "ux", "a", "", -1, 1e-3 / 3, 0, 0},
	{6, 15, BP_ANSWERED, "ux", "a", "q", 1, 3, 0, 0},
	{7, 16, BP_ANSWERED, "ux", "a", "q", 1.0 / 3, 3, 0, 0}, /* voided below */
	{8, 16, BP_ANSWERED, "ux", "a", "r", 0.25, 3, 0, 0},
	{9, 17, BP_COMPLETED, "ux", "a", "", 0.5, -1, 3, 0}, /* voided below */
	{10, 18, BP_COMPLETED, "ux", "a", "", 0.75, -1, 4, 0},
	{11, 18, BP_COMPLETED, "ux", "a", "", 0.25, -1, 5, 0},
	{12, 30, BP_VOIDED, "ux", "a", "", -1, -1, 0, 7},
	{13, 31, BP_VOIDED, "", "", "", -1, -1, 0, 9},
	{14, 32, BP_ATTEMPTED, "ux", "b", "", -1, -1, 0, 0},
	{15, 33, BP_FAILED, "ux", "b", "", 0.5, -1, 0, 0},
	{16, 90, BP_ANSWERED, "ux", "b", "q", 0, 3, 0, 0}, /* voided below */
	{17, 91, BP_VOIDED, "ux", "b", "", -1, -1, 0, 16},
	{18, 92, BP_VOIDED, "ux", "b", "", -1, -1, 0, 17},     /* cannot be voided */
	{19, 93, BP_EXPERIENCED, "ux", "c", "", -1, -1, 0, 0}, /* voided below */
	{20, 94, BP_VOIDED, "ux", "c", "", -1, -1, 0, 19},
};

/* The history without what was voided, in its own order. */
static const char expected[] =
	"module a: 1100 11 18 18 0x1.8p-1 0 0x1.999999999999ap-1 4 2"
	"; q 1 0x1p+0 0x1p+0 1 15; r 1 0x1p-2 0x1p-2 0 16\n"
	"module b: 1001 32 33 0 -0x1p+0 1 0x0p+0 0 0\n"
	"module c:\n"
	"module : 0000 10 10 0 -0x1p+0 0 0x0p+0 0 0\n"
	"latest b\n"
	"jp 4, January 4 0x1.999999999999ap-1\n";

static uint32_t random_below(uint32_t *seed, size_t limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return (uint32_t)((*seed >> 8) % limit);
}

/* Any order, any event up to three times: the same result. */
static void test_order_and_repetition(void **state)
{
	uint32_t seed = 1;
	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct row rows[3 * COUNT(history)];
		size_t count = 0;
		for (size_t i = 0; i < COUNT(history); i++)
			for (uint32_t times = round ? 1 + random_below(&seed, 3) : 1;
				times; times--)
				rows[count++] = history[i];
		for (size_t i = count - 1; round && i > 0; i--) {
			size_t other = random_below(&seed, i + 1);
			struct row row = rows[i];
			rows[i] = rows[other];
			rows[other] = row;
		}
		struct bp_progress *progress = fold(rows, count);
		struct bp_buf out = {0};
		print(progress, &out);
		if (strcmp(out.at, expected) != 0)
			fail_msg("round %d:\n%s", round, out.at);
		bp_buf_release(&out);
		bp_progress_free(progress);
	}
}

static const char *const not_voiding[] = {
	"",
	"{}",
	"{\"voids\"}",
	"{\"voids\":}",
	"{\"voids\":\"",
	"{\"voids\":7}",
	"{\"voids\":\"00000000-0000-0000-0000-00000000000\"}",
	"{\"voids\":\"00000000-0000-0000-0000-00000000000g\"}",
	"{\"voids\":\"00000000x0000-0000-0000-000000000001\"}",
	"{\"voids\":\"00000000-0000-0000-0000-000000000000\"}",
};

static void test_broken_voids_do_nothing(void **state)
{
	static const struct row row = {1, 5, BP_EXPERIENCED, "ux", "a", "", -1, -1, 0, 0};
	(void)state;
	for (size_t i = 0; i < COUNT(not_voiding); i++) {
		struct bp_progress *progress = fold(&row, 1);
		struct bp_event event = {
			.verb = BP_VOIDED, .body = bp_str(not_voiding[i])};
		bp_progress_apply(progress, &event);
		assert_non_null(module(progress, "ux", "a"));
		bp_progress_free(progress);
	}
}

static void test_verbs(void **state)
{
	(void)state;
	for (unsigned i = 0; i < BP_VERB_COUNT; i++) {
		enum bp_verb verb;
		assert_true(bp_verb_find(bp_str(bp_verb_name((enum bp_verb)i)), &verb));
		assert_int_equal(verb, i);
	}
	assert_false(bp_verb_find(BP_STR("answere"), &(enum bp_verb){0}));
	assert_false(bp_verb_find(BP_STR(""), &(enum bp_verb){0}));
	assert_string_equal(bp_verb_name(BP_ANSWERED), "answered");
}

static void test_uuid(void **state)
{
	static const char text[] = "0197a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7";
	uint8_t id[16];
	char back[BP_UUID_LEN + 1];
	(void)state;

	assert_true(bp_uuid_read(BP_STR("0197A1B2-c3d4-7e5f-8091-a2b3c4d5E6F7"), id));
	assert_int_equal(id[0], 0x01);
	assert_int_equal(id[15], 0xf7);
	bp_uuid_write(id, back);
	assert_string_equal(back, text);
	assert_false(bp_uuid_read(BP_STR("0197a1b2c3d47e5f8091a2b3c4d5e6f7"), id));
}

/* Twenty thousand events of 30 modules and 500 questions. */
static void test_many(void **state)
{
	struct timespec start, end;
	struct bp_progress *progress = bp_progress_new();
	(void)state;

	clock_gettime(CLOCK_MONOTONIC, &start);
	for (uint32_t i = 0; i < 20000; i++) {
		char in[16], asked[16];
		snprintf(in, sizeof in, "modul-%u", i % 30);
		snprintf(asked, sizeof asked, "soal-%u", i % 500);
		struct bp_event event = {
			.id = {(uint8_t)(i >> 16), (uint8_t)(i >> 8),
				(uint8_t)i, [15] = 1},
			.at = i,
			.verb = i % 4 ? BP_ANSWERED : BP_PROGRESSED,
			.course = BP_STR("ux"),
			.module = bp_str(in),
			.question = bp_str(asked),
			.grade = i % 3 / 2.0,
			.seconds = 2,
		};
		bp_progress_apply(progress, &event);
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	print_message("20000 events folded in %.1f ms\n",
		(double)(end.tv_sec - start.tv_sec) * 1e3 +
			(double)(end.tv_nsec - start.tv_nsec) / 1e6);
	assert_int_equal(question(progress, "modul-7", "soal-7")->answered, 14);
	bp_progress_free(progress);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_module),
		cmocka_unit_test(test_question),
		cmocka_unit_test(test_ties),
		cmocka_unit_test(test_latest),
		cmocka_unit_test(test_year),
		cmocka_unit_test(test_day),
		cmocka_unit_test(test_jp),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_finished),
		cmocka_unit_test(test_next_year),
		cmocka_unit_test(test_event_without_id_always_counts),
		cmocka_unit_test(test_an_answer_in_a_review_is_no_try),
		cmocka_unit_test(test_rounds),
		cmocka_unit_test(test_order_and_repetition),
		cmocka_unit_test(test_broken_voids_do_nothing),
		cmocka_unit_test(test_verbs),
		cmocka_unit_test(test_uuid),
		cmocka_unit_test(test_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
