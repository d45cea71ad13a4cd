#include <berpijar/draw.h>
#include <stdlib.h>

uint64_t bp_random_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* Numbers that would make the first ones likelier are thrown away. */
size_t bp_random_below(uint64_t *state, size_t below)
{
	uint64_t least = -(uint64_t)below % below, number;

	do
		number = bp_random_next(state);
	while (number < least);
	return (size_t)(number % below);
}

static bool ends_in(struct bp_str category, struct bp_str name)
{
	if (category.len <= name.len)
		return bp_text_equal_folded(category, name);
	size_t start = category.len - name.len;
	return category.at[start - 1] == '/' &&
		bp_text_equal_folded(bp_str_from(category, start), name);
}

bool bp_draw_takes(const struct bp_draw_rule *rule, const struct bp_question *question)
{
	if (!bp_question_asks(question))
		return false;
	for (size_t i = 0; i < question->tag_count; i++)
		if (bp_text_equal_folded(question->tags[i], rule->from))
			return true;
	return ends_in(question->category, rule->from);
}

/* Takes `count` of the candidates out of the list by chance, to the end of out. */
static size_t take(
	uint32_t *candidates, size_t of, size_t count, uint64_t *state, uint32_t *out)
{
	if (count > of)
		count = of;
	for (size_t i = 0; i < count; i++) {
		size_t other = i + bp_random_below(state, of - i);
		out[i] = candidates[other];
		candidates[other] = candidates[i];
	}
	return count;
}

static bool is_taken(const uint32_t *out, size_t count, uint32_t index)
{
	for (size_t i = 0; i < count; i++)
		if (out[i] == index)
			return true;
	return false;
}

/* What a rule can take; without a rule, all that ask. */
static size_t find_candidates(const struct bp_quiz *quiz, const struct bp_draw_rule *rule,
	const uint32_t *out, size_t taken, uint32_t *candidates)
{
	size_t count = 0;

	for (uint32_t i = 0; i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		bool fits =
			rule ? bp_draw_takes(rule, question) : bp_question_asks(question);
		if (fits && !is_taken(out, taken, i))
			candidates[count++] = i;
	}
	return count;
}

static int compare(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

size_t bp_draw_questions(const struct bp_quiz *quiz, const struct bp_module *module,
	uint64_t seed, uint32_t *out)
{
	const struct bp_draw_rules *rules = &module->draw_rules;
	uint32_t *candidates = bp_alloc(quiz->count + 1, sizeof *candidates);
	size_t count = 0;

	for (size_t i = 0; i < rules->count; i++) {
		size_t of = find_candidates(quiz, &rules->at[i], out, count, candidates);
		count += take(
			candidates, of, (size_t)rules->at[i].count, &seed, out + count);
	}
	if (!rules->count) {
		size_t of = find_candidates(quiz, NULL, out, 0, candidates);
		count = take(candidates, of, module->draw ? (size_t)module->draw : of,
			&seed, out);
	}
	if (!module->shuffle)
		qsort(out, count, sizeof *out, compare);
	else if (rules->count) /* rules must not show */
		count = take(out, count, count, &seed, candidates);
	for (size_t i = 0; module->shuffle && rules->count && i < count; i++)
		out[i] = candidates[i];
	free(candidates);
	return count;
}
