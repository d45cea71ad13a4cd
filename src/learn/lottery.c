/* The draw of an exam: which questions are asked, and in which order. */
#include <berpijar/lottery.h>
#include <stdlib.h>
#include <string.h>

uint64_t bp_random_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* The remainder alone would make small numbers a little likelier, so the numbers that do
 * are thrown away. */
size_t bp_random_below(uint64_t *state, size_t below)
{
	uint64_t least = -(uint64_t)below % below, number;

	do
		number = bp_random_next(state);
	while (number < least);
	return (size_t)(number % below);
}

static bool lottery_ends_in(struct bp_str category, struct bp_str name)
{
	if (category.len <= name.len)
		return bp_text_equal_folded(category, name);
	size_t start = category.len - name.len;
	return category.at[start - 1] == '/' &&
		bp_text_equal_folded(bp_str_from(category, start), name);
}

bool bp_lottery_takes(const struct bp_draw_rule *rule, const struct bp_question *question)
{
	if (!bp_question_asks(question))
		return false;
	for (size_t i = 0; i < question->tag_count; i++)
		if (bp_text_equal_folded(question->tags[i], rule->from))
			return true;
	return lottery_ends_in(question->category, rule->from);
}

/* Shuffles a list, each order as likely as the others (Fisher-Yates). */
static void lottery_mix(uint32_t *list, size_t count, uint64_t *state)
{
	for (size_t i = 0; i + 1 < count; i++) {
		size_t other = i + bp_random_below(state, count - i);
		uint32_t held = list[i];
		list[i] = list[other];
		list[other] = held;
	}
}

static int lottery_order(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

/* ---- by rules ---- */

#define FREE SIZE_MAX

/* Which rule has taken each question. */
struct lottery_match {
	const struct bp_quiz *quiz;
	const struct bp_draw_rules *rules;
	const uint32_t *order; /* the order in which questions are tried */
	size_t *taken_by;      /* for each question, its rule or FREE */
	bool *seen;            /* questions that the present search has tried */
};

/*
 * Finds one more question for a rule: a free one, or one of another rule that can take a
 * different question instead (an augmenting path, Kuhn 1955). So the rules together
 * always get as many questions as possible, whichever were taken first.
 */
static bool lottery_take_one(struct lottery_match *match, size_t rule)
{
	for (int pass = 0; pass < 2; pass++) /* pass 0: the free ones */
		for (size_t i = 0; i < match->quiz->count; i++) {
			uint32_t n = match->order[i];
			size_t owner = match->taken_by[n];
			if (match->seen[n] || owner == rule ||
				(owner == FREE) != (pass == 0) ||
				!bp_lottery_takes(&match->rules->at[rule],
					&match->quiz->questions[n]))
				continue;
			match->seen[n] = true;
			if (owner != FREE && !lottery_take_one(match, owner))
				continue;
			match->taken_by[n] = rule;
			return true;
		}
	return false;
}

static void lottery_take_all(struct lottery_match *match)
{
	for (size_t rule = 0; rule < match->rules->count; rule++)
		for (int n = 0; n < match->rules->at[rule].count; n++) {
			memset(match->seen, 0, match->quiz->count * sizeof *match->seen);
			if (!lottery_take_one(match, rule))
				break;
		}
}

static size_t lottery_by_rules(const struct bp_quiz *quiz,
	const struct bp_draw_rules *rules, uint32_t *order, uint32_t *out)
{
	size_t count = 0;
	struct lottery_match match = {
		.quiz = quiz,
		.rules = rules,
		.order = order,
		.taken_by = bp_alloc(quiz->count + 1, sizeof *match.taken_by),
		.seen = bp_alloc(quiz->count + 1, sizeof *match.seen),
	};

	for (size_t i = 0; i < quiz->count; i++)
		match.taken_by[i] = FREE;
	lottery_take_all(&match);
	for (uint32_t i = 0; i < quiz->count; i++)
		if (match.taken_by[i] != FREE)
			out[count++] = i;
	free(match.taken_by);
	free(match.seen);
	return count;
}

/* ---- the draw ---- */

/* Takes the first `most` questions in the order, 0: all of them; descriptions are left
 * out. */
static size_t lottery_any(
	const struct bp_quiz *quiz, size_t most, const uint32_t *order, uint32_t *out)
{
	size_t count = 0;

	for (size_t i = 0; i < quiz->count && (!most || count < most); i++)
		if (bp_question_asks(&quiz->questions[order[i]]))
			out[count++] = order[i];
	return count;
}

size_t bp_lottery_draw(const struct bp_quiz *quiz, const struct bp_module *module,
	uint64_t seed, uint32_t *out)
{
	const struct bp_draw_rules *rules = &module->draw_rules;
	uint32_t *order = bp_alloc(quiz->count + 1, sizeof *order);
	size_t count;

	for (uint32_t i = 0; i < quiz->count; i++)
		order[i] = i;
	lottery_mix(order, quiz->count, &seed);
	count = rules->count ? lottery_by_rules(quiz, rules, order, out)
			     : lottery_any(quiz, (size_t)module->draw, order, out);
	if (module->shuffle)
		lottery_mix(out, count, &seed); /* which also hides the rules */
	else
		qsort(out, count, sizeof *out, lottery_order);
	free(order);
	return count;
}

/* ---- two parallel forms ---- */

static struct bp_str lottery_topic(const struct bp_question *question)
{
	return question->category.len ? question->category
		: question->tag_count ? question->tags[0]
				      : (struct bp_str){0};
}

enum bp_form bp_lottery_form(const struct bp_quiz *quiz, size_t index)
{
	const struct bp_question *question = &quiz->questions[index];
	struct bp_str topic = lottery_topic(question);
	size_t before = 0;

	if (!bp_question_asks(question))
		return BP_FORM_NONE;
	for (size_t i = 0; i < index; i++)
		before += bp_question_asks(&quiz->questions[i]) &&
			bp_text_equal_folded(topic, lottery_topic(&quiz->questions[i]));
	return before % 2 ? BP_FORM_B : BP_FORM_A;
}

enum bp_form bp_lottery_turn(
	const struct bp_module *module, uint64_t learner, size_t earlier)
{
	/* the low bits of the hash of short ids differ little */
	bool crossed = bp_random_next(&learner) >> 63;

	if (!module->pretest)
		return BP_FORM_NONE;
	return (earlier % 2 == 1) != crossed ? module->posttest : module->pretest;
}

size_t bp_lottery_draw_form(const struct bp_quiz *quiz, const struct bp_module *module,
	uint64_t seed, enum bp_form form, uint32_t *out)
{
	struct bp_quiz part = {
		.questions = bp_alloc(quiz->count + 1, sizeof *part.questions)};
	uint32_t *from = bp_alloc(quiz->count + 1, sizeof *from);

	for (uint32_t i = 0; i < quiz->count; i++) {
		if (form && bp_lottery_form(quiz, i) != form)
			continue;
		part.questions[part.count] = quiz->questions[i];
		from[part.count++] = i;
	}
	size_t count = bp_lottery_draw(&part, module, seed, out);
	for (size_t i = 0; i < count; i++)
		out[i] = from[out[i]];
	free(from);
	free(part.questions);
	return count;
}
