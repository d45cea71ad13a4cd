/* The prompt: the words that work now, and what an empty line picks. */
#include "private.h"
#include <berpijar/lang.h>
#include <string.h>

/* Whether the prompt names an action. Those that numbers, letters and Enter do as well are
 * left out. */
static bool plain_prompt_is_told(const struct bp_view *view, enum bp_action action)
{
	static const enum bp_action untold[] = {
		BP_ACT_UP, BP_ACT_DOWN, BP_ACT_LEFT, BP_ACT_RIGHT, BP_ACT_MARK};

	for (size_t i = 0; i < sizeof untold / sizeof *untold; i++)
		if (untold[i] == action)
			return false;
	if (action == BP_ACT_SUBMIT)
		return plain_asks_choice(view) &&
			view->as.question.choice_kind >= BP_CHOICE_PAIR;
	return action != BP_ACT_OPEN || !plain_asks_text(view);
}

static void plain_prompt_add(struct bp_buf *words, const char *colon, const char *word)
{
	bp_buf_add_cstr(words, words->len ? ", " : "");
	bp_buf_add_cstr(words, colon);
	bp_buf_add_cstr(words, word);
}

static bool has_questions(const struct bp_document *document)
{
	for (size_t i = 0; i < document->quiz.count; i++)
		if (bp_question_asks(&document->quiz.questions[i]))
			return true;
	return false;
}

/* In a lesson the words for what Tab goes to are "soal" and "tautan". */
static void add_items(const struct bp_view *view, struct bp_buf *words)
{
	const struct bp_document *document = view->as.reader.layout->document;

	if (has_questions(document))
		plain_prompt_add(words, "", _("soal"));
	if (document->link_count)
		plain_prompt_add(words, "", _("tautan"));
}

static void add_hints(const struct bp_view *view, struct bp_buf *words)
{
	const char *colon = plain_asks_text(view) ? ":" : "";

	for (size_t i = 0; i < view->hint_count; i++) {
		enum bp_action action = view->hints[i].action;
		if (view->hints[i].scrolls)
			continue;
		if (action == BP_ACT_BACK && plain_is_graded(view))
			action = BP_ACT_PAGE_DOWN;
		if (action == BP_ACT_NEXT_ITEM && view->kind == BP_VIEW_READER)
			add_items(view, words);
		else if (plain_prompt_is_told(view, action))
			plain_prompt_add(words, colon, bp_action_word(action));
	}
}

/* What answers a question of each kind. */
static void add_example(const struct bp_question_view *view, struct bp_buf *words)
{
	char last = (char)('a' + (view->choice_count ? view->choice_count - 1 : 0));

	switch (view->choice_kind) {
	case BP_CHOICE_RADIO: bp_buf_printf(words, _("a sampai %c"), last); break;
	case BP_CHOICE_CHECK: bp_buf_printf(words, _("misalnya a %c"), last); break;
	case BP_CHOICE_PAIR: bp_buf_add_cstr(words, _("misalnya 1b 2a")); break;
	case BP_CHOICE_ITEM:
		bp_buf_add_cstr(words, _("urutannya, misalnya 2 1 3"));
		break;
	}
}

static void add_numbers(const struct bp_plain *plain, size_t items, struct bp_buf *words)
{
	if (items == 1)
		plain_prompt_add(words, "", "1");
	else if (items > 1)
		bp_buf_printf(words, _("1 sampai %zu"), items);
	if (plain->window_end < plain->lines.count)
		plain_prompt_add(words, "", bp_action_word(BP_ACT_PAGE_DOWN));
}

static bool asks_number(const struct bp_view *view)
{
	return view->kind == BP_VIEW_QUESTION && view->message_cursor == 0 &&
		view->as.question.field && view->as.question.field->number;
}

void plain_prompt(struct bp_plain *plain)
{
	const struct bp_view *view = &plain->view;
	struct bp_buf words = {0}, line = {0};
	struct lines lines = {0};
	size_t item = SIZE_MAX;

	if (plain_asks_text(view))
		bp_buf_add_cstr(&words,
			asks_number(view) ? _("ketik angkanya") : _("ketik teksnya"));
	else if (plain_asks_choice(view))
		add_example(&view->as.question, &words);
	else if (view->kind == BP_VIEW_LIST) {
		add_numbers(plain, plain_item_count(&view->as.list), &words);
		if (plain_shows_selected(plain))
			item = plain_item_of(&view->as.list, view->as.list.selected);
	}
	add_hints(view, &words);
	bp_buf_printf(&line, "(%s)", words.at ? words.at : "");
	if (item != SIZE_MAX)
		bp_buf_printf(&line, " [%zu]", item + 1);
	bp_buf_add_cstr(&line, " >");
	lines_wrap(&lines, NO_ROW, plain->columns - 2, 0, line.at);
	plain_put_lines(plain, &lines, 0, lines.count);
	plain->out.at[plain->out.len - 1] = ' '; /* the answer follows on the same line */
	lines_release(&lines);
	bp_buf_release(&words);
	bp_buf_release(&line);
}
