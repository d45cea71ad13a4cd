/* A folder of courses has the old version or the new one, whole, whatever the pack is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "made.h"
#include <berpijar/file.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static struct made made;
static char home[64], courses[80];

static int forget(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info;
	(void)kind;
	(void)where;
	return remove(path);
}

static int begin(void **state)
{
	(void)state;
	snprintf(home, sizeof home, "/tmp/berpijar-pack-XXXXXX");
	assert_non_null(mkdtemp(home));
	snprintf(courses, sizeof courses, "%s/content", home);
	made_begin(&made, "Penerbit");
	return 0;
}

static int end(void **state)
{
	(void)state;
	made_end(&made);
	return nftw(home, forget, 16, FTW_DEPTH | FTW_PHYS);
}

static const char *below(const char *name)
{
	return bp_arena_printf(made.arena, "%s/%s", courses, name);
}

/* What a file of the folder of courses says; "" if it is not there. */
static const char *text_of(const char *name)
{
	struct bp_buf text = {0};
	const char *path = below(name), *kept = "";

	if (bp_file_read(path, 1 << 20, &text, NULL))
		kept = bp_arena_cstr(made.arena, bp_buf_str(&text));
	bp_buf_release(&text);
	return kept;
}

/* Signs a pack, reads it and installs it. */
static bool install(struct made *by, struct bp_pack *pack, struct bp_pack_change *change,
	struct bp_error *err)
{
	struct bp_buf out = {0};
	struct bp_pack read;

	*err = (struct bp_error){.kind = BP_ERROR_NONE};
	made_write(by, pack, &out);
	struct bp_str bytes = bp_arena_str(made.arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return bp_pack_read(by->arena, bytes, &by->trust, &read, err) &&
		bp_pack_install(by->arena, courses, &read, change, err);
}

static void installs(const char *version, const char *lesson)
{
	struct bp_pack pack = made_course(&made, version, lesson);
	struct bp_pack_change change;
	struct bp_error err;

	if (!install(&made, &pack, &change, &err))
		fail_msg("%s", err.message);
	assert_non_null(strstr(text_of("uji/01-satu.md"), lesson));
}

static void refuses(struct made *by, struct bp_pack *pack, const char *says)
{
	const char *before = text_of("uji/_pack.json");
	struct bp_pack_change change;
	struct bp_error err;

	assert_false(install(by, pack, &change, &err));
	if (!strstr(err.message, says))
		fail_msg("no \"%s\" in: %s", says, err.message);
	assert_string_equal(before, text_of("uji/_pack.json"));
	assert_false(bp_is_folder(below("_packs/new/uji")));
}

static void test_first_and_next(void **state)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi pertama.");
	struct bp_pack_change change;
	struct bp_pack_list list;
	struct bp_error err;

	(void)state;
	assert_true(bp_pack_installed(made.arena, courses, &list, &err));
	assert_int_equal(list.count, 0);
	assert_true(install(&made, &pack, &change, &err));
	assert_null(change.was);
	assert_false(change.same);
	assert_true(install(&made, &pack, &change, &err));
	assert_true(change.same);

	pack = made_course(&made, "1.1", "Isi kedua.");
	assert_true(install(&made, &pack, &change, &err));
	assert_string_equal(change.was, "1.0");
	assert_non_null(strstr(text_of("uji/01-satu.md"), "Isi kedua."));
	assert_non_null(strstr(text_of("_packs/old/uji/01-satu.md"), "Isi pertama."));
	assert_string_equal(text_of("uji/assets/gambar/a.txt"), "gambar");

	assert_true(bp_pack_installed(made.arena, courses, &list, &err));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.at[0].pack.version, "1.1");
	assert_string_equal(list.at[0].before, "1.0");
	assert_false(list.at[0].altered);
}

static void test_back_and_forth(void **state)
{
	const char *now, *was;
	struct bp_error err;

	(void)state;
	assert_true(bp_pack_rollback(made.arena, courses, "uji", &now, &was, &err));
	assert_string_equal(now, "1.0");
	assert_string_equal(was, "1.1");
	assert_non_null(strstr(text_of("uji/01-satu.md"), "Isi pertama."));
	assert_true(bp_pack_rollback(made.arena, courses, "uji", &now, &was, &err));
	assert_non_null(strstr(text_of("uji/01-satu.md"), "Isi kedua."));
	assert_false(bp_pack_rollback(made.arena, courses, "lain", &now, &was, &err));
	assert_false(bp_pack_rollback(made.arena, courses, "../uji", &now, &was, &err));
}

static void test_refused(void **state)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi pertama.");
	struct made other;

	(void)state;
	refuses(&made, &pack, "lebih baru");
	pack = made_course(&made, "1.1", "Isi lain.");
	refuses(&made, &pack, "isi lain");
	made_begin(&other, "Orang lain");
	pack = made_course(&other, "2.0", "Isi lain.");
	refuses(&other, &pack, "penerbit lain");
	made_end(&other);
	pack = made_course(&made, "2.0", "```gift\nSalah {\n```");
	refuses(&made, &pack, "galat");
	pack = made_course(&made, "2.0", "Isi.");
	pack.files[1].name = "02-readme.txt.md";
	pack.files[1].bytes = BP_STR("---\nid: [\n---\n");
	pack.files[1].size = pack.files[1].bytes.len;
	pack.files[1].digest = bp_digest_of(pack.files[1].bytes);
	refuses(&made, &pack, "galat");
	pack = made_course(&made, "2.0", "Isi.");
	pack.files[1].name = "README.md"; /* no module, so it would not be in the hash */
	refuses(&made, &pack, "bukan kursus yang disebut");
}

static void test_not_ours(void **state)
{
	struct bp_pack pack = made_course(&made, "1.0", "Isi.");
	char plain[sizeof courses];

	(void)state;
	memcpy(plain, courses, sizeof plain);
	snprintf(courses, sizeof courses, "%s/lain", home);
	made_unpack(&pack, courses);
	refuses(&made, &pack, "tidak dipasang dari paket");
	assert_int_equal(symlink(plain, below("tautan")), 0);
	pack.course = "tautan";
	refuses(&made, &pack, "tidak dipasang dari paket");
	memcpy(courses, plain, sizeof plain);
}

static void test_busy(void **state)
{
	struct bp_pack pack = made_course(&made, "3.0", "Isi.");
	int lock = open(below("_packs/lock"), O_RDWR | O_CLOEXEC);

	(void)state;
	assert_int_equal(flock(lock, LOCK_EX), 0);
	refuses(&made, &pack, "sedang dipasang");
	close(lock);
}

/* ---- what changed ---- */

static struct bp_pack delta_of(const char *version, const char *lesson,
	const char *base_version, const char *base_lesson)
{
	struct bp_pack pack = made_course(&made, version, lesson);
	struct bp_pack base = made_course(&made, base_version, base_lesson);

	pack.base_version = base_version;
	pack.base = manifest_content(&base);
	for (size_t i = 0; i < pack.count; i++)
		pack.files[i].kept =
			bp_digest_equal(&pack.files[i].digest, &base.files[i].digest);
	return pack;
}

static void test_delta(void **state)
{
	struct bp_pack pack = delta_of("1.2", "Isi ketiga.", "1.1", "Isi kedua.");
	struct bp_pack_change change;
	struct bp_error err;

	(void)state;
	installs("1.1", "Isi kedua.");
	assert_true(pack.files[1].kept && pack.files[2].kept && !pack.files[0].kept);
	if (!install(&made, &pack, &change, &err))
		fail_msg("%s", err.message);
	assert_non_null(strstr(text_of("uji/01-satu.md"), "Isi ketiga."));
	assert_non_null(strstr(text_of("uji/02-dua.md"), "Dua"));
	assert_string_equal(text_of("uji/assets/gambar/a.txt"), "gambar");
	assert_true(install(&made, &pack, &change, &err)); /* once more */
	assert_true(change.same);

	pack = delta_of("1.4", "Isi kelima.", "1.3", "Isi keempat.");
	refuses(&made, &pack, "yang tidak terpasang");
	pack = delta_of("1.4", "Isi kelima.", "1.2", "Isi ketiga.");
	assert_true(bp_file_write(below("uji/02-dua.md"), BP_STR("diubah"), true, NULL));
	refuses(&made, &pack, "tidak lagi seperti di versi 1.2");

	struct bp_pack_list list;
	assert_true(bp_pack_installed(made.arena, courses, &list, &err));
	assert_true(list.at[0].altered);
	installs("1.2", "Isi ketiga."); /* puts it right again */
	assert_true(bp_pack_installed(made.arena, courses, &list, &err));
	assert_false(list.at[0].altered);
}

/* A folder that somebody removed is free; the version before is no one's then. */
static void test_removed(void **state)
{
	const char *now, *was;
	struct bp_error err;

	(void)state;
	assert_int_equal(nftw(below("uji"), forget, 16, FTW_DEPTH | FTW_PHYS), 0);
	installs("0.1", "Isi baru.");
	assert_false(bp_pack_rollback(made.arena, courses, "uji", &now, &was, &err));
}

/* ---- keys ---- */

static void test_keys(void **state)
{
	const char *path = bp_arena_printf(made.arena, "%s/kunci", home);
	struct bp_publisher publisher, again;
	struct bp_publisher_key key;
	struct bp_buf line = {0};
	struct bp_error err;
	struct stat info;

	(void)state;
	assert_true(bp_publisher_key_make(path, "Penerbit Uji", &publisher, &err));
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_false(bp_publisher_key_make(path, "Penerbit Uji", &publisher, &err));
	assert_true(bp_publisher_key_load(path, &key, &err));
	assert_string_equal(key.name, "Penerbit Uji");
	bp_publisher_write(&publisher, &line);
	assert_true(bp_publisher_read(bp_buf_str(&line), &again));
	assert_memory_equal(again.key, key.pair.public_key, sizeof again.key);
	assert_string_equal(again.name, "Penerbit Uji");
	assert_int_equal(chmod(path, 0644), 0);
	assert_false(bp_publisher_key_load(path, &key, &err));
	assert_non_null(strstr(err.message, "terlalu longgar"));
	bp_buf_release(&line);
}

static void test_trust(void **state)
{
	const char *path = bp_arena_printf(made.arena, "%s/trusted", home);
	struct bp_publisher publisher = made.own;
	struct bp_trust trust = {0};
	struct bp_error err;
	bool known;

	(void)state;
	setenv("XDG_CONFIG_HOME", bp_arena_printf(made.arena, "%s/config", home), 1);
	assert_true(bp_trust_read(made.arena, &trust, &err));
	size_t before = trust.count;
	assert_true(bp_trust_add(&publisher, &known, &err));
	assert_false(known);
	assert_true(bp_trust_add(&publisher, &known, &err));
	assert_true(known);
	publisher.key[3] ^= 1;
	assert_true(bp_trust_add(&publisher, &known, &err));
	trust = (struct bp_trust){0};
	assert_true(bp_trust_read(made.arena, &trust, &err));
	assert_int_equal(trust.count, before + 2);

	assert_true(bp_file_write_private(
		path, BP_STR("# satu\n\nbukan kunci\n"), false, &err));
	assert_false(bp_trust_read_file(made.arena, &trust, path, geteuid(), &err));
	assert_non_null(strstr(err.message, "trusted:3:"));
	assert_int_equal(chmod(path, 0666), 0);
	assert_false(bp_trust_read_file(made.arena, &trust, path, geteuid(), &err));
	assert_non_null(strstr(err.message, "longgar"));
	assert_int_equal(chmod(path, 0600), 0);
	assert_false(bp_trust_read_file(made.arena, &trust, path, geteuid() + 1, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_and_next),
		cmocka_unit_test(test_back_and_forth),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_not_ours),
		cmocka_unit_test(test_busy),
		cmocka_unit_test(test_delta),
		cmocka_unit_test(test_removed),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_trust),
	};

	umask(022);
	return cmocka_run_group_tests(tests, begin, end);
}
