/* Scores as people see them, and the pass marks that they reach. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/answer.h>
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
	struct bp_score score;
	int pass;
	bool finishes;
} ends[] = {
	{{.mean = 1, .answered = 2}, -1, true},
	{{.mean = 1, .answered = 2, .unanswered = 1}, -1, false},
	{{.mean = 0.7, .answered = 3}, 70, true},
	{{.mean = 0.69, .answered = 3}, 70, false},
	{{.mean = 0.7, .answered = 2, .unanswered = 1}, 70,
		false},                          /* enough is not all */
	{{.mean = -1, .answered = 1}, 70, true}, /* nothing is graded */
	{{.mean = -1, .unanswered = 1}, 70, false},
};

static void test_finishes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		assert_int_equal(bp_score_finishes(&ends[i].score, ends[i].pass),
			ends[i].finishes);
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
	{{.penalty = 25, .counts = BP_COUNTS_LAST}, "::a::A{T}", {0.5, 0, 0}, 0.25},
	{{.penalty = 25, .attempts = 2, .counts = BP_COUNTS_LAST}, "::a::A{T}",
		{0.5, 0, -1}, 0},
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

#define NEGATIVE \
	"::a::A{=b ~%-100%c ~d ~%-25%e}\n\n::b::B{T}\n\n::c::C{~%50%a ~%50%b ~%-100%c}"

static const struct {
	enum bp_counts counts;
	const char *given[4]; /* "a:c" answers the question a by its choice c */
	const char *now;      /* one more, not recorded yet */
	double mean;
} summed[] = {
	{BP_COUNTS_BEST, {NULL}, NULL, 0},
	{BP_COUNTS_BEST, {"a:b", "b:true", "c:a,b"}, NULL, 1.0 / 3},
	{BP_COUNTS_BEST, {"a:b", "b:true"}, NULL, 0},
	{BP_COUNTS_BEST, {"a:d", "b:true"}, NULL, 0.75 / 3},
	{BP_COUNTS_BEST, {"a:c", "b:true"}, NULL, 1.0 / 3},
	{BP_COUNTS_BEST, {"a:b"}, NULL, 0},
	{BP_COUNTS_BEST, {"b:true", "c:c"}, NULL,
		1.0 / 3}, /* several: Moodle stops at 0 */
	{BP_COUNTS_BEST, {"a:b", "a:a", "b:true"}, NULL, 2.0 / 3},
	{BP_COUNTS_BEST, {"a:a", "a:b", "b:true"}, NULL, 2.0 / 3},
	{BP_COUNTS_LAST, {"a:a", "a:b", "b:true"}, NULL, 0},
	{BP_COUNTS_BEST, {"b:true"}, "a:b", 0},
	{BP_COUNTS_BEST, {"b:true", "a:b"}, "a:a", 2.0 / 3},
	{BP_COUNTS_LAST, {"b:true", "a:a"}, "a:d", 0.75 / 3},
	{BP_COUNTS_BEST, {"b:true", "a:a"}, "a:d", 2.0 / 3},
	{BP_COUNTS_FIRST, {"a:c", "a:a", "b:true"}, NULL, 1.0 / 3},
	{BP_COUNTS_FIRST, {"b:true", "a:a"}, "a:d", 2.0 / 3},
};

static struct bp_grade answer(struct bp_progress *progress, const struct bp_quiz *quiz,
	const char *given, int64_t at)
{
	const struct bp_question *question =
		bp_quiz_find(quiz, (struct bp_str){given, 1});
	struct bp_response response = bp_response_read(question, bp_str(given + 2));
	struct bp_grade grade = bp_grade_response(question, &response);
	struct bp_buf body = {0};

	bp_answer_write(question, &response, NULL, 0, (struct bp_answer_of){0}, &body);
	assert_true(grade.fraction >= 0);
	if (progress)
		bp_progress_apply(progress,
			&(struct bp_event){.at = at,
				.verb = BP_ANSWERED,
				.course = BP_STR("k"),
				.module = BP_STR("m"),
				.question = question->id,
				.grade = grade.fraction,
				.body = bp_buf_str(&body)});
	bp_buf_release(&body);
	return grade;
}

/* A wrong choice with a negative weight takes off the sum, which stops at 0. */
static void test_negative(void **state)
{
	const struct bp_course course = {.id = "k"};
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz = {0};

	(void)state;
	bp_gift_read(arena,
		(struct bp_gift_source){
			.text = BP_STR(NEGATIVE), .line = 1, .format = BP_FORMAT_PLAIN},
		NULL, &quiz);
	for (size_t i = 0; i < sizeof summed / sizeof *summed; i++) {
		struct bp_module module = {.id = "m", .counts = summed[i].counts};
		struct bp_progress *progress = bp_progress_new();
		const struct bp_question *now = NULL;
		struct bp_grade grade = {0};

		for (int n = 0; n < 4 && summed[i].given[n]; n++)
			answer(progress, &quiz, summed[i].given[n], n);
		if (summed[i].now) {
			grade = answer(NULL, &quiz, summed[i].now, 9);
			now = bp_quiz_find(&quiz, (struct bp_str){summed[i].now, 1});
		}
		assert_float_equal(bp_score_quiz(progress, &course, &module, &quiz, NULL,
					   now, grade.fraction - grade.lost)
					   .mean,
			summed[i].mean, 1e-9);
		bp_progress_free(progress);
	}
	bp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_finishes),
		cmocka_unit_test(test_reachable),
		cmocka_unit_test(test_negative),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
