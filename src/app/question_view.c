/* What a question's screen says: its choices, and the verdict with its reasons. */
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <string.h>

#define SIDE_COLUMNS 60 /* narrower windows show the question's number and kind alone */

bool bp_question_is_text(const struct bp_question *question)
{
	return bp_question_is(question, BP_TYPED);
}

bool bp_question_is_multiple(const struct bp_question *question)
{
	return question->type == BP_SEVERAL;
}

bool bp_question_is_pairs(const struct bp_question *question)
{
	return question->type == BP_MATCH;
}

size_t bp_question_partner(const struct question_state *state, size_t row)
{
	uint8_t given = state->response.match[state->order[row]];

	for (size_t i = 0; i < state->partner_count; i++)
		if (given != BP_UNMATCHED &&
			bp_str_equal(state->question->pairs[state->partners[i]].right,
				state->question->pairs[given].right))
			return i;
	return SIZE_MAX;
}

static enum bp_color verdict_color(const struct question_state *state)
{
	if (!bp_question_graded(state->question))
		return BP_COLOR_ACCENT;
	return state->grade.correct         ? BP_COLOR_GOOD
		: state->grade.fraction > 0 ? BP_COLOR_ACCENT
					    : BP_COLOR_BAD;
}

/* ---- the view ---- */

static const char *with_symbol(
	struct bp_app *app, enum bp_symbol symbol, const char *word)
{
	return bp_app_text(app, "%s %s", app->options.symbols[symbol], word);
}

static void judge_choice(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	const struct question_state *state = &app->question;
	const struct bp_choice *choice = &state->question->choices[state->order[row]];

	if (state->hint && !view->marked)
		return;
	if (choice->weight > 0 && bp_question_is(state->question, BP_SINGLE) &&
		choice->weight < 1) {
		view->verdict = bp_app_text(app, _("%s benar sebagian (%d %%)"),
			app->options.symbols[BP_SYMBOL_DONE],
			bp_score_percent(choice->weight));
		view->color = BP_COLOR_ACCENT;
	} else if (choice->weight > 0) {
		view->verdict = with_symbol(app, BP_SYMBOL_DONE, _("benar"));
		view->color = BP_COLOR_GOOD;
	} else if (view->marked) {
		view->verdict = with_symbol(app, BP_SYMBOL_WRONG, _("kurang tepat"));
		view->color = BP_COLOR_BAD;
	}
}

static void judge_pair(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	const struct question_state *state = &app->question;
	size_t pair = state->order[row];
	struct bp_str right = state->question->pairs[pair].right;
	uint8_t given = state->response.match[pair];

	if (given != BP_UNMATCHED &&
		bp_str_equal(state->question->pairs[given].right, right)) {
		view->verdict = with_symbol(app, BP_SYMBOL_DONE, _("benar"));
		view->color = BP_COLOR_GOOD;
	} else {
		view->verdict = state->hint
			? with_symbol(app, BP_SYMBOL_WRONG, _("kurang tepat"))
			: bp_app_text(app, "%s %s: %.*s",
				  app->options.symbols[BP_SYMBOL_WRONG], _("seharusnya"),
				  (int)right.len, right.at);
		view->color = BP_COLOR_BAD;
	}
}

static void judge_item(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	const struct bp_choice *items = app->question.question->choices;
	uint8_t given = app->question.response.match[row];
	/* as it is graded: one that reads the same is as good */
	bool right = given < app->question.count &&
		bp_str_equal(items[given].text.text, items[row].text.text);

	view->verdict = right ? with_symbol(app, BP_SYMBOL_DONE, _("benar"))
		: app->question.hint
		? with_symbol(app, BP_SYMBOL_WRONG, _("kurang tepat"))
		: bp_app_text(app, "%s %s %d", app->options.symbols[BP_SYMBOL_WRONG],
			  _("seharusnya nomor"), app->question.response.match[row] + 1);
	view->color = right ? BP_COLOR_GOOD : BP_COLOR_BAD;
}

static void fill_row(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	const struct question_state *state = &app->question;
	const struct bp_question *question = state->question;

	view->text = &state->texts[row];
	if (question->type == BP_ORDERING) {
		size_t item = state->response.match[row];
		view->text = &state->texts[item < state->count ? item : row];
		if (state->graded)
			judge_item(app, row, view);
	} else if (bp_question_is_pairs(question)) {
		size_t letter = bp_question_partner(state, row);
		if (letter != SIZE_MAX) {
			struct bp_str right =
				question->pairs[state->partners[letter]].right;
			view->answer = bp_app_text(app, "%c. %.*s", (char)('a' + letter),
				(int)right.len, right.at);
		}
		if (state->graded)
			judge_pair(app, row, view);
	} else {
		view->marked = state->response.chosen >> state->order[row] & 1;
		if (state->graded)
			judge_choice(app, row, view);
	}
}

struct feedback_list {
	struct bp_feedback_view *at;
	size_t count;
};

static void add_feedback(struct bp_app *app, struct feedback_list *list,
	const char *title, struct bp_text text)
{
	if (!text.text.len && !title)
		return;
	struct bp_document *document =
		bp_arena_alloc(app->view_arena, 1, sizeof *document);
	*document = bp_document_read_text(app->view_arena, text);
	list->at[list->count++] = (struct bp_feedback_view){title, document};
}

/* Of what was picked first, then of what would have been right, then of the others. */
static void add_choice_feedback(struct bp_app *app, struct feedback_list *list)
{
	const struct question_state *state = &app->question;

	for (int pass = 0; pass < 3; pass++)
		for (size_t row = 0; row < state->count; row++) {
			const struct bp_choice *choice =
				&state->question->choices[state->order[row]];
			bool picked = state->response.chosen >> state->order[row] & 1;
			bool right = choice->weight > 0;
			if ((picked                 ? 0
					    : right ? 1
						    : 2) != pass ||
				(state->hint && !picked) || !choice->feedback.text.len)
				continue;
			add_feedback(app, list,
				bp_app_text(app,
					right ? _("Mengapa %c:") : _("Mengapa bukan %c:"),
					(char)('a' + row)),
				choice->feedback);
		}
}

static void add_text_feedback(struct bp_app *app, struct feedback_list *list)
{
	const struct question_state *state = &app->question;
	const struct bp_question *question = state->question;

	if (state->grade.answer >= 0)
		add_feedback(
			app, list, NULL, question->choices[state->grade.answer].feedback);
	if (state->grade.correct || state->hint || !bp_question_graded(question))
		return;
	struct bp_buf text = {0};
	bp_response_say_right(question, &text);
	add_feedback(app, list, _("Jawaban yang benar:"),
		(struct bp_text){bp_arena_str(app->view_arena, bp_buf_str(&text)),
			BP_FORMAT_PLAIN});
	bp_buf_release(&text);
}

static void fill_feedback(struct bp_app *app, struct bp_question_view *view)
{
	const struct question_state *state = &app->question;
	struct feedback_list list = {
		.at = bp_arena_alloc(
			app->view_arena, BP_MAX_CHOICES + 3, sizeof *list.at),
	};

	if (bp_question_is_text(state->question))
		add_text_feedback(app, &list);
	else if (!bp_question_is_pairs(state->question) &&
		state->question->type != BP_ORDERING)
		add_choice_feedback(app, &list);
	if (state->hint)
		add_feedback(app, &list,
			bp_app_text(app, _("Petunjuk %u dari %zu:"), state->hint,
				state->question->hint_count),
			state->question->hints[state->hint - 1]);
	else
		add_feedback(app, &list, NULL, state->question->general_feedback);
	view->feedback = list.at;
	view->feedback_count = list.count;
	view->verdict = state->verdict;
	view->verdict_color = verdict_color(state);
}

/* "1, 3": the rows that were given a partner. */
static const char *uses_of(struct bp_app *app, size_t letter)
{
	const struct question_state *state = &app->question;
	struct bp_buf rows = {0};

	for (size_t row = 0; row < state->count; row++)
		if (bp_question_partner(state, row) == letter)
			bp_buf_printf(&rows, "%s%zu", rows.len ? ", " : "", row + 1);
	const char *text =
		rows.len ? bp_arena_cstr(app->view_arena, bp_buf_str(&rows)) : NULL;
	bp_buf_release(&rows);
	return text;
}

static void fill_choices(struct bp_app *app, struct bp_question_view *view)
{
	const struct question_state *state = &app->question;
	struct bp_choice_view *choices =
		bp_arena_alloc(app->view_arena, state->count, sizeof *choices);
	const char **partners =
		bp_arena_alloc(app->view_arena, state->partner_count, sizeof *partners);
	const char **uses =
		bp_arena_alloc(app->view_arena, state->partner_count, sizeof *uses);

	for (size_t i = 0; i < state->count; i++)
		fill_row(app, i, &choices[i]);
	for (size_t i = 0; i < state->partner_count; i++) {
		partners[i] = bp_arena_cstr(app->view_arena,
			state->question->pairs[state->partners[i]].right);
		uses[i] = uses_of(app, i);
	}
	view->choices = choices;
	view->choice_count = state->count;
	view->choice_kind = bp_question_is_pairs(state->question) ? BP_CHOICE_PAIR
		: state->question->type == BP_ORDERING            ? BP_CHOICE_ITEM
		: bp_question_is_multiple(state->question)        ? BP_CHOICE_CHECK
								  : BP_CHOICE_RADIO;
	view->selected = state->graded ? SIZE_MAX : state->selected;
	view->partners = partners;
	view->uses = uses;
	view->partner_count = state->graded ? 0 : state->partner_count;
}

static void fill_title(struct bp_app *app, int columns, struct bp_view *view)
{
	const struct question_state *state = &app->question;
	int nth, all;

	const struct bp_attempt *attempt = bp_exam_attempt(app);
	const char *clock = bp_exam_running(app) ? bp_exam_clock(app) : NULL;

	bp_quiz_number(&app->study.document->quiz, state->index, &nth, &all);
	if (attempt) {
		nth = (int)bp_exam_at(app) + 1;
		all = (int)attempt->count;
	} else if (bp_review_asking(app)) {
		bp_review_number(app, &nth, &all);
	}
	view->title = bp_app_text(app, "%s%s %s %s",
		attempt && bp_exam_is_flagged(app) && !app->options.spoken ? "! " : "",
		bp_app_text(app, _("Soal %d dari %d"), nth, all),
		app->options.symbols[BP_SYMBOL_DOT],
		bp_question_type_word(state->question));
	view->timed = clock != NULL;
	if (clock)
		view->side = clock;
	else if (columns >= SIDE_COLUMNS)
		view->side = app->study.module->title;
}

void bp_question_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct question_state *state = &app->question;
	struct bp_question_view *question = &view->as.question;

	(void)rows;
	view->kind = BP_VIEW_QUESTION;
	*question = (struct bp_question_view){
		.stem = &app->study.document->stems[state->index],
		.top = &state->top,
		.page = &state->page,
		.follow = state->follow,
	};
	if (bp_exam_attempt(app) ||
		bp_review_asking(app)) { /* elsewhere it was just read */
		question->above_count =
			bp_quiz_above(&app->study.document->quiz, state->index);
		question->above = question->stem - question->above_count;
	}
	fill_title(app, columns, view);
	fill_choices(app, question);
	if (bp_question_is_text(state->question)) {
		struct bp_field_view *field =
			bp_arena_alloc(app->view_arena, 1, sizeof *field);
		field->text = bp_field_text(&state->field);
		field->cursor = state->field.cursor;
		field->note = state->note[0] ? state->note : NULL;
		field->done = state->graded;
		field->number = state->question->type == BP_NUMERICAL;
		field->lines = state->field.lines;
		field->columns = &state->columns;
		field->send = _("Kirim jawaban");
		field->sending = state->sending;
		question->field = field;
	}
	if (state->graded)
		fill_feedback(app, question);
}
