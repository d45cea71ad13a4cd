/*
 * The bytes that turn one screen into the next, as few as possible.
 */
#ifndef BERPIJAR_TERM_OUTPUT_H
#define BERPIJAR_TERM_OUTPUT_H

#include "terminfo.h"

struct bp_output {
	struct bp_terminfo info;
	bool utf8;
	struct bp_buf bytes; /* to be sent; emptied by whoever sends them */
	/* what the terminal shows, and how it is set: */
	struct bp_screen shown;
	const struct bp_screen *next; /* borrowed, while bp_output_screen() runs */
	bool known;                   /* false: clear the screen and draw everything */
	int row, column;              /* of the cursor; row -1: unknown */
	bp_style style;
	int top, bottom; /* the scroll region; -1: the whole screen */
};

/* Appends to output->bytes what turns the shown screen into this one. */
void bp_output_screen(struct bp_output *output, const struct bp_screen *screen);
/* Appends what prints a text at the terminal: bp_term_print(). */
void bp_output_print(struct bp_output *output, struct bp_str text);
void bp_output_release(struct bp_output *output);

#endif
