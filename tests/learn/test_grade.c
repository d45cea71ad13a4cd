/* Grades: the same as Moodle's for the same response. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A response as bp_response_read() takes it, and its fraction; NULL ends a list. */
struct graded {
	const char *response;
	double fraction;
};

/* question/type/multichoice/question.php, single: the fraction of the choice */
static const struct graded single[] = {
	{"a", 1},
	{"b", 0},
	{"c", 0.5},
	{"d", 0},
	{"", 0},
	{"d", 0},     /* -50%: Moodle's -0.5, for us 0 */
	{"z", 0},     /* not a choice */
	{"c,a", 0.5}, /* only the first is taken */
	{NULL, 0},
};

/* The same, with two full answers */
static const struct graded two_right[] = {{"a", 1}, {"b", 1}, {"c", 0}, {NULL, 0}};

/* question/type/multichoice/question.php, multi: min(max(0, sum), 1) */
static const struct graded several[] = {
	{"a", 0.5},
	{"b", 0.5},
	{"a,b", 1},
	{"c", 0},
	{"a,c", 0},
	{"b,c", 0},
	{"a,b,c", 0},
	{"d", 0},
	{"a,d", 0.25},
	{"b,d", 0.25},
	{"a,b,d", 0.75},
	{"a,b,c,d", 0},
	{"", 0},
	{"b,a", 1},
	{"a,a,b", 1},
	{" a , b ", 1},
	{"c,d", 0},
	{NULL, 0},
};

/* The same: three thirds are a whole, and so are six sixths (match_grade_options) */
static const struct graded thirds[] = {
	{"a", 1.0 / 3}, {"a,b", 2.0 / 3}, {"a,b,c", 1}, {"a,b,c,d", 0}, {NULL, 0}};
static const struct graded sixths[] = {
	{"a", 1.0 / 6}, {"a,b,c", 0.5}, {"a,b,c,d,e,f", 1}, {NULL, 0}};
static const struct graded sevenths[] = {
	{"a", 1.0 / 7}, {"a,b,c,d,e,f", 6.0 / 7}, {"a,b,c,d,e,f,g", 1}, {NULL, 0}};
/* More than a whole is a whole; less stays less */
static const struct graded too_much[] = {
	{"a", 0.75}, {"b", 0.75}, {"a,b", 1}, {"a,c", 0.25}, {"a,b,c", 1}, {NULL, 0}};
static const struct graded too_little[] = {
	{"a", 0.3}, {"b", 0.3}, {"a,b", 0.6}, {NULL, 0}};

/* question/type/truefalse/question.php */
static const struct graded is_true[] = {
	{"true", 1}, {"false", 0}, {"", 0}, {"benar", 0}, {"TRUE", 0}, {NULL, 0}};
static const struct graded is_false[] = {{"true", 0}, {"false", 1}, {NULL, 0}};

/*
 * question/type/shortanswer/question.php, compare_string_with_wildcard(), and its
 * tests in question/type/shortanswer/tests/question_test.php
 */
static const struct graded plain_text[] = {
	{"frog", 1},
	{"Frog", 1},
	{"FROG", 1},
	{" frog ", 1},
	{"frogs", 0},
	{"fro", 0},
	{"f rog", 0},
	{"toad", 0.8},
	{"TOAD", 0.8},
	{"", 0},
	{"frog toad", 0},
	{"frog\n", 1},
	{"cat", 0},
	{NULL, 0},
};
/* The first match counts: "*" takes what the answers before it left */
static const struct graded with_rest[] = {{"frog", 1}, {"toad", 0.5}, {"cat", 0.1},
	{"frog frog", 0.1}, {"*", 0.1}, {NULL, 0}};
static const struct graded rest_first[] = {{"frog", 0.1}, {"cat", 0.1}, {NULL, 0}};
static const struct graded at_start[] = {
	{"frog", 1}, {"frogs", 1}, {"frog in a pond", 1}, {"a frog", 0}, {NULL, 0}};
static const struct graded at_end[] = {
	{"frog", 1}, {"a frog", 1}, {"frogs", 0}, {"bullfrog", 1}, {NULL, 0}};
static const struct graded around[] = {{"frog", 1}, {"a frog", 1}, {"frogs", 1},
	{"bullfrogs", 1}, {"fro g", 0}, {NULL, 0}};
static const struct graded between[] = {
	{"12345", 1},
	{"1xx3xx5", 1},
	{"1xx5", 0},
	{"1x3", 0},
	{"x1x3x5", 0},
	{"13535", 1},
	{"135355", 1},
	{"1 3 5", 1},
	{NULL, 0},
};
static const struct graded many_stars[] = {{"ab", 1}, {"a b", 1}, {"ba", 0}, {NULL, 0}};
static const struct graded literal_star[] = {
	{"2*3", 1}, {"2 * 3", 0}, {"2x3", 0}, {"2**3", 0}, {NULL, 0}};
static const struct graded star_and_literal[] = {
	{"x*y", 1}, {"xx*y", 1}, {"xy", 0}, {"x*yz", 0}, {NULL, 0}};
/* Characters that mean something in a regular expression (preg_quote) */
static const struct graded punctuation[] = {
	{"a.b+c?(d)|[e]^$\\", 1}, {"axb+c?(d)|[e]^$\\", 0}, {"a", 0}, {NULL, 0}};
/* Ours: white space within is folded; Moodle trims only the ends */
static const struct graded spaced[] = {
	{"open data", 1},
	{"open  data", 1},
	{"open\tdata", 1},
	{"Open   Data ", 1},
	{"open\xc2\xa0"
	 "data",
		1},
	{"opendata", 0},
	{NULL, 0},
};
/* safe_normalize(): composed and decomposed are the same; accents still count */
static const struct graded accented[] = {
	{"café", 1},
	{"cafe\xcc\x81", 1},
	{"CAFÉ", 1},
	{"CAFE\xcc\x81", 1},
	{"cafe", 0},
	{"cafe\xcc\x80", 0},
	{NULL, 0},
};
static const struct graded marked_pattern[] = {{"ḥadīṡ", 0}, {"ḥadīs", 1},
	{"h\xcc\xa3"
	 "adi\xcc\x84s",
		1},
	{NULL, 0}};
static const struct graded greek[] = {{"ΑΘΗΝΑ", 1}, {"αθηνα", 1}, {NULL, 0}};

/*
 * question/type/numerical/question.php, get_tolerance_interval(), within_tolerance();
 * numbers as bp_number_read() takes them, in Indonesian
 */
static const struct graded exact[] = {
	{"3,5", 1},
	{"3.5", 1},
	{"3,50", 1},
	{" 3,5 ", 1},
	{"+3,5", 1},
	{"3,51", 0},
	{"3,49", 0},
	{"-3,5", 0},
	{"35e-1", 1},
	{"tiga", 0},
	{"", 0},
	{"3,5000000001", 0},
	{"3,500000000000000001", 1},
	{NULL, 0},
};
static const struct graded around_value[] = {
	{"3", 1}, {"1", 1}, {"5", 1}, {"0,99", 0}, {"5,01", 0}, {"5,0", 1}, {NULL, 0}};
static const struct graded in_range[] = {
	{"1", 1}, {"5", 1}, {"3,2", 1}, {"0,999", 0}, {"5,001", 0}, {NULL, 0}};
/* MDL-3225: sums of decimals must not miss by their last bit */
static const struct graded tenths[] = {
	{"0,3", 1}, {"0,2", 1}, {"0,4", 1}, {"0,41", 0}, {"0,19", 0}, {NULL, 0}};
static const struct graded large[] = {{"1000000", 1}, {"1.000.000", 1}, {"1 000 000", 1},
	{"1e6", 1}, {"Rp1.000.000", 1}, {"1000001", 0}, {"1.000", 0}, {NULL, 0}};
static const struct graded negative[] = {{"-3", 1},
	{"\xe2\x88\x92"
	 "3",
		1},
	{"- 3", 1}, {"3", 0}, {"-2,5", 1}, {"-3,6", 0}, {NULL, 0}};
static const struct graded nested[] = {
	{"10", 1}, {"11", 0.5}, {"8", 0.5}, {"9", 0.5}, {"13", 0}, {"7,9", 0}, {NULL, 0}};
static const struct graded with_wrong[] = {
	{"1822", 1}, {"1817", 1}, {"1830", 0}, {"x", 0}, {NULL, 0}};
static const struct graded any_number[] = {
	{"0", 1}, {"-17,5", 1}, {"seratus", 0}, {"", 0}, {NULL, 0}};
static const struct graded percentage[] = {
	{"75 %", 1}, {"75%", 1}, {"75", 1}, {"0,75", 0}, {NULL, 0}};
static const struct graded zero[] = {{"0", 1}, {"0,0", 1}, {"-0", 1}, {"0,1", 0},
	{"1e-15", 0}, {"1e-30", 1}, {NULL, 0}};

/* question/type/match/question.php, get_num_parts_right() */
static const struct graded pairs[] = {
	{"1=1,2=2,3=3", 1},
	{"1=1,2=3,3=2", 1.0 / 3},
	{"1=2,2=3,3=1", 0},
	{"1=1", 1.0 / 3},
	{"1=1,2=2", 2.0 / 3},
	{"3=3,1=1,2=2", 1},
	{"", 0},
	{"1=1,2=1,3=1", 1.0 / 3},
	{"1=9,2=2", 1.0 / 3},
	{NULL, 0},
};
/* The same: equal right sides are one choice (initialise_question_instance) */
static const struct graded same_right[] = {{"1=1,2=2,3=3", 1}, {"1=3,2=2,3=1", 1},
	{"1=1,2=2,3=1", 1}, {"1=2,2=2,3=2", 1.0 / 3}, {NULL, 0}};
/* The same: a pair without a left side is only one more choice */
static const struct graded distractor[] = {
	{"1=1,2=2", 1}, {"1=3,2=2", 0.5}, {"1=3,2=3", 0}, {"1=1,2=2,3=3", 1}, {NULL, 0}};

/* question/type/ordering/question.php, GRADING_ABSOLUTE_POSITION */
static const struct graded order[] = {
	{"a,b,c,d", 1},
	{"b,a,c,d", 0.5},
	{"b,c,d,a", 0},
	{"d,c,b,a", 0},
	{"a,c,b,d", 0.5},
	{"a,b,d,c", 0.5},
	{"a,d,b,c", 0.25},
	{"a,-,-,-", 0.25},
	{"", 0},
	{"a,a,a,a", 0.25},
	{NULL, 0},
};
static const struct graded same_items[] = {
	{"a,b,c", 1}, {"c,b,a", 1}, {"b,a,c", 1.0 / 3}, {NULL, 0}};

static const struct {
	const char *gift;
	const struct graded *responses;
} questions[] = {
	{"Q{=a ~b ~%50%c ~%-50%d}", single},
	{"Q{=a =b ~c}", two_right},
	{"Q{~%50%a ~%50%b ~%-100%c ~%-25%d}", several},
	{"Q{~%33.33333%a ~%33.333%b ~%33.33333%c ~%-100%d}", thirds},
	{"Q{~%16.66667%a ~%16.66667%b ~%16.66667%c ~%16.66667%d ~%16.66667%e "
	 "~%16.66667%f}",
		sixths},
	{"Q{~%14.28571%a ~%14.28571%b ~%14.28571%c ~%14.28571%d ~%14.28571%e "
	 "~%14.28571%f "
	 "~%14.28571%g}",
		sevenths},
	{"Q{~%75%a ~%75%b ~%-50%c}", too_much},
	{"Q{~%30%a ~%30%b}", too_little},
	{"Q{TRUE}", is_true},
	{"Q{F#salah#benar}", is_false},
	{"Q{=frog =%80%toad =%0%cat}", plain_text},
	{"Q{=frog =%50%toad =%10%*}", with_rest},
	{"Q{=%10%* =frog}", rest_first},
	{"Q{=frog*}", at_start},
	{"Q{=*frog}", at_end},
	{"Q{=*frog*}", around},
	{"Q{=1*3*5}", between},
	{"Q{=a***b}", many_stars},
	{"Q{=2\\*3}", literal_star},
	{"Q{=x*\\*y}", star_and_literal},
	{"Q{=a.b+c?(d)|[e]^$\\\\}", punctuation},
	{"Q{=Open   data}", spaced},
	{"Q{=café}", accented},
	{"Q{=ḥadīs}", marked_pattern},
	{"Q{=Αθηνα}", greek},
	{"Q{#3.5}", exact},
	{"Q{#3:2}", around_value},
	{"Q{#1..5}", in_range},
	{"Q{#0.3:0.1}", tenths},
	{"Q{#1e6}", large},
	{"Q{#-3:0.5}", negative},
	{"Q{#=10:0 =%50%10:2}", nested},
	{"Q{#1822:5 ~#Bukan}", with_wrong},
	{"Q{#*}", any_number},
	{"Q{#75}", percentage},
	{"Q{#=0}", zero},
	{"Q{=a->x =b->y =c->z}", pairs},
	{"Q{=a->x =b->y =c->x}", same_right},
	{"Q{=a->x =b->y =->z}", distractor},
	{"Q{>4 ALL\na\nb\nc\nd}", order},
	{"Q{>3 ALL\na\nb\na}", same_items},
};

static struct bp_question read_question(struct bp_arena *arena, const char *gift)
{
	struct bp_quiz quiz = {0};
	struct bp_diagnostics faults = {0};
	bp_gift_read(arena, (struct bp_gift_source){.text = bp_str(gift), .line = 1},
		&faults, &quiz);
	if (quiz.count != 1)
		fail_msg("%s: %s", gift,
			faults.count ? faults.at[0].message : "no question");
	bp_diagnostics_release(&faults);
	return quiz.questions[0];
}

static void test_grades(void **state)
{
	(void)state;
	size_t cases = 0;

	for (size_t i = 0; i < COUNT(questions); i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = read_question(arena, questions[i].gift);
		for (const struct graded *row = questions[i].responses; row->response;
			row++) {
			struct bp_response response =
				bp_response_read(&question, bp_str(row->response));
			struct bp_grade grade = bp_grade_response(&question, &response);
			if (!(fabs(grade.fraction - row->fraction) < 1e-9))
				fail_msg("%s, \"%s\": %g instead of %g",
					questions[i].gift, row->response, grade.fraction,
					row->fraction);
			assert_int_equal(grade.correct, row->fraction == 1);
			cases++;
		}
		bp_arena_free(arena);
	}
	print_message("%zu responses graded\n", cases);
	assert_true(cases >= 150);
}

/* Which answer matched, so that its feedback is the one that is shown. */
static const struct {
	const char *gift, *response;
	int answer;
} matched[] = {
	{"Q{=frog =%50%toad =%0%*}", "frog", 0},
	{"Q{=frog =%50%toad =%0%*}", "toad", 1},
	{"Q{=frog =%50%toad =%0%*}", "newt", 2},
	{"Q{=frog}", "newt", -1},
	{"Q{#=10:0 =%50%10:2 ~#salah}", "10", 0},
	{"Q{#=10:0 =%50%10:2 ~#salah}", "12", 1},
	{"Q{#=10:0 =%50%10:2 ~#salah}", "13", 2},
	{"Q{#=10:0 =%50%10:2 ~#salah}", "x", -1},
	{"Q{=Jum’at}", "jum'at", 0},
	{"Q{=Jum'at}", "Jum‘at", 0},
	{"Q{=Ma`ruf =Ma'ruf}", "Maʼruf", 0},
	{"Q{=COVID–19}", "covid-19", 0},
	{"Q{=COVID-19}", "COVID‑19", 0},
	{"Q{=\"ya\"}", "“ya”", 0},
	{"Q{=Jakarta\xe2\x80\x8b}", "Jakarta", 0},
	{"Q{=pro*--kontra}", "proses −– kontra", -1},
	{"Q{=Café}", "Cafe\xcc\x81", 0},
	{"Q{=Vie\xcc\xa3\xcc\x82t}", "Việt", 0},
	{"Q{=a ~b}", "a", -1},
	{"Q{}", "apa saja", -1},
};

static void test_matched_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(matched); i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = read_question(arena, matched[i].gift);
		struct bp_response response =
			bp_response_read(&question, bp_str(matched[i].response));
		struct bp_grade grade = bp_grade_response(&question, &response);
		if (grade.answer != matched[i].answer)
			fail_msg("%s, \"%s\": answer %d", matched[i].gift,
				matched[i].response, grade.answer);
		bp_arena_free(arena);
	}
}

static void test_number_is_told(void **state)
{
	(void)state;
	struct bp_arena *arena = bp_arena_new();
	struct bp_question question = read_question(arena, "Q{#1500}");
	struct bp_response response = bp_response_read(&question, BP_STR("Rp 1.500,50"));
	assert_true(bp_grade_response(&question, &response).number == 1500.5);
	bp_arena_free(arena);
}

/* Essays and descriptions never have a grade, whatever is written. */
static void test_not_graded(void **state)
{
	(void)state;
	static const char *const gifts[] = {"Q{}", "Hanya teks."};
	for (size_t i = 0; i < COUNT(gifts); i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = read_question(arena, gifts[i]);
		struct bp_response response =
			bp_response_read(&question, BP_STR("jawaban"));
		struct bp_grade grade = bp_grade_response(&question, &response);
		assert_false(bp_question_graded(&question));
		assert_true(grade.fraction == 0 && !grade.correct);
		bp_arena_free(arena);
	}
}

/* A pattern of many wildcards against a long answer must not take for ever. */
static void test_hostile_pattern(void **state)
{
	(void)state;
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf gift = {0}, typed = {0};
	bp_buf_add_cstr(&gift, "Q{=");
	for (int i = 0; i < 2000; i++)
		bp_buf_add_cstr(&gift, "a*");
	bp_buf_add_cstr(&gift, "b}");
	for (int i = 0; i < 20000; i++)
		bp_buf_add_char(&typed, 'a');
	struct bp_question question = read_question(arena, gift.at);
	struct bp_response response = bp_response_read(&question, bp_buf_str(&typed));
	assert_true(bp_grade_response(&question, &response).fraction == 0);
	bp_buf_release(&gift);
	bp_buf_release(&typed);
	bp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grades),
		cmocka_unit_test(test_matched_answer),
		cmocka_unit_test(test_number_is_told),
		cmocka_unit_test(test_not_graded),
		cmocka_unit_test(test_hostile_pattern),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
