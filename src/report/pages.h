/* The pages of a report while they are made. */
#ifndef BERPIJAR_REPORT_PAGES_H
#define BERPIJAR_REPORT_PAGES_H

#include "words.h"
#include <berpijar/page.h>

struct pages {
	struct bp_class *class;
	enum bp_class_bars bars;
	struct bp_page **person, **module, **question; /* of each one of the class */
};

/* An empty page, and a row at its end. Titles and texts are borrowed. */
struct bp_page *pages_new(
	struct pages *pages, const char *title, const char *side, int labels);
struct bp_page_row *pages_add(struct pages *pages, struct bp_page *page,
	enum bp_page_kind kind, const char *text);
/* A text of what is in the buffer, which is empty then. */
const char *pages_take(struct pages *pages, struct bp_buf *text);
/* An item that opens a page and says how much is on it. */
void pages_link(struct pages *pages, struct bp_page *page, const struct bp_page *opens,
	const char *state);
/* One more order of a page: of its last `count` rows, which stand for these things, by what
 * `order` says of two of them. */
typedef int pages_compare(const struct bp_class *class, size_t a, size_t b);
void pages_order(struct pages *pages, struct bp_page *page, const char *name,
	const size_t *things, size_t count, pages_compare *order);

/* The pages of all learners, modules and questions, which other pages open. */
void pages_make_people(struct pages *pages);
void pages_make_modules(struct pages *pages);
void pages_make_questions(struct pages *pages);

/* Lists of some of them. */
struct bp_page *pages_people(struct pages *pages, const char *title, const char *side,
	const size_t *learners, size_t count);
struct bp_page *pages_questions(
	struct pages *pages, const char *title, const size_t *questions, size_t count);
struct bp_page *pages_modules(struct pages *pages);
struct bp_page *pages_complaints(struct pages *pages);
struct bp_page *pages_passed(struct pages *pages);
struct bp_page *pages_evaluation(struct pages *pages);
struct bp_page *pages_year(struct pages *pages);
/* Each unit and its learners; NULL: there are not several. */
struct bp_page *pages_units(struct pages *pages);

#endif
