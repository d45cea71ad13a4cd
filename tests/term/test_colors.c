/* Colours can be read: 4.5 to 1 against every background that a theme is for, by the
 * palettes of terminals. */
#include "terminfo.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it */
#include <cmocka.h>

#define BLACK 0x000000
#define WHITE 0xffffff

/* The first 16 colours, which differ: those of the PC's console and of xterm. */
static const unsigned palettes[2][16] = {
	{0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
		0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff,
		0xffffff},
	{0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
		0xffffff},
};

/* The other 240, which are the same everywhere: a cube of 6 steps, and greys. */
static unsigned rgb_of(int color, const unsigned palette[16])
{
	static const unsigned steps[] = {0, 95, 135, 175, 215, 255};
	int cube = color - 16;

	if (color < 16)
		return palette[color];
	if (color >= 232)
		return 0x010101 * (8 + 10 * ((unsigned)color - 232));
	return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

/* WCAG's relative luminance. */
static double luminance(unsigned rgb)
{
	static const double weights[] = {0.0722, 0.7152, 0.2126};
	double sum = 0;

	for (int i = 0; i < 3; i++, rgb >>= 8) {
		double part = (rgb & 255) / 255.0;
		sum += weights[i] *
			(part <= 0.04045 ? part / 12.92
					 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(unsigned a, unsigned b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

/* The foreground that a sequence sets; -1: the terminal's own. */
static int color_in(const char *sequence)
{
	const char *at = strstr(sequence, "38;5;");

	if (at)
		return atoi(at + 5);
	for (at = strpbrk(sequence, "39"); at; at = strpbrk(at + 1, "39"))
		if ((at[-1] == '[' || at[-1] == ';') && strcspn(at, ";m") == 2)
			return at[1] - '0' + (*at == '9' ? 8 : 0);
	return -1;
}

static const struct {
	enum bp_theme theme;
	bool on_black, on_white;
} readable[] = {
	{BP_THEME_TERMINAL, true, true}, /* the background is not known */
	{BP_THEME_DARK, true, false},
	{BP_THEME_LIGHT, false, true},
	{BP_THEME_CONTRAST, true, true},
	{BP_THEME_MONO, true, true},
};

static void look_at_theme(struct bp_terminfo *info, size_t i)
{
	bp_terminfo_theme(info, readable[i].theme);
	for (int role = 0; role < BP_COLOR_PAPER; role++) {
		struct bp_buf out = {0};
		bp_terminfo_style(info, BP_STYLE_NOTHING, (bp_style)role, &out);
		int color = color_in(out.at ? out.at : "");
		for (size_t p = 0; color >= 0 && p < 2; p++) {
			unsigned rgb = rgb_of(color, palettes[p]);
			if ((readable[i].on_black && contrast(rgb, BLACK) < 4.5) ||
				(readable[i].on_white && contrast(rgb, WHITE) < 4.5))
				fail_msg("theme %d, role %d of %d colours: %d (#%06x)",
					(int)readable[i].theme, role, info->colors, color,
					rgb);
		}
		bp_buf_release(&out);
	}
}

static void test_contrast(void **state)
{
	static const int depths[] = {8, 16, 256};
	struct bp_terminfo info;
	struct bp_error err = {0};

	(void)state;
	if (!bp_terminfo_load(&info, "xterm-256color", BP_COLORS_ALWAYS, &err))
		fail_msg("%s", err.message);
	for (size_t d = 0; d < sizeof depths / sizeof *depths; d++) {
		info.colors = depths[d];
		for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
			look_at_theme(&info, i);
	}
	bp_terminfo_release(&info);
}

/* Where colours are given by their red, green and blue, the numbers of the 256 mean others. */
static void test_direct(void **state)
{
	struct bp_terminfo info;

	(void)state;
	if (!bp_terminfo_load(&info, "xterm-direct", BP_COLORS_ALWAYS, NULL))
		skip(); /* not installed here */
	assert_int_equal(info.colors, 8);
	bp_terminfo_release(&info);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_direct),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
