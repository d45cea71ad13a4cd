/* What is kept of an answer: the draft while it is given, the event once it is. */
#include "answer.h"
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/record.h>

/* Each attempt at an exam has drafts of its own. */
static struct bp_str draft_name(struct bp_app *app, const struct bp_question *question)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	char uuid[BP_UUID_LEN + 1];

	struct bp_str id = question->id;
	if (!attempt)
		return id;
	bp_uuid_write(attempt->id, uuid);
	return bp_str(
		bp_arena_printf(app->view_arena, "%.*s@%s", (int)id.len, id.at, uuid));
}

void bp_question_take_response(struct question_state *state, struct bp_str text)
{
	if (bp_question_is_text(state->question))
		bp_field_begin(&state->field, ANSWER_LIMIT, text);
	else
		state->response = bp_response_read(state->question, text);
	bp_answer_note(state);
	for (size_t i = 0; i < state->count; i++)
		if (state->response.chosen >> state->order[i] & 1 && state->selected > i)
			state->selected = i;
}

void bp_question_take_typed(struct question_state *state)
{
	if (bp_question_is_text(state->question))
		state->response.text = bp_field_text(&state->field);
}

void bp_question_grade(struct question_state *state)
{
	state->grade = (struct bp_grade){.answer = -1};
	if (bp_question_graded(state->question))
		state->grade = bp_grade_response(state->question, &state->response);
}

/* Takes what is kept as the state's question's draft; false: nothing is. */
bool bp_question_recall_draft(struct bp_app *app, struct question_state *state)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf draft = {0};
	bool found = recall->draft &&
		recall->draft(recall->context, app->study.course, app->study.module,
			draft_name(app, state->question), &draft);

	if (found)
		bp_question_take_response(state, bp_buf_str(&draft));
	bp_buf_release(&draft);
	return found;
}

void bp_question_save_draft(struct bp_app *app, bool empty)
{
	struct question_state *state = &app->question;
	struct bp_buf draft = {0};

	if (!empty && bp_question_is_text(state->question))
		bp_buf_add_str(&draft, bp_field_text(&state->field));
	else if (!empty)
		bp_response_write(state->question, &state->response, &draft);
	bp_app_save_draft(app, app->study.course, app->study.module,
		draft_name(app, state->question), bp_buf_str(&draft));
	bp_buf_release(&draft);
}

/* Adds the event of the answer; false: nothing is recorded now. */
bool bp_question_record(struct bp_app *app, const struct question_state *state)
{
	const struct bp_question *question = state->question;
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	bool pairs = bp_question_is_pairs(question);
	struct bp_event *event = bp_app_record(app, BP_ANSWERED, question);

	if (!event)
		return false;
	struct bp_buf body = {0};
	bp_record_answer(question, &state->response,
		pairs ? state->partners : state->order,
		pairs ? state->partner_count : state->count, attempt ? attempt->id : NULL,
		bp_review_asking(app), &body);
	event->grade = bp_question_graded(question) ? state->grade.fraction : -1;
	if (state->since)
		event->seconds = (double)(app->now - state->since) / 1000;
	bp_app_event_body(app, event, &body);
	return true;
}

/* Whether the response says something else than what was given before. */
static bool differs(struct bp_app *app, const struct question_state *state,
	const struct bp_given *given, struct bp_str *text)
{
	struct bp_buf written = {0};

	bp_response_write(state->question, &state->response, &written);
	*text = bp_arena_str(app->view_arena, bp_buf_str(&written));
	bp_buf_release(&written);
	return !bp_str_equal(*text, given->response);
}

bool bp_question_take_draft(struct bp_app *app, const struct bp_question *question,
	bool unfinished, struct bp_given *given)
{
	bool open = app->question.question == question;
	struct question_state state = {
		.question = question,
		.response = bp_response_none(),
		.since = open ? app->question.since : 0,
	};
	struct bp_str text;

	bp_question_set_order(app, &state);
	if (!bp_question_recall_draft(app, &state))
		return false;
	bp_question_take_typed(&state);
	if (!differs(app, &state, given, &text) ||
		!(unfinished ? bp_response_counts(question, &state.response)
			     : bp_response_complete(question, &state.response, NULL)))
		return false;
	bp_question_grade(&state);
	if (!bp_question_record(app, &state))
		return false;
	given->response = text;
	given->grade = state.grade.fraction;
	return true;
}

static void question_reported(struct bp_app *app)
{
	bp_app_say(app, BP_COLOR_GOOD, _("Laporan tersimpan untuk widyaiswara."));
}

void bp_question_report_typed(struct bp_app *app, struct bp_str text, const void *with)
{
	struct question_state *state = &app->question;
	bool pairs = bp_question_is_pairs(state->question);

	(void)with;
	text = bp_str_trim(text);
	if (!text.len)
		return;
	struct bp_event *event = bp_app_record(app, BP_ANNOTATED, state->question);
	if (!event) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak tersimpan."));
		return;
	}
	bp_question_take_typed(state);
	struct bp_buf body = {0};
	bp_record_report(state->question, &state->response,
		pairs ? state->partners : state->order,
		pairs ? state->partner_count : state->count, app->study.course->version,
		text, &body);
	bp_app_event_body(app, event, &body);
	app->then = question_reported;
}
