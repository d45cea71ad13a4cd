/* Drawing the views: each kind has a file, which draws the body between title and keys. */
#ifndef BERPIJAR_UI_DRAW_H
#define BERPIJAR_UI_DRAW_H

#include "flow.h"
#include <berpijar/view.h>

/* The part of a screen between the top and the bottom line. */
struct bp_body {
	struct bp_screen *screen;
	int first, rows; /* of the screen */
	const char *const *symbols;
	const struct bp_key_names *keys;
	int measure; /* columns of text at most; 0: BP_MEASURE */
	bool whole;  /* set by drawing: the whole view fits into the body */
	bool below;  /* set by drawing a list or question: it goes on below the body */
};

void bp_draw_list(const struct bp_list_view *view, struct bp_body *body);
void bp_draw_reader(const struct bp_reader_view *view, struct bp_body *body);
void bp_draw_question(const struct bp_question_view *view, struct bp_body *body);
void bp_draw_text(const struct bp_text_view *view, struct bp_body *body);
/* Whether a QR code only fits if it also takes the rows of the title and of the keys. */
bool bp_qr_takes_all(const struct bp_qr_view *view, const struct bp_body *body);
/* Draws the code in the middle or at the left edge; returns the first column right of it. */
int bp_draw_qr(const struct bp_qr_view *view, struct bp_body *body, bool centred);

/*
 * A column of lines that may be longer than the body: drawn twice, first to see how
 * long it is (no screen), then from line `top` on.
 */
struct bp_scroll {
	struct bp_body *body; /* NULL: only measured */
	int top;              /* first line shown */
	int line;             /* that is drawn next */
	struct bp_flow flow;
};

bool bp_scroll_shown(const struct bp_scroll *scroll, int *row);
int bp_scroll_put(struct bp_scroll *scroll, int column, int end, bp_style style,
	struct bp_str text);
/* Draws the lines of the flow from the current line on, left edge at a column. */
void bp_scroll_flow(struct bp_scroll *scroll, int column);
/* Draws a document's text so; moves behind its last line. */
void bp_scroll_document(struct bp_scroll *scroll, int column, int end, bp_style style,
	const struct bp_document *text);
/* Passes the line of a text that fits on it, where lines are only measured; false: the text
 * is to be laid out. */
bool bp_scroll_passes(struct bp_scroll *scroll, int column, int end, struct bp_str text);
void bp_scroll_text(struct bp_scroll *scroll, int column, int end, bp_style style,
	struct bp_str text);

#endif
