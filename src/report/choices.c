/* How often each choice of a question was taken, or each answer typed. */
#include "figures.h"
#include <berpijar/grade.h>
#include <stdlib.h>

/* ---- rows ---- */

/* The words of a text of a question, on one line. */
static struct bp_str choices_words(struct bp_class *class, struct bp_text text)
{
	struct bp_buf words = {0}, clean = {0};
	struct bp_arena *arena = bp_arena_new();
	struct bp_document document = bp_document_read_text(arena, text);

	bp_document_words(&document, &words);
	bp_buf_add_clean_line(&clean, bp_str_trim(bp_buf_str(&words)));
	struct bp_str kept = bp_arena_str(class->arena, bp_buf_str(&clean));
	bp_buf_release(&words);
	bp_buf_release(&clean);
	bp_arena_free(arena);
	return kept;
}

static struct bp_str choices_choice_words(
	struct bp_class *class, const struct bp_question *question, size_t at)
{
	if (question->type == BP_TRUEFALSE)
		return at ? BP_STR("false") : BP_STR("true");
	return choices_words(class, question->choices[at].text);
}

static void choices_make_choices(
	struct bp_class *class, struct bp_class_question *one, size_t count)
{
	one->choices = bp_arena_alloc(class->arena, count + 1, sizeof *one->choices);
	one->choice_count = count;
}

static void choices_choices(struct bp_class *class, struct bp_class_question *one)
{
	const struct bp_question *question = one->question;
	bool several = question->type == BP_SEVERAL;

	choices_make_choices(class, one, question->choice_count);
	for (size_t i = 0; i < one->choice_count; i++) {
		double weight = question->choices[i].weight;
		one->choices[i] = (struct bp_class_choice){
			.text = choices_choice_words(class, question, i),
			.weight = weight,
			.correct = several ? weight > 0 : weight >= 1,
		};
	}
}

static void choices_pairs(struct bp_class *class, struct bp_class_question *one)
{
	const struct bp_question *question = one->question;

	choices_make_choices(class, one, question->pair_count);
	for (size_t i = one->choice_count = 0; i < question->pair_count; i++) {
		struct bp_str left = choices_words(class, question->pairs[i].left);
		const char *right = bp_arena_cstr(class->arena, question->pairs[i].right);
		if (!left.len)
			continue;
		one->choices[one->choice_count++] = (struct bp_class_choice){
			.text = bp_str(bp_arena_printf(class->arena, "%.*s = %s",
				(int)left.len, left.at, right)),
			.weight = 1,
			.correct = true,
		};
	}
}

static void choices_places(struct bp_class *class, struct bp_class_question *one)
{
	const struct bp_question *question = one->question;

	choices_make_choices(class, one, question->choice_count);
	for (size_t i = 0; i < one->choice_count; i++) {
		struct bp_str item = choices_words(class, question->choices[i].text);
		one->choices[i] = (struct bp_class_choice){
			.text = bp_str(bp_arena_printf(class->arena, "%zu. %.*s", i + 1,
				(int)item.len, item.at)),
			.weight = 1,
			.correct = true,
		};
	}
}

static void choices_take_choice(struct bp_class_choice *choice, bool chosen, bool is_best)
{
	choice->chosen += chosen;
	choice->best += chosen && is_best;
}

/* A row of a match is right where its partner reads the same. */
static void choices_take_match(
	struct bp_class_question *one, const struct bp_response *response, bool is_best)
{
	const struct bp_question *question = one->question;
	size_t row = 0;

	for (size_t i = 0; i < question->pair_count && row < one->choice_count; i++) {
		size_t given = response->match[i];
		if (!question->pairs[i].left.text.len)
			continue;
		choices_take_choice(&one->choices[row++],
			given < question->pair_count &&
				bp_str_equal(question->pairs[given].right,
					question->pairs[i].right),
			is_best);
	}
}

static void choices_take_places(
	struct bp_class_question *one, const struct bp_response *response, bool is_best)
{
	const struct bp_question *question = one->question;

	for (size_t i = 0; i < one->choice_count; i++) {
		size_t given = response->match[i];
		choices_take_choice(&one->choices[i],
			given < question->choice_count &&
				bp_str_equal(question->choices[given].text.text,
					question->choices[i].text.text),
			is_best);
	}
}

/* ---- typed answers ---- */

struct choices_typed {
	struct bp_buf folded;
	const struct class_answer *answer;
	bool is_best;
};

static int choices_typed_order(const void *left, const void *right)
{
	const struct choices_typed *a = left, *b = right;

	return bp_str_order(bp_buf_str(&a->folded), bp_buf_str(&b->folded));
}

static int choices_often_order(const void *left, const void *right)
{
	const struct bp_class_choice *a = left, *b = right;
	int order = (a->chosen < b->chosen) - (a->chosen > b->chosen);

	return order ? order : bp_str_order(a->text, b->text);
}

/* Counts the same answers, which are beside each other. */
static void choices_count_typed(struct bp_class *class, struct bp_class_question *one,
	struct choices_typed *typed, size_t count)
{
	choices_make_choices(class, one, count);
	for (size_t i = one->choice_count = 0; i < count; i++) {
		struct bp_class_choice *row = &one->choices[one->choice_count];
		if (i && choices_typed_order(&typed[i], &typed[i - 1]) == 0) {
			row--;
		} else {
			*row = (struct bp_class_choice){
				.text = choices_words(class,
					(struct bp_text){typed[i].answer->response,
						BP_FORMAT_PLAIN}),
				.weight = typed[i].answer->mark,
				.correct = typed[i].answer->mark >= 1,
			};
			one->choice_count++;
		}
		choices_take_choice(row, true, typed[i].is_best);
	}
	if (one->choice_count)
		qsort(one->choices, one->choice_count, sizeof *one->choices,
			choices_often_order);
}

/* ---- all answers ---- */

static void choices_take_typed(struct bp_class *class, struct bp_class_question *one,
	const struct figures_set *set)
{
	struct choices_typed *typed = bp_alloc(set->count + 1, sizeof *typed);
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++)
		if (!set->at[i]->blank)
			typed[count++] = (struct choices_typed){
				.folded = bp_text_folded(set->at[i]->response, false),
				.answer = set->at[i],
				.is_best = figures_is_best(set, i),
			};
	if (count)
		qsort(typed, count, sizeof *typed, choices_typed_order);
	choices_count_typed(class, one, typed, count);
	for (size_t i = 0; i < count; i++)
		bp_buf_release(&typed[i].folded);
	free(typed);
}

static void choices_take_responses(
	struct bp_class_question *one, const struct figures_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		struct bp_response response =
			bp_response_read(one->question, set->at[i]->response);
		bool is_best = figures_is_best(set, i);
		if (set->at[i]->blank)
			continue;
		if (one->question->type == BP_MATCH)
			choices_take_match(one, &response, is_best);
		else if (one->question->type == BP_ORDERING)
			choices_take_places(one, &response, is_best);
		else
			for (size_t n = 0; n < one->choice_count; n++)
				choices_take_choice(&one->choices[n],
					response.chosen >> n & 1, is_best);
	}
}

void figures_choose(struct bp_class *class, struct bp_class_question *one,
	const struct figures_set *set)
{
	if (one->question->type == BP_ESSAY)
		return;
	if (bp_question_is(one->question, BP_TYPED)) {
		choices_take_typed(class, one, set);
		return;
	}
	if (one->question->type == BP_MATCH)
		choices_pairs(class, one);
	else if (one->question->type == BP_ORDERING)
		choices_places(class, one);
	else
		choices_choices(class, one);
	choices_take_responses(one, set);
}
