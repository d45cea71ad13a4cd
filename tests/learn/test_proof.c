/* Proofs: what they say and hide, the number, and that no altered byte goes unnoticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/hex.h>
#include <berpijar/proof.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* ---- NIP and NI PPPK ---- */

static const struct {
	const char *nip;
	bool doubtful;
	const char *shown;
} nips[] = {
	{"198609262015051001", false, "***************001"}, /* PNS */
	{"19860926 201505 1 001", false, "***************001"},
	{"199009132025242014", false, "***************014"}, /* PPPK: no month in 13-14 */
	{"200002292022032002", false, "***************002"}, /* a leap day */
	{"190002292015051001", true, "***************001"},  /* none in 1900 */
	{"198613262015051001", true, "***************001"},
	{"198600262015051001", true, "***************001"},
	{"198609312015051001", true, "***************001"},
	{"198609260001051001", true, "***************001"},
	{"201509262016051001", true, "***************001"}, /* appointed as a baby */
	{"198609262015053001", true, "***************001"}, /* sex */
	{"198609262015050001", true, "***************001"},
	{"19860926201505100", true, "**************100"},
	{"1986092620150510011", true, "****************011"},
	{"19860926-201505-1-001", true, "******************001"},
	{"\xd9\xa1"
	 "98609262015051001",
		true, "***************001"}, /* an Arabic digit */
	{"001", true, "***"},
	{"", true, ""},
};

static void test_nip(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof nips / sizeof *nips; i++) {
		struct bp_buf mask = {0};
		bp_nip_mask(bp_str(nips[i].nip), &mask);
		assert_string_equal(mask.at ? mask.at : "", nips[i].shown);
		assert_int_equal(
			bp_nip_doubt(bp_str(nips[i].nip)) != NULL, nips[i].doubtful);
		bp_buf_release(&mask);
	}
}

/* ---- a small course and its record ---- */

static struct bp_module modules[] = {
	{.id = "satu", .title = "Mengapa layanan", .jp_halves = 1},
	{.id = "dua",
		.title = "Judul modul yang begitu panjang sehingga perlu dua baris",
		.jp_halves = 4},
};
static const struct bp_course course = {.id = "ux",
	.title = "Pengalaman pengguna",
	.version = "2.0", /* today */
	.modules = modules,
	.module_count = 2};

#define TEXT(literal)                       \
	{                                   \
		literal, sizeof literal - 1 \
	}

static const struct bp_person person = {
	.name = TEXT("Siti \x1b[31mAminah\n"),
	.nip = TEXT("19860926 201505 1 001"),
	.unit = TEXT("Dinas Kominfo"),
};

#define DONE ((int64_t)1795471200000) /* 24 November 2026, 05.00 WIB */
#define DAY  ((int64_t)86400000)

static void apply(struct bp_progress *progress, enum bp_verb verb, const char *module,
	int64_t at, double value)
{
	const char *version = strcmp(module, "satu") == 0 ? "1.2" : "1.3";
	char body[32];

	snprintf(body, sizeof body, "{\"version\":\"%s\"}", version);
	const struct bp_event event = {
		.at = at,
		.verb = verb,
		.course = BP_STR("ux"),
		.module = bp_str(module),
		.grade = verb == BP_COMPLETED ? value : -1,
		.seconds = verb == BP_PROGRESSED ? value : -1,
		.jp_halves = strcmp(module, "satu") == 0 ? 1 : 4,
		.body = bp_str(verb == BP_COMPLETED ? body : ""),
	};
	bp_progress_apply(progress, &event);
}

static struct bp_progress *make_progress(bool whole)
{
	struct bp_progress *progress = bp_progress_new();

	apply(progress, BP_EXPERIENCED, "satu", DONE - 30 * DAY, -1);
	apply(progress, BP_PROGRESSED, "satu", DONE - 29 * DAY, 1439);
	apply(progress, BP_COMPLETED, "satu", DONE - 28 * DAY, 0.696);
	if (whole)
		apply(progress, BP_COMPLETED, "dua", DONE, -1);
	return progress;
}

struct made {
	struct bp_arena *arena;
	struct bp_progress *progress;
	struct bp_proof proof;
};

static void make(struct made *made, const struct bp_person *who, int64_t events)
{
	made->arena = bp_arena_new();
	made->progress = make_progress(true);
	const struct bp_proof_record record = {.learner = "siti",
		.all = made->progress,
		.here = made->progress,
		.chain = {.link = {{0xab, 0xcd}}, .events = events}};
	assert_true(
		bp_proof_make(made->arena, &course, &record, who, &made->proof, NULL));
}

static void release(struct made *made)
{
	bp_progress_free(made->progress);
	bp_arena_free(made->arena);
}

/* The text (0) or the JSON (1). */
static void write_form(int form, const struct bp_proof *proof,
	const struct bp_signer *signer, struct bp_buf *out)
{
	if (form)
		bp_proof_json(proof, signer, out);
	else
		bp_proof_text(proof, signer, BP_STR("[kode]\n\n"), out);
}

static struct bp_signer make_signer(void)
{
	struct bp_signer signer = {.server = "belajar.contoh.go.id"};

	assert_true(bp_key_pair_make(&signer.pair, NULL));
	return signer;
}

/* ---- tests ---- */

static void test_unfinished(void **state)
{
	struct bp_progress *progress = make_progress(false);
	struct bp_arena *arena = bp_arena_new();
	const struct bp_proof_record record = {.learner = "siti",
		.all = progress,
		.here = progress,
		.chain = {.events = 3}};
	const struct bp_course empty = {.id = "ux", .title = "Kosong"};
	struct bp_proof proof;
	struct bp_error err = {0};

	(void)state;
	assert_false(bp_proof_make(arena, &course, &record, &person, &proof, &err));
	assert_non_null(strstr(err.message, "1 dari 2"));
	assert_non_null(strstr(err.message, modules[1].title));
	assert_null(strstr(err.message, modules[0].title));
	assert_false(bp_proof_make(arena, &empty, &record, &person, &proof, NULL));
	bp_arena_free(arena);
	bp_progress_free(progress);
}

static void test_number(void **state)
{
	struct bp_person other = person;
	struct made a, b, c, d;

	(void)state;
	other.name = BP_STR("Budi");
	make(&a, &person, 7);
	make(&b, &person, 7);
	make(&c, &other, 7);
	make(&d, &person, 8);
	assert_int_equal(strlen(a.proof.number), 14);
	assert_int_equal(strspn(a.proof.number, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), 14);
	assert_string_equal(a.proof.number, b.proof.number);
	assert_string_not_equal(a.proof.number, c.proof.number);
	assert_string_not_equal(a.proof.number, d.proof.number);
	release(&a);
	release(&b);
	release(&c);
	release(&d);
}

/* Every line fits; what must be said is, and what must not is not. */
static void test_text(void **state)
{
	static const char *const said[] = {BP_PROOF_TITLE, "Siti ", "***************001",
		"Dinas Kominfo", "Pengalaman pengguna", " 1.2, 1.3\n", "0,5", "2,5 JP",
		"23 menit", "25 Oktober 2026 sampai 24 November 2026", "27 Okt 2026",
		"    69\n", "     -\n", "7 peristiwa", "abcd0000", "laporan mandiri",
		"\nbelum merupakan sertifikat pelatihan resmi;\n",
		"\npengakuan JP ditetapkan oleh instansi\n", "Mengetahui", "[kode]"};
	static const char *const hidden[] = {"19860926", "201505", "\x1b", "Instansi",
		"ditandatangani", "2.0", "hilang"};
	struct made made;
	struct bp_buf text = {0};

	(void)state;
	make(&made, &person, 7);
	bp_proof_text(&made.proof, NULL, BP_STR("[kode]\n\n"), &text);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (!strstr(text.at, said[i]))
			fail_msg("not said: %s in\n%s", said[i], text.at);
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		assert_null(strstr(text.at, hidden[i]));
	assert_non_null(strstr(text.at, made.proof.number));
	for (char *line = text.at, *end; (end = strchr(line, '\n')); line = end + 1)
		assert_true(bp_text_columns(
				    (struct bp_str){line, (size_t)(end - line)}) <= 80);
	bp_buf_release(&text);
	release(&made);
}

/* The whole NIP stands on a proof only where its holder or the roster lets it; a screen masks
 * it all the same. */
static void test_whole_nip(void **state)
{
	struct bp_person willing = person;
	struct bp_progress *progress = make_progress(true);
	const struct {
		struct bp_str confirmed;
		bool kept, said, shown;
	} cases[] = {
		{TEXT(""), false, false, false},
		{TEXT("198609262015051002"), false, false, false},
		{TEXT("198609262015051001"), false, false, true},
		{TEXT(""), true, false, true},
		{TEXT(""), false, true, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_proof proof;
		struct bp_proof_rows rows;
		const struct bp_proof_record record = {.learner = "siti",
			.all = progress,
			.here = progress,
			.confirmed_nip = cases[i].confirmed,
			.whole = cases[i].kept};
		willing.whole = cases[i].said;
		assert_true(
			bp_proof_make(arena, &course, &record, &willing, &proof, NULL));
		assert_string_equal(proof.nip,
			cases[i].shown ? "198609262015051001" : "***************001");
		assert_string_equal(proof.screen_nip, "***************001");
		bp_proof_describe(arena, &proof, NULL, &rows);
		for (size_t n = 0; n < rows.count; n++)
			if (rows.at[n].screen)
				assert_null(strstr(rows.at[n].screen, "1986"));
		bp_arena_free(arena);
	}
	bp_progress_free(progress);
}

/* What came by an import is marked, counted apart and bounded by the course; a module that
 * was finished here as well is told by what was recorded here. */
static void test_brought(void **state)
{
	struct bp_proof_record record = {
		.learner = "siti", .chain = {.events = 9, .brought = 3}};
	struct bp_progress *all = make_progress(true), *here = bp_progress_new();
	const struct bp_event forged = {.verb = BP_COMPLETED,
		.at = DONE - 40 * DAY,
		.course = BP_STR("ux"),
		.module = BP_STR("dua"),
		.grade = 1,
		.seconds = -1,
		.jp_halves = 400,
		.body = BP_STR("{\"version\":\"0.9\"}")}; /* of which nobody here knows */
	struct bp_arena *arena = bp_arena_new();
	struct bp_signer signer = make_signer();
	struct bp_buf text = {0};
	struct bp_proof proof;

	(void)state;
	bp_progress_apply(all, &forged);
	apply(here, BP_PROGRESSED, "satu", DONE - 29 * DAY, 600);
	apply(here, BP_COMPLETED, "satu", DONE - 28 * DAY, 0.696);
	record.all = all;
	record.here = here;
	assert_true(bp_proof_make(arena, &course, &record, &person, &proof, NULL));
	assert_false(proof.modules[0].brought);
	assert_int_equal(proof.modules[0].minutes_brought, 23 - 10);
	assert_true(proof.modules[1].brought);
	assert_int_equal(proof.modules[1].jp_halves, 4); /* as the course gives */
	assert_int_equal(proof.jp_halves, 5);
	assert_int_equal(proof.jp_halves_brought, 4);
	bp_proof_text(&proof, &signer, BP_STR(""), &text);
	assert_non_null(strstr(text.at, "\n 2* Judul"));
	assert_non_null(strstr(text.at, "\n 1  Mengapa"));
	assert_non_null(strstr(text.at,
		"Dibawa masuk   2 JP dan 13 menit, dari 3 peristiwa yang tidak dicatat di"));
	assert_non_null(strstr(text.at, "hanya menjamin apa yang dicatat di server"));
	bp_buf_release(&text);
	bp_arena_free(arena);
	bp_progress_free(all);
	bp_progress_free(here);
}

/* A name is the learner's own word, unless an administrator entered the same. */
static void test_confirmed(void **state)
{
	struct made made;
	struct bp_proof_record record = {.learner = "siti"};
	struct bp_person who = {.name = BP_STR("Siti"), .nip = BP_STR("12345")};
	struct bp_proof_rows rows;

	(void)state;
	make(&made, &who, 7);
	bp_proof_describe(made.arena, &made.proof, NULL, &rows);
	assert_string_equal(rows.at[1].value, "siti");
	assert_string_equal(rows.at[2].value, "Siti (menurut pengisi)");
	assert_string_equal(rows.at[3].value, "**345 (menurut pengisi)");
	record.all = record.here = made.progress;
	record.confirmed = BP_STR("Siti");
	record.confirmed_nip = BP_STR("12 345");
	assert_true(bp_proof_make(made.arena, &course, &record, &who, &made.proof, NULL));
	bp_proof_describe(made.arena, &made.proof, NULL, &rows);
	assert_string_equal(rows.at[2].value, "Siti");
	assert_string_equal(rows.at[3].value, "12345");
	assert_string_equal(rows.at[3].screen, "**345");
	record.confirmed_nip = BP_STR("22345");
	assert_true(bp_proof_make(made.arena, &course, &record, &who, &made.proof, NULL));
	bp_proof_describe(made.arena, &made.proof, NULL, &rows);
	assert_string_equal(rows.at[3].value, "**345 (menurut pengisi)");
	release(&made);
}

/* A record that was recovered says how much it lost. */
static void test_losses(void **state)
{
	struct made made;
	struct bp_buf text = {0};

	(void)state;
	make(&made, &person, 7);
	made.proof.chain.missing = 2;
	bp_proof_text(&made.proof, NULL, BP_STR(""), &text);
	assert_non_null(strstr(text.at, "7 peristiwa (2 lagi hilang), rantai"));
	bp_buf_clear(&text);
	bp_proof_json(&made.proof, NULL, &text);
	assert_non_null(strstr(text.at, "\"missing\":2"));
	bp_buf_release(&text);
	release(&made);
}

static void test_json(void **state)
{
	struct made made;
	struct bp_buf text = {0};

	(void)state;
	make(&made, &person, 7);
	bp_proof_json(&made.proof, NULL, &text);
	json_t *json = json_loadb(text.at, text.len, 0, NULL);
	const json_t *second = json_array_get(json_object_get(json, "modules"), 1);
	assert_true(json_is_null(json_object_get(second, "score")));
	assert_int_equal(json_integer_value(json_object_get(second, "jp")), 2);
	assert_string_equal(json_string_value(json_object_get(json, "done_at")),
		"2026-11-23T22:00:00.000Z");
	assert_string_equal(
		json_string_value(json_object_get(json, "number")), made.proof.number);
	assert_null(strstr(text.at, "19860926"));
	json_decref(json);
	bp_buf_release(&text);
	release(&made);
}

static void hex_of(json_t *object, const char *key, uint8_t *bytes, size_t size)
{
	const char *hex = json_string_value(json_object_get(object, key));

	assert_true(bp_hex_read(bp_str(hex), bytes, size));
	json_object_del(object, key);
}

/* What others may rely on: sorted keys and no blanks, without what covers the rest. */
static void test_covered(void **state)
{
	struct bp_signer signer = make_signer();
	struct made made;
	struct bp_buf text = {0};
	uint8_t signature[BP_SIGNATURE_SIZE];
	struct bp_digest given, digest;

	(void)state;
	make(&made, &person, 7);
	bp_proof_json(&made.proof, &signer, &text);
	json_t *json = json_loadb(text.at, text.len, 0, NULL);
	hex_of(json, "signature", signature, sizeof signature);
	char *covered = json_dumps(json, JSON_SORT_KEYS | JSON_COMPACT);
	assert_true(
		bp_signature_holds(signer.pair.public_key, bp_str(covered), signature));
	free(covered);
	hex_of(json, "digest", given.at, sizeof given.at);
	covered = json_dumps(json, JSON_SORT_KEYS | JSON_COMPACT);
	digest = bp_digest_of(bp_str(covered));
	assert_true(bp_digest_equal(&digest, &given));
	free(covered);
	json_decref(json);
	bp_buf_release(&text);
	release(&made);
}

static bool unaltered(struct bp_str file)
{
	struct bp_proof_check check;

	return bp_proof_verify(file, &check, NULL) && check.unaltered;
}

/* Each byte in turn: another bit, another case, gone, doubled; and at the end. */
static void alter_each(struct bp_str sound)
{
	char *file = malloc(sound.len + 1);

	for (size_t i = 0; i <= sound.len; i++) {
		memcpy(file, sound.at, i);
		memcpy(file + i, sound.at + i, sound.len - i);
		for (int bit = 1; i < sound.len && bit <= 32; bit *= 32) {
			file[i] = (char)(sound.at[i] ^ bit);
			assert_false(unaltered((struct bp_str){file, sound.len}));
		}
		file[i] = '\n'; /* one more */
		memcpy(file + i + 1, sound.at + i, sound.len - i);
		assert_false(unaltered((struct bp_str){file, sound.len + 1}));
		if (i == sound.len)
			break;
		memcpy(file + i, sound.at + i + 1, sound.len - i - 1); /* one less */
		assert_false(unaltered((struct bp_str){file, sound.len - 1}));
	}
	free(file);
}

static void test_altered(void **state)
{
	struct bp_signer signer = make_signer();
	struct made made;

	(void)state;
	make(&made, &person, 7);
	for (int i = 0; i < 4; i++) {
		bool is_signed = i & 2;
		struct bp_buf file = {0}, again = {0};
		struct bp_proof_check check;
		write_form(i & 1, &made.proof, is_signed ? &signer : NULL, &file);
		write_form(i & 1, &made.proof, is_signed ? &signer : NULL, &again);
		assert_true(bp_str_equal(bp_buf_str(&file), bp_buf_str(&again)));
		assert_true(bp_proof_verify(bp_buf_str(&file), &check, NULL));
		assert_true(check.unaltered);
		assert_int_equal(check.is_signed, is_signed);
		if (is_signed)
			assert_memory_equal(check.public_key, signer.pair.public_key,
				BP_PUBLIC_KEY_SIZE);
		alter_each(bp_buf_str(&file));
		bp_buf_release(&file);
		bp_buf_release(&again);
	}
	release(&made);
}

/* What is written anew without the key cannot carry the signature along. */
static void test_forged(void **state)
{
	struct bp_signer signer = make_signer(), forger = make_signer();
	struct bp_buf forged = {0};
	struct made made;
	struct bp_proof_check check;

	(void)state;
	make(&made, &person, 7);
	memcpy(forger.pair.public_key, signer.pair.public_key, BP_PUBLIC_KEY_SIZE);
	for (int form = 0; form < 2; form++) {
		write_form(form, &made.proof, &forger, &forged);
		assert_true(bp_proof_verify(bp_buf_str(&forged), &check, NULL));
		assert_false(check.unaltered);
		bp_buf_clear(&forged);
	}
	assert_false(bp_proof_verify(BP_STR("hello\n"), &check, NULL));
	assert_false(bp_proof_verify(BP_STR("{}"), &check, NULL));
	assert_false(bp_proof_verify(BP_STR("[]"), &check, NULL));
	assert_false(bp_proof_verify(BP_STR(""), &check, NULL));
	bp_buf_release(&forged);
	release(&made);
}

/* A digest that was made anew does not make a proof of an altered text: what names a
 * server needs its signature, and what is unsigned says so. */
static void test_stripped(void **state)
{
	static const char *const status[] = {"Keterangan     laporan mandiri",
		"Keterangan     ditandatangani oleh server belajar.contoh.go.id",
		"Keterangan     Ditandatangani\n               oleh  Server x",
		"Keterangan     laporan mandiri\nKeterangan     laporan mandiri",
		"Catatan        laporan mandiri",
		"Keterangan     laporan mandiri, ditandatangani oleh server x"};

	(void)state;
	for (size_t i = 0; i < sizeof status / sizeof *status; i++) {
		struct bp_buf file = {0};
		bp_buf_printf(&file,
			"   " BP_PROOF_TITLE "\n\nNama           Siti\n%s\n\n",
			status[i]);
		struct bp_digest digest = bp_digest_of(bp_buf_str(&file));
		bp_buf_add_cstr(&file, "Sidik: sha256 ");
		bp_hex_add(&file, digest.at, sizeof digest.at);
		bp_buf_add_char(&file, '\n');
		assert_int_equal(unaltered(bp_buf_str(&file)), i == 0);
		bp_buf_release(&file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nip),
		cmocka_unit_test(test_unfinished),
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_whole_nip),
		cmocka_unit_test(test_losses),
		cmocka_unit_test(test_brought),
		cmocka_unit_test(test_confirmed),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_covered),
		cmocka_unit_test(test_altered),
		cmocka_unit_test(test_forged),
		cmocka_unit_test(test_stripped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
