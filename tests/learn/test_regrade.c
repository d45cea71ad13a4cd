/* Answers that are graded anew: what the events say, in any order, and what the rule makes
 * of answers to another version of a question. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shuffle.h"
#include <berpijar/exam.h>
#include <berpijar/regrade.h>
#include <berpijar/review.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define DAY          INT64_C(86400000)
#define ID(n)        "00000000-0000-0000-0000-0000000000" n
#define U            BP_STR("u")
#define M            BP_STR("m")
#define X            BP_STR("x")
#define Q            BP_STR("q")

static struct bp_event event(uint8_t id, enum bp_verb verb, const char *module,
	const char *question, double grade, const char *body)
{
	return (struct bp_event){
		.id = {[15] = id},
		.at = id * DAY,
		.verb = verb,
		.course = U,
		.module = bp_str(module),
		.question = bp_str(question),
		.grade = grade,
		.seconds = -1,
		.body = bp_str(body),
	};
}

static struct bp_progress *fold(const struct bp_event *events, size_t count)
{
	struct bp_progress *progress = bp_progress_new();

	for (size_t i = 0; i < count; i++)
		assert_true(bp_progress_apply(progress, &events[i]));
	return progress;
}

static const struct bp_question_record *record_of(const struct bp_progress *progress)
{
	return bp_progress_question(progress, U, M, Q);
}

static const struct bp_attempt *attempt_of(const struct bp_progress *progress)
{
	const struct bp_attempt *attempt = NULL;

	bp_attempts_list(bp_progress_attempts(progress), U, X, &attempt, 1);
	return attempt;
}

/* ---- events ---- */

#define LESSON                                                      \
	event(1, BP_ANSWERED, "m", "q", 0, "{\"response\":\"b\"}"), \
		event(2, BP_ANSWERED, "m", "q", 1, "{\"response\":\"a\"}")
#define EXAM                                                                  \
	event(3, BP_ATTEMPTED, "x", "", -1, "{\"questions\":[\"q\",\"r\"]}"), \
		event(4, BP_ANSWERED, "x", "q", 0,                            \
			"{\"response\":\"b\",\"attempt\":\"" ID("03") "\"}"), \
		event(5, BP_ANSWERED, "x", "r", 1,                            \
			"{\"response\":\"a\",\"attempt\":\"" ID("03") "\"}"), \
		event(6, BP_FAILED, "x", "", 0.5, "{\"attempt\":\"" ID("03") "\"}")

static void test_the_latest_counts(void **state)
{
	const struct bp_event events[] = {LESSON,
		event(7, BP_SCORED, "m", "q", -1,
			"{\"answers\":{\"" ID("01") "\":1,\"" ID("02") "\":0}}"),
		event(8, BP_SCORED, "m", "q", -1,
			"{\"answers\":{\"" ID("02") "\":0.25}}")};
	struct bp_progress *progress = fold(events, COUNT(events));
	const struct bp_question_record *record = record_of(progress);

	(void)state;
	assert_int_equal(record->answered, 2);
	assert_true(record->best == 1);
	assert_true(record->last == 0.25 && !record->last_correct);
	assert_int_equal(bp_review_due(progress, 999 * DAY, NULL, 0), 1);
	bp_progress_free(progress);
}

static void test_a_dropped_answer_counts_nowhere(void **state)
{
	const struct bp_event events[] = {LESSON,
		event(7, BP_SCORED, "m", "q", -1,
			"{\"void\":true,\"answers\":{\"" ID("01") "\":null,\"" ID(
				"02") "\":null}}")};
	struct bp_progress *progress = fold(events, COUNT(events));

	(void)state;
	assert_null(record_of(progress));
	assert_int_equal(bp_progress_module(progress, U, M)->questions_answered, 0);
	assert_int_equal(bp_review_due(progress, 999 * DAY, NULL, 0), 0);
	bp_progress_free(progress);
}

/* What was passed stays passed, whatever a regrade says. */
static void test_an_attempt_never_falls(void **state)
{
	const struct bp_event events[] = {EXAM,
		event(7, BP_SCORED, "x", "q", -1,
			"{\"answers\":{\"" ID("04") "\":1},\"attempts\":{\"" ID(
				"03") "\":{\"score\":1,\"passed\":true}}}"),
		event(8, BP_SCORED, "x", "q", -1,
			"{\"answers\":{\"" ID("04") "\":0},\"attempts\":{\"" ID(
				"03") "\":{\"score\":0.25,\"passed\":false}}}")};
	struct bp_progress *progress = fold(events, COUNT(events));
	const struct bp_attempt *attempt = attempt_of(progress);

	(void)state;
	assert_true(attempt->score == 1 && attempt->passed);
	assert_true(attempt->handed_in == 0.5);
	assert_true(attempt->given[0].grade == 0 && !attempt->given[0].dropped);
	assert_true(attempt->given[1].grade == 1);
	bp_progress_free(progress);
}

static void test_it_is_nothing_that_the_learner_did(void **state)
{
	struct bp_event events[] = {LESSON,
		event(7, BP_SCORED, "m", "q", -1, "{\"answers\":{\"" ID("01") "\":1}}"),
		event(8, BP_COMPLETED, "m", "", 1, "{\"regrade\":true}")};
	struct bp_progress *progress;
	const struct bp_module_record *module;

	(void)state;
	events[3].at = 2 * DAY; /* dated when the last answer was given */
	progress = fold(events, COUNT(events));
	module = bp_progress_module(progress, U, M);
	assert_true(bp_progress_last_at(progress) == 2 * DAY);
	assert_true(
		module->last_at == 2 * DAY && module->done && module->done_at == 2 * DAY);
	bp_progress_free(progress);
}

/* An answer that was given later, one in another module, and what is no id. */
static void test_what_it_does_not_reach(void **state)
{
	const struct bp_event events[] = {LESSON, EXAM,
		event(7, BP_SCORED, "m", "q", -1,
			"{\"answers\":{\"" ID("04") "\":1,\"" ID(
				"09") "\":1,\"x\":1,\"\":null}}"),
		event(8, BP_SCORED, "m", "q", -1, "[]"),
		event(9, BP_ANSWERED, "m", "q", 0, "{\"response\":\"b\"}")};
	struct bp_progress *progress = fold(events, COUNT(events));

	(void)state;
	assert_true(record_of(progress)->last == 0);
	assert_true(attempt_of(progress)->given[0].grade == 0);
	bp_progress_free(progress);
}

static void test_order_makes_no_difference(void **state)
{
	struct bp_event events[] = {LESSON, EXAM,
		event(7, BP_SCORED, "m", "q", -1,
			"{\"void\":true,\"answers\":{\"" ID("01") "\":null}}"),
		event(8, BP_SCORED, "m", "q", -1, "{\"answers\":{\"" ID("01") "\":0.5}}"),
		event(9, BP_SCORED, "x", "q", -1,
			"{\"void\":true,\"answers\":{\"" ID("04") "\":null},\"attempts\":{\"" ID(
				"03") "\":{\"score\":1,\"passed\":true}}}"),
		event(10, BP_SCORED, "x", "q", -1,
			"{\"answers\":{\"" ID("04") "\":0.25},\"attempts\":{\"" ID(
				"03") "\":{\"score\":0.6,\"passed\":false}}}"),
		event(11, BP_VOIDED, "", "", -1, "{\"voids\":\"" ID("0a") "\"}"),
		event(12, BP_COMPLETED, "x", "", 1, "{\"regrade\":true}")};
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 300; i++) {
		struct bp_progress *progress = fold(events, COUNT(events));
		const struct bp_attempt *attempt = attempt_of(progress);
		const struct bp_question_record *record = record_of(progress);
		size_t count;
		assert_true(record->answered == 2 && record->best == 1);
		assert_true(attempt->given[0].dropped && attempt->given[0].grade < 0);
		assert_true(attempt->score == 1 && attempt->passed &&
			attempt->handed_in == 0.5);
		const struct bp_regrade *list =
			bp_regrades_list(bp_progress_regrades(progress), &count);
		assert_int_equal(count, 3);
		for (size_t n = 0; n < count; n++)
			assert_int_equal(list[n].id[15], 7 + n);
		assert_true(bp_progress_last_at(progress) == 11 * DAY);
		bp_progress_free(progress);
		shuffle_events(events, COUNT(events), &seed);
	}
}

/* ---- the rule ---- */

struct lesson {
	struct bp_arena *arena;
	struct bp_course course;
	struct bp_module module;
	struct bp_quiz was, now;
	struct bp_regrade_rule rule;
};

static void read(struct lesson *lesson, const char *gift, struct bp_quiz *quiz)
{
	bp_gift_read(lesson->arena,
		(struct bp_gift_source){
			.text = bp_str(gift), .line = 1, .format = BP_FORMAT_PLAIN},
		NULL, quiz);
	assert_int_equal(quiz->count, 1);
}

static bool no_body(void *context, const uint8_t id[16], struct bp_buf *out)
{
	(void)context, (void)id, (void)out;
	return false;
}

/* One answer to `was`, graded by `now`. */
static double regraded(const char *was, const char *now, const char *response, bool known)
{
	struct lesson lesson = {.arena = bp_arena_new()};
	struct bp_buf body = {0};
	struct bp_regrade_plan plan;
	double grade = -1;

	lesson.course = (struct bp_course){.id = "u"};
	lesson.module = (struct bp_module){.id = "m", .title = "M"};
	read(&lesson, was, &lesson.was);
	read(&lesson, now, &lesson.now);
	lesson.rule = (struct bp_regrade_rule){
		.course = &lesson.course,
		.module = &lesson.module,
		.quiz = &lesson.now,
		.id = Q,
		.question = &lesson.now.questions[0],
		.arena = lesson.arena,
	};
	if (known)
		bp_regrade_know(&lesson.rule, &lesson.was.questions[0]);
	bp_buf_printf(&body, "{\"response\":\"%s\",\"hash\":\"%016llx\"}", response,
		(unsigned long long)lesson.was.questions[0].content_hash);
	/* graded by neither key, so that any grade changes it */
	struct bp_event answer = event(1, BP_ANSWERED, "m", "q", 0.125, body.at);
	struct bp_progress *progress = fold(&answer, 1);
	bp_regrade_make(&lesson.rule, progress, &answer, 1, no_body, NULL, &plan);
	if (plan.regrade.answer_count)
		grade = plan.regrade.answers[0].grade;
	assert_int_equal(plan.unclear, grade < 0 && plan.answers);
	if (grade >= 0)
		assert_true(record_of(progress)->last == grade);
	bp_progress_free(progress);
	bp_buf_release(&body);
	bp_arena_free(lesson.arena);
	return grade;
}

static void test_answers_to_another_version(void **state)
{
	static const struct {
		const char *was, *now, *response;
		bool known;
		double grade; /* negative: it cannot be graded anew */
	} cases[] = {
		/* the key moved, and nothing else: found by trying */
		{"::q::Q{=satu ~dua ~tiga}", "::q::Q{~satu =dua ~tiga}", "b", false, 1},
		{"::q::Q{=satu ~dua ~tiga}", "::q::Q{~satu =dua ~tiga}", "a", false, 0},
		{"::q::Q{=satu ~dua ~%-50%tiga}", "::q::Q{~satu =dua ~%-50%tiga}", "b",
			false, 1},
		/* a second choice is right as well */
		{"::q::Q{=satu ~dua ~tiga}", "::q::Q{=satu ~%100%dua ~tiga}", "b", false,
			1},
		/* two choices changed places: letters stay with their words */
		{"::q::Q{=satu ~dua ~tiga}", "::q::Q{~dua =satu ~tiga}", "a", false, 1},
		/* words were mended: the version must be known */
		{"::q::Q{=satu ~dua}", "::q::Q?{~satu =dua}", "b", false, -1},
		{"::q::Q{=satu ~dua}", "::q::Q?{~satu =dua}", "b", true, 1},
		{"::q::Q{=satu ~dua}", "::q::Q{~dua =tiga ~satu}", "b", true, 0},
		{"::q::Q{=satu ~dua}", "::q::Q{=tiga ~satu}", "b", true, -1}, /* gone */
		/* several */
		{"::q::Q{~%100%satu ~dua}", "::q::Q{~%50%satu ~%50%dua}", "a,b", true, 1},
		/* what is typed means itself, whatever was asked */
		{"::q::Q{=lama}", "::q::Lain{=baru}", "baru", false, 1},
		{"::q::Q{#3}", "::q::Q{#3:0.5}", "3,2", false, 1},
		{"::q::Q{T}", "::q::Q{F}", "false", false, 1},
		{"::q::Q{=a->1 =b->2 =c->3}", "::q::Q{=a->2 =b->1 =c->3}", "1=2,2=1,3=3",
			false, 1},
		{"::q::Q{=a->1 =b->2 =c->3}", "::q::Q!{=b->1 =a->2 =c->3}", "1=1,2=2,3=3",
			true, 1.0 / 3},
		{"::q::Q{>3 ALL\na\nb\nc}", "::q::Q{>3 ALL\nb\na\nc}", "b,a,c", false, 1},
		/* of the version that is there now nothing changes */
		{"::q::Q{=satu ~dua}", "::q::Q{=satu ~dua}", "a", false, -1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		double grade = regraded(
			cases[i].was, cases[i].now, cases[i].response, cases[i].known);
		if (!(grade > cases[i].grade - 1e-6 && grade < cases[i].grade + 1e-6))
			fail_msg("case %zu: %f", i, grade);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_latest_counts),
		cmocka_unit_test(test_a_dropped_answer_counts_nowhere),
		cmocka_unit_test(test_an_attempt_never_falls),
		cmocka_unit_test(test_it_is_nothing_that_the_learner_did),
		cmocka_unit_test(test_what_it_does_not_reach),
		cmocka_unit_test(test_order_makes_no_difference),
		cmocka_unit_test(test_answers_to_another_version),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
