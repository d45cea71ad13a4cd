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

static const struct {
	struct bp_module module;
	const char *gift;
	double grades[3]; /* of the answers to the first question; negative: no more */
	double reachable;
} reached[] = {
	{{0}, "::a::A{T}\n\n::b::B{T}", {-1}, 1},
	{{0}, "::a::A{T}\n\n::b::B{}", {0, 0, 0}, 1},
	{{0}, "::a::A{}", {-1}, -1},
	{{0}, "::a::A{~%60%b ~c}", {-1}, 0.6},
	{{.attempts = 2}, "::a::A{T}\n\n::b::B{T}", {0, -1}, 1},
	{{.attempts = 2}, "::a::A{T}\n\n::b::B{T}", {0, 0, -1}, 0.5},
	{{.penalty = 25}, "::a::A{T}", {0, -1}, 0.75},
	{{.penalty = 25}, "::a::A{T}", {0.5, 0, 0}, 0.5},
	{{.penalty = 25, .counts_last = true}, "::a::A{T}", {0.5, 0, 0}, 0.25},
	{{.penalty = 25, .attempts = 2, .counts_last = true}, "::a::A{T}", {0.5, 0, -1},
		0},
};

static void test_reachable(void **state)
{
	const struct bp_course course = {.id = "k"};

	(void)state;
	for (size_t i = 0; i < sizeof reached / sizeof *reached; i++) {
		struct bp_module module = reached[i].module;
		struct bp_arena *arena = bp_arena_new();
		struct bp_progress *progress = bp_progress_new();
		struct bp_quiz quiz = {0};

		module.id = "m";
		bp_gift_read(arena,
			(struct bp_gift_source){.text = bp_str(reached[i].gift),
				.line = 1,
				.format = BP_FORMAT_PLAIN},
			NULL, &quiz);
		for (int n = 0; n < 3 && reached[i].grades[n] >= 0; n++)
			bp_progress_apply(progress,
				&(struct bp_event){.at = n,
					.verb = BP_ANSWERED,
					.course = BP_STR("k"),
					.module = BP_STR("m"),
					.question = BP_STR("a"),
					.grade = reached[i].grades[n]});
		assert_float_equal(bp_score_reachable(progress, &course, &module, &quiz),
			reached[i].reachable, 1e-9);
		bp_progress_free(progress);
		bp_arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_reachable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
