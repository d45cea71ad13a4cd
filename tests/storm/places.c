/*
 * Places where nothing can be recorded: a disk that fills up while a learner answers, a
 * store that is only to be read, one that cannot be made. In each there is one message
 * that says so, the lesson can be read, what was "tersimpan" is still in the record, and
 * recording goes on once the place is well again.
 *
 * usage: places PROGRAM COURSE
 *
 * The disks are small tmpfs in a mount namespace of their own; where that is not allowed
 * those cases are skipped. As root, access rights are tried as another user.
 */
#include "learner.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 60000 /* ms */
#define QUIET    300   /* ms without a byte: the program has said what it wants to */
#define SKIPPED  77
#define NOBODY   65534
#define DISK     "size=192k"

struct place {
	struct lab lab;
	struct learner learner;
	char path[128]; /* what the case needs: a file that fills the disk … */
};

__attribute__((format(printf, 1, 2), noreturn)) static void skip(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	exit(SKIPPED);
}

/* ---- what the screen says ---- */

/* The screen as one line of words, however it is broken into rows. */
static void words_of(const struct terminal *terminal, struct bp_buf *out)
{
	struct bp_buf text = {0};

	bp_buf_add(out, "", 0);
	terminal_text(terminal, &text);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i] == '\n' ? ' ' : text.at[i];
		if (c != ' ' || (out->len && out->at[out->len - 1] != ' '))
			bp_buf_add_char(out, c);
	}
	bp_buf_release(&text);
}

static size_t times_said(const struct learner *learner, const char *text)
{
	struct bp_buf words = {0};
	size_t times = 0;

	words_of(&learner->session.terminal, &words);
	for (const char *at = words.at; (at = strstr(at, text)); at++)
		times++;
	bp_buf_release(&words);
	return times;
}

__attribute__((noreturn)) static void wrong(
	const struct learner *learner, const char *wanted)
{
	struct bp_buf screen = {0};

	terminal_text(&learner->session.terminal, &screen);
	die("%s\n%s", wanted, screen.at);
}

/* Once, and not over and over. */
static void expect(struct learner *learner, const char *text)
{
	double end = now_ms() + PATIENCE;

	while (times_said(learner, text) == 0 && now_ms() < end &&
		!learner->session.silent)
		learner_look(learner, 50);
	session_settle(&learner->session, QUIET, PATIENCE);
	if (times_said(learner, text) != 1)
		wrong(learner, text);
}

static void reach(struct learner *learner, enum learner_step step)
{
	if (!learner_reach(learner, step, PATIENCE))
		wrong(learner, "the program does not go on");
}

/* Answers once more, from wherever the program is. */
static void answer(struct learner *learner)
{
	learner_go_on(learner);
	reach(learner, LEARNER_ASKED);
	learner_go_on(learner);
}

static void leave(struct learner *learner)
{
	if (!learner_quit(learner) || !WIFEXITED(learner->session.status) ||
		WEXITSTATUS(learner->session.status) != 0)
		wrong(learner, "the program does not end well");
}

/* Nothing is lost, and so many answers are there, at least. */
static void check_record(const struct learner *learner, uint32_t least)
{
	struct survey survey;

	learner_survey(learner, &survey);
	if (!survey.sound || survey.lost || survey.doubled || survey.unknown ||
		survey.found < least)
		die("the record: %u found, %u lost, %u doubled, %u unknown; %s",
			survey.found, survey.lost, survey.doubled, survey.unknown,
			survey.fault);
}

/* Starts where nothing can be recorded: the message, the lesson, and an answer that is
 * not recorded. */
static void try_reading(struct learner *learner, const char *message)
{
	learner_start(learner);
	reach(learner, LEARNER_OPENING);
	expect(learner, "TIDAK dicatat, hanya dibaca");
	expect(learner, message);
	expect(learner, "Setiap jawaban benar");
	learner_go_on(learner);
	reach(learner, LEARNER_UNSAVED);
	leave(learner);
}

/* Starts and records an answer. */
static void try_recording(struct learner *learner)
{
	learner_start(learner);
	reach(learner, LEARNER_OPENING);
	learner_go_on(learner);
	reach(learner, LEARNER_SAVED);
	leave(learner);
}

/* ---- disks ---- */

static bool write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool ok = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return ok;
}

/* The same number inside as outside. */
static bool map_id(const char *path, unsigned id)
{
	char map[32];

	snprintf(map, sizeof map, "%u %u 1", id, id);
	return write_text(path, map);
}

/* In which we are who we are, and may mount. */
static bool enter_user_namespace(void)
{
	unsigned user = geteuid(), group = getegid();

	return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
		write_text("/proc/self/setgroups", "deny") &&
		map_id("/proc/self/uid_map", user) && map_id("/proc/self/gid_map", group);
}

static bool enter_namespace(void)
{
	return (unshare(CLONE_NEWNS) == 0 || enter_user_namespace()) &&
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void mount_disk(const struct place *place)
{
	if (mkdir(place->lab.store, 0700) != 0)
		die("%s: %s", place->lab.store, strerror(errno));
	if (!enter_namespace() ||
		mount("berpijar", place->lab.store, "tmpfs", 0, DISK) != 0)
		skip("a disk cannot be mounted here: %s", strerror(errno));
}

/* With a file, up to the last byte. */
static void fill_disk(struct place *place)
{
	static const char bytes[4096];

	snprintf(place->path, sizeof place->path, "%s/full", place->lab.store);
	int fd = open(place->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd < 0)
		die("%s: %s", place->path, strerror(errno));
	while (write(fd, bytes, sizeof bytes) > 0)
		;
	close(fd);
}

static void remount(const struct place *place, unsigned long flags)
{
	if (mount(NULL, place->lab.store, NULL, MS_REMOUNT | flags, DISK) != 0)
		die("%s cannot be mounted anew: %s", place->lab.store, strerror(errno));
}

/* ---- the cases ---- */

/* Until an answer cannot be recorded; what the journal has room for already still is. */
static void answer_until_full(struct place *place)
{
	struct learner *learner = &place->learner;

	mount_disk(place);
	learner_start(learner);
	reach(learner, LEARNER_SAVED);
	answer(learner);
	reach(learner, LEARNER_SAVED);
	fill_disk(place);
	do {
		answer(learner);
		learner_reach(learner, LEARNER_SAVED, QUIET * 3);
	} while (learner->step == LEARNER_SAVED);
	expect(learner, "tempat penyimpanan penuh");
}

static void try_full_in_answer(struct place *place)
{
	struct learner *learner = &place->learner;

	answer_until_full(place);
	session_key(&learner->session, "Escape");
	expect(learner, "Setiap jawaban benar");
	unlink(place->path);
	learner->step = LEARNER_OPENING;
	learner_go_on(learner);
	reach(learner, LEARNER_SAVED);
	leave(learner);
	check_record(learner, 3);
}

static void press(struct learner *learner, const char *keys)
{
	session_write(&learner->session, keys, strlen(keys));
	session_settle(&learner->session, QUIET, PATIENCE);
}

/* Types at the question before the one in hand, and leaves it. */
static void type_draft(struct learner *learner)
{
	press(learner, "\033[27u");
	press(learner, "\033[Z\r");
	press(learner, "belum selesai");
	expect(learner, "Jawaban: belum selesai");
	press(learner, "\033[27u");
	learner->step = LEARNER_OPENING;
}

/* Where there is still no room at the end, it is told then, to be copied. */
static void try_full_with_draft(struct place *place)
{
	struct learner *learner = &place->learner;

	answer_until_full(place);
	type_draft(learner);
	leave(learner);
	expect(learner, "tidak dapat disimpan; salinlah bila perlu: belum selesai");
}

static void try_room_for_draft(struct place *place)
{
	struct learner *learner = &place->learner;

	answer_until_full(place);
	type_draft(learner);
	unlink(place->path);
	leave(learner);
	if (times_said(learner, "tidak dapat disimpan"))
		wrong(learner, "there is room for the draft");
	learner_start(learner);
	reach(learner, LEARNER_OPENING);
	press(learner, "\t\t\r");
	expect(learner, "Jawaban: belum selesai");
	learner->step = LEARNER_ASKED;
	leave(learner);
}

static void try_full_at_start(struct place *place)
{
	mount_disk(place);
	fill_disk(place);
	try_reading(&place->learner, "tempat penyimpanan penuh");
	unlink(place->path);
	try_recording(&place->learner);
	check_record(&place->learner, 1);
}

/* The record was begun when there was room. */
static void try_full_later(struct place *place)
{
	struct learner *learner = &place->learner;

	mount_disk(place);
	try_recording(learner);
	fill_disk(place);
	learner_start(learner);
	reach(learner, LEARNER_OPENING);
	expect(learner, "Setiap jawaban benar");
	leave(learner);
	unlink(place->path);
	try_recording(learner);
	check_record(learner, 2);
}

/* Told at the start, and recorded all the same. */
static void try_nearly_full(struct place *place)
{
	struct learner *learner = &place->learner;

	mount_disk(place);
	learner_start(learner);
	reach(learner, LEARNER_OPENING);
	expect(learner,
		"hampir penuh (sisa 0 MB). Hapuslah berkas yang tidak perlu, atau beri "
		"tahu pengelola.");
	learner_go_on(learner);
	reach(learner, LEARNER_SAVED);
	leave(learner);
	check_record(learner, 1);
}

static void limit_files(const struct learner *learner, rlim_t bytes)
{
	struct rlimit limit;

	if (prlimit(learner->session.pid, RLIMIT_FSIZE, NULL, &limit) != 0)
		die("prlimit: %s", strerror(errno));
	limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
	if (prlimit(learner->session.pid, RLIMIT_FSIZE, &limit, NULL) != 0)
		die("prlimit: %s", strerror(errno));
}

/* As with "ulimit -f": nothing can be written behind so many bytes of a file. */
static void try_file_limit(struct place *place)
{
	struct learner *learner = &place->learner;

	learner_start(learner);
	reach(learner, LEARNER_SAVED);
	limit_files(learner, 4096);
	answer(learner);
	learner_reach(learner, LEARNER_SAVED, QUIET * 3);
	expect(learner, "batas ukuran berkas");
	session_key(&learner->session, "Escape");
	expect(learner, "Setiap jawaban benar");
	limit_files(learner, RLIM_INFINITY);
	learner->step = LEARNER_OPENING;
	learner_go_on(learner);
	reach(learner, LEARNER_SAVED);
	leave(learner);
	check_record(learner, 2);
}

static void try_read_only_disk(struct place *place)
{
	mount_disk(place);
	try_recording(&place->learner);
	remount(place, MS_RDONLY);
	try_reading(
		&place->learner, "tidak dapat ditulis: sistem berkas hanya dapat dibaca");
	check_record(&place->learner, 1);
	remount(place, 0);
	try_recording(&place->learner);
	check_record(&place->learner, 2);
}

static void set_rights(const struct place *place, mode_t folder, mode_t file)
{
	static const char *const endings[] = {".db", ".db-wal", ".db-shm", ".lock"};
	char path[192];

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(path, sizeof path, "%s/learners/%s%s", place->lab.store,
			place->learner.name, endings[i]);
		chmod(path, file);
	}
	snprintf(path, sizeof path, "%s/learners", place->lab.store);
	if (chmod(path, folder) != 0)
		die("%s: %s", path, strerror(errno));
}

static void try_read_only_folder(struct place *place)
{
	try_recording(&place->learner);
	set_rights(place, 0500, 0400);
	try_reading(&place->learner, "tidak dapat ditulis: tidak diizinkan");
	check_record(&place->learner, 1);
	set_rights(place, 0700, 0600);
	try_recording(&place->learner);
	check_record(&place->learner, 2);
}

static void try_file_in_the_way(struct place *place)
{
	int fd = open(place->lab.store, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		die("%s: %s", place->lab.store, strerror(errno));
	close(fd);
	try_reading(
		&place->learner, "tidak dapat ditulis: sebagian jalurnya bukan folder");
	unlink(place->lab.store);
	try_recording(&place->learner);
	check_record(&place->learner, 1);
}

static const struct {
	const char *name;
	void (*try)(struct place *place);
	bool as_user; /* rights do not hold for root */
} cases[] = {
	{"the disk fills up while an answer is given", try_full_in_answer, false},
	{"the disk is full, with an answer in hand", try_full_with_draft, false},
	{"the disk was full, with an answer in hand", try_room_for_draft, false},
	{"the disk is full before the first start", try_full_at_start, false},
	{"the disk is full at a later start", try_full_later, false},
	{"the disk is nearly full", try_nearly_full, false},
	{"a file may not grow", try_file_limit, false},
	{"the disk can only be read", try_read_only_disk, false},
	{"the folder can only be read", try_read_only_folder, true},
	{"a file is in the store's way", try_file_in_the_way, false},
};

/* ---- running them ---- */

static void become_user(const struct lab *lab)
{
	if (geteuid() != 0)
		return;
	if (chown(lab->folder, NOBODY, NOBODY) != 0 || setgroups(0, NULL) != 0 ||
		setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
		setresuid(NOBODY, NOBODY, NOBODY) != 0)
		skip("there is no other user: %s", strerror(errno));
	if (access(lab->program, X_OK) != 0 || access(lab->course, R_OK) != 0)
		skip("another user cannot reach %s", lab->program);
}

/* In a process of its own: mounts and the user end with it. Its exit status. */
static int run(size_t number, const struct lab *lab)
{
	int status;

	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		struct place place = {.lab = *lab};
		learner_init(&place.learner, &place.lab, 1);
		if (cases[number].as_user)
			become_user(lab);
		cases[number].try(&place);
		learner_release(&place.learner);
		exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		die("no process: %s", strerror(errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
	size_t count = sizeof cases / sizeof *cases, passed = 0, skipped = 0;

	if (argc != 3)
		die("usage: places PROGRAM COURSE");
	for (size_t i = 0; i < count; i++) {
		struct lab lab;
		lab_open(&lab, argv[1], argv[2]);
		printf("%s: ", cases[i].name);
		int status = run(i, &lab);
		passed += status == 0;
		skipped += status == SKIPPED;
		if (status == 0)
			printf("ok\n");
		lab_close(&lab);
	}
	printf("%zu as they should be, %zu skipped, of %zu\n", passed, skipped, count);
	if (passed + skipped < count)
		return 1;
	return passed ? 0 : SKIPPED;
}
