/* Typed answers: short ones, numbers, essays. */
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* How a number is going to be read, before it counts. */
static void typed_note_number(struct question_state *state)
{
	struct bp_buf number = {0};
	double value;

	state->note[0] = '\0';
	if (state->field.len == 0)
		return;
	if (bp_number_read(bp_field_text(&state->field), &value)) {
		bp_number_write(value, &number);
		snprintf(state->note, sizeof state->note, _("dibaca sebagai %s"),
			number.at);
	} else {
		snprintf(state->note, sizeof state->note, "%s",
			_("belum dapat dibaca sebagai bilangan"));
	}
	bp_buf_release(&number);
}

static void typed_explain(struct bp_app *app, const struct question_state *state,
	struct feedback_list *list)
{
	const struct bp_question *question = state->question;
	struct bp_buf right = {0};

	if (state->grade.answer >= 0)
		bp_question_add_feedback(
			app, list, NULL, question->choices[state->grade.answer].feedback);
	if (state->grade.correct || state->hint)
		return;
	bp_response_say_right(question, &right);
	bp_question_add_feedback(app, list, _("Jawaban yang benar:"),
		(struct bp_text){bp_arena_str(app->view_arena, bp_buf_str(&right)),
			BP_FORMAT_PLAIN});
	bp_buf_release(&right);
}

const struct question_kind bp_question_kind_shortanswer = {
	.keymap = &bp_keymap_field,
	.explain = typed_explain,
};

const struct question_kind bp_question_kind_numerical = {
	.keymap = &bp_keymap_field,
	.note = typed_note_number,
	.explain = typed_explain,
};

/* The author's answer is the general feedback, which every question has. */
const struct question_kind bp_question_kind_essay = {
	.keymap = &bp_keymap_essay,
	.lines = true,
};
