/* Numbers as people write them, and as they are shown to people. */
#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIGURES_MAX 60
#define GROUPS_MAX  24

/* A number as it was written: groups of digits, and the separators between them. */
struct figures {
	char digits[FIGURES_MAX];
	size_t len;
	size_t group
		[GROUPS_MAX]; /* digits of each group; one group more than separators */
	char separator[GROUPS_MAX]; /* '.', ',' or a blank of any kind */
	size_t separators;
	int exponent;
	bool has_exponent;
	bool money; /* with "Rp" or ",-" marks are Indonesian in either language */
};

/* Characters that are read as another one. */
static const struct {
	const char *written;
	char as;
} spellings[] = {
	{"\xc2\xa0", ' '},     /* no-break space */
	{"\xe2\x80\xaf", ' '}, /* narrow no-break space */
	{"\xe2\x80\x89", ' '}, /* thin space */
	{"\xe2\x88\x92", '-'}, /* minus sign */
	{"\xe2\x80\x93", '-'}, /* en dash, which word processors make of "-" */
	{"\xe2\x80\x94", '-'}, /* em dash, which they make of "--" */
	{"\xe2\x80\x91", '-'}, /* no-break hyphen */
	{"\xc3\x97", 'x'},     /* multiplication sign */
	{"\xe2\x8b\x85", '*'}, /* dot operator */
	{"\xc2\xb7", '*'},     /* middle dot */
	{"\t", ' '},
};

/* Small digits and signs above the line: "10²³" is read as "10^23". */
static const char *const number_superscripts[] = {"\xe2\x81\xb0", "\xc2\xb9", "\xc2\xb2",
	"\xc2\xb3", "\xe2\x81\xb4", "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7",
	"\xe2\x81\xb8", "\xe2\x81\xb9", "\xe2\x81\xbb"};

/* Appends the character that a superscript stands for. Returns its bytes; 0: it is none. */
static size_t number_add_superscript(struct bp_str rest, bool first, struct bp_buf *out)
{
	for (size_t i = 0; i < sizeof number_superscripts / sizeof *number_superscripts;
		i++) {
		if (!bp_str_starts(rest, number_superscripts[i]))
			continue;
		if (first)
			bp_buf_add_char(out, '^');
		bp_buf_add_char(out, i < 10 ? (char)('0' + i) : '-');
		return strlen(number_superscripts[i]);
	}
	return 0;
}

static size_t number_add_spelling(struct bp_str rest, struct bp_buf *out)
{
	char c = rest.at[0];
	size_t taken = 1;

	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		if (!bp_str_starts(rest, spellings[i].written))
			continue;
		c = spellings[i].as;
		taken = strlen(spellings[i].written);
	}
	bp_buf_add_char(out, c);
	return taken;
}

/* Replaces characters by those that are read here; false if the text is too long. */
static bool simplify(struct bp_str text, char *out, size_t room)
{
	struct bp_buf simple = {0};
	bool above = false;

	for (size_t at = 0; at < text.len && simple.len < room;) {
		struct bp_str rest = bp_str_from(text, at);
		size_t taken = number_add_superscript(rest, !above, &simple);
		above = taken > 0;
		at += taken ? taken : number_add_spelling(rest, &simple);
	}
	bool fits =
		simple.len < room && !(simple.len && memchr(simple.at, 0, simple.len));
	snprintf(out, room, "%.*s", fits ? (int)simple.len : 0,
		simple.len ? simple.at : "");
	bp_buf_release(&simple);
	return fits;
}

static const char *number_skip_blanks(const char *at)
{
	while (bp_is_space(*at))
		at++;
	return at;
}

static const char *skip_sign(const char *at, bool *negative)
{
	if (*at == '-' || *at == '+')
		*negative = *at++ == '-';
	return number_skip_blanks(at);
}

/* Skips "Rp", "Rp.", "rp " before an amount. */
static const char *skip_currency(const char *at, bool *money)
{
	if ((at[0] != 'R' && at[0] != 'r') || (at[1] != 'p' && at[1] != 'P'))
		return at;
	*money = true;
	at += 2;
	return number_skip_blanks(*at == '.' ? at + 1 : at);
}

static bool is_separator(const char *at)
{
	return *at == '.' || *at == ',' || (*at == ' ' && bp_is_digit(at[1]));
}

/* Returns the end of the digits, or NULL if there are too many. */
static const char *read_figures(const char *at, struct figures *figures)
{
	for (; bp_is_digit(*at) || is_separator(at); at++) {
		if (bp_is_digit(*at)) {
			if (figures->len == FIGURES_MAX)
				return NULL;
			figures->digits[figures->len++] = *at;
			figures->group[figures->separators]++;
			continue;
		}
		if (figures->separators + 1 == GROUPS_MAX)
			return NULL;
		figures->separator[figures->separators++] = *at;
	}
	return at;
}

/* Skips "e", "x10^", "x 10^", "*10**", or "^" behind a lone "10", which stands for its own
 * power; returns `at` if none of them is there. */
static const char *number_skip_power(const char *at, struct figures *figures)
{
	const char *power = number_skip_blanks(at);

	if (*power == 'e' || *power == 'E')
		return power + 1;
	if (*power == '^' && figures->separators == 0 && figures->len == 2 &&
		memcmp(figures->digits, "10", 2) == 0) {
		figures->len = figures->group[0] = 1;
		return power + 1;
	}
	if (*power != 'x' && *power != 'X' && *power != '*')
		return at;
	power = number_skip_blanks(power + 1);
	if (strncmp(power, "10", 2) != 0)
		return at;
	power = number_skip_blanks(power + 2);
	if (*power == '^')
		return power + 1;
	return strncmp(power, "**", 2) == 0 ? power + 2 : at;
}

/* Reads "e3", "E-3", "x10^3" or "*10**3". Returns its end; `at` if there is no exponent. */
static const char *read_exponent(const char *at, struct figures *figures)
{
	const char *power = number_skip_power(at, figures);
	bool negative = false;

	if (power == at)
		return at;
	power = skip_sign(number_skip_blanks(power), &negative);
	if (!bp_is_digit(*power))
		return at;
	for (; bp_is_digit(*power); power++) {
		if (figures->exponent < 1000)
			figures->exponent = figures->exponent * 10 + (*power - '0');
	}
	if (negative)
		figures->exponent = -figures->exponent;
	figures->has_exponent = true;
	return power;
}

/* Whether the first `separators` separators can stand between thousands. */
static bool are_thousands(const struct figures *figures, size_t separators)
{
	if (separators == 0)
		return true;
	if (figures->group[0] < 1 || figures->group[0] > 3 || figures->digits[0] == '0')
		return false;
	for (size_t i = 1; i <= separators; i++) {
		if (figures->group[i] != 3)
			return false;
	}
	return true;
}

/* Whether a lone separator is a decimal mark: unless the language has it for thousands. */
static bool is_decimal(const struct figures *figures)
{
	bool indonesian = figures->money || bp_decimal_point() == ',';
	char mark = figures->separator[0];

	if (mark == ' ')
		return false;
	return mark != (indonesian ? '.' : ',') || figures->has_exponent ||
		!are_thousands(figures, 1);
}

static bool all_same(const char *separator, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (separator[i] != separator[0])
			return false;
	}
	return true;
}

/* Sets how many of the separators divide thousands; one more is the decimal mark. */
static bool find_decimals(const struct figures *figures, size_t *thousands)
{
	size_t count = figures->separators;

	*thousands = count;
	if (count == 1 && is_decimal(figures))
		*thousands = 0;
	else if (count > 1 && !all_same(figures->separator, count))
		*thousands = count - 1;
	if (*thousands < count && figures->separator[count - 1] == ' ')
		return false;
	return all_same(figures->separator, *thousands) &&
		are_thousands(figures, *thousands);
}

static bool number_to_double(
	const struct figures *figures, size_t decimals, bool negative, double *value)
{
	char plain[FIGURES_MAX + 16];
	int whole = (int)(figures->len - decimals);

	snprintf(plain, sizeof plain, "%s%.*s.%.*se%d", negative ? "-" : "", whole,
		figures->digits, (int)decimals, figures->digits + whole,
		figures->exponent);
	locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	double read = strtod_l(plain, NULL, c_locale);
	freelocale(c_locale);
	if (!isfinite(read))
		return false;
	*value = read;
	return true;
}

/* Whether only what may follow a number is left: blanks and "%", behind money ",-". */
static bool is_end(const char *at, bool money)
{
	while (money && *at == '-')
		at++;
	at = number_skip_blanks(at);
	if (*at == '%')
		at++;
	return *number_skip_blanks(at) == '\0';
}

bool bp_number_read(struct bp_str text, double *value)
{
	char simple[256] = "";
	struct figures figures = {0};
	bool negative = false;
	size_t thousands;

	if (!simplify(text, simple, sizeof simple))
		return false;
	const char *start = number_skip_blanks(simple);
	const char *at = skip_sign(start, &negative);
	bool has_sign = at != start;
	at = skip_currency(at, &figures.money);
	if (figures.money && !has_sign)
		at = skip_sign(at, &negative);
	at = read_figures(at, &figures);
	if (!at || figures.len == 0)
		return false;
	figures.money = figures.money || (*at == '-' && at[-1] == ',');
	at = read_exponent(at, &figures);
	if (!is_end(at, figures.money) || !find_decimals(&figures, &thousands))
		return false;
	size_t decimals =
		thousands < figures.separators ? figures.group[figures.separators] : 0;
	return number_to_double(&figures, decimals, negative, value);
}

void bp_number_write(double value, struct bp_buf *out)
{
	char digits[40];

	if (value == 0)
		value = 0; /* not "-0" */
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(digits, sizeof digits, "%.*g", precision, value);
		if (strtod(digits, NULL) == value)
			break;
	}
	for (const char *at = digits; *at; at++) {
		bool plain = bp_is_digit(*at) || strchr("+-e", *at);
		char before = at > digits ? at[-1] : '\0';
		bool padded = *at == '0' && strchr("+-", before) && strchr(digits, 'e');
		if (*at != '+' && !padded) /* "1e+20", "1e-07" */
			bp_buf_add_char(out, plain ? *at : bp_decimal_point());
	}
}
