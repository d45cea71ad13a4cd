/* Files: what is read beneath a root, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/file.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The tests run inside a temporary folder with a root in it and a secret outside. */
static int set_up(void **state)
{
	char *folder = strdup("/tmp/berpijar-file-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("root", 0700), 0);
	assert_int_equal(mkdir("root/sub", 0700), 0);
	*state = folder;
	return 0;
}

static int tear_down(void **state)
{
	char command[256];
	snprintf(command, sizeof command, "rm -rf -- '%s'", (char *)*state);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(system(command), 0);
	free(*state);
	return 0;
}

static void write_file(const char *path, size_t len)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	for (size_t i = 0; i < len; i++)
		assert_true(fputc('a' + (int)(i % 26), file) != EOF);
	assert_int_equal(fclose(file), 0);
}

static const struct {
	const char *name;
	enum bp_error_kind error; /* BP_ERROR_NONE: it can be read */
} beneath[] = {
	{"file.md", BP_ERROR_NONE},
	{"sub/file.md", BP_ERROR_NONE},
	{"./file.md", BP_ERROR_NONE},
	{"empty.md", BP_ERROR_NONE},
	{"none.md", BP_ERROR_NOT_FOUND},
	{"none/file.md", BP_ERROR_NOT_FOUND},
	{"file.md/file.md", BP_ERROR_SYSTEM},
	{"../secret.md", BP_ERROR_INPUT},
	{"sub/../../secret.md", BP_ERROR_INPUT},
	{"/etc/passwd", BP_ERROR_INPUT},
	{"link-out.md", BP_ERROR_INPUT},
	{"link-in.md", BP_ERROR_INPUT},
	{"link-sub/file.md", BP_ERROR_INPUT},
	{"sub", BP_ERROR_INPUT},
	{"fifo", BP_ERROR_INPUT},
	{"large.md", BP_ERROR_INPUT},
};

static void make_root(void)
{
	write_file("secret.md", 3);
	write_file("root/file.md", 26);
	write_file("root/sub/file.md", 26);
	write_file("root/empty.md", 0);
	write_file("root/large.md", 1025);
	assert_int_equal(symlink("../secret.md", "root/link-out.md"), 0);
	assert_int_equal(symlink("file.md", "root/link-in.md"), 0);
	assert_int_equal(symlink("sub", "root/link-sub"), 0);
	assert_int_equal(mkfifo("root/fifo", 0600), 0);
}

static void test_beneath(void **state)
{
	(void)state;
	int root;
	make_root();
	assert_true(bp_root_open("root", &root, NULL));
	for (size_t i = 0; i < sizeof beneath / sizeof *beneath; i++) {
		struct bp_buf out = {0};
		struct bp_error err = {0};
		bp_buf_add_cstr(&out, "before");
		bool ok = bp_root_read(root, beneath[i].name, 1024, &out, &err);
		if (err.kind != beneath[i].error || ok != (err.kind == BP_ERROR_NONE))
			fail_msg(
				"%s: kind %d %s", beneath[i].name, err.kind, err.message);
		assert_int_equal(
			out.len == 6, !ok || strstr(beneath[i].name, "empty") != NULL);
		assert_memory_equal(out.at, "before", 6);
		bp_buf_release(&out);
	}
	close(root);
}

/* As on a kernel before 5.6; false where that cannot be arranged. */
static bool take_openat2_away(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof filter / sizeof *filter, filter};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* The first row that is read though it must not be, or the other way round; -1: none. */
static int first_wrong_row(int root)
{
	for (size_t i = 0; i < sizeof beneath / sizeof *beneath; i++) {
		struct bp_buf out = {0};
		bool ok = bp_root_read(root, beneath[i].name, 1024, &out, NULL);
		bp_buf_release(&out);
		if (ok != (beneath[i].error == BP_ERROR_NONE))
			return (int)i;
	}
	return -1;
}

static void test_beneath_without_openat2(void **state)
{
	enum { RIGHT = 100, NOT_HERE };
	(void)state;
	int root, status;

	make_root();
	assert_true(bp_root_open("root", &root, NULL));
	pid_t child = fork();
	if (child == 0) {
		int wrong = take_openat2_away() ? first_wrong_row(root) : NOT_HERE;
		_exit(wrong < 0 ? RIGHT : wrong);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	close(root);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == NOT_HERE)
		skip();
	if (WEXITSTATUS(status) != RIGHT)
		fail_msg("%s", beneath[WEXITSTATUS(status)].name);
}

/* A file with two names is read only where whoever linked it gains nothing. */
static const struct {
	const char *what;
	uid_t file, folder, reader;
	mode_t file_mode, folder_mode;
	bool read;
} linked[] = {
	{"root's, for all", 0, 0, 0, 0644, 0755, true},
	{"root's, read by another", 0, 0, 1234, 0644, 0755, true},
	{"a trainer's own, read by another", 1234, 1234, 0, 0644, 0755, true},
	{"the reader's own", 1234, 1234, 1234, 0644, 0755, false},
	{"a secret of root", 0, 0, 0, 0600, 0755, false},
	{"root's in a trainer's folder", 0, 1234, 0, 0644, 0755, false},
	{"one trainer's in another's folder", 1234, 1235, 0, 0644, 0755, false},
	{"in a folder that all write to", 0, 0, 0, 0644, 01777, false},
	{"in a folder that a group writes to", 0, 0, 0, 0644, 0775, false},
};

/* As another user reads it: 0 no, 1 yes. */
static int read_as(uid_t reader, int root, const char *name)
{
	struct bp_buf out = {0};
	struct bp_error err;
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (reader && setresuid(reader, reader, reader) != 0)
			_exit(2);
		_exit(bp_root_read(root, name, 1024, &out, &err));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void try_linked(size_t row, int root)
{
	assert_int_equal(chown("root/sub/file.md", linked[row].file, 0), 0);
	assert_int_equal(chmod("root/sub/file.md", linked[row].file_mode), 0);
	assert_int_equal(chown("root/sub", linked[row].folder, 0), 0);
	assert_int_equal(chmod("root/sub", linked[row].folder_mode), 0);
	if (read_as(linked[row].reader, root, "sub/file.md") != linked[row].read)
		fail_msg("%s: read though it must not be, or the other way round",
			linked[row].what);
}

static void test_other_names(void **state)
{
	(void)state;
	struct bp_buf out = {0};
	struct bp_error err;
	size_t size;
	int root;

	make_root();
	assert_int_equal(link("secret.md", "root/linked.md"), 0);
	assert_int_equal(link("root/sub/file.md", "other.md"), 0);
	assert_int_equal(chmod("root/linked.md", 0600), 0);
	assert_true(bp_root_open("root", &root, NULL));
	assert_false(bp_root_read(root, "linked.md", 1024, &out, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	assert_false(bp_root_read_start(root, "linked.md", 1, &out, &size, &err));
	assert_int_equal(out.len, 0);
	assert_true(bp_file_read("root/linked.md", 1024, &out, NULL)); /* it was named */
	bp_buf_release(&out);
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(chmod("root", 0755), 0);
	for (size_t i = 0; geteuid() == 0 && i < sizeof linked / sizeof *linked; i++)
		try_linked(i, root);
	close(root);
}

static void test_limit(void **state)
{
	(void)state;
	int root;
	struct bp_buf out = {0};
	struct bp_error err;

	write_file("root/a", 100000);
	assert_true(bp_root_open("root", &root, NULL));
	assert_false(bp_root_read(root, "a", 99999, &out, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	assert_int_equal(out.len, 0);
	assert_true(bp_root_read(root, "a", 100000, &out, &err));
	assert_int_equal(out.len, 100000);
	assert_int_equal(out.at[99999], 'a' + 99999 % 26);
	bp_buf_clear(&out);
	assert_false(bp_file_read("root/a", 99999, &out, &err));
	assert_true(bp_file_read("root/a", 100000, &out, &err));
	assert_int_equal(out.len, 100000);
	bp_buf_clear(&out);
	assert_true(bp_file_read("root/a", SIZE_MAX, &out, &err)); /* no limit */
	assert_int_equal(out.len, 100000);
	/* A file that does not know its size is not read beyond the limit either. */
	bp_buf_clear(&out);
	assert_false(bp_file_read("/dev/zero", 10, &out, &err));
	assert_int_equal(out.len, 0);
	bp_buf_release(&out);
	close(root);
}

static void test_start(void **state)
{
	static const struct {
		size_t file, most, read;
	} rows[] = {{0, 10, 0}, {9, 10, 9}, {10, 10, 10}, {11, 10, 10},
		{40000, 20000, 20000}};
	(void)state;
	int root;

	assert_true(bp_root_open("root", &root, NULL));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bp_buf out = {0};
		size_t size = 0;
		write_file("root/a", rows[i].file);
		assert_true(
			bp_root_read_start(root, "a", rows[i].most, &out, &size, NULL));
		assert_int_equal(out.len, rows[i].read);
		assert_int_equal(size, rows[i].file);
		bp_buf_release(&out);
	}
	struct bp_buf out = {0};
	struct bp_error err;
	size_t size = 7;
	assert_false(bp_root_read_start(root, "sub", 10, &out, &size, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	assert_false(bp_root_read_start(root, "../a", 10, &out, &size, &err));
	assert_int_equal(size, 7);
	close(root);
}

/* What a stranger may have put into a folder: only a file is opened, and nothing waits. */
static void test_plain(void **state)
{
	static const struct {
		const char *name;
		int cause; /* 0: it is opened */
	} rows[] = {
		{"file.md", 0},
		{"empty.md", 0},
		{"link-in.md", ELOOP},
		{"link-out.md", ELOOP},
		{"sub", EINVAL},
		{"fifo", EINVAL},
		{"none", ENOENT},
	};
	struct stat info;
	int root;

	(void)state;
	make_root();
	assert_true(bp_root_open("root", &root, NULL));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int fd = bp_open_plain(root, rows[i].name, &info);
		assert_int_equal(fd < 0 ? errno : 0, rows[i].cause);
		if (fd >= 0)
			close(fd);
	}
	close(root);
}

static void test_names(void **state)
{
	(void)state;
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};
	struct bp_error err;
	int root;

	make_root();
	assert_true(bp_root_open("root/sub", &root, NULL));
	write_file("root/sub/.hidden", 0);
	write_file("root/sub/10.md", 0);
	assert_true(bp_root_names(root, 3, arena, &names, NULL));
	assert_int_equal(names.count, 3);
	assert_string_equal(names.at[0], ".hidden");
	assert_string_equal(names.at[1], "10.md");
	assert_string_equal(names.at[2], "file.md");
	assert_false(bp_root_names(root, 2, arena, &names, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	assert_int_equal(names.count, 3);
	close(root);

	assert_true(bp_root_open("root", &root, NULL));
	assert_true(bp_root_is_folder(root, "sub"));
	assert_false(bp_root_is_folder(root, "link-sub"));
	assert_false(bp_root_is_folder(root, "file.md"));
	assert_false(bp_root_is_folder(root, "none"));
	close(root);
	bp_arena_free(arena);
}

static void test_open(void **state)
{
	(void)state;
	struct bp_error err = {0};
	int root = -7;

	write_file("file", 1);
	assert_false(bp_root_open("none", &root, &err));
	assert_int_equal(err.kind, BP_ERROR_NOT_FOUND);
	assert_false(bp_root_open("file", &root, &err));
	assert_int_equal(err.kind, BP_ERROR_SYSTEM);
	assert_int_equal(root, -7);
	assert_true(bp_is_file("file"));
	assert_false(bp_is_file("root"));
	assert_true(bp_is_folder("root"));
	assert_false(bp_is_folder("file"));
	assert_false(bp_is_folder("none"));
}

static void test_file_read_follows_links(void **state)
{
	(void)state;
	struct bp_buf out = {0};
	struct bp_error err;

	make_root();
	assert_true(bp_file_read("root/link-out.md", 10, &out, NULL));
	assert_int_equal(out.len, 3);
	assert_false(bp_file_read("root", 10, &out, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	assert_false(bp_file_read("root/fifo", 10, &out, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	bp_buf_release(&out);
}

static void test_standard_input(void **state)
{
	(void)state;
	struct bp_buf out = {0};
	int pipes[2], before = dup(STDIN_FILENO);

	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(write(pipes[1], "halo", 4), 4);
	close(pipes[1]);
	assert_int_equal(dup2(pipes[0], STDIN_FILENO), STDIN_FILENO);
	close(pipes[0]);
	assert_true(bp_file_read("-", 10, &out, NULL));
	assert_string_equal(out.at, "halo");
	dup2(before, STDIN_FILENO);
	close(before);
	bp_buf_release(&out);
}

static void test_data_path(void **state)
{
	static const struct {
		const char *data, *home, *path; /* path NULL: an error */
	} rows[] = {
		{"/data", "/home/a", "/data/berpijar/store"},
		{NULL, "/home/a", "/home/a/.local/share/berpijar/store"},
		{"", "/home/a", "/home/a/.local/share/berpijar/store"},
		{"relative", "/home/a", "/home/a/.local/share/berpijar/store"},
		{NULL, "relative", NULL},
		{NULL, NULL, NULL},
	};
	(void)state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bp_buf out = {0};
		rows[i].data ? setenv("XDG_DATA_HOME", rows[i].data, 1)
			     : unsetenv("XDG_DATA_HOME");
		rows[i].home ? setenv("HOME", rows[i].home, 1) : unsetenv("HOME");
		assert_int_equal(bp_data_path("store", &out, NULL), rows[i].path != NULL);
		if (rows[i].path)
			assert_string_equal(out.at, rows[i].path);
		bp_buf_release(&out);
	}
}

static const struct {
	const char *path, *why; /* why NULL: it is there afterwards */
} folders[] = {
	{"a", NULL},
	{"a", NULL},
	{"b/c/d", NULL},
	{"b/c/e/", NULL},
	{"b//f", NULL},
	{"./g", NULL},
	{"root/../h", NULL},
	{"/", NULL},
	{"", "berkas atau foldernya tidak ada"},
	{"file", "sebagian jalurnya bukan folder"},
	{"file/x", "sebagian jalurnya bukan folder"},
	{"/proc/none", "berkas atau foldernya tidak ada"},
};

static void test_make_folder(void **state)
{
	(void)state;
	struct stat info;

	write_file("file", 1);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		struct bp_error err = {0};
		bool ok = bp_make_folder(folders[i].path, &err);
		if (ok != !folders[i].why ||
			(!ok && !strstr(err.message, folders[i].why)))
			fail_msg("\"%s\": %d %s", folders[i].path, ok, err.message);
		if (ok)
			assert_true(bp_is_folder(folders[i].path));
	}
	assert_int_equal(stat("b/c", &info), 0);
	assert_int_equal(info.st_mode & 07777, 0700);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_beneath),
		TEST(test_beneath_without_openat2),
		TEST(test_other_names),
		TEST(test_limit),
		TEST(test_start),
		TEST(test_plain),
		TEST(test_names),
		TEST(test_open),
		TEST(test_file_read_follows_links),
		TEST(test_standard_input),
		TEST(test_data_path),
		TEST(test_make_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
