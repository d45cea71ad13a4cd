/*
 * Papers of any length: handouts and exams (berpijar/paper.h), as JSON:
 *
 *	{"title", "date": texts, as of a surface (surface.h),
 *	 "sections": [{"foot", "page", "of", "blank": texts, "blocks": [...]}, ...]}
 *
 * Each section begins on the front of a sheet, has page numbers of its own ("page" 1 "of" 3),
 * and the foot on each of its pages; "blank" is what a page says that is empty because of
 * that. A block is an object with a "kind" and what that one needs:
 *
 *	"text"     "runs": [[text, style], ...], with newlines where a line has to end; a
 *	           style is the sum of 1 bold, 2 italic, 4 as typed, 8 grey, 16 struck out;
 *	           "size": points; "mark": a text to the left of its first line;
 *	           "keep": true: never the last thing of a page
 *	"code"     the same in a grey field
 *	"page"     what follows begins a page
 *	"rule"     a line across
 *	"table"    "align": [0 left, 1 centre, 2 right, for each column],
 *	           "rows": [[runs, ...], ...], the first of which is repeated on each page
 *	"frame"    "runs", in a box
 *	"group"    "blocks" that stay on one page, if they fit on one
 *	"field"    "text" and a line to write on
 *	"boxes"    "text" and "count" boxes for a character each
 *	"lines"    "count" lines to write on
 *	"answers"  "items": [{"n": the number, and "letters": "ABC" to mark, or "boxes": [what
 *	           is written under each], or neither: a line}, ...], in two columns
 *
 * and, whatever its kind, "gap": points above it, "left": how far it is moved in, and
 * "bars": [[place, 1: dark], ...], lines down its left side.
 */
#ifndef BERPIJAR_PDF_PAPER_H
#define BERPIJAR_PDF_PAPER_H

#include <berpijar/text.h>
#include <jansson.h>

bool paper_is(const json_t *json);
/* Appends the document; NULL, or what went wrong. */
const char *paper_draw(const json_t *paper, struct bp_buf *out);

#endif
