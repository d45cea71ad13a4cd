/* For terminals whose character set is not UTF-8. */
#include <berpijar/text.h>

static const struct {
	uint32_t first, last;
	const char *ascii; /* one for each code, or one for all */
} table[] = {
	{0xa0, 0xa0, " "},
	{0xa1, 0xbf, "!c#oY|S\"ca<--r-o+23'uP.,1o>///?"},
	{0xc0, 0xff, "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"},
	{0x2010, 0x2015, "-"},
	{0x2018, 0x201b, "'"},
	{0x201c, 0x201f, "\""},
	{0x2022, 0x2022, "*"},
	{0x2026, 0x2026, "."},
	{0x2032, 0x2033, "'\""},
	{0x2039, 0x203a, "<>"},
	{0x2190, 0x2193, "<^>v"},
	{0x2212, 0x2212, "-"},
	{0x2264, 0x2265, "<>"},
	{0x2500, 0x2501, "-"},
	{0x2502, 0x2503, "|"},
	{0x250c, 0x254b, "+"},
	{0x2550, 0x2550, "="},
	{0x256d, 0x2570, "+"},
	{0x2588, 0x2588, "#"},
	{0x2591, 0x2591, "."},
	{0x25b8, 0x25b8, ">"},
	{0x25cb, 0x25cf, "o"},
	{0x2713, 0x2714, "v"},
	{0x2717, 0x2718, "x"},
};

char bp_code_ascii(uint32_t code)
{
	if (code >= 0x20 && code < 0x7f)
		return (char)code;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (code >= table[i].first && code <= table[i].last)
			return table[i].ascii[1] ? table[i].ascii[code - table[i].first]
						 : table[i].ascii[0];
	return '?';
}
