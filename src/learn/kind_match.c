/* Questions that give each left side its right one. */
#include "kind.h"
#include <berpijar/lang.h>

/* A pair without a left side only offers one more right side. */
static bool match_asks(const struct bp_question *question, size_t pair)
{
	return question->pairs[pair].left.text.len > 0;
}

static bool match_is_given(const struct bp_question *question,
	const struct bp_response *response, size_t pair)
{
	return match_asks(question, pair) && response->match[pair] < question->pair_count;
}

static bool match_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	unsigned missing = 0;

	for (size_t i = 0; i < question->pair_count; i++)
		missing +=
			match_asks(question, i) && !match_is_given(question, response, i);
	if (missing)
		return bp_fail(err, BP_ERROR_INPUT,
			_("Lengkapi dahulu; masih ada %u yang belum dipasangkan."),
			missing);
	return true;
}

static bool match_begun(
	const struct bp_question *question, const struct bp_response *response)
{
	for (size_t i = 0; i < question->pair_count; i++) {
		if (match_is_given(question, response, i))
			return true;
	}
	return false;
}

static void match_right(const struct bp_question *question, struct bp_response *response)
{
	for (size_t i = 0; i < question->pair_count; i++) {
		if (match_asks(question, i))
			response->match[i] = (uint8_t)i;
	}
}

/* A right side that reads the same as the author's is as good. */
static void match_grade(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	const struct bp_pair *pairs = question->pairs;
	size_t asked = 0, right = 0;

	for (size_t i = 0; i < question->pair_count; i++) {
		asked += match_asks(question, i);
		right += match_is_given(question, response, i) &&
			bp_str_equal(pairs[response->match[i]].right, pairs[i].right);
	}
	if (asked)
		grade->fraction = (double)right / (double)asked;
}

static void match_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	const char *between = "";

	for (size_t i = 0; i < question->pair_count; i++) {
		if (!match_is_given(question, response, i))
			continue;
		bp_buf_printf(out, "%s%zu=%d", between, i + 1, response->match[i] + 1);
		between = ",";
	}
}

/* A number from 1 to count as an index; else BP_UNMATCHED. */
static uint8_t match_index(struct bp_str digits, size_t count)
{
	size_t number = 0;

	if (digits.len < 1 || digits.len > 2)
		return BP_UNMATCHED;
	for (size_t i = 0; i < digits.len; i++) {
		if (!bp_is_digit(digits.at[i]))
			return BP_UNMATCHED;
		number = number * 10 + (size_t)(digits.at[i] - '0');
	}
	return number >= 1 && number <= count ? (uint8_t)(number - 1) : BP_UNMATCHED;
}

static void match_read(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	size_t count = question->pair_count;
	struct bp_str item;

	while (bp_kind_next_item(&text, &item)) {
		size_t equals = bp_str_find(item, BP_STR("="), 0);
		if (equals == SIZE_MAX)
			continue;
		uint8_t pair = match_index(bp_str_part(item, 0, equals), count);
		uint8_t given = match_index(bp_str_from(item, equals + 1), count);
		if (pair != BP_UNMATCHED && match_asks(question, pair))
			response->match[pair] = given;
	}
}

const struct bp_kind bp_kind_match = {
	.complete = match_complete,
	.begun = match_begun,
	.right = match_right,
	.grade = match_grade,
	.write = match_write,
	.read = match_read,
};
