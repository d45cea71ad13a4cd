/* How each kind of block is laid out: measured, then put into lines. */
#include "layout_private.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>

#define RULE 12 /* columns of a rule under a title, or between two parts of a text */

static void block_paragraph(struct bp_layouter *layouter)
{
	bp_flow_add_spans(&layouter->flow, &layouter->block->spans, BP_COLOR_TEXT);
	bp_flow_fill(&layouter->flow, bp_layouter_width(layouter));
	bp_layouter_flow(layouter);
}

static void block_heading(struct bp_layouter *layouter)
{
	int level = layouter->block->level, width = bp_layouter_width(layouter),
	    widest = 0;

	bp_flow_add_spans(&layouter->flow, &layouter->block->spans, BP_STYLE_BOLD);
	bp_flow_fill(&layouter->flow, width);
	bp_layouter_flow(layouter);
	for (size_t i = 0; i < layouter->flow.line_count; i++)
		if (layouter->flow.lines[i].columns > widest)
			widest = layouter->flow.lines[i].columns;
	if (widest > 0 && !layouter->options->unstyled && level == 2)
		bp_layouter_underline(layouter, 0, widest);
	if (widest > 0 && (layouter->options->unstyled || level == 1)) {
		if (!layouter->options->unstyled && widest > RULE)
			widest = RULE;
		bp_layouter_line(layouter, UINT32_MAX);
		bp_layouter_repeat(layouter, 0, widest,
			level == 1           ? BP_SYMBOL_DOUBLE_LINE
				: level == 2 ? BP_SYMBOL_LINE
					     : BP_SYMBOL_DOTTED_LINE,
			BP_COLOR_FAINT, BP_ROLE_RULE);
	}
}

/* A line of code with blanks for tabs, which stop at every eighth column. */
static struct bp_str block_expand_tabs(struct bp_arena *arena, struct bp_str line)
{
	struct bp_buf out = {0};
	size_t from = 0, tab;
	int column = 0;

	if (bp_str_find(line, BP_STR("\t"), 0) == SIZE_MAX)
		return line;
	while ((tab = bp_str_find(line, BP_STR("\t"), from)) != SIZE_MAX) {
		struct bp_str part = bp_str_part(line, from, tab);
		bp_buf_add_str(&out, part);
		column += bp_text_columns(part);
		do
			bp_buf_add_char(&out, ' ');
		while (++column % 8);
		from = tab + 1;
	}
	bp_buf_add_str(&out, bp_str_from(line, from));
	struct bp_str text = bp_arena_str(arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return text;
}

static void block_code_line(
	struct bp_layouter *layouter, struct bp_str text, uint32_t offset)
{
	int indent = bp_layouter_width(layouter) >= BP_LAYOUT_MIN ? 2 : 0;
	int room = bp_layouter_width(layouter) - indent;
	bool first = true,
	     wrap = layouter->options->wrap_code || layouter->options->spoken;

	do {
		size_t len = wrap ? bp_text_cut(text, room) : text.len;
		struct bp_line *line = bp_layouter_line(layouter, offset);
		line->code = !wrap;
		line->joined = !first;
		if (!first && indent)
			bp_layouter_run(layouter, 0,
				bp_str(layouter->options->symbols[BP_SYMBOL_CONTINUED]),
				BP_COLOR_FAINT, BP_ROLE_MARKER);
		bp_layouter_run(layouter, indent, bp_str_part(text, 0, len),
			BP_COLOR_CODE, BP_ROLE_TEXT);
		text = bp_str_from(text, len);
		first = false;
	} while (text.len);
}

void bp_layout_code(struct bp_layouter *layouter)
{
	struct bp_str code = layouter->block->code;
	size_t at = 0;

	do {
		size_t end = bp_str_find(code, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = code.len;
		struct bp_str line = block_expand_tabs(
			layouter->layout->arena, bp_str_part(code, at, end));
		int columns = bp_text_columns(line) + layouter->indent + 2;
		if (columns > layouter->layout->code_width && !layouter->options->spoken)
			layouter->layout->code_width = columns;
		block_code_line(layouter, line, (uint32_t)at);
		at = end + 1;
	} while (at < code.len);
}

static void block_rule(struct bp_layouter *layouter)
{
	bp_layouter_line(layouter, 0);
	bp_layouter_repeat(
		layouter, 0, RULE, BP_SYMBOL_LINE, BP_COLOR_FAINT, BP_ROLE_RULE);
}

struct bp_str bp_layouter_file(const struct bp_layouter *layouter)
{
	struct bp_str url = layouter->block->code;

	return bp_link_embedded(url) ? bp_link_file_name(layouter->layout->arena, url)
				     : url;
}

static void block_image(struct bp_layouter *layouter)
{
	const struct bp_block *block = layouter->block;

	bp_flow_add_spans(&layouter->flow, &block->spans, BP_STYLE_ITALIC);
	bp_flow_break(&layouter->flow);
	bp_flow_add_text(&layouter->flow, bp_layouter_file(layouter), BP_COLOR_FAINT,
		BP_ROLE_FRAME);
	bp_flow_fill(&layouter->flow, bp_frame_width(layouter));
	bp_layout_frame(layouter, &(struct bp_frame){.title = _("Gambar")});
}

static void block_question(struct bp_layouter *layouter)
{
	const struct bp_document *document = layouter->layout->document;
	uint32_t index = layouter->block->question;
	const struct bp_card *card =
		layouter->options->cards ? &layouter->options->cards[index] : NULL;
	struct bp_frame frame = {0};
	int nth, all;

	bp_flow_add_document(&layouter->flow, &document->stems[index], BP_COLOR_TEXT);
	bp_flow_fill(&layouter->flow, bp_frame_width(layouter));
	if (bp_question_asks(&document->quiz.questions[index])) {
		bp_quiz_number(&document->quiz, index, &nth, &all);
		frame.title = document->quiz.questions[index].type == BP_FORK
			? _("Pilihan Anda")
			: bp_arena_printf(layouter->layout->arena, _("Soal %d dari %d"),
				  nth, all);
		if (card) {
			frame.state = card->state;
			frame.state_style = (bp_style)card->color;
			frame.foot = _("Enter membuka");
		}
	}
	bp_layout_frame(layouter, &frame);
}

static void (*const block_kinds[])(struct bp_layouter *) = {
	[BP_BLOCK_PARAGRAPH] = block_paragraph,
	[BP_BLOCK_HEADING] = block_heading,
	[BP_BLOCK_CODE] = bp_layout_code,
	[BP_BLOCK_RULE] = block_rule,
	[BP_BLOCK_TABLE] = bp_layout_table,
	[BP_BLOCK_IMAGE] = block_image,
	[BP_BLOCK_QUESTION] = block_question,
};

void bp_layout_block(struct bp_layouter *layouter)
{
	block_kinds[layouter->block->kind](layouter);
}
