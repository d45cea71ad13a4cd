/* Questions whose choices are picked: one, several, or true and false. */
#include "kind.h"
#include <berpijar/lang.h>

/* A response may hold bits of choices that the question does not have. */
static uint32_t choice_bits(
	const struct bp_question *question, const struct bp_response *response)
{
	return response->chosen & ((UINT32_C(1) << question->choice_count) - 1);
}

static bool choice_many(uint32_t chosen)
{
	return (chosen & (chosen - 1)) != 0;
}

static bool choice_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	uint32_t chosen = choice_bits(question, response);

	if (!chosen)
		return bp_fail(err, BP_ERROR_INPUT, _("Pilih satu jawaban dahulu."));
	if (choice_many(chosen))
		return bp_fail(err, BP_ERROR_INPUT, _("Pilih satu jawaban saja."));
	return true;
}

static bool choice_complete_several(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	if (!choice_bits(question, response))
		return bp_fail(
			err, BP_ERROR_INPUT, _("Tandai sedikitnya satu jawaban dahulu."));
	return true;
}

static void choice_right(const struct bp_question *question, struct bp_response *response)
{
	const struct bp_choice *best = bp_kind_best(question);

	if (best)
		response->chosen = UINT32_C(1) << (best - question->choices);
}

static void choice_right_several(
	const struct bp_question *question, struct bp_response *response)
{
	for (size_t i = 0; i < question->choice_count; i++) {
		if (question->choices[i].weight > 0)
			response->chosen |= UINT32_C(1) << i;
	}
}

static void choice_grade_several(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	for (size_t i = 0; i < question->choice_count; i++) {
		if (response->chosen & UINT32_C(1) << i)
			grade->fraction += question->choices[i].weight;
	}
}

/* More than one choice is no answer, so it gets nothing. */
static void choice_grade(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	if (choice_many(response->chosen))
		return;
	choice_grade_several(question, response, grade);
	if (grade->fraction < 0)
		grade->lost = -grade->fraction;
}

static void choice_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	uint32_t chosen = choice_bits(question, response);
	const char *between = "";

	for (int i = 0; i < BP_MAX_CHOICES; i++) {
		if (!(chosen & UINT32_C(1) << i))
			continue;
		bp_buf_printf(out, "%s%c", between, 'a' + i);
		between = ",";
	}
}

static void choice_read_several(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	struct bp_str item;

	while (bp_kind_next_item(&text, &item)) {
		uint8_t choice = bp_kind_letter(item, question->choice_count);
		if (choice != BP_UNMATCHED)
			response->chosen |= UINT32_C(1) << choice;
	}
}

/* The first choice that the question has; what follows it is left out. */
static void choice_read(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	struct bp_str item;

	while (!response->chosen && bp_kind_next_item(&text, &item))
		choice_read_several(question, item, response);
}

static void choice_write_truth(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	if (choice_bits(question, response))
		bp_buf_add_cstr(out, response->chosen & 1 ? "true" : "false");
}

static void choice_read_truth(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	(void)question;
	response->chosen = bp_str_is(text, "true") ? 1u
		: bp_str_is(text, "false")         ? 2u
						   : 0;
}

const struct bp_kind bp_kind_multichoice = {
	.complete = choice_complete,
	.right = choice_right,
	.grade = choice_grade,
	.write = choice_write,
	.read = choice_read,
};

const struct bp_kind bp_kind_several = {
	.complete = choice_complete_several,
	.right = choice_right_several,
	.grade = choice_grade_several,
	.write = choice_write,
	.read = choice_read_several,
};

const struct bp_kind bp_kind_truefalse = {
	.complete = choice_complete,
	.right = choice_right,
	.grade = choice_grade,
	.write = choice_write_truth,
	.read = choice_read_truth,
};

/* No way is right. */
const struct bp_kind bp_kind_fork = {
	.complete = choice_complete,
	.write = choice_write,
	.read = choice_read,
};
