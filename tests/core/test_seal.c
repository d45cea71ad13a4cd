/* Digests against FIPS 180-4's examples; signatures that hold, and those that do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/arena.h>
#include <berpijar/hex.h>
#include <berpijar/seal.h>
#include <string.h>

static void test_digests(void **state)
{
	static const struct {
		const char *text, *hex;
	} cases[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc",
			"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"
			"d"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c"
			"1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_digest whole = bp_digest_of(bp_str(cases[i].text)), read;
		struct bp_digester digester;
		struct bp_buf hex = {0};

		bp_digest_begin(&digester);
		for (const char *at = cases[i].text; *at; at++)
			bp_digest_add(&digester, at, 1);
		struct bp_digest pieces = bp_digest_end(&digester);
		bp_hex_add(&hex, whole.at, sizeof whole.at);
		assert_string_equal(hex.at, cases[i].hex);
		assert_true(bp_digest_equal(&whole, &pieces));
		assert_true(bp_hex_read(bp_buf_str(&hex), read.at, sizeof read.at));
		assert_true(bp_digest_equal(&whole, &read));
		bp_buf_release(&hex);
	}
}

static void test_hex(void **state)
{
	uint8_t bytes[2];

	(void)state;
	assert_true(bp_hex_read(BP_STR("0Af9"), bytes, 2));
	assert_int_equal(bytes[0], 0x0a);
	assert_int_equal(bytes[1], 0xf9);
	assert_false(bp_hex_read(BP_STR("0Af"), bytes, 2));
	assert_false(bp_hex_read(BP_STR("0Af90"), bytes, 2));
	assert_false(bp_hex_read(BP_STR("0Ag9"), bytes, 2));
}

static void test_signatures(void **state)
{
	struct bp_key_pair pair, other;
	uint8_t signature[BP_SIGNATURE_SIZE];
	char text[] = "Bukti Belajar Mandiri";

	(void)state;
	assert_true(bp_key_pair_make(&pair, NULL));
	assert_true(bp_key_pair_make(&other, NULL));
	bp_sign(&pair, bp_str(text), signature);
	assert_true(bp_signature_holds(pair.public_key, bp_str(text), signature));
	assert_false(bp_signature_holds(other.public_key, bp_str(text), signature));
	for (size_t i = 0; text[i]; i++) {
		text[i] ^= 1;
		assert_false(
			bp_signature_holds(pair.public_key, bp_str(text), signature));
		text[i] ^= 1;
	}
	signature[10] ^= 1;
	assert_false(bp_signature_holds(pair.public_key, bp_str(text), signature));
	assert_true(bp_secret_key_fits(pair.secret_key));
	pair.secret_key[BP_SECRET_KEY_SIZE - 1] ^= 1; /* of a damaged file */
	assert_false(bp_secret_key_fits(pair.secret_key));
	bp_key_pair_wipe(&pair);
	for (size_t i = 0; i < sizeof pair.secret_key; i++)
		assert_int_equal(pair.secret_key[i], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digests),
		cmocka_unit_test(test_hex),
		cmocka_unit_test(test_signatures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
