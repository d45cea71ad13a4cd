/* Which questions come back, and in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shuffle.h"
#include <berpijar/review.h>
#include <string.h>

#define DAY INT64_C(86400000)

/* "a0": question a was answered wrongly on day 1, and so on: a letter, a digit of ten
 * (9 is right), one each day. */
static const struct {
	const char *name, *answers;
	int64_t day;     /* on which is asked */
	const char *due; /* longest overdue first */
} cases[] = {
	{"none", "", 10, ""},
	{"always right", "a9b9", 100, ""},
	{"wrong once", "a0", 30, "a"},
	{"wrong, then right: not at once", "a0a9", 2, ""},
	{"wrong, then right: later", "a0a9", 300, "a"},
	{"right in part is not right", "a5", 30, "a"},
	{"right before it was wrong", "a9a9a0", 30, "a"},
	{"longest overdue first", "b0a0c0", 30, "bac"},
	{"right again and again: later than one that is wrong", "a0a0b0a9a9a9", 30, "ba"},
	{"two answers on one day, in any order", "a0a9a0a9", 400, "a"},
};

static size_t make_events(const char *answers, struct bp_event *events, char *names)
{
	size_t count = 0;

	for (const char *at = answers; *at; at += 2, count++) {
		names[2 * count] = at[0];
		names[2 * count + 1] = '\0';
		events[count] = (struct bp_event){
			.id = {[0] = 1, [15] = (uint8_t)count},
			.at = (int64_t)(count + 1) * DAY,
			.verb = BP_ANSWERED,
			.course = BP_STR("ux"),
			.module = BP_STR("m"),
			.question = bp_str(&names[2 * count]),
			.grade = at[1] == '9' ? 1 : (at[1] - '0') / 10.0,
			.seconds = -1,
		};
	}
	return count;
}

static void test_due(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int round = 0; round < 10; round++) {
			struct bp_event events[16];
			struct bp_due due[16];
			char names[32], got[17] = "";
			size_t count = make_events(cases[i].answers, events, names);
			struct bp_progress *progress = bp_progress_new();
			shuffle_events(events, count, &seed);
			for (size_t n = 0; n < count; n++)
				bp_progress_apply(progress, &events[n]);
			size_t found =
				bp_review_due(progress, cases[i].day * DAY, due, 16);
			for (size_t n = 0; n < found; n++)
				got[n] = due[n].question.at[0];
			if (strcmp(got, cases[i].due) != 0)
				fail_msg("%s: %s", cases[i].name, got);
			/* less room: the first of them */
			assert_int_equal(bp_review_due(progress, cases[i].day * DAY, due,
						 found ? 1 : 0),
				found);
			bp_progress_free(progress);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_due)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
