/* What is kept of an answer: the draft while it is given, the event once it is. */
#include "question.h"
#include <berpijar/answer.h>
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/lang.h>

/* Each attempt at an exam has drafts of its own. */
static struct bp_str keep_name(struct bp_app *app, const struct question_state *state)
{
	struct bp_str id = state->question->id;
	char uuid[BP_UUID_LEN + 1];

	if (!state->exam)
		return id;
	bp_uuid_write(state->attempt, uuid);
	return bp_str(bp_app_text(app, "%.*s@%s", (int)id.len, id.at, uuid));
}

void bp_question_take_response(struct question_state *state, struct bp_str text)
{
	if (bp_question_is(state->question, BP_TYPED))
		bp_field_begin(&state->field, BP_ANSWER_LIMIT, text);
	else
		state->response = bp_response_read(state->question, text);
	if (state->kind->note)
		state->kind->note(state);
	for (size_t i = 0; i < state->count; i++)
		if (state->response.chosen >> state->order[i] & 1 && state->selected > i)
			state->selected = i;
}

void bp_question_take_typed(struct question_state *state)
{
	if (bp_question_is(state->question, BP_TYPED))
		state->response.text = bp_field_text(&state->field);
}

void bp_question_grade(struct question_state *state)
{
	state->grade = bp_grade_response(state->question, &state->response);
}

static bool keep_recall(
	const struct bp_app *app, struct bp_str name, struct bp_buf *draft)
{
	const struct bp_recall *recall = &app->options.recall;

	return recall->draft &&
		recall->draft(recall->context, app->study.course, app->study.module, name,
			draft);
}

bool bp_question_has_draft(const struct bp_app *app, const struct bp_question *question)
{
	struct bp_buf draft = {0};
	bool found = keep_recall(app, question->id, &draft);

	bp_buf_release(&draft);
	return found;
}

bool bp_question_recall_draft(struct bp_app *app, struct question_state *state)
{
	struct bp_buf draft = {0};
	bool found = keep_recall(app, keep_name(app, state), &draft);

	if (found)
		bp_question_take_response(state, bp_buf_str(&draft));
	bp_buf_release(&draft);
	return found;
}

void bp_question_save_draft(struct bp_app *app, struct question_state *state)
{
	struct bp_buf draft = {0};

	bp_question_take_typed(state);
	bp_response_write(state->question, &state->response, &draft);
	bp_app_save_draft(app, app->study.course, app->study.module,
		keep_name(app, state), bp_buf_str(&draft));
	bp_buf_release(&draft);
	state->changed = false;
}

void bp_question_drop_draft(struct bp_app *app, const struct question_state *state)
{
	bp_app_save_draft(app, app->study.course, app->study.module,
		keep_name(app, state), (struct bp_str){0});
}

const uint8_t *bp_question_order(const struct question_state *state, size_t *count)
{
	*count = state->partner_count ? state->partner_count : state->count;
	return state->partner_count ? state->partners : state->order;
}

/* The ticks as they are recorded; NULL: there is nothing to be ticked. */
static const char *keep_checks(struct bp_app *app, const struct question_state *state)
{
	char *checks = bp_arena_alloc(app->view_arena, state->check_count + 1, 1);

	for (size_t i = 0; i < state->check_count; i++)
		checks[i] = state->ticking >> i & 1 ? 'x' : '-';
	return state->check_count ? checks : NULL;
}

static struct bp_event *keep_answer(
	struct bp_app *app, const struct question_state *state, bool again)
{
	const struct bp_question *question = state->question;
	struct bp_event *event = bp_app_record(app, BP_ANSWERED, question);
	struct bp_buf body = {0};
	size_t count;

	if (!event)
		return NULL;
	const uint8_t *order = bp_question_order(state, &count);
	bp_answer_write(question, &state->response, order, count,
		(struct bp_answer_of){.attempt = state->exam ? state->attempt : NULL,
			.review = state->review,
			.graded = state->settled || again,
			.checks = again ? keep_checks(app, state) : NULL},
		&body);
	bp_app_event_body(app, event, &body);
	return event;
}

bool bp_question_record(struct bp_app *app, const struct question_state *state)
{
	struct bp_event *event = keep_answer(app, state, false);

	if (!event)
		return false;
	if (bp_question_graded(state->question) && !state->silent)
		event->grade = state->grade.fraction;
	if (state->since)
		event->seconds = (double)(app->now - state->since) / 1000;
	return true;
}

bool bp_question_record_ticks(struct bp_app *app, const struct question_state *state)
{
	return keep_answer(app, state, true) != NULL;
}

/* Whether the response says something else than what was given before. */
static bool keep_differs(struct bp_app *app, const struct question_state *state,
	const struct bp_given *given, struct bp_str *text)
{
	struct bp_buf written = {0};

	bp_response_write(state->question, &state->response, &written);
	*text = bp_arena_str(app->view_arena, bp_buf_str(&written));
	bp_buf_release(&written);
	return !bp_str_equal(*text, given->response);
}

/* The state of a question of an exam that need not be open. */
static void keep_begin(struct bp_app *app, struct question_state *state,
	const struct bp_attempt *attempt, const struct bp_question *question)
{
	const struct question_state *open = bp_mode_state(app, BP_MODE_QUESTION);

	*state = (struct question_state){0};
	bp_question_init(state, question, attempt);
	if (open && open->question == question)
		state->since = open->since;
	bp_question_arrange(state, app->study.module->shuffle);
}

/* Grades and records what the state holds, and puts it into `given`. */
static bool keep_record(struct bp_app *app, struct question_state *state,
	struct bp_str text, struct bp_given *given)
{
	bp_question_grade(state);
	if (!bp_question_record(app, state))
		return false;
	given->response = text;
	given->grade = state->grade.fraction;
	given->hash = state->question->content_hash;
	return true;
}

static bool keep_take_draft(struct bp_app *app, const struct bp_attempt *attempt,
	const struct bp_question *question, bool ends, struct bp_given *given)
{
	struct question_state state;
	struct bp_str text;

	keep_begin(app, &state, attempt, question);
	if (!bp_question_recall_draft(app, &state))
		return false;
	bp_question_take_typed(&state);
	if (!keep_differs(app, &state, given, &text) ||
		!(ends ? bp_response_counts(question, &state.response)
		       : bp_response_complete(question, &state.response, NULL)))
		return false;
	state.silent = !ends && bp_attempt_defers(attempt, app->study.module);
	return keep_record(app, &state, text, given);
}

bool bp_question_take_draft(struct bp_app *app, const struct bp_attempt *attempt,
	const struct bp_question *question, struct bp_given *given)
{
	return keep_take_draft(app, attempt, question, false, given);
}

void bp_question_settle(struct bp_app *app, const struct bp_attempt *attempt,
	const struct bp_question *question, struct bp_given *given)
{
	struct question_state state;

	if (keep_take_draft(app, attempt, question, true, given) ||
		!given->response.len || given->grade >= 0 ||
		!bp_question_graded(question))
		return;
	keep_begin(app, &state, attempt, question);
	state.since = 0; /* how long it took has been recorded */
	state.settled = true;
	bp_question_take_response(&state, given->response);
	bp_question_take_typed(&state);
	keep_record(app, &state, given->response, given);
}
