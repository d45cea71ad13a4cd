/* Makes blocks of HTML. Block tags open and close elements; within a heading or a cell
 * they only end lines. */
#include "markup.h"
#include "markup_table.h"

/* Elements that may be open in a container of Markdown; tags beyond that only end
 * paragraphs, so that looking for the one that a tag closes takes no time. */
#define MARKUP_DEPTH 100

static struct bp_document *markup_document(const struct markup *markup)
{
	return markup->blocks->document;
}

static void markup_begin_text(struct markup *markup)
{
	struct bp_document *document = markup_document(markup);

	inlines_begin(&markup->inlines, document, (uint32_t)document->count);
}

/* Only blanks, breaks and the blanks of word processors. */
static bool markup_is_blank(const struct bp_spans *spans)
{
	for (size_t i = 0; i < spans->count; i++) {
		struct bp_str text = spans->at[i].text;
		for (size_t at = 0; at < text.len;) {
			uint32_t code;
			at += bp_utf8_next(text, at, &code);
			if (code != ' ' && code != 0xa0)
				return false;
		}
	}
	return true;
}

/* The gathered text becomes a block, or a part of the open table. */
static void markup_flush(struct markup *markup, enum bp_block_kind kind, int level)
{
	struct markup_table *table = markup->table;

	inlines_end(&markup->inlines);
	if (markup_is_blank(&markup->inlines.spans)) {
		markup_begin_text(markup);
		return;
	}
	if (table && table->count)
		markup_table_add(table, &markup->inlines.spans);
	else
		blocks_add_text(markup->blocks, kind, &markup->inlines, markup->line)
			->level = level;
	markup_begin_text(markup);
}

static void markup_flush_paragraph(struct markup *markup)
{
	markup_flush(markup, BP_BLOCK_PARAGRAPH, 0);
}

/* ---- elements ---- */

static bool markup_same(enum html_kind a, enum html_kind b)
{
	return a == b || (a == HTML_LIST && b == HTML_ORDERED) ||
		(a == HTML_ORDERED && b == HTML_LIST);
}

static void markup_push(struct markup *markup, enum html_kind kind, int level)
{
	*BP_PUSH(markup_document(markup)->arena, markup->open, markup->open_count,
		markup->open_room) = (struct markup_element){kind, level};
}

static bool markup_room(const struct markup *markup)
{
	return markup->open_count - markup->base < MARKUP_DEPTH;
}

static void markup_finish_table(struct markup *markup)
{
	struct markup_table *table = markup->table;
	struct bp_table *made;

	markup_flush_paragraph(markup);
	markup->table = NULL;
	if (!table || !(made = markup_table_end(table)))
		return;
	if (made->columns == 1 && made->rows == 2 && !table->header) {
		/* a frame of the page, not a table */
		markup->inlines.spans = made->cells[1];
		markup_flush_paragraph(markup);
		return;
	}
	blocks_add(markup->blocks, BP_BLOCK_TABLE, markup->line)->table = made;
	markup_begin_text(markup);
}

static void markup_finish_pre(struct markup *markup)
{
	struct bp_arena *arena = markup_document(markup)->arena;
	struct bp_str code = bp_buf_str(&markup->pre);

	markup->in_pre = false;
	if (bp_str_starts(code, "\n"))
		code = bp_str_from(code, 1);
	if (bp_str_trim(code).len)
		blocks_add(markup->blocks, BP_BLOCK_CODE, markup->line)->code =
			bp_arena_str(arena, code);
	bp_buf_release(&markup->pre);
	markup_begin_text(markup);
}

/* Closes the innermost element. */
static void markup_pop(struct markup *markup)
{
	struct markup_element element = markup->open[markup->open_count - 1];

	if (element.kind == HTML_HEADING)
		markup_flush(markup, BP_BLOCK_HEADING, element.level);
	else if (element.kind == HTML_TABLE)
		markup_finish_table(markup);
	else
		markup_flush_paragraph(markup);
	if (element.kind == HTML_LIST || element.kind == HTML_ORDERED ||
		element.kind == HTML_ITEM || element.kind == HTML_QUOTE ||
		element.kind == HTML_DETAILS)
		blocks_leave(markup->blocks, markup->line);
	markup->open_count--;
	markup_begin_text(markup);
}

static void markup_pop_to(struct markup *markup, size_t count)
{
	while (markup->open_count > count)
		markup_pop(markup);
}

/* The index of the innermost open element of a kind; SIZE_MAX: none is open. */
static size_t markup_find(const struct markup *markup, enum html_kind kind)
{
	for (size_t i = markup->open_count; i-- > markup->base;)
		if (markup_same(markup->open[i].kind, kind))
			return i;
	return SIZE_MAX;
}

static void markup_close(struct markup *markup, enum html_kind kind)
{
	size_t found = markup_find(markup, kind);

	if (found == SIZE_MAX)
		markup_flush_paragraph(markup);
	else
		markup_pop_to(markup, found);
}

void markup_end_table(struct markup *markup)
{
	if (markup->table)
		markup_close(markup, HTML_TABLE);
}

static void markup_open_container(
	struct markup *markup, enum html_kind kind, struct bp_container container)
{
	blocks_open(markup->blocks, container, markup->line, 1);
	markup_push(markup, kind, 0);
}

static void markup_open_list(struct markup *markup, const struct html_piece *tag)
{
	int start =
		html_number(markup_document(markup)->arena, tag, "start", 1, 999999999);
	bool ordered = tag->kind == HTML_ORDERED;

	markup_open_container(markup, tag->kind,
		(struct bp_container){.kind = BP_LIST,
			.tight = true,
			.ordered = ordered,
			.delimiter = '.',
			.first = ordered ? start : 1,
			.last = (ordered ? start : 1) - 1});
}

/* An item ends the one before it, and stands in a list even if none is open. */
static void markup_open_item(struct markup *markup, const struct html_piece *tag)
{
	size_t item = markup_find(markup, HTML_ITEM);
	size_t list = markup_find(markup, HTML_LIST);

	if (item != SIZE_MAX && (list == SIZE_MAX || item > list))
		markup_pop_to(markup, item);
	if (list == SIZE_MAX)
		markup_open_list(markup, &(struct html_piece){.kind = HTML_LIST});
	markup_open_container(markup, tag->kind, (struct bp_container){.kind = BP_ITEM});
}

static void markup_open_quote(struct markup *markup, const struct html_piece *tag)
{
	markup_open_container(markup, tag->kind,
		(struct bp_container){
			.kind = tag->kind == HTML_QUOTE ? BP_QUOTE : BP_DETAILS});
}

static void markup_open_line(struct markup *markup, const struct html_piece *tag)
{
	size_t heading = markup_find(markup, HTML_HEADING);

	if (heading != SIZE_MAX)
		markup_pop_to(markup, heading);
	markup_push(markup, tag->kind, tag->level);
	markup->inlines.open[HTML_SUMMARY] = tag->kind == HTML_SUMMARY;
	struct bp_container *in = markup->blocks->in;
	if (tag->kind == HTML_SUMMARY && in && in->kind == BP_DETAILS)
		in->folds = in->first_block == markup_document(markup)->count;
}

static void markup_open_pre(struct markup *markup, const struct html_piece *tag)
{
	(void)tag;
	markup->in_pre = true;
}

static void markup_open_rule(struct markup *markup, const struct html_piece *tag)
{
	(void)tag;
	blocks_add(markup->blocks, BP_BLOCK_RULE, markup->line);
	markup_begin_text(markup);
}

static void markup_open_table(struct markup *markup, const struct html_piece *tag)
{
	markup_end_table(markup);
	markup_push(markup, tag->kind, 0);
	markup->table = markup_table_new(markup_document(markup)->arena);
}

/* What opens something; all other tags of blocks only end paragraphs. */
static void (*const markup_opens[HTML_KINDS])(
	struct markup *, const struct html_piece *) = {
	[HTML_RULE] = markup_open_rule,
	[HTML_HEADING] = markup_open_line,
	[HTML_LIST] = markup_open_list,
	[HTML_ORDERED] = markup_open_list,
	[HTML_ITEM] = markup_open_item,
	[HTML_QUOTE] = markup_open_quote,
	[HTML_DETAILS] = markup_open_quote,
	[HTML_SUMMARY] = markup_open_line,
	[HTML_PRE] = markup_open_pre,
	[HTML_TABLE] = markup_open_table,
};

/* ---- tables ---- */

/* Handles the tags that an open table is made of; false: it is another tag. */
static bool markup_tag_of_table(struct markup *markup, const struct html_piece *tag)
{
	struct markup_table *table = markup->table;
	bool cell = tag->kind == HTML_CELL || tag->kind == HTML_HEADER_CELL;

	if (tag->kind == HTML_TABLE && table->in_cell &&
		(!tag->closes || table->nested)) {
		table->nested += tag->closes ? -1 : 1;
		return false;
	}
	if ((table->in_cell && table->nested) ||
		!(cell || tag->kind == HTML_ROW ||
			(tag->kind == HTML_TABLE && tag->closes)))
		return false;
	markup_flush_paragraph(markup);
	table->in_cell = false;
	if (tag->kind == HTML_TABLE) {
		markup_close(markup, HTML_TABLE);
	} else if (!tag->closes && markup_table_full(table)) {
		markup_finish_table(markup);
		markup->table = markup_table_new(table->arena);
		table = markup->table;
	}
	if (tag->kind == HTML_ROW && !tag->closes)
		markup_table_row(table);
	else if (cell && !tag->closes)
		markup_table_cell(table, tag);
	return true;
}

/* Whether the text is one line, in which block tags open nothing. */
static bool markup_in_line(const struct markup *markup)
{
	const struct markup_element *last = markup->open_count > markup->base
		? &markup->open[markup->open_count - 1]
		: NULL;

	return markup_in_cell(markup) ||
		(last && (last->kind == HTML_HEADING || last->kind == HTML_SUMMARY));
}

/* ---- the walk ---- */

static bool markup_is_inline(enum html_kind kind)
{
	return kind == HTML_OTHER || kind == HTML_BREAK || kind >= HTML_IMAGE;
}

/* Within <pre> only its end and line breaks mean something. */
static void markup_tag_in_pre(struct markup *markup, const struct html_piece *tag)
{
	if (tag->kind == HTML_BREAK)
		bp_buf_add_char(&markup->pre, '\n');
	else if (tag->kind == HTML_PRE && tag->closes)
		markup_finish_pre(markup);
}

static void markup_tag(struct markup *markup, const struct html_piece *tag)
{
	if (markup->in_pre) {
		markup_tag_in_pre(markup, tag);
		return;
	}
	if (markup->table && markup_tag_of_table(markup, tag))
		return;
	if (markup_is_inline(tag->kind)) {
		inlines_tag(&markup->inlines, tag);
		return;
	}
	bool line_ends = tag->kind == HTML_HEADING || tag->kind == HTML_SUMMARY;
	if (markup_in_line(markup) && !(line_ends && !markup_in_cell(markup))) {
		inlines_tag(&markup->inlines, tag);
		return;
	}
	if (tag->closes) {
		markup_close(markup, tag->kind);
		return;
	}
	if (!line_ends || markup_find(markup, HTML_HEADING) == SIZE_MAX)
		markup_flush_paragraph(markup);
	inlines_note_anchor(
		markup_document(markup), tag, (uint32_t)markup_document(markup)->count);
	if (markup_opens[tag->kind] && markup_room(markup))
		markup_opens[tag->kind](markup, tag);
}

static void markup_text(struct markup *markup, struct bp_str source)
{
	if (markup->in_pre)
		html_add_text(source, &markup->pre);
	else
		inlines_add_html(&markup->inlines, source);
}

static int markup_lines(struct bp_str text)
{
	int count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

void markup_read(struct markup *markup, struct bp_str text, int line)
{
	struct html html = {.text = text};
	struct html_piece piece;

	if (!markup_in_cell(markup))
		markup_begin_text(markup);
	while (html_next(&html, &piece)) {
		if (markup->inlines.spans.count == 0 && !markup->pre.len)
			markup->line = line;
		if (piece.tag)
			markup_tag(markup, &piece);
		else
			markup_text(markup, piece.source);
		line += markup_lines(piece.source);
	}
	if (markup->in_pre)
		markup_finish_pre(markup);
	while (markup_in_line(markup) && !markup_in_cell(markup))
		markup_pop(markup);
	if (!markup_in_cell(markup))
		markup_flush_paragraph(markup);
}

bool markup_in_cell(const struct markup *markup)
{
	return markup->table && markup->table->in_cell;
}

struct inlines *markup_cell_text(struct markup *markup)
{
	markup->inlines.breaks = true;
	return &markup->inlines;
}

void markup_enter(struct markup *markup)
{
	markup_push(markup, HTML_OTHER, 0);
	markup->base = markup->open_count;
	markup_begin_text(markup);
}

void markup_leave(struct markup *markup)
{
	markup_pop_to(markup, markup->base);
	markup->open_count--;
	markup->base = markup->open_count;
	while (markup->base && markup->open[markup->base - 1].kind != HTML_OTHER)
		markup->base--;
}

void markup_end(struct markup *markup)
{
	markup_pop_to(markup, 0);
}
