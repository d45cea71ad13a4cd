/* Following files: every way in which editors write, told by the kernel and looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/follow.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

static char folder[64];

static const char *path_of(const char *name)
{
	static char paths[2][128];
	static int turn;

	turn = !turn;
	snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
	return paths[turn];
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void edit_by_rename(void)
{
	write_file(".baru", "dua");
	assert_int_equal(rename(path_of(".baru"), path_of("a.md")), 0);
}

static void edit_anew(void)
{
	write_file("a.md", "tiga kata lagi");
}

/* The size stays, and so may the time. */
static void edit_in_place(void)
{
	FILE *file = fopen(path_of("a.md"), "r+");

	assert_non_null(file);
	fputs("TIGA", file);
	assert_int_equal(fclose(file), 0);
}

static void edit_by_removal(void)
{
	assert_int_equal(unlink(path_of("a.md")), 0);
}

static void edit_by_making(void)
{
	write_file("a.md", "kembali");
}

static void leave_aside(void)
{
	write_file(".a.md.swp", "x");
	write_file("a.md~", "x");
}

static const struct {
	const char *name;
	void (*edit)(void);
	bool told;
} edits[] = {
	{"rename", edit_by_rename, true},
	{"anew", edit_anew, true},
	{"in place", edit_in_place, true},
	{"aside", leave_aside, false},
	{"removed", edit_by_removal, true},
	{"made", edit_by_making, true},
};

/* The kernel tells before the write is over, so a look is enough. */
static void try_all(const char *name)
{
	struct bp_follow *follow = bp_follow_new();

	write_file("a.md", "satu");
	bp_follow_add(follow, folder, name);
	assert_false(bp_follow_changed(follow));
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		edits[i].edit();
		if (bp_follow_changed(follow) != edits[i].told)
			fail_msg("%s, %s", edits[i].name, name ? name : "all");
		assert_false(bp_follow_changed(follow));
	}
	bp_follow_free(follow);
}

static void test_told(void **state)
{
	(void)state;
	unsetenv("BERPIJAR_FOLLOW");
	try_all("a.md");
	try_all(NULL);
}

/* A look cannot tell two writes of one size within one tick of the clock: here they are
 * further apart. */
static void test_looked(void **state)
{
	struct bp_follow *follow;

	(void)state;
	setenv("BERPIJAR_FOLLOW", "poll", 1);
	follow = bp_follow_new();
	write_file("a.md", "satu");
	bp_follow_add(follow, folder, NULL);
	assert_int_equal(bp_follow_fd(follow), -1);
	assert_true(bp_follow_wait(follow) > 0);
	assert_false(bp_follow_changed(follow));
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		poll(NULL, 0, 20);
		edits[i].edit();
		assert_int_equal(bp_follow_changed(follow), edits[i].told);
	}
	bp_follow_free(follow);
	unsetenv("BERPIJAR_FOLLOW");
}

/* The kind of file system that a folder seems to be on; 0: the one it is on. */
static uint32_t seems;

int statfs(const char *path, struct statfs *info)
{
	(void)path;
	*info = (struct statfs){.f_type = seems ? (long)seems : 0xef53};
	return 0;
}

/* Where others write as well the kernel does not tell: there it is looked, by itself. */
static void test_elsewhere(void **state)
{
	static const uint32_t kinds[] = {
		0x6969, 0xff534d42, 0x65735546, 0x01021997, 0x786f4256};

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct bp_follow *follow = bp_follow_new();
		seems = kinds[i];
		write_file("a.md", "satu");
		bp_follow_add(follow, folder, NULL);
		seems = 0;
		assert_true(bp_follow_wait(follow) > 0);
		edit_anew();
		assert_true(bp_follow_changed(follow));
		bp_follow_free(follow);
	}
}

/* What is not ours, and what is not there. */
static void test_others(void **state)
{
	struct bp_follow *follow = bp_follow_new();

	(void)state;
	write_file("a.md", "satu");
	bp_follow_add(follow, folder, "a.md");
	bp_follow_add(follow, "/tidak/ada", NULL);
	write_file("b.md", "lain");
	assert_false(bp_follow_changed(follow));
	assert_true(bp_follow_wait(follow) > 0); /* nobody tells of what is not there */
	bp_follow_begin(follow);
	bp_follow_end(follow);
	assert_int_equal(bp_follow_wait(follow), -1);
	bp_follow_free(follow);
	bp_follow_free(NULL);
}

/* What comes while the files are read is not missed when they are added once more, nor when
 * the folder is made anew. */
static void test_again(void **state)
{
	struct bp_follow *follow = bp_follow_new();

	(void)state;
	write_file("a.md", "satu");
	bp_follow_add(follow, folder, NULL);
	edit_anew();
	bp_follow_begin(follow);
	bp_follow_add(follow, folder, NULL);
	bp_follow_end(follow);
	assert_true(bp_follow_changed(follow));
	assert_int_equal(bp_follow_wait(follow), -1);

	assert_int_equal(mkdir(path_of("lain"), 0700), 0);
	bp_follow_add(follow, path_of("lain"), NULL);
	assert_int_equal(rmdir(path_of("lain")), 0);
	assert_true(bp_follow_changed(follow));
	assert_true(bp_follow_wait(follow) > 0);
	assert_int_equal(mkdir(path_of("lain"), 0700), 0);
	assert_true(bp_follow_changed(follow));
	bp_follow_add(follow, path_of("lain"), NULL);
	assert_int_equal(bp_follow_wait(follow), -1);
	bp_follow_free(follow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_told),
		cmocka_unit_test(test_looked),
		cmocka_unit_test(test_elsewhere),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_again),
	};

	strcpy(folder, "/tmp/berpijar-follow-XXXXXX");
	if (!mkdtemp(folder))
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	char command[128];
	snprintf(command, sizeof command, "rm -rf -- '%s'", folder);
	return system(command) || failed;
}
