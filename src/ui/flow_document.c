/* Adds the text of a question, a choice or a feedback to a flow: less than a lesson's layout,
 * but what its lists, code and images say is kept. */
#include "flow.h"
#include <stdio.h>
#include <string.h>

/* The columns of the blanks that a line of code begins with; moves behind them. */
static int flow_take_indent(struct bp_str *line)
{
	size_t at = 0;
	int columns = 0;

	for (; at < line->len && (line->at[at] == ' ' || line->at[at] == '\t'); at++)
		columns += line->at[at] == '\t' ? 8 - columns % 8 : 1;
	*line = bp_str_from(*line, at);
	return columns;
}

/* Lines of code keep their indentation, and empty lines between them. */
static void flow_add_code(struct bp_flow *flow, struct bp_str code, bp_style style)
{
	int indent = flow->indent;
	bool begun = false;

	for (size_t at = 0; at < code.len;) {
		size_t end = bp_str_find(code, BP_STR("\n"), at);
		if (end == SIZE_MAX)
			end = code.len;
		struct bp_span span = {bp_str_part(code, at, end), BP_SPAN_CODE, 0};
		flow->indent = indent + flow_take_indent(&span.text);
		flow->empty += begun && span.text.len == 0;
		begun = begun || span.text.len;
		flow->offset += (uint32_t)(end - at - span.text.len);
		bp_flow_add_spans(flow, &(struct bp_spans){&span, 1, 1}, style);
		bp_flow_break(flow);
		at = end + 1;
	}
	flow->indent = indent;
	flow->empty = 0;
}

/* A row of the table on a line. */
static void flow_add_table(
	struct bp_flow *flow, const struct bp_table *table, bp_style style)
{
	for (size_t i = 0; i < table->rows * table->columns; i++) {
		if (i % table->columns == 0)
			bp_flow_break(flow);
		bp_flow_add_spans(flow, &table->cells[i], style);
		flow->spaces = 2;
		flow->in_word = false;
	}
}

/* Adds what is not in the source, so that offsets do not count it. */
static void flow_add_sign(
	struct bp_flow *flow, struct bp_str sign, bp_style style, uint8_t role)
{
	uint32_t offset = flow->offset;

	bp_flow_add_text(flow, sign, style, role);
	flow->offset = offset;
}

/* An image is its words, or the name of its file, in brackets. */
static void flow_add_image(
	struct bp_flow *flow, const struct bp_block *image, bp_style style)
{
	flow_add_sign(flow, BP_STR("["), style, BP_ROLE_FRAME);
	bp_flow_add_spans(flow, &image->spans, style);
	flow_add_sign(flow, image->info, style, BP_ROLE_FRAME);
	flow_add_sign(flow, BP_STR("]"), style, BP_ROLE_FRAME);
}

/* The marker of a list's item, "-" or "3."; its digits are borrowed one by one. */
static void flow_add_marker(
	struct bp_flow *flow, const struct bp_container *item, int columns)
{
	static const char signs[] = "0123456789.)]-";
	const struct bp_container *list = item->parent;
	char marker[16] = "-";

	if (list->ordered)
		snprintf(marker, sizeof marker, "%d%c", item->number, list->delimiter);
	for (const char *at = marker; *at; at++)
		flow_add_sign(flow, (struct bp_str){strchr(signs, *at), 1}, BP_COLOR_TEXT,
			BP_ROLE_MARKER);
	flow->in_word = false;
	flow->spaces = columns - (int)strlen(marker);
}

/* The columns of the list's widest marker and the blank behind it. */
static int flow_marker_columns(const struct bp_container *list)
{
	int columns = list->ordered ? 3 : 2;

	for (int last = list->last; list->ordered && last > 9; last /= 10)
		columns++;
	return columns;
}

/* Goes into the lists and quotes of a block: its lines are moved right for each, and items
 * that begin with it show their markers. */
static void flow_enter(struct bp_flow *flow, const struct bp_document *document,
	const struct bp_block *block)
{
	const struct bp_container *in[BP_DEPTH_LIMIT + 2], *at;
	size_t count = 0;

	for (at = block->in; at && count < sizeof in / sizeof *in; at = at->parent)
		if (at->kind != BP_LIST)
			in[count++] = at;
	while (count-- > 0) {
		const struct bp_container *list =
			in[count]->kind == BP_ITEM ? in[count]->parent : NULL;
		int columns = list ? flow_marker_columns(list) : 2;
		if (list && in[count]->first_block == block - document->blocks)
			flow_add_marker(flow, in[count], columns);
		flow->indent += columns;
	}
}

void bp_flow_add_document(
	struct bp_flow *flow, const struct bp_document *document, bp_style style)
{
	int indent = flow->indent;

	for (size_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		if (i > 0 || block->in || block->kind == BP_BLOCK_CODE)
			bp_flow_break(flow);
		flow_enter(flow, document, block);
		if (block->kind == BP_BLOCK_CODE)
			flow_add_code(flow, block->code, style);
		else if (block->kind == BP_BLOCK_TABLE)
			flow_add_table(flow, block->table, style);
		else if (block->kind == BP_BLOCK_IMAGE)
			flow_add_image(flow, block, style);
		else
			bp_flow_add_spans(flow, &block->spans, style);
		flow->indent = indent;
	}
}
