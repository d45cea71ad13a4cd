/* Numerical questions: a number within the tolerance of one of the author's. */
#include "kind.h"
#include <berpijar/lang.h>
#include <math.h>

#define KIND_NUMBER_PRECISION 1e-14 /* PHP's "precision" */

static bool number_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	double number;

	if (!bp_kind_text_complete(question, response, err))
		return false;
	if (!bp_number_read(response->text, &number))
		return bp_fail(err, BP_ERROR_INPUT,
			_("Itu bukan angka. Tulis angka saja, misalnya 1500 atau 2,5."));
	return true;
}

/*
 * qtype_numerical_answer::get_tolerance_interval() with a nominal tolerance, to which
 * it adds what PHP's precision leaves open at this size, so that 0.1 + 0.2 is 0.3.
 */
static bool number_is_within(const struct bp_choice *answer, double number)
{
	double tolerance = fabs(answer->tolerance);
	double size = fmax(fmax(fabs(answer->value), tolerance), KIND_NUMBER_PRECISION);
	double slack = tolerance + KIND_NUMBER_PRECISION * size;

	if (bp_str_is(answer->text.text, "*"))
		return true;
	return answer->value - slack <= number && number <= answer->value + slack;
}

static void number_grade(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	if (!bp_number_read(response->text, &grade->number))
		return;
	for (size_t i = 0; i < question->choice_count; i++) {
		if (!number_is_within(&question->choices[i], grade->number))
			continue;
		grade->answer = (int)i;
		grade->fraction = question->choices[i].weight;
		return;
	}
}

static void number_say(const struct bp_question *question, struct bp_buf *out)
{
	const struct bp_choice *best = bp_kind_best(question);

	if (best)
		bp_number_write(best->value, out);
}

const struct bp_kind bp_kind_numerical = {
	.complete = number_complete,
	.right = bp_kind_text_right,
	.grade = number_grade,
	.write = bp_kind_text_write,
	.read = bp_kind_text_read,
	.say = number_say,
};
