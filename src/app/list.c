/* Lists, of which most screens are made. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>

#define LONGEST 100000 /* lines */

void bp_list_release(struct list_state *list)
{
	free(list->rows);
	free(list->things);
}

void bp_list_begin(struct bp_app *app, struct list_state *list, enum bp_mode_id mode)
{
	list->selected = SIZE_MAX;
	list->top = 0;
	bp_mode_push(app, mode);
}

void bp_list_start(struct list_state *list)
{
	list->count = 0;
	if (list->selected == SIZE_MAX)
		list->loose = false;
}

struct bp_row *bp_list_add(
	struct list_state *list, enum bp_row_kind kind, const char *text)
{
	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 32;
		list->rows = bp_realloc(list->rows, list->room, sizeof *list->rows);
	}
	struct bp_row *row = &list->rows[list->count++];
	*row = (struct bp_row){.kind = kind, .text = text, .bar = -1};
	return row;
}

static bool is_item(const struct list_state *list, size_t row)
{
	return row < list->count && list->rows[row].kind == BP_ROW_ITEM;
}

/* The next item from a row on, in steps of 1 or -1; SIZE_MAX if there is none. */
static size_t seek(const struct list_state *list, size_t row, int step)
{
	while (row < list->count && !is_item(list, row))
		row += (size_t)step;
	return row < list->count ? row : SIZE_MAX;
}

size_t bp_list_nth(const struct list_state *list)
{
	size_t nth = 0;

	for (size_t i = 0; i < list->selected && i < list->count; i++)
		nth += is_item(list, i);
	return nth;
}

size_t bp_list_row(const struct list_state *list, size_t nth)
{
	for (size_t i = 0; i < list->count; i++)
		if (is_item(list, i) && nth-- == 0)
			return i;
	return 0;
}

void bp_list_fix(struct list_state *list)
{
	if (is_item(list, list->selected))
		return;
	if (list->selected == SIZE_MAX) {
		list->top = 0;
		list->loose = true;
	}
	size_t near = seek(list, list->selected < list->count ? list->selected : 0, 1);
	list->selected = near != SIZE_MAX ? near : seek(list, list->count - 1, -1);
}

/* The item that an action leads to; SIZE_MAX if there is none. */
static size_t item_for(const struct list_state *list, enum bp_action action)
{
	size_t page = list->page > 1 ? (size_t)list->page - 1 : 1, to;

	switch (action) {
	case BP_ACT_UP: return seek(list, list->selected - 1, -1);
	case BP_ACT_DOWN: return seek(list, list->selected + 1, 1);
	case BP_ACT_TOP: return seek(list, 0, 1);
	case BP_ACT_BOTTOM: return seek(list, list->count - 1, -1);
	case BP_ACT_PAGE_UP:
		to = list->selected > page ? list->selected - page : 0;
		return seek(list, to, 1);
	case BP_ACT_PAGE_DOWN:
		to = list->selected + page;
		return seek(list, to < list->count ? to : list->count - 1, -1);
	default: return SIZE_MAX;
	}
}

/* By how many lines an action scrolls; drawing cuts what is too far. */
static int scrolls_by(const struct list_state *list, enum bp_action action)
{
	int page = list->page > 1 ? list->page - 1 : 1;

	switch (action) {
	case BP_ACT_UP: return -1;
	case BP_ACT_DOWN: return 1;
	case BP_ACT_PAGE_UP: return -page;
	case BP_ACT_PAGE_DOWN: return page;
	case BP_ACT_TOP: return -LONGEST;
	case BP_ACT_BOTTOM: return LONGEST;
	default: return 0;
	}
}

void bp_list_act(struct list_state *list, enum bp_action action)
{
	int by = scrolls_by(list, action);
	bool far = by == LONGEST || by == -LONGEST;
	size_t to = item_for(list, action);

	if (by == 0)
		return;
	list->loose = far || to == SIZE_MAX || to == list->selected ||
		(by > 0 ? list->hidden > 0 : list->hidden < 0);
	if (to != SIZE_MAX && (far || !list->loose))
		list->selected = to;
	if (list->loose)
		list->top =
			by < 0 && (size_t)-by > list->top ? 0 : list->top + (size_t)by;
}

void bp_list_pick(struct list_state *list, size_t row)
{
	list->selected = row;
	list->loose = false;
}

bool bp_list_digit(struct bp_app *app, struct list_state *list, uint32_t key,
	size_t first, size_t count, bool *opens)
{
	size_t digit = key - '0', number;

	*opens = count < 10;
	if (key < '0' || key > '9')
		return false;
	number = *opens ? digit : app->number * 10 + digit;
	if (number == 0 || number > count)
		number = digit; /* it begins anew */
	if (number == 0 || number > count)
		return false;
	bp_list_pick(list, bp_list_row(list, first + number - 1));
	if (*opens)
		return true;
	app->number = number;
	bp_app_say(app, BP_COLOR_ACCENT,
		bp_app_text(app, _("Nomor %zu: Enter membuka."), number));
	return true;
}

bool bp_list_reveal(struct list_state *list)
{
	if (list->hidden == 0)
		return false;
	list->loose = false;
	return true;
}

void bp_list_scroll(struct list_state *list, enum bp_action action)
{
	size_t page = list->page > 1 ? (size_t)list->page - 1 : 1;

	switch (action) {
	case BP_ACT_UP: list->top -= list->top > 0; break;
	case BP_ACT_DOWN: list->top++; break;
	case BP_ACT_PAGE_UP: list->top -= list->top < page ? list->top : page; break;
	case BP_ACT_PAGE_DOWN: list->top += page; break;
	case BP_ACT_TOP: list->top = 0; break;
	case BP_ACT_BOTTOM: list->top = list->count * 4; break; /* drawing cuts it */
	default: break;
	}
}

void bp_list_view(struct list_state *list, int label_columns, struct bp_view *view)
{
	view->kind = BP_VIEW_LIST;
	view->as.list = (struct bp_list_view){
		.rows = list->rows,
		.count = list->count,
		.selected = list->selected,
		.loose = list->loose,
		.top = &list->top,
		.hidden = &list->hidden,
		.page = &list->page,
		.label_columns = label_columns,
	};
}
