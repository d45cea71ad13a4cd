/* The prompt: the words that work now and did not before, and what an empty line picks. */
#include "private.h"
#include <berpijar/lang.h>
#include <stdarg.h>
#include <stdio.h>

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

__attribute__((format(printf, 2, 3))) static void plain_prompt_add(
	struct lines *words, const char *format, ...)
{
	char word[100];
	va_list args;

	va_start(args, format);
	vsnprintf(word, sizeof word, format, args);
	va_end(args);
	lines_add(words, NO_ROW, bp_str(word));
}

static bool has_questions(const struct bp_document *document)
{
	for (size_t i = 0; i < document->quiz.count; i++)
		if (bp_question_asks(&document->quiz.questions[i]))
			return true;
	return false;
}

/* In a lesson the words for what Tab goes to are "soal" and "tautan". */
static void add_items(const struct bp_view *view, struct lines *words)
{
	const struct bp_document *document = view->as.reader.layout->document;

	if (has_questions(document))
		plain_prompt_add(words, "%s", _("soal"));
	if (document->link_count)
		plain_prompt_add(words, "%s", _("tautan"));
}

static void add_hints(const struct bp_view *view, struct lines *words)
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
			plain_prompt_add(words, "%s%s", colon, bp_action_word(action));
	}
}

/* What answers a question of each kind. */
static void add_example(const struct bp_question_view *view, struct lines *words)
{
	char last = (char)('a' + (view->choice_count ? view->choice_count - 1 : 0));

	switch (view->choice_kind) {
	case BP_CHOICE_RADIO: plain_prompt_add(words, _("a sampai %c"), last); break;
	case BP_CHOICE_CHECK: plain_prompt_add(words, _("misalnya a %c"), last); break;
	case BP_CHOICE_PAIR: plain_prompt_add(words, "%s", _("misalnya 1b 2a")); break;
	case BP_CHOICE_ITEM:
		plain_prompt_add(words, "%s", _("urutannya, misalnya 2 1 3"));
		break;
	}
}

static void add_numbers(const struct bp_plain *plain, size_t items, struct lines *words)
{
	if (items == 1)
		plain_prompt_add(words, "1");
	else if (items > 1)
		plain_prompt_add(words, _("1 sampai %zu"), items);
	if (plain->window_end < plain->lines.count)
		plain_prompt_add(words, "%s", bp_action_word(BP_ACT_PAGE_DOWN));
}

static bool asks_number(const struct bp_view *view)
{
	return view->kind == BP_VIEW_QUESTION && view->message_cursor == 0 &&
		view->as.question.field && view->as.question.field->number;
}

/* All words that work now. */
static void plain_prompt_words(const struct bp_plain *plain, struct lines *words)
{
	const struct bp_view *view = &plain->view;

	if (plain_asks_text(view))
		plain_prompt_add(words, "%s",
			asks_number(view) ? _("ketik angkanya") : _("ketik teksnya"));
	if (asks_number(view) && view->as.question.field->text.len)
		plain_prompt_add(words, "%s", _("baris kosong mengirimnya"));
	if (plain_asks_choice(view))
		add_example(&view->as.question, words);
	else if (view->kind == BP_VIEW_LIST)
		add_numbers(plain, plain_item_count(&view->as.list), words);
	if (plain_has_checks(view))
		plain_prompt_add(words, "%s 1", _("centang"));
	add_hints(view, words);
}

/* Whether a word of the prompt is told: of another list how long it is, even if the last
 * one was as long. */
static bool plain_prompt_is_new(const struct bp_plain *plain, struct bp_str word)
{
	bool counts = word.len && bp_is_digit(word.at[0]) &&
		plain->view.kind == BP_VIEW_LIST && plain->arrived;

	return counts || !lines_hold(&plain->said.prompt, word);
}

/* "(1 sampai 5, cari) [2] >", with those words that the last prompt did not have; the
 * others can be asked for. */
static void plain_prompt_write(
	struct bp_plain *plain, const struct lines *words, struct bp_buf *line)
{
	const struct bp_list_view *list = &plain->view.as.list;
	bool any = false;

	for (size_t i = 0; i < words->count; i++) {
		struct bp_str word = lines_at(words, i);
		if (!plain_prompt_is_new(plain, word))
			continue;
		bp_buf_add_cstr(line, any ? ", " : "(");
		bp_buf_add_str(line, word);
		any = true;
	}
	bp_buf_add_cstr(line, any ? ") " : "");
	if (plain->view.kind == BP_VIEW_LIST && !plain->view.message_cursor &&
		plain_shows_selected(plain) &&
		plain_item_of(list, list->selected) != SIZE_MAX)
		bp_buf_printf(line, "[%zu] ", plain_item_of(list, list->selected) + 1);
	bp_buf_add_cstr(line, ">");
}

void plain_prompt(struct bp_plain *plain)
{
	struct lines words = {0}, lines = {0};
	struct bp_buf line = {0};

	plain_prompt_words(plain, &words);
	plain_prompt_write(plain, &words, &line);
	lines_wrap(&lines, NO_ROW, plain->columns - 2, 0, line.at);
	plain_put_lines(plain, &lines, 0, lines.count);
	plain->out.at[plain->out.len - 1] = ' '; /* the answer follows on the same line */
	lines_release(&lines);
	lines_release(&plain->said.prompt);
	plain->said.prompt = words;
	plain->arrived = false;
	bp_buf_release(&line);
}
