/*
 * A list on the screen. Its rows are made anew for each view, from texts in the app's view
 * arena; each item knows what it stands for, so that nothing is found again by counting.
 */
#ifndef BERPIJAR_APP_LIST_H
#define BERPIJAR_APP_LIST_H

#include <berpijar/view.h>

struct bp_app;

/* What an item stands for, and what the pointer of such an item points to. */
enum bp_thing_kind {
	BP_THING_NONE,
	BP_THING_COURSE,   /* struct bp_course */
	BP_THING_MODULE,   /* struct bp_module */
	BP_THING_QUESTION, /* struct bp_question; NULL: it has been deleted */
	BP_THING_BLOCK,    /* struct bp_block of the open document */
	BP_THING_MARK,     /* struct bp_mark */
	BP_THING_ATTEMPT,  /* struct bp_attempt */
	BP_THING_PERSON,   /* struct bp_known_learner */
	BP_THING_BINDING,  /* struct bp_binding */
	BP_THING_ROW,      /* a row of a table of the mode's own */
	BP_THING_COMMAND,  /* struct bp_command */
};

struct bp_thing {
	enum bp_thing_kind kind;
	size_t number; /* under which the item can be picked, from 1; 0: under none */
	const void *at;
};

/* An item that does one thing. */
struct bp_command {
	const char *title; /* N_(), unless the mode says it otherwise */
	void (*run)(struct bp_app *app);
};

struct list_state {
	size_t selected, top;
	bool loose;       /* scrolled: the selected row need not be seen */
	int page, hidden; /* as it was drawn, see view.h */
	struct bp_row *rows;
	struct bp_thing *things; /* one for each row */
	size_t count, room;
	size_t numbered; /* items that have a number */
	uint32_t items;
	unsigned made;    /* for which app->views; 0: for none */
	bool moved;       /* by the key, which did nothing else */
	uint64_t version; /* of the rows */
	struct bp_list_places places;
};

void bp_list_release(struct list_state *list);

/* Whether the rows of the last view are those of this one, since the key only moved in the
 * list. Rows that depend on what is selected are always made anew. */
bool bp_list_stands(const struct bp_app *app, const struct list_state *list);
/* Begins the rows anew, most often with a blank one. */
void bp_list_start(struct bp_app *app, struct list_state *list, bool blank);
/* A row that is no item. It and its text stay until the next view. */
struct bp_row *bp_list_add(
	struct list_state *list, enum bp_row_kind kind, const char *text);
/* An item, and what it stands for: `thing` stays at least until the next view. */
struct bp_row *bp_list_item(struct list_state *list, const char *text,
	enum bp_thing_kind kind, const void *thing);
/* Gives the item that was added last the next number, and a label of so many columns that
 * says it. */
void bp_list_number(struct bp_app *app, struct list_state *list, int columns);
/* Goes back to the top: bp_list_fix() will select the first item. */
void bp_list_restart(struct list_state *list);

/* What the selected item stands for; NULL if it stands for something of another kind, or
 * if none is selected. */
const void *bp_list_thing(const struct list_state *list, enum bp_thing_kind kind);
enum bp_thing_kind bp_list_kind(const struct list_state *list);
/* Its number; 0: none. */
size_t bp_list_picked(const struct list_state *list);
/* Runs the selected command; false if something else is selected. */
bool bp_list_run(struct bp_app *app, const struct list_state *list);
/* Selects the item that stands for this, or that has this number, in sight; if there is
 * none, nothing happens. */
void bp_list_point(struct list_state *list, const void *thing);
/* Keeps the selection on an item that rows were added above; NULL: leaves it. */
void bp_list_keep(struct list_state *list, const void *thing);
/* Selects a row, if it is an item. */
void bp_list_pick(struct list_state *list, size_t row);
void bp_list_point_number(struct list_state *list, size_t number);
/*
 * Takes a digit of an item's number and selects that item; false if there is no such
 * number. Where there are more than nine, the digits of a number collect until another
 * key is pressed, and Enter opens; else *opens is set: the item is to be opened at once.
 */
bool bp_list_digit(
	struct bp_app *app, struct list_state *list, uint32_t key, bool *opens);

/* Moves the selection to the next item in a direction (or the first, last); scrolls where
 * there is none, and while the selected one is out of sight. */
void bp_list_act(struct list_state *list, enum bp_action action);
/* Brings the selected item into sight; false if it was in sight already. */
bool bp_list_reveal(struct list_state *list);
/* Moves the selection to an item if it is not on one; if nothing has been selected yet, to
 * the first item, and the list is shown from its top. */
void bp_list_fix(struct list_state *list);
/* Moves the window over a list of which nothing can be selected. */
void bp_list_scroll(struct list_state *list, enum bp_action action);
/* Makes the list the view, with so many columns for the labels of its rows. */
void bp_list_view(struct list_state *list, int columns, struct bp_view *view);

#endif
