/*
 * `berpijar kiosk --self-test`: whether the ways out of a session are shut on this server.
 * Two learners that do not exist get records in a folder of the store; each way is tried by
 * a process that has closed the fence as a session of the first would. The folder goes away
 * again.
 */
#include "kiosk.h"
#include "kiosk_fence.h"
#include <berpijar/file.h>
#include <berpijar/outbox.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#define SELF_TEST_LEARNER "uji-diri"
#define SELF_TEST_OTHER   "tetangga"
#define SELF_TEST_OUTBOX  ("outbox/" SELF_TEST_LEARNER)
#define SELF_TEST_BOX     ("outbox/" SELF_TEST_OTHER)
#define SELF_TEST_GAP     2 /* blank columns between cells */

struct self_test {
	struct bp_arena *arena;
	const char *folder;       /* a store of its own within the store */
	enum kiosk_fence_use use; /* off: shows which doors are open without a fence */
	struct kiosk_fence fence;
	struct bp_fence_ground ground;
	size_t counts[BP_DOOR_UNTRIED + 1];
	size_t unknown; /* of the untried: those that may be open */
};

/* ---- what is tried on ---- */

static const char *self_test_path(struct self_test *test, const char *name)
{
	return bp_arena_printf(test->arena, "%s/%s", test->folder, name);
}

static void self_test_remove(struct self_test *test)
{
	static const char *const files[] = {
		"learners/" SELF_TEST_LEARNER, "learners/" SELF_TEST_OTHER};
	static const char *const endings[] = {".db", ".db-wal", ".db-shm", ".lock"};
	static const char *const rest[] = {
		SELF_TEST_OUTBOX, SELF_TEST_BOX, "outbox", "learners", "key", "."};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
			unlink(bp_arena_printf(test->arena, "%s/%s%s", test->folder,
				files[i], endings[k]));
	unlink(self_test_path(test, "key"));
	for (size_t i = 0; i < sizeof rest / sizeof *rest - 1; i++)
		rmdir(self_test_path(test, rest[i]));
	rmdir(test->folder);
}

/* A file of the first course; that of a course which is a single file is its path. */
static const char *self_test_lesson(struct self_test *test, struct bp_library *library)
{
	const struct bp_course *course =
		bp_library_all(library) ? library->courses[0] : NULL;

	if (!course || !course->module_count)
		return "/nonexistent";
	return course->lone ? bp_arena_cstr(test->arena, bp_str(course->path))
			    : bp_arena_printf(test->arena, "%s/%s", course->path,
				      course->modules[0].file);
}

/* Makes a record by opening it; *fence, if it is asked for, is that of its session. */
static bool self_test_visit(struct self_test *test, const struct options *options,
	const char *learner, bool ours, struct bp_error *err)
{
	struct bp_config config = options->config;
	struct bp_session session;

	config.store = test->folder;
	config.learner = learner;
	bool ok = bp_session_open(&session, &config, BP_STORE_WRITE, err);
	if (ok && !session.recording) {
		*err = session.trouble;
		ok = false;
	}
	if (ok && ours) {
		ok = kiosk_fence_make(&test->fence, &session, test->use, err);
		test->ground.course = self_test_lesson(test, &session.library);
	}
	bp_session_close(&session);
	return ok;
}

static bool self_test_prepare(struct self_test *test, const struct options *options,
	const char *store, struct bp_error *err)
{
	char *made = bp_arena_printf(test->arena, "%s/.uji-diri-XXXXXX", store);
	const char *key = bp_arena_printf(test->arena, "%s/key", store);

	if (!mkdtemp(made))
		return bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat ditulis: %s"),
			store, bp_strerror(errno));
	test->folder = made;
	test->ground = (struct bp_fence_ground){
		.own = self_test_path(test, SELF_TEST_OUTBOX),
		.other = self_test_path(test, "learners/" SELF_TEST_OTHER ".db"),
		.key = bp_is_file(key) ? key : self_test_path(test, "key"),
		.outside = "/etc/passwd",
		.box = self_test_path(test, SELF_TEST_BOX),
	};
	return bp_make_folder(test->ground.box, err) &&
		bp_file_write_private(
			self_test_path(test, "key"), BP_STR("kunci\n"), false, err) &&
		self_test_visit(test, options, SELF_TEST_OTHER, false, err) &&
		self_test_visit(test, options, SELF_TEST_LEARNER, true, err);
}

/* ---- the table ---- */

static int self_test_width(size_t which)
{
	int widest = 0;

	for (size_t i = 0; i < bp_door_count(); i++) {
		const struct bp_door *door = bp_door_at(i);
		int width =
			bp_text_columns(bp_str(_(which ? door->shut_by : door->name)));
		if (width > widest)
			widest = width;
	}
	return widest + SELF_TEST_GAP;
}

static void self_test_print_row(const char *name, const char *by, const char *result)
{
	printf("%s%*s", name, self_test_width(0) - bp_text_columns(bp_str(name)), "");
	printf("%s%*s%s\n", by, self_test_width(1) - bp_text_columns(bp_str(by)), "",
		result);
}

static void self_test_try(struct self_test *test, size_t index)
{
	static const char *const words[] = {
		N_("tertutup"), N_("TERBUKA"), N_("tidak dapat dicoba")};
	const struct bp_door *door = bp_door_at(index);
	int cause = 0;
	const struct bp_fence *fence =
		test->use == KIOSK_FENCE_OFF ? NULL : &test->fence.fence;
	enum bp_door_state found = bp_door_try(index, fence, &test->ground, &cause);
	const char *name = cause ? strerrorname_np(cause) : NULL;
	char result[64];

	test->counts[found]++;
	test->unknown += found == BP_DOOR_UNTRIED && cause != ENOTSUP;
	snprintf(result, sizeof result, name ? "%s (%s)" : "%s", _(words[found]), name);
	self_test_print_row(_(door->name), _(door->shut_by), result);
}

static void self_test_print_kernel(void)
{
	struct bp_fence_kernel kernel = bp_fence_kernel();
	struct utsname system;

	if (uname(&system) == 0)
		bp_say(stdout, _("kernel %s: Landlock %d, seccomp %s\n"), system.release,
			kernel.landlock, kernel.calls ? _("ada") : _("tidak ada"));
}

/* ---- all of it ---- */

static bool self_test_run(struct self_test *test, struct bp_error *err)
{
	self_test_print_kernel();
	if (test->use != KIOSK_FENCE_OFF && !bp_fence_can_close(&test->fence.fence, err))
		return false;
	printf("\n");
	self_test_print_row(_("pintu"), _("ditutup oleh"), _("hasil"));
	fflush(stdout); /* so that no other process has it, too */
	for (size_t i = 0; i < bp_door_count(); i++) {
		self_test_try(test, i);
		fflush(stdout);
	}
	printf("\n");
	bp_say(stdout, _("%zu pintu tertutup, %zu terbuka, %zu tidak dapat dicoba\n"),
		test->counts[BP_DOOR_SHUT], test->counts[BP_DOOR_OPEN],
		test->counts[BP_DOOR_UNTRIED]);
	size_t open = test->counts[BP_DOOR_OPEN] + test->unknown;
	return !open ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("%zu pintu terbuka atau mungkin terbuka; jangan membuka server ini bagi peserta"),
			open);
}

bool kiosk_self_test(
	const struct options *options, const char *store, struct bp_error *err)
{
	struct self_test test = {.arena = bp_arena_new()};
	bool ok = kiosk_fence_read(options->fence, &test.use, err) &&
		self_test_prepare(&test, options, store, err) &&
		self_test_run(&test, err);

	if (test.folder)
		self_test_remove(&test);
	kiosk_fence_release(&test.fence);
	bp_arena_free(test.arena);
	return ok;
}
