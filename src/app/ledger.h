/* The JP book, and what is entered into it from elsewhere. */
#ifndef BERPIJAR_APP_LEDGER_H
#define BERPIJAR_APP_LEDGER_H

#include <berpijar/elsewhere.h>
#include <berpijar/year.h>

struct bp_app;
struct list_state;

/* Asks for the events that take one back and enter the other, both or none; either may be
 * NULL. */
void bp_elsewhere_record(struct bp_app *app, const struct bp_elsewhere *gone,
	const struct bp_elsewhere *entered);
/* Keeps what was typed over an old one, or over none (jp_halves 0), until it is recorded;
 * NULL: there is no draft any more. */
void bp_elsewhere_save_draft(struct bp_app *app, const struct bp_elsewhere *old,
	const struct bp_buf typed[BP_ELSEWHERE_FIELDS]);
/* Puts what was kept into the fields; false: nothing was. */
bool bp_elsewhere_recall_draft(struct bp_app *app, const struct bp_elsewhere *old,
	struct bp_buf typed[BP_ELSEWHERE_FIELDS]);
/* Takes one back, and says so once it is recorded. */
void bp_elsewhere_take_back(struct bp_app *app, const struct bp_elsewhere *one);
/* Shows a year, if the book is open. */
void bp_ledger_show_year(struct bp_app *app, int year);

/* ---- what the book tells of a year (ledger_page.c) ---- */

struct ledger_page {
	struct bp_app *app;
	struct list_state *list; /* rows are added to it */
	int year;
	struct bp_year sum;
	int bar; /* columns of a bar */
};
void bp_ledger_add_heading(struct list_state *list, const char *text);
/* What is asked of the year, and how far it is. */
void bp_ledger_add_rules(const struct ledger_page *page);
/* Quarters, months, minutes, modules. */
void bp_ledger_add_figures(const struct ledger_page *page);

#endif
