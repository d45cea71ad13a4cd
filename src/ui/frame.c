/* The frame at the left of a question or an image, with words in its border. */
#include "layout_private.h"

#define SIDE  2 /* columns of the border and the blank behind it */
#define WORDS 3 /* where the words in the border begin */

int bp_frame_width(const struct bp_layouter *layouter)
{
	return bp_layouter_width(layouter) - SIDE;
}

/* Adds words to the border, cut to what is left of the line; returns the column behind them. */
static int put_words(
	struct bp_layouter *layouter, int column, const char *words, bp_style style)
{
	struct bp_str text = bp_str(words);
	int room = bp_layouter_width(layouter) - column;

	text.len = room > 0 ? bp_text_fit(text, room) : 0;
	if (text.len)
		bp_layouter_run(layouter, column, text, style, BP_ROLE_FRAME);
	return column + bp_text_columns(text);
}

static void put_corner(struct bp_layouter *layouter, enum bp_symbol corner)
{
	bp_layouter_line(layouter, layouter->line);
	bp_layouter_run(layouter, 0, bp_str(layouter->options->symbols[corner]),
		BP_COLOR_FAINT, BP_ROLE_FRAME);
	bp_layouter_repeat(layouter, 1, 1, BP_SYMBOL_LINE, BP_COLOR_FAINT, BP_ROLE_FRAME);
}

/* "╭─ Soal 3 dari 6 · belum dijawab" */
static void put_head(struct bp_layouter *layouter, const struct bp_frame *frame)
{
	const char *dot = layouter->options->symbols[BP_SYMBOL_DOT];

	put_corner(layouter, BP_SYMBOL_TOP_LEFT);
	int end = put_words(layouter, WORDS, frame->title, BP_STYLE_BOLD);
	if (!frame->state)
		return;
	end = put_words(layouter, end + 1, dot, BP_COLOR_FAINT);
	put_words(layouter, end + 1, frame->state, frame->state_style);
}

void bp_layout_frame(struct bp_layouter *layouter, const struct bp_frame *frame)
{
	struct bp_str side = bp_str(layouter->options->symbols[BP_SYMBOL_UPRIGHT]);

	put_head(layouter, frame);
	for (size_t i = 0; i < layouter->flow.line_count; i++) {
		struct bp_line *line = bp_layouter_line(layouter, layouter->line);
		line->joined = layouter->flow.lines[i].joined;
		bp_layouter_run(layouter, 0, side, BP_COLOR_FAINT, BP_ROLE_FRAME);
		bp_layouter_flow_line(layouter, i, SIDE);
	}
	put_corner(layouter, BP_SYMBOL_BOTTOM_LEFT);
	put_words(layouter, WORDS, frame->foot, BP_COLOR_FAINT);
}
