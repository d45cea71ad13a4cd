/* What reaches a printer at the terminal: our text, and nothing that commands anything. */
#include "output.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka.h needs these before it */
#include <cmocka.h>

static const struct {
	const char *text, *printed; /* between switching it on and off */
} texts[] = {
	{"", ""},
	{"Nama  Siti\n\nNIP\n", "Nama  Siti\r\n\r\nNIP\r\n"},
	{"Ren\303\251 \342\200\234x\342\200\235 \342\226\210", "Rene \"x\" #"},
	/* nothing ends the printing, or begins anything else */
	{"a\033[4ib", "a?[4ib"},
	{"a\302\2334ib", "a?4ib"},
	{"a\0334ib\033[5i\f\r\t\177\b", "a?4ib?[5i?? ??"},
	{"\342\200\256abc\342\201\246", "abc"},
	{"\377\300\200", "???"},
};

static void test_printer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct bp_output output = {.row = -1};
		struct bp_buf wanted = {0};
		bp_output_print(&output, bp_str(texts[i].text));
		bp_buf_printf(&wanted, "\033[5i%s\f\033[4i", texts[i].printed);
		assert_string_equal(output.bytes.at, wanted.at);
		bp_buf_release(&output.bytes);
		bp_buf_release(&wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_printer)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
