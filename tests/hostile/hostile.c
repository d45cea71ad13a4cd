/*
 * Runs the program over the hostile corpus. Whatever a course holds, the program ends by
 * itself, says so in its status, prints nothing but printable UTF-8 and newlines, and
 * takes neither much time nor much memory.
 *
 * usage: hostile PROGRAM [CASE...]   (without CASE: all)
 */
#include "case.h"
#include "run.h"
#include <berpijar/arena.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CPU_MS    200 /* of an unsanitized program */
#define MEMORY_MB 64
#define TRIES     3 /* the least of so many counts: others use this machine too */

#define WORST_CPU    0
#define WORST_MEMORY 1

struct worst {
	double value;
	const char *name, *command;
};

struct test {
	const char *program;
	char folder[64];
	size_t cases, runs, skipped, failed;
	struct worst worst[2];
};

static const struct hostile *const tables[] = {
	hostile_bytes, hostile_markdown, hostile_yaml, hostile_gift, hostile_files};

/* ---- the folder of a case ---- */

static void add_times(struct bp_buf *out, struct bp_str text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		bp_buf_add_str(out, text);
}

void hostile_text(const struct hostile *hostile, struct bp_buf *out)
{
	const struct pattern *text = &hostile->text;
	size_t unit = text->unit.len + text->close.len;
	size_t once = text->head.len + text->middle.len + text->end.len;
	size_t times = text->times;

	if (hostile->write) {
		hostile->write(out);
		return;
	}
	if (times == 0 && unit)
		times = (FULL - 64 - once) / unit;
	bp_buf_add_str(out, text->head);
	add_times(out, text->unit, times);
	bp_buf_add_str(out, text->middle);
	add_times(out, text->close, times);
	bp_buf_add_str(out, text->end);
}

static bool put(const char *course, const char *name, struct bp_str head,
	struct bp_str text, struct bp_str end)
{
	char path[512];
	struct bp_str parts[] = {head, text, end};

	snprintf(path, sizeof path, "%s/%s", course, name);
	FILE *file = fopen(path, "w");
	if (!file)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (parts[i].len)
			fwrite(parts[i].at, 1, parts[i].len, file);
	bool ok = !ferror(file);
	return fclose(file) == 0 && ok;
}

static const struct {
	const char *file;
	struct bp_str head, end;
} parts[] = {
	[PART_LESSON] = {LESSON, {0}, {0}},
	[PART_FRONT] = {LESSON, STR("---\n"), STR("\n---\nkata\n")},
	[PART_COURSE] = {"course.yaml", {0}, {0}},
	[PART_FENCE] = {LESSON, STR("```gift\n"), STR("\n```\n")},
	[PART_GIFT] = {"soal.gift", {0}, {0}},
};

static int remove_entry(
	const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	return remove(path);
}

static void remove_folder(const char *folder)
{
	nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* A course of one lesson, with the case in it. */
static bool make_case(
	const struct hostile *hostile, const char *folder, const char *course)
{
	struct bp_str none = {0};
	struct bp_buf text = {0};

	if (mkdir(folder, 0700) || mkdir(course, 0700) ||
		!put(course, "course.yaml", none, BP_STR(COURSE_TEXT), none) ||
		!put(course, LESSON, none, BP_STR("# Judul\n\nkata\n"), none))
		return false;
	if (hostile->part == PART_FILES)
		return hostile->make(course);
	hostile_text(hostile, &text);
	bool ok = put(course, parts[hostile->part].file, parts[hostile->part].head,
		bp_buf_str(&text), parts[hostile->part].end);
	bp_buf_release(&text);
	return ok;
}

/* ---- what may be printed ---- */

/* Written down anew, so that a slip in the sanitizer's own tables shows. */
static bool may_print(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} never[] = {{0, 0x9}, {0xb, 0x1f}, {0x7f, 0x9f}, {0xad, 0xad}, {0x34f, 0x34f},
		{0x61c, 0x61c}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},
		{0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
		{0xd800, 0xdfff}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0},
		{0xfff9, 0xfffb}, {0xfffe, 0xffff}, {0x1bca0, 0x1bca3},
		{0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};

	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (code >= never[i].first && code <= never[i].last)
			return false;
	return (code & 0xfffe) != 0xfffe;
}

/* The offset of the first character that may not be printed; text.len if none. */
static size_t first_bad(struct bp_str text)
{
	size_t bad;
	uint32_t code;

	if (!bp_utf8_valid(text, &bad))
		return bad;
	for (size_t at = 0, next; at < text.len; at = next) {
		next = at + bp_utf8_next(text, at, &code);
		if (!may_print(code))
			return at;
	}
	return text.len;
}

/* ---- one run ---- */

static void add_end(struct bp_str text, struct bp_buf *out)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(
		&clean, bp_str_from(text, text.len > 2000 ? text.len - 2000 : 0));
	bp_buf_add_str(out, bp_buf_str(&clean));
	bp_buf_release(&clean);
}

/* What is wrong with a run, or nothing. */
static void judge(const struct run *run, struct bp_buf *wrong)
{
	struct bp_str output = bp_buf_str(&run->output);
	size_t bad = first_bad(output);

	if (WIFSIGNALED(run->status))
		bp_buf_printf(wrong, "ended by signal %d", WTERMSIG(run->status));
	else if (WEXITSTATUS(run->status) > 1)
		bp_buf_printf(wrong, "exit status %d", WEXITSTATUS(run->status));
	else if (bad < output.len)
		bp_buf_printf(wrong, "byte %02x at %zu of what it prints",
			(unsigned char)output.at[bad], bad);
	else if (run->cpu_ms > CPU_MS * SANITIZED_CPU)
		bp_buf_printf(wrong, "%.0f ms of CPU", run->cpu_ms);
	else if (run->memory_mb > MEMORY_MB * SANITIZED_MEMORY)
		bp_buf_printf(wrong, "%.0f MB of memory", run->memory_mb);
	if (wrong->len && bad == output.len && output.len) {
		bp_buf_add_cstr(wrong, "; it says:\n");
		add_end(output, wrong);
	}
}

static void note_worst(
	struct worst *worst, double value, const char *name, const char *command)
{
	if (value > worst->value)
		*worst = (struct worst){value, name, command};
}

static bool run_once(const char *const argv[], struct run *run, struct bp_buf *wrong)
{
	bp_buf_clear(wrong);
	if (!run_program(argv, run))
		bp_buf_add_cstr(wrong, "cannot be run");
	else
		judge(run, wrong);
	return wrong->len == 0;
}

static void run_case(struct test *test, const struct hostile *hostile,
	const char *const argv[], const char *command)
{
	struct bp_buf wrong = {0};
	struct run run;
	bool ok = false;

	for (int try = 0; !ok && try < TRIES; try++) {
		ok = run_once(argv, &run, &wrong);
		run_release(&run);
	}
	test->runs++;
	note_worst(&test->worst[WORST_CPU], run.cpu_ms, hostile->name, command);
	note_worst(&test->worst[WORST_MEMORY], run.memory_mb, hostile->name, command);
	if (!ok) {
		printf("%s (%s), %s: %s\n", hostile->name, hostile->attacks, command,
			wrong.at);
		test->failed++;
	}
	bp_buf_release(&wrong);
}

/* ---- all of them ---- */

static const char *const widths[] = {"80", "20", "200"};
static const char *const width_commands[] = {"render 80", "render 20", "render 200"};

/* How many of them: the window does nothing to what is not a text. */
static size_t width_count(enum part part)
{
	if (part == PART_GIFT)
		return 0;
	if (part != PART_LESSON && part != PART_FENCE)
		return 1;
	return SANITIZED_CPU > 1 ? 2 : 3;
}

static void run_all(struct test *test, const struct hostile *hostile, const char *course)
{
	char lesson[512], gift[512];
	bool is_gift = hostile->part == PART_GIFT;

	snprintf(lesson, sizeof lesson, "%s/%s", course, LESSON);
	snprintf(gift, sizeof gift, "%s/soal.gift", course);
	for (size_t i = 0; i < width_count(hostile->part); i++)
		run_case(test, hostile,
			(const char *const[]){test->program, "render", "--width",
				widths[i], lesson, NULL},
			width_commands[i]);
	run_case(test, hostile,
		(const char *const[]){
			test->program, "check", is_gift ? gift : course, NULL},
		"check");
}

static void do_case(struct test *test, const struct hostile *hostile)
{
	char folder[128], course[192];

	snprintf(folder, sizeof folder, "%s/kasus", test->folder);
	snprintf(course, sizeof course, "%s/kursus", folder);
	test->cases++;
	if (make_case(hostile, folder, course)) {
		run_all(test, hostile, course);
	} else {
		printf("%s: cannot be made here\n", hostile->name);
		test->skipped++;
	}
	remove_folder(folder);
}

static bool is_wanted(const struct hostile *hostile, char **names)
{
	bool wanted = *names == NULL;

	for (; *names && !wanted; names++)
		wanted = strcmp(*names, hostile->name) == 0;
	return wanted;
}

/* A sanitizer's complaint must not look like a refusal. */
static void set_environment(const char *folder)
{
	setenv("ASAN_OPTIONS", "exitcode=86:quarantine_size_mb=1", 1);
	setenv("UBSAN_OPTIONS", "halt_on_error=1:exitcode=86:print_stacktrace=1", 1);
	setenv("LSAN_OPTIONS", "exitcode=86", 1);
	setenv("HOME", folder, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("BERPIJAR_CONTENT");
}

int main(int argc, char **argv)
{
	struct test test = {.folder = "/tmp/berpijar-hostile-XXXXXX"};

	if (argc < 2 || !mkdtemp(test.folder))
		return 2;
	test.program = argv[1];
	set_environment(test.folder);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct hostile *at = tables[i]; at->name; at++)
			if (is_wanted(at, argv + 2))
				do_case(&test, at);
	remove_folder(test.folder);
	printf("%zu cases, %zu runs, %zu failed, %zu skipped; most CPU %.0f ms (%s, %s), "
	       "most memory %.1f MB (%s, %s)\n",
		test.cases, test.runs, test.failed, test.skipped, test.worst[0].value,
		test.worst[0].name, test.worst[0].command, test.worst[1].value,
		test.worst[1].name, test.worst[1].command);
	return test.failed ? 1 : 0;
}
