/* Terminfo entries and the themes' looks: the one file that includes curses. */
#include "terminfo.h"
#include "kinds.h"
#include <berpijar/arena.h>
#include <berpijar/input.h>
#include <berpijar/lang.h>
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
/* term.h defines these as macros */
#undef columns
#undef lines

/* Which member is which capability, by curses' names for them: it would look up those of
 * terminfo in a table that it makes first. */
#define CAPABILITIES(CAPABILITY)                     \
	CAPABILITY(clear, clear_screen)              \
	CAPABILITY(clear_to_end, clr_eol)            \
	CAPABILITY(enter_screen, enter_ca_mode)      \
	CAPABILITY(leave_screen, exit_ca_mode)       \
	CAPABILITY(enter_keypad, keypad_xmit)        \
	CAPABILITY(leave_keypad, keypad_local)       \
	CAPABILITY(move_to, cursor_address)          \
	CAPABILITY(move_right, parm_right_cursor)    \
	CAPABILITY(set_region, change_scroll_region) \
	CAPABILITY(scroll_up, scroll_forward)        \
	CAPABILITY(scroll_down, scroll_reverse)      \
	CAPABILITY(reset, exit_attribute_mode)       \
	CAPABILITY(bold, enter_bold_mode)            \
	CAPABILITY(italic, enter_italics_mode)       \
	CAPABILITY(underline, enter_underline_mode)  \
	CAPABILITY(reverse, enter_reverse_mode)      \
	CAPABILITY(foreground, set_a_foreground)     \
	CAPABILITY(background, set_a_background)

/* A capability without its padding ("$<5>"), which no terminal of today needs. NULL if the
 * entry has none; the caller frees it. */
static char *terminfo_load(const char *text)
{
	struct bp_buf plain = {0};

	if (!text || text == (char *)-1 || !*text)
		return NULL;
	while (*text) {
		const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
		if (end)
			text = end + 1;
		else
			bp_buf_add_char(&plain, *text++);
	}
	return plain.at;
}

static void terminfo_load_all(struct bp_terminfo *info)
{
#define LOAD(member, capability) info->member = terminfo_load(capability);
	CAPABILITIES(LOAD)
#undef LOAD
}

static void terminfo_cut(char *text, const char *part)
{
	char *at = text ? strstr(text, part) : NULL;

	if (at)
		memmove(at, at + strlen(part), strlen(at + strlen(part)) + 1);
}

/* We leave titles alone, and the number pad, which then types its digits: of "application
 * mode" only that of the arrows is what a terminal's entry speaks of. */
static void terminfo_cut_modes(struct bp_terminfo *info)
{
	terminfo_cut(info->enter_screen, "\033[22;0;0t");
	terminfo_cut(info->leave_screen, "\033[23;0;0t");
	if (info->enter_keypad && strstr(info->enter_keypad, "\033[?1h"))
		terminfo_cut(info->enter_keypad, "\033=");
}

static bool plausible(const char *name)
{
	size_t len = strspn(name,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-");
	return len > 0 && len <= 32 && !name[len] && name[0] != '.';
}

/* From an entry in the program. Curses decodes it from the environment, where what was there
 * comes back. */
static bool terminfo_set_up_builtin(const char *name)
{
	const char *entry = kind_builtin(name), *set = getenv("TERMINFO");
	int status;

	if (!entry)
		return false;
	char *before = set ? bp_strdup(set) : NULL;
	setenv("TERMINFO", entry, 1);
	bool ok = setupterm(name, STDOUT_FILENO, &status) == OK;
	if (before)
		setenv("TERMINFO", before, 1);
	else
		unsetenv("TERMINFO");
	free(before);
	return ok;
}

static bool terminfo_set_up(const char *name)
{
	int status;

	return setupterm(name, STDOUT_FILENO, &status) == OK ||
		terminfo_set_up_builtin(name);
}

static bool set_up(const char *name)
{
	if (!plausible(name))
		return false;
	if (terminfo_set_up(name))
		return true;
	const struct kind_family *family = kind_family(name);
	return family && terminfo_set_up(family->like);
}

/* More than 256 are told by their red, green and blue; the first 8 are the usual ones even
 * there. */
static int count_colors(enum bp_term_colors colors)
{
	int count = max_colors;
	return bp_term_refuses(colors) || count < 8 ? 0 : count > 256 ? 8 : count;
}

bool bp_terminfo_load(struct bp_terminfo *info, const char *name,
	enum bp_term_colors colors, struct bp_error *err)
{
	if (!name)
		name = getenv("TERM");
	if (!name || !*name)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("TERM tidak diatur, jadi jenis terminal tidak diketahui; coba: TERM=xterm berpijar"));
	if (!set_up(name))
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("jenis terminal \"%s\" (TERM) tidak dikenal di komputer ini; coba: TERM=xterm berpijar"),
			plausible(name) ? name : "?");
	*info = (struct bp_terminfo){0};
	terminfo_load_all(info);
	terminfo_cut_modes(info);
	info->colors = info->foreground ? count_colors(colors) : 0;
	info->margins = auto_right_margin > 0;
	info->cup = info->move_to && strcmp(info->move_to, "\033[%i%p1%d;%p2%dH") == 0;
	info->sgr = info->reset && strstr(info->reset, "\033[m") &&
		(!info->bold || strcmp(info->bold, "\033[1m") == 0);
	const struct kind_family *family = kind_family(name);
	info->pastes = family && family->pastes;
	bp_terminfo_theme(info, BP_THEME_TERMINAL);
	if (!info->move_to || !info->clear) {
		bp_terminfo_release(info);
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("terminal \"%s\" tidak dapat menempatkan kursor; pakailah terminal lain, misalnya: TERM=xterm berpijar"),
			name);
	}
	return true;
}

void bp_terminfo_release(struct bp_terminfo *info)
{
#define RELEASE(member, capability) \
	free(info->member);         \
	info->member = NULL;
	CAPABILITIES(RELEASE)
#undef RELEASE
	bp_terminfo_forget();
}

void bp_terminfo_forget(void)
{
	if (cur_term)
		del_curterm(cur_term);
}

const char *bp_terminfo_key(uint32_t key)
{
	const struct {
		uint32_t key;
		const char *text;
	} keys[] = {
		{BP_KEY_UP, key_up},
		{BP_KEY_DOWN, key_down},
		{BP_KEY_RIGHT, key_right},
		{BP_KEY_LEFT, key_left},
		{BP_KEY_HOME, key_home},
		{BP_KEY_END, key_end},
		{BP_KEY_PAGE_UP, key_ppage},
		{BP_KEY_PAGE_DOWN, key_npage},
		{BP_KEY_DELETE, key_dc},
		{BP_KEY_INSERT, key_ic},
		{BP_KEY_BACKTAB, key_btab},
		{BP_KEY_F1, key_f1},
		{BP_KEY_ENTER, key_enter},
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].key == key)
			return keys[i].text == (char *)-1 ? NULL : keys[i].text;
	return NULL;
}

/* A capability with its numbers. tparm() only fails when it is out of memory, which ends the
 * program here as everywhere. */
static const char *filled(const char *capability, int a, int b)
{
	const char *text = tparm(capability, a, b, 0, 0, 0, 0, 0, 0, 0);

	if (!text)
		abort();
	return text;
}

void bp_terminfo_move(
	const struct bp_terminfo *info, int row, int column, struct bp_buf *out)
{
	if (info->cup) /* nearly all terminals: without tparm()'s cost */
		bp_buf_printf(out, "\033[%d;%dH", row + 1, column + 1);
	else
		bp_buf_add_cstr(out, filled(info->move_to, row, column));
}

void bp_terminfo_right(const struct bp_terminfo *info, int columns, struct bp_buf *out)
{
	bp_buf_add_cstr(out, filled(info->move_right, columns, 0));
}

void bp_terminfo_region(
	const struct bp_terminfo *info, int top, int bottom, struct bp_buf *out)
{
	bp_buf_add_cstr(out, filled(info->set_region, top, bottom));
}

/* ---- styles ---- */

/*
 * How a role looks on terminals of 256, 16 and 8 colours (-1: the terminal's own colour),
 * which attributes go with the colour, and which replace it where there is none.
 *
 * Each can be read on what the theme is for: 4.5 to 1 at least, by the palettes of the PC's
 * console and of xterm (tests/term/test_colors.c). On a background that is not known, that
 * leaves a handful of the 256 and none of the 16, of which yellow and green vanish on white,
 * red and blue on black.
 */
struct look {
	int of_256, of_16, of_8;
	bp_style with, without;
};

#define OWN  -1, -1, -1
#define BOLD BP_STYLE_BOLD
#define PAPER                                \
	{                                    \
		0, 0, 0, 0, BP_STYLE_REVERSE \
	}
#define ON_256 15 /* white, and the nearest that terminals of 8 colours have */
#define ON_8   7

static const struct look looks_terminal[BP_COLOR_COUNT] = {
	[BP_COLOR_TEXT] = {OWN, 0, 0},
	[BP_COLOR_FAINT] = {243, -1, -1, 0, 0},
	[BP_COLOR_ACCENT] = {131, -1, -1, 0, BOLD},
	[BP_COLOR_GOOD] = {29, -1, -1, 0, BOLD},
	[BP_COLOR_BAD] = {163, -1, -1, 0, BOLD},
	[BP_COLOR_CODE] = {63, -1, -1, 0, BOLD},
	[BP_COLOR_LINK] = {63, -1, -1, 0, 0},
	[BP_COLOR_PAPER] = PAPER,
};

static const struct look looks_dark[BP_COLOR_COUNT] = {
	[BP_COLOR_TEXT] = {OWN, 0, 0},
	[BP_COLOR_FAINT] = {245, -1, -1, 0, 0},
	[BP_COLOR_ACCENT] = {214, 11, -1, 0, BOLD},
	[BP_COLOR_GOOD] = {114, 10, 2, 0, BOLD},
	[BP_COLOR_BAD] = {210, 9, -1, 0, BOLD},
	[BP_COLOR_CODE] = {152, 14, 6, 0, BOLD},
	[BP_COLOR_LINK] = {117, 14, 6, 0, 0},
	[BP_COLOR_PAPER] = PAPER,
};

static const struct look looks_light[BP_COLOR_COUNT] = {
	[BP_COLOR_TEXT] = {OWN, 0, 0},
	[BP_COLOR_FAINT] = {240, -1, -1, 0, 0},
	[BP_COLOR_ACCENT] = {94, 5, 5, 0, BOLD},
	[BP_COLOR_GOOD] = {22, -1, -1, 0, BOLD},
	[BP_COLOR_BAD] = {124, 1, 1, 0, BOLD},
	[BP_COLOR_CODE] = {24, 4, 4, 0, BOLD},
	[BP_COLOR_LINK] = {25, 4, 4, 0, 0},
	[BP_COLOR_PAPER] = PAPER,
};

static const struct look looks_contrast[BP_COLOR_COUNT] = {
	[BP_COLOR_TEXT] = {OWN, BOLD, BOLD},
	[BP_COLOR_FAINT] = {OWN, 0, 0},
	[BP_COLOR_ACCENT] = {OWN, BOLD, BOLD},
	[BP_COLOR_GOOD] = {OWN, BOLD | BP_STYLE_REVERSE, BOLD | BP_STYLE_REVERSE},
	[BP_COLOR_BAD] = {OWN, BOLD | BP_STYLE_REVERSE, BOLD | BP_STYLE_REVERSE},
	[BP_COLOR_CODE] = {OWN, BOLD, BOLD},
	[BP_COLOR_LINK] = {OWN, BOLD | BP_STYLE_UNDERLINE, BOLD | BP_STYLE_UNDERLINE},
	[BP_COLOR_PAPER] = PAPER,
};

static const struct look looks_mono[BP_COLOR_COUNT] = {
	[BP_COLOR_TEXT] = {OWN, 0, 0},
	[BP_COLOR_FAINT] = {OWN, 0, 0},
	[BP_COLOR_ACCENT] = {OWN, BOLD, BOLD},
	[BP_COLOR_GOOD] = {OWN, BOLD, BOLD},
	[BP_COLOR_BAD] = {OWN, BOLD, BOLD},
	[BP_COLOR_CODE] = {OWN, BOLD, BOLD},
	[BP_COLOR_LINK] = {OWN, 0, 0},
	[BP_COLOR_PAPER] = {OWN, BP_STYLE_REVERSE, BP_STYLE_REVERSE},
};

static const struct look *const looks[] = {
#define LOOKS_ROW(NAME, name) [BP_THEME_##NAME] = looks_##name,
	BP_THEMES(LOOKS_ROW)
#undef LOOKS_ROW
};

static const struct look *look_of(const struct bp_terminfo *info, bp_style style)
{
	int role = style & BP_STYLE_COLOR;

	return &looks[info->theme][role < BP_COLOR_COUNT ? role : BP_COLOR_TEXT];
}

static int color_of(const struct bp_terminfo *info, bp_style style)
{
	const struct look *look = look_of(info, style);

	if (info->colors == 0 || style == BP_STYLE_NOTHING)
		return -1;
	return info->colors >= 256   ? look->of_256
		: info->colors >= 16 ? look->of_16
				     : look->of_8;
}

/* -1: the terminal's own; only paper has another. */
static int background_of(const struct bp_terminfo *info, bp_style style)
{
	if ((style & BP_STYLE_COLOR) != BP_COLOR_PAPER || color_of(info, style) < 0 ||
		!info->background)
		return -1;
	return info->colors >= 16 ? ON_256 : ON_8;
}

/* The attributes that a style has on this terminal, in this theme. */
static bp_style possible(const struct bp_terminfo *info, bp_style style)
{
	const struct look *look = look_of(info, style);
	if (style == BP_STYLE_NOTHING)
		return 0;
	bp_style add = color_of(info, style) < 0 ? look->without : look->with;

	if ((style & BP_STYLE_COLOR) == BP_COLOR_PAPER)
		style ^= add; /* reversed paper without colours is plain */
	else
		style |= add;
	if (!info->italic)
		style = (bp_style)(style & ~BP_STYLE_ITALIC);
	return (bp_style)(style & ~BP_STYLE_COLOR);
}

void bp_terminfo_theme(struct bp_terminfo *info, enum bp_theme theme)
{
	info->theme = theme;
	info->painted = 0;
	for (int role = 0; role < BP_COLOR_COUNT; role++) {
		bp_style style = (bp_style)role;
		bool lines =
			possible(info, style) & (BP_STYLE_REVERSE | BP_STYLE_UNDERLINE);
		if (lines || background_of(info, style) >= 0)
			info->painted |= 1u << role;
	}
}

static void terminfo_add_part(struct bp_buf *out, bool sgr, const char *capability)
{
	size_t len = strlen(capability);

	if (!sgr || len < 4) {
		bp_buf_add_cstr(out, capability);
		return;
	}
	/* "ESC [ 1 m" becomes "1;" in the joined sequence */
	bp_buf_add(out, capability + 2, len - 3);
	bp_buf_add_char(out, ';');
}

void bp_terminfo_style(
	const struct bp_terminfo *info, bp_style from, bp_style to, struct bp_buf *out)
{
	static const bp_style bits[] = {
		BP_STYLE_BOLD, BP_STYLE_ITALIC, BP_STYLE_UNDERLINE, BP_STYLE_REVERSE};
	const char *sets[] = {info->bold, info->italic, info->underline, info->reverse};
	int from_color = color_of(info, from), to_color = color_of(info, to);
	int from_back = background_of(info, from), to_back = background_of(info, to);
	bp_style from_bits = possible(info, from), to_bits = possible(info, to);

	if (from_bits == to_bits && from_color == to_color && from_back == to_back)
		return;
	bool reset = (from_bits & ~to_bits) || (from_color >= 0 && to_color < 0) ||
		(from_back >= 0 && to_back < 0);
	if (reset && !to_bits && to_color < 0) {
		bp_buf_add_cstr(out,
			info->sgr             ? "\033[m"
				: info->reset ? info->reset
					      : "");
		return;
	}
	if (info->sgr)
		bp_buf_add_cstr(out, reset ? "\033[;" : "\033[");
	else if (reset && info->reset)
		bp_buf_add_cstr(out, info->reset);
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
		if ((to_bits & bits[i]) && (reset || !(from_bits & bits[i])) && sets[i])
			terminfo_add_part(out, info->sgr, sets[i]);
	if (to_color >= 0 && (reset || from_color != to_color))
		terminfo_add_part(out, info->sgr, filled(info->foreground, to_color, 0));
	if (to_back >= 0 && (reset || from_back != to_back))
		terminfo_add_part(out, info->sgr, filled(info->background, to_back, 0));
	if (info->sgr && out->at[out->len - 1] == ';')
		out->at[out->len - 1] = 'm';
	else if (info->sgr)
		bp_buf_add_char(out, 'm');
}
