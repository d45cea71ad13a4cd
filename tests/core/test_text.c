/* Text: what of any bytes reaches a screen, and how wide it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/text.h>
#include <string.h>

static const struct {
	const char *name, *in, *out;
	int columns;
} cleaned[] = {
	{"plain", "halo", "halo", 4},
	{"accents", "Café", "Café", 4},
	{"combining accent", "e\xcc\x81", "e\xcc\x81", 1},
	{"wide", "日本", "日本", 4},
	{"emoji", "🔥", "🔥", 2},
	{"escape", "\033[31m", "\xef\xbf\xbd[31m", 5},
	{"C1 CSI",
		"\xc2\x9b"
		"31m",
		"\xef\xbf\xbd"
		"31m",
		4},
	{"DEL", "a\x7f", "a\xef\xbf\xbd", 2},
	{"bidi override",
		"a\xe2\x80\xae"
		"b",
		"ab", 2},
	{"zero width space",
		"a\xe2\x80\x8b"
		"b",
		"ab", 2},
	{"byte order mark",
		"\xef\xbb\xbf"
		"a",
		"a", 1},
	{"tag characters", "a\xf3\xa0\x81\x81", "a", 1},
	{"line separator", "a\xe2\x80\xa8", "a\xef\xbf\xbd", 2},
	{"lone continuation", "\x80", "\xef\xbf\xbd", 1},
	{"overlong slash", "\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd", 2},
	{"surrogate", "\xed\xa0\x80", "\xef\xbf\xbd", 1},
	{"beyond Unicode", "\xf4\x90\x80\x80", "\xef\xbf\xbd", 1},
	{"cut sequence", "a\xe2\x82", "a\xef\xbf\xbd", 2},
	{"Zalgo is tamed", "a\xcc\x81\xcc\x82\xcc\x83\xcc\x84", "a\xcc\x81\xcc\x82", 1},
	{"mark without a base", "\xcc\x81", " \xcc\x81", 1},
	{"variation selector", "✔\xef\xb8\x8f", "✔", 1},
	{"unassigned", "\xf4\x8f\xbf\xbf", "\xef\xbf\xbd", 1},
};

static void test_clean(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cleaned / sizeof *cleaned; i++) {
		struct bp_buf out = {0};
		bp_buf_add_clean(&out, bp_str(cleaned[i].in));
		if (!bp_str_is(bp_buf_str(&out), cleaned[i].out))
			fail_msg("%s: got \"%s\"", cleaned[i].name, out.at);
		if (bp_text_columns(bp_str(cleaned[i].in)) != cleaned[i].columns)
			fail_msg("%s: %d columns", cleaned[i].name,
				bp_text_columns(bp_str(cleaned[i].in)));
		bp_buf_release(&out);
	}
}

/* Whatever the bytes, what comes out is valid, and cleaning it again changes nothing. */
static void test_clean_any_bytes(void **state)
{
	(void)state;
	uint32_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		char bytes[12];
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> (seed & 1 ? 24 : 16));
		}
		struct bp_buf once = {0}, twice = {0};
		bp_buf_add_clean(&once, (struct bp_str){bytes, sizeof bytes});
		assert_true(bp_utf8_valid(bp_buf_str(&once), NULL));
		for (size_t i = 0; i < once.len; i++)
			assert_true((unsigned char)once.at[i] >= 0x20 ||
				once.at[i] == '\n' || once.at[i] == '\t');
		bp_buf_add_clean(&twice, bp_buf_str(&once));
		assert_int_equal(bp_text_columns(bp_buf_str(&once)),
			bp_text_columns(bp_buf_str(&twice)));
		bp_buf_release(&once);
		bp_buf_release(&twice);
	}
}

static void test_utf8_round_trip(void **state)
{
	(void)state;
	for (uint32_t code = 1; code < 0x110000; code += code < 0x3000 ? 1 : 97) {
		if (code >= 0xd800 && code <= 0xdfff)
			continue;
		char bytes[4];
		uint32_t back;
		size_t len = bp_utf8_put(bytes, code);
		assert_int_equal(
			bp_utf8_next((struct bp_str){bytes, len}, 0, &back), len);
		assert_int_equal(back, code);
	}
}

/* Every mark that a glyph can have is the same after it has been packed. */
static void test_packed_marks(void **state)
{
	size_t marks = 0;

	(void)state;
	for (uint32_t code = 0x80; code <= 0x10ffff; code++) {
		char text[5] = "a";
		struct bp_glyph glyph;
		size_t len = 1 + bp_utf8_put(text + 1, code);
		bp_glyph_next((struct bp_str){text, len}, 0, &glyph);
		if (!glyph.mark[0])
			continue;
		marks++;
		assert_int_equal(
			bp_mark_unpack(bp_mark_pack(glyph.mark[0])), glyph.mark[0]);
	}
	assert_true(marks > 1000);
}

static void test_fit(void **state)
{
	(void)state;
	assert_int_equal(bp_text_fit(BP_STR("日本語"), 5), 6);
	assert_int_equal(bp_text_fit(BP_STR("abc"), 2), 2);
	assert_int_equal(bp_text_fit(BP_STR("abc"), 9), 3);
	assert_int_equal(bp_text_fit(BP_STR("e\xcc\x81x"), 1), 3);
}

/* What is left of the start is as much as fits, to a glyph. */
static void test_skip(void **state)
{
	(void)state;
	assert_int_equal(bp_text_skip(BP_STR("abc"), 2), 1);
	assert_int_equal(bp_text_skip(BP_STR("abc"), 3), 0);
	assert_int_equal(bp_text_skip(BP_STR("日本語"), 5), 3);
	assert_int_equal(bp_text_skip(BP_STR("日本語"), 0), 9);
	assert_int_equal(bp_text_skip(BP_STR("e\xcc\x81x"), 1), 3);
	assert_int_equal(bp_text_skip(BP_STR(""), 0), 0);
}

static void test_fold(void **state)
{
	(void)state;
	assert_true(bp_text_equal_folded(BP_STR("JAKARTA"), BP_STR("Jakarta")));
	assert_true(bp_text_equal_folded(BP_STR("ÉCOLE Ж"), BP_STR("école ж")));
	assert_true(bp_text_equal_folded(BP_STR("ĀĂĄ"), BP_STR("āăą")));
	assert_false(bp_text_equal_folded(BP_STR("a"), BP_STR("ab")));
	assert_false(bp_text_equal_folded(BP_STR("é"), BP_STR("e")));
}

static void test_hash_folds_blanks(void **state)
{
	(void)state;
	assert_true(bp_hash_folded(BP_HASH_START, BP_STR(" a \n b ")) ==
		bp_hash_folded(BP_HASH_START, BP_STR("a b")));
	assert_false(bp_hash_folded(BP_HASH_START, BP_STR("ab")) ==
		bp_hash_folded(BP_HASH_START, BP_STR("a b")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_clean_any_bytes),
		cmocka_unit_test(test_utf8_round_trip),
		cmocka_unit_test(test_packed_marks),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_skip),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_hash_folds_blanks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
