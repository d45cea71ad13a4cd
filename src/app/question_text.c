/* Typed answers: short ones, numbers, essays. */
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

/* What all typed answers share. */
static const struct bp_binding typed_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{BP_CONTROL('r'), BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_keymap typed_answer = {
	.parent = &bp_keymap_typing,
	.bindings = typed_keys,
};

static const struct bp_binding typed_field_keys[] = {
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{0, 0},
};
static const struct bp_hint typed_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{0},
};
static const struct bp_keymap typed_field = {
	.title = N_("Mengetik jawaban"),
	.parent = &typed_answer,
	.bindings = typed_field_keys,
	.hints = typed_hints,
	.typing = true,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* In a text of several lines, Enter begins a new one. */
static const struct bp_binding typed_essay_keys[] = {
	{BP_CONTROL('d'), BP_ACT_SUBMIT},
	{0, 0},
};
static const struct bp_keymap typed_essay = {
	.title = N_("Menulis jawaban"),
	.parent = &typed_answer,
	.bindings = typed_essay_keys,
	.hints = typed_hints,
	.typing = true,
	.scrolls = BP_ACT_PAGE_DOWN,
};

static const struct bp_binding typed_sending_keys[] = {
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{0, 0},
};
static const struct bp_hint typed_sending_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_UP, NULL, N_("menulis lagi")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{0},
};
static const struct bp_keymap typed_sending = {
	.title = N_("Mengirim jawaban"),
	.parent = &typed_essay,
	.bindings = typed_sending_keys,
	.hints = typed_sending_hints,
};

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
	if (state->grade.correct || state->hidden)
		return;
	bp_response_say_right(question, &right);
	bp_question_add_feedback(app, list, _("Jawaban yang benar:"),
		(struct bp_text){bp_arena_str(app->view_arena, bp_buf_str(&right)),
			BP_FORMAT_PLAIN});
	bp_buf_release(&right);
}

const struct question_kind bp_question_kind_shortanswer = {
	.keymap = &typed_field,
	.explain = typed_explain,
};

const struct question_kind bp_question_kind_numerical = {
	.keymap = &typed_field,
	.note = typed_note_number,
	.explain = typed_explain,
};

/* The author's answer is the general feedback, which every question has. */
const struct question_kind bp_question_kind_essay = {
	.keymap = &typed_essay,
	.sending = &typed_sending,
};
