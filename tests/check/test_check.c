/* Checking by the library's calls alone, and the table of faults. */
#include <berpijar/check.h>
#include <berpijar/file.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct {
	const char *name, *text;
} files[] = {
	{"course.yaml", "title: Kursus\n"},
	{"01-satu.md",
		"---\ntitle: Satu\n---\n\n# Judul\n\n[a](99-lain.md) [b](#tiada)\n\n"
		"[c](02-dua.md#tiada) [d](tiada.txt) [e](#judul)\n"},
	{"02-dua.md", "---\ntitle: Dua\nkind: exam\n---\n\nHanya keterangan.\n"},
	{"soal.gift", "::a::A{=x ~x}\n\n::b::B{T}\n"},
};

/* What is found in the course and in the file of questions, in the order of the report. */
static const struct {
	const char *file;
	int line;
	enum bp_fault fault;
} expected[] = {
	{"01-satu.md", 7, BP_FAULT_LINK_MODULE},
	{"01-satu.md", 7, BP_FAULT_LINK_HEADING},
	{"01-satu.md", 9, BP_FAULT_LINK_HEADING},
	{"01-satu.md", 9, BP_FAULT_LINK_FILE},
	{"02-dua.md", 1, BP_FAULT_EXAM_EMPTY},
	{"soal.gift", 1, BP_FAULT_GIFT_CHOICE_TWICE},
};

static void write_files(const char *folder, bool make)
{
	char path[256];

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
		FILE *file = make ? fopen(path, "w") : NULL;
		if (file) {
			fputs(files[i].text, file);
			fclose(file);
		} else {
			unlink(path);
		}
	}
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static void test_path(void **state)
{
	char folder[] = "/tmp/berpijar-check-XXXXXX", bank[64];
	struct bp_check check = {0};
	struct bp_error err = {0};

	(void)state;
	assert_non_null(mkdtemp(folder));
	write_files(folder, true);
	snprintf(bank, sizeof bank, "%s/soal.gift", folder);
	assert_true(bp_check_path(&check, folder, &err));
	assert_true(bp_check_path(&check, bank, &err));
	write_files(folder, false);
	rmdir(folder);

	assert_int_equal(check.files, 3);
	assert_int_equal(check.questions, 2);
	assert_int_equal(check.faults.errors, 1);
	/* The folder's random name may not do as an id, which is then told as well. */
	size_t found = 0;
	for (size_t i = 0; i < check.faults.count; i++) {
		const struct bp_diagnostic *fault = &check.faults.at[i];
		if (fault->fault == BP_FAULT_ID_DERIVED)
			continue;
		assert_true(found < sizeof expected / sizeof *expected);
		assert_string_equal(base_name(fault->file), expected[found].file);
		assert_int_equal(fault->line, expected[found].line);
		assert_string_equal(bp_fault_row(fault->fault)->code,
			bp_fault_row(expected[found].fault)->code);
		found++;
	}
	assert_int_equal(found, sizeof expected / sizeof *expected);
	bp_diagnostics_release(&check.faults);
}

static void test_no_path(void **state)
{
	struct bp_check check = {0};
	struct bp_error err = {0};

	(void)state;
	assert_false(bp_check_path(&check, "/tidak/ada", &err));
	assert_int_equal(err.kind, BP_ERROR_NOT_FOUND);
	bp_diagnostics_release(&check.faults);
}

/* Errors cannot be switched off, everything else can. */
static void test_table(void **state)
{
	(void)state;
	for (enum bp_fault fault = 0; fault < BP_FAULT_COUNT; fault++) {
		const struct bp_fault_row *row = bp_fault_row(fault);
		assert_true(*row->code && *row->since && *row->heading);
		assert_int_equal(
			bp_fault_optional(fault), row->severity != BP_SEVERITY_ERROR);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_path),
		cmocka_unit_test(test_no_path),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
