/* Reads Markdown into blocks: one walk over libcmark's tree, by its iterator, so that
 * no depth of nesting can exhaust the stack. */
#include "markup.h"
#include "tree.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

/* Cells of tables and footnotes are parsed on their own, each with a copy of the lesson's
 * link definitions in front. These limits, in bytes, keep the time for that linear: of the
 * definitions, and of all copies of them. Beyond either, such texts see no definitions. */
#define REFERENCE_LIMIT 4096
#define REREAD_MOST     (512 * 1024)

/* A text that is being read: a lesson, one of its footnotes, or a text of a question. */
struct reader {
	struct blocks blocks;
	struct markup markup;
	struct bp_lines lines;
	struct bp_str references; /* all link definitions; empty beyond REFERENCE_LIMIT */
	size_t reference_lines;
	size_t reread;  /* bytes of all copies of them so far */
	bool formulas;  /* the source has a "$" */
	bool questions; /* code fences with the info string "gift" are questions */
};

static uint32_t document_next_index(const struct reader *reader)
{
	return (uint32_t)reader->blocks.document->count;
}

static void document_add_spans(
	struct reader *reader, enum bp_block_kind kind, cmark_node *node, int line)
{
	struct inlines text;

	inlines_begin(&text, reader->blocks.document, document_next_index(reader));
	inlines_read(&text, node);
	inlines_end(&text);
	if (kind == BP_BLOCK_PARAGRAPH && text.spans.count == 0)
		return;
	blocks_add_text(&reader->blocks, kind, &text, line);
}

/* The link definitions to put in front of a text that is parsed on its own. */
static struct bp_str document_definitions(const struct reader *reader)
{
	return reader->reread > REREAD_MOST ? (struct bp_str){0} : reader->references;
}

/* Adds a text of a kind from its source, which may use link definitions. */
static void document_add_source(
	struct reader *reader, enum bp_block_kind kind, struct bp_buf *source, int line)
{
	if (bp_str_find(bp_buf_str(source), BP_STR("["), 0) != SIZE_MAX) {
		struct bp_str references = document_definitions(reader);
		bp_buf_add_str(source, BP_STR("\n\n"));
		bp_buf_add_str(source, references);
		reader->reread += references.len;
	}
	cmark_node *root = tree_open(bp_buf_str(source));
	if (cmark_node_first_child(root))
		document_add_spans(reader, kind, cmark_node_first_child(root), line);
	tree_close();
}

/* Adds the lines first..last of a paragraph, which stand before or after a
 * table in it, as a paragraph of their own. */
static void document_add_lines(
	struct reader *reader, cmark_node *node, int first, int last)
{
	struct bp_buf source = {0}, kept = {0};

	if (first > last)
		return;
	bp_paragraph_source(&reader->lines, node, first, last, &source);
	bp_formulas_keep(bp_buf_str(&source), &kept);
	document_add_source(reader, BP_BLOCK_PARAGRAPH, &kept, first);
	bp_buf_release(&source);
	bp_buf_release(&kept);
}

/* Adds a paragraph or a heading with formulas; false: it has none. */
static bool document_add_formulas(
	struct reader *reader, enum bp_block_kind kind, cmark_node *node)
{
	struct bp_buf source = {0}, kept = {0};
	int first = cmark_node_get_start_line(node);

	if (!reader->formulas || first < 1 ||
		!bp_lines_have(&reader->lines, first, cmark_node_get_end_line(node), '$'))
		return false;
	bp_paragraph_source(
		&reader->lines, node, first, cmark_node_get_end_line(node), &source);
	bool found = bp_formulas_keep(
		blocks_unmarked(&reader->blocks, bp_buf_str(&source)), &kept);
	if (found)
		document_add_source(reader, kind, &kept, first);
	bp_buf_release(&source);
	bp_buf_release(&kept);
	return found;
}

static void document_complain_of_table(struct reader *reader,
	const struct bp_table *table, const struct bp_table_lines *at)
{
	if (table->cut)
		bp_diagnose(reader->blocks.faults, BP_FAULT_TABLE_COLUMNS,
			at->header + reader->blocks.line_offset, 1,
			_("tabel lebih dari %d kolom: kolom selebihnya tidak ditampilkan; pecahlah tabelnya"),
			BP_TABLE_COLUMN_LIMIT);
	if (at->excess)
		bp_diagnose(reader->blocks.faults, BP_FAULT_TABLE_ROW,
			at->excess + reader->blocks.line_offset, 1,
			_("baris ini lebih banyak kolomnya daripada kepala tabel; kelebihannya menjadi bagian kolom terakhir; tanda | di dalam teks ditulis \\|"));
	if (at->full)
		bp_diagnose(reader->blocks.faults, BP_FAULT_TABLE_CELLS,
			at->last + reader->blocks.line_offset, 1,
			_("baris tabel terlalu banyak yang kurang kolomnya: baris selebihnya ditampilkan sebagai teks; pecahlah tabelnya"));
}

static void document_add_paragraph(struct reader *reader, cmark_node *node)
{
	int line = cmark_node_get_start_line(node);
	struct bp_table_lines at;

	if (markup_in_cell(&reader->markup)) {
		inlines_read(markup_cell_text(&reader->markup), node);
		return;
	}
	struct bp_table *table = bp_table_read(reader->blocks.document, &reader->lines,
		node, document_definitions(reader), document_next_index(reader), &at);

	if (table) {
		reader->reread += at.refers * reader->references.len;
		document_add_lines(reader, node, line, at.header - 1);
		blocks_add(&reader->blocks, BP_BLOCK_TABLE, at.header)->table = table;
		document_add_lines(
			reader, node, at.last + 1, cmark_node_get_end_line(node));
		document_complain_of_table(reader, table, &at);
		return;
	}
	if (!document_add_formulas(reader, BP_BLOCK_PARAGRAPH, node))
		document_add_spans(reader, BP_BLOCK_PARAGRAPH, node, line);
}

static void document_add_heading(struct reader *reader, cmark_node *node)
{
	struct bp_document *document = reader->blocks.document;

	if (!document_add_formulas(reader, BP_BLOCK_HEADING, node))
		document_add_spans(
			reader, BP_BLOCK_HEADING, node, cmark_node_get_start_line(node));
	document->blocks[document->count - 1].level = cmark_node_get_heading_level(node);
}

static void document_add_questions(
	struct reader *reader, cmark_node *node, struct bp_str gift)
{
	struct bp_document *document = reader->blocks.document;
	size_t before = document->quiz.count;
	int line = cmark_node_get_start_line(node);

	bp_gift_read(document->arena,
		(struct bp_gift_source){
			.text = gift,
			.line = line + 1 + reader->blocks.line_offset,
			.column_offset = cmark_node_get_start_column(node) - 1,
			.format = BP_FORMAT_MARKDOWN,
		},
		reader->blocks.faults, &document->quiz);
	for (size_t i = before; i < document->quiz.count; i++) {
		struct bp_block *block =
			blocks_add(&reader->blocks, BP_BLOCK_QUESTION, 0);
		block->question = (uint32_t)i;
		block->line = document->quiz.questions[i].line;
	}
}

static void document_add_code(struct reader *reader, cmark_node *node)
{
	struct bp_arena *arena = reader->blocks.document->arena;
	struct bp_str code =
		bp_markdown_restore(arena, bp_str(cmark_node_get_literal(node)));
	struct bp_str info = bp_str(cmark_node_get_fence_info(node));

	bp_fence_check(
		&reader->lines, node, reader->blocks.line_offset, reader->blocks.faults);
	if (reader->questions && bp_fence_is_gift(node)) {
		document_add_questions(reader, node, code);
		return;
	}
	struct bp_block *block = blocks_add(
		&reader->blocks, BP_BLOCK_CODE, cmark_node_get_start_line(node));
	block->code = code;
	block->info = bp_arena_str(arena, info);
}

/* ---- the walk ---- */

static void document_enter_container(struct reader *reader, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_BLOCK_QUOTE)
		blocks_enter_quote(&reader->blocks, &reader->lines, node);
	else
		blocks_enter(&reader->blocks, node,
			type == CMARK_NODE_LIST ? BP_LIST : BP_ITEM);
	markup_enter(&reader->markup);
}

static bool document_is_container(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM ||
		type == CMARK_NODE_BLOCK_QUOTE;
}

static void document_enter(struct reader *reader, cmark_iter *iter, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	int line = cmark_node_get_start_line(node);

	if (type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_PARAGRAPH)
		markup_end_table(&reader->markup);
	switch (type) {
	case CMARK_NODE_LIST:
	case CMARK_NODE_ITEM:
	case CMARK_NODE_BLOCK_QUOTE: document_enter_container(reader, node); break;
	case CMARK_NODE_CODE_BLOCK: document_add_code(reader, node); break;
	case CMARK_NODE_HTML_BLOCK:
		markup_read(&reader->markup, bp_str(cmark_node_get_literal(node)), line);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		blocks_add(&reader->blocks, BP_BLOCK_RULE, line);
		break;
	case CMARK_NODE_PARAGRAPH:
		document_add_paragraph(reader, node);
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
		break;
	case CMARK_NODE_HEADING:
		document_add_heading(reader, node);
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
		break;
	default: break;
	}
}

static void document_walk_block(struct reader *reader, cmark_node *block)
{
	cmark_iter *iter = cmark_iter_new(block);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (event == CMARK_EVENT_ENTER) {
			document_enter(reader, iter, node);
		} else if (document_is_container(node)) {
			markup_leave(&reader->markup);
			blocks_leave(&reader->blocks, cmark_node_get_start_line(node));
		}
	}
	cmark_iter_free(iter);
}

static void document_walk(struct reader *reader, cmark_node *root)
{
	cmark_node *block = cmark_node_first_child(root);

	for (; block; block = cmark_node_next(block))
		document_walk_block(reader, block);
}

/* Blocks keep nothing of the source but copies. */
static void document_parse(struct reader *reader, struct bp_str source)
{
	struct bp_buf references = {0};
	struct bp_arena *arena = reader->blocks.document->arena;

	bp_lines_index(source, &reader->lines);
	reader->formulas = bp_str_find(source, BP_STR("$"), 0) != SIZE_MAX;
	size_t count = bp_references_find(&reader->lines, &references);
	if (references.len && references.len <= REFERENCE_LIMIT) {
		reader->references = bp_arena_str(arena, bp_buf_str(&references));
		reader->reference_lines = count;
	}
	cmark_node *root = tree_open(source);
	reader->markup = (struct markup){.blocks = &reader->blocks};
	document_walk(reader, root);
	markup_end(&reader->markup);
	tree_close();
	bp_buf_release(&references);
	bp_lines_release(&reader->lines);
}

/* The text of a footnote with the link definitions in front. *lines is set to how many
 * lines stand in front of the text itself. */
static struct bp_str document_note_source(
	struct reader *reader, const struct bp_note *note, int *lines)
{
	struct bp_str references = document_definitions(reader);
	struct bp_buf source = {0};

	*lines = 0;
	if (!references.len || bp_str_find(note->body, BP_STR("["), 0) == SIZE_MAX)
		return note->body;
	reader->reread += references.len;
	*lines = (int)reader->reference_lines + 1;
	bp_buf_add_str(&source, references);
	bp_buf_add_char(&source, '\n');
	bp_buf_add_str(&source, note->body);
	struct bp_str text =
		bp_arena_str(reader->blocks.document->arena, bp_buf_str(&source));
	bp_buf_release(&source);
	return text;
}

/* Adds a footnote as an item of the list at the end of the document. */
static void document_add_note(
	struct reader *reader, struct bp_container *list, struct bp_note *note)
{
	int lines;
	struct bp_str source = document_note_source(reader, note, &lines);
	struct reader inside = *reader;
	struct bp_container *item =
		bp_arena_alloc(reader->blocks.document->arena, 1, sizeof *item);

	*item = (struct bp_container){.kind = BP_ITEM,
		.parent = list,
		.depth = list->depth + 1,
		.number = note->number,
		.first_block = document_next_index(reader)};
	note->block = document_next_index(reader);
	inside.blocks.in = item;
	inside.questions = false;
	inside.blocks.line_offset += note->line - 1 - lines;
	document_parse(&inside, source);
	if (note->block == document_next_index(reader))
		blocks_add(&inside.blocks, BP_BLOCK_PARAGRAPH, 0);
	reader->blocks.previous_in = item;
}

/* Adds the footnotes in the order in which they are first referred to. The loop sees
 * those as well that only another footnote refers to, since they get their numbers, and
 * raise notes_used, while that one is read. */
static void document_add_notes(struct reader *reader)
{
	struct bp_document *document = reader->blocks.document;
	struct bp_container *list = bp_arena_alloc(document->arena, 1, sizeof *list);

	*list = (struct bp_container){.kind = BP_LIST,
		.tight = true,
		.ordered = true,
		.delimiter = ']',
		.first = 1};
	list->last = (int)document->note_count;
	for (int number = 1; number <= document->notes_used; number++) {
		struct bp_note *note = bp_note_numbered(document, number);
		if (number == 1)
			blocks_add(&reader->blocks, BP_BLOCK_RULE, note->line);
		document_add_note(reader, list, note);
	}
}

static void document_read_markdown(struct reader *reader, struct bp_str markdown)
{
	struct bp_buf tame = {0}, source = {0};

	bp_markdown_tame(markdown, &tame);
	bool notes = reader->questions &&
		bp_str_find(bp_buf_str(&tame), BP_STR("[^"), 0) != SIZE_MAX;
	if (notes)
		bp_notes_take(reader->blocks.document, bp_buf_str(&tame), &source);
	document_parse(reader, bp_buf_str(notes ? &source : &tame));
	if (notes) {
		document_add_notes(reader);
		bp_notes_check(reader->blocks.document, reader->blocks.line_offset,
			reader->blocks.faults);
	}
	bp_buf_release(&tame);
	bp_buf_release(&source);
}

/* ---- the interface ---- */

struct bp_document *bp_document_read(
	struct bp_str markdown, int line, struct bp_diagnostics *faults)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_document *document = bp_arena_alloc(arena, 1, sizeof *document);
	struct reader reader = {.blocks = {.document = document,
					.faults = faults,
					.line_offset = line - 1},
		.questions = true};

	document->arena = arena;
	document_read_markdown(&reader, markdown);
	blocks_settle(document);
	document->stems =
		bp_arena_alloc(arena, document->quiz.count, sizeof *document->stems);
	for (size_t i = 0; i < document->quiz.count; i++)
		document->stems[i] =
			bp_document_read_text(arena, document->quiz.questions[i].text);
	return document;
}

void bp_document_free(struct bp_document *document)
{
	if (document)
		bp_arena_free(document->arena);
}

void bp_document_add_markdown(struct bp_document *document, struct bp_str markdown)
{
	document_read_markdown(&(struct reader){.blocks.document = document}, markdown);
}
