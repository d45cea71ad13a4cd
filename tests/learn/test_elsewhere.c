/* JP from elsewhere: how they are typed, what events add up to in any order, and that
 * nothing in them can change what was learned here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shuffle.h"
#include <berpijar/elsewhere.h>
#include <berpijar/lang.h>
#include <berpijar/siasn.h>
#include <berpijar/year.h>
#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ID(n)        "00000000-0000-0000-0000-0000000000" n
#define NOW          INT64_C(1796068800000) /* 1 December 2026 in Indonesia */
#define SUM          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* ---- typed ---- */

static const struct {
	enum bp_elsewhere_field field;
	const char *typed;
	const char *refused; /* a part of the reason; NULL: taken */
} fields[] = {
	{BP_ELSEWHERE_TITLE, "  Pelatihan  ", NULL},
	{BP_ELSEWHERE_TITLE, "", "belum diisi"},
	{BP_ELSEWHERE_TITLE, "   ", "belum diisi"},
	{BP_ELSEWHERE_TITLE, "merah\x1b[31m", "kendali"},
	{BP_ELSEWHERE_TITLE, "dua\nbaris", "kendali"},
	{BP_ELSEWHERE_ORGANIZER, "", "belum diisi"},
	{BP_ELSEWHERE_NUMBER, "", NULL},
	{BP_ELSEWHERE_NUMBER, "800/12/BKPSDM/2026", NULL},
	{BP_ELSEWHERE_BEGINS, "", NULL},
	{BP_ELSEWHERE_ENDS, "", "belum diisi"},
	{BP_ELSEWHERE_ENDS, "04-03-2026", NULL},
	{BP_ELSEWHERE_ENDS, "4/3/2026", NULL},
	{BP_ELSEWHERE_ENDS, "4.3.2026", NULL},
	{BP_ELSEWHERE_ENDS, "2026-03-04", NULL},
	{BP_ELSEWHERE_ENDS, "01-12-2026", NULL}, /* today */
	{BP_ELSEWHERE_ENDS, "02-12-2026", "belum tiba"},
	{BP_ELSEWHERE_ENDS, "9999-12-31", "belum tiba"},
	{BP_ELSEWHERE_ENDS, "31-02-2026", "tidak ada"},
	{BP_ELSEWHERE_ENDS, "29-02-2025", "tidak ada"},
	{BP_ELSEWHERE_ENDS, "29-02-2024", "lebih awal"}, /* than it began */
	{BP_ELSEWHERE_ENDS, "04-13-2026", "tidak ada"},
	{BP_ELSEWHERE_ENDS, "00-03-2026", "tidak ada"},
	{BP_ELSEWHERE_ENDS, "04-03-26", "sebelum 1970"},
	{BP_ELSEWHERE_ENDS, "04-03-20260", "bukan tanggal"},
	{BP_ELSEWHERE_ENDS, "4 Maret 2026", "bukan tanggal"},
	{BP_ELSEWHERE_ENDS, "04-03", "bukan tanggal"},
	{BP_ELSEWHERE_ENDS, "04--2026", "bukan tanggal"},
	{BP_ELSEWHERE_ENDS, "-4-03-2026", "bukan tanggal"},
	{BP_ELSEWHERE_ENDS, "04-03-2026 ekor", "bukan tanggal"},
	{BP_ELSEWHERE_ENDS, "01-03-2026", "lebih awal"},
	{BP_ELSEWHERE_JP, "6", NULL},
	{BP_ELSEWHERE_JP, "7,5", NULL},
	{BP_ELSEWHERE_JP, "7.50", NULL},
	{BP_ELSEWHERE_JP, "0,5", NULL},
	{BP_ELSEWHERE_JP, "999,5", NULL},
	{BP_ELSEWHERE_JP, "", "belum diisi"},
	{BP_ELSEWHERE_JP, "0", "lebih dari 0"},
	{BP_ELSEWHERE_JP, "0,0", "lebih dari 0"},
	{BP_ELSEWHERE_JP, "1000", "kurang dari 1000"},
	{BP_ELSEWHERE_JP, "99999999999999999999", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, "-6", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, "6,25", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, "6,", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, ",5", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, "6 JP", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, "1e3", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, "nan", "bukan jumlah JP"},
	{BP_ELSEWHERE_JP, "inf", "bukan jumlah JP"},
	{BP_ELSEWHERE_SHA256, "", NULL},
	{BP_ELSEWHERE_SHA256, SUM, NULL},
	{BP_ELSEWHERE_SHA256, "e3b0", "bukan SHA-256"},
	{BP_ELSEWHERE_SHA256, "/rumah/sertifikat.pdf", "bukan SHA-256"},
};

static void fill(struct bp_str typed[BP_ELSEWHERE_FIELDS])
{
	typed[BP_ELSEWHERE_TITLE] = bp_str("Pelatihan kearsipan");
	typed[BP_ELSEWHERE_ORGANIZER] = bp_str("BPSDM Contoh");
	typed[BP_ELSEWHERE_NUMBER] = bp_str("800/7");
	typed[BP_ELSEWHERE_BEGINS] = bp_str("02-03-2026");
	typed[BP_ELSEWHERE_ENDS] = bp_str("04-03-2026");
	typed[BP_ELSEWHERE_JP] = bp_str("6");
	typed[BP_ELSEWHERE_SHA256] = bp_str(SUM);
}

static void test_typed(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fields); i++) {
		struct bp_str typed[BP_ELSEWHERE_FIELDS];
		struct bp_elsewhere one = {.at = 7}, before = one;
		enum bp_elsewhere_field at;
		struct bp_error err = {0};
		fill(typed);
		typed[fields[i].field] = bp_str(fields[i].typed);
		bool ok = bp_elsewhere_read(typed, NOW, &one, &at, &err);
		if (ok != !fields[i].refused)
			fail_msg("\"%s\": %s", fields[i].typed, err.message);
		if (ok)
			continue;
		assert_int_equal(at, fields[i].field);
		if (!fields[i].refused || !strstr(err.message, fields[i].refused))
			fail_msg("\"%s\": %s", fields[i].typed, err.message);
		assert_memory_equal(&one, &before, sizeof one);
	}
}

/* In the east of Indonesia (UTC+9) a day begins while it is 22.00 in the west. */
static void test_a_day_begins_in_the_east(void **state)
{
	const int64_t begins = NOW + INT64_C(19) * 3600000; /* 2 December there */
	struct bp_str typed[BP_ELSEWHERE_FIELDS];
	struct bp_elsewhere one = {0};
	enum bp_elsewhere_field at;
	struct bp_error err = {0};

	(void)state;
	fill(typed);
	typed[BP_ELSEWHERE_ENDS] = bp_str("02-12-2026");
	assert_false(bp_elsewhere_read(typed, begins - 1, &one, &at, &err));
	assert_true(bp_elsewhere_read(typed, begins, &one, &at, &err));
	assert_true(bp_elsewhere_fits(typed, begins, BP_ELSEWHERE_ENDS, &err));
	typed[BP_ELSEWHERE_ENDS] = bp_str("03-12-2026");
	assert_false(bp_elsewhere_read(typed, begins, &one, &at, &err));
}

static void test_a_long_text_is_refused(void **state)
{
	char text[BP_ELSEWHERE_TEXT_MOST + 2];
	struct bp_str typed[BP_ELSEWHERE_FIELDS];
	struct bp_elsewhere one = {0};
	enum bp_elsewhere_field at;

	(void)state;
	memset(text, 'a', sizeof text);
	fill(typed);
	typed[BP_ELSEWHERE_NUMBER] = (struct bp_str){text, BP_ELSEWHERE_TEXT_MOST};
	assert_true(bp_elsewhere_read(typed, NOW, &one, &at, NULL));
	typed[BP_ELSEWHERE_NUMBER].len++;
	assert_false(bp_elsewhere_read(typed, NOW, &one, &at, NULL));
	assert_int_equal(at, BP_ELSEWHERE_NUMBER);
}

/* What was read is typed again in words that are read as the same. */
static void test_typed_again(void **state)
{
	struct bp_str typed[BP_ELSEWHERE_FIELDS];
	struct bp_arena *arena = bp_arena_new();
	struct bp_elsewhere one = {0}, again = {0};
	enum bp_elsewhere_field at;

	(void)state;
	for (int english = 0; english < 2; english++) {
		bp_lang_set(english ? "en" : "id");
		fill(typed);
		typed[BP_ELSEWHERE_BEGINS] = (struct bp_str){0};
		typed[BP_ELSEWHERE_JP] = bp_str("7,5");
		assert_true(bp_elsewhere_read(typed, NOW, &one, &at, NULL));
		assert_int_equal(one.jp_halves, 15);
		assert_int_equal(one.begins.day, 4); /* as it ends */
		bp_elsewhere_type(&one, arena, typed);
		assert_true(bp_str_is(typed[BP_ELSEWHERE_JP], english ? "7.5" : "7,5"));
		assert_true(bp_elsewhere_read(typed, NOW, &again, &at, NULL));
		assert_int_equal(bp_day_order(again.begins, one.begins), 0);
		assert_int_equal(again.jp_halves, 15);
	}
	bp_lang_set("id");
	assert_string_equal(bp_elsewhere_days(&one, arena), "4 Mar 2026");
	one.begins.day = 2;
	assert_string_equal(bp_elsewhere_days(&one, arena), "2 Mar 2026 - 4 Mar 2026");
	bp_arena_free(arena);
}

/* ---- the fold ---- */

static struct bp_event event(uint8_t id, enum bp_verb verb, const char *body)
{
	return (struct bp_event){
		.id = {[15] = id},
		.at = id * 1000,
		.verb = verb,
		.grade = -1,
		.seconds = -1,
		.body = bp_str(body),
	};
}

#define BODY(title, ends, halves)                           \
	"{\"title\":\"" title "\",\"organizer\":\"BPSDM\"," \
	"\"begins\":\"2025-01-05\",\"ends\":\"" ends "\",\"halves\":" halves
#define PLAIN(title, ends, halves)  BODY(title, ends, halves) "}"
#define OF(title, ends, halves, id) BODY(title, ends, halves) ",\"of\":\"" ID(id) "\"}"

static void test_any_order(void **state)
{
	struct bp_event events[] = {
		event(1, BP_ATTENDED, PLAIN("Arsip", "2026-03-31", "12")),
		event(2, BP_ATTENDED, PLAIN("Salah", "2026-05-02", "90")),
		event(3, BP_VOIDED, "{\"voids\":\"" ID("02") "\"}"),
		event(4, BP_ATTENDED, OF("Betul", "2026-05-02", "9", "02")),
		event(5, BP_ATTENDED, PLAIN("Ditarik", "2026-06-30", "40")),
		event(6, BP_VOIDED, "{\"voids\":\"" ID("05") "\"}"),
		event(7, BP_ATTENDED, PLAIN("Tahun lalu", "2025-12-31", "8")),
		/* on another machine, after all that: the same one as 4 corrects */
		event(8, BP_ATTENDED, OF("Lebih betul", "2026-04-01", "10", "02")),
	};
	struct bp_event again[COUNT(events)];
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct bp_progress *progress = bp_progress_new();
		struct bp_year year;
		size_t count;
		memcpy(again, events, sizeof events);
		shuffle_events(again, COUNT(again), &seed);
		for (size_t i = 0; i < COUNT(again); i++)
			bp_progress_apply(progress, &again[i]);
		const struct bp_elsewhere *list =
			bp_elsewhere_list(bp_progress_elsewheres(progress), &count);
		assert_int_equal(count, 3);
		assert_true(bp_str_is(list[0].title, "Lebih betul"));
		const struct bp_elsewhere *behind = bp_elsewhere_behind(
			bp_progress_elsewheres(progress), &list[0], 0);
		assert_true(behind && bp_str_is(behind->title, "Betul"));
		assert_null(bp_elsewhere_behind(
			bp_progress_elsewheres(progress), &list[0], 1));
		assert_null(bp_elsewhere_behind(
			bp_progress_elsewheres(progress), &list[1], 0));
		assert_true(bp_str_is(list[1].title, "Arsip"));
		assert_true(bp_str_is(list[2].title, "Tahun lalu"));
		bp_year_sum(progress, 2026, &year);
		assert_int_equal(year.elsewhere, 22);
		assert_int_equal(year.elsewhere_by[0], 12);
		assert_int_equal(year.elsewhere_by[1], 10);
		assert_int_equal(year.elsewhere_by[2] + year.elsewhere_by[3], 0);
		assert_int_equal(year.here, 0);
		bp_progress_free(progress);
	}
}

static void test_written_and_read(void **state)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_str typed[BP_ELSEWHERE_FIELDS];
	struct bp_elsewhere one = {.of = {9}};
	enum bp_elsewhere_field at;
	struct bp_buf body = {0};
	size_t count;

	(void)state;
	fill(typed);
	typed[BP_ELSEWHERE_TITLE] = bp_str("Judul \"berkutip\" é");
	assert_true(bp_elsewhere_read(typed, NOW, &one, &at, NULL));
	bp_elsewhere_write(&one, &body);
	struct bp_event entered = event(1, BP_ATTENDED, body.at);
	bp_progress_apply(progress, &entered);
	const struct bp_elsewhere *list =
		bp_elsewhere_list(bp_progress_elsewheres(progress), &count);
	assert_int_equal(count, 1);
	assert_true(bp_str_equal(list->title, one.title));
	assert_true(bp_str_is(list->organizer, "BPSDM Contoh"));
	assert_true(bp_str_is(list->number, "800/7"));
	assert_true(bp_str_is(list->sha256, SUM));
	assert_int_equal(list->begins.day, 2);
	assert_int_equal(list->ends.day, 4);
	assert_int_equal(list->jp_halves, 12);
	assert_memory_equal(list->of, one.of, sizeof one.of);
	bp_buf_clear(&body);
	bp_elsewhere_write_void(list, &body);
	struct bp_event gone = event(2, BP_VOIDED, body.at);
	bp_progress_apply(progress, &gone);
	bp_elsewhere_list(bp_progress_elsewheres(progress), &count);
	assert_int_equal(count, 0);
	bp_buf_release(&body);
	bp_progress_free(progress);
}

/* Letters and JP make no other one; a correction is none of what it corrects. */
static void test_the_same(void **state)
{
	struct bp_progress *progress = bp_progress_new();
	struct bp_event entered =
		event(1, BP_ATTENDED, PLAIN("Arsip", "2026-03-31", "12"));
	struct bp_elsewheres *all = bp_progress_elsewheres(progress);
	struct bp_elsewhere one, correction;
	size_t count;

	(void)state;
	bp_progress_apply(progress, &entered);
	one = *bp_elsewhere_list(all, &count);
	assert_null(bp_elsewhere_same(all, &one));
	correction = one;
	bp_elsewhere_correct(&one, &correction);
	assert_null(bp_elsewhere_same(all, &correction));
	memset(one.id, 0, sizeof one.id);
	one.title = BP_STR("ARSIP");
	one.jp_halves = 3;
	assert_non_null(bp_elsewhere_same(all, &one));
	one.number = BP_STR("7");
	assert_null(bp_elsewhere_same(all, &one));
	bp_progress_free(progress);
}

/* ---- what somebody forged ---- */

/* Bodies that say nothing, and one that says all it can. */
static const char *const forged[] = {
	"",
	"[]",
	"{}",
	"{\"title\":7}",
	"{\"voids\":\"" ID(
		"01") "\",\"round\":true,\"version\":\"9\",\"by\":\"regrade\"}",
	PLAIN("huge", "2026-03-01", "2000"),
	PLAIN("larger", "2026-03-01", "99999999999999999999"),
	PLAIN("negative", "2026-03-01", "-12"),
	PLAIN("none", "2026-03-01", "0"),
	PLAIN("real", "2026-03-01", "7.5"),
	PLAIN("infinite", "2026-03-01", "1e400"),
	PLAIN("not a number", "2026-03-01", "NaN"),
	PLAIN("text", "2026-03-01", "\"12\""),
	PLAIN("before", "2025-01-04", "12"),
	PLAIN("no day", "2026-02-30", "12"),
	PLAIN("long ago", "0001-01-01", "12"),
	PLAIN("", "2026-03-01", "12"),
	BODY("digest", "2026-03-01", "12") ",\"sha256\":\"xyz\"}",
	PLAIN("the most", "2026-03-01", "1999"),
};

static struct bp_module modules[] = {
	{.id = "satu", .title = "Satu", .jp_halves = 4},
};
static const struct bp_course course = {.id = "ux",
	.title = "Pengalaman pengguna",
	.version = "1",
	.modules = modules,
	.module_count = 1};

static struct bp_event learned(uint8_t id, enum bp_verb verb, const char *question,
	double grade, double seconds, const char *body)
{
	struct bp_event one = event(id, verb, body);

	one.course = BP_STR("ux");
	one.module = BP_STR("satu");
	one.question = bp_str(question);
	one.grade = grade;
	one.seconds = seconds;
	one.jp_halves = verb == BP_COMPLETED ? 4 : 0;
	one.at += NOW;
	return one;
}

static struct bp_progress *learn(void)
{
	const struct bp_event events[] = {
		learned(1, BP_EXPERIENCED, "", -1, -1, ""),
		learned(2, BP_PROGRESSED, "", -1, 6000, ""),
		learned(3, BP_ANSWERED, "q", 0.5, 3, "{\"response\":\"a\"}"),
		learned(4, BP_COMPLETED, "", 0.5, -1, "{\"version\":\"1\"}"),
	};
	struct bp_progress *progress = bp_progress_new();

	for (size_t i = 0; i < COUNT(events); i++)
		bp_progress_apply(progress, &events[i]);
	return progress;
}

/* Each body in events that name the course, its module and question, or another course, and
 * carry a grade, seconds and JP of every size, at any time. */
static void forge(struct bp_progress *progress)
{
	static const double numbers[] = {-1e308, -1, 0, 1, 1e308};
	static const int halves[] = {INT32_MIN, 0, 14, INT32_MAX};
	static const char *const courses[] = {"", "ux", "lain"};
	uint64_t n = 100;

	for (size_t i = 0; i < COUNT(forged); i++)
		for (size_t j = 0; j < COUNT(numbers); j++)
			for (size_t k = 0; k < COUNT(halves); k++)
				for (size_t c = 0; c < COUNT(courses); c++, n++) {
					struct bp_event one =
						event(0, BP_ATTENDED, forged[i]);
					memcpy(one.id, &n, sizeof n);
					one.id[15] = 77;
					one.course = bp_str(courses[c]);
					one.module = bp_str(k % 2 ? "satu" : "");
					one.question = bp_str(j % 2 ? "q" : "");
					one.grade = j == 2 ? (double)NAN : numbers[j];
					one.seconds = numbers[COUNT(numbers) - 1 - j];
					one.jp_halves = halves[k];
					one.at = j % 2 ? INT64_MIN : INT64_MAX;
					bp_progress_apply(progress, &one);
				}
}

/* The proof and the register's row, in bytes. */
static void tell(const struct bp_progress *progress, struct bp_buf *out)
{
	struct bp_arena *arena = bp_arena_new();
	const struct bp_person person = {.name = BP_STR("Siti"),
		.nip = BP_STR("198609262015051001"),
		.agency = BP_STR("Dinas"),
		.whole = true};
	const struct bp_proof_record record = {.learner = "siti",
		.all = progress,
		.here = progress,
		.chain = {.events = 4}};
	const struct bp_agency agency = {
		.kind = "16", .organiser = "BPSDM", .bound = 100};
	struct bp_proof proof;
	struct bp_siasn_row row;

	assert_true(bp_proof_make(arena, &course, &record, &person, &proof, NULL));
	bp_proof_text(&proof, NULL, (struct bp_str){0}, out);
	bp_proof_json(&proof, NULL, out);
	assert_true(bp_siasn_make(arena,
		&(struct bp_siasn_source){&proof, &agency, true, NULL}, &row, NULL));
	bp_siasn_json(&row, 1, out);
	bp_siasn_csv(&row, 1, out);
	bp_arena_free(arena);
}

static void test_nothing_here_changes(void **state)
{
	struct bp_progress *honest = learn(), *attacked = learn();
	struct bp_str ux = BP_STR("ux"), satu = BP_STR("satu"), in, of;
	struct bp_buf before = {0}, after = {0};
	struct bp_month months[2][BP_MONTHS];
	struct bp_year year;
	int years[4];

	(void)state;
	forge(attacked);
	const struct bp_module_record *one = bp_progress_module(honest, ux, satu),
				      *other = bp_progress_module(attacked, ux, satu);
	assert_memory_equal(one, other, offsetof(struct bp_module_record, version));
	assert_int_equal(one->questions_answered, other->questions_answered);
	assert_true(bp_progress_question(attacked, ux, satu, BP_STR("q"))->best == 0.5);
	assert_null(bp_progress_module(attacked, BP_STR("lain"), satu));
	assert_null(bp_progress_module(attacked, ux, BP_STR("")));
	assert_true(bp_progress_latest(attacked, &in, &of) && bp_str_is(in, "ux"));
	assert_true(bp_progress_first_at(attacked) == bp_progress_first_at(honest));
	assert_true(bp_progress_last_at(attacked) == bp_progress_last_at(honest));
	assert_int_equal(bp_progress_modules_done(attacked), 1);
	assert_int_equal(bp_progress_jp_halves(attacked, 2026), 4);
	assert_int_equal(bp_progress_years(attacked, years, 4), 1);
	bp_progress_months(honest, 2026, months[0]);
	bp_progress_months(attacked, 2026, months[1]);
	assert_memory_equal(months[0], months[1], sizeof months[0]);
	tell(honest, &before);
	tell(attacked, &after);
	assert_true(bp_str_equal(bp_buf_str(&before), bp_buf_str(&after)));
	bp_year_sum(attacked, 2026, &year);
	assert_int_equal(year.here, 4); /* and what is from elsewhere stays bounded */
	assert_int_equal(year.elsewhere, 5 * 4 * 3 * 1999);
	bp_buf_release(&before);
	bp_buf_release(&after);
	bp_progress_free(honest);
	bp_progress_free(attacked);
}

/* ---- a year ---- */

static const struct {
	enum bp_employment employment;
	int here, elsewhere, lacks;
	const char *said;
} sums[] = {
	{BP_EMPLOYMENT_UNSAID, 15, 12, 13,
		"di berpijar 7,5 | dari tempat lain 6 | kurang 6,5 dari 20"},
	{BP_EMPLOYMENT_PNS, 15, 12, 13,
		"di berpijar 7,5 | dari tempat lain 6 | kurang 6,5 dari 20"},
	{BP_EMPLOYMENT_PNS, 15, 0, 25,
		"di berpijar 7,5 | dari tempat lain 0 | kurang 12,5 dari 20"},
	{BP_EMPLOYMENT_PNS, 20, 20, 0,
		"di berpijar 10 | dari tempat lain 10 | 20 tercapai"},
	{BP_EMPLOYMENT_PNS, 39, BP_ELSEWHERE_YEAR_HALVES, 0,
		"di berpijar 19,5 | dari tempat lain 99999 | 20 tercapai"},
	{BP_EMPLOYMENT_PPPK, 15, 12, 0,
		"di berpijar 7,5 | dari tempat lain 6 | sisa 10,5 dari 24"},
	{BP_EMPLOYMENT_PPPK, 15, 34, 0,
		"di berpijar 7,5 | dari tempat lain 17 | lewat 0,5 dari 24"},
};

static void test_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sums); i++) {
		const struct bp_year year = {
			.here = sums[i].here, .elsewhere = sums[i].elsewhere};
		struct bp_buf said = {0};
		bp_year_say(&year, sums[i].employment, "|", &said);
		assert_string_equal(said.at, sums[i].said);
		assert_int_equal(bp_year_lacks(&year, sums[i].employment), sums[i].lacks);
		bp_buf_release(&said);
	}
	assert_int_equal(bp_employment_of(BP_STR("pppk")), BP_EMPLOYMENT_PPPK);
	assert_int_equal(bp_employment_of(BP_STR("raja")), BP_EMPLOYMENT_UNSAID);
}

static void test_other_years(void **state)
{
	struct bp_progress *progress = learn();
	struct bp_event of_2024 = event(9, BP_ATTENDED,
		"{\"title\":\"Lama\",\"organizer\":\"BPSDM\",\"begins\":\"2024-02-01\","
		"\"ends\":\"2024-02-01\",\"halves\":2}");
	int year = 0;

	(void)state;
	assert_false(bp_year_next(progress, 2026, -1, &year));
	bp_progress_apply(progress, &of_2024);
	assert_true(bp_year_next(progress, 2026, -1, &year));
	assert_int_equal(year, 2024);
	assert_true(bp_year_next(progress, 2024, 1, &year));
	assert_int_equal(year, 2026);
	assert_false(bp_year_next(progress, 2024, -1, &year));
	assert_false(bp_progress_next_year(progress, 2026, -1, &year)); /* of ours */
	bp_progress_free(progress);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_a_day_begins_in_the_east),
		cmocka_unit_test(test_a_long_text_is_refused),
		cmocka_unit_test(test_typed_again),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_written_and_read),
		cmocka_unit_test(test_the_same),
		cmocka_unit_test(test_nothing_here_changes),
		cmocka_unit_test(test_said),
		cmocka_unit_test(test_other_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
