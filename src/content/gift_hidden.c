/*
 * Answers that stand in vain: the first answer that matches counts, so one that accepts no
 * more than those before it is never reached. Texts are found by a hash, since a question
 * may have hundreds of them.
 */
#include "gift.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

#define ANYTHING \
	"\xee\x80\x80" /* U+E000, which no author writes: only a wildcard matches it */

#define HASH_STEP 0x100000001b3u /* FNV's, by characters where bp_hash() goes by bytes */

bool gift_takes_all(struct bp_str answer)
{
	size_t stars = 0;

	while (stars < answer.len && answer.at[stars] == '*')
		stars++;
	return stars > 0 && stars == answer.len;
}

static bool hidden_is_pattern(struct bp_str text)
{
	return bp_str_find(text, BP_STR("*"), 0) != SIZE_MAX;
}

/* A response that only a pattern accepts which accepts all that this one does. */
static struct bp_buf hidden_sample(struct bp_str pattern)
{
	struct bp_buf sample = {0};

	for (size_t i = 0; i < pattern.len; i++) {
		if (bp_str_starts(bp_str_from(pattern, i), "\\*"))
			bp_buf_add_char(&sample, pattern.at[++i]);
		else if (pattern.at[i] == '*')
			bp_buf_add_cstr(&sample, ANYTHING);
		else
			bp_buf_add_char(&sample, pattern.at[i]);
	}
	struct bp_buf folded = bp_text_folded(bp_buf_str(&sample), false);
	bp_buf_release(&sample);
	return folded;
}

/* Equal for texts that are equal but for case. */
static uint32_t hidden_hash(struct bp_str text)
{
	uint64_t hash = BP_HASH_START;

	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		hash = (hash ^ bp_fold_code(code)) * HASH_STEP;
	}
	return bp_index_hash(hash);
}

/* Whether an answer before it has the text. If not, answers behind it will find it. */
static bool hidden_by_text(struct gift_earlier *earlier, size_t index, bool keep)
{
	const struct bp_choice *choices = earlier->question->choices;
	uint32_t hash = hidden_hash(choices[index].text.text), n;
	size_t probe = hash;

	while ((n = bp_index_next(&earlier->texts, hash, &probe)) != BP_INDEX_END)
		if (bp_text_equal_folded(choices[n].text.text, choices[index].text.text))
			return true;
	if (keep)
		bp_index_add(&earlier->texts, hash, (uint32_t)index);
	return false;
}

static bool hidden_by_pattern(const struct gift_earlier *earlier, struct bp_str text)
{
	struct bp_buf sample =
		earlier->patterns ? hidden_sample(text) : (struct bp_buf){0};
	bool hidden = false;

	for (size_t i = 0; !hidden && i < earlier->patterns; i++)
		hidden = bp_folded_matches(
			bp_buf_str(&earlier->pattern[i]), bp_buf_str(&sample));
	bp_buf_release(&sample);
	return hidden;
}

/* How many of the ranges begin no later than this. */
static size_t hidden_ranges_up_to(const struct gift_earlier *earlier, double low)
{
	size_t from = 0, to = earlier->range_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (earlier->ranges[middle].low <= low)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Puts a range in place of those that it holds. */
static void hidden_keep_range(
	struct gift_earlier *earlier, size_t at, struct gift_range range)
{
	size_t count = earlier->range_count, last = at;

	if (!earlier->ranges)
		earlier->ranges = bp_alloc(
			earlier->question->choice_count + 1, sizeof *earlier->ranges);
	if (at && earlier->ranges[at - 1].low == range.low)
		at--; /* it begins with it and ends before */
	while (last < count && earlier->ranges[last].high <= range.high)
		last++;
	memmove(&earlier->ranges[at + 1], &earlier->ranges[last],
		(count - last) * sizeof range);
	earlier->ranges[at] = range;
	earlier->range_count = count - (last - at) + 1;
}

/* Of the ranges none holds another, so those that begin later end later. */
static bool hidden_by_range(struct gift_earlier *earlier, const struct bp_choice *choice)
{
	struct gift_range range = {
		choice->value - choice->tolerance, choice->value + choice->tolerance};
	size_t at = hidden_ranges_up_to(earlier, range.low);

	if (at && earlier->ranges[at - 1].high >= range.high)
		return true;
	hidden_keep_range(earlier, at, range);
	return false;
}

bool gift_hides(struct gift_earlier *earlier, size_t index)
{
	const struct bp_question *question = earlier->question;
	struct bp_str text = question->choices[index].text.text;

	if (!bp_question_is(question, BP_TYPED) || earlier->any)
		return earlier->any;
	bool any = gift_takes_all(text), pattern = hidden_is_pattern(text), hidden;
	if (question->type == BP_SHORTANSWER) {
		bool more = earlier->patterns < GIFT_PATTERNS_MOST;
		hidden = hidden_by_text(earlier, index, more && !pattern) ||
			hidden_by_pattern(earlier, text);
		if (more && pattern)
			earlier->pattern[earlier->patterns++] =
				bp_text_folded(text, true);
	} else {
		hidden = !any && hidden_by_range(earlier, &question->choices[index]);
	}
	earlier->any = any;
	return hidden;
}

void gift_earlier_release(struct gift_earlier *earlier)
{
	for (size_t i = 0; i < earlier->patterns; i++)
		bp_buf_release(&earlier->pattern[i]);
	bp_index_release(&earlier->texts);
	free(earlier->ranges);
}

/* The answer before it that reads the same, right or wrong as asked; BP_INDEX_END: none. */
static uint32_t hidden_twin(const struct bp_question *question,
	const struct bp_index *texts, struct bp_str text, uint32_t hash, bool right)
{
	size_t probe = hash;
	uint32_t n;

	while ((n = bp_index_next(texts, hash, &probe)) != BP_INDEX_END) {
		const struct bp_choice *choice = &question->choices[n];
		if ((choice->weight > 0) == right &&
			bp_str_equal(choice->text.text, text))
			break;
	}
	return n;
}

void gift_check_twins(struct gift_reader *reader, const struct bp_question *question)
{
	struct bp_index texts = {0};

	for (uint32_t i = 0; i < question->choice_count; i++) {
		struct bp_str text = question->choices[i].text.text;
		bool right = question->choices[i].weight > 0;
		uint32_t hash = bp_index_name(text);
		if (hidden_twin(question, &texts, text, hash, !right) != BP_INDEX_END) {
			gift_fault(reader, reader->parts[i].at,
				BP_FAULT_GIFT_CHOICE_TWICE,
				_("pilihan ini sama dengan yang lain, padahal yang satu benar dan yang lain tidak"));
			break;
		}
		if (hidden_twin(question, &texts, text, hash, right) == BP_INDEX_END)
			bp_index_add(&texts, hash, i);
	}
	bp_index_release(&texts);
}
