/* What a question's screen says: its rows or its text field, the verdict, the reasons. */
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/story.h>

#define VIEW_SIDE_COLUMNS 60 /* narrower windows do not show the module's title */
#define VIEW_FEEDBACK     (BP_MAX_CHOICES + 3) /* of each choice, the right answer … */

static enum bp_color question_color(const struct question_state *state)
{
	if (!bp_question_graded(state->question))
		return BP_COLOR_ACCENT;
	return state->grade.correct         ? BP_COLOR_GOOD
		: state->grade.fraction > 0 ? BP_COLOR_ACCENT
					    : BP_COLOR_BAD;
}

/* What is thought of the ways at a fork is told when the end of the story has been seen. */
static bool question_withholds(
	const struct bp_app *app, const struct question_state *state)
{
	const struct bp_story *story = bp_reader_story(app);

	return state->question->type == BP_FORK && story &&
		(!story->ended || state->since);
}

static void question_fill_verdict(struct bp_app *app, const struct question_state *state,
	struct bp_question_view *view)
{
	const struct bp_question *question = state->question;
	struct feedback_list list = {
		.at = bp_arena_alloc(app->view_arena, VIEW_FEEDBACK, sizeof *list.at)};

	if (state->kind->explain)
		state->kind->explain(app, state, &list);
	if (state->hint)
		bp_question_add_feedback(app, &list,
			bp_app_text(app, _("Petunjuk %u dari %zu:"), state->hint,
				question->hint_count),
			question->hints[state->hint - 1]);
	else if (bp_question_hidden_words(app, state))
		bp_question_add_feedback(app, &list, bp_question_hidden_words(app, state),
			(struct bp_text){0});
	else if (state->check_count)
		list.at[list.count++] = (struct bp_feedback_view){NULL, &state->model};
	else if (!question_withholds(app, state))
		bp_question_add_feedback(app, &list, NULL, question->general_feedback);
	bp_question_view_checks(app, state, view);
	view->feedback = list.at;
	view->feedback_count = list.count;
	view->verdict = state->verdict;
	view->verdict_color = question_color(state);
}

static void question_fill_rows(struct bp_app *app, const struct question_state *state,
	struct bp_question_view *view)
{
	struct bp_choice_view *choices =
		bp_arena_alloc(app->view_arena, state->count, sizeof *choices);

	for (size_t i = 0; i < state->count; i++) {
		choices[i].text = &state->texts[i];
		state->kind->row(app, state, i, &choices[i]);
	}
	view->choices = choices;
	view->choice_count = state->count;
	view->choice_kind = state->kind->look;
	view->selected = state->graded ? SIZE_MAX : state->selected;
	if (state->kind->offer && !state->graded)
		state->kind->offer(app, state, view);
}

static void question_fill_field(
	struct bp_app *app, struct question_state *state, struct bp_question_view *view)
{
	struct bp_field_view *field;

	if (!bp_question_is(state->question, BP_TYPED))
		return;
	field = bp_arena_alloc(app->view_arena, 1, sizeof *field);
	*field = (struct bp_field_view){
		.text = bp_field_text(&state->field),
		.cursor = state->field.cursor,
		.note = state->note[0] ? state->note : NULL,
		.done = state->graded,
		.number = bp_question_is(state->question, BP_NUMBERS),
		.lines = state->field.lines,
		.columns = &state->columns,
		.send = _("Kirim jawaban"),
		.sending = state->sending,
	};
	view->field = field;
}

/* In a lesson the texts above the question have just been read. */
static void question_fill_stem(const struct bp_app *app,
	const struct question_state *state, struct bp_question_view *view)
{
	const struct bp_document *document = app->study.document;

	view->stem = state->stem;
	if ((!state->exam && !state->review) || state->index == SIZE_MAX)
		return;
	view->above_count = bp_quiz_above(&document->quiz, state->index);
	view->above = &document->stems[state->index] - view->above_count;
}

/* In a lesson the top line stays what it is, and the question has its number in its card. In
 * narrow windows, on other screens, and in plain lines, the title has it. */
static void question_fill_title(
	struct bp_app *app, const struct question_state *state, struct bp_view *view)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	const char *clock = bp_exam_running(app) ? bp_exam_clock(app) : NULL;
	bool flagged = attempt && bp_exam_is_flagged(app) && !app->options.spoken;
	int nth, all;

	if (attempt) {
		nth = (int)bp_exam_at(app) + 1;
		all = (int)attempt->count;
	} else if (state->review) {
		bp_review_number(app, &nth, &all);
	} else {
		bp_quiz_number(&app->study.document->quiz, state->index, &nth, &all);
	}
	const char *number = state->question->type == BP_FORK
		? _("Pilihan Anda")
		: bp_app_text(app, _("Soal %d dari %d"), nth, all);
	const char *type = bp_question_type_word(state->question);
	if (!attempt && !state->review && !app->options.spoken &&
		view->columns >= VIEW_SIDE_COLUMNS) {
		view->as.question.number = number;
		view->as.question.type = type;
		bp_reader_fill_title(app, view);
		return;
	}
	view->title = bp_app_text(app, "%s%s %s %s", flagged ? "! " : "", number,
		app->options.symbols[BP_SYMBOL_DOT], type);
	view->timed = clock != NULL;
	if (clock)
		view->side = clock;
	else if (view->columns >= VIEW_SIDE_COLUMNS)
		view->side = app->study.module->title;
}

void bp_question_view(struct bp_app *app, struct bp_view *view)
{
	struct question_state *state = bp_mode_state(app, BP_MODE_QUESTION);
	struct bp_question_view *question = &view->as.question;

	view->kind = BP_VIEW_QUESTION;
	*question = (struct bp_question_view){
		.top = &state->top,
		.page = &state->page,
		.follow = state->follow,
	};
	question_fill_stem(app, state, question);
	question_fill_title(app, state, view);
	question_fill_rows(app, state, question);
	question_fill_field(app, state, question);
	if (state->graded)
		question_fill_verdict(app, state, question);
}
