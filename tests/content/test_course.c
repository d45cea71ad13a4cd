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
	return scene->library.courses[scene->library.count - 1];
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
			fault->column,
			bp_severity_name(bp_fault_row(fault->fault)->severity),
			bp_fault_row(fault->fault)->code);
		assert_true(bp_utf8_valid(bp_str(fault->message), NULL));
		assert_null(strchr(fault->message, '\n'));
	}
	return scene->text.at ? scene->text.at : "";
}

static void expect(
	struct scene *scene, const char *name, const char *got, const char *wanted)
{
	if (got && wanted && strcmp(got, wanted) == 0)
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

static void print_terms(struct bp_buf *out, const struct bp_terms *terms)
{
	for (size_t i = 0; i < terms->count; i++) {
		bp_buf_add_cstr(out, i ? "|" : " glossary=");
		bp_buf_add_str(out, terms->at[i].name);
		bp_buf_add_char(out, ':');
		bp_buf_add_str(out, terms->at[i].meaning);
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
	print_number(out, "task", module->jp_task_halves, 0);
	print_number(out, "practice", module->practice_seconds, 0);
	print_number(out, "pass", module->pass, -1);
	print_number(out, "draw", module->draw, 0);
	print_number(out, "time", module->time_seconds, 0);
	print_number(out, "attempts", module->attempts, 0);
	if (module->feedback == BP_FEEDBACK_DEFERRED)
		bp_buf_add_cstr(out, " deferred");
	if (module->shuffle)
		bp_buf_add_cstr(out, " shuffle");
	if (module->pauses)
		bp_buf_add_cstr(out, " pauses=1");
	for (size_t i = 0; i < module->draw_rules.count; i++)
		bp_buf_printf(out, "%s%.*s:%d",
			i ? "|" : " rules=", (int)module->draw_rules.at[i].from.len,
			module->draw_rules.at[i].from.at, module->draw_rules.at[i].count);
	print_list(out, "outcomes", &module->outcomes);
	print_terms(out, &module->glossary);
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
	{"jp_task: 0.5\npractice: 1h5m", "lesson task=1 practice=3900", ""},
	{"jp_task: 0.3", "lesson", "3:10 error yaml-value"},
	{"practice: 20", "lesson practice=1200", "3:11 warning yaml-time-unit"},
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
	{"feedback: deferred", "lesson deferred", "3:1 warning yaml-exam-only"},
	{"feedback: immediate\nkind: exam", "exam", ""},
	{"feedback: later", "lesson",
		"3:1 warning yaml-exam-only\n:3:11 error yaml-value"},
	{"kind: exam\nfeedback: later", "exam deferred FAULT", "4:11 error yaml-value"},

	{"pass: 0", "lesson pass=0", ""},
	{"pass: 100", "lesson pass=100", ""},
	{"pass: 101", "lesson", "3:7 error yaml-value"},
	{"pass: 70%", "lesson", "3:7 error yaml-value"},
	{"kind: exam\npass: 70%", "exam deferred FAULT", "4:7 error yaml-value"},

	{"kind: exam\ndraw: 10", "exam draw=10 deferred", ""},
	{"kind: exam\ndraw: 0", "exam deferred FAULT", "4:7 error yaml-value"},
	{"draw: 10", "lesson draw=10", "3:1 warning yaml-exam-only"},
	{"kind: exam\nattempts: 3", "exam attempts=3 deferred", ""},
	{"kind: exam\nattempts: 0", "exam deferred FAULT", "4:11 error yaml-value"},

	{"kind: exam\ntime: 20m", "exam time=1200 deferred", ""},
	{"kind: exam\ntime: 1h", "exam time=3600 deferred", ""},
	{"kind: exam\ntime: 1h30m", "exam time=5400 deferred", ""},
	{"kind: exam\ntime: 90s", "exam time=90 deferred", ""},
	{"kind: exam\ntime: 1h5s", "exam time=3605 deferred", ""},
	{"kind: exam\ntime: 45", "exam time=2700 deferred", "4:7 warning yaml-time-unit"},
	{"kind: exam\ndraw: {media: 5, hukum: 3}", "exam deferred rules=media:5|hukum:3",
		""},
	{"kind: exam\ndraw:\n  media: 0", "exam deferred FAULT", "5:3 error yaml-value"},
	{"kind: exam\non_disconnect: pause", "exam deferred pauses=1", ""},
	{"kind: exam\non_disconnect: stop", "exam deferred FAULT",
		"4:16 error yaml-value"},
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
	{"as_of: 2026-11-01 #1", "lesson as_of=2026-11-01", "3:19 warning yaml-comment"},
	{"as_of: 2026-11-01 # lama", "lesson as_of=2026-11-01", ""},
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
	{"glossary:\n  SKM: Survei Kepuasan\n  'NIK': |\n    Nomor",
		"lesson glossary=SKM:Survei Kepuasan|NIK:Nomor", ""},
	{"glossary: {SKM: Survei}", "lesson glossary=SKM:Survei", ""},
	{"glossary:\n  SKM: [a]\n  NIK:", "lesson",
		"4:3 error yaml-value\n:5:3 warning yaml-empty"},
	{"glossary: SKM", "lesson", "3:11 error yaml-value"},
	{"istilah: {a: b}", "lesson", "3:1 warning yaml-unknown-key"},
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

#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/* A whole module: where its front matter ends, and what bars its use. */
static const struct {
	const char *name;
	struct bp_str text;
	const char *title;
	int body_line; /* 0: it cannot be read */
	const char *body, *faults;
} sources[] = {
	{"front matter", TEXT("---\ntitle: A\n---\nIsi\n"), "A", 4, "Isi\n", ""},
	{"dots", TEXT("---\ntitle: A\n...\nIsi"), "A", 4, "Isi", ""},
	{"trailing blanks", TEXT("--- \t\ntitle: A\n---  \nIsi"), "A", 4, "Isi", ""},
	{"nothing after it", TEXT("---\ntitle: A\n---"), "A", 4, "", ""},
	{"CRLF", TEXT("---\r\ntitle: A\r\njp: x\r\n---\r\nIsi\r\n"), "A", 5, "Isi\r\n",
		":3:5 error yaml-value\n"},
	{"CR", TEXT("---\rtitle: A\rjp: x\r---\rIsi"), "A", 5, "Isi",
		":3:5 error yaml-value\n"},
	{"byte order mark", TEXT("\xef\xbb\xbf---\ntitle: A\njp: x\n---\nIsi"), "A", 5,
		"Isi", ":3:5 error yaml-value\n"},
	{"mark, plain", TEXT("\xef\xbb\xbfIsi"), "m.md", 1, "Isi",
		":1:1 hint front-matter-none\n"},
	{"empty file", TEXT(""), "m.md", 1, "", ":1:1 hint front-matter-none\n"},
	{"no front matter", TEXT("# Isi\n---\n"), "m.md", 1, "# Isi\n---\n",
		":1:1 hint front-matter-none\n"},
	{"empty front matter", TEXT("---\n---\nIsi"), "m.md", 3, "Isi",
		":1:1 warning title-missing\n"},
	{"a comment only", TEXT("---\n# x\n---\nIsi"), "m.md", 4, "Isi",
		":1:1 warning title-missing\n"},
	{"a thematic break", TEXT("---\n\nIsi.\n"), "m.md", 1, "---\n\nIsi.\n",
		":1:1 hint front-matter-none\n"},
	{"a longer break", TEXT("----\ntitle: A\n---\n"), "m.md", 1,
		"----\ntitle: A\n---\n", ":2:1 warning front-matter-none\n"},
	{"not closed", TEXT("---\n\n# x\ntitle: A\n\nIsi.\n"), "m.md", 0, "",
		":1:1 error yaml-open\n"},
	{"not closed, key without value", TEXT("---\nas_of:\n"), "m.md", 0, "",
		":1:1 error yaml-open\n:2:1 warning yaml-empty\n"},
	{"indented hyphens", TEXT("---\ntitle: |\n  a\n  ---\n---\nIsi"), "a\n---", 6,
		"Isi", ""},
	{"text between breaks", TEXT("---\nIsi saja\n---\n"), "m.md", 1,
		"---\nIsi saja\n---\n", ":1:1 hint front-matter-none\n"},
	{"breaks around a note", TEXT("---\n\nCatatan: isi.\n\n---\n"), "m.md", 1,
		"---\n\nCatatan: isi.\n\n---\n", ":1:1 hint front-matter-none\n"},
	{"a list", TEXT("---\n- a\n---\n"), "m.md", 1, "---\n- a\n---\n",
		":1:1 hint front-matter-none\n"},
	{"a list of keys", TEXT("---\n- kind: exam\n---\n"), "m.md", 4, "",
		":2:1 error yaml-mapping\n"},
	{"indented keys", TEXT("---\n\n  title: A\n---\nIsi"), "A", 5, "Isi", ""},
	{"two documents", TEXT("---\ntitle: A\n--- b\n---\n"), "A", 5, "",
		":3:1 error yaml-documents\n"},
	{"title of blanks", TEXT("---\ntitle: ' '\n---\n"), "m.md", 4, "",
		":2:1 warning yaml-empty\n"},
	{"escapes are kept", TEXT("---\ntitle: \"a\\e]0;x\\a\\u202e\"\n---\n"),
		"a\033]0;x\a\xe2\x80\xae", 4, "", ""},

	{"UTF-16 LE", TEXT("\xff\xfe-\0-\0-\0\n\0"), "m.md", 0, "",
		":1:1 error text-utf16\n"},
	{"UTF-16 BE", TEXT("\xfe\xff\0-\0-\0-\0\n"), "m.md", 0, "",
		":1:1 error text-utf16\n"},
	{"UTF-16 without a mark", TEXT("t\0i\0t\0l\0e\0:\0"), "m.md", 0, "",
		":1:1 error text-utf16\n"},
	{"NUL", TEXT("---\ntitle: \0A\n---\n"),
		"\xef\xbf\xbd"
		"A",
		0, "", ":2:8 error text-nul\n"},
	{"NUL in the text", TEXT("---\ntitle: A\n---\n\nab\0"), "A", 0, "",
		":5:3 error text-nul\n"},
	{"Latin-1", TEXT("---\ntitle: Caf\xe9 x\n---\n"), "Caf\xef\xbf\xbd x", 0, "",
		":2:11 error text-utf8\n"},
	{"Latin-1 in the text", TEXT("---\ntitle: A\n---\n\n日本\xe9 x"), "A", 0, "",
		":5:3 error text-utf8\n"},
	{"cut at the end", TEXT("---\ntitle: A\n---\nIsi \xe2\x82"), "A", 0, "",
		":4:5 error text-utf8\n"},
	{"invalid, then NUL", TEXT("a\xff\0bcdefg"), "m.md", 0, "",
		":1:2 error text-utf8\n"},
};

static void test_sources(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct bp_buf text = {0};
		struct bp_error err = {0};
		size_t body = 99;
		int line = 99;
		start_again(scene);
		write_bytes(scene, "m.md", sources[i].text);
		const struct bp_course *course = add_one(scene, path_in(scene, "m.md"));
		const struct bp_module *module = &course->modules[0];
		expect(scene, sources[i].name, listed(scene, path_in(scene, "m.md")),
			sources[i].faults);
		expect(scene, sources[i].name, module->title, sources[i].title);
		assert_true((strstr(sources[i].faults, "error y") ||
				    strstr(sources[i].faults, "error t")) ||
			!module->fault);

		bp_buf_add_cstr(&text, "before ");
		bool ok = bp_module_read(course, module, &text, &body, &line, &err);
		if (ok != (sources[i].body_line > 0))
			fail_msg("%s: reading gave %d %s", sources[i].name, ok,
				err.message);
		if (ok) {
			expect(scene, sources[i].name, text.at + body, sources[i].body);
			assert_int_equal(line, sources[i].body_line);
		} else {
			expect(scene, sources[i].name, text.at ? bp_str(text.at).at : "",
				text.at);
			expect(scene, sources[i].name, err.message, module->fault);
			assert_int_equal(text.len, 7);
			assert_int_equal(body, 99);
		}
		bp_buf_release(&text);
	}
	assert_int_equal(scene->failures, 0);
}

/* A module's file name, and the id that is made of it. */
static const struct {
	const char *file, *id;
	bool warned;
} names[] = {
	{"01-mengapa-ux.md", "mengapa-ux", false},
	{"mengapa-ux.md", "mengapa-ux", false},
	{"10_dua.md", "dua", false},
	{"3. tiga.md", "tiga", false},
	{"3d-model.md", "3d-model", false},
	{"01.md", "01", false},
	{"01-.md", "01-", false},
	{"2026-11-01.md", "11-01", false},
	{"Bab Satu_dua.md", "bab-satu-dua", true},
	{"a  b!.md", "a-b", true},
	{"(x).md", "x", true},
	{"日本.md", "m-a6d3ce91", true},
	{"02-BESAR.MD", "besar", true},
	{"03-panjang.markdown", "panjang", false},
	{"ringkas.Md", "ringkas", false},
	/* accents in one piece, and as a Mac has them */
	{"R\xc3\xa9sum\xc3\xa9.md", "rsum", true},
	{"Re\xcc\x81sume\xcc\x81.md", "rsum", true},
	{"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg.md",
		"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg", true},
};

static void test_ids_from_names(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		start_again(scene);
		write_text(scene, names[i].file, "---\ntitle: A\n---\n");
		const struct bp_course *course =
			add_one(scene, path_in(scene, names[i].file));
		expect(scene, names[i].file, course->modules[0].id, names[i].id);
		expect(scene, names[i].file, course->id, names[i].id);
		expect(scene, names[i].file, listed(scene, path_in(scene, names[i].file)),
			names[i].warned ? ":0:0 warning id-derived\n" : "");
	}
	assert_int_equal(scene->failures, 0);
}

/* What the messages advise: the word that must be in them. */
static const struct {
	const char *yaml, *advice;
} advices[] = {
	{"judul: x", "\"title\""},
	{"Jp: 1", "\"jp\""},
	{"outcome: [x]", "\"outcomes\""},
	{"license: x", "\"licence\""},
	{"authors: [x]", "course.yaml"},
	{"licence: x", "course.yaml"},
	{"atempts: 3", "\"attempts\""},
	{"qwertyuiop: 3", "periksa ejaannya"},
	{"jp: 0,5", "0.5"},
	{"kind: ujian", "\"exam\""},
	{"kind: exma", "\"exam\""},
	{"kind: lagu", "lesson (pelajaran)"},
	{"kind: exam\nfeedback: langsung", "\"immediate\""},
	{"id: Bab Dua", "\"bab-dua\""},
	{"as_of: 2026-02-30", "kalender"},
	{"as_of: kemarin", "2026-11-01"},
	{"pass: 70%", "tanpa tanda persen"},
	{"kind: exam\ntime: 45", "45m"},
	{"title: x", "baris 2"},
	{"outcomes: Bab 1: Mulai", "tanda kutip"},
	{"\tjp: 1", "spasi"},
	{"outcomes: *a", "tanda kutip"},
	{"jp: \"a\n\n  b\x1b\\e[31m c\"", "kendali"},
	{"jp: \"a\\n\\tb\\e[31m c\"", "\"a  b\xef\xbf\xbd[31m c\""},
	{"jp: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeee", "dddddddddd…\""},
};

static void test_advice(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof advices / sizeof *advices; i++) {
		start_again(scene);
		write_text(scene, "m.md",
			bp_arena_printf(scene->library.arena, "---\ntitle: T\n%s\n---\n",
				advices[i].yaml));
		add(scene, path_in(scene, "m.md"));
		assert_true(scene->faults.count > 0);
		if (!strstr(scene->faults.at[0].message, advices[i].advice))
			expect(scene, advices[i].yaml, scene->faults.at[0].message,
				advices[i].advice);
	}
	assert_int_equal(scene->failures, 0);
}

static const char *fixture(struct scene *scene, const char *name)
{
	const char *fixtures = getenv("BERPIJAR_FIXTURES");
	assert_non_null(fixtures);
	return bp_arena_printf(scene->library.arena, "%s/%s", fixtures, name);
}

/* "id id …", an exclamation mark for what cannot be opened. */
static const char *module_ids(struct scene *scene, const struct bp_course *course)
{
	struct bp_buf ids = {0};

	for (size_t i = 0; i < course->module_count; i++)
		bp_buf_printf(&ids, "%s%s%s", i ? " " : "", course->modules[i].id,
			course->modules[i].fault ? "!" : "");
	const char *copy = bp_arena_cstr(scene->library.arena, bp_buf_str(&ids));
	bp_buf_release(&ids);
	return copy;
}

static void test_good_course(void **state)
{
	struct scene *scene = *state;
	const char *path = fixture(scene, "courses/baik");
	const struct bp_course *course = add_one(scene, path);

	expect(scene, "faults", listed(scene, path), "");
	assert_string_equal(course->id, "baik");
	assert_string_equal(course->path, path);
	assert_string_equal(course->title, "Kursus baik: contoh lengkap");
	assert_string_equal(course->summary, "Semua kunci dipakai, semuanya benar.");
	assert_string_equal(course->language, "id");
	assert_string_equal(course->version, "1.0");
	assert_string_equal(course->licence, "CC BY-SA 4.0");
	assert_string_equal(course->as_of, "2026-11-01");
	assert_int_equal(course->pass, 80);
	assert_int_equal(course->authors.count, 2);
	assert_string_equal(module_ids(scene, course), "pembuka ujian inti");
	assert_int_equal(bp_course_jp_halves(course), 4);

	const struct bp_module *exam = bp_course_find(course, BP_STR("ujian"));
	assert_int_equal(bp_module_index(course, exam), 1);
	print_module(&scene->text, exam);
	assert_string_equal(scene->text.at,
		"exam id=ujian title=Ujian akhir draw=10 time=5400 attempts=3 "
		"after=pembuka|inti");
	assert_string_equal(bp_module_path(scene->library.arena, course, exam),
		fixture(scene, "courses/baik/90-akhir.md"));
	print_module(&scene->text, bp_course_find(course, BP_STR("inti")));
	assert_string_equal(scene->text.at,
		"lesson id=inti title=Inti: yang penting halves=3 pass=70 shuffle "
		"outcomes=menjelaskan inti|memakai: tanda kutip "
		"sources=https://example.go.id/a#b after=pembuka as_of=2026-11-01");
	assert_null(bp_course_find(course, BP_STR("tiada")));
	assert_ptr_equal(bp_library_find(&scene->library, BP_STR("baik")), course);
	assert_null(bp_library_find(&scene->library, BP_STR("tiada")));
}

static void test_broken_course(void **state)
{
	struct scene *scene = *state;
	const char *path = fixture(scene, "courses/rusak");
	const struct bp_course *course = add_one(scene, path);

	expect(scene, "faults", listed(scene, path),
		"01-nilai.md:3:5 error yaml-value\n"
		"01-nilai.md:5:8 error yaml-value\n"
		"01-nilai.md:6:9 error after-unknown\n"
		"01-nilai.md:6:16 error after-unknown\n"
		"02-sintaks.md:2:15 error yaml-syntax\n"
		"03-terbuka.md:1:1 error yaml-open\n"
		"04-alias.md:3:11 error yaml-feature\n"
		"06-lingkaran-b.md:3:9 error after-cycle\n"
		"07-kunci-ganda.md:4:1 error yaml-duplicate-key\n"
		"07-kunci-ganda.md:5:1 warning yaml-unknown-key\n"
		"07-kunci-ganda.md:6:1 warning yaml-unknown-key\n"
		"08-id-sama.md:3:5 error id-duplicate\n"
		"09-polos.md:1:1 hint front-matter-none\n"
		"10-Tanpa Judul.md:0:0 warning id-derived\n"
		"10-Tanpa Judul.md:1:1 warning title-missing\n"
		"11-latin.md:6:4 error text-utf8\n"
		"12-utf16.md:1:1 error text-utf16\n"
		"13-ujian.md:4:7 error yaml-value\n"
		"14-teks.md:1:1 hint front-matter-none\n"
		"15-nul.md:5:2 error text-nul\n"
		"course.yaml:1:1 warning title-missing\n"
		"course.yaml:1:1 warning yaml-unknown-key\n"
		"course.yaml:2:11 error yaml-value\n"
		"course.yaml:3:7 error yaml-value\n"
		"course.yaml:4:1 warning modules-unlisted\n"
		"course.yaml:4:18 error modules-unknown\n"
		"course.yaml:4:25 error modules-duplicate\n"
		"course.yaml:4:32 error modules-unknown\n");
	assert_string_equal(module_ids(scene, course),
		"nilai sintaks! terbuka! alias! lingkaran-a lingkaran-b kunci-ganda "
		"nilai! polos "
		"tanpa-judul latin! utf16! ujian! teks nul!");
	assert_string_equal(course->title, "rusak");
	assert_non_null(course->fault);
	assert_string_equal(course->modules[1].title, "Sintaks");
	assert_string_equal(course->modules[1].fault,
		bp_arena_printf(scene->library.arena,
			"%s/02-sintaks.md:2:15: ada titik dua di tengah nilai; apitlah "
			"nilainya "
			"dengan tanda kutip",
			path));
	assert_int_equal(scene->failures, 0);
}

/* The bytes of a text are kept as they are; what is said of them is clean. */
static void test_wide_course(void **state)
{
	struct scene *scene = *state;
	const char *path = fixture(scene, "courses/lebar");
	const struct bp_course *course = add_one(scene, path);

	assert_string_equal(course->title, "日本語 🔥 é \033[31mmerah\xe2\x80\xae");
	assert_string_equal(course->modules[0].title, "日本語のモジュール");
	assert_true(bp_str_is(
		course->modules[0].outcomes.at[0], "🔥 é \xe2\x80\xae \033]0;x\a"));
	expect(scene, "faults", listed(scene, path),
		"01-日本.md:0:0 warning id-derived\n"
		"01-日本.md:5:1 warning yaml-unknown-key\n"
		"02-Café Ñandú.md:0:0 warning id-derived\n"
		"02-Café Ñandú.md:3:1 warning yaml-unknown-key\n"
		"02-Café Ñandú.md:4:5 error yaml-value\n");
	assert_string_equal(course->modules[1].id, "caf-and");
	assert_int_equal(scene->failures, 0);
}

/* Everything that a folder can hold in the place of a module. */
static void test_kinds_of_files(void **state)
{
	struct scene *scene = *state;
	const char *folder = scene->folder, *target = path_in(scene, "../rahasia.md");

	make_folder(scene, "x");
	write_text(scene, "x/course.yaml", "title: X\n");
	write_text(scene, "x/2-dua.md", "---\ntitle: Dua\n---\n");
	write_text(scene, "x/10-sepuluh.md", "---\ntitle: Sepuluh\n---\n");
	write_text(scene, "x/1-satu.md", "---\ntitle: Satu\n---\n");
	write_text(scene, "x/-rf.md", "");
	write_text(scene, "x/a\033[31m.md", "");
	write_text(scene, "x/b\xff.md", "");
	write_text(scene, "x/.tersembunyi.md", "");
	write_text(scene, "x/_konsep.md", "");
	write_text(scene, "x/readme.md", "");
	write_text(scene, "x/catatan.txt", "");
	make_folder(scene, "x/folder.md");
	make_folder(scene, "x/assets");
	assert_int_equal(mkfifo(path_in(scene, "x/fifo.md"), 0600), 0);
	assert_int_equal(symlink(target, path_in(scene, "x/luar.md")), 0);
	assert_int_equal(symlink("1-satu.md", path_in(scene, "x/dalam.md")), 0);
	assert_int_equal(symlink("/dev/zero", path_in(scene, "x/nol.md")), 0);

	const struct bp_course *course = add_one(scene, path_in(scene, "x"));
	assert_string_equal(module_ids(scene, course),
		"satu dua sepuluh dalam! fifo! folder! luar! nol!");
	expect(scene, "faults", listed(scene, folder),
		"x:0:0 warning name-refused\n"
		"x:0:0 warning name-refused\n"
		"x:0:0 warning name-refused\n"
		"x/dalam.md:0:0 error file-read\n"
		"x/fifo.md:0:0 error file-read\n"
		"x/folder.md:0:0 error file-read\n"
		"x/luar.md:0:0 error file-read\n"
		"x/nol.md:0:0 error file-read\n");
	assert_int_equal(scene->failures, 0);
}

/* `order` goes before ids, and what gives none comes last. */
static void test_order_of_courses(void **state)
{
	struct scene *scene = *state;

	make_folder(scene, "isi");
	make_folder(scene, "isi/a");
	write_text(scene, "isi/a/course.yaml", "title: A\n");
	make_folder(scene, "isi/b");
	write_text(scene, "isi/b/course.yaml", "title: B\norder: 2\n");
	make_folder(scene, "isi/c");
	write_text(scene, "isi/c/course.yaml", "title: C\norder: 1\n");
	make_folder(scene, "isi/d");
	write_text(scene, "isi/d/course.yaml", "title: D\norder: 0\n");
	add(scene, path_in(scene, "isi"));
	assert_int_equal(scene->library.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(scene->library.courses[i]->id[0], "cbad"[i]);
	assert_non_null(strstr(listed(scene, scene->folder), "isi/d/course.yaml:2:8"));
}

/* Of what is offered only what is asked for is read; once all is, the order is the same,
 * and what was read before has stayed where it was. */
static void test_offered_folders(void **state)
{
	struct scene *scene = *state;
	struct bp_library *library = &scene->library;
	struct bp_error err = {0};

	make_folder(scene, "isi");
	make_folder(scene, "isi/a");
	write_text(scene, "isi/a/course.yaml", "title: A\norder: 2\n");
	make_folder(scene, "isi/b");
	write_text(scene, "isi/b/course.yaml", "title: B\norder: 1\n");
	make_folder(scene, "isi/Kelas Dua");
	write_text(scene, "isi/Kelas Dua/m.md", "---\ntitle: M\n---\n");
	make_folder(scene, "lain");
	write_text(scene, "lain/m.md", "---\ntitle: M\n---\n");
	make_folder(scene, "lain/a");
	write_text(scene, "lain/a/m.md", "---\ntitle: M\n---\n");
	assert_true(bp_library_offer(library, path_in(scene, "lain"), &err));
	assert_true(bp_library_offer(library, path_in(scene, "isi/"), &err));
	assert_false(bp_library_offer(library, path_in(scene, "tiada"), &err));
	assert_int_equal(err.kind, BP_ERROR_NOT_FOUND);
	assert_int_equal(library->count, 0);

	const struct bp_course *a = bp_library_find(library, BP_STR("a"));
	assert_string_equal(a->title, "A");
	assert_int_equal(library->count, 1);
	const struct bp_course *named = bp_library_find(library, BP_STR("kelas-dua"));
	assert_string_equal(named->title, "Kelas Dua");

	assert_int_equal(bp_library_all(library), 4);
	assert_string_equal(library->courses[0]->id, "lain");
	assert_string_equal(library->courses[1]->id, "b");
	assert_ptr_equal(library->courses[2], a);
	assert_ptr_equal(library->courses[3], named);
	assert_null(bp_library_find(library, BP_STR("c")));
	assert_int_equal(bp_library_all(library), 4);
}

/* Course folders, folders that are none, and what a lone file makes of itself. */
static void test_kinds_of_folders(void **state)
{
	struct scene *scene = *state;
	struct bp_error err = {0};

	make_folder(scene, "isi");
	make_folder(scene, "isi/b");
	write_text(scene, "isi/b/m.md", "---\ntitle: M\n---\n");
	make_folder(scene, "isi/a");
	write_text(scene, "isi/a/course.yaml", "title: A\n");
	make_folder(scene, "isi/Kelas Dua");
	write_text(scene, "isi/Kelas Dua/m.md", "---\ntitle: M\n---\n");
	make_folder(scene, "isi/gambar");
	write_text(scene, "isi/gambar/README.md", "");
	make_folder(scene, "isi/.git");
	write_text(scene, "isi/.git/m.md", "");
	write_text(scene, "isi/README.md", "");
	write_text(scene, "isi/lepas.txt", "");
	assert_int_equal(symlink("a", path_in(scene, "isi/tautan")), 0);

	add(scene, path_in(scene, "isi/"));
	assert_int_equal(scene->library.count, 3);
	assert_string_equal(scene->library.courses[0]->id, "a");
	assert_string_equal(scene->library.courses[1]->id, "b");
	assert_string_equal(scene->library.courses[1]->title, "b");
	assert_string_equal(scene->library.courses[1]->path, path_in(scene, "isi/b"));
	assert_string_equal(scene->library.courses[2]->id, "kelas-dua");
	assert_string_equal(scene->library.courses[2]->title, "Kelas Dua");
	expect(scene, "faults", listed(scene, scene->folder),
		"isi:0:0 warning name-refused\n"
		"isi/Kelas Dua:0:0 warning id-derived\n"
		"isi/Kelas Dua/course.yaml:0:0 hint course-file-none\n"
		"isi/a:0:0 warning course-empty\n"
		"isi/b/course.yaml:0:0 hint course-file-none\n");

	bp_diagnostics_release(&scene->faults);
	add(scene, path_in(scene, "isi/a"));
	assert_int_equal(scene->library.count, 3);
	add(scene, path_in(scene, "isi/gambar"));
	expect(scene, "again", listed(scene, scene->folder),
		"isi/a:0:0 warning course-duplicate\n"
		"isi/a:0:0 warning course-empty\n"
		"isi/gambar:0:0 warning course-none\n");

	assert_false(
		bp_library_add(&scene->library, path_in(scene, "tiada"), NULL, &err));
	assert_int_equal(err.kind, BP_ERROR_NOT_FOUND);
	assert_false(
		bp_library_add(&scene->library, path_in(scene, "tiada.md"), NULL, &err));
	assert_int_equal(err.kind, BP_ERROR_NOT_FOUND);
	assert_false(bp_library_add(
		&scene->library, path_in(scene, "isi/lepas.txt"), NULL, &err));
	assert_int_equal(err.kind, BP_ERROR_INPUT);
	assert_int_equal(scene->library.count, 3);
	assert_int_equal(scene->failures, 0);
}

static void test_lone_file(void **state)
{
	struct scene *scene = *state;
	char *before = getcwd(NULL, 0);
	struct bp_buf text = {0};
	size_t body;
	int line;

	write_text(scene, "Pelajaran.md",
		"---\ntitle: Lepas\nid: lepas\nas_of: 2026-01-01\nafter: "
		"[lain]\n---\nIsi");
	assert_int_equal(symlink("Pelajaran.md", path_in(scene, "tautan.md")), 0);
	assert_int_equal(chdir(scene->folder), 0);
	const struct bp_course *course = add_one(scene, "Pelajaran.md");
	assert_string_equal(course->path, ".");
	assert_string_equal(course->id, "lepas");
	assert_string_equal(course->title, "Lepas");
	assert_string_equal(course->as_of, "2026-01-01");
	assert_string_equal(course->language, "id");
	assert_int_equal(course->pass, -1);
	assert_int_equal(course->module_count, 1);
	assert_int_equal(course->modules[0].after.count, 0);
	assert_string_equal(bp_module_path(scene->library.arena, course, course->modules),
		"Pelajaran.md");
	assert_true(bp_module_read(course, course->modules, &text, &body, &line, NULL));
	assert_string_equal(text.at + body, "Isi");
	bp_buf_release(&text);

	/* A link that the user named is followed. */
	bp_library_release(&scene->library);
	bp_library_init(&scene->library);
	course = add_one(scene, "./tautan.md");
	assert_string_equal(course->id, "lepas");
	assert_null(course->modules[0].fault);
	assert_int_equal(scene->faults.count, 0);

	bp_library_release(&scene->library);
	bp_library_init(&scene->library);
	add(scene, ".");
	assert_int_equal(scene->library.count, 1);
	assert_int_equal(chdir(before), 0);
	free(before);
}

static void add_module(struct scene *scene, const char *name, const char *keys)
{
	write_text(scene, bp_arena_printf(scene->library.arena, "x/%s.md", name),
		bp_arena_printf(scene->library.arena, "---\ntitle: T\n%s\n---\n", keys));
}

/* Who waits for whom; the course can be finished whatever its modules say. */
static void test_after(void **state)
{
	struct scene *scene = *state;

	make_folder(scene, "x");
	write_text(scene, "x/course.yaml", "title: X\n");
	add_module(scene, "a", "after: [a]");
	add_module(scene, "b", "after: [c, d]");
	add_module(scene, "c", "after:\n  - d\n  - tidak-ada");
	add_module(scene, "d", "after: e");
	add_module(scene, "e", "after: [b, f]");
	add_module(scene, "f", "");
	add_module(scene, "g", "after: [b, {x: y}, '']");
	const struct bp_course *course = add_one(scene, path_in(scene, "x"));

	bp_buf_clear(&scene->text);
	for (size_t i = 0; i < course->module_count; i++)
		print_list(
			&scene->text, course->modules[i].id, &course->modules[i].after);
	expect(scene, "after", scene->text.at, " b=c|d c=d d=e e=f g=b");
	expect(scene, "faults", listed(scene, path_in(scene, "x")),
		"a.md:3:9 error after-cycle\n"
		"c.md:5:5 error after-unknown\n"
		"e.md:3:9 error after-cycle\n"
		"g.md:3:1 warning yaml-empty\n"
		"g.md:3:12 error yaml-value\n");
	assert_int_equal(scene->failures, 0);
}

static void test_order(void **state)
{
	static const struct {
		const char *yaml, *ids, *faults;
	} rows[] = {
		{"", "satu dua tiga", ""},
		{"modules: [tiga, satu, dua]", "tiga satu dua", ""},
		{"modules: [tiga]", "tiga satu dua",
			"course.yaml:2:1 warning modules-unlisted\n"},
		{"modules: tiga\n", "tiga satu dua",
			"course.yaml:2:1 warning modules-unlisted\n"},
		{"modules: [satu, 10-tiga.md, dua]", "satu dua tiga",
			"course.yaml:2:1 warning modules-unlisted\n"
			"course.yaml:2:17 error modules-unknown\n"},
		{"modules: {a: b}", "satu dua tiga",
			"course.yaml:2:10 error yaml-value\n"},
		{"modules: []", "satu dua tiga",
			"course.yaml:2:1 warning modules-unlisted\n"},
		{"modules:", "satu dua tiga", "course.yaml:2:1 warning yaml-empty\n"},
		{"{", "satu dua tiga", "course.yaml:2:1 error yaml-syntax\n"},
		{"summary: {", "satu dua tiga", "course.yaml:2:11 error yaml-syntax\n"},
	};
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start_again(scene);
		make_folder(scene, "x");
		add_module(scene, "10-tiga", "");
		add_module(scene, "02-dua", "");
		add_module(scene, "1-satu", "");
		write_text(scene, "x/course.yaml",
			bp_arena_printf(
				scene->library.arena, "title: X\n%s", rows[i].yaml));
		const struct bp_course *course = add_one(scene, path_in(scene, "x"));
		expect(scene, rows[i].yaml, module_ids(scene, course), rows[i].ids);
		expect(scene, rows[i].yaml, listed(scene, path_in(scene, "x")),
			rows[i].faults);
	}
	assert_int_equal(scene->failures, 0);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void add_times(struct bp_buf *out, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		bp_buf_add_cstr(out, text);
}

/* before, then so many times the middle, then after: one message, and fast. */
static void test_hostile(void **state)
{
	static const struct {
		const char *name, *before, *middle;
		size_t times;
		const char *after, *faults;
	} rows[] = {
		{"deep lists", "---\nx: ", "[", 900, "\n---\n",
			":2:11 error yaml-depth\n"},
		{"deeper lists", "---\nx: ", "[", 16000, "\n---\n",
			":2:1004 error yaml-depth\n"},
		{"deep mappings", "---\nx: ", "{b: ", 4000, "\n---\n",
			":2:4004 error yaml-depth\n"},
		{"deep lists that seem flat", "---\nx: ", "[ #]\n", 3000, "\n---\n",
			":1002:1 error yaml-depth\n"},
		{"deep block lists", "---\nx:\n  ", "- ", 8000, "a\n---\n",
			":3:17 error yaml-depth\n"},
		{"deep keys", "---\ntitle: A\n", "? ", 8000, "a\n---\n",
			":3:3 error yaml-mapping\n"},
		{"many lists", "---\nx: [", "[],", 900, "]\n---\n",
			":1:1 warning title-missing\n:2:1 warning yaml-unknown-key\n"},
		{"one key many times", "---\ntitle: A\n", "title: B\n", 3, "---\n",
			":3:1 error yaml-duplicate-key\n:4:1 error yaml-duplicate-key\n"
			":5:1 error yaml-duplicate-key\n"},
		{"a long text", "---\ntitle: A\noutcomes: ", "a ", 8000, "\n---\n", ""},
		{"too much", "---\ntitle: A\noutcomes: ", "a ", 8192, "\n---\n",
			":1:1 error yaml-size\n"},
		{"far too much", "---\ntitle: A\noutcomes: ", "a ", 100000, "\n---\n",
			":1:1 error yaml-size\n"},
		{"a large module", "---\ntitle: A\n---\n", "isi\n", 65536, "",
			":0:0 error file-size\n"},
		{"a text with a distant line", "---\n\n", "isi\n", 60000, "---\n",
			":1:1 hint front-matter-none\n"},
		{"a cut character", "---\ntitle: A\n---\n", "é", 40000, "", ""},
		{"a cut wide character", "---\ntitle: A\n---\nx", "日", 40000, "", ""},
		{"quotation marks", "---\ntitle: A\nx: ", "\"\" ", 5000, "\n---\n",
			":3:1 warning yaml-unknown-key\n:3:7 error yaml-syntax\n"},
		{"colons", "---\ntitle: A\nx", ": ", 8000, "\n---\n",
			":3:4 error yaml-syntax\n"},
		{"commas", "---\ntitle: A\nx: [", ",", 16000, "]\n---\n",
			":3:5 error yaml-syntax\n"},
		{"hash signs", "---\ntitle: A\n", "#\n", 8000, "---\n", ""},
		{"anchors", "---\ntitle: A\nx: [", "&a a,", 3000, "]\n---\n",
			":3:5 error yaml-feature\n"},
	};
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bp_buf text = {0};
		start_again(scene);
		bp_buf_add_cstr(&text, rows[i].before);
		add_times(&text, rows[i].middle, rows[i].times);
		bp_buf_add_cstr(&text, rows[i].after);
		write_bytes(scene, "m.md", bp_buf_str(&text));
		bp_buf_release(&text);
		double start = seconds();
		add(scene, path_in(scene, "m.md"));
		double took = seconds() - start;
		expect(scene, rows[i].name, listed(scene, path_in(scene, "m.md")),
			rows[i].faults);
		if (took > 0.2)
			fail_msg("%s: %.0f ms", rows[i].name, 1000 * took);
	}
	assert_int_equal(scene->failures, 0);
}

static void test_many_keys(void **state)
{
	struct scene *scene = *state;

	for (int keys = 64; keys <= 65; keys++) {
		struct bp_buf text = {0};
		start_again(scene);
		bp_buf_add_cstr(&text, "---\ntitle: A\n");
		for (int i = 1; i < keys; i++)
			bp_buf_printf(&text, "k%d: x\n", i);
		bp_buf_add_cstr(&text, "---\n");
		write_bytes(scene, "m.md", bp_buf_str(&text));
		bp_buf_release(&text);
		add(scene, path_in(scene, "m.md"));
		assert_int_equal(scene->faults.errors, keys == 65);
		assert_int_equal(scene->faults.warnings, 63);
	}
	assert_string_equal(bp_fault_row(scene->faults.at[0].fault)->code, "yaml-keys");
	assert_int_equal(scene->faults.at[0].line, 66);
}

static void test_many_modules(void **state)
{
	struct scene *scene = *state;

	make_folder(scene, "x");
	write_text(scene, "x/course.yaml", "title: X\n");
	for (int i = 1; i <= 1001; i++)
		add_module(scene, bp_arena_printf(scene->library.arena, "m%d", i),
			i == 1 ? ""
			       : bp_arena_printf(
					 scene->library.arena, "after: [m%d]", i - 1));
	const struct bp_course *course = add_one(scene, path_in(scene, "x"));
	assert_int_equal(course->module_count, 1000);
	assert_string_equal(course->modules[999].id, "m1000");
	expect(scene, "faults", listed(scene, scene->folder),
		"x:0:0 error course-size\n");
	assert_int_equal(scene->failures, 0);
}

/* Whether a module's text has no byte that is told of. */
static bool is_sound(const struct bp_course *course, const struct bp_module *module,
	struct bp_diagnostics *faults)
{
	struct bp_module_source source = {0};
	bool sound = bp_module_source(course, module, faults, &source) && source.whole;

	bp_buf_release(&source.text);
	return sound;
}

/* What only the whole text shows is found by checking and by opening. */
static void test_far_faults(void **state)
{
	struct scene *scene = *state;
	struct bp_buf text = {0};
	struct bp_error err = {0};
	size_t body;
	int line;

	bp_buf_add_cstr(&text, "---\ntitle: A\n---\n");
	add_times(&text, "baris\n", 10000);
	bp_buf_add_cstr(&text, "Caf\xe9\n");
	write_bytes(scene, "m.md", bp_buf_str(&text));
	const struct bp_course *course = add_one(scene, path_in(scene, "m.md"));
	assert_int_equal(scene->faults.count, 0);
	assert_null(course->modules[0].fault);
	assert_false(is_sound(course, &course->modules[0], &scene->faults));
	expect(scene, "check", listed(scene, path_in(scene, "m.md")),
		":10004:4 error text-utf8\n");
	bp_buf_clear(&text);
	assert_false(
		bp_module_read(course, &course->modules[0], &text, &body, &line, &err));
	assert_non_null(strstr(err.message, "m.md:10004:4: "));
	assert_int_equal(text.len, 0);

	write_text(scene, "m.md", "---\ntitle: A\n---\n");
	assert_true(is_sound(course, &course->modules[0], NULL));
	assert_int_equal(unlink(path_in(scene, "m.md")), 0);
	assert_false(
		bp_module_read(course, &course->modules[0], &text, &body, &line, &err));
	assert_int_equal(scene->failures, 0);
	bp_buf_release(&text);
}

/* What we ship is without fault. */
static void test_shipped_content(void **state)
{
	struct scene *scene = *state;
	const char *path = fixture(scene, "../../content");
	struct bp_error err = {0};

	if (!bp_library_add(&scene->library, path, &scene->faults, &err))
		skip();
	expect(scene, "faults", listed(scene, path), "");
	for (size_t i = 0; i < scene->library.count; i++)
		for (size_t k = 0; k < scene->library.courses[i]->module_count; k++)
			assert_true(is_sound(scene->library.courses[i],
				&scene->library.courses[i]->modules[k], &scene->faults));
	assert_int_equal(scene->failures, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_values),
		TEST(test_sources),
		TEST(test_ids_from_names),
		TEST(test_advice),
		TEST(test_good_course),
		TEST(test_broken_course),
		TEST(test_wide_course),
		TEST(test_kinds_of_files),
		TEST(test_order_of_courses),
		TEST(test_offered_folders),
		TEST(test_kinds_of_folders),
		TEST(test_lone_file),
		TEST(test_after),
		TEST(test_order),
		TEST(test_hostile),
		TEST(test_many_keys),
		TEST(test_many_modules),
		TEST(test_far_faults),
		TEST(test_shipped_content),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
