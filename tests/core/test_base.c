/* Base 45 against the examples of RFC 9285, base 58 against those of its draft. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/base.h>
#include <berpijar/hex.h>
#include <string.h>

static const struct {
	const char *bytes, *text;
} base45[] = {
	{"AB", "BB8"},
	{"Hello!!", "%69 VD92EX0"},
	{"base-45", "UJCLQE7W581"},
	{"ietf!", "QED8WEX0"},
	{"", ""},
};

static void test_base45(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof base45 / sizeof *base45; i++) {
		struct bp_buf text = {0}, bytes = {0};
		struct bp_str given = bp_str(base45[i].bytes);
		bp_base45_add(&text, (const uint8_t *)given.at, given.len);
		assert_true(bp_str_is(bp_buf_str(&text), base45[i].text));
		assert_true(bp_base45_read(bp_buf_str(&text), &bytes));
		assert_true(bp_str_equal(bp_buf_str(&bytes), given));
		bp_buf_release(&text);
		bp_buf_release(&bytes);
	}
}

static void test_no_base45(void **state)
{
	/* above 65535, above 255, of no length, no digits */
	static const char *const none[] = {
		"GGW", ":::", "V5", "::", "BB8A", "bb8", "BB\xc2\xa0", "BB8\n12"};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct bp_buf bytes = {0};
		bp_buf_add_char(&bytes, 'x');
		assert_false(bp_base45_read(bp_str(none[i]), &bytes));
		assert_int_equal(bytes.len, 1);
		bp_buf_release(&bytes);
	}
}

static const struct {
	const char *hex, *text;
} base58[] = {
	{"48656c6c6f20576f726c6421", "2NEpo7TZRRrLZSi2U"},
	{"0000287fb4cd", "11233QC4"},
	{"00", "1"},
	{"ff", "5Q"},
	{"", ""},
	/* a key, as did:key has it: the first example of its specification */
	{"ed012e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6",
		"6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"},
};

static void test_base58(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof base58 / sizeof *base58; i++) {
		uint8_t bytes[64], again[64];
		size_t size = strlen(base58[i].hex) / 2;
		struct bp_buf text = {0};
		assert_true(bp_hex_read(bp_str(base58[i].hex), bytes, size));
		bp_base58_add(&text, bytes, size);
		assert_true(bp_str_is(bp_buf_str(&text), base58[i].text));
		assert_true(bp_base58_read(bp_buf_str(&text), again, size));
		assert_memory_equal(bytes, again, size);
		assert_false(bp_base58_read(bp_buf_str(&text), again, size + 1));
		assert_false(size && bp_base58_read(bp_buf_str(&text), again, size - 1));
		bp_buf_release(&text);
	}
}

static void test_no_base58(void **state)
{
	uint8_t bytes[4];

	(void)state;
	assert_false(bp_base58_read(BP_STR("0"), bytes, 1));
	assert_false(bp_base58_read(BP_STR("5R"), bytes, 1)); /* 256 */
	assert_false(bp_base58_read(BP_STR("15Q"), bytes, 1));
	assert_false(bp_base58_read(BP_STR("5Q "), bytes, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base45),
		cmocka_unit_test(test_no_base45),
		cmocka_unit_test(test_base58),
		cmocka_unit_test(test_no_base58),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
