/* What a session keeps behind its fence, and when it is not closed at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/cli/kiosk_fence.h"
#include <berpijar/arena.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[64];

static const char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", top, name);
	return path;
}

static void write_file(const char *name)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(top, sizeof top, "/tmp/berpijar-kiosk-XXXXXX");
	assert_non_null(mkdtemp(top));
	assert_int_equal(mkdir(path_of("learners"), 0700), 0);
	write_file("learners/ani.db");
	write_file("learners/ani.lock");
	write_file("learners/budi.db");
	return 0;
}

static int tear_down(void **state)
{
	static const char *const names[] = {"learners/ani.db", "learners/ani.db-wal",
		"learners/ani.lock", "learners/budi.db", "learners", "outbox/ani",
		"outbox", ""};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		remove(path_of(names[i]));
	return 0;
}

/* A session as it is when its record and the terminal are open. */
static struct bp_session session_of(const struct bp_config *config, bool recording)
{
	struct bp_session session = {.config = config, .recording = recording};

	bp_library_init(&session.library);
	bp_buf_add_cstr(&session.folder, top);
	bp_buf_add_cstr(&session.learner, "ani");
	return session;
}

static void forget(struct bp_session *session)
{
	bp_library_release(&session->library);
	bp_buf_release(&session->folder);
	bp_buf_release(&session->learner);
}

static int right_of(const struct kiosk_fence *fence, const char *name)
{
	for (size_t i = 0; i < fence->count; i++)
		if (strcmp(fence->gates[i].path, path_of(name)) == 0)
			return (int)fence->gates[i].right;
	return -1;
}

static void test_without_a_journal_it_is_not_closed(void **state)
{
	const struct bp_config config = {0};
	struct bp_session session = session_of(&config, true);
	struct kiosk_fence fence;
	struct bp_error err = {0};

	(void)state;
	assert_false(kiosk_fence_make(&fence, &session, KIOSK_FENCE_REQUIRED, &err));
	assert_non_null(strstr(err.message, "ani.db-wal"));
	kiosk_fence_release(&fence);
	forget(&session);

	session = session_of(&config, false); /* what is only read needs none */
	assert_true(kiosk_fence_make(&fence, &session, KIOSK_FENCE_REQUIRED, &err));
	kiosk_fence_release(&fence);
	forget(&session);
}

static void test_it_keeps_its_own_files(void **state)
{
	const struct bp_config config = {0};
	struct bp_session session = session_of(&config, true);
	struct kiosk_fence fence;

	(void)state;
	write_file("learners/ani.db-wal");
	assert_true(kiosk_fence_make(&fence, &session, KIOSK_FENCE_AVAILABLE, NULL));
	assert_true(fence.fence.best_effort);
	assert_int_equal(right_of(&fence, "learners/ani.db"), BP_FENCE_WRITE);
	assert_int_equal(right_of(&fence, "learners/ani.db-wal"), BP_FENCE_WRITE);
	assert_int_equal(right_of(&fence, "learners/ani.lock"), BP_FENCE_WRITE);
	assert_int_equal(right_of(&fence, "outbox/ani"), BP_FENCE_WRITE);
	assert_int_equal(right_of(&fence, "learners/budi.db"), -1);
	assert_int_equal(right_of(&fence, "learners"), -1);
	kiosk_fence_release(&fence);
	forget(&session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_a_journal_it_is_not_closed),
		cmocka_unit_test(test_it_keeps_its_own_files),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
