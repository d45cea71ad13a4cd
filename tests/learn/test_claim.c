/* Claims, as codes on paper have them: what comes back, how long they are at most, and that
 * nothing that was changed or cut holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/arena.h>
#include <berpijar/base.h>
#include <berpijar/claim.h>
#include <berpijar/qr.h>
#include <string.h>

#define DONE    ((int64_t)1795471200000) /* 24 November 2026, 05.00 WIB */
#define LARGEST 61                       /* modules in a row of version 11 */

static struct bp_signer signer = {.server = "belajar.contoh.go.id", .at = DONE + 60000};

static struct bp_proof made(void)
{
	return (struct bp_proof){.name = "Siti Aminah",
		.nip = "***************001",
		.course = "Pengalaman pengguna",
		.jp_halves = 5,
		.minutes = 110,
		.done_at = DONE,
		.nip_confirmed = true,
		.number = "3F7K-9QRT-XW2M"};
}

static void test_comes_back(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof proof = made();
	struct bp_buf text = {0};
	struct bp_claim claim;

	(void)state;
	bp_claim_write(&proof, &signer, &text);
	assert_int_equal(bp_claim_read(arena, bp_buf_str(&text), &claim), BP_CLAIM_READ);
	assert_true(bp_claim_holds(&claim, signer.pair.public_key));
	assert_string_equal(claim.number, proof.number);
	assert_string_equal(claim.name, proof.name);
	assert_string_equal(claim.nip, proof.nip);
	assert_string_equal(claim.course, proof.course);
	assert_int_equal(claim.jp_halves, 5);
	assert_int_equal(claim.minutes, 110);
	assert_int_equal(claim.done_at, DONE);
	assert_int_equal(claim.signed_at, DONE + 60000);
	assert_false(claim.brought);
	assert_false(claim.confirmed);
	assert_true(claim.nip_confirmed);
	/* what is around it, which a scanner or a hand adds */
	bp_buf_add_cstr(&text, " \r\n");
	assert_int_equal(bp_claim_read(arena, bp_buf_str(&text), &claim), BP_CLAIM_READ);
	bp_buf_release(&text);
	bp_arena_free(arena);
}

/* The same proof and key give the same text: the same records give the same PDF. */
static void test_same(void **state)
{
	struct bp_proof proof = made();
	struct bp_buf a = {0}, b = {0};

	(void)state;
	bp_claim_write(&proof, &signer, &a);
	bp_claim_write(&proof, &signer, &b);
	assert_true(bp_str_equal(bp_buf_str(&a), bp_buf_str(&b)));
	bp_buf_release(&a);
	bp_buf_release(&b);
}

/* Texts of any length: the code never is larger, and is cut at a character. */
static void test_longest(void **state)
{
	static const char *const units[] = {"a", "\xc3\xa9", "\xf0\x9f\x99\x82"};
	struct bp_proof proof = made();

	(void)state;
	proof.jp_halves = 1 << 20;
	proof.minutes = 1 << 30;
	proof.done_at = INT64_MAX;
	for (size_t count = 0; count < 250; count++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_buf words = {0}, text = {0};
		struct bp_claim claim;
		for (size_t i = 0; i < count; i++)
			bp_buf_add_cstr(&words, units[count % 3]);
		proof.name = proof.nip = proof.course = words.at ? words.at : "";
		bp_claim_write(&proof, &signer, &text);
		assert_true(text.len <= BP_CLAIM_TEXT_MOST);
		struct bp_qr *code = bp_qr_new_dense(bp_buf_str(&text), NULL);
		assert_non_null(code);
		assert_true(code->size <= LARGEST);
		bp_qr_free(code);
		assert_int_equal(
			bp_claim_read(arena, bp_buf_str(&text), &claim), BP_CLAIM_READ);
		assert_true(bp_claim_holds(&claim, signer.pair.public_key));
		assert_null(strstr(claim.name, "\xef\xbf\xbd")); /* no half character */
		assert_null(strstr(claim.course, "\xef\xbf\xbd"));
		assert_int_equal(strcmp(claim.course, proof.course) != 0,
			strstr(claim.course, "…") != NULL);
		bp_buf_release(&words);
		bp_buf_release(&text);
		bp_arena_free(arena);
	}
}

static void test_changed(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof proof = made();
	struct bp_buf text = {0};
	struct bp_claim claim;

	(void)state;
	bp_claim_write(&proof, &signer, &text);
	for (size_t i = 0; i < text.len; i++)
		for (const char *letter = "0A:% "; *letter; letter++) {
			char was = text.at[i];
			text.at[i] = *letter;
			if (*letter != was &&
				bp_claim_read(arena, bp_buf_str(&text), &claim) ==
					BP_CLAIM_READ)
				assert_false(
					bp_claim_holds(&claim, signer.pair.public_key));
			text.at[i] = was;
		}
	bp_buf_release(&text);
	bp_arena_free(arena);
}

/* Wherever it is cut, it is said to be cut, unless a colon of its own looks like its end:
 * then it is said to be garbled at the most. */
static void test_cut(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof proof = made();
	struct bp_buf text = {0};
	struct bp_claim claim;

	(void)state;
	bp_claim_write(&proof, &signer, &text);
	for (size_t len = strlen(BP_CLAIM_BEGIN); len < text.len; len++) {
		enum bp_claim_text read = bp_claim_read(
			arena, bp_str_part(bp_buf_str(&text), 0, len), &claim);
		if (text.at[len - 1] == ':' && len > strlen(BP_CLAIM_BEGIN))
			assert_true(read == BP_CLAIM_CUT || read == BP_CLAIM_GARBLED);
		else
			assert_int_equal(read, BP_CLAIM_CUT);
	}
	bp_buf_release(&text);
	bp_arena_free(arena);
}

static const struct {
	const char *text;
	enum bp_claim_text read;
} others[] = {
	{"", BP_CLAIM_ALIEN},
	{"hello", BP_CLAIM_ALIEN},
	{"bp1:00:", BP_CLAIM_ALIEN},
	{"https://contoh.go.id/BP1:", BP_CLAIM_ALIEN},
	{"3F7K-9QRT-XW2M", BP_CLAIM_NUMBER},
	{" 3F7K-9QRT-XW2M\n", BP_CLAIM_NUMBER},
	{"BP1:", BP_CLAIM_CUT},
	{"BP1::", BP_CLAIM_CUT},
	{"BP1:000:", BP_CLAIM_CUT},
	{"BP1:a:", BP_CLAIM_GARBLED},
	{"BP1::::::", BP_CLAIM_GARBLED},
};

static void test_others(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_claim claim;

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (bp_claim_read(arena, bp_str(others[i].text), &claim) !=
			others[i].read)
			fail_msg("%s", others[i].text);
	bp_arena_free(arena);
}

/* What a hostile server signed is fit for a terminal all the same; what follows is no part
 * of it. */
static void test_hostile(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof proof = made();
	struct bp_buf text = {0}, bytes = {0}, more = {0};
	struct bp_claim claim;

	(void)state;
	proof.name = "A\x1b[2J\xe2\x80\xae"
		     "b\n\xff";
	bp_claim_write(&proof, &signer, &text);
	assert_int_equal(bp_claim_read(arena, bp_buf_str(&text), &claim), BP_CLAIM_READ);
	assert_null(strpbrk(claim.name, "\x1b\n\xff"));
	assert_null(strstr(claim.name, "\xe2\x80\xae"));

	assert_true(
		bp_base45_read(bp_str_part(bp_buf_str(&text), 4, text.len - 1), &bytes));
	bp_buf_add_char(&bytes, 'x');
	bp_buf_add_cstr(&more, BP_CLAIM_BEGIN);
	bp_base45_add(&more, (const uint8_t *)bytes.at, bytes.len);
	bp_buf_add_char(&more, ':');
	assert_int_equal(
		bp_claim_read(arena, bp_buf_str(&more), &claim), BP_CLAIM_GARBLED);
	bp_buf_release(&text);
	bp_buf_release(&bytes);
	bp_buf_release(&more);
	bp_arena_free(arena);
}

static int make_key(void **state)
{
	(void)state;
	return bp_key_pair_make(&signer.pair, NULL) ? 0 : 1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comes_back),
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_longest),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, make_key, NULL);
}
