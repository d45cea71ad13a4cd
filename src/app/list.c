/* Lists, of which most screens are made. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>

#define LONGEST 100000 /* lines that a list can be scrolled */

void bp_list_release(struct list_state *list)
{
	free(list->rows);
	free(list->things);
	bp_list_places_release(&list->places);
}

/* ---- rows ---- */

static void list_grow(struct list_state *list)
{
	if (list->count < list->room)
		return;
	list->room = list->room ? list->room * 2 : 32;
	list->rows = bp_realloc(list->rows, list->room, sizeof *list->rows);
	list->things = bp_realloc(list->things, list->room, sizeof *list->things);
}

struct bp_row *bp_list_add(
	struct list_state *list, enum bp_row_kind kind, const char *text)
{
	list_grow(list);
	list->things[list->count] = (struct bp_thing){0};
	struct bp_row *row = &list->rows[list->count++];
	*row = (struct bp_row){
		.kind = kind, .text = text, .bar = -1, .items = list->items};
	list->items += kind == BP_ROW_ITEM;
	return row;
}

bool bp_list_stands(const struct bp_app *app, const struct list_state *list)
{
	return list->made == app->views;
}

void bp_list_start(struct bp_app *app, struct list_state *list, bool blank)
{
	list->count = list->numbered = 0;
	list->items = 0;
	list->made = app->views;
	list->version = ++app->versions;
	if (list->selected == SIZE_MAX)
		list->loose = false;
	if (blank)
		bp_list_add(list, BP_ROW_BLANK, NULL);
}

struct bp_row *bp_list_item(struct list_state *list, const char *text,
	enum bp_thing_kind kind, const void *thing)
{
	struct bp_row *row = bp_list_add(list, BP_ROW_ITEM, text);

	list->things[list->count - 1] = (struct bp_thing){.kind = kind, .at = thing};
	return row;
}

void bp_list_number(struct bp_app *app, struct list_state *list, int columns)
{
	list->things[list->count - 1].number = ++list->numbered;
	list->rows[list->count - 1].label =
		bp_app_text(app, "%*zu", columns, list->numbered);
}

void bp_list_restart(struct list_state *list)
{
	list->selected = SIZE_MAX;
	list->top = 0;
}

/* ---- what is selected ---- */

static bool list_is_item(const struct list_state *list, size_t row)
{
	return row < list->count && list->rows[row].kind == BP_ROW_ITEM;
}

static const struct bp_thing *list_selected(const struct list_state *list)
{
	static const struct bp_thing none = {0};

	return list_is_item(list, list->selected) ? &list->things[list->selected] : &none;
}

const void *bp_list_thing(const struct list_state *list, enum bp_thing_kind kind)
{
	const struct bp_thing *thing = list_selected(list);

	return thing->kind == kind ? thing->at : NULL;
}

enum bp_thing_kind bp_list_kind(const struct list_state *list)
{
	return list_selected(list)->kind;
}

size_t bp_list_picked(const struct list_state *list)
{
	return list_selected(list)->number;
}

bool bp_list_run(struct bp_app *app, const struct list_state *list)
{
	const struct bp_command *command = bp_list_thing(list, BP_THING_COMMAND);

	if (command)
		command->run(app);
	return command != NULL;
}

void bp_list_pick(struct list_state *list, size_t row)
{
	if (!list_is_item(list, row))
		return;
	list->selected = row;
	list->loose = false;
	list->hidden = 0;
	list->moved = true;
}

void bp_list_point(struct list_state *list, const void *thing)
{
	for (size_t i = 0; i < list->count; i++)
		if (list_is_item(list, i) && list->things[i].at == thing)
			bp_list_pick(list, i);
}

void bp_list_keep(struct list_state *list, const void *thing)
{
	if (thing && list_selected(list)->at != thing)
		bp_list_point(list, thing);
}

/* Most rows are items that have one, so that it is not far behind as many rows. */
void bp_list_point_number(struct list_state *list, size_t number)
{
	for (size_t i = number ? number - 1 : 0; i < list->count; i++)
		if (list->things[i].number == number) {
			bp_list_pick(list, i);
			return;
		}
}

/* ---- moving ---- */

/* The next item from a row on, in steps of 1 or -1; SIZE_MAX if there is none. */
static size_t list_seek(const struct list_state *list, size_t row, int step)
{
	while (row < list->count && !list_is_item(list, row))
		row += (size_t)step;
	return row < list->count ? row : SIZE_MAX;
}

void bp_list_fix(struct list_state *list)
{
	if (list_is_item(list, list->selected))
		return;
	if (list->selected == SIZE_MAX) {
		list->top = 0;
		list->loose = true;
	}
	size_t near =
		list_seek(list, list->selected < list->count ? list->selected : 0, 1);
	list->selected = near != SIZE_MAX ? near : list_seek(list, list->count - 1, -1);
}

/* The item that an action leads to; SIZE_MAX if there is none. */
static size_t list_item_for(const struct list_state *list, enum bp_action action)
{
	size_t page = list->page > 1 ? (size_t)list->page - 1 : 1, to;

	switch (action) {
	case BP_ACT_UP: return list_seek(list, list->selected - 1, -1);
	case BP_ACT_DOWN: return list_seek(list, list->selected + 1, 1);
	case BP_ACT_TOP: return list_seek(list, 0, 1);
	case BP_ACT_BOTTOM: return list_seek(list, list->count - 1, -1);
	case BP_ACT_PAGE_UP:
		to = list->selected > page ? list->selected - page : 0;
		return list_seek(list, to, 1);
	case BP_ACT_PAGE_DOWN:
		to = list->selected + page;
		return list_seek(list, to < list->count ? to : list->count - 1, -1);
	default: return SIZE_MAX;
	}
}

/* By how many lines an action scrolls. It may be too far: drawing sets `top` right. */
static int list_scrolls_by(const struct list_state *list, enum bp_action action)
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
	int by = list_scrolls_by(list, action);
	bool far = by == LONGEST || by == -LONGEST;
	size_t to = list_item_for(list, action);

	if (by == 0)
		return;
	list->moved = true;
	list->loose = far || to == SIZE_MAX || to == list->selected ||
		(by > 0 ? list->hidden > 0 : list->hidden < 0);
	if (to != SIZE_MAX && (far || !list->loose))
		list->selected = to;
	if (list->loose)
		list->top =
			by < 0 && (size_t)-by > list->top ? 0 : list->top + (size_t)by;
}

bool bp_list_digit(struct bp_app *app, struct list_state *list, uint32_t key, bool *opens)
{
	size_t digit = key - '0', number, count = list->numbered;

	*opens = count < 10;
	if (key < '0' || key > '9')
		return false;
	number = *opens ? digit : app->number * 10 + digit;
	if (number == 0 || number > count)
		number = digit; /* the digit begins another number */
	if (number == 0 || number > count)
		return false;
	bp_list_point_number(list, number);
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
	case BP_ACT_BOTTOM: list->top = list->count * 4; break; /* too far: see above */
	default: break;
	}
	list->moved = true;
}

void bp_list_view(struct list_state *list, int columns, struct bp_view *view)
{
	view->kind = BP_VIEW_LIST;
	view->as.list = (struct bp_list_view){
		.rows = list->rows,
		.count = list->count,
		.version = list->version,
		.places = &list->places,
		.selected = list->selected,
		.loose = list->loose,
		.top = &list->top,
		.hidden = &list->hidden,
		.page = &list->page,
		.label_columns = columns,
	};
}
