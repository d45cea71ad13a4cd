/*
 * Every type of question does all that its kind has to do. A new type fails here until
 * it has a sample, and until its rows in learn and in the two formats work.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/bank.h>
#include <berpijar/grade.h>
#include <string.h>

static const struct {
	const char *gift;
	const char *wrong; /* a complete response that gets nothing */
	const char *right; /* the best one, as it stands in records */
	const char *said;  /* the right answer in words, if it is typed */
} samples[BP_QUESTION_TYPE_COUNT] = {
	[BP_MULTICHOICE] = {"Q{~a =b ~c}", "a", "b", ""},
	[BP_SEVERAL] = {"Q{~%50%a ~%50%b ~%-100%c}", "c", "a,b", ""},
	[BP_TRUEFALSE] = {"Q{F}", "true", "false", ""},
	[BP_SHORTANSWER] = {"Q{=katak =kodok}", "ikan", "katak", "katak"},
	[BP_NUMERICAL] = {"Q{#2.5:0.1}", "3", "2.5", "2,5"},
	[BP_MATCH] = {"Q{=a->x =b->y =->z}", "1=2,2=1", "1=1,2=2", ""},
	[BP_ORDERING] = {"Q{>2 ALL\na\nb}", "b,a", "a,b", ""},
	[BP_ESSAY] = {"Q{}", "kata", "", ""},
	[BP_DESCRIPTION] = {"Q", "", "", ""},
	[BP_FORK] = {"// [tag:cabang]\nQ{~a ~b}", "b", "", ""},
};

struct kind {
	struct bp_arena *arena;
	struct bp_quiz quiz;
	const struct bp_question *question;
};

static void read_bank(struct kind *kind, enum bp_bank_format format, struct bp_str text)
{
	struct bp_gift_source source = {.text = text, .line = 1};

	kind->quiz = (struct bp_quiz){0};
	bp_bank_read(kind->arena, format, source, NULL, &kind->quiz);
	if (kind->quiz.count != 1)
		fail_msg("not read: %.*s", (int)text.len, text.at);
	kind->question = &kind->quiz.questions[0];
}

static struct kind begin(size_t type)
{
	struct kind kind = {.arena = bp_arena_new()};

	if (!samples[type].gift)
		fail_msg("no sample of %s",
			bp_question_type_name((enum bp_question_type)type));
	read_bank(&kind, BP_BANK_GIFT, bp_str(samples[type].gift));
	assert_int_equal(kind.question->type, type);
	return kind;
}

static void check_written(const struct bp_question *question,
	const struct bp_response *response, const char *expected)
{
	struct bp_buf out = {0};

	bp_response_write(question, response, &out);
	assert_string_equal(out.at ? out.at : "", expected);
	bp_buf_release(&out);
}

static void test_responses(void **state)
{
	(void)state;
	for (size_t type = 0; type < BP_QUESTION_TYPE_COUNT; type++) {
		struct kind kind = begin(type);
		const struct bp_question *question = kind.question;
		struct bp_response none = bp_response_none(),
				   wrong = bp_response_read(
					   question, bp_str(samples[type].wrong)),
				   right = bp_response_right(question);

		assert_int_equal(bp_response_complete(question, &none, NULL),
			!bp_question_asks(question));
		check_written(question, &none, "");
		assert_true(bp_response_complete(question, &wrong, NULL));
		assert_true(bp_response_counts(question, &wrong));
		check_written(question, &wrong, samples[type].wrong);
		assert_true(bp_grade_response(question, &wrong).fraction == 0);
		check_written(question, &right, samples[type].right);
		assert_int_equal(bp_grade_response(question, &right).correct,
			bp_question_graded(question));
		bp_arena_free(kind.arena);
	}
}

static void test_said(void **state)
{
	(void)state;
	for (size_t type = 0; type < BP_QUESTION_TYPE_COUNT; type++) {
		struct kind kind = begin(type);
		struct bp_buf said = {0};

		bp_response_say_right(kind.question, &said);
		assert_string_equal(said.at ? said.at : "", samples[type].said);
		bp_buf_release(&said);
		bp_arena_free(kind.arena);
	}
}

/* Out and in again by both formats it is the same question. */
static void test_formats(void **state)
{
	(void)state;
	for (size_t type = 0; type < BP_QUESTION_TYPE_COUNT; type++) {
		static const enum bp_bank_format formats[] = {BP_BANK_GIFT, BP_BANK_XML};
		struct kind kind = begin(type);
		uint64_t hash = kind.question->content_hash;

		for (size_t i = 0; i < 2; i++) {
			struct bp_buf text = {0};
			struct bp_bank_writer writer = {
				.format = formats[i], .out = &text};
			bp_bank_write_begin(&writer);
			bp_bank_write(&writer, &kind.quiz);
			bp_bank_write_end(&writer);
			read_bank(&kind, formats[i], bp_buf_str(&text));
			assert_int_equal(kind.question->type, type);
			assert_true(kind.question->content_hash == hash);
			bp_buf_release(&text);
		}
		bp_arena_free(kind.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_responses),
		cmocka_unit_test(test_said),
		cmocka_unit_test(test_formats),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
