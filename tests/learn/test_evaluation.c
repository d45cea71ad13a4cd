/* What a participant says of a course: kept and read again, whatever the setting holds. */
#include <berpijar/evaluation.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_kept(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_evaluation said = {.marks = {5, 4, 3, 2, 1},
		.words = BP_STR("Lebih banyak contoh."),
		.shared = true};
	struct bp_buf kept = {0};

	(void)state;
	bp_evaluation_write(&said, &kept);
	struct bp_evaluation read = bp_evaluation_read(bp_buf_str(&kept), arena);
	assert_memory_equal(read.marks, said.marks, sizeof read.marks);
	assert_true(bp_str_equal(read.words, said.words));
	assert_true(read.shared);
	assert_int_equal(read.changes, 1);
	assert_true(bp_evaluation_is_whole(&read));
	bp_buf_release(&kept);
	bp_arena_free(arena);
}

/* Settings may hold anything: nothing out of bounds comes out of them. */
static void test_wild(void **state)
{
	static const struct {
		const char *value;
		int first; /* the first mark */
		bool whole;
	} rows[] = {
		{"", 0, false},
		{"[5,5,5,5,5]", 0, false},
		{"{\"form\":1,\"marks\":[5,5,5,5,5]}", 5, true},
		{"{\"form\":2,\"marks\":[5,5,5,5,5]}", 0, false},
		{"{\"marks\":[5,5,5,5,5]}", 0, false},
		{"{\"form\":1,\"marks\":[6,5,5,5,5]}", 0, false},
		{"{\"form\":1,\"marks\":[-1,5,5,5,5]}", 0, false},
		{"{\"form\":1,\"marks\":[4294967297,5,5,5,5]}", 0, false},
		{"{\"form\":1,\"marks\":[4,\"5\",5,5,5]}", 4, false},
		{"{\"form\":1,\"marks\":[4,5]}", 4, false},
		{"{\"form\":1,\"marks\":[4,5],\"changes\":9223372036854775807}", 4,
			false},
		{"{\"form\":1,\"marks\":4,\"words\":[],\"shared\":1}", 0, false},
	};
	struct bp_arena *arena = bp_arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bp_evaluation read =
			bp_evaluation_read(bp_str(rows[i].value), arena);
		assert_int_equal(read.marks[0], rows[i].first);
		assert_int_equal(bp_evaluation_is_whole(&read), rows[i].whole);
		assert_int_equal(read.words.len, 0);
		assert_false(read.shared);
	}
	bp_arena_free(arena);
}

static void test_words(void **state)
{
	char value[2000] = "{\"form\":1,\"words\":\" a\\u001b[2Jb\\nc ";
	struct bp_arena *arena = bp_arena_new();

	(void)state;
	for (int i = 0; i < 400; i++)
		strcat(value, "é");
	strcat(value, "\"}");
	struct bp_evaluation read = bp_evaluation_read(bp_str(value), arena);
	assert_true(read.words.len <= BP_EVALUATION_WORDS);
	assert_true(read.words.len > BP_EVALUATION_WORDS - 4);
	assert_null(memchr(read.words.at, '\033', read.words.len));
	assert_null(memchr(read.words.at, '\n', read.words.len));
	assert_int_equal(
		read.words.at[read.words.len - 1] & 0xc0, 0x80); /* between clusters */
	bp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_wild),
		cmocka_unit_test(test_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
