/* Blocks as they come, and the lists, quotes and callouts that they stand in. */
#include "blocks.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The innermost container that holds both; NULL: only the document does. */
static const struct bp_container *blocks_common(
	const struct bp_container *a, const struct bp_container *b)
{
	while (a && b && a != b) {
		int a_depth = a->depth * 2 + (a->kind == BP_LIST);
		int b_depth = b->depth * 2 + (b->kind == BP_LIST);
		if (a_depth >= b_depth)
			a = a->parent;
		if (b_depth >= a_depth)
			b = b->parent;
	}
	return a == b ? a : NULL;
}

/* Whether an empty line separates two blocks that follow each other: not within a tight
 * list. */
static bool blocks_gap_between(const struct bp_container *a, const struct bp_container *b)
{
	const struct bp_container *both = blocks_common(a, b);

	if (both && both->kind == BP_ITEM)
		both = both->parent;
	return !(both && both->kind == BP_LIST && both->tight);
}

struct bp_block *blocks_add(struct blocks *blocks, enum bp_block_kind kind, int line)
{
	struct bp_document *document = blocks->document;

	if (document->count == document->room)
		document->blocks = bp_realloc(document->blocks,
			document->room = document->room * 2 + 4,
			sizeof *document->blocks);
	struct bp_block *block = &document->blocks[document->count++];

	*block = (struct bp_block){.kind = kind, .in = blocks->in};
	block->line = line + blocks->line_offset;
	block->gap = document->count > 1 &&
		blocks_gap_between(blocks->previous_in, blocks->in);
	blocks->previous_in = blocks->in;
	return block;
}

void blocks_settle(struct bp_document *document)
{
	struct bp_block *grown = document->blocks;

	document->blocks =
		bp_arena_alloc(document->arena, document->count, sizeof *grown);
	if (document->count)
		memcpy(document->blocks, grown, document->count * sizeof *grown);
	document->room = document->count;
	free(grown);
}

struct bp_block *blocks_add_text(struct blocks *blocks, enum bp_block_kind kind,
	const struct inlines *text, int line)
{
	bool image = kind == BP_BLOCK_PARAGRAPH && inlines_only_image(text);
	struct bp_block *block = blocks_add(blocks, image ? BP_BLOCK_IMAGE : kind, line);

	block->spans = text->spans;
	if (!image)
		return block;
	block->code = text->image;
	for (size_t i = 0; i < block->spans.count; i++) {
		if (block->spans.at[i].attributes & BP_SPAN_NAME)
			block->info = block->spans.at[i].text;
		block->spans.at[i].attributes &= (uint16_t)~BP_SPAN_IMAGE;
	}
	if (text->unnamed)
		block->spans = (struct bp_spans){0};
	return block;
}

static struct bp_container blocks_list(cmark_node *node)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	int first = ordered ? cmark_node_get_list_start(node) : 1;

	return (struct bp_container){.kind = BP_LIST,
		.tight = cmark_node_get_list_tight(node),
		.ordered = ordered,
		.delimiter =
			cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.',
		.first = first,
		.last = first - 1};
}

/* An item whose text begins with "[ ] ", "[x] " or "[X] " is a task; the mark is taken
 * out of the text. */
static void blocks_set_task(struct bp_container *item, cmark_node *node)
{
	cmark_node *paragraph = cmark_node_first_child(node);
	cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
	const char *literal = text ? cmark_node_get_literal(text) : NULL;

	if (!literal || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
		cmark_node_get_type(text) != CMARK_NODE_TEXT || literal[0] != '[' ||
		!literal[1] || !strchr(" xX", literal[1]) ||
		strncmp(literal + 2, "] ", 2) != 0)
		return;
	item->task = true;
	item->checked = literal[1] != ' ';
	char *rest = bp_strdup(literal + 4);
	cmark_node_set_literal(text, rest);
	free(rest);
}

void blocks_open(struct blocks *blocks, struct bp_container like, int line, int column)
{
	int depth = blocks->in ? blocks->in->depth : 0;

	if (depth >= BP_DEPTH_LIMIT || blocks->flattened) {
		if (blocks->flattened++ == 0)
			bp_diagnose(blocks->faults, BP_FAULT_NESTING,
				line + blocks->line_offset, column,
				_("kutipan dan daftar bersarang lebih dari %d tingkat; yang lebih dalam ditampilkan rata"),
				BP_DEPTH_LIMIT);
		return;
	}
	struct bp_container *container =
		bp_arena_alloc(blocks->document->arena, 1, sizeof *container);
	*container = like;
	container->parent = blocks->in;
	container->depth = depth + (like.kind != BP_LIST);
	container->first_block = (uint32_t)blocks->document->count;
	if (like.kind == BP_ITEM)
		container->number = ++blocks->in->last;
	blocks->in = container;
}

void blocks_enter(struct blocks *blocks, cmark_node *node, enum bp_container_kind kind)
{
	struct bp_container like = {.kind = kind};

	if (kind == BP_LIST)
		like = blocks_list(node);
	if (kind == BP_ITEM)
		blocks_set_task(&like, node);
	blocks_open(blocks, like, cmark_node_get_start_line(node),
		cmark_node_get_start_column(node));
}

void blocks_leave(struct blocks *blocks, int line)
{
	if (blocks->flattened) {
		blocks->flattened--;
		return;
	}
	bool empty = blocks->in->first_block == blocks->document->count;
	if (empty && blocks->in->kind != BP_LIST)
		blocks_add(blocks, BP_BLOCK_PARAGRAPH, line);
	blocks->in = (struct bp_container *)blocks->in->parent;
}

/* The first line of a quote that makes it a callout. */
static const char *const block_callouts[] = {
	[BP_CALLOUT_NOTE] = "[!NOTE]",
	[BP_CALLOUT_TIP] = "[!TIP]",
	[BP_CALLOUT_IMPORTANT] = "[!IMPORTANT]",
	[BP_CALLOUT_WARNING] = "[!WARNING]",
	[BP_CALLOUT_CAUTION] = "[!CAUTION]",
};

/* Removes the first line of a paragraph from the tree. */
static void blocks_drop_first_line(cmark_node *paragraph)
{
	cmark_node *node;
	bool ended = false;

	while (!ended && (node = cmark_node_first_child(paragraph))) {
		ended = cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
			cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
		cmark_node_free(node);
	}
}

static bool blocks_find_callout(
	const struct bp_lines *lines, cmark_node *quote, enum bp_callout *callout)
{
	cmark_node *paragraph = cmark_node_first_child(quote);
	struct bp_buf first = {0};
	bool found = false;

	if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
		return false;
	int line = cmark_node_get_start_line(paragraph);
	bp_paragraph_source(lines, paragraph, line, line, &first);
	struct bp_str mark = bp_str_trim(bp_buf_str(&first));
	for (size_t i = 0; i < sizeof block_callouts / sizeof *block_callouts && !found;
		i++) {
		found = mark.len == strlen(block_callouts[i]) &&
			strncasecmp(mark.at, block_callouts[i], mark.len) == 0;
		*callout = (enum bp_callout)i;
	}
	bp_buf_release(&first);
	if (found)
		blocks_drop_first_line(paragraph);
	return found;
}

void blocks_enter_quote(
	struct blocks *blocks, const struct bp_lines *lines, cmark_node *quote)
{
	enum bp_callout callout;
	bool is_callout = blocks_find_callout(lines, quote, &callout);
	struct bp_container *outside = blocks->in;

	blocks_enter(blocks, quote, is_callout ? BP_CALLOUT : BP_QUOTE);
	if (is_callout && blocks->in != outside)
		blocks->in->callout = callout;
}

struct bp_str blocks_unmarked(const struct blocks *blocks, struct bp_str source)
{
	const struct bp_container *in = blocks->in;
	bool begins = in && in->first_block == blocks->document->count;

	if (begins && in->kind == BP_CALLOUT && bp_str_starts(source, "[!"))
		return bp_str_from(source, bp_str_find(source, BP_STR("\n"), 0) + 1);
	return bp_str_from(source, begins && in->task ? strlen("[ ]") : 0);
}

const char *bp_callout_title(enum bp_callout callout)
{
	static const char *const titles[] = {
		[BP_CALLOUT_NOTE] = N_("Catatan"),
		[BP_CALLOUT_TIP] = N_("Kiat"),
		[BP_CALLOUT_IMPORTANT] = N_("Penting"),
		[BP_CALLOUT_WARNING] = N_("Peringatan"),
		[BP_CALLOUT_CAUTION] = N_("Awas"),
	};
	return _(titles[callout]);
}
