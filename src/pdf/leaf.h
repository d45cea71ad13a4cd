/* What the parts of drawing a paper share. */
#ifndef BERPIJAR_PDF_LEAF_H
#define BERPIJAR_PDF_LEAF_H

#include "surface.h"
#include <berpijar/arena.h>
#include <jansson.h>

/* In points of 1/72 inch. */
#define LEAF_LEFT   62.0
#define LEAF_TOP    56.0
#define LEAF_RIGHT  (SURFACE_WIDTH - 56.0)
#define LEAF_BOTTOM (SURFACE_HEIGHT - 68.0)
#define LEAF_SIZE   9.5 /* of the usual letters */

/* The page that is being filled. */
struct leaf {
	cairo_t *on;
	struct bp_arena *arena;
	double y; /* the top of what comes next */
	bool top; /* nothing stands on it yet */
	bool dry; /* nothing is drawn, and no page ends: it is measured */
	const json_t *section;
	int number;  /* of the page in its section, from 1 */
	int sheets;  /* pages of the whole document that are done */
	size_t nth;  /* the section */
	int *counts; /* pages of each section; 0: not known yet */
};

/* ---- pages (paper.c) ---- */

/* Begins a new page unless so many points are left on this one. True: it did. */
bool leaf_need(struct leaf *leaf, double room);

/* ---- drawing (paper_text.c); `dry` draws nothing ---- */

enum leaf_style {
	LEAF_BOLD = 1,
	LEAF_ITALIC = 2,
	LEAF_MONO = 4,
	LEAF_FAINT = 8,
	LEAF_STRIKE = 16
};

struct leaf_piece {
	const char *text;
	unsigned style;
	double x, width; /* x: from the start of its line */
};

struct leaf_line {
	struct leaf_piece *at;
	size_t count, room;
	double width;
};

struct leaf_lines {
	struct leaf_line *at;
	size_t count, room;
	double size, height; /* of the letters, and of a line */
};

/* Cuts runs into lines; `styles` is added to that of each run. */
struct leaf_lines leaf_fill(struct leaf *leaf, const json_t *runs, double size,
	double width, unsigned styles);
/* Puts a line at x and at the top of what comes next; y stays. */
void leaf_put_line(
	struct leaf *leaf, const struct leaf_lines *lines, size_t nth, double x);
/* Puts a text with its baseline at (x, y); its width. */
double leaf_put(struct leaf *leaf, double x, double y, const char *text, double size,
	unsigned style);
double leaf_width(struct leaf *leaf, const char *text, double size, unsigned style);
void leaf_rule(struct leaf *leaf, double x, double y, double end, double grey);
void leaf_bar(struct leaf *leaf, double x, double y, double end, bool dark);
void leaf_box(struct leaf *leaf, double x, double y, double width, double height);
void leaf_field(struct leaf *leaf, double x, double y, double width, double height);
void leaf_circle(struct leaf *leaf, double x, double y, double radius);

/* ---- blocks ---- */

double leaf_number(const json_t *block, const char *name, double otherwise);
const char *leaf_text(const json_t *block, const char *name);
/* How high something would be (paper_blocks.c). */
double leaf_height(struct leaf *leaf, void (*draw)(struct leaf *leaf, const void *what),
	const void *what);
/* Draws blocks one below the other (paper_blocks.c). */
void leaf_blocks(struct leaf *leaf, const json_t *blocks);
/* The bars of a block from y to where the next thing comes. */
void leaf_bars(struct leaf *leaf, const json_t *block, double from);
void leaf_table(struct leaf *leaf, const json_t *block);   /* paper_table.c */
void leaf_answers(struct leaf *leaf, const json_t *block); /* paper_answers.c */

#endif
