/*
 * From one screen to the next with as few bytes as it takes.
 */
#ifndef BERPIJAR_TERM_OUTPUT_H
#define BERPIJAR_TERM_OUTPUT_H

#include "terminfo.h"

struct bp_output {
	struct bp_terminfo info;
	bool utf8;
	struct bp_buf bytes; /* to be sent */
	/* what the terminal shows */
	struct bp_screen shown;
	const struct bp_screen *next; /* what it is to show, while that is worked out */
	bool known;      /* false: nothing is known, begin with an empty screen */
	int row, column; /* of the cursor; row -1: not known */
	bp_style style;
	int top, bottom; /* the scroll region; -1: the whole screen */
};

/* Adds to output->bytes what turns the shown screen into this one. */
void bp_output_screen(struct bp_output *output, const struct bp_screen *screen);
void bp_output_release(struct bp_output *output);

#endif
