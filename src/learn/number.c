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
	bool money; /* after "Rp" marks are Indonesian in either language */
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
	{"\xc3\x97", 'x'},     /* multiplication sign */
	{"\t", ' '},
};

/* Replaces characters by those that are read here; false if the text is too long. */
static bool simplify(struct bp_str text, char *out, size_t room)
{
	size_t len = 0;

	for (size_t at = 0; at < text.len; len++) {
		struct bp_str rest = bp_str_from(text, at);
		size_t taken = 1;
		char c = text.at[at];
		for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
			if (!bp_str_starts(rest, spellings[i].written))
				continue;
			c = spellings[i].as;
			taken = strlen(spellings[i].written);
		}
		if (len + 1 >= room || c == '\0')
			return false;
		out[len] = c;
		at += taken;
	}
	out[len] = '\0';
	return true;
}

static const char *skip_blanks(const char *at)
{
	while (bp_is_space(*at))
		at++;
	return at;
}

static const char *skip_sign(const char *at, bool *negative)
{
	if (*at == '-' || *at == '+')
		*negative = *at++ == '-';
	return skip_blanks(at);
}

/* Skips "Rp", "Rp.", "rp " before an amount. */
static const char *skip_currency(const char *at, bool *money)
{
	if ((at[0] != 'R' && at[0] != 'r') || (at[1] != 'p' && at[1] != 'P'))
		return at;
	*money = true;
	at += 2;
	return skip_blanks(*at == '.' ? at + 1 : at);
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

/* Reads "e3", "E-3", "x10^3" or "*10**3". Returns its end; `at` if there is no exponent. */
static const char *read_exponent(const char *at, struct figures *figures)
{
	const char *power = skip_blanks(at);
	bool negative = false;

	if (*power == 'e' || *power == 'E')
		power++;
	else if ((*power == 'x' || *power == '*') && strncmp(power + 1, "10^", 3) == 0)
		power += 4;
	else if ((*power == 'x' || *power == '*') && strncmp(power + 1, "10**", 4) == 0)
		power += 5;
	else
		return at;
	if (*power == '-' || *power == '+')
		negative = *power++ == '-';
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

static bool to_double(
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
	if (money && *at == '-')
		at++;
	at = skip_blanks(at);
	if (*at == '%')
		at++;
	return *skip_blanks(at) == '\0';
}

bool bp_number_read(struct bp_str text, double *value)
{
	char simple[256] = "";
	struct figures figures = {0};
	bool negative = false;
	size_t thousands;

	if (!simplify(text, simple, sizeof simple))
		return false;
	const char *start = skip_blanks(simple);
	const char *at = skip_sign(start, &negative);
	bool has_sign = at != start;
	at = skip_currency(at, &figures.money);
	if (figures.money && !has_sign)
		at = skip_sign(at, &negative);
	at = read_figures(at, &figures);
	if (!at || figures.len == 0)
		return false;
	at = read_exponent(at, &figures);
	if (!is_end(at, figures.money) || !find_decimals(&figures, &thousands))
		return false;
	size_t decimals =
		thousands < figures.separators ? figures.group[figures.separators] : 0;
	return to_double(&figures, decimals, negative, value);
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
