/* The fence: every door is open without it and shut with it, and what a session does goes
 * on. Each try is a process of its own, since a fence never opens again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/fence.h>
#include <berpijar/file.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static char top[64];
static char own[80], other[80], key[80], course[80], outside[80], lesson[96], box[80];

static void write_file(const char *path)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs("isi\n", file);
	assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(top, sizeof top, "/tmp/berpijar-fence-XXXXXX");
	assert_non_null(mkdtemp(top));
	snprintf(own, sizeof own, "%s/own", top);
	snprintf(other, sizeof other, "%s/other", top);
	snprintf(key, sizeof key, "%s/key", top);
	snprintf(outside, sizeof outside, "%s/outside", top);
	snprintf(course, sizeof course, "%s/course", top);
	snprintf(lesson, sizeof lesson, "%s/a.md", course);
	snprintf(box, sizeof box, "%s/box", top);
	assert_int_equal(mkdir(box, 0700), 0);
	assert_int_equal(mkdir(own, 0700), 0);
	assert_int_equal(mkdir(course, 0700), 0);
	write_file(key);
	write_file(outside);
	write_file(lesson);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(lesson);
	unlink(key);
	unlink(outside);
	unlink(other);
	rmdir(box);
	rmdir(course);
	rmdir(own);
	return rmdir(top);
}

static const struct bp_fence_gate gates[] = {
	{own, BP_FENCE_WRITE},
	{course, BP_FENCE_READ},
	{"/nonexistent", BP_FENCE_READ},
};
static const struct bp_fence fence = {
	.gates = gates, .count = sizeof gates / sizeof *gates};
static const struct bp_fence_ground ground = {own, other, key, lesson, outside, box};

static enum bp_door_state try_door(size_t i, const struct bp_fence *with, int *cause)
{
	write_file(other);
	return bp_door_try(i, with, &ground, cause);
}

/* ---- the doors ---- */

static void doors_are_shut(const struct bp_fence *with)
{
	int cause;

	for (size_t i = 0; i < bp_door_count(); i++) {
		enum bp_door_state found = try_door(i, with, &cause);
		if (found != BP_DOOR_SHUT && cause != ENOTSUP)
			fail_msg("%s: %s (%s)", bp_door_at(i)->name,
				found == BP_DOOR_OPEN ? "open" : "not tried",
				strerror(cause));
	}
}

static void test_every_door_is_shut(void **state)
{
	(void)state;
	doors_are_shut(&fence);
}

/* As Debian 12's kernel has it: neither truncate() nor signals are seen there. */
static void test_with_an_old_landlock_too(void **state)
{
	struct bp_fence old = fence;

	(void)state;
	old.landlock = 2;
	doors_are_shut(&old);
}

/* Those that need root, or that the system shuts of itself, are left out elsewhere. */
static bool may_be_shut(const char *name)
{
	static const char *const names[] = {
		"TIOCSTI", "TIOCLINUX", "mknod", "ptrace", "memori", "panggilan"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strstr(name, names[i]))
			return true;
	return false;
}

static void test_without_a_fence_they_are_open(void **state)
{
	int cause;

	(void)state;
	for (size_t i = 0; i < bp_door_count(); i++)
		if (try_door(i, NULL, &cause) != BP_DOOR_OPEN &&
			!may_be_shut(bp_door_at(i)->name))
			fail_msg("%s: %s", bp_door_at(i)->name, strerror(cause));
}

/* ---- what goes on ---- */

/* The exit status of what is done behind a fence. */
static int behind(const struct bp_fence *with, int (*work)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (!bp_fence_close(with, NULL))
			_exit(200);
		_exit(work());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int work_in_own_folder(void)
{
	char path[128], again[128];

	snprintf(path, sizeof path, "%s/a.db", own);
	snprintf(again, sizeof again, "%s/b.db", own);
	if (!bp_file_write_private(path, BP_STR("satu"), true, NULL) ||
		!bp_file_write_private(path, BP_STR("dua"), true, NULL))
		return 1;
	int fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0 || ftruncate(fd, 2) != 0 || fchmod(fd, 0600) != 0 ||
		fdatasync(fd) != 0)
		return 2;
	if (rename(path, again) != 0 || !bp_sync_folder(own))
		return 3;
	return unlink(again) != 0 ? 4 : 0;
}

static int read_course(void)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};
	struct bp_buf text = {0};
	int root;

	if (!bp_root_open(course, &root, NULL) ||
		!bp_root_names(root, 10, arena, &names, NULL) || names.count != 1 ||
		!bp_root_read(root, "a.md", 100, &text, NULL))
		return 1;
	return 0;
}

static volatile sig_atomic_t heard;

static void hear(int number)
{
	heard = number;
}

static int signal_oneself(void)
{
	signal(SIGUSR1, hear);
	raise(SIGUSR1);
	bool raised = heard == SIGUSR1;
	heard = 0;
	kill(getpid(), SIGUSR1);
	return !raised || heard != SIGUSR1;
}

static int use_terminal(void)
{
	struct termios modes;
	struct winsize size;

	/* it may be none: then that is said, and no refusal */
	return (tcgetattr(STDIN_FILENO, &modes) != 0 && errno == EPERM) ||
		(ioctl(STDIN_FILENO, TIOCGWINSZ, &size) != 0 && errno == EPERM);
}

static int open_outside(void)
{
	return open(outside, O_RDONLY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int make_process(void)
{
	return fork() < 0 ? errno : 0;
}

static int ask_for_a_newer_call(void)
{
	errno = 0;
	syscall(435, NULL, 0); /* clone3 */
	return errno;
}

static void test_a_session_goes_on(void **state)
{
	(void)state;
	assert_int_equal(behind(&fence, work_in_own_folder), 0);
	assert_int_equal(behind(&fence, read_course), 0);
	assert_int_equal(behind(&fence, signal_oneself), 0);
	assert_int_equal(behind(&fence, use_terminal), 0);
}

static void test_how_it_refuses(void **state)
{
	struct bp_fence stern = fence;

	(void)state;
	stern.stern = true;
	assert_int_equal(behind(&fence, open_outside), EACCES);
	assert_int_equal(behind(&fence, make_process), EPERM);
	assert_int_equal(behind(&fence, ask_for_a_newer_call), ENOSYS);
	assert_int_equal(behind(&stern, make_process), 128 + SIGSYS);
	assert_int_equal(behind(&stern, ask_for_a_newer_call), ENOSYS);
}

/* A kernel without Landlock. */
static void test_what_is_required_is_there(void **state)
{
	struct bp_fence without = fence;
	struct bp_error err = {0};

	(void)state;
	without.landlock = -1;
	assert_false(bp_fence_can_close(&without, &err));
	assert_non_null(strstr(err.message, "Landlock"));
	assert_int_equal(behind(&without, open_outside), 200);
	without.best_effort = true;
	assert_true(bp_fence_can_close(&without, NULL));
	assert_int_equal(behind(&without, open_outside), 0);
	assert_int_equal(behind(&without, make_process), EPERM);
	assert_true(bp_fence_can_close(&fence, NULL));
}

static int close_again(void)
{
	return bp_fence_close(&fence, NULL) ? 0 : 1;
}

static void test_a_folder_that_is_not_there(void **state)
{
	struct bp_fence_gate missing = {"/nonexistent/own", BP_FENCE_WRITE};
	struct bp_fence wrong = {.gates = &missing, .count = 1};

	(void)state;
	assert_int_equal(behind(&wrong, read_course), 200);
	assert_int_equal(behind(&fence, close_again), 1); /* it never opens again */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_door_is_shut),
		cmocka_unit_test(test_with_an_old_landlock_too),
		cmocka_unit_test(test_without_a_fence_they_are_open),
		cmocka_unit_test(test_a_session_goes_on),
		cmocka_unit_test(test_how_it_refuses),
		cmocka_unit_test(test_what_is_required_is_there),
		cmocka_unit_test(test_a_folder_that_is_not_there),
	};
	struct bp_fence_kernel kernel = bp_fence_kernel();

	printf("Landlock %d, seccomp %d\n", kernel.landlock, kernel.calls);
	if (!kernel.landlock || !kernel.calls) {
		printf("this kernel lacks a part of the fence\n");
		return 77;
	}
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
