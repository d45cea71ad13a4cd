/* Aiken and Moodle XML: what is refused, and what is told as lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "reading.h"
#include "same_question.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* "code@line code@line", in the order of their finding. */
static struct bp_buf list_faults(const struct reading *reading)
{
	struct bp_buf list = {0};

	bp_buf_add_cstr(&list, "");
	for (size_t i = 0; i < reading->faults.count; i++)
		bp_buf_printf(&list, "%s%s@%d", i ? " " : "",
			bp_fault_row(reading->faults.at[i].fault)->code,
			reading->faults.at[i].line);
	return list;
}

static void has_faults(const struct reading *reading, const char *expected)
{
	struct bp_buf list = list_faults(reading);
	assert_string_equal(list.at ? list.at : "", expected);
	bp_buf_release(&list);
}

/* ---- Aiken ---- */

static const struct {
	const char *text;
	size_t questions;
	const char *faults;
} aiken[] = {
	{"Apa?\nA) satu\nB) dua\nANSWER: B\n", 1, ""},
	{"Apa?\r\nA. satu\r\nB.\tdua\r\nANSWER:A", 1, ""},
	{"Apa?\nA)satu\nB)dua\nANSWER: B", 1, ""},
	/* an empty line, or one of one character, is nothing */
	{"Apa?\n\nA) satu\nx\nB) dua\n\nANSWER: B\n\nLagi?\nA) a\nB) b\nANSWER: A", 2,
		""},
	/* marks of GIFT are text */
	{"Apa = {b} ~ #1: a\\n?\nA) =%50%a->b\nB) //\nANSWER: A", 1, ""},
	{"Apa?\nA) satu\nANSWER: A", 0, "aiken-few@1"},
	{"Apa?\nA) satu\nB) dua\nANSWER: C", 0, "aiken-answer@1"},
	{"Apa?\nA) satu\nB) dua\nANSWER:", 0, "aiken-answer@1"},
	{"Apa?\nA) satu\nB) dua\nANSWER: b", 0, "aiken-answer@4"},
	/* nearly Aiken */
	{"Apa?\nA. satu\nB. dua\nJAWABAN: A\nLagi?\nA) a\nB) b\nANSWER: A", 1,
		"aiken-answer@4"},
	{"Apa?\na. satu\nb. dua\n\nANSWER: a\nLagi?\nA) a\nB) b\nANSWER: A", 1,
		"aiken-order@2"},
	{"Apa?\n(a) satu\n(b) dua\nKunci: b\nLagi?\nA) a\nB) b\nAnswer: A", 0,
		"aiken-order@2 aiken-answer@8"},
	/* a letter may begin a question */
	{"a. Apa?\nA) a\nB) b\nANSWER: A", 1, ""},
	{"Dua\nbaris?\nA) satu\nB) dua\nANSWER: B", 1, "aiken-order@1"},
	{"Apa?\nA) satu\nC) dua\nD) tiga\nANSWER: C\nLagi?\nA) a\nB) b\nANSWER: A", 1,
		"aiken-order@1"},
	{"A) satu\nANSWER: A\nApa?\nA) a\nB) b\nANSWER: A", 1,
		"aiken-order@1 aiken-order@2"},
	{"Apa?\nA) satu\nB) dua\nANSWER: A\nLagi?\nA) a\nB) b\n", 1, "aiken-answer@5"},
};

static void test_aiken(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(aiken); i++) {
		struct reading reading = {.arena = bp_arena_new()};
		bp_aiken_read(reading.arena,
			(struct bp_gift_source){.text = bp_str(aiken[i].text), .line = 1},
			&reading.faults, &reading.quiz);
		if (reading.quiz.count != aiken[i].questions)
			fail_msg("%s: %zu questions", aiken[i].text, reading.quiz.count);
		has_faults(&reading, aiken[i].faults);
		release(&reading);
	}
}

/* ---- XML ---- */

static void fixture(const char *name, struct bp_buf *text)
{
	char path[4096];
	struct bp_error err;
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	snprintf(path, sizeof path, "%s/bank/%s", fixtures ? fixtures : "", name);
	if (!bp_file_read(path, 1 << 20, text, &err))
		fail_msg("%s", err.message);
}

static void test_xml_file(void **state)
{
	(void)state;
	struct bp_buf text = {0};
	fixture("moodle.xml", &text);
	struct reading reading = read_bank(bp_buf_str(&text));
	const struct bp_question *questions = reading.quiz.questions;

	has_faults(&reading,
		"gift-file@111 xml-type@326 loss-feedback@39 loss-mark@89 loss-shuffle@94 "
		"loss-file@117 loss-case@155 loss-ordering@266 loss-grader@300");
	assert_int_equal(reading.quiz.count, 9);
	assert_true(bp_str_is(questions[0].name, "Asas pelayanan"));
	assert_true(bp_str_is(questions[0].text.text,
		"<p>Mana yang termasuk <b>asas</b> pelayanan publik & siapa yang "
		"menjalankannya?</p>"));
	assert_int_equal(questions[0].text.format, BP_FORMAT_HTML);
	assert_int_equal(questions[0].type, BP_SEVERAL);
	assert_true(questions[0].choices[0].weight == 1.0 / 3);
	assert_true(questions[0].choices[3].weight == -1);
	assert_true(bp_str_is(questions[0].choices[3].feedback.text, "<p>Bukan.</p>"));
	assert_int_equal(questions[0].choices[3].line, 61);
	assert_int_equal(questions[0].tag_count, 2);
	assert_true(bp_str_is(questions[0].tags[1], "UU 25/2009"));
	assert_true(bp_str_is(questions[0].idnumber, "UU25-4"));
	assert_int_equal(questions[1].type, BP_MULTICHOICE);
	assert_int_equal(questions[1].text.format, BP_FORMAT_MARKDOWN);
	assert_true(bp_str_is(questions[1].choices[1].text.text, "%50%tidak"));
	assert_int_equal(questions[1].choices[1].text.format, BP_FORMAT_PLAIN);
	assert_true(questions[2].choices[0].weight == 1);
	assert_true(bp_str_is(questions[2].choices[1].feedback.text, "Wajib."));
	assert_true(bp_str_is(questions[3].choices[1].text.text, "*pelayanan*"));
	assert_true(questions[4].choices[0].value == 3.14);
	assert_true(questions[4].choices[0].tolerance == 0.005);
	assert_true(bp_str_is(questions[4].choices[1].text.text, "*"));
	assert_int_equal(questions[5].pair_count, 3);
	assert_int_equal(questions[5].pairs[2].left.text.len, 0);
	assert_int_equal(questions[6].choice_count, 3);
	assert_true(bp_str_is(
		questions[6].category, "$course$/top/Pelayanan publik/Lanjutan"));
	assert_int_equal(questions[7].type, BP_ESSAY);
	assert_int_equal(questions[8].type, BP_DESCRIPTION);
	release(&reading);
	bp_buf_release(&text);
}

#define QUESTION(type, body)                                          \
	"<quiz><question type='" type "'><name><text>n</text></name>" \
	"<questiontext><text>q</text></questiontext>" body "</question></quiz>"
#define ANSWER(fraction, text) \
	"<answer fraction='" fraction "'><text>" text "</text></answer>"

static const struct {
	const char *xml, *faults;
} refused[] = {
	{"<quiz>", "xml-syntax@1"},
	{"<quiz>\n<question></quiz>", "xml-syntax@2"},
	{"<quiz>&unknown;</quiz>", "xml-syntax@1"},
	{"<?xml version='1.0'?><rss/>", "xml-syntax@1"},
	{"<?xml version='1.0' encoding='EUC-JP'?><quiz/>", "xml-syntax@1"},
	{"<?xml version='1.0'?>\n<!DOCTYPE quiz [<!ENTITY a 'aaaa'><!ENTITY b "
	 "'&a;&a;&a;'>]><quiz>&b;</quiz>",
		"xml-doctype@2"},
	{"<!DOCTYPE quiz SYSTEM '/etc/passwd'><quiz/>", "xml-doctype@1"},
	{"<quiz><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>"
	 "<a><a><a><a><a><a><a><a><a>",
		"xml-depth@1"},
	{QUESTION("cloze", ""), "xml-type@1"},
	{"<quiz><question/></quiz>", "xml-type@1"},
	{QUESTION("multichoice", ANSWER("100", "a")), "gift-few@1"},
	{QUESTION("multichoice", ANSWER("90", "a") ANSWER("0", "b")), "xml-single@1"},
	{QUESTION("multichoice",
		 "<single>false</single>" ANSWER("0", "a") ANSWER("-50", "b")),
		"gift-no-right@1"},
	{QUESTION("multichoice", ANSWER("101", "a") ANSWER("0", "b")), "xml-single@1"},
	{QUESTION("multichoice", ANSWER("setengah", "a") ANSWER("100", "b")),
		"xml-number@1"},
	{QUESTION("multichoice", ANSWER("100", "a<b>c</b>") ANSWER("0", "b")),
		"xml-text@1"},
	{QUESTION("truefalse", ""), "xml-truefalse@1"},
	/* Moodle goes by the order, whatever they are called */
	{QUESTION("truefalse", ANSWER("100", "Salah") ANSWER("0", "b")),
		"xml-truefalse@1"},
	{QUESTION("truefalse", ANSWER("100", "a") ANSWER("0", "benar")),
		"xml-truefalse@1"},
	{QUESTION("shortanswer", ""), "gift-few@1"},
	{QUESTION("shortanswer", ANSWER("0", "a")), "gift-no-right@1"},
	{QUESTION("numerical", ANSWER("100", "3,14")), "xml-number@1"},
	{QUESTION("numerical", ANSWER("100", "3}\n\n::x::{T}")), "xml-number@1"},
	{QUESTION("numerical",
		 "<answer fraction='100'><text>3</text><tolerance>x"
		 "</tolerance></answer>"),
		"xml-number@1"},
	{QUESTION("matching",
		 "<subquestion><text>a</text><answer><text>b</text>"
		 "</answer></subquestion>"),
		"gift-few@1"},
	{QUESTION("ordering", ANSWER("1", "a")), "gift-few@1"},
};

static void test_xml_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct reading reading = read_bank(bp_str(refused[i].xml));
		if (reading.quiz.count)
			fail_msg("%s: not refused", refused[i].xml);
		has_faults(&reading, refused[i].faults);
		release(&reading);
	}
}

/* Taken, with what is told of it. */
static const struct {
	const char *xml, *faults;
} taken[] = {
	{QUESTION("truefalse", ANSWER("0", "false") ANSWER("100", "true")), ""},
	{QUESTION("truefalse", ANSWER("0", "Vrai") ANSWER("100", "Faux")),
		"xml-truefalse@1"},
	{QUESTION("truefalse", ANSWER("0", "x") ANSWER("100", "y")), "xml-truefalse@1"},
	{QUESTION("essay", "<penalty>0.3333333</penalty><hidden>0</hidden>"), ""},
	{QUESTION("essay", "<penalty>0.5</penalty>"), "loss-penalty@1"},
	{QUESTION("essay", "<hidden>1</hidden>"), "loss-hidden@1"},
	{QUESTION("essay", "<answernumbering>ABCD</answernumbering>"), ""},
	{QUESTION("essay", "<answernumbering>none</answernumbering>"), ""},
	{QUESTION("essay", "<answernumbering>123</answernumbering>"), "loss-numbering@1"},
	{QUESTION("essay", "<hint format='html'><text>x</text></hint>"), ""},
	{QUESTION("essay", "<hint format='markdown'><text>x</text></hint>"),
		"loss-hint@1"},
	{"<quiz><question type='category'><category><text>a</text></category>\n"
	 "<info format='html'><text>Untuk umum</text></info></question>"
	 "<question type='essay'><questiontext><text>x</text></questiontext></question>"
	 "</quiz>",
		"loss-info@2"},
	{"<quiz><question type='category'><category><text>a</text></category>"
	 "<info><text>The default category for questions shared in context 'A'.</text>"
	 "</info></question>"
	 "<question type='essay'><questiontext><text>x</text></questiontext></question>"
	 "</quiz>",
		""},
	{QUESTION("essay", "<attachments>2</attachments>"), "loss-attachment@1"},
	{QUESTION("essay", "<warna>biru</warna>"), "loss-field@1"},
	{QUESTION("description", "<generalfeedback><text>x</text></generalfeedback>"),
		"loss-feedback@1"},
	{QUESTION("numerical",
		 ANSWER("100", "3") "<units><unit><multiplier>1</multiplier>"
				    "<unit_name>m</unit_name></unit></units>"
				    "<unitgradingtype>1</unitgradingtype>"),
		"loss-unit@1 loss-unit@1"}, /* two settings */
	{"<quiz><question type='essay'><questiontext format='wiki_like'><text>x</text>"
	 "</questiontext></question></quiz>",
		"xml-format@1"},
	{QUESTION("matching",
		 "<subquestion><text>a-&gt;b</text><answer><text>c</text></answer>"
		 "</subquestion><subquestion><text>d</text><answer><text>e</text></"
		 "answer>"
		 "</subquestion>"),
		"loss-arrow@1"},
};

/* Each kind is told once, with the number of its questions. */
static void test_xml_kinds(void **state)
{
	(void)state;
#define ESSAY(text, more)                                            \
	"<question type='essay'><questiontext><text>" text "</text>" \
	"</questiontext>" more "</question>\n"
	struct reading reading = read_bank(BP_STR(
		"<quiz>\n" ESSAY("a", "") ESSAY("b", "<hidden>1</hidden><warna>b</warna>")
			ESSAY("c", "<hidden>1</hidden><bentuk>b</bentuk>")
				ESSAY("d", "<hidden>1</hidden>") "</quiz>"));

	has_faults(&reading, "loss-hidden@3 loss-field@3 loss-field@4");
	assert_non_null(strstr(reading.faults.at[0].message, "(3 soal"));
	assert_non_null(strstr(reading.faults.at[1].message, "<warna>"));
	assert_null(strstr(reading.faults.at[1].message, "soal;"));
	release(&reading);
}

static void test_xml_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++) {
		struct reading reading = read_bank(bp_str(taken[i].xml));
		has_faults(&reading, taken[i].faults);
		if (reading.quiz.count != 1)
			fail_msg("%s: not taken", taken[i].xml);
		release(&reading);
	}
}

/* However small or large: a number comes back to the bit. */
static void test_xml_numbers(void **state)
{
	(void)state;
	static const char *const numbers[] = {"{#1e-24:1e-30}", "{#=0:1e-300}",
		"{#1e300:1e290}", "{#-1234567.891:0.001}", "{#0.1:0.2}", "{#1..4}",
		"{#123456789012345678}", "{#3.141592653589793}"};

	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct bp_buf gift = {0}, xml = {0};
		bp_buf_printf(&gift, "::n::Q%s", numbers[i]);
		struct reading first = read_bank(bp_buf_str(&gift));
		write_bank(&first.quiz, BP_BANK_XML, NULL, &xml);
		struct reading second = read_bank(bp_buf_str(&xml));
		assert_int_equal(second.quiz.count, 1);
		const struct bp_choice *a = first.quiz.questions[0].choices;
		const struct bp_choice *b = second.quiz.questions[0].choices;
		if (a->value != b->value || a->tolerance != b->tolerance)
			fail_msg("%s became %s", numbers[i], xml.at);
		bp_buf_release(&gift);
		bp_buf_release(&xml);
		release(&first);
		release(&second);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_aiken),
		cmocka_unit_test(test_xml_file),
		cmocka_unit_test(test_xml_refused),
		cmocka_unit_test(test_xml_taken),
		cmocka_unit_test(test_xml_kinds),
		cmocka_unit_test(test_xml_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
