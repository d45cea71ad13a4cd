/* Badges: what they say and hide, and that no altered byte goes unnoticed. That others read
 * them so, too, is tried by centre/badge.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "badge.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

#define DONE ((int64_t)1795471200000) /* 24 November 2026, 05.00 WIB */

static struct bp_proof_module modules[] = {
	{.id = "satu", .title = "Mengapa \"layanan\"", .jp_halves = 1, .minutes = 20},
	{.id = "dua", .title = "Judul 2", .jp_halves = 4, .minutes = 90, .brought = true},
};

static struct bp_agency agency = {
	.revocations = "https://belajar.contoh.go.id/revoked.json"};

static struct bp_proof made(void)
{
	return (struct bp_proof){.learner = "198609262015051001",
		.name = "Siti Aminah",
		.nip = "198609262015051001",
		.unit = "Dinas Kominfo",
		.agency = "Kota Contoh",
		.pseudonym = "64051000-e861-4749-8b52-c1008f47d953",
		.course_id = "ux",
		.course = "Pengalaman pengguna – é",
		.version = "1.2",
		.content = {{1, 2, 3}},
		.servers = true,
		.modules = modules,
		.module_count = 2,
		.jp_halves = 5,
		.minutes = 110,
		.first_at = DONE - 1000000,
		.done_at = DONE,
		.number = "3F7K-9QRT-XW2M"};
}

static struct bp_signer signer = {.server = "belajar.contoh.go.id", .at = DONE + 1};

static void write_badge(const struct bp_proof *proof, struct bp_buf *out)
{
	assert_true(bp_badge_write(proof, &signer, out, NULL));
}

static void test_says_and_hides(void **state)
{
	static const char *const said[] = {"\"OpenBadgeCredential\"",
		"\"eddsa-jcs-2022\"", "\"urn:uuid:64051000-e861-4749-8b52-c1008f47d953\"",
		"\"value\":\"2,5\"", "\"licenseNumber\":\"3F7K-9QRT-XW2M\"",
		"\"id\":\"urn:uuid:1bcf34df-1aef-8054-a265-7270696a6172\"",
		"belum merupakan sertifikat", "layanan\\\"; Judul 2 *",
		"\"name\":\"Pengalaman pengguna – é\""};
	static const char *const hidden[] = {"Siti", "1986", "Kominfo", "Kota", "certif",
		"credentialStatus", "dijamin", "2.5"};
	struct bp_proof proof = made();
	struct bp_buf text = {0};

	(void)state;
	write_badge(&proof, &text);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (!strstr(text.at, said[i]))
			fail_msg("not said: %s in\n%s", said[i], text.at);
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		assert_null(strstr(text.at, hidden[i]));
	bp_buf_clear(&text);

	proof.chain.brought = 3;
	proof.jp_halves_brought = 4;
	proof.office = &agency;
	write_badge(&proof, &text);
	assert_non_null(
		strstr(text.at, "\"JP yang dibawa masuk, tidak dijamin server\""));
	assert_non_null(strstr(text.at,
		"\"credentialStatus\":{\"id\":\"https://belajar.contoh.go.id/revoked.json\",\"type\":\"1EdTechRevocationList\"}"));
	bp_buf_release(&text);
}

/* A bit of each, but for the newline at its end. */
static void test_every_byte(void **state)
{
	struct bp_proof proof = made();
	struct bp_proof_check check;
	struct bp_buf text = {0};

	(void)state;
	write_badge(&proof, &text);
	assert_true(bp_proof_verify(bp_buf_str(&text), &check, NULL));
	assert_true(check.unaltered && check.is_signed);
	assert_memory_equal(check.public_key, signer.pair.public_key, BP_PUBLIC_KEY_SIZE);
	assert_int_equal(check.signed_at, DONE + 1);
	assert_string_equal(check.number, "3F7K-9QRT-XW2M");
	for (size_t i = 0; i + 1 < text.len; i++) {
		char was = text.at[i];
		text.at[i] = (char)(was ^ 1 << i % 8);
		if (bp_proof_verify(bp_buf_str(&text), &check, NULL))
			assert_false(check.unaltered);
		text.at[i] = was;
	}
	bp_buf_release(&text);
}

/* What other programs make of the same JSON is as valid. */
static void test_other_layout(void **state)
{
	struct bp_proof proof = made();
	struct bp_proof_check check;
	struct bp_buf text = {0};

	(void)state;
	write_badge(&proof, &text);
	json_t *json = json_loads(text.at, 0, NULL);
	char *pretty = json_dumps(json, JSON_INDENT(4) | JSON_ENSURE_ASCII);
	assert_true(bp_proof_verify(bp_str(pretty), &check, NULL));
	assert_true(check.unaltered);
	free(pretty);
	json_decref(json);
	bp_buf_release(&text);
}

static void test_refused(void **state)
{
	struct bp_proof proof = made();
	struct bp_buf text = {0};
	struct bp_error err = {0};

	(void)state;
	proof.pseudonym = "";
	assert_false(bp_badge_write(&proof, &signer, &text, &err));
	assert_non_null(strstr(err.message, "nama samaran"));
	proof = made();
	proof.course = "A\x1f"
		       "B";
	assert_false(bp_badge_write(&proof, &signer, &text, &err));
	assert_non_null(strstr(err.message, "karakter kendali"));
	proof.course = "A\xc2\x9b"
		       "B";
	assert_false(bp_badge_write(&proof, &signer, &text, NULL));
	assert_int_equal(text.len, 0);
}

static const struct {
	const char *json;
	bool plain;
} values[] = {
	{"{\"a\": [1, true, null, \"x\\\"\\\\y\", {\"b\": -9007199254740992}]}", true},
	{"[\"\xc3\xa9\xf0\x9f\x99\x82\"]", true},
	{"[9007199254740993]", false},
	{"[2.5]", false},
	{"{\"a\": {\"b\": [1e0]}}", false},
	{"[\"\\u001f\"]", false},
	{"[\"\\n\"]", false},
	{"[\"\\u007f\"]", false},
	{"[\"\\u0085\"]", false},
	{"{\"\xc3\xa9\": 1}", false},
	{"{\"a\\u0001\": 1}", false},
};

static void test_plain(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		json_t *json = json_loads(values[i].json, 0, NULL);
		assert_non_null(json);
		if (badge_is_plain(json) != values[i].plain)
			fail_msg("%s", values[i].json);
		json_decref(json);
	}
}

static void test_number(void **state)
{
	static const char *const none[] = {"", "3F7K-9QRT-XW2", "3F7K-9QRT-XW2MM",
		"3F7K9QRTXW2M", "3f7k-9qrt-xw2m", "3F7K-9QRT-XW2I", "3F7K-9QRT-XW2M ",
		"ZZZZ-ZZZZ-ZZZZ-ZZZZ"};
	char number[BP_PROOF_NUMBER_ROOM], urn[BP_PROOF_URN_ROOM];
	uint64_t bits;

	(void)state;
	assert_true(bp_proof_number_read(BP_STR("ZZZZ-ZZZZ-ZZZZ"), &bits));
	assert_true(bits == (UINT64_C(1) << 60) - 1);
	bp_proof_urn(bits, urn);
	assert_string_equal(urn, "urn:uuid:ffffffff-ffff-8fff-a265-7270696a6172");
	assert_true(bp_proof_number_read(BP_STR("3F7K-9QRT-XW2M"), &bits));
	bp_proof_number_write(bits, number);
	assert_string_equal(number, "3F7K-9QRT-XW2M");
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(bp_proof_number_read(bp_str(none[i]), &bits));
}

static int make_key(void **state)
{
	(void)state;
	return bp_key_pair_make(&signer.pair, NULL) ? 0 : 1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_says_and_hides),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_other_layout),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_number),
	};

	return cmocka_run_group_tests(tests, make_key, NULL);
}
