/* A question, and its grade once it has been given. */
#include "draw.h"
#include <berpijar/lang.h>

#define LETTER 2 /* columns from the text's left edge: letter, mark, text of a choice */
#define MARK   5
#define TEXT   10

struct page {
	const struct bp_question_view *view;
	struct bp_scroll scroll;
	int left, end;
	int focus_first, focus_last; /* lines to be seen */
};

static const char *symbol(const struct page *page, enum bp_symbol symbol)
{
	/* when only measured, one cell is as good as another */
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

/* The verdict of a choice stands at the right of its first line, or under it. */
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

static void put_choice(struct page *page, size_t index)
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

static void put_choices(struct page *page)
{
	for (size_t i = 0; i < page->view->choice_count; i++)
		put_choice(page, i);
	if (page->view->choice_count)
		page->scroll.line++;
	if (page->view->partner_count == 0)
		return;
	bp_scroll_text(&page->scroll, page->left + LETTER, page->end, BP_COLOR_FAINT,
		bp_str(_("Pasangannya, pilih dengan hurufnya:")));
	for (size_t i = 0; i < page->view->partner_count; i++) {
		put_letter(page, i);
		bp_scroll_text(&page->scroll, page->left + MARK, page->end, BP_COLOR_TEXT,
			bp_str(page->view->partners[i]));
	}
	page->scroll.line++;
}

/* The part of a field's text in view: the cursor is always in it. */
static size_t field_start(const struct bp_field_view *field, int room)
{
	size_t start = 0;

	while (start < field->cursor &&
		bp_text_columns(bp_str_part(field->text, start, field->cursor)) >= room) {
		struct bp_glyph glyph;
		start += bp_glyph_next(field->text, start, &glyph);
	}
	return start;
}

static void put_field(struct page *page)
{
	const struct bp_field_view *field = page->view->field;

	if (!field)
		return;
	page->focus_first = page->focus_last = page->scroll.line;
	int column = bp_scroll_put(&page->scroll, page->left + LETTER, page->end,
			     BP_COLOR_TEXT, bp_str(_("Jawaban:"))) +
		1;
	int room = page->end - column - 1;
	size_t start = field_start(field, room);
	struct bp_str shown = bp_str_from(field->text, start);
	int row;
	if (bp_scroll_shown(&page->scroll, &row))
		bp_screen_fill(page->scroll.body->screen, row, column, page->end,
			BP_STYLE_UNDERLINE, " ");
	bp_scroll_put(&page->scroll, column, page->end,
		BP_STYLE_UNDERLINE | BP_STYLE_BOLD, shown);
	if (!field->done)
		put_cursor(page,
			column +
				bp_text_columns(
					bp_str_part(field->text, start, field->cursor)),
			true);
	page->scroll.line++;
	if (field->note) {
		bp_scroll_text(&page->scroll, column, page->end, BP_COLOR_FAINT,
			bp_str(field->note));
		page->focus_last = page->scroll.line - 1;
	}
	page->scroll.line++;
}

static void put_feedback(struct page *page, const struct bp_feedback_view *feedback)
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
		put_feedback(page, &view->feedback[i]);
	if (view->feedback_count) /* as much of the reasons as there is room for */
		page->focus_last = page->scroll.line - 1;
}

static void put_all(struct page *page)
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
	put_choices(page);
	put_field(page);
	put_grade(page);
}

static int follow(const struct page *page, int top, int rows)
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

	put_all(&page);
	if (view->follow)
		top = follow(&page, top, body->rows);
	if (top > page.scroll.line - body->rows)
		top = page.scroll.line - body->rows;
	if (top < 0)
		top = 0;
	*view->top = top;
	*view->page = body->rows;

	page.scroll.body = body;
	page.scroll.top = top;
	page.scroll.line = 0;
	put_all(&page);
	bp_flow_release(&page.scroll.flow);
}
