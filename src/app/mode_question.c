/*
 * A question. Its states:
 *
 *	asking → (Enter, complete) → recording → (recorded) → graded → (x) → asking
 *	                                       → (not recorded) → asking, with the reason
 *
 * A question of a lesson that was answered before opens as graded.
 *
 * What the learner has given so far is kept as a draft with every key that changes it.
 * How a question is answered by keys is in the row of its type: question.h.
 */
#include "exam.h"
#include "question.h"
#include <berpijar/answer.h>
#include <berpijar/arena.h>
#include <berpijar/lang.h>

static struct question_state *question_open(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_QUESTION);
}

static bool question_is_typed(const struct question_state *state)
{
	return bp_question_is(state->question, BP_TYPED);
}

/* ---- opening ---- */

static void question_start(struct bp_app *app, struct question_state *state)
{
	state->graded = state->unrecorded = state->hidden = state->unfolded = false;
	state->hint = 0;
	state->response = bp_response_none();
	state->grade = (struct bp_grade){.answer = -1};
	if (state->kind->begin)
		state->kind->begin(state);
	state->field.lines = state->kind->sending != NULL;
	state->sending = false;
	bp_field_begin(&state->field, BP_ANSWER_LIMIT, (struct bp_str){0});
	if (state->kind->note)
		state->kind->note(state);
	state->selected = state->kind->picks_by_moving ? SIZE_MAX : 0;
	state->top = 0;
	state->follow = true;
	state->since = app->now;
}

static void question_arrange(struct bp_app *app, struct question_state *state)
{
	bp_question_arrange(state, app->study.module->shuffle);
	state->texts = bp_arena_alloc(state->arena, state->count, sizeof *state->texts);
	for (size_t i = 0; i < state->count; i++)
		state->texts[i] = bp_document_read_text(state->arena,
			state->kind->text(state->question, state->order[i]));
}

/* Neither an exam nor a review knows tries. */
static void question_ask(struct bp_app *app, struct question_state *state)
{
	state->tries = state->exam || state->review
		? 0
		: bp_question_tries(app, state->question);
	question_arrange(app, state);
	question_start(app, state);
}

static void question_show_verdict(struct bp_app *app, struct question_state *state)
{
	bp_question_show_verdict(app, state);
	bp_reader_forget_layout(app); /* its card says something else now */
	bp_question_drop_draft(app, state);
}

/* As it was graded, whatever it would be worth today. */
static void question_grade_given(
	struct question_state *state, const struct bp_given *given)
{
	bp_question_take_typed(state);
	bp_question_grade(state);
	if (given->grade < 0)
		return;
	state->grade.fraction = given->grade;
	state->grade.correct = given->grade >= 1;
}

/* In an exam: what was answered before; with the verdict if it cannot be changed. */
static void question_take_given(struct bp_app *app, struct question_state *state)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	size_t nth = attempt ? bp_exam_at(app) : 0;

	if (!attempt || nth >= attempt->count)
		return;
	const struct bp_given *given = &attempt->given[nth];
	if (bp_exam_changed(app, nth))
		bp_app_say(app, BP_COLOR_ACCENT, bp_exam_given_words(app, nth));
	else if (given->response.len)
		bp_question_take_response(state, given->response);
	if (!attempt->ended && !bp_exam_locks(app, nth))
		return;
	state->unanswered = !given->response.len;
	if (given->response.len)
		question_grade_given(state, given);
	bp_exam_say_regraded(app, given);
	question_show_verdict(app, state);
}

/* The last answer with its verdict, in the order that it was given in. */
static void question_show_last(struct bp_app *app, struct question_state *state)
{
	const struct bp_question_record *record =
		bp_question_record_of(app, state->question);
	struct bp_str response = {0};

	state->tries = record->round.answered - 1;
	state->since = 0;
	question_arrange(app, state);
	if (bp_answer_read(
		    record->last_body, state->question, app->view_arena, &response)) {
		bp_question_take_response(state, response);
		bp_question_take_typed(state);
		bp_question_grade(state);
	}
	state->grade.fraction = record->last;
	state->hint = bp_question_hint_due(app, state);
	state->hidden = bp_question_hides(app, state);
	bp_question_show_verdict(app, state);
}

/* A question of an exam is asked as it was drawn. */
static void question_take_drawn(struct bp_app *app, struct question_state *state)
{
	const struct bp_quiz *quiz = &app->study.document->quiz;
	const struct bp_question *drawn = bp_exam_question(app, bp_exam_at(app));
	const struct bp_question *now = bp_quiz_find(quiz, drawn->id);

	state->index = now ? (size_t)(now - quiz->questions) : SIZE_MAX;
	state->stem = bp_exam_stem(app, bp_exam_at(app));
	state->silent = bp_exam_running(app) && bp_exam_defers(app);
	bp_question_init(state, drawn, bp_exam_attempt(app));
}

static void question_take_block(
	struct bp_app *app, struct question_state *state, uint32_t block)
{
	const struct bp_document *document = app->study.document;

	state->index = document->blocks[block].question;
	state->stem = &document->stems[state->index];
	bp_question_init(state, &document->quiz.questions[state->index], NULL);
	state->draw = app->options.learner;
}

/* `with`: the block of the question; nothing in an exam, which knows what is asked. */
static void question_begin(struct bp_app *app, const void *with)
{
	struct question_state *state = bp_mode_push(app, BP_MODE_QUESTION);

	if (bp_exam_attempt(app))
		question_take_drawn(app, state);
	else
		question_take_block(app, state, *(const uint32_t *)with);
	state->review = bp_review_asking(app);
	state->arena = bp_arena_new();
	question_ask(app, state);
	question_take_given(app, state);
	bool changed = state->exam && bp_exam_changed(app, bp_exam_at(app));
	if (!state->graded && !changed && !bp_question_recall_draft(app, state) &&
		!app->study.repeating && bp_question_was_answered(app, state))
		question_show_last(app, state);
	if (!state->graded)
		bp_question_say_try(app, state);
}

static void question_release(void *with)
{
	struct question_state *state = with;

	bp_arena_free(state->arena);
}

static void question_leave(struct bp_app *app)
{
	const struct question_state *state = question_open(app);

	bp_exam_left_question(app);
	/* for the screen below, which goes on from here */
	app->study.answer = (struct study_answer){.left = true,
		.graded = state->graded,
		.right = state->graded && state->grade.correct,
		.onward = state->graded && state->onward,
		.finished = app->study.finished,
		.block = bp_document_question(app->study.document, state->question)};
	app->study.finished = false;
}

/* ---- answering ---- */

static void question_recorded(struct bp_app *app)
{
	question_show_verdict(app, question_open(app));
}

static void question_submit(struct bp_app *app, struct question_state *state)
{
	struct bp_error missing = {0};

	bp_question_take_typed(state);
	if (!bp_response_complete(state->question, &state->response, &missing)) {
		bp_app_say(app, BP_COLOR_ACCENT, missing.message);
		return;
	}
	bp_question_grade(state);
	bp_question_penalise(app, state);
	state->hint = bp_question_hint_due(app, state);
	state->hidden = bp_question_hides(app, state);
	state->unrecorded = !bp_question_record(app, state);
	if (state->unrecorded && state->silent) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak tersimpan."));
		return;
	}
	if (state->unrecorded) { /* only reading: the verdict says so */
		question_show_verdict(app, state);
		return;
	}
	app->then = bp_exam_running(app) && bp_exam_defers(app) ? bp_exam_answered
								: question_recorded;
	if (!bp_exam_running(app) && !state->review)
		bp_reader_complete(app, &state->grade, state->question);
}

/* ---- the mode ---- */

static void question_act_graded(
	struct bp_app *app, struct question_state *state, enum bp_action action)
{
	switch (action) {
	case BP_ACT_RETRY:
		if (!bp_question_may_try_again(app, state))
			break;
		question_ask(app, state);
		bp_question_say_try(app, state);
		break;
	case BP_ACT_UP:
	case BP_ACT_DOWN:
		if (!bp_question_move_check(state, action == BP_ACT_DOWN))
			bp_question_scroll(state, action == BP_ACT_DOWN ? 1 : -1);
		break;
	case BP_ACT_MARK: bp_question_tick(app, state, SIZE_MAX); break;
	case BP_ACT_REASONS: state->unfolded = !state->unfolded; break;
	case BP_ACT_TOP: bp_question_scroll(state, -state->top); break;
	case BP_ACT_BOTTOM: bp_question_scroll(state, 10000); break;
	default: break;
	}
}

/* The answers are handed in as they stand, as soon as that can be recorded. */
static bool question_is_over(struct bp_app *app)
{
	if (!bp_exam_over(app))
		return false;
	bp_app_say(app, BP_COLOR_ACCENT,
		_("Waktu habis. Jawaban dikumpulkan begitu dapat dicatat."));
	return true;
}

static void question_act_asking(
	struct bp_app *app, struct question_state *state, enum bp_action action)
{
	if (question_is_over(app)) {
		question_act_graded(app, state, action);
		return;
	}
	state->follow = true;
	switch (action) {
	case BP_ACT_UP:
	case BP_ACT_DOWN: bp_question_move(state, action == BP_ACT_DOWN); break;
	case BP_ACT_LEFT: bp_question_change(state, -1); break;
	case BP_ACT_RIGHT: bp_question_change(state, 1); break;
	case BP_ACT_MARK:
		if (state->kind->clear)
			state->kind->clear(state);
		else
			bp_question_pick_row(state, state->selected, false);
		break;
	case BP_ACT_SUBMIT: question_submit(app, state); break;
	case BP_ACT_FLAG: bp_exam_flag(app); break;
	default: break;
	}
	if (state->changed)
		bp_question_save_draft(app, state);
}

static void question_act(struct bp_app *app, enum bp_action action)
{
	struct question_state *state = question_open(app);

	switch (action) {
	case BP_ACT_REPORT: bp_question_report(app); break;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM:
		if (state->exam)
			bp_exam_step(app, action == BP_ACT_NEXT_ITEM);
		break;
	case BP_ACT_PAGE_UP: bp_question_scroll(state, -state->page); break;
	case BP_ACT_PAGE_DOWN: bp_question_scroll(state, state->page); break;
	default:
		if (state->graded)
			question_act_graded(app, state, action);
		else
			question_act_asking(app, state, action);
	}
}

static const struct bp_keymap *question_keymap(const struct bp_app *app)
{
	const struct question_state *state = question_open(app);

	if (state->graded)
		return bp_question_graded_keymap(state);
	return state->sending ? state->kind->sending : state->kind->keymap;
}

static struct field *question_field(struct bp_app *app)
{
	struct question_state *state = question_open(app);

	return question_is_typed(state) && !state->graded && !bp_exam_over(app)
		? &state->field
		: NULL;
}

static void question_typed(struct bp_app *app)
{
	struct question_state *state = question_open(app);

	state->follow = true;
	state->sending = false;
	if (state->kind->note)
		state->kind->note(state);
	bp_question_save_draft(app, state);
}

/* Everything that can be printed is text, and nothing else is a command while typing.
 * Right of the last letter → is the menu. */
static bool question_type(struct bp_app *app, struct question_state *state, uint32_t key)
{
	bool known = bp_keymap_find(question_keymap(app), key) != BP_ACT_NONE;

	if ((known && key != BP_KEY_RIGHT) || question_is_over(app) ||
		!bp_field_key(&state->field, key))
		return !known;
	question_typed(app);
	return true;
}

static bool question_pick(struct bp_app *app, struct question_state *state, uint32_t key)
{
	bool letter = key >= 'a' && key <= 'z', figure = key >= '1' && key <= '9';

	if (!(letter || figure) || question_is_over(app) ||
		!bp_question_pick_row(state, key - (letter ? 'a' : '1'), letter))
		return false;
	state->follow = true;
	if (state->changed)
		bp_question_save_draft(app, state);
	return true;
}

static bool question_key(struct bp_app *app, uint32_t key)
{
	struct question_state *state = question_open(app);

	state->onward = key == BP_KEY_ENTER;
	if (state->graded)
		return bp_question_check_key(app, state, key);
	return question_is_typed(state) ? question_type(app, state, key)
					: question_pick(app, state, key);
}

static bool question_can(const struct bp_app *app, enum bp_action action)
{
	const struct question_state *state = question_open(app);

	switch (action) {
	case BP_ACT_MARK: return state->kind->marks || bp_question_has_checks(state);
	case BP_ACT_LEFT: return bp_question_can_change(state, -1);
	case BP_ACT_RIGHT: return bp_question_can_change(state, 1);
	case BP_ACT_FLAG: return bp_exam_running(app);
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: return state->exam;
	case BP_ACT_REASONS:
		return state->graded && state->kind->folded && state->kind->folded(state);
	case BP_ACT_RETRY: return bp_question_may_try_again(app, state);
	case BP_ACT_REPORT: return app->options.recording;
	default: return true;
	}
}

const struct bp_mode bp_mode_question = {
	.size = sizeof(struct question_state),
	.release = question_release,
	.begin = question_begin,
	.keymap = &bp_keymap_question,
	.keys = question_keymap,
	.key = question_key,
	.field = question_field,
	.typed = question_typed,
	.act = question_act,
	.can = question_can,
	.view = bp_question_view,
	.leave = question_leave,
};
