/* Responses: each question is handled by the row of its type. */
#include "kind.h"
#include <string.h>

/* Moodle's question_state::graded_state_for_fraction(): thirds must add up to a whole. */
#define RESPONSE_NOTHING 0.000001
#define RESPONSE_WHOLE   0.999999

/* A type without a row does not link. */
static const struct bp_kind *const response_kinds[] = {
#define RESPONSE_KIND(TYPE, row, ...) [BP_##TYPE] = &bp_kind_##row,
	BP_QUESTION_TYPES(RESPONSE_KIND)
#undef RESPONSE_KIND
};

static const struct bp_kind *response_kind(const struct bp_question *question)
{
	return response_kinds[question->type];
}

struct bp_response bp_response_none(void)
{
	struct bp_response response = {0};

	memset(response.match, BP_UNMATCHED, sizeof response.match);
	return response;
}

bool bp_response_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	const struct bp_kind *kind = response_kind(question);

	return !kind->complete || kind->complete(question, response, err);
}

bool bp_response_counts(
	const struct bp_question *question, const struct bp_response *response)
{
	const struct bp_kind *kind = response_kind(question);

	return (kind->begun && kind->begun(question, response)) ||
		bp_response_complete(question, response, NULL);
}

struct bp_response bp_response_right(const struct bp_question *question)
{
	const struct bp_kind *kind = response_kind(question);
	struct bp_response right = bp_response_none();

	if (kind->right)
		kind->right(question, &right);
	return right;
}

void bp_response_say_right(const struct bp_question *question, struct bp_buf *out)
{
	if (response_kind(question)->say)
		response_kind(question)->say(question, out);
}

void bp_response_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	if (response_kind(question)->write)
		response_kind(question)->write(question, response, out);
}

struct bp_response bp_response_read(
	const struct bp_question *question, struct bp_str text)
{
	const struct bp_kind *kind = response_kind(question);
	struct bp_response response = bp_response_none();

	if (kind->read)
		kind->read(question, text, &response);
	return response;
}

static double response_round(double fraction)
{
	if (fraction < RESPONSE_NOTHING)
		return 0;
	return fraction > RESPONSE_WHOLE ? 1 : fraction;
}

struct bp_grade bp_grade_response(
	const struct bp_question *question, const struct bp_response *response)
{
	const struct bp_kind *kind = response_kind(question);
	struct bp_grade grade = {.answer = -1};

	if (kind->grade)
		kind->grade(question, response, &grade);
	grade.fraction = response_round(grade.fraction);
	grade.correct = grade.fraction >= 1;
	return grade;
}

double bp_grade_counted(
	const struct bp_question *question, double grade, struct bp_str response)
{
	struct bp_response given;

	if (grade > 0)
		return grade;
	given = bp_response_read(question, response);
	return 0 - bp_grade_response(question, &given).lost;
}
