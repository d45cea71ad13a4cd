/* The figures of a question: small cases that can be worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/class.h>
#include <math.h>

static void assert_near(double found, double wanted)
{
	if (isnan(wanted))
		assert_true(isnan(found));
	else
		assert_true(fabs(found - wanted) < 1e-9);
}

static const struct {
	const char *why;
	struct bp_item_mark marks[5];
	size_t count;
	double facility, discrimination, efficiency;
} cases[] = {
	{"nobody", {{0, 0}}, 0, NAN, NAN, NAN},
	{"one", {{1, 0.5}}, 1, 1, NAN, NAN},
	{"all right", {{1, 0.2}, {1, 0.4}, {1, 0.9}}, 3, 1, NAN, NAN},
	{"the rest does not vary", {{1, 0.5}, {0, 0.5}}, 2, 0.5, NAN, NAN},
	{"the able are right", {{1, 1}, {0, 0}}, 2, 0.5, 1, 1},
	{"the able are wrong", {{0, 1}, {1, 0}}, 2, 0.5, -1, -1},
	{"thirds do not vary by rounding",
		{{1.0 / 3, 0.1}, {1.0 / 3, 0.7}, {1.0 / 3, 0.3}}, 3, 1.0 / 3, NAN, NAN},
	/* marks 1 1 0 0 about 0.5; rests 0.9 0.5 0.4 0.2 about 0.5: products 0.2 + 0 +
	 * 0.05 + 0.15 = 0.4; squares 1 and 0.26 */
	{"as by hand", {{1, 0.9}, {1, 0.5}, {0, 0.4}, {0, 0.2}}, 4, 0.5,
		0.4 / 0.5099019513592785, 1},
	/* marks 1 0 1 0: products 0.2 + 0 - 0.05 + 0.15 = 0.3, of 0.4 that there could be */
	{"less than there could be", {{1, 0.9}, {0, 0.5}, {1, 0.4}, {0, 0.2}}, 4, 0.5,
		0.3 / 0.5099019513592785, 0.75},
	/* who has no rest counts for the facility alone */
	{"no rest", {{1, 1}, {0, 0}, {1, NAN}, {1, NAN}}, 4, 0.75, 1, 1},
};

static void test_figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_figures figures = bp_figures_of(cases[i].marks, cases[i].count);
		assert_near(figures.facility, cases[i].facility);
		assert_near(figures.discrimination, cases[i].discrimination);
		assert_near(figures.efficiency, cases[i].efficiency);
	}
}

static const struct {
	const char *gift;
	double guess;
} guesses[] = {
	{"::a::A{=b ~c ~d ~e}", 0.25},
	{"::a::A{=b ~%50%c ~%-50%d ~e}", 0.25},
	{"::a::A{~%50%b ~%50%c ~%-100%d}", NAN}, /* several: cannot be told */
	{"::a::A{T}", 0.5},
	{"::a::A{=b =%50%c}", 0},
	{"::a::A{=b =%25%*}", 0.25},
	{"::a::A{#=3 =%50%*}", 0.5},
	{"::a::A{#3}", 0},
	{"::a::A{=b -> 1 =c -> 2 =d -> 1}", 0.5}, /* two different partners */
	{"::a::A{}", NAN},
};

static void test_guess(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_quiz quiz = {0};
		bp_gift_read(arena,
			(struct bp_gift_source){.text = bp_str(guesses[i].gift),
				.line = 1,
				.format = BP_FORMAT_PLAIN},
			NULL, &quiz);
		assert_int_equal(quiz.count, 1);
		assert_near(bp_guess_score(&quiz.questions[0]), guesses[i].guess);
		bp_arena_free(arena);
	}
}

static void test_median(void **state)
{
	double odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2};

	(void)state;
	assert_near(bp_median(odd, 3), 2);
	assert_near(bp_median(even, 4), 2.5);
	assert_near(bp_median(NULL, 0), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_guess),
		cmocka_unit_test(test_median),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
