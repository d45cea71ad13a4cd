/* The frame around a question or an image, with words in its border. */
#include "layout_private.h"

#define SIDE 2 /* columns of the border and the blank inside it */

int bp_frame_width(const struct bp_layouter *layouter)
{
	return bp_layouter_width(layouter) - 2 * SIDE;
}

/* The words for a border, cut to `room` columns; empty if nothing of them fits. */
static struct bp_str border_words(const char *words, int room)
{
	struct bp_str text = bp_str(words);

	text.len = room >= 3 ? bp_text_fit(text, room - 2) : 0;
	return text;
}

static int border_columns(struct bp_str words)
{
	return words.len ? bp_text_columns(words) + 2 : 0;
}

static void frame_put_line(struct bp_layouter *layouter, int from, int to)
{
	bp_layouter_repeat(
		layouter, from, to - from, BP_SYMBOL_LINE, BP_COLOR_FAINT, BP_ROLE_FRAME);
}

static void frame_put_words(
	struct bp_layouter *layouter, int column, struct bp_str words, bp_style style)
{
	if (words.len)
		bp_layouter_run(layouter, column + 1, words, style, BP_ROLE_FRAME);
}

/* Draws a border: corners, words at the left and at the right, and lines between them. */
static void put_border(struct bp_layouter *layouter, const char *left, const char *right,
	bp_style right_style, bool top)
{
	const char *const *symbols = layouter->options->symbols;
	int width = bp_layouter_width(layouter);
	struct bp_str first = border_words(left, width - 4);
	int first_end = 2 + border_columns(first);
	struct bp_str last = border_words(right, width - 3 - first_end);
	int last_start = width - 2 - border_columns(last);

	bp_layouter_line(layouter, layouter->line);
	bp_layouter_run(layouter, 0,
		bp_str(symbols[top ? BP_SYMBOL_TOP_LEFT : BP_SYMBOL_BOTTOM_LEFT]),
		BP_COLOR_FAINT, BP_ROLE_FRAME);
	frame_put_line(layouter, 1, 2);
	frame_put_words(layouter, 2, first, BP_STYLE_BOLD);
	frame_put_line(layouter, first_end, last_start);
	frame_put_words(layouter, last_start, last, right_style);
	frame_put_line(layouter, width - 2, width - 1);
	bp_layouter_run(layouter, width - 1,
		bp_str(symbols[top ? BP_SYMBOL_TOP_RIGHT : BP_SYMBOL_BOTTOM_RIGHT]),
		BP_COLOR_FAINT, BP_ROLE_FRAME);
}

void bp_layout_frame(struct bp_layouter *layouter, const struct bp_frame *frame)
{
	struct bp_str side = bp_str(layouter->options->symbols[BP_SYMBOL_UPRIGHT]);
	int width = bp_layouter_width(layouter);

	put_border(layouter, frame->title, frame->state, frame->state_style, true);
	for (size_t i = 0; i < layouter->flow.line_count; i++) {
		struct bp_line *line = bp_layouter_line(layouter, layouter->line);
		line->joined = layouter->flow.lines[i].joined;
		bp_layouter_run(layouter, 0, side, BP_COLOR_FAINT, BP_ROLE_FRAME);
		bp_layouter_flow_line(layouter, i, SIDE);
		bp_layouter_run(layouter, width - 1, side, BP_COLOR_FAINT, BP_ROLE_FRAME);
	}
	put_border(layouter, NULL, frame->foot, BP_COLOR_FAINT, false);
}
