/*
 * Writes unicode_table.h from the C library's tables in the locale C.UTF-8. Not
 * part of the build: the table is frozen, so that a golden screen means the same
 * everywhere. To renew it: cc make_unicode_table.c && ./a.out >unicode_table.h
 */
#define _GNU_SOURCE
#include <gnu/libc-version.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>
#include <wctype.h>

static void ranges(const char *name, const char *what, int width)
{
	printf("\n/* %s */\nstatic const struct range %s[] = {\n", what, name);
	for (long code = 0xa0, first = -1; code <= 0x110000; code++) {
		int in = code < 0x110000 && wcwidth((wchar_t)code) == width &&
			!(code >= 0xd800 && code <= 0xdfff);
		if (in && first < 0)
			first = code;
		if (!in && first >= 0) {
			printf("\t{0x%lx, 0x%lx},\n", (unsigned long)first, (unsigned long)code - 1);
			first = -1;
		}
	}
	printf("};\n");
}

/* Runs of letters that fold by the same distance, every one or every second code. */
static void folds(void)
{
	printf("\n/* Capital letters and the way to their small ones. */\n"
	       "static const struct fold folds[] = {\n");
	for (wint_t code = 'A'; code < 0x1e944;) {
		long delta = (long)towlower(code) - (long)code;
		if (delta == 0) {
			code++;
			continue;
		}
		wint_t last = code, step = 1;
		if ((long)towlower(code + 1) - (long)code - 1 != delta)
			step = 2;
		while ((long)towlower(last + step) - (long)(last + step) == delta &&
			(step == 1 || towlower(last + 1) == last + 1))
			last += step;
		printf("\t{0x%x, 0x%x, %ld, %u},\n", code, last, delta, step);
		code = last + 1;
	}
	printf("};\n");
}

int main(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return 1;
	printf("/* Made by make_unicode_table.c from glibc %s, locale C.UTF-8. */\n",
		gnu_get_libc_version());
	ranges("zero_width", "Combining marks and other characters that take no cell.", 0);
	ranges("double_width", "Characters that take two cells.", 2);
	ranges("unassigned", "Not assigned, or not printable.", -1);
	folds();
	return 0;
}
