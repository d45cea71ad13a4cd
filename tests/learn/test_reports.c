/* Reported questions: what the events add up to in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shuffle.h"
#include <berpijar/reports.h>

#define EVENTS 6

static struct bp_event event(
	uint8_t id, int64_t at, enum bp_verb verb, const char *question, const char *body)
{
	return (struct bp_event){
		.id = {[15] = id},
		.at = at,
		.verb = verb,
		.course = BP_STR("ux"),
		.module = BP_STR("uji"),
		.question = bp_str(question),
		.grade = -1,
		.body = bp_str(body),
	};
}

static void test_any_order(void **state)
{
	struct bp_event events[EVENTS] = {
		event(1, 30, BP_ANNOTATED, "b",
			"{\"report\":\"lagi\",\"response\":\"a\"}"),
		event(2, 20, BP_ANNOTATED, "b", "{\"report\":\"keliru\"}"),
		event(3, 40, BP_ANNOTATED, "a",
			"{\"report\":\"huruf\",\"version\":\"1\"}"),
		event(4, 10, BP_ANNOTATED, "a", "{\"report\":\"ditarik\"}"),
		event(5, 50, BP_VOIDED, "",
			"{\"voids\":\"00000000-0000-0000-0000-000000000004\"}"),
		event(6, 60, BP_ANNOTATED, "", "{\"text\":\"sebuah catatan\"}"),
	};
	uint64_t seed = 3;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct bp_progress *progress = bp_progress_new();
		size_t count;

		shuffle_events(events, EVENTS, &seed);
		for (int i = 0; i < EVENTS; i++)
			bp_progress_apply(progress, &events[i]);
		const struct bp_report *reports =
			bp_reports_list(bp_progress_reports(progress), &count);
		assert_int_equal(count, 3);
		assert_true(bp_str_is(reports[0].text, "huruf"));
		assert_true(bp_str_is(reports[0].version, "1"));
		assert_true(bp_str_is(reports[1].text, "keliru"));
		assert_true(bp_str_is(reports[2].text, "lagi"));
		assert_true(bp_str_is(reports[2].response, "a"));
		bp_progress_free(progress);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_order)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
