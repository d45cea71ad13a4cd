/* Draws a question: its text, its rows or text field, and the verdict with its reasons. */
#include "draw.h"
#include <berpijar/lang.h>
#include <berpijar/layout.h>

#define LETTER 2 /* columns from the left edge to the letter, the mark, the text */
#define MARK   5
#define TEXT   10

#define CARD 2 /* from the left edge to the text in a card */

#define LEAST_LINES 3 /* rows of an essay's field at least */

struct page {
	const struct bp_question_view *view;
	struct bp_scroll scroll;
	int left, end;
	int focus_first, focus_last; /* lines that have to be in the window */
	bool close;                  /* partners are drawn below the selected row */
};

static const char *symbol(const struct page *page, enum bp_symbol symbol)
{
	/* while lines are only counted there is no screen: any one cell will do */
	return page->scroll.body ? page->scroll.body->symbols[symbol] : "x";
}

static void put_cursor(struct page *page, int column, bool visible)
{
	int row;

	if (!bp_scroll_shown(&page->scroll, &row))
		return;
	page->scroll.body->screen->cursor_row = row;
	page->scroll.body->screen->cursor_column = column;
	page->scroll.body->screen->cursor_visible = visible;
}

static void put_pointer(struct page *page)
{
	put_cursor(page, page->left, false);
	bp_scroll_put(&page->scroll, page->left, page->left + 1,
		BP_COLOR_ACCENT | BP_STYLE_BOLD, bp_str(symbol(page, BP_SYMBOL_POINTER)));
}

static void put_letter(struct page *page, size_t index)
{
	char letter[2] = {(char)('a' + index), '\0'};
	bp_scroll_put(&page->scroll, page->left + LETTER, page->end, BP_STYLE_BOLD,
		bp_str(letter));
}

static void put_mark(struct page *page, const struct bp_choice_view *choice)
{
	bool radio = page->view->choice_kind == BP_CHOICE_RADIO;
	enum bp_symbol mark = radio
		? (choice->marked ? BP_SYMBOL_RADIO_ON : BP_SYMBOL_RADIO_OFF)
		: (choice->marked ? BP_SYMBOL_CHECK_ON : BP_SYMBOL_CHECK_OFF);

	bp_scroll_put(&page->scroll, page->left + MARK, page->end,
		choice->marked ? BP_COLOR_ACCENT | BP_STYLE_BOLD : BP_COLOR_TEXT,
		bp_str(symbol(page, mark)));
}

/* The verdict of a row is at the right end of its first line if the window is wide, else
 * below the row. Returns its columns. */
static int put_verdict(struct page *page, const struct bp_choice_view *choice, bool wide)
{
	struct bp_str verdict = bp_str(choice->verdict);
	int columns = bp_text_columns(verdict);

	if (!verdict.len)
		return 0;
	bp_style style = (bp_style)(choice->color | BP_STYLE_BOLD);
	if (wide)
		bp_scroll_put(
			&page->scroll, page->end - columns, page->end, style, verdict);
	else
		bp_scroll_text(
			&page->scroll, page->left + TEXT, page->end, style, verdict);
	return columns;
}

static void draw_question_put_choice(struct page *page, size_t index)
{
	const struct bp_choice_view *choice = &page->view->choices[index];
	bool wide = page->end - page->left >= 50,
	     pair = page->view->choice_kind == BP_CHOICE_PAIR;
	bool numbered = pair || page->view->choice_kind == BP_CHOICE_ITEM;
	int end = page->end, text = page->left + (numbered ? MARK : TEXT);

	if (index == page->view->selected) {
		page->focus_first = page->scroll.line;
		put_pointer(page);
	}
	if (numbered) {
		char number[16];
		snprintf(number, sizeof number, "%d", (int)index + 1);
		bp_scroll_put(&page->scroll, page->left + LETTER, page->end,
			BP_STYLE_BOLD, bp_str(number));
	} else {
		put_letter(page, index);
		put_mark(page, choice);
	}
	if (wide && choice->verdict)
		end -= put_verdict(page, choice, true) + 2;
	bp_scroll_document(&page->scroll, text, end,
		index == page->view->selected ? BP_STYLE_BOLD : BP_COLOR_TEXT,
		choice->text);
	if (pair) {
		int column = bp_scroll_put(&page->scroll, text, page->end,
			BP_COLOR_ACCENT, bp_str(symbol(page, BP_SYMBOL_ARROW)));
		bp_scroll_text(&page->scroll, column + 1, page->end,
			choice->answer ? BP_COLOR_TEXT : BP_COLOR_FAINT,
			bp_str(choice->answer ? choice->answer : _("belum dipasangkan")));
	}
	if (!wide)
		put_verdict(page, choice, false);
	if (index == page->view->selected)
		page->focus_last = page->scroll.line - 1;
}

static void put_partner(struct page *page, size_t index)
{
	const char *uses = page->view->uses[index];
	struct bp_flow *flow = &page->scroll.flow;
	struct bp_buf used = {0};

	put_letter(page, index);
	bp_flow_start(flow);
	bp_flow_add_text(
		flow, bp_str(page->view->partners[index]), BP_COLOR_TEXT, BP_ROLE_TEXT);
	if (uses) {
		bp_buf_printf(&used, _(" (untuk %s)"), uses);
		bp_flow_add_text(flow, bp_buf_str(&used), BP_COLOR_FAINT, BP_ROLE_TEXT);
	}
	bp_flow_fill(flow, page->end - page->left - MARK);
	bp_scroll_flow(&page->scroll, page->left + MARK);
	bp_buf_release(&used);
}

static void put_partners(struct page *page)
{
	bp_scroll_text(&page->scroll, page->left + LETTER, page->end, BP_COLOR_FAINT,
		bp_str(_("Pasangannya, pilih dengan hurufnya:")));
	for (size_t i = 0; i < page->view->partner_count; i++)
		put_partner(page, i);
}

static void draw_question_put_choices(struct page *page)
{
	const struct bp_question_view *view = page->view;

	for (size_t i = 0; i < view->choice_count; i++) {
		draw_question_put_choice(page, i);
		if (!page->close || i != view->selected)
			continue;
		put_partners(page);
		page->focus_last = page->scroll.line - 1;
	}
	if (view->choice_count)
		page->scroll.line++;
	if (view->partner_count && !page->close) {
		put_partners(page);
		page->scroll.line++;
	}
}

/* The empty rest of a field's row is underlined. */
static void put_blank_line(struct page *page, int column)
{
	int row;

	if (bp_scroll_shown(&page->scroll, &row))
		bp_screen_fill(page->scroll.body->screen, row, column, page->end,
			BP_STYLE_UNDERLINE, " ");
}

static void draw_question_put_line(struct page *page, int column)
{
	const struct bp_field_view *field = page->view->field;
	int room = page->end - column - 1;
	struct bp_str before = bp_str_part(field->text, 0, field->cursor);
	size_t start = bp_text_skip(
		before, room - 1); /* cut at the left so that the cursor is seen */

	put_blank_line(page, column);
	bp_scroll_put(&page->scroll, column, page->end,
		BP_STYLE_UNDERLINE | BP_STYLE_BOLD, bp_str_from(field->text, start));
	if (!field->done)
		put_cursor(
			page, column + bp_text_columns(bp_str_from(before, start)), true);
	page->scroll.line++;
	if (field->note) {
		bp_scroll_text(&page->scroll, column, page->end, BP_COLOR_FAINT,
			bp_str(field->note));
		page->focus_last = page->scroll.line - 1;
	}
}

/* A line of an essay. The cursor is drawn again with each line that begins before it, so
 * that it ends up in the last of these. */
static void put_wrapped(struct page *page, size_t start, size_t end)
{
	const struct bp_field_view *field = page->view->field;
	int column = page->left + LETTER;

	put_blank_line(page, column);
	bp_scroll_put(&page->scroll, column, page->end, BP_STYLE_UNDERLINE,
		bp_str_part(field->text, start, end));
	if (field->done || field->sending || field->cursor < start)
		return;
	put_cursor(page,
		column + bp_text_columns(bp_str_part(field->text, start, field->cursor)),
		true);
	page->focus_first = page->focus_last = page->scroll.line;
}

static void put_send(struct page *page)
{
	const struct bp_field_view *field = page->view->field;

	page->scroll.line++;
	if (field->sending) {
		page->focus_first = page->focus_last = page->scroll.line;
		put_pointer(page);
	}
	bp_scroll_put(&page->scroll, page->left + LETTER, page->end,
		field->sending ? BP_STYLE_BOLD : BP_COLOR_TEXT, bp_str(field->send));
	page->scroll.line++;
}

static void draw_question_put_lines(struct page *page)
{
	const struct bp_field_view *field = page->view->field;
	int first = ++page->scroll.line;
	size_t next = 0;

	*field->columns = page->end - page->left - LETTER - 1;
	for (size_t start = 0; start != SIZE_MAX; start = next) {
		size_t end = bp_wrap_line(field->text, start, *field->columns, &next);
		put_wrapped(page, start, end);
		page->scroll.line++;
	}
	for (; !field->done && page->scroll.line < first + LEAST_LINES;
		page->scroll.line++)
		put_blank_line(page, page->left + LETTER);
	if (!field->done)
		put_send(page);
}

static void draw_question_put_field(struct page *page)
{
	const struct bp_field_view *field = page->view->field;

	if (!field)
		return;
	page->focus_first = page->focus_last = page->scroll.line;
	int column = bp_scroll_put(&page->scroll, page->left + LETTER, page->end,
		BP_COLOR_TEXT, bp_str(_("Jawaban:")));
	if (field->lines)
		draw_question_put_lines(page);
	else
		draw_question_put_line(page, column + 1);
	page->scroll.line++;
}

static void draw_question_put_feedback(
	struct page *page, const struct bp_feedback_view *feedback)
{
	int column = page->left;

	bp_flow_start(&page->scroll.flow);
	if (feedback->title) {
		bp_flow_add_text(&page->scroll.flow, bp_str(feedback->title),
			BP_STYLE_BOLD, BP_ROLE_TEXT);
		bp_flow_add_text(
			&page->scroll.flow, BP_STR(" "), BP_STYLE_BOLD, BP_ROLE_TEXT);
	}
	bp_flow_add_document(&page->scroll.flow, feedback->text, BP_COLOR_TEXT);
	bp_flow_fill(&page->scroll.flow, page->end - column);
	bp_scroll_flow(&page->scroll, column);
}

/* Points at a line of the checklist, or at the one that goes on. */
static void put_check_pointer(struct page *page, size_t line)
{
	if (line != page->view->check)
		return;
	put_pointer(page);
	page->focus_first = page->focus_last = page->scroll.line;
}

static void put_check(struct page *page, size_t index)
{
	const struct bp_check_view *check = &page->view->checks[index];

	put_check_pointer(page, index);
	bp_scroll_put(&page->scroll, page->left + LETTER, page->end,
		check->ticked ? BP_COLOR_ACCENT | BP_STYLE_BOLD : BP_COLOR_TEXT,
		bp_str(symbol(
			page, check->ticked ? BP_SYMBOL_CHECK_ON : BP_SYMBOL_CHECK_OFF)));
	bp_scroll_document(&page->scroll, page->left + LETTER + 4, page->end,
		BP_COLOR_TEXT, check->text);
	if (index == page->view->check)
		page->focus_last = page->scroll.line - 1;
}

static void put_checks(struct page *page)
{
	const struct bp_question_view *view = page->view;

	if (!view->check_count)
		return;
	if (view->check_hint) {
		page->scroll.line++;
		bp_scroll_text(&page->scroll, page->left, page->end, BP_COLOR_FAINT,
			bp_str(view->check_hint));
	}
	for (size_t i = 0; i < view->check_count; i++)
		put_check(page, i);
	if (!view->check_on)
		return;
	put_check_pointer(page, view->check_count);
	bp_scroll_text(&page->scroll, page->left + LETTER, page->end, BP_COLOR_TEXT,
		bp_str(view->check_on));
}

static void put_grade(struct page *page)
{
	const struct bp_question_view *view = page->view;

	if (!view->verdict)
		return;
	page->focus_first = page->scroll.line;
	put_cursor(page, page->left, false);
	bp_scroll_text(&page->scroll, page->left, page->end,
		(bp_style)(view->verdict_color | BP_STYLE_BOLD), bp_str(view->verdict));
	page->focus_last = page->scroll.line - 1;
	if (view->feedback_count)
		page->scroll.line++;
	for (size_t i = 0; i < view->feedback_count; i++)
		draw_question_put_feedback(page, &view->feedback[i]);
	if (view->feedback_count) /* the reasons, too, as far as there is room */
		page->focus_last = page->scroll.line - 1;
	put_checks(page);
}

static void put_corner(struct page *page, enum bp_symbol corner)
{
	int line = bp_scroll_put(&page->scroll, page->left, page->end, BP_COLOR_FAINT,
		bp_str(symbol(page, corner)));

	bp_scroll_put(&page->scroll, line, page->end, BP_COLOR_FAINT,
		bp_str(symbol(page, BP_SYMBOL_LINE)));
	page->scroll.line++;
}

/* The question as its card in the lesson: what of it is on the screen already stays there. */
static void put_card(struct page *page)
{
	struct bp_scroll *scroll = &page->scroll;
	int first = scroll->line + 1, column = page->left + CARD + 1;

	column = bp_scroll_put(
		scroll, column, page->end, BP_STYLE_BOLD, bp_str(page->view->number));
	column = bp_scroll_put(scroll, column + 1, page->end, BP_COLOR_FAINT,
		bp_str(symbol(page, BP_SYMBOL_DOT)));
	bp_scroll_put(
		scroll, column + 1, page->end, BP_COLOR_FAINT, bp_str(page->view->type));
	put_corner(page, BP_SYMBOL_TOP_LEFT);
	bp_scroll_document(
		scroll, page->left + CARD, page->end, BP_COLOR_TEXT, page->view->stem);
	int last = scroll->line;
	for (scroll->line = first; scroll->line < last; scroll->line++)
		bp_scroll_put(scroll, page->left, page->end, BP_COLOR_FAINT,
			bp_str(symbol(page, BP_SYMBOL_UPRIGHT)));
	put_corner(page, BP_SYMBOL_BOTTOM_LEFT);
}

static void put_text(struct page *page)
{
	page->scroll.line++;
	for (size_t i = 0; i < page->view->above_count; i++) {
		bp_scroll_document(&page->scroll, page->left, page->end, BP_COLOR_TEXT,
			&page->view->above[i]);
		page->scroll.line++;
	}
	bp_scroll_document(
		&page->scroll, page->left, page->end, BP_COLOR_TEXT, page->view->stem);
	page->scroll.line++;
}

static void put_all(struct page *page)
{
	if (page->view->number)
		put_card(page);
	else
		put_text(page);
	draw_question_put_choices(page);
	draw_question_put_field(page);
	put_grade(page);
}

static int draw_question_follow(const struct page *page, int top, int rows)
{
	if (page->focus_last >= top + rows)
		top = page->focus_last - rows + 1;
	if (page->focus_first < top)
		top = page->focus_first;
	return top;
}

void bp_draw_question(const struct bp_question_view *view, struct bp_body *body)
{
	int margin, measure = bp_measure(body->screen->columns, body->measure, &margin);
	struct page page = {.view = view, .left = margin, .end = margin + measure};
	int top = *view->top;

	page.scroll.flow.symbols = body->symbols;
	page.scroll.flow.keys = body->keys;
	put_all(&page);
	if (page.scroll.line > body->rows && view->partner_count) {
		page.close = true; /* at the end they would be out of sight */
		page.scroll.line = 0;
		put_all(&page);
	}
	if (view->follow)
		top = draw_question_follow(&page, top, body->rows);
	if (top > page.scroll.line - body->rows)
		top = page.scroll.line - body->rows;
	if (top < 0)
		top = 0;
	*view->top = top;
	*view->page = body->rows;
	body->whole = page.scroll.line <= body->rows;
	body->below = page.scroll.line > top + body->rows;

	page.scroll.body = body;
	page.scroll.top = top;
	page.scroll.line = 0;
	put_all(&page);
	bp_flow_release(&page.scroll.flow);
}
