/* The characters that screens are drawn with, in each set of symbols. */
#include <berpijar/screen.h>

static const struct {
	char unicode[8], console[8], ascii[8],
		spoken[8]; /* no pointers, which each session would have a copy of */
} symbols[BP_SYMBOL_COUNT] = {
	[BP_SYMBOL_POINTER] = {"▸", "►", ">", ""},
	[BP_SYMBOL_DONE] = {"✔", "√", "[x]", ""},
	[BP_SYMBOL_PART] = {"◐", "»", "[~]", ""},
	[BP_SYMBOL_NONE] = {"○", "·", "[ ]", ""},
	[BP_SYMBOL_WRONG] = {"✘", "×", "[-]", ""},
	[BP_SYMBOL_BAR_FULL] = {"█", "█", "#", ""},
	[BP_SYMBOL_BAR_EMPTY] = {"░", "░", ".", ""},
	/* text consoles show an underline as a colour */
	[BP_SYMBOL_TITLE_LINE] = {"", "─", "", ""},
	[BP_SYMBOL_LINE] = {"─", "─", "-", ""},
	[BP_SYMBOL_DOUBLE_LINE] = {"═", "═", "=", ""},
	[BP_SYMBOL_DOTTED_LINE] = {"┄", "·", ".", ""},
	[BP_SYMBOL_UPRIGHT] = {"│", "│", "|", ""},
	[BP_SYMBOL_TOP_LEFT] = {"╭", "┌", "+", ""},
	[BP_SYMBOL_BOTTOM_LEFT] = {"╰", "└", "+", ""},
	[BP_SYMBOL_QUOTE] = {"┃", "│", "|", ""},
	[BP_SYMBOL_BULLET] = {"•", "•", "*", "-"},
	[BP_SYMBOL_BULLET_INNER] = {"◦", "-", "-", "-"},
	[BP_SYMBOL_RADIO_ON] = {"(•)", "(•)", "(*)", ""},
	[BP_SYMBOL_RADIO_OFF] = {"( )", "( )", "( )", ""},
	[BP_SYMBOL_CHECK_ON] = {"[x]", "[x]", "[x]", "[x]"},
	[BP_SYMBOL_CHECK_OFF] = {"[ ]", "[ ]", "[ ]", "[ ]"},
	[BP_SYMBOL_MORE] = {"›", ">", ">", ""},
	[BP_SYMBOL_MORE_LEFT] = {"‹", "<", "<", ""},
	[BP_SYMBOL_CONTINUED] = {"↪", "\\", "\\", ""},
	[BP_SYMBOL_UP_DOWN] = {"↑↓", "↑↓", "^v", ""},
	[BP_SYMBOL_LEFT_RIGHT] = {"←→", "←→", "<>", ""},
	[BP_SYMBOL_DOT] = {"·", "·", "-", "·"},
	[BP_SYMBOL_ARROW] = {"→", "→", "->", "->"},
	[BP_SYMBOL_UPPER_HALF] = {"▀", "▀", "#", ""},
	[BP_SYMBOL_LOWER_HALF] = {"▄", "▄", "#", ""},
};

const char *const *bp_symbols(enum bp_symbol_set set)
{
	static const char *tables[4][BP_SYMBOL_COUNT];

	if (!tables[0][0])
		for (int i = 0; i < BP_SYMBOL_COUNT; i++) {
			tables[BP_SYMBOLS_UNICODE][i] = symbols[i].unicode;
			tables[BP_SYMBOLS_CONSOLE][i] = symbols[i].console;
			tables[BP_SYMBOLS_ASCII][i] = symbols[i].ascii;
			tables[BP_SYMBOLS_SPOKEN][i] = symbols[i].spoken;
		}
	return tables[set];
}
