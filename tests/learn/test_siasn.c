/* The row of a course in the state's register: its fields, and why there is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/arena.h>
#include <berpijar/siasn.h>
#include <string.h>

#define DAY INT64_C(86400000)

/* 30 November 2026 at 20.00 UTC is 1 December at 03.00 in Western Indonesian Time. */
#define DONE INT64_C(1796068800000)

static struct bp_proof proof_of(void)
{
	return (struct bp_proof){.learner = "siti",
		.nip = "198609262015051001",
		.whole = true,
		.agency = "Dinas",
		.course = "Pengalaman pengguna",
		.jp_halves = 12,
		.minutes = 270,
		.first_at = DONE - 30 * DAY,
		.done_at = DONE,
		.number = "3F7K-9QRT-XW2M"};
}

static void test_row(void **state)
{
	static const char *const wanted[BP_SIASN_FIELDS] = {"198609262015051001",
		"Pengalaman pengguna", "BPSDM", "16", "T", "6", "01-11-2026",
		"01-12-2026", "2026", "3F7K-9QRT-XW2M",
		"198609262015051001_3F7K-9QRT-XW2M.pdf"};
	const struct bp_proof proof = proof_of();
	const struct bp_agency agency = {
		.kind = "16", .organiser = "BPSDM", .bound = 100};
	struct bp_arena *arena = bp_arena_new();
	struct bp_siasn_row row;
	struct bp_error err = {0};
	struct bp_buf out = {0};

	(void)state;
	assert_true(bp_siasn_make(arena,
		&(struct bp_siasn_source){&proof, &agency, true, NULL}, &row, &err));
	for (size_t i = 0; i < BP_SIASN_FIELDS; i++)
		assert_string_equal(row.fields[i], wanted[i]);
	bp_siasn_json(&row, 1, &out);
	assert_non_null(strstr(out.at, "\"jumlahJam\": 6,"));
	assert_non_null(strstr(out.at, "\"tahunKursus\": 2026,"));
	assert_non_null(strstr(out.at, "\"jenisDiklatId\": \"16\""));
	bp_buf_release(&out);
	bp_arena_free(arena);
}

/* Each thing that is missing is the reason that is told. */
static void test_refused(void **state)
{
	const struct {
		const char *said;
		const char *nip;
		bool whole;
		int jp_halves, minutes;
		const char *agency;
		bool is_signed;
	} cases[] = {
		{"NIP belum diisi", "", true, 12, 270, "Dinas", true},
		{"NIP tersamar", "***************001", false, 12, 270, "Dinas", true},
		{"NIP bukan 18 angka", "19860926201505100", true, 12, 270, "Dinas", true},
		{"NIP bukan 18 angka", "19860926201505100x", true, 12, 270, "Dinas",
			true},
		{"5,5 JP bukan bilangan bulat", "198609262015051001", true, 11, 270,
			"Dinas", true},
		{"0 JP bukan bilangan bulat", "198609262015051001", true, 0, 270, "Dinas",
			true},
		{"tercatat 134 menit; instansi meminta paling sedikit 135 menit",
			"198609262015051001", true, 12, 134, "Dinas", true},
		{"penyelenggara belum diisi", "198609262015051001", true, 12, 270, "",
			true},
		{"tidak ditandatangani server", "198609262015051001", true, 12, 270,
			"Dinas", false},
	};
	const struct bp_agency agency = {.bound = 50};
	struct bp_arena *arena = bp_arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_proof proof = proof_of();
		struct bp_siasn_row row;
		struct bp_error err = {0};
		proof.nip = cases[i].nip;
		proof.whole = cases[i].whole;
		proof.jp_halves = cases[i].jp_halves;
		proof.minutes = cases[i].minutes;
		proof.agency = cases[i].agency;
		assert_false(bp_siasn_make(arena,
			&(struct bp_siasn_source){
				&proof, &agency, cases[i].is_signed, NULL},
			&row, &err));
		assert_non_null(strstr(err.message, cases[i].said));
	}
	bp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_row),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
