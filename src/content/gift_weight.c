/* Weights of answers: one that begins with "%50%" is worth half of the full grade. */
#include "gift.h"
#include <berpijar/lang.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The grades that Moodle knows (question_bank::fraction_options_full). Their negatives
 * are grades, too. */
static const struct {
	const char *percent; /* as Moodle writes it */
	double value;
} grades[] = {
	{"100", 1.0},
	{"90", 9.0 / 10},
	{"83.33333", 5.0 / 6},
	{"80", 4.0 / 5},
	{"75", 3.0 / 4},
	{"70", 7.0 / 10},
	{"66.66667", 2.0 / 3},
	{"60", 3.0 / 5},
	{"50", 1.0 / 2},
	{"40", 2.0 / 5},
	{"33.33333", 1.0 / 3},
	{"30", 3.0 / 10},
	{"25", 1.0 / 4},
	{"20", 1.0 / 5},
	{"16.66667", 1.0 / 6},
	{"14.28571", 1.0 / 7},
	{"12.5", 1.0 / 8},
	{"11.11111", 1.0 / 9},
	{"10", 1.0 / 10},
	{"5", 1.0 / 20},
	{"0", 0.0},
};
#define SAME_GRADE \
	0.00001 /* how near a weight has to be, in Moodle's match_grade_options() */

static size_t skip_digits(struct bp_str text, size_t at)
{
	while (at < text.len && bp_is_digit(text.at[at]))
		at++;
	return at;
}

/* The length of the weight that the text begins with, by Moodle's expression
 * /^%\-*([0-9]{1,2})\.?([0-9]*)%/; 0 if there is none. */
static size_t weight_length(struct bp_str text)
{
	size_t at = 1;

	if (text.len == 0 || text.at[0] != '%')
		return 0;
	while (at < text.len && text.at[at] == '-')
		at++;
	size_t digits = skip_digits(text, at);
	if (digits == at)
		return 0;
	if (digits < text.len && text.at[digits] == '.')
		digits = skip_digits(text, digits + 1);
	return digits < text.len && text.at[digits] == '%' ? digits + 1 : 0;
}

/* The length of a weight with a decimal comma; 0 if there is none. */
static size_t weight_with_comma(struct bp_str text)
{
	size_t at = text.len && text.at[0] == '%' ? 1 : 0;
	size_t sign = at && at < text.len && text.at[at] == '-' ? at + 1 : at;
	size_t comma = skip_digits(text, sign);

	if (!at || comma == sign || comma >= text.len || text.at[comma] != ',')
		return 0;
	size_t end = skip_digits(text, comma + 1);
	return end < text.len && text.at[end] == '%' ? end + 1 : 0;
}

static double gift_weight_to_double(const char *digits)
{
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	double value = strtod_l(digits, NULL, plain);

	freelocale(plain);
	return value;
}

bool gift_number(struct bp_str text, double *value)
{
	char digits[64];
	size_t at = 0;

	text = bp_str_trim(text);
	if (at < text.len && (text.at[at] == '-' || text.at[at] == '+'))
		at++;
	size_t whole = skip_digits(text, at), end = whole;
	if (end < text.len && text.at[end] == '.')
		end = skip_digits(text, end + 1);
	if (whole == at && end <= whole + 1)
		return false;
	if (end < text.len && (text.at[end] == 'e' || text.at[end] == 'E')) {
		size_t power = end + 1;
		if (power < text.len && (text.at[power] == '-' || text.at[power] == '+'))
			power++;
		end = skip_digits(text, power);
		if (end == power)
			return false;
	}
	if (end != text.len || end >= sizeof digits)
		return false;
	memcpy(digits, text.at, text.len);
	digits[text.len] = '\0';
	*value = gift_weight_to_double(digits);
	return isfinite(*value);
}

bool gift_has_weight(const struct gift_text *text, struct gift_span span)
{
	return weight_length(gift_bytes(text, span)) > 0;
}

static size_t nearest_grade(double weight)
{
	size_t nearest = 0;

	for (size_t i = 1; i < sizeof grades / sizeof *grades; i++) {
		if (fabs(fabs(weight) - grades[i].value) <
			fabs(fabs(weight) - grades[nearest].value))
			nearest = i;
	}
	return nearest;
}

bool gift_snap_weight(double *weight)
{
	double grade = grades[nearest_grade(*weight)].value;
	double known = *weight < 0 ? -grade : grade;

	if (fabs(*weight - known) >= SAME_GRADE)
		return false;
	*weight = known == 0 ? 0 : known; /* not -0 */
	return true;
}

/* The grade of Moodle that the weight means; else the weight as written, with a warning. */
static double known_grade(
	struct gift_reader *reader, size_t at, struct bp_str written, double weight)
{
	if (!gift_snap_weight(&weight))
		gift_fault(reader, at, BP_FAULT_GIFT_WEIGHT_UNKNOWN,
			_("Moodle akan menolak bobot %s%%; pakailah %s%s%%"),
			fault_quote(reader->arena, written), weight < 0 ? "-" : "",
			grades[nearest_grade(weight)].percent);
	return weight;
}

bool gift_take_weight(struct gift_reader *reader, struct gift_span *span, double *weight)
{
	struct bp_str bytes = gift_bytes(&reader->text, *span);
	size_t at = span->start, len = weight_length(bytes);

	size_t comma = len ? 0 : weight_with_comma(bytes);
	if (comma)
		return gift_fault(reader, at, BP_FAULT_GIFT_WEIGHT,
			_("bobot %s tidak terbaca, karena desimalnya ditulis dengan titik; pakailah misalnya %%33.33333%%"),
			fault_quote(reader->arena, bp_str_part(bytes, 0, comma)));
	if (len == 0)
		return true;
	struct bp_str percent = bp_str_part(bytes, 1, len - 1);
	span->start += len;
	*span = gift_trim(&reader->text, *span);
	double value;
	if (!gift_number(percent, &value) || fabs(value) > 100)
		return gift_fault(reader, at, BP_FAULT_GIFT_WEIGHT,
			_("bobot %s%% tidak dapat dipakai; pakailah angka dari -100 sampai 100"),
			fault_quote(reader->arena, percent));
	*weight = known_grade(reader, at, percent, value / 100);
	return true;
}

/* With a decimal point whatever the locale, and without zeros at the end. */
static void print_plain(double value, int decimals, char *out, size_t size)
{
	snprintf(out, size, "%.*f", decimals, value);
	char *point = strpbrk(out, ".,");
	if (!point)
		return;
	*point = '.';
	char *end = point + strlen(point);
	while (end[-1] == '0')
		*--end = '\0';
	if (end[-1] == '.')
		end[-1] = '\0';
}

#define MOST_DECIMALS 20

void gift_write_number(double value, struct bp_buf *out)
{
	char digits[64];

	for (int decimals = 0; fabs(value) < 1e15 && decimals <= MOST_DECIMALS;
		decimals++) {
		print_plain(value, decimals, digits, sizeof digits);
		if (gift_weight_to_double(digits) == value) {
			bp_buf_add_cstr(out, digits);
			return;
		}
	}
	snprintf(digits, sizeof digits, "%.17g", value);
	char *point = strchr(digits, ',');
	if (point)
		*point = '.';
	bp_buf_add_cstr(out, digits);
}

void gift_write_percent(double weight, struct bp_buf *out)
{
	char digits[64];

	for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
		if (fabs(weight) == grades[i].value) {
			bp_buf_printf(
				out, "%s%s", weight < 0 ? "-" : "", grades[i].percent);
			return;
		}
	}
	for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
		print_plain(weight * 100, decimals, digits, sizeof digits);
		if (gift_weight_to_double(digits) / 100 == weight)
			break;
	}
	bp_buf_add_cstr(out, digits);
}
