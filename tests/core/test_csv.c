/* Tables as CSV: where cells end, and which character separates them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/arena.h>
#include <berpijar/csv.h>

/* A table and its cells, with "|" between cells and "/" behind rows. */
static const struct {
	const char *table, *cells;
} tables[] = {
	{"a,b\nc,d\n", "a|b/c|d/"},
	{"a;b\r\nc,d;e", "a|b/c,d|e/"},
	{"\xef\xbb\xbf\"a\"\"b\",  c ", "a\"b|c/"},
	{"\"a;b;c\",d\ne,f\n", "a;b;c|d/e|f/"},
	{"\"a\n;;\",b\nc,d", "a\n;;|b/c|d/"},
	{"\n,,\n\"x\",\n", "x|/"},
};

static void test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_diagnostics faults = {0};
		struct bp_csv csv = {.text = bp_str(tables[i].table),
			.arena = arena,
			.faults = &faults};
		struct bp_csv_cell cells[8];
		struct bp_buf out = {0};
		size_t count;

		for (bp_csv_begin(&csv); bp_csv_row(&csv, cells, 8, &count);)
			for (size_t n = 0; n < count; n++)
				bp_buf_printf(&out, "%.*s%s", (int)cells[n].text.len,
					cells[n].text.at, n + 1 < count ? "|" : "/");
		assert_string_equal(out.at, tables[i].cells);
		assert_int_equal(faults.count, 0);
		bp_buf_release(&out);
		bp_diagnostics_release(&faults);
		bp_arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_cells)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
