/* Responses: complete or not, right ones, and their way into a record and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define SINGLE  "Q{=a ~b ~c}"
#define SEVERAL "Q{~%50%a ~%50%b ~c}"
#define PAIRS   "Q{=a->x =b->y =->z}"
#define ORDER   "Q{>3 ALL\na\nb\nc}"

static struct bp_question read_question(struct bp_arena *arena, const char *gift)
{
	struct bp_quiz quiz = {0};
	bp_gift_read(arena, (struct bp_gift_source){.text = bp_str(gift), .line = 1},
		NULL, &quiz);
	if (quiz.count != 1)
		fail_msg("%s: not read", gift);
	return quiz.questions[0];
}

/* Read, and written again: what fits the question stays, in the question's order. */
static const struct {
	const char *gift, *read, *written;
} records[] = {
	{SINGLE, "b", "b"},
	{SINGLE, "", ""},
	{SINGLE, "d", ""},
	{SINGLE, "B", ""},
	{SINGLE, "b,c", "b"},
	{SINGLE, "x,c", "c"},
	{SINGLE, "ab", ""},
	{SEVERAL, "a,c", "a,c"},
	{SEVERAL, "c,a", "a,c"},
	{SEVERAL, " a , c ", "a,c"},
	{SEVERAL, "a,,a,", "a"},
	{SEVERAL, "a,\xff,c", "a,c"},
	{"Q{T}", "true", "true"},
	{"Q{T}", "false", "false"},
	{"Q{T}", "a", ""},
	{"Q{T}", "truefalse", ""},
	{"Q{=a}", " apa pun, \xff ", " apa pun, \xff "},
	{"Q{#1}", "1,5", "1,5"},
	{"Q{}", "dua\nbaris", "dua\nbaris"},
	{"Hanya teks.", "x", ""},
	{PAIRS, "1=2,2=1", "1=2,2=1"},
	{PAIRS, "2=3", "2=3"},
	{PAIRS, "2=1,1=1", "1=1,2=1"},
	{PAIRS, "1=4,2=0,0=1,9=1", ""},
	{PAIRS, "3=1", ""}, /* nothing is asked there */
	{PAIRS, "1=1=2,1", ""},
	{PAIRS, "1=,=1,=", ""},
	{PAIRS, "1=999999999999999999999", ""},
	{ORDER, "c,a,b", "c,a,b"},
	{ORDER, "c", "c,-,-"},
	{ORDER, "-,b,-", "-,b,-"},
	{ORDER, "a,a,b", "a,-,b"},
	{ORDER, "a,b,c,a", "a,b,c"},
	{ORDER, "x,y,z", ""},
	{ORDER, "", ""},
};

static void test_records(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(records); i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = read_question(arena, records[i].gift);
		struct bp_response response =
			bp_response_read(&question, bp_str(records[i].read));
		struct bp_buf out = {0};
		bp_response_write(&question, &response, &out);
		if (!bp_str_is(bp_buf_str(&out), records[i].written))
			fail_msg("%s, \"%s\": written as \"%s\"", records[i].gift,
				records[i].read, out.at ? out.at : "");
		bp_buf_release(&out);
		bp_arena_free(arena);
	}
}

static const struct {
	const char *gift, *response, *missing; /* NULL: complete */
} completeness[] = {
	{SINGLE, "a", NULL},
	{SINGLE, "", "Pilih satu jawaban dahulu."},
	{SEVERAL, "a,b,c", NULL},
	{SEVERAL, "", "Tandai sedikitnya satu jawaban dahulu."},
	{"Q{T}", "false", NULL},
	{"Q{T}", "", "Pilih satu jawaban dahulu."},
	{"Q{=a}", "x", NULL},
	{"Q{=a}", "0", NULL},
	{"Q{=a}", " \n", "Tulis jawaban dahulu."},
	{"Q{#1}", "1,5", NULL},
	{"Q{#1}", " ", "Tulis jawaban dahulu."},
	{"Q{#1}", "satu", "Itu bukan angka. Tulis angka saja, misalnya 1500 atau 2,5."},
	{"Q{}", "jawaban", NULL},
	{"Q{}", "", "Tulis jawaban dahulu."},
	{"Hanya teks.", "", NULL},
	{PAIRS, "1=3,2=3", NULL},
	{PAIRS, "1=3", "Lengkapi dahulu; masih ada 1 yang belum dipasangkan."},
	{PAIRS, "", "Lengkapi dahulu; masih ada 2 yang belum dipasangkan."},
	{ORDER, "c,b,a", NULL},
	{ORDER, "c,b", "Urutkan semua butir dahulu."},
	{ORDER, "", "Urutkan semua butir dahulu."},
};

static void test_completeness(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(completeness); i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = read_question(arena, completeness[i].gift);
		struct bp_response response =
			bp_response_read(&question, bp_str(completeness[i].response));
		struct bp_error err = {0};
		bool complete = bp_response_complete(&question, &response, &err);
		if (complete != !completeness[i].missing)
			fail_msg("%s, \"%s\"", completeness[i].gift,
				completeness[i].response);
		if (!complete)
			assert_string_equal(err.message, completeness[i].missing);
		assert_int_equal(
			bp_response_complete(&question, &response, NULL), complete);
		bp_arena_free(arena);
	}
}

/* A mode may set any bits: more than one for a single choice is not an answer. */
static void test_stray_bits(void **state)
{
	(void)state;
	struct bp_arena *arena = bp_arena_new();
	struct bp_question question = read_question(arena, SINGLE);
	struct bp_response response = bp_response_none();
	struct bp_buf out = {0};
	response.chosen = 3;
	assert_false(bp_response_complete(&question, &response, NULL));
	assert_true(bp_grade_response(&question, &response).fraction == 0);
	response.chosen = UINT32_C(1) << 20;
	assert_false(bp_response_complete(&question, &response, NULL));
	bp_response_write(&question, &response, &out);
	assert_int_equal(out.len, 0);
	bp_arena_free(arena);
}

/* The right response is complete and gets all there is to get, in either language. */
static const struct {
	const char *gift, *right;
	double fraction;
} right[] = {
	{"Q{~a =b ~c}", "b", 1},
	{"Q{=a =b ~c}", "a", 1},
	{SEVERAL, "a,b", 1},
	{"Q{~%40%a ~%-40%b ~%40%c}", "a,c", 0.8},
	{"Q{T}", "true", 1},
	{"Q{F}", "false", 1},
	{"Q{=%50%katak =kodok}", "kodok", 1},
	{"Q{=%50%katak}", "katak", 0.5},
	{"Q{=*jalan\\\\*}", "jalan*", 1},
	{"Q{=*jalan*}", "jalan", 1},
	{"Q{=a*b}", "a b", 1},
	{"Q{=2\\*3}", "2*3", 1},
	{"Q{=*}", "*", 1},
	{"Q{#3.142}", "3.1420", 1},
	{"Q{#1.5:0.1}", "1.5", 1},
	{"Q{#1..5}", "3", 1},
	{"Q{#1..2}", "1.5", 1},
	{"Q{#1500}", "1500", 1},
	{"Q{#-0.001}", "-0.0010", 1},
	{"Q{#6.02e23}", "6.02e+23", 1},
	{"Q{#=%50%1 =2}", "2", 1},
	{"Q{#*}", "0", 1},
	{PAIRS, "1=1,2=2", 1},
	{ORDER, "a,b,c", 1},
	{"Hanya teks.", "", 0},
};

static void check_right(size_t i)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_question question = read_question(arena, right[i].gift);
	struct bp_response response = bp_response_right(&question);
	struct bp_grade grade = bp_grade_response(&question, &response);
	struct bp_buf out = {0};
	bp_response_write(&question, &response, &out);
	if (!bp_str_is(bp_buf_str(&out), right[i].right))
		fail_msg("%s: \"%s\"", right[i].gift, out.at ? out.at : "");
	if (grade.fraction < right[i].fraction - 1e-9 ||
		grade.fraction > right[i].fraction + 1e-9)
		fail_msg("%s: \"%s\" gets %g", right[i].gift, out.at ? out.at : "",
			grade.fraction);
	assert_true(bp_response_complete(&question, &response, NULL));
	bp_buf_release(&out);
	bp_arena_free(arena);
}

static void test_right(void **state)
{
	(void)state;
	static const char *const languages[] = {"en", "id"};
	for (size_t language = 0; language < COUNT(languages); language++) {
		bp_lang_set(languages[language]);
		for (size_t i = 0; i < COUNT(right); i++)
			check_right(i);
	}
}

/* Any bytes are read, and what is written of them is read the same again. */
static void test_any_bytes(void **state)
{
	(void)state;
	static const char *const gifts[] = {
		SINGLE, SEVERAL, "Q{T}", PAIRS, ORDER, "Q{#1}"};
	static const char alphabet[] = "abcz123=,- tTrue\n\xff";
	uint32_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question =
			read_question(arena, gifts[round % (int)COUNT(gifts)]);
		char bytes[12];
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = alphabet[(seed >> 16) % sizeof alphabet];
		}
		struct bp_response once = bp_response_read(
			&question, (struct bp_str){bytes, seed % sizeof bytes});
		struct bp_buf first = {0}, second = {0};
		bp_response_write(&question, &once, &first);
		struct bp_response again =
			bp_response_read(&question, bp_buf_str(&first));
		bp_response_write(&question, &again, &second);
		assert_true(bp_str_equal(bp_buf_str(&first), bp_buf_str(&second)));
		double fraction = bp_grade_response(&question, &once).fraction;
		assert_true(fraction >= 0 && fraction <= 1);
		bp_buf_release(&first);
		bp_buf_release(&second);
		bp_arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_completeness),
		cmocka_unit_test(test_stray_bits),
		cmocka_unit_test(test_right),
		cmocka_unit_test(test_any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
