/* Lists: an item is a number and a line of words. */
#include "private.h"
#include <berpijar/lang.h>
#include <stdlib.h>

size_t plain_item_count(const struct bp_list_view *list)
{
	const struct bp_row *last = list->count ? &list->rows[list->count - 1] : NULL;

	return last ? last->items + (last->kind == BP_ROW_ITEM) : 0;
}

size_t plain_item_of(const struct bp_list_view *list, size_t row)
{
	return row < list->count && list->rows[row].kind == BP_ROW_ITEM
		? list->rows[row].items
		: SIZE_MAX;
}

static void say_list_add_part(
	struct bp_buf *words, const char *separator, const char *part)
{
	struct bp_str text = bp_str_trim(bp_str(part));

	if (!text.len)
		return;
	bp_buf_add_cstr(words, words->len ? separator : "");
	bp_buf_add_str(words, text);
}

/* "2. Model UX/UI, 7 JP, 4 dari 9"; a label that is not the number: "3. (1) Mana …". */
static void say_list_put_item(struct bp_plain *plain, size_t index, size_t number)
{
	const struct bp_row *row = &plain->view.as.list.rows[index];
	struct bp_buf words = {0}, line = {0};
	struct bp_str label = bp_str_trim(bp_str(row->label));

	say_list_add_part(&words, "", row->text);
	say_list_add_part(&words, ", ", row->side);
	say_list_add_part(&words, ", ", row->state);
	say_list_add_part(&words, "; ", row->detail);
	bp_buf_printf(&line, "%zu. ", number);
	if (label.len && strtoul(row->label, NULL, 10) != number)
		bp_buf_printf(&line, "(%.*s) ", (int)label.len, label.at);
	bp_buf_add_str(&line, bp_buf_str(&words));
	lines_wrap(&plain->lines, index, plain->columns, 3, line.at);
	bp_buf_release(&words);
	bp_buf_release(&line);
}

static void put_text(struct bp_plain *plain, size_t index, const char *label)
{
	struct bp_buf words = {0};

	say_list_add_part(&words, "", label);
	say_list_add_part(&words, ": ", plain->view.as.list.rows[index].text);
	if (words.len)
		lines_wrap(&plain->lines, index, plain->columns, 0, words.at);
	bp_buf_release(&words);
}

static void say_list_put_row(struct bp_plain *plain, size_t index)
{
	const struct bp_row *row = &plain->view.as.list.rows[index];

	switch (row->kind) {
	case BP_ROW_BLANK: break;
	case BP_ROW_HEADING:
		if (plain->lines.count)
			lines_add(&plain->lines, index, (struct bp_str){0});
		put_text(plain, index, NULL);
		break;
	case BP_ROW_ITEM: say_list_put_item(plain, index, row->items + 1); break;
	case BP_ROW_TEXT: put_text(plain, index, row->label); break;
	case BP_ROW_FAULT: put_text(plain, index, _("Galat")); break;
	}
}

/* Finds lines first..last of a row; false if it has none. */
static bool lines_of_row(
	const struct lines *lines, size_t row, size_t *first, size_t *last)
{
	size_t low = 0, high = lines->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (lines->at[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	*first = *last = low;
	while (*last + 1 < lines->count && lines->at[*last + 1].row == row)
		++*last;
	return low < lines->count && lines->at[low].row == row;
}

/* Where a page ends that has room for lines from..end-1: an item is not cut, and a heading is
 * not left alone. */
static size_t say_list_end(const struct bp_plain *plain, size_t from, size_t end)
{
	const struct lines *lines = &plain->lines;
	const struct bp_row *rows = plain->view.as.list.rows;
	size_t cut = end;

	if (end == lines->count)
		return end;
	while (cut > from && lines->at[cut - 1].row == lines->at[cut].row)
		cut--;
	while (cut > from && rows[lines->at[cut - 1].row].kind == BP_ROW_HEADING)
		cut--;
	return cut > from ? cut : end;
}

static void say_list_fill_lines(struct bp_plain *plain)
{
	const struct bp_list_view *list = &plain->view.as.list;

	if (list->version && plain->lines.version == list->version &&
		plain->lines.width == plain->columns)
		return; /* they are those of these rows */
	lines_clear(&plain->lines);
	for (size_t i = 0; i < list->count; i++)
		say_list_put_row(plain, i);
	plain->lines.version = list->version;
	plain->lines.width = plain->columns;
}

/* Makes the lines and finds the page: it begins where the view's owner says, moved so that
 * the selected row is on it. */
void plain_fill_list(struct bp_plain *plain)
{
	const struct bp_list_view *list = &plain->view.as.list;
	size_t page = (size_t)plain_body(plain), first, last, top = *list->top;

	say_list_fill_lines(plain);
	if (!list->loose && lines_of_row(&plain->lines, list->selected, &first, &last)) {
		if (plain_item_of(list, list->selected) == 0 && last < page)
			first = 0; /* with the text above the first item */
		if (last >= top + page)
			top = last - page + 1;
		if (first < top)
			top = first;
	}
	size_t most = plain->lines.count > page ? plain->lines.count - page : 0;
	plain->window = top < most ? top : most;
	plain->window_end = say_list_end(plain, plain->window,
		plain->lines.count - plain->window < page ? plain->lines.count
							  : plain->window + page);
	*list->top = plain->window;
	*list->page = (int)page;
	*list->hidden = 0; /* every row can be reached by its number */
}

bool plain_shows_selected(const struct bp_plain *plain)
{
	size_t first, last;

	return lines_of_row(&plain->lines, plain->view.as.list.selected, &first, &last) &&
		first < plain->window_end && last >= plain->window;
}

bool plain_turn_page(struct bp_plain *plain)
{
	const struct bp_list_view *list = &plain->view.as.list;

	if (plain->view.kind != BP_VIEW_LIST || !list->loose ||
		plain_shows_selected(plain) || plain->window_end >= plain->lines.count)
		return false;
	*list->top = plain->window_end;
	plain_step(plain, STEP_KEY, BP_KEY_RESIZE, 0);
	return true;
}

size_t plain_item_of_page(const struct bp_plain *plain, enum bp_action action)
{
	const struct bp_list_view *list = &plain->view.as.list;
	size_t page = (size_t)plain_body(plain), count = plain->lines.count, line;
	bool down = action == BP_ACT_PAGE_DOWN;

	if (plain->view.kind != BP_VIEW_LIST || list->selected >= list->count ||
		(down ? plain->window_end >= count
		      : action != BP_ACT_PAGE_UP || plain->window == 0))
		return SIZE_MAX;
	if (down)
		line = plain->window_end + page < count ? plain->window_end + page - 1
							: count - 1;
	else
		line = plain->window > page ? plain->window - page : 0;
	size_t row = plain->lines.at[line].row;
	if (down && line + 1 < count && plain->lines.at[line + 1].row == row)
		row--; /* the item goes on below the page */
	for (; row < list->count; row += down ? (size_t)-1 : 1)
		if (list->rows[row].kind == BP_ROW_ITEM)
			return down == (row > list->selected) ? plain_item_of(list, row)
							      : SIZE_MAX;
	return SIZE_MAX;
}

/* Prints the rows of the page of which a line was not there before. */
static void put_changed(struct bp_plain *plain)
{
	const struct lines *lines = &plain->lines;

	for (size_t i = plain->window, end; i < plain->window_end; i = end) {
		bool fresh = false;
		for (end = i;
			end < plain->window_end && lines->at[end].row == lines->at[i].row;
			end++)
			fresh |= !lines_hold(&plain->said.lines, lines_at(lines, end));
		if (fresh)
			plain_put_lines(plain, lines, i, end);
	}
}

/* Prints the selected item, unless lines from..to-1, which are printed next, hold it. */
static void say_list_put_selected(struct bp_plain *plain, size_t from, size_t to)
{
	size_t first, last;

	if (lines_of_row(&plain->lines, plain->view.as.list.selected, &first, &last) &&
		(last < from || first >= to))
		plain_put_lines(plain, &plain->lines, first, last + 1);
}

void plain_say_list(struct bp_plain *plain)
{
	struct said *said = &plain->said;
	size_t window = plain->window, first = window, end = plain->window_end;
	bool known = plain_goes_on(plain) && said->lines.count == plain->lines.count;

	if (known && !lines_equal(&said->lines, &plain->lines)) {
		put_changed(plain);
	} else {
		if (known) {
			first = plain_new_lines(
				plain, said->window, said->end, window, &end);
			if (said->selected != plain->view.as.list.selected)
				say_list_put_selected(plain, first, end);
		}
		while (first < end && lines_at(&plain->lines, first).len == 0)
			first++;
		plain_put_lines(plain, &plain->lines, first, end);
	}
	said->end = known && window == said->window && said->end > end
		? said->end
		: plain->window_end;
	said->window = window;
}
