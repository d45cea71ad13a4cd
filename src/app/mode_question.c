/*
 * A question. Its states:
 *
 *	asking → (Enter, complete) → recording → (recorded) → graded → (x) → asking
 *	                                       → (not recorded) → asking, with the reason
 *
 * A question of a lesson that was answered before opens as graded.
 *
 * What the learner has given so far is kept as a draft with every key that changes it.
 */
#include "answer.h"
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/record.h>
#include <string.h>

#define REPORT_LIMIT 500 /* bytes */

/* ---- opening ---- */

static void start_asking(struct bp_app *app)
{
	struct question_state *state = &app->question;

	state->graded = state->unrecorded = false;
	state->hint = 0;
	state->response = bp_response_none();
	bp_question_mix_items(app);
	state->field.lines = state->question->type == BP_ESSAY;
	state->sending = false;
	bp_field_begin(&state->field, ANSWER_LIMIT, (struct bp_str){0});
	bp_answer_note(state);
	/* a single choice is picked by moving to it, so nothing is pointed at yet */
	state->selected = bp_question_is(state->question, BP_SINGLE) ||
			state->question->type == BP_TRUEFALSE
		? SIZE_MAX
		: 0;
	state->top = 0;
	state->follow = true;
	state->since = app->now;
}

/* In an exam: what was answered before; after its end, with the verdict. */
static void take_given(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	struct bp_str response = attempt && bp_exam_at(app) < attempt->count
		? attempt->given[bp_exam_at(app)].response
		: (struct bp_str){0};

	if (response.len)
		bp_question_take_response(state, response);
	if (!attempt || !(attempt->ended || bp_exam_locks(app, bp_exam_at(app))))
		return;
	bp_question_take_typed(state);
	state->grade = (struct bp_grade){.answer = -1};
	state->unanswered = !response.len;
	if (response.len)
		bp_question_grade(state);
	bp_question_graded_now(app);
}

/* Asks the question, in the order that goes with the try. Neither an exam's nor one that
 * comes back has tries. */
static void ask(struct bp_app *app)
{
	struct question_state *state = &app->question;

	state->tries = bp_exam_attempt(app) || bp_review_asking(app)
		? 0
		: bp_question_tries(app);
	bp_question_set_order(app, state);
	bp_question_read_texts(state);
	start_asking(app);
}

static void show_last(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_question_record *record =
		bp_question_record_of(app, state->question);
	struct bp_str response = {0};

	state->tries = record->answered - 1; /* as it was then */
	bp_question_set_order(app, state);
	bp_question_read_texts(state);
	state->grade = (struct bp_grade){.answer = -1};
	if (bp_record_read_answer(
		    record->last_body, state->question, app->view_arena, &response)) {
		bp_question_take_response(state, response);
		bp_question_take_typed(state);
		bp_question_grade(state);
	}
	state->grade.fraction = record->last;
	state->hint = bp_question_hint_due(app);
	bp_question_show_verdict(app);
}

void bp_question_open(struct bp_app *app, uint32_t block)
{
	struct question_state *state = &app->question;

	bp_question_close(app);
	state->block = block;
	state->index = app->study.document->blocks[block].question;
	state->question = &app->study.document->quiz.questions[state->index];
	state->arena = bp_arena_new();
	ask(app);
	take_given(app);
	if (!state->graded && !bp_question_recall_draft(app, state) &&
		bp_question_was_answered(app))
		show_last(app);
	if (!state->graded)
		bp_question_say_try(app);
	bp_mode_push(app, BP_MODE_QUESTION);
}

void bp_question_close(struct bp_app *app)
{
	bp_arena_free(app->question.arena);
	app->question = (struct question_state){0};
}

static void question_leave(struct bp_app *app)
{
	bool graded = app->question.graded, right = app->question.grade.correct;

	bp_exam_left_question(app);
	bp_question_close(app);
	/* for the screen below, which goes on from here */
	app->study.answer = (struct study_answer){.left = true,
		.graded = graded,
		.right = graded && right,
		.finished = app->study.finished};
	app->study.finished = false;
}

/* ---- answering ---- */

static void submit(struct bp_app *app)
{
	struct question_state *state = &app->question;
	struct bp_error missing = {0};

	bp_question_take_typed(state);
	if (!bp_response_complete(state->question, &state->response, &missing)) {
		bp_app_say(app, BP_COLOR_ACCENT, missing.message);
		return;
	}
	bp_question_grade(state);
	bp_question_penalise(app);
	state->hint = bp_question_hint_due(app);
	if (!bp_question_record(app, state)) { /* reading only: the verdict says so */
		state->unrecorded = true;
		bp_question_graded_now(app);
		return;
	}
	if (bp_exam_running(app)) {
		app->then =
			bp_exam_defers(app) ? bp_exam_answered : bp_question_graded_now;
		return;
	}
	if (!bp_review_asking(app))
		bp_reader_complete(app, &state->grade, state->question);
	app->then = bp_question_graded_now;
}

void bp_question_graded_now(struct bp_app *app)
{
	bp_question_show_verdict(app);
	bp_reader_forget_layout(app); /* its card says something else now */
	bp_question_save_draft(app, true);
}

/* ---- the mode ---- */

static void scroll(struct question_state *state, int lines)
{
	state->follow = false;
	state->top += lines;
	if (state->top < 0)
		state->top = 0;
}

/* In an exam: to another question. */
static void step(struct bp_app *app, bool forward)
{
	if (bp_exam_attempt(app))
		bp_exam_step(app, forward);
}

static void act_graded(struct bp_app *app, enum bp_action action)
{
	struct question_state *state = &app->question;

	switch (action) {
	case BP_ACT_RETRY:
		if (!bp_question_may_try_again(app))
			break;
		ask(app);
		bp_question_say_try(app);
		break;
	case BP_ACT_UP: scroll(state, -1); break;
	case BP_ACT_DOWN: scroll(state, 1); break;
	case BP_ACT_PAGE_UP: scroll(state, -state->page); break;
	case BP_ACT_PAGE_DOWN: scroll(state, state->page); break;
	case BP_ACT_TOP: scroll(state, -state->top); break;
	case BP_ACT_BOTTOM: scroll(state, 10000); break;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: step(app, action == BP_ACT_NEXT_ITEM); break;
	default: break;
	}
}

/* ---- a question that is at fault itself ---- */

static void report(struct bp_app *app)
{
	bp_prompt_begin(app, _("Apa yang keliru pada soal ini?"), REPORT_LIMIT,
		(struct bp_str){0}, bp_question_report_typed, NULL)
		->keymap = &bp_keymap_saving;
}

/* Through the lines of an essay, and below the last to what sends it. */
static void move_line(struct question_state *state, bool down)
{
	if (!down && state->sending)
		state->sending = false;
	else if (!bp_field_line(&state->field, state->columns, down))
		state->sending = down;
}

static void move_or_scroll(struct bp_app *app, bool down)
{
	struct question_state *state = &app->question;

	if (state->field.lines)
		move_line(state, down);
	else if (bp_question_is_text(state->question))
		scroll(state, down ? 1 : -1);
	else
		bp_question_move(app, down ? 1 : -1);
}

static void question_act(struct bp_app *app, enum bp_action action)
{
	struct question_state *state = &app->question;

	if (action == BP_ACT_REPORT) {
		report(app);
		return;
	}
	if (state->graded) {
		act_graded(app, action);
		return;
	}
	state->follow = true;
	switch (action) {
	case BP_ACT_UP:
	case BP_ACT_DOWN: move_or_scroll(app, action == BP_ACT_DOWN); break;
	case BP_ACT_PAGE_UP: scroll(state, -state->page); break;
	case BP_ACT_PAGE_DOWN: scroll(state, state->page); break;
	case BP_ACT_LEFT: bp_question_change(app, -1); break;
	case BP_ACT_RIGHT: bp_question_change(app, 1); break;
	case BP_ACT_MARK: bp_question_mark(app); break;
	case BP_ACT_SUBMIT: submit(app); break;
	case BP_ACT_FLAG: bp_exam_flag(app); break;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: step(app, action == BP_ACT_NEXT_ITEM); break;
	default: break;
	}
}

static const struct bp_keymap *question_keys(const struct bp_app *app)
{
	const struct question_state *state = &app->question;

	if (state->graded)
		return &bp_keymap_graded;
	if (state->field.lines)
		return state->sending ? &bp_keymap_sending : &bp_keymap_essay;
	if (state->question->type == BP_ORDERING)
		return &bp_keymap_ordering;
	return bp_question_is_text(state->question) ? &bp_keymap_field
						    : &bp_keymap_question;
}

static struct field *question_field(struct bp_app *app)
{
	struct question_state *state = &app->question;

	return bp_question_is_text(state->question) && !state->graded ? &state->field
								      : NULL;
}

static void question_typed(struct bp_app *app)
{
	app->question.follow = true;
	app->question.sending = false;
	bp_answer_note(&app->question);
	bp_question_save_draft(app, false);
}

/* Letters and figures pick; in a text field all that can be printed is text. */
static bool question_key(struct bp_app *app, uint32_t key)
{
	struct question_state *state = &app->question;
	size_t pick = SIZE_MAX;

	if (state->graded)
		return false;
	if (bp_question_is_text(state->question)) {
		const struct bp_keymap *map = question_keys(app);
		bool known = bp_keymap_find(map, key) != BP_ACT_NONE;
		/* right of the last letter is the menu */
		if ((known && key != BP_KEY_RIGHT) || !bp_field_key(&state->field, key))
			return !known; /* nothing else is a command while typing */
		question_typed(app);
		return true;
	}
	if (key >= 'a' && key <= 'z')
		pick = key - 'a';
	else if (key >= '1' && key <= '9')
		pick = key - '1';
	if (bp_question_is_pairs(state->question) && key >= 'a' &&
		pick < state->partner_count) {
		state->follow = true;
		bp_question_pair(app, pick);
		return true;
	}
	if (pick >= state->count)
		return false;
	state->follow = true;
	bp_question_choose(app, pick);
	return true;
}

static bool question_can(const struct bp_app *app, enum bp_action action)
{
	const struct bp_question *question = app->question.question;

	switch (action) {
	case BP_ACT_MARK: return bp_question_is_multiple(question);
	case BP_ACT_LEFT: return bp_question_can_change(&app->question, -1);
	case BP_ACT_RIGHT: return bp_question_can_change(&app->question, 1);
	case BP_ACT_FLAG: return bp_exam_running(app);
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: return bp_exam_attempt(app) != NULL;
	case BP_ACT_RETRY: return bp_question_may_try_again(app);
	case BP_ACT_REPORT: return app->options.recording;
	default: return true;
	}
}

const struct bp_mode bp_mode_question = {
	.keymap = &bp_keymap_question,
	.keys = question_keys,
	.key = question_key,
	.field = question_field,
	.typed = question_typed,
	.act = question_act,
	.can = question_can,
	.view = bp_question_view,
	.leave = question_leave,
};
