/* Scores as people see them, and the pass marks that they reach. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/score.h>

static const struct {
	double score;
	int percent, pass;
	bool passes;
} cases[] = {
	{0, 0, 0, true},
	{0, 0, 1, false},
	{0.696, 69, 70, false}, /* not "70, belum lulus" */
	{0.7, 70, 70, true},
	{0.1 + 0.2 + 0.4, 70, 70, true}, /* less than 0.7 by a bit of a double */
	{2.0 / 3, 66, 67, false},
	{0.996, 99, 100, false},
	{1.0 / 3 + 1.0 / 3 + 1.0 / 3, 100, 100, true},
	{1, 100, 100, true},
};

static void test_percent(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(bp_score_percent(cases[i].score), cases[i].percent);
		assert_int_equal(
			bp_score_passes(cases[i].score, cases[i].pass), cases[i].passes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_percent)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
