/* What is read of a pack from anywhere: nothing that its publisher did not sign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "made.h"
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>

static struct made made;

static bool read_pack(struct bp_str bytes, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_pack pack;
	bool ok = bp_pack_read(arena, bytes, &made.trust, &pack, err);

	bp_arena_free(arena);
	return ok;
}

static void test_sound(void **state)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi."), again;
	struct bp_buf out = {0};
	struct bp_error err = {0};

	(void)state;
	made_write(&made, &pack, &out);
	if (!bp_pack_read(made.arena, bp_buf_str(&out), &made.trust, &again, &err))
		fail_msg("%s", err.message);
	assert_string_equal(again.course, "uji");
	assert_string_equal(again.version, "1.0");
	assert_string_equal(again.publisher.name, "Penerbit");
	assert_int_equal(again.count, 4);
	assert_true(bp_digest_equal(&again.content, &pack.content));
	assert_true(bp_str_equal(again.files[2].bytes, pack.files[2].bytes));
	bp_buf_release(&out);
}

/* Any other byte, anywhere, and any other length. */
static void test_every_byte(void **state)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");
	struct bp_buf out = {0};

	(void)state;
	made_write(&made, &pack, &out);
	for (size_t i = 0; i < out.len; i += 5) {
		out.at[i] = (char)(out.at[i] ^ 1);
		if (read_pack(bp_buf_str(&out), NULL))
			fail_msg("byte %zu may be another one", i);
		out.at[i] = (char)(out.at[i] ^ 1);
	}
	for (size_t len = 0; len < out.len; len += 61)
		if (read_pack((struct bp_str){out.at, len}, NULL))
			fail_msg("%zu bytes do", len);
	assert_true(read_pack(bp_buf_str(&out), NULL));
	bp_buf_add_char(&out, '\0');
	assert_false(read_pack(bp_buf_str(&out), NULL));
	bp_buf_release(&out);
}

/* ---- a table of what is refused ---- */

/* An entry behind the first two, and the end. */
static void with_entry(const char *name, char type, struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");
	size_t at, sum = 0;

	pack.content = manifest_content(&pack);
	made_write_head(&made, &pack, out);
	at = out->len;
	assert_true(tar_add(out, "x", BP_STR("")));
	memcpy(out->at + at, name, strlen(name) + 1);
	out->at[at + 156] = type;
	memset(out->at + at + 148, ' ', 8);
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += (unsigned char)out->at[at + i];
	snprintf(out->at + at + 148, 8, "%06zo", sum);
	tar_end(out);
}

static void link_hard(struct bp_buf *out)
{
	with_entry("uji/01-satu.md", '1', out);
}
static void link_soft(struct bp_buf *out)
{
	with_entry("uji/01-satu.md", '2', out);
}
static void device(struct bp_buf *out)
{
	with_entry("uji/01-satu.md", '3', out);
}
static void block(struct bp_buf *out)
{
	with_entry("uji/01-satu.md", '4', out);
}
static void folder(struct bp_buf *out)
{
	with_entry("uji/assets", '5', out);
}
static void pipe_of(struct bp_buf *out)
{
	with_entry("uji/01-satu.md", '6', out);
}
static void extended(struct bp_buf *out)
{
	with_entry("uji/01-satu.md", 'x', out);
}
static void absolute(struct bp_buf *out)
{
	with_entry("/etc/passwd", '0', out);
}
static void up(struct bp_buf *out)
{
	with_entry("../uji/01-satu.md", '0', out);
}
static void up_within(struct bp_buf *out)
{
	with_entry("uji/../lain/a.md", '0', out);
}
static void up_assets(struct bp_buf *out)
{
	with_entry("uji/assets/../../a", '0', out);
}
static void nameless(struct bp_buf *out)
{
	with_entry("uji//01-satu.md", '0', out);
}
static void own_manifest(struct bp_buf *out)
{
	with_entry("uji/_pack.json", '0', out);
}
static void other_place(struct bp_buf *out)
{
	with_entry("uji/lain/a.md", '0', out);
}
static void command(struct bp_buf *out)
{
	with_entry("uji/\033[2J.md", '0', out);
}
static void bare(struct bp_buf *out)
{
	with_entry("01-satu.md", '0', out);
}
static void stranger(struct bp_buf *out)
{
	with_entry("uji/03-lain.md", '0', out);
}

static void twice(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.content = manifest_content(&pack);
	made_write_head(&made, &pack, out);
	tar_add(out, "uji/01-satu.md", pack.files[0].bytes);
	tar_add(out, "uji/02-dua.md", pack.files[1].bytes);
	tar_add(out, "uji/01-satu.md", pack.files[0].bytes);
	tar_end(out);
}

static void unordered(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.content = manifest_content(&pack);
	made_write_head(&made, &pack, out);
	tar_add(out, "uji/02-dua.md", pack.files[1].bytes);
	tar_add(out, "uji/01-satu.md", pack.files[0].bytes);
	tar_end(out);
}

static void manifest_twice(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.files[1] = pack.files[0];
	made_write_head(&made, &pack, out);
	tar_end(out);
}

static void manifest_name(const char *name, struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.files[0].name = name;
	pack.count = 1;
	made_write_head(&made, &pack, out);
	tar_end(out);
}

static void manifest_up(struct bp_buf *out)
{
	manifest_name("assets/../../x", out);
}
static void manifest_absolute(struct bp_buf *out)
{
	manifest_name("/etc/passwd", out);
}

static void large_sum(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	for (size_t i = 0; i < pack.count; i++)
		pack.files[i].size = BP_PACK_LIMIT / 3;
	made_write(&made, &pack, out);
}

static void large_file(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.files[0].size = BP_PACK_LIMIT + 1;
	made_write(&made, &pack, out);
}

static void other_size(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.files[0].size++;
	made_write(&made, &pack, out);
}

static void missing(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.content = manifest_content(&pack);
	made_write_head(&made, &pack, out);
	tar_end(out);
}

static void kept_of_nothing(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.files[0].kept = true;
	made_write(&made, &pack, out);
}

static void other_content(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.content = bp_digest_of(BP_STR("lain"));
	made_write_head(&made, &pack, out);
	tar_end(out);
}

static void other_course(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.course = "UJI";
	made_write(&made, &pack, out);
}

static void other_key(struct bp_buf *out)
{
	struct made other;

	made_begin(&other, "Penerbit");
	struct bp_pack pack = made_course(&other, "1.0", "Isi.");
	made_write(&other, &pack, out);
	made_end(&other);
}

/* Signed by one whom we trust, in the name of another. */
static void other_name(struct bp_buf *out)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");

	pack.publisher.key[0] ^= 1;
	made_write(&made, &pack, out);
}

static void no_signature(struct bp_buf *out)
{
	tar_add(out, MANIFEST_NAME, BP_STR("{}"));
	tar_add(out, SIGNATURE_NAME, BP_STR("berpijar-pack-1 00 00\n"));
	tar_end(out);
}

static void no_manifest(struct bp_buf *out)
{
	tar_add(out, "uji/01-satu.md", BP_STR("Isi."));
	tar_end(out);
}

static void empty_archive(struct bp_buf *out)
{
	tar_end(out);
}
static void no_archive(struct bp_buf *out)
{
	for (int i = 0; i < 2000; i++)
		bp_buf_add_cstr(out, "PK\003\004");
}

static const struct {
	void (*write)(struct bp_buf *out);
	const char *says;
} hostile[] = {
	{link_hard, "tautan keras"},
	{link_soft, "tautan simbolis"},
	{device, "perangkat"},
	{block, "perangkat"},
	{folder, "folder"},
	{pipe_of, "pipa"},
	{extended, "bukan berkas biasa"},
	{absolute, "mutlak"},
	{up, "\"..\""},
	{up_within, "\"..\""},
	{up_assets, "\"..\""},
	{nameless, "kosong"},
	{own_manifest, "bukan course.yaml"},
	{other_place, "bukan course.yaml"},
	{command, "karakter kendali"},
	{bare, "tidak di dalam folder kursusnya"},
	{stranger, "tidak seperti yang ditandatangani"},
	{twice, "\"uji/01-satu.md\" dua kali"},
	{unordered, "tidak pada urutannya"},
	{manifest_twice, "menyebut \"01-satu.md\" dua kali"},
	{manifest_up, "\"..\""},
	{manifest_absolute, "mutlak"},
	{large_sum, "lebih dari 64 MiB"},
	{large_file, "tidak lengkap"},
	{other_size, "tidak seperti yang ditandatangani"},
	{missing, "tidak seperti yang ditandatangani"},
	{kept_of_nothing, "tidak lengkap"},
	{other_content, "tidak lengkap"},
	{other_course, "tidak lengkap"},
	{other_key, "belum dipercaya"},
	{other_name, "kunci lain"},
	{no_signature, "tidak lengkap"},
	{no_manifest, "bukan paket kursus"},
	{empty_archive, "bukan paket kursus"},
	{no_archive, "tidak seperti yang ditulis"},
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct bp_buf out = {0};
		struct bp_error err = {0};
		hostile[i].write(&out);
		if (read_pack(bp_buf_str(&out), &err))
			fail_msg("row %zu (%s) is taken", i, hostile[i].says);
		if (!strstr(err.message, hostile[i].says))
			fail_msg("row %zu: no \"%s\" in: %s", i, hostile[i].says,
				err.message);
		bp_buf_release(&out);
	}
}

static void test_versions(void **state)
{
	static const char *const rising[] = {"0.9", "1.0", "1.00", "1.0-a", "1.0-b",
		"1.0.1", "1.2", "1.10", "2", "2026-1", "2026-11", "2026-12", "v1", "v2"};
	size_t count = sizeof rising / sizeof *rising;

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++) {
			int order = bp_pack_version_order(rising[i], rising[k]);
			int wanted = (i > k) - (i < k);
			if ((order > 0) - (order < 0) != wanted)
				fail_msg("%s and %s", rising[i], rising[k]);
		}
}

/* ---- names of any length come back as they were ---- */

static void test_names(void **state)
{
	char name[300];
	struct tar_entry entry;

	(void)state;
	for (size_t len = 1; len < 252; len++) { /* with slashes, up to 256 */
		struct bp_buf out = {0};
		size_t at = 0;
		memset(name, 'a', len);
		name[len] = '\0';
		for (size_t i = 50; i + 1 < len; i += 50)
			name[i] = '/';
		bool ok = tar_add(&out, name, BP_STR("x"));
		if (!ok)
			fail_msg("%zu", len);
		tar_end(&out);
		assert_int_equal(
			tar_next(made.arena, bp_buf_str(&out), &at, &entry, NULL),
			TAR_ENTRY);
		assert_string_equal(entry.name, name);
		assert_int_equal(
			tar_next(made.arena, bp_buf_str(&out), &at, &entry, NULL),
			TAR_END);
		bp_buf_release(&out);
	}
	memset(name, 'a', 101);
	name[101] = '\0';
	struct bp_buf out = {0};
	assert_false(tar_add(&out, name, BP_STR("")));
	bp_buf_release(&out);
}

static int begin(void **state)
{
	(void)state;
	made_begin(&made, "Penerbit");
	return 0;
}

static int end(void **state)
{
	(void)state;
	made_end(&made);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
