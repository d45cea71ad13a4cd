/*
 * Grades that Moodle's own tests ask of it, asked of ours; and what its code says where
 * it has no test. Each row names where it is from:
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Below question/ in Moodle, "file, function". */
#define SINGLE   "type/multichoice/tests/question_single_test.php, test_grading"
#define ROUNDING SINGLE "_rounding_three_right"
#define MULTI    "type/multichoice/tests/question_multi_test.php, test_grading"
#define MULTI_Q  "type/multichoice/question.php, multi_question::grade_response"
#define TRUTH    "type/truefalse/tests/question_test.php, test_grading"
#define WILDCARD \
	"type/shortanswer/tests/question_test.php, test_compare_string_with_wildcard"
#define ZERO      "type/shortanswer/tests/question_test.php, test_compare_0_with_wildcard"
#define STARS     WILDCARD "_many_stars"
#define SHORT     "type/shortanswer/tests/question_test.php, test_grading"
#define ALONE     "type/shortanswer/tests/question_test.php, test_classify_response_no_star"
#define SHORT_Q   "type/shortanswer/question.php, compare_string_with_wildcard"
#define CASES     SHORT_Q " (PCRE's /iu)"
#define NFC       SHORT_Q " (safe_normalize)"
#define NOMINAL   "type/numerical/tests/answer_test.php, test_within_tolerance_nominal"
#define NOMINAL_0 NOMINAL "_zero"
#define BLANK     "type/numerical/tests/answer_test.php, test_within_tolerance_blank"
#define NUMBER    "type/numerical/tests/question_test.php, test_grading"
#define UNITS     "type/numerical/tests/question_test.php, test_grading_with_units (no unit)"
#define NUMBER_Q  "type/numerical/question.php, get_matching_answer"
#define MATCHED   "type/numerical/tests/question_test.php, test_classify_response"
#define PARSED    "type/numerical/tests/answerprocessor_test.php, test_parse_response"
#define APPLIED   "type/numerical/tests/answerprocessor_test.php, test_apply_units"
#define PAIRS     "type/match/tests/question_test.php, test_grading"
#define PAIRS_C   "type/match/tests/question_test.php, test_classify_response"
#define ORDER     "type/ordering/tests/question_test.php, test_grading_absolute_position"
#define STATE     "engine/states.php, question_state::graded_state_for_fraction"

/* The questions of those tests (test_question_maker::make_question()). */
#define ABC           "Q{=A ~%-33.33333%B ~%-33.33333%C}"
#define AC            "Q{~%50%A ~%-100%B ~%50%C ~%-100%D}"
#define ODD           "Q{~%33.33333%1 ~%-100%2 ~%33.33333%3 ~%-100%4 ~%33.33333%5 ~%-100%6}"
#define FROG          "Q{=frog =%80%toad =%0%*}"
#define FROGONLY      "Q{=frog}"
#define PI            "Q{#=3.14:0 =%0%3.1:0 =%0%3:0 ~}"
#define ANIMALS       "Q{=Dog->Mammal =Frog->Amphibian =Toad->Amphibian =Cat->Mammal =->Insect}"
#define MOODLE        "Q{>6 ALL\nModular\nObject\nOriented\nDynamic\nLearning\nEnvironment}"
#define VALUE(number) "Q{#" number "}"

static const struct {
	const char *source, *gift, *response;
	double fraction;
} cases[] = {
	/* a choice */
	{SINGLE, ABC, "a", 1},
	{SINGLE, ABC, "b", 0}, /* -0.3333333: wrong */
	{SINGLE, ABC, "c", 0},
	{ROUNDING, ODD, "a,c,e", 1},
	{MULTI_Q, ODD, "a,c", 2.0 / 3},
	{MULTI_Q, ODD, "a", 1.0 / 3},
	{MULTI_Q, ODD, "a,b,c,e", 0},
	{MULTI_Q, ODD, "b,d,f", 0},
	{MULTI, AC, "a,c", 1},
	{MULTI, AC, "a", 0.5},
	{MULTI, AC, "a,b,c", 0},
	{MULTI, AC, "b", 0},
	{MULTI_Q, AC, "c", 0.5},
	{MULTI_Q, AC, "c,d", 0},
	{MULTI_Q, AC, "a,b,c,d", 0},
	{MULTI_Q, "Q{~%75%a ~%75%b ~c}", "a,b", 1}, /* min(…, 1) */
	{MULTI_Q, "Q{~%75%a ~%75%b ~%-25%c}", "a,b,c", 1},
	{MULTI_Q, "Q{~%75%a ~%25%b ~%-25%c}", "a,c", 0.5},
	{MULTI_Q,
		"Q{~%14.28571%a ~%14.28571%b ~%14.28571%c ~%14.28571%d ~%14.28571%e "
		"~%14.28571%f ~%14.28571%g}",
		"a,b,c,d,e,f,g", 1},
	{MULTI_Q,
		"Q{~%11.11111%a ~%11.11111%b ~%11.11111%c ~%11.11111%d ~%11.11111%e "
		"~%11.11111%f ~%11.11111%g ~%11.11111%h ~%11.11111%i}",
		"a,b,c,d,e,f,g,h,i", 1},
	{MULTI_Q, "Q{~%16.66667%a ~%16.66667%b ~%16.66667%c ~%50%d}", "a,b,c,d", 1},
	{MULTI_Q, "Q{~%83.33333%a ~%16.66667%b ~c}", "a,b", 1},
	{MULTI_Q, "Q{~%12.5%a ~%87.5%b ~c}", "a", 0.125},
	{MULTI_Q, "Q{~%-50%No one ~%50%Grant ~%50%Jefferson ~%-50%Nobody}", "b,c", 1},
	{MULTI_Q, "Q{~%-50%No one ~%50%Grant ~%50%Jefferson ~%-50%Nobody}", "a,b,c", 0.5},
	{STATE, "Q{=a ~%-100%b}", "b", 0},
	{STATE, "Q{=a ~b}", "b", 0},
	{STATE, "Q{=a ~b}", "a", 1},

	/* true or false */
	{TRUTH, "Q{TRUE}", "false", 0},
	{TRUTH, "Q{TRUE}", "true", 1},
	{TRUTH, "Q{FALSE}", "true", 0},
	{TRUTH, "Q{FALSE}", "false", 1},
	{TRUTH, "42 is the Absolute Answer{TRUE#Wrong#Right####All}", "true", 1},
	{TRUTH, "42 is the Ultimate Answer.{F#Right#Wrong}", "false", 1},

	/* a short answer; ours never tells capitals, so only those rows are here */
	{WILDCARD, "Q{=Frog}", "Frog", 1},
	{WILDCARD, "Q{=Frog}", "   Frog   ", 1},
	{WILDCARD, "Q{=Frog}", "Frogs", 0},
	{WILDCARD, "Q{=frog}", "Frog", 1},
	{WILDCARD, "Q{=Frog}", "   FROG   ", 1},
	{WILDCARD, "Q{=F*og}", "Frog", 1},
	{WILDCARD, "Q{=F*og}", "Fog", 1},
	{WILDCARD, "Q{=F*og}", "   Fat dog   ", 1},
	{WILDCARD, "Q{=F*og}", "Frogs", 0},
	{WILDCARD, "Q{=F*og}", "Fg", 0},
	{WILDCARD, "Q{=F*og}", "frog", 1},
	{WILDCARD, "Q{=F*og}", "   fat dog   ", 1},
	{WILDCARD, "Q{=\\\\*}", "   *   ", 1},
	{WILDCARD, "Q{=\\\\*}", "*", 1},
	{WILDCARD, "Q{=\\\\*}", "x", 0},
	{WILDCARD, "Q{=Frog\\\\*toad}", "Frog*toad", 1},
	{WILDCARD, "Q{=Frog\\\\*toad}", "Frog and toad", 0},
	{WILDCARD, "Q{=[a-z]}", "a", 0},
	{WILDCARD, "Q{=[a-z]}", "[a-z]", 1},
	{WILDCARD, "Q{=\\\\\\{\\}/}", "\\{}/", 1},
	{WILDCARD, "Q{=Itálie}", "ITÁLIE", 1},
	{WILDCARD, "Q{=DÉPART}", "départ", 1},
	{WILDCARD, "Q{=d\x65\xcc\x81part}", "d\xc3\xa9part", 1},
	{WILDCARD, "Q{=D\x45\xcc\x81PART}", "d\xc3\xa9part", 1},
	{ZERO, "Q{=0}", "0", 1},
	{ZERO, "Q{=0*}", "0", 1},
	{ZERO, "Q{=*0}", "0", 1},
	{ZERO, "Q{=*0*}", "0", 1},
	{STARS, "Q{=***********<em>***********</em>}", "<em></em>", 1},
	{SHORT, FROG, "x", 0},
	{SHORT, FROG, "frog", 1},
	{SHORT, FROG, "toad", 0.8},
	{ALONE, FROGONLY, "frog", 1},
	{ALONE, FROGONLY, "toad", 0},
	{SHORT_Q, FROG, "cat", 0},
	{SHORT_Q, FROG, "TOAD", 0.8},
	{SHORT_Q, FROG, "toads", 0},
	{SHORT_Q, FROG, "\tfrog\n", 1},
	{SHORT_Q, "Q{=a.c}", "abc", 0},
	{SHORT_Q, "Q{=a+}", "aa", 0},
	{SHORT_Q, "Q{=a|b}", "a", 0},
	{SHORT_Q, "Q{=a|b}", "a|b", 1},
	{SHORT_Q, "Q{=(a)}", "a", 0},
	{SHORT_Q, "Q{=^a$}", "a", 0},
	{SHORT_Q, "Q{=a?}", "a", 0},
	{SHORT_Q, "Q{=1*3*5}", "1xx3xx5", 1},
	{SHORT_Q, "Q{=1*3*5}", "153", 0},
	{SHORT_Q, "Q{=*a*b*}", "ab", 1},
	{SHORT_Q, "Q{=*a*b*}", "ba", 0},
	{SHORT_Q, "Q{=*}", "apa saja", 1},
	{SHORT_Q, "Q{=a\\\\**}", "a*", 1},
	{SHORT_Q, "Q{=a\\\\**}", "a*bc", 1},
	{SHORT_Q, "Q{=a\\\\**}", "ab", 0},
	{SHORT_Q, "Q{=%50%ab* =abc}", "abc", 0.5}, /* the first that matches */
	{SHORT_Q, "Q{=abc =%50%ab*}", "abc", 1},
	{SHORT_Q, "Q{=%0%ab* =abc}", "abc", 0},
	{SHORT_Q, "Q{=abc =%-50%ab*}", "abd", 0},
	{SHORT_Q, "Which plus _____ equals four?{=%100%two =%50%2 }", "two", 1},
	{SHORT_Q, "Which plus _____ equals four?{=%100%two =%50%2 }", "2", 0.5},
	{CASES, "Q{=straße}", "STRAßE", 1},
	{CASES, "Q{=straße}", "strasse", 0},
	{CASES, "Q{=ß}", "ẞ", 1},
	{CASES, "Q{=Σίσυφος}", "ΣΊΣΥΦΟΣ", 1}, /* the last one is another small letter */
	{CASES, "Q{=Ελλας}", "ΕΛΛΑΣ", 1},
	{CASES, "Q{=s}", "\xc5\xbf", 1},        /* long s */
	{CASES, "Q{=k}", "\xe2\x84\xaa", 1},    /* Kelvin sign */
	{CASES, "Q{=\xc2\xb5}", "\xce\xbc", 1}, /* micro sign and mu */
	{CASES, "Q{=i}", "İ", 0},
	{CASES, "Q{=ı}", "I", 0},
	{CASES, "Q{=ЖИЗНЬ}", "жизнь", 1},
	{CASES, "Q{=ŒUVRE}", "œuvre", 1},
	{CASES, "Q{=Ǆ}", "ǆ", 1},
	{CASES, "Q{=ÿ}", "Ÿ", 1},
	{NFC, "Q{=café}", "cafe\xcc\x81", 1},
	{NFC, "Q{=café}", "cafe", 0},
	{NFC, "Q{=piñata}",
		"pin\xcc\x83"
		"ata",
		1},
	{NFC, "Q{=Åland}", "A\xcc\x8aland", 1},
	{NFC, "Q{=façade}",
		"fac\xcc\xa7"
		"ade",
		1},
	{NFC, "Q{=naïve}", "nai\xcc\x88ve", 1},
	{NFC, "Q{=Dvořák}",
		"Dvor\xcc\x8c"
		"a\xcc\x81k",
		1},
	{NFC, "Q{=й}", "и\xcc\x86", 1},
	{NFC, "Q{=\xd8\xa3}", "\xd8\xa7\xd9\x94", 1}, /* alif with hamza */
	{NFC, "Q{=\xd8\xa2}", "\xd8\xa7\xd9\x93", 1}, /* alif with madda */
	{NFC, "Q{=\xd8\xa3}", "\xd8\xa7", 0},

	/* a number */
	{NOMINAL, VALUE("7:1"), "5.99", 0},
	{NOMINAL, VALUE("7:1"), "6", 1},
	{NOMINAL, VALUE("7:1"), "7", 1},
	{NOMINAL, VALUE("7:1"), "8", 1},
	{NOMINAL, VALUE("7:1"), "8.01", 0},
	{NOMINAL_0, VALUE("1e-20:0"), "0.9999999e-20", 0},
	{NOMINAL_0, VALUE("1e-20:0"), "1e-20", 1},
	{NOMINAL_0, VALUE("1e-20:0"), "1.0000001e-20", 0},
	{NOMINAL_0, VALUE("=0:1e-24"), "-2e-24", 0},
	{NOMINAL_0, VALUE("=0:1e-24"), "-1e-24", 1},
	{NOMINAL_0, VALUE("=0:1e-24"), "0", 1},
	{NOMINAL_0, VALUE("=0:1e-24"), "1e-24", 1},
	{NOMINAL_0, VALUE("=0:1e-24"), "2e-24", 0},
	{NOMINAL_0, VALUE("=0:1e-24"), "-1e-20", 0},
	{NOMINAL_0, VALUE("=0:1e-24"), "-1e-35", 1},
	{NOMINAL_0, VALUE("=0:1e-24"), "1e-35", 1},
	{NOMINAL_0, VALUE("=0:1e-24"), "1e-20", 0},
	{NOMINAL_0, VALUE("1e-20:1e-24"), "1.0002e-20", 0},
	{NOMINAL_0, VALUE("1e-20:1e-24"), "1.0001e-20", 1},
	{NOMINAL_0, VALUE("1e-20:1e-24"), "1e-20", 1},
	{BLANK, VALUE("1234"), "1234", 1},
	{BLANK, VALUE("1234"), "1234.000001", 0},
	{BLANK, VALUE("1234"), "0", 0},
	{NUMBER, PI, "1.0", 0},
	{NUMBER, PI, "3.14", 1},
	{MATCHED, PI, "3.1", 0},
	{MATCHED, PI, "42", 0},
	{MATCHED, PI, "abc", 0},
	{UNITS, PI, "314000000x10^-8", 1},
	{PARSED, VALUE("3.142"), "3.142", 1},
	{PARSED, VALUE("0.2"), ".2", 1},
	{PARSED, VALUE("1"), "1.", 1},
	{PARSED, VALUE("1"), "1.0", 1},
	{PARSED, VALUE("-1"), "-1.", 1},
	{PARSED, VALUE("1"), "+1.0", 1},
	{PARSED, VALUE("10000"), "1e4", 1},
	{PARSED, VALUE("0.0003142"), "3.142E-4", 1},
	{PARSED, VALUE("20"), ".2e+2", 1},
	{PARSED, VALUE("0.1"), "1.e-1", 1},
	{PARSED, VALUE("1"), "1.0e0", 1},
	{PARSED, VALUE("3e8"), "3x10^8", 1},
	{PARSED, VALUE("3e8"), "3×10^8", 1},
	{PARSED, VALUE("3e8"), "3.0*10^8", 1},
	{PARSED, VALUE("3e-8"), "3.00x10**-8", 1},
	{PARSED, VALUE("10000"), "0.001×10**7", 1},
	{PARSED, VALUE("1000000"), "1,000,000", 1},
	{PARSED, VALUE("1000"), "1,000.00", 1},
	{PARSED, VALUE("*"), "frog", 0},
	{PARSED, VALUE("*"), ".", 0},
	{PARSED, VALUE("*"), ".e8", 0},
	{PARSED, VALUE("*"), ",", 0},
	{APPLIED, VALUE("1"), "0001.000", 1},
	{APPLIED, VALUE("*"), "    ", 0},
	{APPLIED " (test_euro_style)", VALUE("-1000"), "-1 000", 1},
	{APPLIED " (test_euro_style)", VALUE("3.14159"), "3,14159", 1},
	{NUMBER_Q, "Q{#=1822:5 =%50%1822:50}", "1825", 1},
	{NUMBER_Q, "Q{#=1822:5 =%50%1822:50}", "1800", 0.5},
	{NUMBER_Q, "Q{#=1822:5 =%50%1822:50}", "1700", 0},

	/* pairs; equal right sides are one choice, so "1=4" is as good as "1=1" */
	{PAIRS, ANIMALS, "1=1,2=2,3=3,4=4", 1},
	{PAIRS, ANIMALS, "1=4,2=3,3=2,4=1", 1},
	{PAIRS, ANIMALS, "1=1", 0.25},
	{PAIRS, ANIMALS, "1=1,2=5,3=5,4=2", 0.25},
	{PAIRS, ANIMALS, "1=2,2=5,3=5,4=2", 0},
	{PAIRS_C, ANIMALS, "1=2,2=5", 0},
	{PAIRS_C, ANIMALS, "1=1,2=2,3=2,4=1", 1},

	/* an order */
	{ORDER, MOODLE, "a,b,c,d,e,f", 1},
	{ORDER, MOODLE, "f,e,d,c,b,a", 0},
	{ORDER, MOODLE, "f,b,c,d,e,a", 4.0 / 6},
	{ORDER, MOODLE, "c,b,d,e,f,a", 1.0 / 6},
};

static struct bp_grade grade(size_t i, struct bp_arena *arena)
{
	struct bp_quiz quiz = {0};
	bp_gift_read(arena,
		(struct bp_gift_source){.text = bp_str(cases[i].gift), .line = 1}, NULL,
		&quiz);
	if (quiz.count != 1)
		fail_msg("%s: not read", cases[i].gift);
	struct bp_response response =
		bp_response_read(&quiz.questions[0], bp_str(cases[i].response));
	return bp_grade_response(&quiz.questions[0], &response);
}

/* Numbers are typed as in Moodle's tests: with its English marks. */
static void test_grades(void **state)
{
	(void)state;
	size_t wrong = 0;

	bp_lang_set("en");
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bp_arena *arena = bp_arena_new();
		double fraction = grade(i, arena).fraction;
		bp_arena_free(arena);
		if (fabs(fraction - cases[i].fraction) < 1e-6)
			continue;
		print_error("%s: %s, \"%s\": %g instead of %g\n", cases[i].source,
			cases[i].gift, cases[i].response, fraction, cases[i].fraction);
		wrong++;
	}
	print_message("%zu grades of Moodle's\n", COUNT(cases));
	assert_int_equal(wrong, 0);
	assert_true(COUNT(cases) >= 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grades),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
