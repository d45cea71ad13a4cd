/*
 * A list on the screen. Its rows are made anew for each view, from texts in the app's view
 * arena; each item knows what it stands for, so that nothing is found again by counting.
 */
#ifndef BERPIJAR_APP_LIST_H
#define BERPIJAR_APP_LIST_H

#include "modes.h"
#include <berpijar/view.h>

struct bp_app;

/* What items stand for. The comment says what the pointer of such an item points to. */
enum bp_thing_kind {
	BP_THING_NONE,
	BP_THING_COURSE,   /* struct bp_course */
	BP_THING_MODULE,   /* struct bp_module */
	BP_THING_QUESTION, /* struct bp_question */
	BP_THING_BLOCK,    /* struct bp_block of the open document */
	BP_THING_MARK,     /* struct bp_mark */
	BP_THING_ATTEMPT,  /* struct bp_attempt */
	BP_THING_GIVEN,    /* struct bp_given of the attempt that is shown */
	BP_THING_PERSON,   /* struct bp_known_learner */
	BP_THING_BINDING,  /* struct bp_binding */
	BP_THING_ROW,      /* a row of a table of the mode's own */
	BP_THING_COMMAND,  /* NULL, or a text: the one thing that the item does */
};

struct bp_thing {
	enum bp_thing_kind kind;
	const void *at;
	size_t number; /* under which the item can be picked, from 1; 0: under none */
};

struct list_state {
	size_t selected, top;
	bool loose;       /* scrolled: the selected row need not be seen */
	int page, hidden; /* as it was drawn, see view.h */
	struct bp_row *rows;
	struct bp_thing *things; /* one for each row */
	size_t count, room;
};

void bp_list_release(struct list_state *list);

/* Begins a new list of rows. */
void bp_list_start(struct list_state *list);
/* A row that is no item. It and its text stay until the next view. */
struct bp_row *bp_list_add(
	struct list_state *list, enum bp_row_kind kind, const char *text);
/* An item, and what it stands for: `thing` lives at least until the next view. */
struct bp_row *bp_list_item(struct list_state *list, const char *text,
	enum bp_thing_kind kind, const void *thing);
/* Numbers the row that was added last, one more than the last number; the label is so many
 * columns wide. */
void bp_list_number(struct bp_app *app, struct list_state *list, int columns);

/* Shows the mode of a list, from its top; the mode picks what is selected. */
void bp_list_begin(struct bp_app *app, struct list_state *list, enum bp_mode_id mode);
/* Items before the selected one, and the row of the nth item from 0. */
size_t bp_list_nth(const struct list_state *list);
size_t bp_list_row(const struct list_state *list, size_t nth);

/* What the selected item stands for; NULL if it stands for something of another kind, or
 * if nothing is selected. */
const void *bp_list_thing(const struct list_state *list, enum bp_thing_kind kind);
/* Of which kind that is. */
enum bp_thing_kind bp_list_kind(const struct list_state *list);
/* Selects the item that stands for a thing, if there is one. */
void bp_list_point(struct list_state *list, const void *thing);
/*
 * Takes a digit of the number of an item, of which there are `count` from the nth item on
 * (from 0): points at it and returns true. Where there are more than nine the digits
 * collect until another key is pressed, and say so; *opens: there is no need to.
 */
bool bp_list_digit(struct bp_app *app, struct list_state *list, uint32_t key,
	size_t first, size_t count, bool *opens);

/* Moves the selection to the next item in a direction (or the first, last); scrolls where
 * there is none, and while the selected one is out of sight. */
void bp_list_act(struct list_state *list, enum bp_action action);
/* Selects a row, in sight. */
void bp_list_pick(struct list_state *list, size_t row);
/* Brings the selected item into sight; false: it is. */
bool bp_list_reveal(struct list_state *list);
/* The selection stands on an item, if there is one; where none has been selected, on the
 * first, and the list is shown from its top. */
void bp_list_fix(struct list_state *list);
/* Moves the window over a list of which nothing can be selected. */
void bp_list_scroll(struct list_state *list, enum bp_action action);
/* The list is the view; `columns` of labels. */
void bp_list_view(struct list_state *list, int columns, struct bp_view *view);

#endif
