/* A frame around text, with words in its border: what can be opened stands in one. */
#include "layout_private.h"

#define SIDE 2 /* columns of the border and the blank inside it */

int bp_frame_width(const struct bp_layouter *layouter)
{
	return bp_layouter_width(layouter) - 2 * SIDE;
}

/* Puts " words " into the border so that it begins (or ends) at a column; returns the
 * columns taken. */
static int put_words(struct bp_layouter *layouter, const char *words, int column,
	int room, bool ends_there, bp_style style)
{
	if (!words || room < 3)
		return 0;
	struct bp_str text = bp_str(words);
	text.len = bp_text_fit(text, room - 2);
	int columns = bp_text_columns(text) + 2;
	if (ends_there)
		column -= columns;
	bp_layouter_run(layouter, column, BP_STR(" "), style, BP_ROLE_FRAME);
	bp_layouter_run(layouter, column + 1, text, style, BP_ROLE_FRAME);
	bp_layouter_run(
		layouter, column + columns - 1, BP_STR(" "), style, BP_ROLE_FRAME);
	return columns;
}

static void put_border(struct bp_layouter *layouter, const char *left,
	bp_style left_style, const char *right, bp_style right_style, bool top)
{
	const char *const *symbols = layouter->options->symbols;
	int width = bp_layouter_width(layouter);

	bp_layouter_line(layouter, layouter->line);
	bp_layouter_run(layouter, 0,
		bp_str(symbols[top ? BP_SYMBOL_TOP_LEFT : BP_SYMBOL_BOTTOM_LEFT]),
		BP_COLOR_FAINT, BP_ROLE_FRAME);
	bp_layouter_repeat(
		layouter, 1, width - 2, BP_SYMBOL_LINE, BP_COLOR_FAINT, BP_ROLE_FRAME);
	bp_layouter_run(layouter, width - 1,
		bp_str(symbols[top ? BP_SYMBOL_TOP_RIGHT : BP_SYMBOL_BOTTOM_RIGHT]),
		BP_COLOR_FAINT, BP_ROLE_FRAME);
	int taken = put_words(layouter, left, 2, width - 4, false, left_style);
	put_words(layouter, right, width - 2, width - 5 - taken, true, right_style);
}

void bp_layout_frame(struct bp_layouter *layouter, const struct bp_frame *frame)
{
	struct bp_str side = bp_str(layouter->options->symbols[BP_SYMBOL_UPRIGHT]);
	int width = bp_layouter_width(layouter);

	put_border(layouter, frame->title, BP_STYLE_BOLD, frame->state,
		frame->state_style, true);
	for (size_t i = 0; i < layouter->flow.line_count; i++) {
		struct bp_line *line = bp_layouter_line(layouter, layouter->line);
		line->joined = layouter->flow.lines[i].joined;
		bp_layouter_run(layouter, 0, side, BP_COLOR_FAINT, BP_ROLE_FRAME);
		bp_layouter_flow_line(layouter, i, SIDE);
		bp_layouter_run(layouter, width - 1, side, BP_COLOR_FAINT, BP_ROLE_FRAME);
	}
	put_border(layouter, NULL, 0, frame->foot, BP_COLOR_FAINT, false);
}
