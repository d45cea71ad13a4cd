/* What the environment says of the terminal and of what is wanted there. */
#include <berpijar/term.h>
#include <stdlib.h>
#include <string.h>

bool bp_term_utf8(void)
{
	const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
	}
	return false;
}

enum bp_symbol_set bp_term_symbols(void)
{
	const char *name = getenv("TERM");

	if (!bp_term_utf8())
		return BP_SYMBOLS_ASCII;
	return name && strncmp(name, "linux", 5) == 0 ? BP_SYMBOLS_CONSOLE
						      : BP_SYMBOLS_UNICODE;
}

bool bp_term_refuses(enum bp_term_colors colors)
{
	const char *no_color = getenv("NO_COLOR");

	return colors == BP_COLORS_NEVER ||
		(colors == BP_COLORS_AUTO && no_color && *no_color);
}
