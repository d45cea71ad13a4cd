/* The state of a layout that is being made, for the files layout*.c, frame.c and spoken.c. */
#ifndef BERPIJAR_UI_LAYOUT_PRIVATE_H
#define BERPIJAR_UI_LAYOUT_PRIVATE_H

#include "flow.h"

struct bp_layouter {
	struct bp_layout *layout;
	const struct bp_layout_options *options;
	struct bp_flow flow;
	/* the block that is being laid out */
	const struct bp_block *block;
	uint32_t index;
	int indent;                          /* columns that its containers take */
	struct bp_str rows[BP_SYMBOL_COUNT]; /* a long row of each symbol that was used */
	uint32_t line; /* lines of the block so far, without title lines of callouts */
};

/* Fills `out`, of BP_DEPTH_LIMIT + 2, with the containers around a block, outermost first,
 * without lists; returns how many there are. */
size_t bp_containers(const struct bp_container *in, const struct bp_container *out[]);

/* Which line of a block the containers are drawn on. */
enum bp_part {
	BP_PART_FIRST, /* the first: items that begin with this block show their markers */
	BP_PART_REST,
	BP_PART_GAP, /* the empty line before the block: only containers that go on over it */
};

/* Draws the containers' markers and bars; returns the columns that they take. The innermost
 * ones are left out if the text would have too few columns. */
int bp_containers_put(struct bp_layouter *layouter, const struct bp_container *until,
	enum bp_part part, bool measure_only);

/* Columns left for the block's own text. */
int bp_layouter_width(const struct bp_layouter *layouter);
/* Starts a line of the block, with the markers of its containers. */
struct bp_line *bp_layouter_line(struct bp_layouter *layouter, uint32_t offset);
/* Adds a run to the last line, at a column of the block's text. */
void bp_layouter_run(struct bp_layouter *layouter, int column, struct bp_str text,
	bp_style style, uint8_t role);
/* Adds a line of the flow's runs to the last line, moved right by some columns. */
void bp_layouter_flow_line(struct bp_layouter *layouter, size_t flow_line, int column);
/* Columns of one symbol, as a run of the last line. */
void bp_layouter_repeat(struct bp_layouter *layouter, int column, int columns,
	enum bp_symbol symbol, bp_style style, uint8_t role);

/* Underlines the last line between two columns, blanks too. */
void bp_layouter_underline(struct bp_layouter *layouter, int from, int to);

/* Adds all lines of the flow as lines of the block. */
void bp_layouter_flow(struct bp_layouter *layouter);
/* Adds the nth title line (from 1) before the block: what container begins there. */
void bp_layouter_title(struct bp_layouter *layouter, uint32_t nth, const char *words);

/* The file of an image, as it is shown: an embedded one has no address. */
struct bp_str bp_layouter_file(const struct bp_layouter *layouter);

/* What the module says of itself. */
void bp_layout_before(struct bp_layouter *layouter);
void bp_layout_behind(struct bp_layouter *layouter);
/* Lays the block out by its kind. */
void bp_layout_block(struct bp_layouter *layouter);
void bp_layout_code(struct bp_layouter *layouter);
/* Lays the block out in words, for plain lines. */
void bp_layout_spoken(struct bp_layouter *layouter);
void bp_layout_table(struct bp_layouter *layouter);
/* A frame at the left of the flow's lines, with words in its border (NULL: none). */
struct bp_frame {
	const char *title, *state, *foot;
	bp_style state_style;
};
int bp_frame_width(const struct bp_layouter *layouter); /* of the text inside */
void bp_layout_frame(struct bp_layouter *layouter, const struct bp_frame *frame);

#endif
