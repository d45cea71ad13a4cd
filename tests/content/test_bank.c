/* Aiken and Moodle XML: what is read, what is refused, and XML on its way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "same_question.h"
#include <berpijar/bank.h>
#include <berpijar/document.h>
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define GENERATED    5000

struct reading {
	struct bp_arena *arena;
	struct bp_diagnostics faults;
	struct bp_quiz quiz;
};

static struct reading read_bank(struct bp_str text)
{
	struct reading reading = {.arena = bp_arena_new()};
	bp_bank_read(reading.arena, bp_bank_recognize(text),
		(struct bp_gift_source){.text = text, .line = 1}, &reading.faults,
		&reading.quiz);
	return reading;
}

static void release(struct reading *reading)
{
	bp_arena_free(reading->arena);
	bp_diagnostics_release(&reading->faults);
}

/* "code@line code@line", in the order of their finding. */
static struct bp_buf list_faults(const struct reading *reading)
{
	struct bp_buf list = {0};

	bp_buf_add_cstr(&list, "");
	for (size_t i = 0; i < reading->faults.count; i++)
		bp_buf_printf(&list, "%s%s@%d", i ? " " : "", reading->faults.at[i].code,
			reading->faults.at[i].line);
	return list;
}

static void has_faults(const struct reading *reading, const char *expected)
{
	struct bp_buf list = list_faults(reading);
	assert_string_equal(list.at ? list.at : "", expected);
	bp_buf_release(&list);
}

/* ---- which format ---- */

static const struct {
	const char *text;
	enum bp_bank_format format;
} formats[] = {
	{"", BP_BANK_GIFT},
	{"Q{T}", BP_BANK_GIFT},
	{"\xef\xbb\xbf\n <?xml version='1.0'?><quiz/>", BP_BANK_XML},
	{"<quiz></quiz>", BP_BANK_XML},
	{"<p>Q</p>{T}", BP_BANK_GIFT},
	{"Q\nA) a\nB) b\nANSWER: A", BP_BANK_AIKEN},
	{"Q\rA. a\rB. b\rANSWER: A", BP_BANK_AIKEN},
	{"ANSWER: A", BP_BANK_GIFT},
	{"Q\nA) a {T}", BP_BANK_GIFT},
	{"ANSWER: Q\nA) a", BP_BANK_GIFT},
};

static void test_recognized(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(formats); i++)
		if (bp_bank_recognize(bp_str(formats[i].text)) != formats[i].format)
			fail_msg("%s", formats[i].text);
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
	{"Apa?\nA) satu\nB) dua\nANSWER: b", 0, "aiken-answer@1"},
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

static void test_aiken_question(void **state)
{
	(void)state;
	struct reading reading = read_bank(
		BP_STR("\n\nApa = {b} <i>?\nA) =%50%a->b\nB) dua\nANSWER: B. dua"));
	const struct bp_question *question = reading.quiz.questions;

	assert_int_equal(reading.quiz.count, 1);
	assert_int_equal(question->line, 3);
	assert_int_equal(question->choices[1].line, 5);
	assert_true(bp_str_is(question->text.text, "Apa = {b} <i>?"));
	assert_int_equal(question->text.format, BP_FORMAT_PLAIN);
	assert_true(question->single && !question->named);
	assert_true(bp_str_is(question->choices[0].text.text, "=%50%a->b"));
	assert_true(question->choices[0].weight == 0);
	assert_true(question->choices[1].weight == 1);
	release(&reading);
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
		"loss-feedback@39 loss-hint@67 loss-mark@89 loss-shuffle@94 "
		"loss-file@117 loss-case@155 loss-ordering@266 loss-grader@300 "
		"xml-type@326");
	assert_int_equal(reading.quiz.count, 9);
	assert_true(bp_str_is(questions[0].name, "Asas pelayanan"));
	assert_true(bp_str_is(questions[0].text.text,
		"<p>Mana yang termasuk <b>asas</b> pelayanan publik & siapa yang "
		"menjalankannya?</p>"));
	assert_int_equal(questions[0].text.format, BP_FORMAT_HTML);
	assert_false(questions[0].single);
	assert_true(questions[0].choices[0].weight == 1.0 / 3);
	assert_true(questions[0].choices[3].weight == -1);
	assert_true(bp_str_is(questions[0].choices[3].feedback.text, "<p>Bukan.</p>"));
	assert_int_equal(questions[0].choices[3].line, 61);
	assert_int_equal(questions[0].tag_count, 2);
	assert_true(bp_str_is(questions[0].tags[1], "UU 25/2009"));
	assert_true(bp_str_is(questions[0].idnumber, "UU25-4"));
	assert_true(questions[1].single);
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
	{QUESTION("multichoice", ANSWER("101", "a") ANSWER("0", "b")),
		"gift-weight@1 "
		"xml-single@1"},
	{QUESTION("multichoice", ANSWER("setengah", "a") ANSWER("100", "b")),
		"xml-number@1"},
	{QUESTION("multichoice", ANSWER("100", "a<b>c</b>") ANSWER("0", "b")),
		"xml-text@1"},
	{QUESTION("truefalse", ""), "gift-few@1"},
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
	{QUESTION("truefalse", ANSWER("0", "Vrai") ANSWER("100", "Faux")), ""},
	{QUESTION("essay", "<attachments>2</attachments>"), "loss-attachment@1"},
	{QUESTION("essay", "<warna>biru</warna>"), "loss-field@1"},
	{QUESTION("description", "<generalfeedback><text>x</text></generalfeedback>"),
		"loss-feedback@1"},
	{QUESTION("numerical",
		 ANSWER("100", "3") "<units><unit><multiplier>1</multiplier>"
				    "<unit_name>m</unit_name></unit></units>"
				    "<unitgradingtype>1</unitgradingtype>"),
		"loss-unit@1 loss-unit@1"},
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

static void write_xml(
	const struct bp_quiz *quiz, struct bp_diagnostics *losses, struct bp_buf *out)
{
	struct bp_str category = {0};

	bp_xml_begin(out);
	bp_xml_write(quiz, &category, losses, out);
	bp_xml_end(out);
}

/* XML, read and written again, is the same XML. */
static bool comes_back(struct bp_str xml)
{
	struct reading reading = read_bank(xml);
	struct bp_diagnostics losses = {0};
	struct bp_buf again = {0};
	bool arrow = false;
	for (size_t i = 0; i < reading.faults.count; i++)
		arrow = arrow || strcmp(reading.faults.at[i].code, "loss-arrow") == 0;

	write_xml(&reading.quiz, &losses, &again);
	if (!arrow && !bp_str_equal(bp_buf_str(&again), xml))
		fail_msg("%s\nbecame\n%s\n%s", xml.at, again.at,
			reading.faults.count ? reading.faults.at[0].message : "");
	assert_int_equal(losses.count, 0);
	bp_buf_release(&again);
	release(&reading);
	return !arrow;
}

static void test_xml_comes_back(void **state)
{
	(void)state;
	uint64_t seed = 25;
	int same = 0;

	for (int i = 0; i < GENERATED; i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = random_question(arena, &seed);
		struct bp_quiz quiz = {.questions = &question, .count = 1};
		struct bp_buf xml = {0};
		if (i % 3 == 0)
			question.category = BP_STR("$course$/top/a & b//c");
		write_xml(&quiz, NULL, &xml);
		same += comes_back(bp_buf_str(&xml));
		bp_buf_release(&xml);
		bp_arena_free(arena);
	}
	print_message("%d of %d questions come back from XML\n", same, GENERATED);
	assert_true(same > GENERATED * 9 / 10);
}

static void test_xml_file_comes_back(void **state)
{
	(void)state;
	struct bp_buf text = {0}, xml = {0};
	fixture("moodle.xml", &text);
	struct reading reading = read_bank(bp_buf_str(&text));
	write_xml(&reading.quiz, NULL, &xml);
	struct reading again = read_bank(bp_buf_str(&xml));

	assert_int_equal(again.faults.count, 0);
	assert_int_equal(again.quiz.count, reading.quiz.count);
	for (size_t i = 0; i < again.quiz.count; i++)
		assert_null(same_question(
			&reading.quiz.questions[i], &again.quiz.questions[i]));
	bp_buf_release(&text);
	bp_buf_release(&xml);
	release(&reading);
	release(&again);
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
		write_xml(&first.quiz, NULL, &xml);
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

/* A module has the questions of its bank, and nothing is wrong with it. */
static void test_module(void **state)
{
	(void)state;
	uint64_t seed = 7;

	for (int i = 0; i < GENERATED; i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = random_question(arena, &seed);
		struct bp_quiz quiz = {.questions = &question, .count = 1};
		struct bp_diagnostics losses = {0}, faults = {0};
		struct bp_buf module = {0};
		struct bp_str category = {0};
		if (i % 3 == 0)
			question.category = BP_STR("$course$/top/## `a` *b*//c");
		bp_module_write(&quiz, &category, &losses, &module);
		struct bp_document *document =
			bp_document_read(bp_buf_str(&module), 1, &faults);
		if (document->quiz.count != 1 || faults.errors)
			fail_msg("%s", module.at);
		for (size_t n = 0; n < question.choice_count; n++)
			question.choices[n].typed =
				document->quiz.questions[0].choices[n].typed;
		const char *differs =
			same_question(&question, &document->quiz.questions[0]);
		bool arrow = losses.count && strcmp(losses.at[0].code, "loss-arrow") == 0;
		if (differs && !arrow)
			fail_msg("%s differs in: %s", differs, module.at);
		bp_document_free(document);
		bp_diagnostics_release(&losses);
		bp_diagnostics_release(&faults);
		bp_buf_release(&module);
		bp_arena_free(arena);
	}
}

static void test_module_front(void **state)
{
	(void)state;
	struct bp_buf module = {0};

	bp_module_begin(BP_STR("Soal: \"satu\"\n\\ dua\x1b"), &module);
	assert_string_equal(
		module.at, "---\ntitle: \"Soal: \\\"satu\\\" \\\\ dua\uFFFD\"\n---\n");
	bp_buf_release(&module);
}

static void test_xml_characters(void **state)
{
	(void)state;
	struct bp_question question = {.type = BP_DESCRIPTION,
		.name = BP_STR("n"),
		.text = {BP_STR("a\x01<b>\xff&\r]]>é"), BP_FORMAT_PLAIN}};
	struct bp_quiz quiz = {.questions = &question, .count = 1};
	struct bp_diagnostics losses = {0};
	struct bp_buf xml = {0};

	write_xml(&quiz, &losses, &xml);
	assert_non_null(
		strstr(xml.at, "<text>a\uFFFD&lt;b&gt;\uFFFD&amp;&#13;]]&gt;é</text>"));
	assert_int_equal(losses.count, 1);
	assert_string_equal(losses.at[0].code, "loss-character");
	bp_buf_release(&xml);
	bp_diagnostics_release(&losses);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_recognized),
		cmocka_unit_test(test_aiken),
		cmocka_unit_test(test_aiken_question),
		cmocka_unit_test(test_xml_file),
		cmocka_unit_test(test_xml_refused),
		cmocka_unit_test(test_xml_taken),
		cmocka_unit_test(test_xml_comes_back),
		cmocka_unit_test(test_xml_file_comes_back),
		cmocka_unit_test(test_xml_characters),
		cmocka_unit_test(test_xml_numbers),
		cmocka_unit_test(test_module),
		cmocka_unit_test(test_module_front),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
