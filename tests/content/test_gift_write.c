/* What we write as GIFT is read back as the same questions. */
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
#define GENERATED    20000

/* ---- generated questions ---- */

static const char *first_error(const struct reading *reading)
{
	for (size_t i = 0; i < reading->faults.count; i++) {
		if (bp_fault_row(reading->faults.at[i].fault)->severity ==
			BP_SEVERITY_ERROR)
			return reading->faults.at[i].message;
	}
	return "no error";
}

/* Returns whether it could be said without a loss. */
static bool check_generated(struct bp_question *question, enum bp_text_format format)
{
	struct bp_diagnostics losses = {0};
	struct bp_buf out = {0};

	bp_gift_write_question(question, format, &losses, &out);
	struct reading reading = read_gift(bp_buf_str(&out), format);
	if (reading.quiz.count != 1)
		fail_msg("%zu questions (%s) in: %s", reading.quiz.count,
			first_error(&reading), out.at);
	const char *differs = same_question(question, &reading.quiz.questions[0]);
	bool lossless = losses.count == 0;
	if (lossless && differs)
		fail_msg("%s differs in: %s", differs, out.at);
	for (size_t i = 0; i < losses.count; i++) {
		const char *code = bp_fault_row(losses.at[i].fault)->code;
		if (strcmp(code, "loss-arrow") != 0 &&
			strcmp(code, "loss-placeholder") != 0)
			fail_msg("%s: %s", losses.at[i].message, out.at);
	}
	release(&reading);
	bp_diagnostics_release(&losses);
	bp_buf_release(&out);
	return lossless;
}

/* `typed` follows from the text, so what the reader makes of it is right. */
static void take_typed(struct bp_question *question, struct bp_arena *arena)
{
	struct bp_buf out = {0};
	bp_gift_write_question(question, BP_FORMAT_MOODLE, NULL, &out);
	struct bp_quiz quiz = {0};
	bp_gift_read(arena, (struct bp_gift_source){.text = bp_buf_str(&out), .line = 1},
		NULL, &quiz);
	for (size_t i = 0; quiz.count == 1 && i < question->choice_count &&
		i < quiz.questions[0].choice_count;
		i++)
		question->choices[i].typed = quiz.questions[0].choices[i].typed;
	bp_buf_release(&out);
}

static void test_generated(void **state)
{
	(void)state;
	uint64_t seed = 20261124;
	int lossless = 0;

	for (int i = 0; i < GENERATED; i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_question question = random_question(arena, &seed);
		take_typed(&question, arena);
		lossless += check_generated(
			&question, i % 2 ? BP_FORMAT_MARKDOWN : BP_FORMAT_MOODLE);
		bp_arena_free(arena);
	}
	print_message("%d of %d questions without a loss\n", lossless, GENERATED);
	assert_true(lossless > GENERATED * 7 / 10);
}

/* ---- files of others ---- */

static void fixture(const char *name, struct bp_buf *text)
{
	char path[4096];
	struct bp_error err;
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	snprintf(path, sizeof path, "%s/gift/corpus/%.300s", fixtures ? fixtures : "",
		name);
	if (!bp_file_read(path, 1 << 20, text, &err))
		fail_msg("%s", err.message);
}

static size_t check_file(const char *name)
{
	struct bp_buf text = {0}, out = {0};
	struct bp_diagnostics losses = {0};
	fixture(name, &text);
	struct reading first = read_gift(bp_buf_str(&text), BP_FORMAT_MOODLE);
	write_bank(&first.quiz, BP_BANK_GIFT, &losses, &out);
	struct reading second = read_gift(bp_buf_str(&out), BP_FORMAT_MOODLE);

	if (losses.count)
		fail_msg("%s:%d: %s", name, losses.at[0].line, losses.at[0].message);
	if (first.quiz.count != second.quiz.count)
		fail_msg("%s: %zu questions, then %zu", name, first.quiz.count,
			second.quiz.count);
	for (size_t i = 0; i < first.quiz.count; i++) {
		const struct bp_question *a = &first.quiz.questions[i];
		const struct bp_question *b = &second.quiz.questions[i];
		const char *differs = same_question(a, b);
		if (differs || a->content_hash != b->content_hash ||
			!bp_str_equal(a->id, b->id))
			fail_msg("%s:%d: %s", name, a->line, differs ? differs : "hash");
	}
	size_t count = first.quiz.count;
	release(&first);
	release(&second);
	bp_diagnostics_release(&losses);
	bp_buf_release(&out);
	bp_buf_release(&text);
	return count;
}

static int is_gift(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && !strstr(entry->d_name, ".json");
}

static void test_corpus(void **state)
{
	(void)state;
	char path[4096];
	struct dirent **files;
	size_t questions = 0;
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	snprintf(path, sizeof path, "%s/gift/corpus", fixtures ? fixtures : "");
	int count = scandir(path, &files, is_gift, alphasort);

	for (int i = 0; i < count; i++) {
		questions += check_file(files[i]->d_name);
		free(files[i]);
	}
	free(files);
	print_message("%zu questions in %d files come back\n", questions, count);
	assert_int_equal(count, 41);
}

/* ---- how it is written ---- */

static const struct {
	const char *gift, *written, *loss;
} layouts[] = {
	{"Q{=a ~b#no ~%-50%c}", "Q{\n\t=a\n\t~b#no\n\t~%-50%c\n}\n", NULL},
	{"::n::Q{~%33.333%a ~%66.66667%b}",
		"::n::Q{\n\t~%33.33333%a\n\t~%66.66667%b\n}\n", NULL},
	{"Q{=a =b ~c}", "Q{\n\t=a\n\t~%100%b\n\t~c\n}\n", NULL},
	{"Q{T}", "Q{TRUE}\n", NULL},
	{"Q{F#salah#benar####umum}", "Q{FALSE#salah#benar\n\t####umum\n}\n", NULL},
	{"Q{F##benar}", "Q{FALSE##benar}\n", NULL},
	{"Q{#1..5}", "Q{#\n\t=1..5\n}\n", NULL},
	{"Q{#3:0.5~#x}", "Q{#\n\t=3:0.5\n\t~#x\n}\n", NULL},
	{"Q{=a->x =->y =b->z}", "Q{\n\t=a -> x\n\t= -> y\n\t=b -> z\n}\n", NULL},
	{"Q {=x} akhir", "Q {\n\t=x\n} akhir\n", NULL},
	{"Q {=x}\\n", "Q {\n\t=x\n}\\n\n", NULL},
	{"Q{}", "Q{}\n", NULL},
	{"Q{####umum}", "Q{\n\t####umum\n}\n", NULL},
	{"[html]Q{=[plain]a ~[html]b}", "[html]Q{\n\t=[plain]a\n\t~b\n}\n", NULL},
	{"teks \\{ \\= baris\ndua", "teks \\{ \\= baris\\ndua\n", NULL},
	{"[moodle]// bukan komentar", "[moodle]// bukan komentar\n", NULL},
	{"[moodle][html] apa adanya{T}", "[moodle][html] apa adanya{TRUE}\n", NULL},
	{"Q{~[moodle]%50%a =b}", "Q{\n\t~[moodle]%50%a\n\t=b\n}\n", NULL},
	{"// [id:a\\]b] [tag:satu] [tag:dua]\nQ{T}",
		"// [id:a\\]b] [tag:satu] [tag:dua]\nQ{TRUE}\n", NULL},
	{"Q{tulis a->b}", "Q{\n\ttulis a->b\n}\n", NULL},
	{"Q{>2 ALL\n\\n0\n\\n//x}",
		"Q{>2 ALL VERTICAL ABSOLUTE_POSITION SHOW none\n\\n0\n\\n//x\n}\n", NULL},
	{"Q\rx{T}\n", "Q x{TRUE}\n", "loss-character"},
	{"Q &&058;{T}", "Q &&058;{TRUE}\n", "loss-placeholder"},
	{"[moodle]\xef\xbb\xbf{T}", "[moodle]\xef\xbb\xbf{TRUE}\n", NULL},
	{"a\n/\r/x{T}\n", "a\\n/ /x{TRUE}\n", "loss-character"},
	{"// [tag:a\\] \nQ{T}", "Q{TRUE}\n", "loss-tag"},
	{"// [id:a\\]\nQ{T}", "Q{TRUE}\n", "loss-id"},
};

static void test_layouts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(layouts); i++) {
		struct reading reading =
			read_gift(bp_str(layouts[i].gift), BP_FORMAT_MOODLE);
		struct bp_diagnostics losses = {0};
		struct bp_buf out = {0};
		if (reading.quiz.count != 1)
			fail_msg("%s: %s", layouts[i].gift, first_error(&reading));
		write_bank(&reading.quiz, BP_BANK_GIFT, &losses, &out);
		assert_string_equal(out.at, layouts[i].written);
		const char *code =
			losses.count ? bp_fault_row(losses.at[0].fault)->code : NULL;
		if (!!code != !!layouts[i].loss ||
			(code && strcmp(code, layouts[i].loss) != 0))
			fail_msg("%s: %s", layouts[i].gift, code ? code : "no loss");
		bp_buf_release(&out);
		bp_diagnostics_release(&losses);
		release(&reading);
	}
}

static void test_categories(void **state)
{
	(void)state;
	struct reading reading = read_gift(
		BP_STR("a{T}\n\n$CATEGORY: x/y\\z\n\nb{T}\n\n$CATEGORY:\n\nc{T}"),
		BP_FORMAT_MOODLE);
	struct bp_diagnostics losses = {0};
	struct bp_buf out = {0};

	write_bank(&reading.quiz, BP_BANK_GIFT, &losses, &out);
	assert_string_equal(out.at,
		"a{TRUE}\n\n$CATEGORY: x/y\\\\z\n\nb{TRUE}\n\n$CATEGORY: \n\nc{TRUE}\n");
	assert_int_equal(losses.count, 1);
	assert_string_equal(bp_fault_row(losses.at[0].fault)->code, "loss-category");
	bp_buf_release(&out);
	bp_diagnostics_release(&losses);
	release(&reading);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layouts),
		cmocka_unit_test(test_categories),
		cmocka_unit_test(test_corpus),
		cmocka_unit_test(test_generated),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
