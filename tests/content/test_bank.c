/* Aiken and Moodle XML: what is taken, what is refused, and the way there and back. */
#include <dirent.h>
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
#define GENERATED    5000

/* ---- which format ---- */

static const struct {
	const char *text;
	enum bp_bank_format format;
} kinds[] = {
	{"Q{T}", BP_BANK_GIFT},
	{"", BP_BANK_TEXT},
	{"::n::Teks", BP_BANK_GIFT},
	{"$CATEGORY: a\n\nTeks", BP_BANK_GIFT},
	{"[html]Teks", BP_BANK_GIFT},
	{"Catatan rapat.\n\nHadir: 12 orang.\n\na. satu", BP_BANK_TEXT},
	{"Himpunan \\{a\\}", BP_BANK_TEXT},
	/* nearly Aiken */
	{"Apa?\na. satu\nb. dua\nANSWER: a", BP_BANK_AIKEN},
	{"1. Apa?\n(a) satu\n\n(b) dua\n", BP_BANK_AIKEN},
	{"Apa?\nA. satu\nB. dua\nJAWABAN: A", BP_BANK_AIKEN},
	{"Apa?\n1. satu\n2. dua\n**Kunci jawaban: B. dua**", BP_BANK_AIKEN},
	{"Jawaban yang benar = c", BP_BANK_AIKEN},
	{"Jawaban B", BP_BANK_AIKEN},
	{"Jawaban kami: ada di bawah.\nAnswer the call.\nKey west", BP_BANK_TEXT},
	{"e.g. x\nAnsible: b\na.m.\nb.m.", BP_BANK_TEXT},
	{"<?xml version=\"1.0\"?><quiz/>", BP_BANK_XML},
	{"\xef\xbb\xbf\n <quiz></quiz>", BP_BANK_XML},
	{"<!DOCTYPE quiz><quiz/>", BP_BANK_XML},
	{"<b>tebal</b>{T}", BP_BANK_GIFT},
	{"Apa?\nA) satu\nB) dua\nANSWER: A", BP_BANK_AIKEN},
	{"Apa?\r\nA. satu\r\nB. dua\r\nANSWER: A\r\n", BP_BANK_AIKEN},
	{"ANSWER: A{T}", BP_BANK_GIFT},
	{"ANSWER: A\nA) satu", BP_BANK_AIKEN},
};

static void test_recognize(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (bp_bank_recognize(bp_str(kinds[i].text)) != kinds[i].format)
			fail_msg("%s", kinds[i].text);
}

/* ---- faults, and what stays ---- */

#define XML(body)         "<quiz>" body "</quiz>"
#define QUESTION(t, body) "<question type=\"" t "\">" body "</question>"
#define TEXT(e, words)    "<" e " format=\"html\"><text>" words "</text></" e ">"
#define HEAD              TEXT("name", "n") TEXT("questiontext", "Q")
#define ANSWER(f, words)  "<answer fraction=\"" f "\"><text>" words "</text></answer>"
#define BOTH              ANSWER("100", "true") ANSWER("0", "false")
#define NUMBER(v, t)                                                                \
	"<answer fraction=\"100\"><text>" v "</text><tolerance>" t "</tolerance></" \
	"answer>"

static const struct {
	const char *text;
	size_t questions;
	const char *code; /* of the first fault */
	int line;
} faults[] = {
	{"Q?\nA) a\nB) b\nANSWER: B", 1, NULL, 0},
	{"Q?\nA) a\nB) b\nANSWER: C", 0, "aiken-answer", 1},
	{"Q?\nA) a\nB) b\nANSWER:", 0, "aiken-answer", 1},
	{"Q?\nA) a\nANSWER: A", 0, "aiken-few", 1},
	{"Q?\nA) a\nC) b\nANSWER: A\n\nR?\nA) a\nB) b\nANSWER: A", 1, "aiken-order", 1},
	{"Q?\nlagi\nA) a\nB) b\nANSWER: A", 1, "aiken-order", 1},
	{"A) a\nB) b\nANSWER: A", 0, "aiken-order", 1},
	{"Q?\nA) a\nB) b\nANSWER: A\nR?\nA) a", 1, "aiken-answer", 5},
	{"Q {1} = ~\nA) # a\nB) = b\nANSWER: A", 1, NULL, 0},
	{XML(QUESTION("truefalse", HEAD BOTH)), 1, NULL, 0},
	{"<quiz>\n<question type=\"cloze\"/>\n" QUESTION(
		 "truefalse", HEAD BOTH) "</quiz>",
		1, "xml-type", 2},
	{XML(QUESTION("truefalse", HEAD)), 0, "xml-truefalse", 1},
	{XML(QUESTION("numerical", HEAD NUMBER("1,5", "0"))), 0, "xml-number", 1},
	{XML(QUESTION("numerical", HEAD NUMBER("1.5", "x"))), 0, "xml-number", 1},
	{XML(QUESTION("multichoice", HEAD ANSWER("x", "a") ANSWER("100", "b"))), 0,
		"xml-number", 1},
	{XML(QUESTION("multichoice", HEAD ANSWER("0", "a") ANSWER("0", "b"))), 0,
		"xml-single", 1},
	{XML(QUESTION("multichoice", HEAD ANSWER("100", "a"))), 0, "gift-few", 1},
	{XML(QUESTION("truefalse", HEAD BOTH "<defaultgrade>2.0</defaultgrade>")), 1,
		"loss-mark", 1},
	{XML(QUESTION("shortanswer", HEAD ANSWER("100", "a") "<usecase>1</usecase>")), 1,
		"loss-case", 1},
	{XML(QUESTION("description",
		 "<name><text>n</text></name><questiontext "
		 "format=\"wiki_like\"><text>Q</text></questiontext>")),
		1, "xml-format", 1},
	{XML(QUESTION("essay", HEAD "<graderinfo><text>g</text></graderinfo>")), 1,
		"loss-grader", 1},
	{XML(QUESTION("description",
		 "<questiontext><text>Q</text><file name=\"a.png\">"
		 "AAAA</file></questiontext>")),
		1, "loss-file", 1},
	{"<!DOCTYPE quiz [<!ENTITY a \"b\">]>\n" XML(""), 0, "xml-doctype", 1},
	{"<quiz><question>", 0, "xml-syntax", 1},
	{"<?xml version=\"1.0\"?>\n<html/>", 0, "xml-syntax", 2},
};

static void test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		struct reading reading = read_bank(bp_str(faults[i].text));
		const struct bp_diagnostic *first = reading.faults.at;
		const char *code =
			reading.faults.count ? bp_fault_row(first->fault)->code : NULL;
		if (!code != !faults[i].code ||
			(code && strcmp(code, faults[i].code) != 0))
			fail_msg("%s: %s", faults[i].text, code ? code : "no fault");
		if (code && first->line != faults[i].line)
			fail_msg("%s: line %d", faults[i].text, first->line);
		if (reading.quiz.count != faults[i].questions)
			fail_msg("%s: %zu questions", faults[i].text, reading.quiz.count);
		release(&reading);
	}
}

static void test_depth(void **state)
{
	(void)state;
	struct bp_buf text = {0};

	for (int i = 0; i < 100000; i++)
		bp_buf_add_cstr(&text, "<quiz>");
	struct reading reading = read_bank(bp_buf_str(&text));
	assert_int_equal(reading.faults.count, 1);
	assert_string_equal(bp_fault_row(reading.faults.at[0].fault)->code, "xml-depth");
	release(&reading);
	bp_buf_release(&text);
}

/* ---- there and back ---- */

/* What XML does not say: where the answer stands in the text, and in which of its forms
 * a number was written. Answers that are typed are plain in Moodle. */
static void forget(struct bp_question *question, struct bp_arena *arena)
{
	bool typed = question->type == BP_SHORTANSWER || question->type == BP_NUMERICAL;

	question->embedded = false;
	for (size_t i = 0; typed && i < question->choice_count; i++) {
		struct bp_choice *choice = &question->choices[i];
		choice->text.format = question->text.format;
		if (question->type == BP_NUMERICAL && !bp_str_is(choice->text.text, "*"))
			choice->text.text = bp_str(bp_arena_printf(
				arena, "%.17g:%.17g", choice->value, choice->tolerance));
	}
}

static const char *differs(struct reading *a, struct reading *b)
{
	if (a->quiz.count != b->quiz.count)
		return "how many";
	for (size_t i = 0; i < a->quiz.count; i++) {
		forget(&a->quiz.questions[i], a->arena);
		forget(&b->quiz.questions[i], b->arena);
		const char *what =
			same_question(&a->quiz.questions[i], &b->quiz.questions[i]);
		if (what)
			return what;
	}
	return NULL;
}

static bool was_lost(const struct bp_diagnostics *losses)
{
	for (size_t i = 0; i < losses->count; i++)
		if (strncmp(bp_fault_row(losses->at[i].fault)->code, "loss-", 5) == 0)
			return true;
	return false;
}

/* Returns whether nothing was lost on the way through XML. */
static bool check_round(struct reading *first, const char *what)
{
	struct bp_buf xml = {0};
	struct bp_diagnostics losses = {0};

	write_bank(&first->quiz, BP_BANK_XML, &losses, &xml);
	struct reading second = read_bank(bp_buf_str(&xml));
	bool lossless = losses.count == 0 && !was_lost(&second.faults);
	const char *field = differs(first, &second);
	if (lossless && field)
		fail_msg("%s: %s differs in %s", what, field, xml.at);
	release(&second);
	bp_diagnostics_release(&losses);
	bp_buf_release(&xml);
	return lossless;
}

static void test_generated(void **state)
{
	(void)state;
	uint64_t seed = 7;
	int lossless = 0;

	for (int i = 0; i < GENERATED; i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = random_question(arena, &seed);
		struct bp_buf gift = {0};
		bp_gift_write_question(&question, BP_FORMAT_MOODLE, NULL, &gift);
		struct reading first = read_bank(bp_buf_str(&gift));
		lossless += check_round(&first, gift.at);
		release(&first);
		bp_buf_release(&gift);
		bp_arena_free(arena);
	}
	print_message("%d of %d questions without a loss\n", lossless, GENERATED);
	assert_true(lossless > GENERATED * 7 / 10);
}

static int is_gift(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && !strstr(entry->d_name, ".json");
}

static void test_corpus(void **state)
{
	(void)state;
	char folder[2048], path[4096];
	struct dirent **files;
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	snprintf(folder, sizeof folder, "%s/gift/corpus", fixtures ? fixtures : "");
	int count = scandir(folder, &files, is_gift, alphasort);

	assert_int_equal(count, 41);
	for (int i = 0; i < count; i++) {
		struct bp_buf text = {0};
		snprintf(path, sizeof path, "%s/%.300s", folder, files[i]->d_name);
		assert_true(bp_file_read(path, BP_BANK_LIMIT, &text, NULL));
		struct reading first = read_bank(bp_buf_str(&text));
		if (!check_round(&first, path))
			fail_msg("%s: something was lost", path);
		release(&first);
		bp_buf_release(&text);
		free(files[i]);
	}
	free(files);
}

/* XML, through the GIFT of a module, and XML again. */
static void test_through_gift(void **state)
{
	(void)state;
	char path[4096];
	struct bp_buf text = {0}, gift = {0}, xml = {0};
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	snprintf(path, sizeof path, "%s/bank/semua.xml", fixtures ? fixtures : "");
	assert_true(bp_file_read(path, BP_BANK_LIMIT, &text, NULL));
	struct reading first = read_bank(bp_buf_str(&text));
	/* one question is as old files have it */
	assert_int_equal(first.faults.count, 1);
	assert_int_equal(first.faults.at[0].fault, BP_FAULT_XML_TRUEFALSE_NAME);
	assert_int_equal(first.quiz.count, 11);

	write_bank(&first.quiz, BP_BANK_GIFT, NULL, &gift);
	struct reading second = read_bank(bp_buf_str(&gift));
	write_bank(&second.quiz, BP_BANK_XML, NULL, &xml);
	struct reading third = read_bank(bp_buf_str(&xml));
	const char *field = differs(&first, &third);
	if (field)
		fail_msg("%s differs in %s", field, xml.at);
	release(&first);
	release(&second);
	release(&third);
	bp_buf_release(&text);
	bp_buf_release(&gift);
	bp_buf_release(&xml);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_recognize),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_through_gift),
		cmocka_unit_test(test_corpus),
		cmocka_unit_test(test_generated),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
