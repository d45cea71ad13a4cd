/* The answer sheet of a module, for its author: each question with its key. */
#include "app.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/grade.h>
#include <berpijar/lang.h>

#define STEM_LIMIT 2000 /* columns of a question's text */

static const struct bp_keymap sheet_keymap = {
	.title = N_("Kunci jawaban"),
	.parent = &bp_keymap_moving,
	.bindings = bp_text_keys,
	.hints = bp_text_hints,
};

static const char *sheet_words(struct bp_app *app, struct bp_text text)
{
	const struct bp_document words = bp_document_read_text(app->view_arena, text);

	return bp_words_stem(app, &words, STEM_LIMIT);
}

static void sheet_add(
	struct list_state *list, const char *label, const char *text, enum bp_color color)
{
	struct bp_row *row = bp_list_add(list, BP_ROW_TEXT, text);

	row->label = label;
	row->color = color;
}

static void sheet_add_choice(struct bp_app *app, struct list_state *list,
	const struct bp_question *question, size_t index)
{
	const struct bp_choice *choice = &question->choices[index];
	bool right = choice->weight > 0;
	const char *mark = app->options.symbols[right ? BP_SYMBOL_DONE : BP_SYMBOL_NONE];
	const char *text = question->type == BP_TRUEFALSE
		? (index == 0 ? _("Benar") : _("Salah"))
		: sheet_words(app, choice->text);

	if (question->type == BP_FORK)
		mark = "";
	else if (app->options.spoken)
		mark = right ? _("benar") : _("salah");
	if (right && choice->weight < 1)
		text = bp_app_text(
			app, "%s (%d%%)", text, (int)(choice->weight * 100 + 0.5));
	sheet_add(list, bp_app_text(app, "%s %c", mark, (char)('a' + index)), text,
		right ? BP_COLOR_GOOD : BP_COLOR_TEXT);
	if (choice->feedback.text.len)
		sheet_add(list, "", sheet_words(app, choice->feedback), BP_COLOR_FAINT);
}

static void sheet_add_typed(
	struct bp_app *app, struct list_state *list, const struct bp_question *question)
{
	struct bp_buf right = {0};

	bp_response_say_right(question, &right);
	if (right.len)
		sheet_add(list, app->options.symbols[BP_SYMBOL_DONE],
			bp_arena_cstr(app->view_arena, bp_buf_str(&right)),
			BP_COLOR_GOOD);
	bp_buf_release(&right);
}

static void sheet_add_pair(
	struct bp_app *app, struct list_state *list, const struct bp_pair *pair)
{
	if (pair->left.text.len)
		sheet_add(list, app->options.symbols[BP_SYMBOL_DONE],
			bp_app_text(app, "%s: %.*s", sheet_words(app, pair->left),
				(int)pair->right.len, pair->right.at),
			BP_COLOR_GOOD);
}

static void sheet_add_key(
	struct bp_app *app, struct list_state *list, const struct bp_question *question)
{
	bool chosen = question->type == BP_MULTICHOICE || question->type == BP_SEVERAL ||
		question->type == BP_TRUEFALSE || question->type == BP_FORK;

	for (size_t i = 0; chosen && i < question->choice_count; i++)
		sheet_add_choice(app, list, question, i);
	for (size_t i = 0; question->type == BP_ORDERING && i < question->choice_count;
		i++)
		sheet_add(list, bp_app_text(app, "%zu", i + 1),
			sheet_words(app, question->choices[i].text), BP_COLOR_GOOD);
	for (size_t i = 0; i < question->pair_count; i++)
		sheet_add_pair(app, list, &question->pairs[i]);
	if (bp_question_is(question, BP_TYPED))
		sheet_add_typed(app, list, question);
	if (question->general_feedback.text.len)
		sheet_add(list, "", sheet_words(app, question->general_feedback),
			BP_COLOR_FAINT);
}

static void sheet_view(struct bp_app *app, struct bp_view *view)
{
	const struct bp_document *document = app->study.document;
	struct list_state *list = bp_mode_list(app, BP_MODE_SHEET);

	bp_list_start(app, list, true);
	for (size_t i = 0; i < document->quiz.count; i++) {
		const struct bp_question *question = &document->quiz.questions[i];
		bp_list_add(list, BP_ROW_HEADING,
			bp_app_text(app, _("baris %d · %s"), question->line,
				bp_question_type_word(question)));
		bp_list_add(list, BP_ROW_TEXT,
			bp_words_stem(app, &document->stems[i], STEM_LIMIT));
		sheet_add_key(app, list, question);
		bp_list_add(list, BP_ROW_BLANK, NULL);
	}
	if (!document->quiz.count)
		bp_list_add(list, BP_ROW_TEXT, _("Modul ini tidak berisi soal."));
	bp_list_view(list, 4, view);
	view->title = app->study.module->title;
	view->side = _("kunci jawaban");
}

static void sheet_act(struct bp_app *app, enum bp_action action)
{
	bp_list_scroll(bp_mode_list(app, BP_MODE_SHEET), action);
}

const struct bp_mode bp_mode_sheet = {
	.keymap = &sheet_keymap,
	.act = sheet_act,
	.view = sheet_view,
};
