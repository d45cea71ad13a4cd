/* Exams: what is drawn, and what the events of an attempt add up to in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shuffle.h"
#include <berpijar/exam.h>
#include <berpijar/lottery.h>
#include <berpijar/review.h>
#include <string.h>

#define EVENTS 8
#define DUE    (INT64_C(1000) * 24 * 60 * 60 * 365) /* everything is, by then */

#define RULE(name, number)                              \
	{                                               \
		.from = BP_STR(name), .count = (number) \
	}

/* ---- drawing ---- */

/* Questions as letters: a and b of category "x", c and d of "y/z", e with the tag "t". */
static void make_quiz(struct bp_arena *arena, struct bp_quiz *quiz)
{
	static const char gift[] = "$CATEGORY: x\n\n::a::A{T}\n\n::b::B{T}\n\n"
				   "$CATEGORY: y/z\n\n::c::C{T}\n\n::d::D{T}\n\n"
				   "// [tag:t]\n::e::E{T}\n\n::f::Only text\n";

	*quiz = (struct bp_quiz){0};
	bp_gift_read(arena,
		(struct bp_gift_source){
			.text = bp_str(gift), .line = 1, .format = BP_FORMAT_PLAIN},
		NULL, quiz);
	assert_int_equal(quiz->count, 6);
}

static void letters(
	const struct bp_quiz *quiz, const uint32_t *drawn, size_t count, char *out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = quiz->questions[drawn[i]].id.at[0];
	out[count] = '\0';
}

static void test_draws(void **state)
{
	struct bp_draw_rule x_and_z[] = {RULE("X", 1), RULE("z", 2)};
	/* "e" is of both: whatever comes first, the other rule gets its number */
	struct bp_draw_rule overlap[] = {RULE("y/z", 3), RULE("t", 1)};
	struct bp_draw_rule chain[] = {RULE("y/z", 2), RULE("t", 1)};
	struct bp_draw_rule tag[] = {RULE("t", 5), RULE("y/z", 1)};
	const struct {
		struct bp_module module;
		size_t count;
		const char *only; /* these letters may come; NULL: exactly these */
		const char *exactly;
	} cases[] = {
		{{0}, 5, NULL, "abcde"},
		{{.draw = 3}, 3, "abcde", NULL},
		{{.draw = 99}, 5, NULL, "abcde"},
		{{.draw_rules = {x_and_z, 2, 2}}, 3, "abcde", NULL},
		{{.draw_rules = {tag, 2, 2}}, 2, "cde", NULL},
		{{.draw_rules = {overlap, 2, 2}}, 3, NULL, "cde"},
		{{.draw_rules = {chain, 2, 2}}, 3, NULL, "cde"},
	};
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz;

	(void)state;
	make_quiz(arena, &quiz);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (uint64_t seed = 0; seed < 200; seed++) {
			uint32_t drawn[8], again[8];
			char text[9], same[9];
			size_t count =
				bp_lottery_draw(&quiz, &cases[i].module, seed, drawn);
			assert_int_equal(count, cases[i].count);
			letters(&quiz, drawn, count, text);
			count = bp_lottery_draw(&quiz, &cases[i].module, seed, again);
			letters(&quiz, again, count, same);
			assert_string_equal(text, same);
			if (cases[i].exactly)
				assert_string_equal(text, cases[i].exactly);
			for (size_t n = 0; n + 1 < count; n++) /* the author's order */
				assert_true(text[n] < text[n + 1]);
			for (size_t n = 0; cases[i].only && n < count; n++)
				assert_non_null(strchr(cases[i].only, text[n]));
		}
	bp_arena_free(arena);
}

/* Each question is drawn about as often as the others, first and last. */
static void test_fair(void **state)
{
	const struct bp_module module = {.draw = 2, .shuffle = true};
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz;
	int first[5] = {0}, second[5] = {0}, rounds = 10000;

	(void)state;
	make_quiz(arena, &quiz);
	for (int i = 0; i < rounds; i++) {
		uint32_t drawn[8];
		assert_int_equal(bp_lottery_draw(&quiz, &module, (uint64_t)i, drawn), 2);
		first[drawn[0]]++;
		second[drawn[1]]++;
	}
	for (int i = 0; i < 5; i++) { /* expected 2000; five standard deviations */
		assert_in_range(first[i], 1800, 2200);
		assert_in_range(second[i], 1800, 2200);
	}
	bp_arena_free(arena);
}

/* Two forms share no question, have as many of each category, and each learner gets both. */
static void test_forms(void **state)
{
	const struct bp_module module = {
		.pretest = BP_FORM_A, .posttest = BP_FORM_B, .shuffle = true};
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz;
	unsigned first_is_a = 0;

	(void)state;
	make_quiz(arena, &quiz);
	for (uint64_t learner = 0; learner < 1000; learner++) {
		uint32_t drawn[8];
		bool met[8] = {false};
		size_t all = 0;
		enum bp_form before = bp_lottery_turn(&module, learner, 0);
		assert_int_not_equal(before, bp_lottery_turn(&module, learner, 1));
		first_is_a += before == BP_FORM_A;
		for (size_t n = 0; n < 2; n++) {
			enum bp_form form = bp_lottery_turn(&module, learner, n);
			size_t count = bp_lottery_draw_form(
				&quiz, &module, learner, form, drawn);
			for (size_t i = 0; i < count; i++, all++) {
				assert_false(met[drawn[i]]);
				met[drawn[i]] = true;
				assert_int_equal(bp_lottery_form(&quiz, drawn[i]), form);
			}
		}
		assert_int_equal(all, 5);
	}
	assert_in_range(first_is_a, 430, 570);
	assert_int_equal(bp_lottery_turn(&(struct bp_module){0}, 1, 0), BP_FORM_NONE);
	bp_arena_free(arena);
}

/* ---- attempts ---- */

static struct bp_event event(uint8_t id, int64_t at, enum bp_verb verb,
	const char *question, double grade, const char *body)
{
	return (struct bp_event){
		.id = {[15] = id},
		.at = at,
		.verb = verb,
		.course = BP_STR("ux"),
		.module = BP_STR("ujian"),
		.question = bp_str(question),
		.grade = grade,
		.body = bp_str(body),
	};
}

#define OF "\"attempt\":\"00000000-0000-0000-0000-000000000001\""

static void test_any_order(void **state)
{
	struct bp_event events[EVENTS] = {
		event(1, 10, BP_ATTEMPTED, "", -1,
			"{\"seed\":\"00000000000000ff\",\"questions\":[\"b\",\"a\"],"
			"\"time\":60}"),
		event(2, 20, BP_ANSWERED, "a", 0, "{\"response\":\"x\"," OF "}"),
		event(3, 30, BP_ANSWERED, "b", 1, "{\"response\":\"y\"," OF "}"),
		event(4, 40, BP_ANSWERED, "a", 1, "{\"response\":\"z\"," OF "}"),
		event(5, 50, BP_PASSED, "", 1, "{" OF "}"),
		event(6, 60, BP_FAILED, "", 0, "{" OF "}"), /* a later end is none */
		event(7, 35, BP_PROGRESSED, "", -1, "{\"away\":20," OF "}"),
		event(8, 38, BP_PROGRESSED, "", -1, "{\"away\":1," OF "}"),
	};
	uint64_t seed = 2;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		shuffle_events(events, EVENTS, &seed);
		struct bp_progress *progress = bp_progress_new();
		for (int i = 0; i < EVENTS; i++)
			bp_progress_apply(progress, &events[i]);
		struct bp_attempts *attempts = bp_progress_attempts(progress);
		const struct bp_attempt *one;
		assert_int_equal(bp_attempts_list(attempts, BP_STR("ux"), BP_STR("ujian"),
					 &one, 1),
			1);
		assert_int_equal(one->seed, 0xff);
		assert_int_equal(one->time_seconds, 60);
		assert_int_equal(one->extra_seconds, 0); /* an older record */
		assert_int_equal(one->count, 2);
		assert_true(bp_str_is(one->given[0].question, "b"));
		assert_true(bp_str_is(one->given[0].response, "y"));
		assert_true(bp_str_is(one->given[1].question, "a"));
		assert_true(bp_str_is(one->given[1].response, "z"));
		assert_true(one->ended && one->passed);
		assert_int_equal(one->ended_at, 50);
		assert_int_equal(one->cuts, 2);
		assert_int_equal(one->away_seconds, 21);
		assert_null(bp_attempt_open(attempts, BP_STR("ux"), BP_STR("ujian")));
		bp_progress_free(progress);
	}
}

#define QUESTIONS 100

/* Some answers come before the draw, in another order, and one to what is not drawn. */
static void test_many_questions(void **state)
{
	char names[QUESTIONS + 1][8];
	struct bp_progress *progress = bp_progress_new();
	struct bp_buf body = {0};
	const struct bp_attempt *one;

	(void)state;
	bp_buf_add_cstr(&body, "{\"questions\":[");
	for (int i = 0; i <= QUESTIONS; i++) {
		snprintf(names[i], sizeof names[i], "q%d", i);
		bp_buf_printf(&body, "\"%s\"%s", names[i % QUESTIONS],
			i < QUESTIONS ? "," : "]}"); /* the first once more */
	}
	for (int i = QUESTIONS; i >= 60; i -= 2) {
		struct bp_event early = event((uint8_t)(2 + i), 20, BP_ANSWERED, names[i],
			1, "{\"response\":\"early\"," OF "}");
		bp_progress_apply(progress, &early);
	}
	struct bp_event begins = event(1, 10, BP_ATTEMPTED, "", -1, body.at);
	bp_progress_apply(progress, &begins);
	for (int i = 0; i < QUESTIONS; i += 3) {
		struct bp_event late = event((uint8_t)(120 + i), 30, BP_ANSWERED,
			names[i], 1, "{\"response\":\"late\"," OF "}");
		bp_progress_apply(progress, &late);
	}
	bp_attempts_list(
		bp_progress_attempts(progress), BP_STR("ux"), BP_STR("ujian"), &one, 1);
	assert_int_equal(one->count, QUESTIONS + 1);
	for (int i = 0; i <= QUESTIONS; i++) {
		struct bp_str response = one->given[i].response;
		bool late = i % 3 == 0 && i < QUESTIONS, early = i >= 60 && i % 2 == 0;
		assert_true(bp_str_is(one->given[i].question, names[i]));
		assert_true(bp_str_is(response, late ? "late" : early ? "early" : ""));
	}
	bp_buf_release(&body);
	bp_progress_free(progress);
}

static void test_written_and_read(void **state)
{
	struct bp_given given[] = {
		{.question = BP_STR("q-\"1\"")}, {.question = BP_STR("dua")}};
	struct bp_attempt attempt = {.seed = 0x123456789abcdef0u,
		.time_seconds = 1200,
		.extra_seconds = 300,
		.given = given,
		.count = 2};
	struct bp_buf body = {0};
	struct bp_progress *progress = bp_progress_new();
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz;

	(void)state;
	make_quiz(arena, &quiz);
	bp_attempt_write(&attempt,
		(const struct bp_question *[]){&quiz.questions[0], &quiz.questions[4]},
		&body);
	struct bp_event begun = event(1, 10, BP_ATTEMPTED, "", -1, body.at);
	bp_progress_apply(progress, &begun);
	const struct bp_attempt *open = bp_attempt_open(
		bp_progress_attempts(progress), BP_STR("ux"), BP_STR("ujian"));
	assert_non_null(open);
	assert_true(open->seed == attempt.seed);
	assert_int_equal(open->time_seconds, 1200);
	assert_int_equal(open->extra_seconds, 300);
	assert_true(bp_str_is(open->given[0].question, "q-\"1\""));
	assert_ptr_equal(
		open, bp_attempts_find(bp_progress_attempts(progress), begun.id));

	assert_true(open->deferred && !open->immediate);
	const struct bp_question *drawn[2];
	bp_attempt_read_drawn(open, begun.body, arena, drawn);
	assert_true(drawn[0]->content_hash == quiz.questions[0].content_hash);
	assert_true(drawn[1]->content_hash == quiz.questions[4].content_hash);
	assert_true(bp_str_is(drawn[1]->id, "dua")); /* whatever the text would give it */

	bp_buf_clear(&body);
	struct bp_attempt over = *open;
	over.timed_out = true;
	bp_attempt_write_end(&over, &body);
	struct bp_event ended = event(2, 20, BP_FAILED, "", 0.5, body.at);
	bp_progress_apply(progress, &ended);
	assert_null(bp_attempt_open(
		bp_progress_attempts(progress), BP_STR("ux"), BP_STR("ujian")));
	assert_true(
		bp_attempts_find(bp_progress_attempts(progress), begun.id)->timed_out);
	bp_progress_free(progress);
	bp_arena_free(arena);
	bp_buf_release(&body);
}

/* ---- what may be told ---- */

static double told(const struct bp_progress *progress, struct bp_event event)
{
	struct bp_arena *arena = bp_arena_new();

	bp_attempts_tell(bp_progress_attempts(progress), arena, &event);
	bp_arena_free(arena);
	return event.grade;
}

static bool tells_drawn(const struct bp_progress *progress, struct bp_event event)
{
	struct bp_arena *arena = bp_arena_new();

	bp_attempts_tell(bp_progress_attempts(progress), arena, &event);
	bool tells = bp_str_find(event.body, BP_STR("Bandung"), 0) != SIZE_MAX;
	bp_arena_free(arena);
	return tells;
}

#define FIRST "{\"questions\":[\"a\",\"b\"],\"drawn\":[\"A{=Bandung}\",null]"

/* An attempt of an older program, which recorded grades at once, and one of today, whose
 * grades come with its end; then one with feedback at once. */
static void test_silent_until_the_end(void **state)
{
	const struct bp_str ux = BP_STR("ux"), exam = BP_STR("ujian");
	const struct {
		const char *body;
		double grade; /* of the answer as it is recorded */
		bool silent;
	} cases[] = {
		{FIRST "}", 0.5, true},
		{FIRST ",\"feedback\":\"deferred\"}", -1, true},
		{FIRST ",\"feedback\":\"immediate\"}", 0.5, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_progress *progress = bp_progress_new();
		const struct bp_attempts *attempts = bp_progress_attempts(progress);
		struct bp_event begun = event(1, 10, BP_ATTEMPTED, "", -1, cases[i].body);
		struct bp_event given = event(2, 20, BP_ANSWERED, "a", cases[i].grade,
			"{\"response\":\"x\"," OF "}");
		struct bp_event graded = event(3, 30, BP_ANSWERED, "a", 0.5,
			"{\"response\":\"x\",\"graded\":true," OF "}");
		struct bp_event ended = event(4, 31, BP_FAILED, "", 0.25, "{" OF "}");
		bool silent = cases[i].silent;

		bp_progress_apply(progress, &begun);
		bp_progress_apply(progress, &given);
		assert_true(bp_attempts_silent(attempts, ux, exam) == silent);
		assert_true(
			bp_attempts_withhold(attempts, ux, exam, BP_STR("a")) == silent);
		assert_false(bp_attempts_withhold(attempts, ux, exam, BP_STR("b")));
		assert_true(bp_attempts_ask(attempts, ux, exam, BP_STR("b")) == silent);
		assert_true((bp_progress_told(progress, ux, exam, BP_STR("a")) == NULL) ==
			silent);
		assert_true((bp_review_asked(progress, DUE, NULL, 0) == 0) == silent);
		assert_true(told(progress, given) == (silent ? -1 : 0.5));
		assert_false(tells_drawn(progress, begun)); /* what is not asked yet */
		assert_true(bp_attempts_best(attempts, ux, exam) == -1);

		if (cases[i].grade < 0)
			bp_progress_apply(progress, &graded);
		bp_progress_apply(progress, &ended);
		assert_false(bp_attempts_silent(attempts, ux, exam));
		assert_true(told(progress, given) == 0.5);
		assert_true(tells_drawn(progress, begun));
		const struct bp_question_record *record =
			bp_progress_told(progress, ux, exam, BP_STR("a"));
		assert_int_equal(record->answered, 1); /* graded, not answered again */
		assert_true(record->best == 0.5);
		assert_int_equal(bp_review_asked(progress, DUE, NULL, 0), 1);
		assert_true(bp_attempts_best(attempts, ux, exam) == 0.25);
		bp_progress_free(progress);
	}
}

/* Nobody knows that an answer may be told if the beginning of its attempt is missing. */
static void test_silent_without_a_beginning(void **state)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_event given =
		event(2, 20, BP_ANSWERED, "a", 1, "{\"response\":\"x\"," OF "}");

	(void)state;
	assert_true(told(progress, given) == -1);
	bp_progress_apply(progress, &given);
	assert_true(told(progress, given) == -1);
	bp_progress_free(progress);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draws),
		cmocka_unit_test(test_fair),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_many_questions),
		cmocka_unit_test(test_written_and_read),
		cmocka_unit_test(test_silent_until_the_end),
		cmocka_unit_test(test_silent_without_a_beginning),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
