/* An input line becomes steps: an answer, a number, a word of command, or keys. */
#include "private.h"
#include <berpijar/lang.h>
#include <stdlib.h>

#define COMMAND ':' /* in front of a word where a text is asked for */

bool plain_asks_text(const struct bp_view *view)
{
	return view->message_cursor > 0 || view->kind == BP_VIEW_TEXT ||
		(view->kind == BP_VIEW_QUESTION && view->as.question.field &&
			!view->as.question.field->done);
}

bool plain_asks_choice(const struct bp_view *view)
{
	return view->kind == BP_VIEW_QUESTION && view->as.question.choice_count &&
		!view->as.question.verdict && view->message_cursor == 0;
}

bool plain_is_graded(const struct bp_view *view)
{
	return view->kind == BP_VIEW_QUESTION && view->as.question.verdict;
}

bool plain_has_checks(const struct bp_view *view)
{
	return plain_is_graded(view) && view->as.question.check_on;
}

/* ---- the parts of a line ---- */

static bool is_number(struct bp_str text, size_t *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || *number > 100000)
			return false;
		*number = *number * 10 + (size_t)(text.at[i] - '0');
	}
	return text.len > 0;
}

static void cut_word(struct bp_str line, struct bp_str *word, struct bp_str *rest)
{
	size_t blank = bp_str_find(line, BP_STR(" "), 0);

	*word = bp_str_part(line, 0, blank == SIZE_MAX ? line.len : blank);
	*rest = bp_str_trim(bp_str_from(line, word->len));
}

/* ---- what each kind of line does ---- */

static void understand_press(struct bp_plain *plain, uint32_t key)
{
	plain_step(plain, STEP_KEY, key, 0);
}

/* Types a text, without its control characters. */
static void type_text(struct bp_plain *plain, struct bp_str text)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		if (code >= 0x20 && code != BP_KEY_BACKSPACE)
			understand_press(plain, code);
	}
}

/* Adds a line to an answer or note of several lines; an empty line ends it. */
static void add_text_line(struct bp_plain *plain, struct bp_str line)
{
	bool note = plain->view.kind == BP_VIEW_TEXT;
	struct bp_str before =
		note ? plain->view.as.text.text : plain->view.as.question.field->text;

	if (line.len == 0) {
		understand_press(plain,
			note ? BP_KEY_ESCAPE : plain_key_of(&plain->view, BP_ACT_SUBMIT));
		return;
	}
	if (before.len)
		understand_press(plain, BP_KEY_ENTER);
	type_text(plain, line);
}

/* Whether an answer may have been meant as a command: then it is only handed in when it is
 * given a second time. */
static bool understand_is_doubtful(struct bp_plain *plain, struct bp_str line)
{
	bool again = bp_str_equal(bp_buf_str(&plain->doubted), line);

	bp_buf_clear(&plain->doubted);
	if (again || plain->view.kind != BP_VIEW_QUESTION || !plain_is_word(plain, line))
		return false;
	bp_buf_add_str(&plain->doubted, line);
	plain_put_words(plain,
		_("Itu juga kata perintah: dengan titik dua di depan ia dilakukan, diketik sekali lagi ia menjadi jawaban."));
	return true;
}

/* Replaces the text of the field by the line and hands it in; an empty line hands in what
 * the field holds. */
static void answer_text(struct bp_plain *plain, struct bp_str line)
{
	bool field = plain->view.message_cursor == 0;

	if (field &&
		(plain->view.kind == BP_VIEW_TEXT ||
			plain->view.as.question.field->lines)) {
		add_text_line(plain, line);
		return;
	}
	if (line.len == 0) {
		understand_press(plain, BP_KEY_ENTER);
		return;
	}
	if (field && understand_is_doubtful(plain, line))
		return;
	understand_press(plain, BP_CONTROL('u'));
	type_text(plain, line);
	plain_step(plain, field ? STEP_SUBMIT : STEP_KEY, BP_KEY_ENTER, 0);
}

/* Whether the last page of a list is shown. */
static bool is_last_page(const struct bp_plain *plain)
{
	return plain->view.kind == BP_VIEW_LIST &&
		plain->window_end >= plain->lines.count;
}

/* At its end "go on" opens the item that is selected; a text that is only read is left. */
static uint32_t last_page_key(const struct bp_plain *plain)
{
	const struct bp_list_view *list = &plain->view.as.list;

	return list->selected < list->count ? BP_KEY_ENTER
					    : plain_key_of(&plain->view, BP_ACT_BACK);
}

static void press_action(struct bp_plain *plain, enum bp_action action)
{
	uint32_t key = plain_key_of(&plain->view, action);

	if (action == BP_ACT_PAGE_DOWN && plain_turn_page(plain))
		return;
	size_t item = plain_item_of_page(plain, action);

	if (item != SIZE_MAX) {
		plain_step(plain, STEP_ROW, BP_KEY_NONE, item);
		return;
	}

	if (action == BP_ACT_PAGE_DOWN && plain_is_graded(&plain->view))
		key = plain_key_of(&plain->view, BP_ACT_BACK); /* on with the lesson */
	else if (action == BP_ACT_PAGE_DOWN && is_last_page(plain))
		key = last_page_key(plain);
	understand_press(plain, key != BP_KEY_NONE ? key : BP_KEY_ENTER);
}

/* An empty line goes on: to the next page, into the selected item, or back at the end. */
static void go_on(struct bp_plain *plain)
{
	const struct bp_view *view = &plain->view;

	if (plain_turn_page(plain))
		return;
	if (view->kind == BP_VIEW_READER && !view->as.reader.focus_link &&
		view->as.reader.focus_block == UINT32_MAX)
		press_action(plain, BP_ACT_PAGE_DOWN);
	else if (view->kind == BP_VIEW_LIST &&
		view->as.list.selected >= view->as.list.count)
		press_action(plain, BP_ACT_PAGE_DOWN);
	else
		understand_press(plain, BP_KEY_ENTER);
}

static void understand_open(struct bp_plain *plain, size_t item)
{
	plain_step(plain, STEP_ROW, BP_KEY_NONE, item);
	understand_press(plain, BP_KEY_ENTER);
}

static size_t item_by_label(const struct bp_list_view *list, struct bp_str label)
{
	size_t item = SIZE_MAX;

	for (size_t i = 0; i < list->count && item == SIZE_MAX; i++)
		if (list->rows[i].kind == BP_ROW_ITEM && list->rows[i].label &&
			bp_text_equal_folded(
				bp_str_trim(bp_str(list->rows[i].label)), label))
			item = plain_item_of(list, i);
	return item;
}

/* Opens the item of a list with that number or that label. */
static bool pick_item(struct bp_plain *plain, struct bp_str line)
{
	const struct bp_list_view *list = &plain->view.as.list;
	size_t number, item = SIZE_MAX;

	if (plain->view.kind != BP_VIEW_LIST)
		return false;
	bool numbered = is_number(line, &number);
	if (numbered && number > 0 && number <= plain_item_count(list))
		item = number - 1;
	if (item == SIZE_MAX)
		item = item_by_label(list, line);
	if (item != SIZE_MAX)
		understand_open(plain, item);
	else if (numbered)
		plain_put_words(plain, _("Nomor itu tidak ada di sini."));
	return item != SIZE_MAX || numbered;
}

/* The last item whose text begins with a line, or is it; *count: how many there are. */
static size_t item_by_words(
	const struct bp_list_view *list, struct bp_str line, bool whole, size_t *count)
{
	size_t nth = 0, item = SIZE_MAX, left;

	*count = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (list->rows[i].kind != BP_ROW_ITEM)
			continue;
		struct bp_str text = bp_str_trim(bp_str(list->rows[i].text));
		if (plain_word_begins(text, line, &left) && (!whole || left == 0)) {
			item = nth;
			(*count)++;
		}
		nth++;
	}
	return item;
}

bool plain_find_item(struct bp_plain *plain, struct bp_str line)
{
	const struct bp_list_view *list = &plain->view.as.list;
	size_t count, item;

	if (plain->view.kind != BP_VIEW_LIST)
		return false;
	item = item_by_words(list, line, true, &count);
	if (count == 0)
		item = item_by_words(list, line, false, &count);
	if (count == 1)
		understand_open(plain, item);
	else if (count)
		plain_put_words(
			plain, _("Beberapa pilihan berawal begitu. Ketik nomornya."));
	return count > 0;
}

/* "50" in a lesson, as in the full screen. */
static bool type_number(struct bp_plain *plain, struct bp_str line)
{
	bool percent = line.len > 1 && line.at[line.len - 1] == '%';
	struct bp_str digits = bp_str_part(line, 0, line.len - percent);
	size_t number;

	if (plain->view.kind != BP_VIEW_READER || !is_number(digits, &number))
		return false;
	plain_type(plain, digits);
	understand_press(plain, BP_KEY_ENTER);
	return true;
}

/* "soal 3" in a list of questions: by what the list calls it. */
static bool pick_question(struct bp_plain *plain, struct bp_str number)
{
	size_t item = SIZE_MAX;

	if (plain->view.kind == BP_VIEW_LIST && number.len)
		item = item_by_label(&plain->view.as.list, number);
	if (item != SIZE_MAX)
		understand_open(plain, item);
	return item != SIZE_MAX;
}

/* "soal", "soal 3", "tautan", "tautan 2" in a lesson; "soal 3" in a list. */
static bool go_to_item(struct bp_plain *plain, struct bp_str word, struct bp_str rest)
{
	static const struct {
		const char *word;
		enum step_kind kind;
	} items[] = {
		{N_("soal"), STEP_QUESTION},
		{"question", STEP_QUESTION},
		{N_("tautan"), STEP_LINK},
		{"link", STEP_LINK},
	};
	size_t n = 0, i = 0, count = sizeof items / sizeof *items;

	while (i < count && !bp_text_equal_folded(word, bp_str(items[i].word)))
		i++;
	if (i == count || (rest.len && !is_number(rest, &n)))
		return false;
	if (plain->view.kind == BP_VIEW_QUESTION) { /* back in the lesson first */
		understand_press(plain,
			plain_is_graded(&plain->view) ? BP_KEY_ENTER : BP_KEY_ESCAPE);
		plain_step(plain, items[i].kind, BP_KEY_NONE, n ? n - 1 : SIZE_MAX);
		return true;
	}
	if (plain->view.kind != BP_VIEW_READER)
		return pick_question(plain, rest);
	const struct bp_document *document = plain->view.as.reader.layout->document;
	size_t most = items[i].kind == STEP_LINK ? document->link_count
						 : bp_quiz_asked(&document->quiz);
	if (most == 0)
		plain_put_words(plain, _("Tidak ada soal atau tautan di modul ini."));
	else if (rest.len && (n == 0 || n > most))
		plain_put_words(plain, _("Nomor itu tidak ada di sini."));
	else
		plain_step(
			plain, items[i].kind, BP_KEY_NONE, rest.len ? n - 1 : SIZE_MAX);
	return true;
}

/* A key by its character or its name. */
static bool press_key(struct bp_plain *plain, struct bp_str line)
{
	uint32_t code = BP_KEY_NONE, key = plain_find_key(line);

	if (key == BP_KEY_NONE && bp_utf8_next(line, 0, &code) == line.len &&
		bp_keymap_find(plain->view.keymap, code) != BP_ACT_NONE)
		key = code;
	if (key != BP_KEY_NONE)
		understand_press(plain, key);
	return key != BP_KEY_NONE;
}

/* "cari formulir": an action that asks for a text, and the text. */
static void act_with_text(struct bp_plain *plain, struct bp_str word, struct bp_str text)
{
	enum bp_action action;

	if (!plain_find_word(plain, word, &action))
		return;
	press_action(plain, action);
	plain_step(plain, STEP_TEXT, BP_KEY_NONE, 0);
	understand_press(plain, BP_CONTROL('u')); /* clears the text that is offered */
	type_text(plain, text);
	understand_press(plain, BP_KEY_ENTER);
}

/* "centang 2", or "2", ticks a line of the checklist below an answer. */
static bool tick_line(struct bp_plain *plain, struct bp_str word, struct bp_str rest)
{
	const struct bp_view *view = &plain->view;
	bool named = bp_text_equal_folded(word, BP_STR("centang")) ||
		bp_text_equal_folded(word, BP_STR("tick"));
	size_t n;

	if (!plain_has_checks(view) || !(named || is_number(word, &n)))
		return false;
	if (!is_number(named ? rest : word, &n) || n == 0 ||
		n > view->as.question.check_count)
		plain_put_words(plain,
			_("Ketik centang dan nomor barisnya, misalnya centang 1."));
	else
		understand_press(plain, BP_KEY_ROW + (uint32_t)n - 1);
	return true;
}

static void command(struct bp_plain *plain, struct bp_str line)
{
	struct bp_str word, rest;
	enum bp_action action;

	cut_word(line, &word, &rest);
	if (tick_line(plain, word, rest) || press_key(plain, line) ||
		go_to_item(plain, word, rest))
		return;
	if (rest.len && plain_is_word(plain, line)) /* "coba lagi" */
		rest = (struct bp_str){0};
	else if (rest.len && plain_find_item(plain, line)) /* "mulai ujian" */
		return;
	if (rest.len)
		act_with_text(plain, word, rest);
	else if (plain_find_word(plain, line, &action))
		press_action(plain, action);
}

void plain_understand(struct bp_plain *plain, struct bp_str line)
{
	bool forced = line.len > 1 && line.at[0] == COMMAND;
	bool quoted = forced && line.at[1] == COMMAND;

	if (forced)
		line = bp_str_from(line, 1);
	if (plain_asks_text(&plain->view) && (!forced || quoted)) {
		answer_text(plain, line);
		return;
	}
	line = bp_str_trim(line);
	if (line.len == 0) {
		go_on(plain);
		return;
	}
	if (!forced && plain_asks_choice(&plain->view) && plain_answer(plain, line))
		return;
	if (!pick_item(plain, line) && !type_number(plain, line))
		command(plain, line);
}
