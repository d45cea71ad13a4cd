/* Numerical answers: "{#3.5:0.1}", "{#1..5}", "{#=1:0 =%50%1:2 ~#feedback}". */
#include "gift.h"
#include <berpijar/lang.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Reports what is not a number. Most often it has a decimal comma, so that is named. */
static bool no_number(struct gift_reader *reader, struct gift_span answer)
{
	struct bp_str bytes = gift_bytes(&reader->text, answer);
	size_t comma = bp_str_find(bytes, BP_STR(","), 0);

	if (bytes.len == 0)
		return gift_fault(reader, answer.start, BP_FAULT_GIFT_NUMBER,
			_("angkanya tidak ada; tulislah misalnya {#42}"));
	if (comma != SIZE_MAX)
		return gift_fault(reader, answer.start + comma, BP_FAULT_GIFT_NUMBER,
			_("\"%s\" bukan angka bagi Moodle: pakailah titik, misalnya 1.5, dan tanpa pemisah ribuan"),
			fault_quote(reader->arena, bytes));
	size_t hyphen = bp_str_find(bytes, BP_STR("-"), 1);
	double least, most;
	if (hyphen != SIZE_MAX && gift_number(bp_str_part(bytes, 0, hyphen), &least) &&
		gift_number(bp_str_from(bytes, hyphen + 1), &most))
		return gift_fault(reader, answer.start, BP_FAULT_GIFT_NUMBER,
			_("\"%s\" bukan angka; rentang ditulis dengan dua titik: maksud Anda {#%g..%g}?"),
			fault_quote(reader->arena, bytes), least, most);
	return gift_fault(reader, answer.start, BP_FAULT_GIFT_NUMBER,
		_("\"%s\" bukan angka; tulislah tanpa pemisah ribuan, misalnya {#4200}, {#1.5:0.1}, atau {#1..5}"),
		fault_quote(reader->arena, bytes));
}

/* The number without its point if it may have been meant as thousands: "15.000", but not
 * "0.125"; else NULL. */
static const char *gift_numerical_thousands(struct bp_arena *arena, struct bp_str number)
{
	number = bp_str_trim(number);
	if (number.len && strchr("+-", number.at[0]))
		number = bp_str_from(number, 1);
	size_t point = bp_str_find(number, BP_STR("."), 0);
	if (point == SIZE_MAX || point < 1 || point > 3 || number.at[0] == '0' ||
		number.len != point + 4)
		return NULL;
	for (size_t i = 0; i < number.len; i++)
		if (i != point && !bp_is_digit(number.at[i]))
			return NULL;
	return bp_arena_printf(
		arena, "%.*s%.*s", (int)point, number.at, 3, number.at + point + 1);
}

/* Warns of a number that Indonesians read as thousands, unless a tolerance below one shows
 * that decimals are meant. */
static void gift_numerical_check_thousands(struct gift_reader *reader,
	struct gift_span answer, const struct bp_choice *choice)
{
	struct bp_str written = choice->text.text;
	size_t dots = bp_str_find(written, BP_STR(".."), 0);
	size_t colon = bp_str_find(written, BP_STR(":"), 0);
	size_t end = dots != SIZE_MAX ? dots : colon != SIZE_MAX ? colon : written.len;
	struct bp_str number = bp_str_part(written, 0, end);
	const char *whole = gift_numerical_thousands(reader->arena, number);

	if (whole && (choice->tolerance == 0 || choice->tolerance >= 1))
		gift_fault(reader, answer.start, BP_FAULT_GIFT_THOUSANDS,
			_("titik dalam \"%.*s\" adalah koma desimal; bila maksudnya ribuan tulislah %s, bila desimal tulislah %.*s0"),
			(int)number.len, number.at, whole, (int)number.len, number.at);
}

static bool read_range(struct gift_reader *reader, struct gift_span answer, size_t dots,
	struct bp_choice *choice)
{
	struct bp_str written = choice->text.text;
	double least, most;

	if (!gift_number(bp_str_part(written, 0, dots), &least) ||
		!gift_number(bp_str_from(written, dots + 2), &most))
		return no_number(reader, answer);
	if (least > most)
		return gift_fault(reader, answer.start, BP_FAULT_GIFT_RANGE,
			_("batas bawah lebih besar daripada batas atas dalam \"%s\"; tukarlah"),
			fault_quote(reader->arena, written));
	choice->value = (most + least) / 2;
	choice->tolerance = most - choice->value;
	return true;
}

static bool read_tolerance(struct gift_reader *reader, struct gift_span answer,
	size_t colon, struct bp_choice *choice)
{
	struct bp_str written = choice->text.text;

	if (!gift_number(bp_str_part(written, 0, colon), &choice->value) ||
		!gift_number(bp_str_from(written, colon + 1), &choice->tolerance))
		return no_number(reader, answer);
	if (choice->tolerance < 0) {
		gift_fault(reader, answer.start, BP_FAULT_GIFT_TOLERANCE,
			_("toleransi negatif dalam \"%s\"; tandanya diabaikan"),
			fault_quote(reader->arena, written));
		choice->tolerance = fabs(choice->tolerance);
	}
	return true;
}

/* Moodle looks for ".." first, then for ":", and ignores both at the very start. */
static bool read_value(
	struct gift_reader *reader, struct gift_span answer, struct bp_choice *choice)
{
	struct bp_str written = choice->text.text;
	size_t dots = bp_str_find(written, BP_STR(".."), 0);
	size_t colon = bp_str_find(written, BP_STR(":"), 0);

	if (bp_str_is(written, "*"))
		return true;
	if (dots != SIZE_MAX && dots > 0)
		return read_range(reader, answer, dots, choice);
	if (colon != SIZE_MAX && colon > 0)
		return read_tolerance(reader, answer, colon, choice);
	return gift_number(written, &choice->value) || no_number(reader, answer);
}

/*
 * The value as a response that is read the same in both languages: with a decimal point,
 * and never with three decimals, which Indonesian would take for thousands.
 */
static struct bp_str gift_numerical_typed_for(
	struct bp_arena *arena, const struct bp_choice *choice)
{
	char digits[40];

	if (bp_str_is(choice->text.text, "*"))
		return BP_STR("0");
	double value = choice->value;
	bool whole = value > 0 && value < 1e15 && value == (double)(int64_t)value;
	int len = whole ? snprintf(digits, sizeof digits - 1, "%lld", (long long)value)
			: snprintf(digits, sizeof digits - 1, "%.15g", value);
	char *point = strpbrk(digits, ".,"); /* a comma in some locales */
	if (point) {
		*point = '.';
		if (strspn(point + 1, "0123456789") == 3 && point[4] == '\0')
			memcpy(digits + len, "0", 2);
	}
	return bp_arena_str(arena, bp_str(digits));
}

static bool gift_numerical_read_answer(
	struct gift_reader *reader, struct gift_part part, struct bp_question *question)
{
	const struct gift_text *text = &reader->text;
	double weight = 1;

	if (!gift_take_weight(reader, &part.span, &weight))
		return false;
	struct gift_span rest = part.span,
			 answer = gift_trim(text, gift_cut(text, &rest, '#'));
	struct bp_choice *choice = gift_add_choice(reader, &part, question);
	choice->weight = weight;
	if (!read_value(reader, answer, choice))
		return false;
	gift_numerical_check_thousands(reader, answer, choice);
	choice->typed = gift_numerical_typed_for(reader->arena, choice);
	return true;
}

/* "~#feedback" is for every response that no answer before it accepts. */
static void read_wrong(
	struct gift_reader *reader, struct gift_span wrong, struct bp_question *question)
{
	struct gift_part part = {'~', wrong.start, {wrong.start + 1, wrong.end}};
	struct bp_choice *choice = gift_add_choice(reader, &part, question);

	if (choice->text.text.len)
		gift_fault(reader, wrong.start, BP_FAULT_GIFT_IGNORED,
			_("teks sesudah ~ diabaikan; umpan balik ditulis ~#umpan balik"));
	choice->text.text = choice->typed = BP_STR("*");
}

bool gift_read_numerical(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question)
{
	const struct gift_text *text = &reader->text;
	struct gift_span numbers = {answers.start + 1, answers.end};
	size_t wrong = gift_find(text, numbers, '~');

	if (wrong != GIFT_NOWHERE)
		numbers.end = wrong;
	gift_split(reader, numbers, "=");
	if (reader->part_count == 0 && gift_is(text, gift_trim(text, numbers).start, '0'))
		return gift_fault(reader, answers.start, BP_FAULT_GIFT_FEW,
			_("jawaban 0 tanpa tanda = diabaikan Moodle; tulislah {#=0}"));
	if (reader->part_count == 0)
		return no_number(
			reader, (struct gift_span){answers.start, answers.start});
	if (!gift_answers_fit(reader))
		return false;
	for (size_t i = 0; i < reader->part_count; i++) {
		if (!gift_numerical_read_answer(reader, reader->parts[i], question))
			return false;
	}
	if (wrong != GIFT_NOWHERE)
		read_wrong(reader, (struct gift_span){wrong, answers.end}, question);
	return gift_check_weights(reader, answers.start, question);
}
