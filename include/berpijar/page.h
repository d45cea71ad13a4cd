/*
 * Pages of rows to look through, some of which open further pages. Whoever makes them owns
 * them, and they do not change while they are looked at; they know no screen.
 */
#ifndef BERPIJAR_PAGE_H
#define BERPIJAR_PAGE_H

#include <stdbool.h>
#include <stddef.h>

/* Items can be selected, and open a page if they have one. */
enum bp_page_kind { BP_PAGE_BLANK, BP_PAGE_HEADING, BP_PAGE_TEXT, BP_PAGE_ITEM };
enum bp_page_tone { BP_PAGE_PLAIN, BP_PAGE_GOOD, BP_PAGE_BAD, BP_PAGE_FAINT };

struct bp_page_row {
	enum bp_page_kind kind;
	const char *text;
	const char *label;  /* in front of it; NULL: none */
	const char *detail; /* below an item; NULL: none */
	const char *state;  /* at its right; NULL: none */
	enum bp_page_tone tone;
	int bar;                     /* an item's, 0..1000; negative: none */
	const struct bp_page *opens; /* NULL: nothing */
	bool saves;                  /* an item that saves all of it, as the key does */
};

/* One of the ways in which the rows of a page can stand. */
struct bp_page_order {
	const char *name;   /* "nama", for "urut: nama" */
	const size_t *rows; /* their numbers; NULL: the first `count`, as they are */
	size_t count;
};

struct bp_page {
	const char *title, *side;
	struct bp_page_row *rows;
	size_t count, room;
	int labels;                   /* columns of the labels */
	struct bp_page_order *orders; /* the usual one first; none: all as they are */
	size_t order_count, order_room;
};

#endif
