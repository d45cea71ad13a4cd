/* Short answers: the first of the author's patterns that matches what was typed. */
#include "kind.h"
#include <berpijar/lang.h>

bool bp_kind_text_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	(void)question;
	if (bp_str_trim(response->text).len == 0)
		return bp_fail(err, BP_ERROR_INPUT, _("Tulis jawaban dahulu."));
	return true;
}

void bp_kind_text_right(const struct bp_question *question, struct bp_response *response)
{
	const struct bp_choice *best = bp_kind_best(question);

	if (best)
		response->text = best->typed.len ? best->typed : best->text.text;
}

void bp_kind_text_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	(void)question;
	bp_buf_add_str(out, response->text);
}

void bp_kind_text_read(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	(void)question;
	response->text = text;
}

/* The first answer that matches counts, even if a later one would give more. */
static void text_grade(const struct bp_question *question,
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

static void text_say(const struct bp_question *question, struct bp_buf *out)
{
	struct bp_response right = {0};

	bp_kind_text_right(question, &right);
	bp_buf_add_str(out, right.text);
}

const struct bp_kind bp_kind_shortanswer = {
	.complete = bp_kind_text_complete,
	.right = bp_kind_text_right,
	.grade = text_grade,
	.write = bp_kind_text_write,
	.read = bp_kind_text_read,
	.say = text_say,
};
