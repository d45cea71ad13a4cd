/* Which version is newer: "1.10" comes after "1.9", "2026-12" after "2026-11". */
#include "version.h"
#include <berpijar/pack.h>
#include <string.h>

#define VERSION_MOST 64
#define DIGITS       "0123456789"

bool version_is_one(const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		if (!bp_is_letter(text[i]) && !bp_is_digit(text[i]) &&
			!strchr("._-+", text[i]))
			return false;
	return len > 0 && len <= VERSION_MOST;
}

/* Compares the numbers that both begin with, and moves behind them. */
static int version_numbers(const char **a, const char **b)
{
	*a += strspn(*a, "0");
	*b += strspn(*b, "0");
	size_t x = strspn(*a, DIGITS), y = strspn(*b, DIGITS);
	int order = x == y ? memcmp(*a, *b, x) : (x > y) - (x < y);

	*a += x;
	*b += y;
	return order;
}

int bp_pack_version_order(const char *a, const char *b)
{
	const char *x = a, *y = b;

	while (*x && *y) {
		if (bp_is_digit(*x) && bp_is_digit(*y)) {
			int order = version_numbers(&x, &y);
			if (order)
				return order;
		} else if (*x != *y) {
			break;
		} else {
			x++, y++;
		}
	}
	if (*x != *y)
		return (unsigned char)*x - (unsigned char)*y;
	return strcmp(a, b); /* "1.0" and "1.00" are two versions */
}
