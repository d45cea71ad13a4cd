#include <berpijar/grade.h>
#include <math.h>

/* Moodle's question_state::graded_state_for_fraction(): thirds must add up to a whole. */
#define NOTHING 0.000001
#define WHOLE   0.999999

#define PRECISION 1e-14 /* PHP's "precision" */

static double as_fraction(double sum)
{
	if (sum < NOTHING)
		return 0;
	return sum > WHOLE ? 1 : sum;
}

/* Single choice and true/false: the weight of the choice; several: their sum. */
static double grade_choices(
	const struct bp_question *question, const struct bp_response *response)
{
	double sum = 0;

	for (size_t i = 0; i < question->choice_count && i < BP_MAX_CHOICES; i++) {
		if (response->chosen & UINT32_C(1) << i)
			sum += question->choices[i].weight;
	}
	return sum;
}

static bool takes_one(const struct bp_question *question)
{
	return question->type != BP_SEVERAL;
}

static void grade_chosen(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	bool several = response->chosen & (response->chosen - 1);

	if (!takes_one(question) || !several)
		grade->fraction = grade_choices(question, response);
}

/* The first answer that matches counts, even if a later one would give more. */
static void grade_text(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	for (size_t i = 0; i < question->choice_count; i++) {
		if (!bp_text_matches(question->choices[i].text.text, response->text))
			continue;
		grade->answer = (int)i;
		grade->fraction = question->choices[i].weight;
		return;
	}
}

/*
 * qtype_numerical_answer::get_tolerance_interval() with a nominal tolerance, to which
 * it adds what PHP's precision leaves open at this size, so that 0.1 + 0.2 is 0.3.
 */
static bool is_within(const struct bp_choice *answer, double number)
{
	double tolerance = fabs(answer->tolerance);
	double size = fmax(fmax(fabs(answer->value), tolerance), PRECISION);
	double slack = tolerance + PRECISION * size;

	if (bp_str_is(answer->text.text, "*"))
		return true;
	return answer->value - slack <= number && number <= answer->value + slack;
}

static void grade_number(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	if (!bp_number_read(response->text, &grade->number))
		return;
	for (size_t i = 0; i < question->choice_count; i++) {
		if (!is_within(&question->choices[i], grade->number))
			continue;
		grade->answer = (int)i;
		grade->fraction = question->choices[i].weight;
		return;
	}
}

/* The part of the left sides that have their right one, or one that reads the same. */
static void grade_match(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	size_t asked = 0, right = 0;

	for (size_t i = 0; i < question->pair_count; i++) {
		const struct bp_pair *pairs = question->pairs;
		uint8_t given = response->match[i];
		if (pairs[i].left.text.len == 0)
			continue;
		asked++;
		if (given < question->pair_count &&
			bp_str_equal(pairs[given].right, pairs[i].right))
			right++;
	}
	if (asked)
		grade->fraction = (double)right / (double)asked;
}

static void grade_order(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	size_t right = 0;

	for (size_t i = 0; i < question->choice_count; i++) {
		uint8_t given = response->match[i];
		if (given < question->choice_count &&
			bp_str_equal(question->choices[given].text.text,
				question->choices[i].text.text))
			right++;
	}
	if (question->choice_count)
		grade->fraction = (double)right / (double)question->choice_count;
}

struct bp_grade bp_grade_response(
	const struct bp_question *question, const struct bp_response *response)
{
	static void (*const graders[])(const struct bp_question *,
		const struct bp_response *, struct bp_grade *) = {
		[BP_MULTICHOICE] = grade_chosen,
		[BP_SEVERAL] = grade_chosen,
		[BP_TRUEFALSE] = grade_chosen,
		[BP_SHORTANSWER] = grade_text,
		[BP_NUMERICAL] = grade_number,
		[BP_MATCH] = grade_match,
		[BP_ORDERING] = grade_order,
	};
	struct bp_grade grade = {.answer = -1};

	if (bp_question_graded(question))
		graders[question->type](question, response, &grade);
	grade.fraction = as_fraction(grade.fraction);
	grade.correct = grade.fraction >= 1;
	return grade;
}
