/* Numbers as people write them, in either language. */
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
#define NONE         NAN /* not a number */

static const struct {
	const char *written;
	double indonesian, english;
} numbers[] = {
	/* plain */
	{"0", 0, 0},
	{"42", 42, 42},
	{"007", 7, 7},
	{" 12 ", 12, 12},
	{"+2", 2, 2},
	{"-3", -3, -3},
	{"- 3", -3, -3},
	{"\xe2\x88\x92"
	 "3",
		-3, -3}, /* minus sign */
	{"\xe2\x80\x93"
	 "3",
		-3, -3}, /* en dash */
	{"12345678", 12345678, 12345678},
	/* one mark, not followed by three figures */
	{"1,5", 1.5, 1.5},
	{"1.5", 1.5, 1.5},
	{"3,14", 3.14, 3.14},
	{"3.1416", 3.1416, 3.1416},
	{",5", 0.5, 0.5},
	{".5", 0.5, 0.5},
	{"5,", 5, 5},
	{"5.", 5, 5},
	{"-0,25", -0.25, -0.25},
	/* one mark and three figures: the language decides */
	{"1.234", 1234, 1.234},
	{"1,234", 1.234, 1234},
	{"12.500", 12500, 12.5},
	{"999.000", 999000, 999},
	{"-1.500", -1500, -1.5},
	/* unless something contradicts thousands */
	{"0.234", 0.234, 0.234},
	{"0,234", 0.234, 0.234},
	{"1234.567", 1234.567, 1234.567},
	{"1234,567", 1234.567, 1234.567},
	{".234", 0.234, 0.234},
	{"1.234e3", 1234, 1234},
	{"1,234e3", 1234, 1234},
	/* two kinds: the last one is the decimal mark */
	{"1.234,5", 1234.5, 1234.5},
	{"1,234.5", 1234.5, 1234.5},
	{"1.234.567,89", 1234567.89, 1234567.89},
	{"1,234,567.89", 1234567.89, 1234567.89},
	{"1 234,5", 1234.5, 1234.5},
	{"1 234.5", 1234.5, 1234.5},
	{"1.234,", 1234, 1234},
	/* one kind more than once: thousands */
	{"1.234.567", 1234567, 1234567},
	{"1,234,567", 1234567, 1234567},
	{"1 234", 1234, 1234},
	{"1 234 567", 1234567, 1234567},
	{"1\xc2\xa0"
	 "234",
		1234, 1234}, /* no-break space */
	{"1\xe2\x80\xaf"
	 "234",
		1234, 1234}, /* narrow no-break space */
	/* groups that cannot be thousands */
	{"1.23.456", NONE, NONE},
	{"1.2.3", NONE, NONE},
	{"1234.567.890", NONE, NONE},
	{"0.123.456", NONE, NONE},
	{"1,23.5", NONE, NONE},
	{"1.234,567,8", NONE, NONE},
	{"1,5 000", NONE, NONE},
	{"12 5", NONE, NONE},
	{"1  234", NONE, NONE},
	{"1..5", NONE, NONE},
	{"1,,5", NONE, NONE},
	/* exponents, as Moodle takes them */
	{"1e3", 1000, 1000},
	{"1E-3", 0.001, 0.001},
	{"1,5e+2", 150, 150},
	{"3x10^8", 3e8, 3e8},
	{"3 x10^8", 3e8, 3e8},
	{"1,5\xc3\x97"
	 "10^3",
		1500, 1500},
	{"6*10**2", 600, 600},
	{"6,02 x 10^23", 6.02e23, 6.02e23},
	{"6.02 X 10 ^ 23", 6.02e23, 6.02e23},
	{"1,5 × 10^3", 1500, 1500},
	{"6,02 × 10²³", 6.02e23, 6.02e23},
	{"1,6·10⁻¹⁹", 1.6e-19, 1.6e-19},
	{"2 ⋅ 10^−3", 0.002, 0.002},
	{"2 * 10 ** 3", 2000, 2000},
	{"10^3", 1000, 1000},
	{"10³", 1000, 1000},
	{"5³", NONE, NONE},
	{"2^10", NONE, NONE},
	{"100^3", NONE, NONE},
	{"6 x 20^3", NONE, NONE},
	{"6 x 10", NONE, NONE},
	{"6 x 10^", NONE, NONE},
	{"1e", NONE, NONE},
	{"1e400", NONE, NONE},
	/* per cent, money */
	{"75 %", 75, 75},
	{"75%", 75, 75},
	{"12,5 %", 12.5, 12.5},
	{"75 %%", NONE, NONE},
	{"Rp 1.500", 1500, 1500},
	{"Rp1.500", 1500, 1500},
	{"rp. 1.500", 1500, 1500},
	{"Rp 1.500,-", 1500, 1500},
	{"Rp1.500.000,00", 1500000, 1500000},
	{"1500,-", 1500, 1500},
	{"1.500,-", 1500, 1500},
	{"1.500.000,–", 1500000, 1500000},
	{"1500,--", 1500, 1500},
	{"1500,-5", NONE, NONE},
	{"1500-", NONE, NONE},
	{"-Rp 500", -500, -500},
	{"Rp -500", -500, -500},
	{"Rp", NONE, NONE},
	{"R 500", NONE, NONE},
	/* no numbers */
	{"", NONE, NONE},
	{" ", NONE, NONE},
	{"-", NONE, NONE},
	{".", NONE, NONE},
	{"+-5", NONE, NONE},
	{"--5", NONE, NONE},
	{"abc", NONE, NONE},
	{"5 kg", NONE, NONE},
	{"5a", NONE, NONE},
	{"½", NONE, NONE},
	{"0x10", NONE, NONE},
	{"inf", NONE, NONE},
	{"nan", NONE, NONE},
	{"1/2", NONE, NONE},
	{"1-2", NONE, NONE},
	{"5-", NONE, NONE},
	{"١٢", NONE, NONE},
};

static void read_all(const char *language)
{
	assert_true(bp_lang_set(language));
	for (size_t i = 0; i < COUNT(numbers); i++) {
		double value = -77,
		       wanted = strcmp(language, "id") == 0 ? numbers[i].indonesian
							    : numbers[i].english;
		bool read = bp_number_read(bp_str(numbers[i].written), &value);
		if (read != !isnan(wanted))
			fail_msg("%s: \"%s\" is %s number", language, numbers[i].written,
				read ? "a" : "no");
		if (read ? value != wanted : value != -77)
			fail_msg("%s: \"%s\" is read as %.17g", language,
				numbers[i].written, value);
	}
	bp_lang_set("id");
}

static void test_read_in_indonesian(void **state)
{
	(void)state;
	read_all("id");
}

static void test_read_in_english(void **state)
{
	(void)state;
	read_all("en");
}

static void test_nul_is_no_number(void **state)
{
	(void)state;
	double value;
	assert_false(bp_number_read((struct bp_str){"1\0002", 3}, &value));
	assert_false(bp_number_read((struct bp_str){NULL, 0}, &value));
}

static const struct {
	double value;
	const char *indonesian, *english;
} written[] = {
	{0, "0", "0"},
	{-0.0, "0", "0"},
	{42, "42", "42"},
	{-3, "-3", "-3"},
	{1.5, "1,5", "1.5"},
	{0.1, "0,1", "0.1"},
	{1.234, "1,234", "1.234"},
	{1234567.5, "1234567,5", "1234567.5"},
	{1e20, "1e20", "1e20"},
	{1e-7, "1e-7", "1e-7"},
	{1.0 / 3, "0,3333333333333333", "0.3333333333333333"},
};

static void test_write(void **state)
{
	(void)state;
	static const char *const languages[] = {"id", "en"};
	for (size_t i = 0; i < 2 * COUNT(written); i++) {
		bool english = i % 2;
		struct bp_buf out = {0};
		double again = 0;
		bp_lang_set(languages[english]);
		bp_number_write(written[i / 2].value, &out);
		assert_string_equal(out.at,
			english ? written[i / 2].english : written[i / 2].indonesian);
		assert_true(bp_number_read(bp_buf_str(&out), &again));
		assert_true(again == written[i / 2].value);
		bp_buf_release(&out);
	}
	bp_lang_set("id");
}

/* What we write we read, whatever the number and the language. */
static void test_round_trip(void **state)
{
	(void)state;
	uint64_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		struct bp_buf out = {0};
		double again, value;
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		value = (double)((int64_t)(seed >> 20) % 100000000) /
			(double)(1 + seed % 10007);
		bp_lang_set(round % 2 ? "en" : "id");
		bp_number_write(value, &out);
		if (!bp_number_read(bp_buf_str(&out), &again) || again != value)
			fail_msg("%.17g is written \"%s\" and read %.17g", value, out.at,
				again);
		bp_buf_release(&out);
	}
	bp_lang_set("id");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read_in_indonesian),
		cmocka_unit_test(test_read_in_english),
		cmocka_unit_test(test_nul_is_no_number),
		cmocka_unit_test(test_write),
		cmocka_unit_test(test_round_trip),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
