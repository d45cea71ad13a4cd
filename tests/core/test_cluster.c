/* Clusters: where a cursor stops and where text is cut; and normalization form C. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/text.h>

#define FAMILY       "👩\u200d👩\u200d👧"
#define THUMB        "👍🏽"
#define FLAGS        "🇮🇩🇲🇾"
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Each row is one cluster. */
static const struct {
	const char *name, *text;
	int columns;
} clusters[] = {
	{"letter", "a", 1},
	{"decomposed letter", "e\u0301", 1},
	{"Javanese syllable with signs", "ꦏꦺ\ua9b4", 3},
	{"Khmer with a vowel sign", "កា", 2},
	{"Devanagari with a vowel sign", "कि", 2},
	{"Hangul from three letters", "\u1112\u1161\u11ab", 2},
	{"family", FAMILY, 6},
	{"skin tone", THUMB, 4},
	{"flag", "🇮🇩", 2},
	{"heart with a variation selector", "❤\ufe0f", 1},
	{"keycap", "1\ufe0f\u20e3", 1},
};

static void test_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(clusters); i++) {
		struct bp_buf text = {0};
		struct bp_str one = bp_str(clusters[i].text);
		bp_buf_printf(&text, "%s|", clusters[i].text);
		int columns = bp_text_columns(one);
		if (bp_cluster_next(bp_buf_str(&text), 0) != one.len ||
			columns != clusters[i].columns)
			fail_msg("%s: %zu bytes, %d columns", clusters[i].name,
				bp_cluster_next(bp_buf_str(&text), 0), columns);
		assert_int_equal(bp_text_fit(bp_buf_str(&text), columns), one.len);
		assert_int_equal(bp_text_fit(one, columns - 1), 0);
		assert_int_equal(bp_text_skip(bp_buf_str(&text), columns), one.len);
		bp_buf_release(&text);
	}
}

static void test_flags_in_pairs(void **state)
{
	(void)state;
	assert_int_equal(bp_cluster_next(BP_STR(FLAGS), 0), 8);
	assert_int_equal(bp_cluster_next(BP_STR(FLAGS), 8), 8);
	assert_int_equal(bp_text_fit(BP_STR(FLAGS), 3), 8);
}

/* What takes no cell stays with what stands before it, so that a cursor is never where
 * nothing is seen to move. */
static void test_invisible(void **state)
{
	(void)state;
	assert_int_equal(bp_cluster_next(BP_STR("a\u200bb"), 0), 4);
	assert_int_equal(bp_cluster_next(BP_STR("a\u00adb"), 0), 3);
}

static void test_cut_goes_on(void **state)
{
	(void)state;
	assert_int_equal(bp_text_cut(BP_STR("abc"), 2), 2);
	assert_int_equal(bp_text_cut(BP_STR("a" FAMILY), 3), 1);
	/* too wide as a whole: between its glyphs */
	assert_int_equal(bp_text_cut(BP_STR(FAMILY), 4), 14);
	assert_int_equal(bp_text_cut(BP_STR("日本"), 1), 3);
	assert_int_equal(bp_text_cut(BP_STR(""), 1), 0);
}

/* Any characters in any order: what fits does fit, and is whole clusters and glyphs. */
static void test_any_characters(void **state)
{
	static const uint32_t codes[] = {'a', ' ', '\n', 0xad, 0x301, 0x600, 0x903,
		0x1100, 0x1161, 0x11a8, 0x200b, 0x200d, 0x3042, 0xac00, 0xa9ba, 0xfe0f,
		0x1f1e6, 0x1f469, 0x1f3fd, 0x10ffff};
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct bp_buf buf = {0};
		for (int i = 0; i < 12; i++) {
			random = random * 1664525 + 1013904223;
			bp_buf_add_code(&buf, codes[(random >> 16) % COUNT(codes)]);
		}
		struct bp_str text = bp_buf_str(&buf);
		int columns = (int)(random >> 8 & 7);
		size_t at = 0, fit = bp_text_fit(text, columns),
		       cut = bp_text_cut(text, columns);
		while (at < fit)
			at += bp_cluster_next(text, at);
		assert_int_equal(at, fit);
		assert_true(cut >= fit && cut > 0);
		assert_true(bp_text_columns(bp_str_part(text, 0, fit)) <= columns);
		at = bp_text_skip(text, columns);
		assert_true(bp_text_columns(bp_str_from(text, at)) <= columns);
		/* cut apart, it takes as many cells as before */
		assert_int_equal(bp_text_columns(bp_str_part(text, 0, cut)) +
				bp_text_columns(bp_str_from(text, cut)),
			bp_text_columns(text));
		bp_buf_release(&buf);
	}
}

static const struct {
	const char *name, *in, *nfc;
} forms[] = {
	{"nothing", "", ""},
	{"plain", "Ujian akhir", "Ujian akhir"},
	{"accent", "e\u0301", "\u00e9"},
	{"two accents", "e\u0302\u0301", "\u1ebf"},
	{"order of marks", "a\u0301\u0323", "\u1ea1\u0301"},
	{"a mark of the same class between", "a\u0315\u0300", "\u00e0\u0315"},
	{"blocked", "a\u0305\u0301", "a\u0305\u0301"},
	{"Hangul", "\u1112\u1161\u11ab", "\ud55c"},
	{"singleton", "\u212b", "\u00c5"},
	{"excluded", "\u0958", "\u0915\u093c"},
	{"mark first", "\u0301e", "\u0301e"},
	{"not UTF-8", "a\xff", "a\ufffd"},
};

static void test_nfc(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct bp_buf out = {0};
		bp_text_nfc(bp_str(forms[i].in), &out);
		if (!bp_str_is(bp_buf_str(&out), forms[i].nfc))
			fail_msg("%s: \"%s\"", forms[i].name, out.at);
		bp_buf_release(&out);
	}
}

/* Marks without end in the wrong order: sorted in time that is not quadratic. */
static void test_nfc_many_marks(void **state)
{
	struct bp_buf in = {0}, out = {0};

	(void)state;
	bp_buf_add_char(&in, 'a');
	for (int i = 0; i < 100000; i++)
		bp_buf_add_cstr(&in, "\u0305\u0323");
	bp_text_nfc(bp_buf_str(&in), &out);
	assert_int_equal(out.len, in.len); /* "ạ" is one byte less and one more */
	bp_buf_release(&in);
	bp_buf_release(&out);
}

static void test_matches_any_form(void **state)
{
	(void)state;
	assert_true(bp_text_matches(BP_STR("ph\u1ea1m*"), BP_STR("Pha\u0323M Van")));
	assert_true(bp_text_matches(BP_STR("ά"), BP_STR("\u0391\u0301")));
	assert_true(bp_text_matches(BP_STR("한국"), BP_STR("\u1112\u1161\u11ab국")));
	assert_false(bp_text_matches(BP_STR("pham"), BP_STR("phạm")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_flags_in_pairs),
		cmocka_unit_test(test_invisible),
		cmocka_unit_test(test_cut_goes_on),
		cmocka_unit_test(test_any_characters),
		cmocka_unit_test(test_nfc),
		cmocka_unit_test(test_nfc_many_marks),
		cmocka_unit_test(test_matches_any_form),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
