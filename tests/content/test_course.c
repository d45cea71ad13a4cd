/* Courses from folders: what their files may say, and what is said of their faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/course.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A temporary folder, and what was loaded from it or from elsewhere. */
struct scene {
	char folder[64];
	struct bp_library library;
	struct bp_diagnostics faults;
	struct bp_buf text;
	int failures; /* rows that went wrong; all are shown */
};

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);
	strcpy(scene->folder, "/tmp/berpijar-course-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	bp_library_init(&scene->library);
	*state = scene;
	return 0;
}

static void remove_folder(const char *folder)
{
	char command[256];
	snprintf(command, sizeof command, "rm -rf -- '%s'", folder);
	assert_int_equal(system(command), 0);
}

static int tear_down(void **state)
{
	struct scene *scene = *state;
	remove_folder(scene->folder);
	bp_library_release(&scene->library);
	bp_diagnostics_release(&scene->faults);
	bp_buf_release(&scene->text);
	free(scene);
	return 0;
}

/* Everything that was loaded is forgotten, and the folder is empty again. */
static void start_again(struct scene *scene)
{
	bp_library_release(&scene->library);
	bp_library_init(&scene->library);
	bp_diagnostics_release(&scene->faults);
	remove_folder(scene->folder);
	assert_int_equal(mkdir(scene->folder, 0700), 0);
}

static const char *path_in(struct scene *scene, const char *name)
{
	return bp_arena_printf(scene->library.arena, "%s/%s", scene->folder, name);
}

static void write_bytes(struct scene *scene, const char *name, struct bp_str bytes)
{
	FILE *file = fopen(path_in(scene, name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

static void write_text(struct scene *scene, const char *name, const char *text)
{
	write_bytes(scene, name, bp_str(text));
}

static void make_folder(struct scene *scene, const char *name)
{
	assert_int_equal(mkdir(path_in(scene, name), 0700), 0);
}

static void add(struct scene *scene, const char *path)
{
	struct bp_error err = {0};
	if (!bp_library_add(&scene->library, path, &scene->faults, &err))
		fail_msg("%s: %s", path, err.message);
}

static const struct bp_course *add_one(struct scene *scene, const char *path)
{
	add(scene, path);
	assert_true(scene->library.count > 0);
	return &scene->library.courses[scene->library.count - 1];
}

/* The faults as rows "file:line:column severity code", files as seen from folder. */
static const char *listed(struct scene *scene, const char *folder)
{
	size_t len = strlen(folder);

	bp_diagnostics_sort(&scene->faults);
	bp_buf_clear(&scene->text);
	bp_buf_add_cstr(&scene->text, "");
	for (size_t i = 0; i < scene->faults.count; i++) {
		const struct bp_diagnostic *fault = &scene->faults.at[i];
		const char *file = fault->file;
		if (strncmp(file, folder, len) == 0)
			file += len + (file[len] == '/');
		bp_buf_printf(&scene->text, "%s:%d:%d %s %s\n", file, fault->line,
			fault->column, bp_severity_name(fault->severity), fault->code);
		assert_true(bp_utf8_valid(bp_str(fault->message), NULL));
		assert_null(strchr(fault->message, '\n'));
	}
	return scene->text.at ? scene->text.at : "";
}

static void expect(
	struct scene *scene, const char *name, const char *got, const char *wanted)
{
	if (strcmp(got, wanted) == 0)
		return;
	scene->failures++;
	print_error("%s\n--- got:\n%s\n--- wanted:\n%s\n\n", name, got, wanted);
}

static void print_list(struct bp_buf *out, const char *name, const struct bp_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		bp_buf_printf(out, "%s%s", i ? "|" : " ", i ? "" : name);
		bp_buf_add_cstr(out, i ? "" : "=");
		bp_buf_add_str(out, list->at[i]);
	}
}

static void print_number(struct bp_buf *out, const char *name, int value, int normal)
{
	if (value != normal)
		bp_buf_printf(out, " %s=%d", name, value);
}

/* What is not as it would be if its front matter were "title: T". */
static void print_module(struct bp_buf *out, const struct bp_module *module)
{
	bp_buf_clear(out);
	bp_buf_add_cstr(out, module->kind == BP_EXAM ? "exam" : "lesson");
	if (strcmp(module->id, "satu") != 0)
		bp_buf_printf(out, " id=%s", module->id);
	if (strcmp(module->title, "T") != 0)
		bp_buf_printf(out, " title=%s", module->title);
	print_number(out, "halves", module->jp_halves, 0);
	print_number(out, "pass", module->pass, -1);
	print_number(out, "draw", module->draw, 0);
	print_number(out, "time", module->time_seconds, 0);
	print_number(out, "attempts", module->attempts, 0);
	if (module->feedback == BP_FEEDBACK_DEFERRED)
		bp_buf_add_cstr(out, " deferred");
	if (module->shuffle)
		bp_buf_add_cstr(out, " shuffle");
	print_list(out, "outcomes", &module->outcomes);
	print_list(out, "sources", &module->sources);
	print_list(out, "after", &module->after);
	if (*module->as_of)
		bp_buf_printf(out, " as_of=%s", module->as_of);
	if (module->fault)
		bp_buf_add_cstr(out, " FAULT");
}

/* The front matter of 01-satu.md below its title (so the first line here is line 3). */
static const struct {
	const char *yaml, *module, *faults;
} values[] = {
	{"", "lesson", ""},
	{"jp: 0", "lesson", ""},
	{"jp: 0.5", "lesson halves=1", ""},
	{"jp: 1", "lesson halves=2", ""},
	{"jp: 1.0", "lesson halves=2", ""},
	{"jp: 2.50", "lesson halves=5", ""},
	{"jp: \"1.5\"", "lesson halves=3", ""},
	{"jp: 0,5", "lesson", "3:5 error yaml-value"},
	{"jp: 0.25", "lesson", "3:5 error yaml-value"},
	{"jp: 0.51", "lesson", "3:5 error yaml-value"},
	{"jp: 1.", "lesson", "3:5 error yaml-value"},
	{"jp: .5", "lesson", "3:5 error yaml-value"},
	{"jp: -1", "lesson", "3:5 error yaml-value"},
	{"jp: 1000", "lesson", "3:5 error yaml-value"},
	{"jp: 99999999999999999999", "lesson", "3:5 error yaml-value"},
	{"jp: [1]", "lesson", "3:5 error yaml-value"},
	{"jp:", "lesson", "3:1 warning yaml-empty"},
	{"jp: ~", "lesson", "3:1 warning yaml-empty"},

	{"kind: lesson", "lesson", ""},
	{"kind: exam", "exam deferred", ""},
	{"kind: exam\nfeedback:", "exam deferred", "4:1 warning yaml-empty"},
	{"kind: ujian", "lesson FAULT", "3:7 error yaml-value"},
	{"feedback: deferred", "lesson deferred", ""},
	{"feedback: immediate\nkind: exam", "exam", ""},
	{"feedback: later", "lesson", "3:11 error yaml-value"},
	{"kind: exam\nfeedback: later", "exam deferred FAULT", "4:11 error yaml-value"},

	{"pass: 0", "lesson pass=0", ""},
	{"pass: 100", "lesson pass=100", ""},
	{"pass: 101", "lesson", "3:7 error yaml-value"},
	{"pass: 70%", "lesson", "3:7 error yaml-value"},
	{"kind: exam\npass: 70%", "exam deferred FAULT", "4:7 error yaml-value"},

	{"kind: exam\ndraw: 10", "exam draw=10 deferred", ""},
	{"kind: exam\ndraw: 0", "exam deferred FAULT", "4:7 error yaml-value"},
	{"kind: exam\ndraw: {mudah: 3}", "exam deferred FAULT", "4:7 error yaml-value"},
	{"draw: 10", "lesson draw=10", "3:1 warning yaml-exam-only"},
	{"kind: exam\nattempts: 3", "exam attempts=3 deferred", ""},
	{"kind: exam\nattempts: 0", "exam deferred FAULT", "4:11 error yaml-value"},

	{"kind: exam\ntime: 20m", "exam time=1200 deferred", ""},
	{"kind: exam\ntime: 1h", "exam time=3600 deferred", ""},
	{"kind: exam\ntime: 1h30m", "exam time=5400 deferred", ""},
	{"kind: exam\ntime: 90s", "exam time=90 deferred", ""},
	{"kind: exam\ntime: 1h5s", "exam time=3605 deferred", ""},
	{"kind: exam\ntime: 45", "exam time=2700 deferred", "4:7 warning yaml-time-unit"},
	{"kind: exam\ntime: 24h", "exam time=86400 deferred", ""},
	{"kind: exam\ntime: 24h1s", "exam deferred FAULT", "4:7 error yaml-value"},
	{"kind: exam\ntime: 30m1h", "exam deferred FAULT", "4:7 error yaml-value"},
	{"kind: exam\ntime: 0m", "exam deferred FAULT", "4:7 error yaml-value"},
	{"kind: exam\ntime: 1h30", "exam deferred FAULT", "4:7 error yaml-value"},
	{"kind: exam\ntime: 20 menit", "exam deferred FAULT", "4:7 error yaml-value"},
	{"kind: exam\ntime: 99999999h", "exam deferred FAULT", "4:7 error yaml-value"},

	{"shuffle: true", "lesson shuffle", ""},
	{"shuffle: FALSE", "lesson", ""},
	{"shuffle: yes", "lesson shuffle", "3:10 warning yaml-boolean"},
	{"shuffle: off", "lesson", "3:10 warning yaml-boolean"},
	{"shuffle: ya", "lesson", "3:10 error yaml-value"},

	{"as_of: 2026-11-01", "lesson as_of=2026-11-01", ""},
	{"as_of: 2028-02-29", "lesson as_of=2028-02-29", ""},
	{"as_of: 2026-02-29", "lesson", "3:8 error yaml-value"},
	{"as_of: 2026-13-01", "lesson", "3:8 error yaml-value"},
	{"as_of: 1-11-2026", "lesson", "3:8 error yaml-value"},
	{"as_of: 1 November 2026", "lesson", "3:8 error yaml-value"},

	{"id: lain", "lesson id=lain", ""},
	{"id: Bab Dua", "lesson", "3:5 error yaml-value"},
	{"id: \"\"", "lesson", "3:1 warning yaml-empty"},

	{"outcomes: [a, 'b c']", "lesson outcomes=a|b c", ""},
	{"outcomes:\n  - a\n  - >-\n    b\n    c", "lesson outcomes=a|b c", ""},
	{"outcomes: satu saja", "lesson outcomes=satu saja", ""},
	{"outcomes:\n  - memahami: cara", "lesson", "4:5 error yaml-value"},
	{"outcomes:\n  - a\n  -", "lesson outcomes=a", "3:1 warning yaml-empty"},
	{"sources: {a: b}", "lesson", "3:10 error yaml-value"},
	{"after: [tiada]", "lesson", ""},

	{"judul: x", "lesson", "3:1 warning yaml-unknown-key"},
	{"authors: [x]", "lesson", "3:1 warning yaml-unknown-key"},
	{"jauh: {a: [b, {c: d}]}\njp: 1", "lesson halves=2",
		"3:1 warning yaml-unknown-key"},
	{"jp: 1\njp: 2", "lesson halves=2", "4:1 error yaml-duplicate-key"},
	{"title: x", "lesson", "3:1 error yaml-duplicate-key"},
	{"as_of: \"\\e[31m\"", "lesson", "3:8 error yaml-value"},

	{"jp: 1\noutcomes: Bab 1: Mulai", "lesson halves=2 outcomes=Bab 1 FAULT",
		"4:16 error yaml-syntax"},
	{"jp: 1\ntanpa titik dua\n", "lesson halves=2 FAULT", "4:1 error yaml-syntax"},
	{"outcomes: [a, b", "lesson FAULT", "3:11 error yaml-syntax"},
	{"outcomes: \"a", "lesson FAULT", "3:11 error yaml-syntax"},
	{"\tjp: 1", "lesson title=01-satu.md FAULT", "3:1 error yaml-syntax"},
	{"outcomes: @a", "lesson FAULT", "3:11 error yaml-syntax"},
	{"outcomes: a\033b", "lesson title=01-satu.md FAULT", "3:12 error yaml-syntax"},
	{"as_of: \"a\\0b\"", "lesson FAULT", "3:8 error yaml-nul"},
	{"outcomes: &a b", "lesson FAULT", "3:11 error yaml-feature"},
	{"jp: 1\noutcomes: *tebal", "lesson halves=2 FAULT", "4:11 error yaml-feature"},
	{"outcomes: !!str b", "lesson FAULT", "3:11 error yaml-feature"},
	{"outcomes: !Penting", "lesson FAULT", "3:11 error yaml-feature"},
	{"outcomes: &a [b]", "lesson FAULT", "3:11 error yaml-feature"},
	{"x: {y: &a b}", "lesson FAULT", "3:8 error yaml-feature"},
	{"? [a]\n: b", "lesson FAULT", "3:3 error yaml-mapping"},
	{"x: [[[[[[[a]]]]]]]\n", "lesson", "3:1 warning yaml-unknown-key"},
	{"x: [[[[[[[[a]]]]]]]]\n", "lesson FAULT", "3:11 error yaml-depth"},
};

static void test_values(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct bp_buf got = {0};
		start_again(scene);
		write_text(scene, "01-satu.md",
			bp_arena_printf(scene->library.arena, "---\ntitle: T\n%s\n---\n",
				values[i].yaml));
		const struct bp_course *course =
			add_one(scene, path_in(scene, "01-satu.md"));
		print_module(&got, &course->modules[0]);
		expect(scene, values[i].yaml, got.at, values[i].module);
		bp_buf_release(&got);

		const char *faults = listed(scene, path_in(scene, "01-satu.md"));
		const char *wanted = !*values[i].faults
			? ""
			: bp_arena_printf(
				  scene->library.arena, ":%s\n", values[i].faults);
		expect(scene, values[i].yaml, faults, wanted);
	}
	assert_int_equal(scene->failures, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
