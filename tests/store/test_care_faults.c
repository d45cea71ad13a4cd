/*
 * Every call that can fail, fails, while a record is merged, copied, checked, recovered,
 * led on from an older version, renamed: the first, the second, … until the whole of it
 * meets no fault, once and for good. What was in the record before is there afterwards,
 * and what was said to be done is done.
 *
 * After the first few, every other call fails once, those between from there on;
 * BERPIJAR_ALL_FAULTS=1 tries each call in both ways.
 */
#include "shim_vfs.h"
#include "support.h"

#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/learners.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OURS   20
#define THEIRS 7
#define PAGE   4096
#define FEW    8
#define MOST   3000 /* calls; more means that it never ends */

struct scene {
	char *folder, *other, *bundle, *copy;
};

static void record(const char *folder, int64_t first, int count)
{
	struct bp_store *store = open_or_fail(folder, BP_STORE_WRITE);

	struct bp_event events[OURS];
	for (int i = 0; i < count; i++)
		events[i] = answer(first + i);
	append_or_fail(store, events, (size_t)count);
	bp_store_close(store);
}

static char *path_in(const char *folder, const char *name)
{
	struct bp_buf path = {0};
	bp_buf_printf(&path, "%s/%s", folder, name);
	return path.at;
}

static struct scene make_scene(void)
{
	struct scene scene = {.folder = make_folder(), .other = make_folder()};
	struct bp_place place = {.block = 2, .permille = 100};

	record(scene.folder, 1, OURS);
	record(scene.other, 1000, THEIRS);
	scene.bundle = path_in(scene.other, "bundel");
	scene.copy = path_in(scene.other, "salinan.db");
	struct bp_store *store = open_or_fail(scene.other, BP_STORE_WRITE);
	assert_true(bp_store_save_place(
		store, BP_STR("ux"), BP_STR("satu"), &place, 1000, NULL));
	bp_store_close(store);
	store = open_or_fail(scene.other, BP_STORE_READ);
	assert_true(bp_store_bundle(
		store, LEARNER, scene.bundle, (struct bp_bundle_how){0}, NULL, NULL));
	bp_store_close(store);
	return scene;
}

static void release(struct scene *scene)
{
	remove_folder(scene->folder);
	remove_folder(scene->other);
	free(scene->bundle);
	free(scene->copy);
}

/* ---- what is done; true: it was said to be done ---- */

static bool do_merge(const struct scene *scene)
{
	struct bp_merge merge;
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	bool ok = bp_store_open(&store, scene->folder, LEARNER, BP_STORE_WRITE, &err) &&
		bp_store_merge(store, scene->bundle, &merge, &err);

	assert_true(ok || err.message[0]);
	bp_store_close(store);
	return ok;
}

static bool do_backup(const struct scene *scene)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	bool ok = bp_store_open(&store, scene->folder, LEARNER, BP_STORE_READ, &err) &&
		bp_store_backup(store, scene->copy, &err);

	assert_true(ok || err.message[0]);
	bp_store_close(store);
	return ok;
}

static bool do_check(const struct scene *scene)
{
	struct bp_health health;

	bp_store_health(scene->folder, LEARNER, &health);
	assert_true(health.sound || health.fault[0] || health.changed ||
		health.last != health.events);
	return health.sound;
}

static bool do_recover(const struct scene *scene)
{
	struct bp_recovery recovery;
	struct bp_error err = {0};
	bool ok = bp_store_recover(scene->folder, LEARNER, &recovery, &err);

	assert_true(ok || err.message[0]);
	return ok;
}

static bool do_rename(const struct scene *scene)
{
	struct bp_error err = {0};
	bool ok = bp_learner_rename(scene->folder, LEARNER, "baru", &err);

	assert_true(ok || err.message[0]);
	return ok;
}

static bool do_bundle(const struct scene *scene)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	bool ok = bp_store_open(&store, scene->folder, LEARNER, BP_STORE_READ, &err) &&
		bp_store_bundle(store, LEARNER, scene->copy, (struct bp_bundle_how){0},
			NULL, &err);

	assert_true(ok || err.message[0]);
	bp_store_close(store);
	return ok;
}

static void put_version_1(const struct scene *scene)
{
	struct bp_buf path = {0}, file = {0};
	char *wal = record_path(scene->folder, ".db-wal");

	bp_buf_printf(&path, "%s/store/version-1.db", getenv("BERPIJAR_FIXTURES"));
	assert_true(bp_file_read(path.at, 1 << 24, &file, NULL));
	put_bytes(scene->folder, ".db", file.at, file.len);
	unlink(wal);
	free(wal);
	bp_buf_release(&path);
	bp_buf_release(&file);
}

static bool do_open(const struct scene *scene)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	bool ok = bp_store_open(&store, scene->folder, LEARNER, BP_STORE_WRITE, &err);

	assert_true(ok || err.message[0]);
	bp_store_close(store);
	return ok;
}

/* ---- and what must hold afterwards ---- */

static void check_sound(const struct scene *scene, size_t least, size_t most)
{
	int64_t events, faults;
	struct bp_store *store = open_or_fail(scene->folder, BP_STORE_WRITE);
	size_t count = count_events(store);

	assert_in_range(count, least, most);
	follow_chains(store, &events, &faults);
	assert_int_equal(faults, 0);
	bp_store_close(store);
	check_integrity(scene->folder);
}

static void after_merge(const struct scene *scene, bool done)
{
	check_sound(scene, done ? OURS + THEIRS : OURS, OURS + THEIRS);
}

static void after_all_kept(const struct scene *scene, bool done)
{
	(void)done;
	check_sound(scene, OURS, OURS);
}

/* It is whole under one of the two names. */
static void after_rename(const struct scene *scene, bool done)
{
	struct bp_error err = {0};
	bool renamed = bp_learner_exists(scene->folder, "baru");

	assert_true(renamed || !done);
	assert_true(renamed != bp_learner_exists(scene->folder, LEARNER));
	if (renamed && !bp_learner_rename(scene->folder, "baru", LEARNER, &err))
		fail_msg("%s", err.message);
	check_sound(scene, OURS, OURS);
}

static void after_backup(const struct scene *scene, bool done)
{
	struct bp_buf bytes = {0};

	check_sound(scene, OURS, OURS);
	assert_true(!done || bp_is_file(scene->copy));
	if (done && bp_file_read(scene->copy, 1 << 24, &bytes, NULL)) {
		char *wal = record_path(scene->folder, ".db-wal");
		unlink(wal);
		free(wal);
		put_bytes(scene->folder, ".db", bytes.at, bytes.len);
		check_sound(scene, OURS, OURS); /* the copy is one */
	}
	bp_buf_release(&bytes);
}

static void after_version_1(const struct scene *scene, bool done)
{
	(void)done;
	check_sound(scene, 4, 4);
}

static const struct care {
	const char *name;
	void (*prepare)(const struct scene *scene);
	bool (*run)(const struct scene *scene);
	void (*check)(const struct scene *scene, bool done);
} cares[] = {
	{"merge", NULL, do_merge, after_merge},
	{"backup", NULL, do_backup, after_backup},
	{"check", NULL, do_check, after_all_kept},
	{"recover", NULL, do_recover, after_all_kept},
	{"rename", NULL, do_rename, after_rename},
	{"bundle", NULL, do_bundle, after_all_kept},
	{"migrate", put_version_1, do_open, after_version_1},
};

static const struct {
	const char *name;
	struct shim_plan plan;
} faults[] = {
	{"sync", {.calls = SHIM_SYNC, .result = SQLITE_IOERR_FSYNC, .system_errno = EIO}},
	{"write",
		{.calls = SHIM_WRITE,
			.how = SHIM_HALF,
			.result = SQLITE_IOERR_WRITE,
			.system_errno = EIO}},
	{"room", {.calls = SHIM_WRITE, .result = SQLITE_FULL}},
	{"read", {.calls = SHIM_READ, .result = SQLITE_IOERR_READ, .system_errno = EIO}},
	{"open", {.calls = SHIM_OPEN, .result = SQLITE_CANTOPEN, .system_errno = EMFILE}},
	{"truncate",
		{.calls = SHIM_TRUNCATE,
			.result = SQLITE_IOERR_TRUNCATE,
			.system_errno = EIO}},
	{"lock",
		{.calls = SHIM_LOCK,
			.result = SQLITE_IOERR_LOCK,
			.system_errno = ENOLCK}},
};

/* False once no call failed. */
static bool fail_one(const struct care *care, const struct shim_plan *plan)
{
	struct scene scene = make_scene();

	if (care->prepare)
		care->prepare(&scene);
	shim_start(plan);
	bool done = care->run(&scene), failed = shim_stop();
	care->check(&scene, done);
	assert_true(failed || done);
	release(&scene);
	return failed;
}

static void test_every_call(void **state)
{
	bool all = getenv("BERPIJAR_ALL_FAULTS") != NULL;

	(void)state;
	shim_register();
	for (size_t i = 0; i < COUNT(cares); i++) {
		int tried = 0;
		for (size_t k = 0; k < 2 * COUNT(faults); k++) {
			struct shim_plan plan = faults[k / 2].plan;
			plan.sticky = k % 2;
			for (plan.nth = 1; fail_one(&cares[i], &plan); tried++) {
				assert_true(plan.nth < MOST);
				plan.nth += all || plan.nth < FEW + plan.sticky ? 1 : 2;
			}
		}
		print_message("%s: %d calls failed in turn\n", cares[i].name, tried);
		assert_true(tried > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_call)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
