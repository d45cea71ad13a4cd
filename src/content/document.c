/* Markdown → blocks. One walk over libcmark's tree, by its iterator, without recursion.
 */
#include "document.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* In bytes: link definitions that cells of tables and notes may use, and how much of
 * them is read again in all for that. */
#define REFERENCE_LIMIT 4096
#define REREAD_MOST     (512 * 1024)

struct reader {
	struct bp_document *document;
	struct bp_diagnostics *faults;
	struct bp_lines lines;
	struct bp_str references;
	size_t reference_lines;
	size_t reread;           /* bytes of them so far */
	struct bp_container *in; /* innermost container; NULL: the document */
	int flattened;           /* containers open beyond the depth limit */
	const struct bp_container *previous_in; /* of the block before */
	int line_offset; /* of the Markdown's first line in its file */
	bool questions;  /* fences with the info string gift are questions */
};

/* ---- containers ---- */

/* The innermost container that both stand in; NULL is the document. */
static const struct bp_container *common(
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

/* Whether an empty line stands between two blocks, by what they stand in. */
static bool gap_between(const struct bp_container *a, const struct bp_container *b)
{
	const struct bp_container *both = common(a, b);

	if (both && both->kind == BP_ITEM)
		both = both->parent;
	return !(both && both->kind == BP_LIST && both->tight);
}

static struct bp_block *add_block(
	struct reader *reader, enum bp_block_kind kind, int line)
{
	struct bp_document *document = reader->document;
	struct bp_block *block = BP_PUSH(
		document->arena, document->blocks, document->count, document->room);

	*block = (struct bp_block){.kind = kind, .in = reader->in};
	block->line = line + reader->line_offset;
	block->gap = document->count > 1 && gap_between(reader->previous_in, reader->in);
	reader->previous_in = reader->in;
	return block;
}

static void set_list(struct bp_container *list, cmark_node *node)
{
	list->tight = cmark_node_get_list_tight(node);
	list->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	list->delimiter =
		cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
	list->first = list->ordered ? cmark_node_get_list_start(node) : 1;
	list->last = list->first - 1;
}

/* A task: its text begins with "[ ] ", "[x] " or "[X] ", which is taken away. */
static void set_task(struct bp_container *item, cmark_node *node)
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

static void enter_container(
	struct reader *reader, cmark_node *node, enum bp_container_kind kind)
{
	int depth = reader->in ? reader->in->depth : 0;

	if (depth >= BP_DEPTH_LIMIT || reader->flattened) {
		if (reader->flattened++ == 0)
			bp_diagnose(reader->faults, BP_FAULT_NESTING,
				cmark_node_get_start_line(node) + reader->line_offset,
				cmark_node_get_start_column(node),
				_("kutipan dan daftar bersarang lebih dari %d tingkat; yang lebih dalam ditampilkan rata"),
				BP_DEPTH_LIMIT);
		return;
	}
	struct bp_container *container =
		bp_arena_alloc(reader->document->arena, 1, sizeof *container);
	container->kind = kind;
	container->parent = reader->in;
	container->depth = depth + (kind != BP_LIST);
	container->first_block = (uint32_t)reader->document->count;
	if (kind == BP_LIST)
		set_list(container, node);
	if (kind == BP_ITEM && reader->in) {
		container->number = ++reader->in->last;
		set_task(container, node);
	}
	reader->in = container;
}

static void leave_container(struct reader *reader, int line)
{
	if (reader->flattened) {
		reader->flattened--;
		return;
	}
	bool empty = reader->in->first_block == reader->document->count;
	if (empty && reader->in->kind != BP_LIST)
		add_block(reader, BP_BLOCK_PARAGRAPH, line);
	reader->in = (struct bp_container *)reader->in->parent;
}

/* ---- callouts: a quote whose first line is [!NOTE] ---- */

static const char *const callouts[] = {
	[BP_CALLOUT_NOTE] = "[!NOTE]",
	[BP_CALLOUT_TIP] = "[!TIP]",
	[BP_CALLOUT_IMPORTANT] = "[!IMPORTANT]",
	[BP_CALLOUT_WARNING] = "[!WARNING]",
	[BP_CALLOUT_CAUTION] = "[!CAUTION]",
};

/* Takes the first line of a paragraph out of the tree. */
static void drop_first_line(cmark_node *paragraph)
{
	cmark_node *node;
	bool ended = false;

	while (!ended && (node = cmark_node_first_child(paragraph))) {
		ended = cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
			cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
		cmark_node_free(node);
	}
}

static bool find_callout(
	struct reader *reader, cmark_node *quote, enum bp_callout *callout)
{
	cmark_node *paragraph = cmark_node_first_child(quote);
	struct bp_buf first = {0};
	bool found = false;

	if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
		return false;
	int line = cmark_node_get_start_line(paragraph);
	bp_paragraph_source(&reader->lines, paragraph, line, line, &first);
	struct bp_str mark = bp_str_trim(bp_buf_str(&first));
	for (size_t i = 0; i < sizeof callouts / sizeof *callouts && !found; i++) {
		found = mark.len == strlen(callouts[i]) &&
			strncasecmp(mark.at, callouts[i], mark.len) == 0;
		*callout = (enum bp_callout)i;
	}
	bp_buf_release(&first);
	if (found)
		drop_first_line(paragraph);
	return found;
}

static void enter_quote(struct reader *reader, cmark_node *node)
{
	enum bp_callout callout;
	bool is_callout = find_callout(reader, node, &callout);
	struct bp_container *outside = reader->in;

	enter_container(reader, node, is_callout ? BP_CALLOUT : BP_QUOTE);
	if (is_callout && reader->in != outside)
		reader->in->callout = callout;
}

/* ---- leaves ---- */

static uint32_t next_index(const struct reader *reader)
{
	return (uint32_t)reader->document->count;
}

/* A paragraph that is nothing but one image. */
static cmark_node *only_image(cmark_node *paragraph)
{
	cmark_node *child = cmark_node_first_child(paragraph);
	if (child && cmark_node_get_type(child) == CMARK_NODE_IMAGE &&
		!cmark_node_next(child))
		return child;
	return NULL;
}

static void add_spans(
	struct reader *reader, enum bp_block_kind kind, cmark_node *node, int line)
{
	struct bp_spans spans = {0};

	bp_inlines_read(reader->document, node, next_index(reader), &spans);
	if (kind == BP_BLOCK_PARAGRAPH && spans.count == 0)
		return;
	struct bp_block *block = add_block(reader, kind, line);
	block->spans = spans;
	if (kind == BP_BLOCK_HEADING)
		block->level = cmark_node_get_heading_level(node);
	for (size_t i = 0; kind == BP_BLOCK_IMAGE && i < spans.count; i++)
		spans.at[i].attributes =
			(uint16_t)(spans.at[i].attributes & ~BP_SPAN_IMAGE);
	if (kind == BP_BLOCK_IMAGE)
		block->code = bp_arena_str(reader->document->arena,
			bp_str(cmark_node_get_url(only_image(node))));
}

/* The definitions of references, for a text that is read on its own; none once that has
 * cost too much. */
static struct bp_str definitions(const struct reader *reader)
{
	return reader->reread > REREAD_MOST ? (struct bp_str){0} : reader->references;
}

/* Lines of a paragraph that has a table in it, before or after that. */
static void add_lines(struct reader *reader, cmark_node *node, int first, int last)
{
	struct bp_buf source = {0};

	if (first > last)
		return;
	bp_paragraph_source(&reader->lines, node, first, last, &source);
	if (bp_str_find(bp_buf_str(&source), BP_STR("["), 0) != SIZE_MAX) {
		struct bp_str references = definitions(reader);
		bp_buf_add_str(&source, BP_STR("\n"));
		bp_buf_add_str(&source, references);
		reader->reread += references.len;
	}
	cmark_node *root = cmark_parse_document(source.at, source.len, CMARK_OPT_DEFAULT);
	if (cmark_node_first_child(root))
		add_spans(
			reader, BP_BLOCK_PARAGRAPH, cmark_node_first_child(root), first);
	cmark_node_free(root);
	bp_buf_release(&source);
}

static void complain_of_table(struct reader *reader, const struct bp_table *table,
	const struct bp_table_lines *at)
{
	if (table->cut)
		bp_diagnose(reader->faults, BP_FAULT_TABLE_COLUMNS,
			at->header + reader->line_offset, 1,
			_("tabel lebih dari %d kolom: kolom selebihnya tidak ditampilkan; pecahlah tabelnya"),
			BP_TABLE_COLUMN_LIMIT);
	if (at->excess)
		bp_diagnose(reader->faults, BP_FAULT_TABLE_ROW,
			at->excess + reader->line_offset, 1,
			_("baris ini lebih banyak kolomnya daripada kepala tabel; kelebihannya menjadi bagian kolom terakhir; tanda | di dalam teks ditulis \\|"));
	if (at->full)
		bp_diagnose(reader->faults, BP_FAULT_TABLE_CELLS,
			at->last + reader->line_offset, 1,
			_("baris tabel terlalu banyak yang kurang kolomnya: baris selebihnya ditampilkan sebagai teks; pecahlah tabelnya"));
}

static void add_paragraph(struct reader *reader, cmark_node *node)
{
	int line = cmark_node_get_start_line(node);
	struct bp_table_lines at;
	struct bp_table *table = bp_table_read(reader->document, &reader->lines, node,
		definitions(reader), next_index(reader), &at);

	if (table) {
		reader->reread += at.refers * reader->references.len;
		add_lines(reader, node, line, at.header - 1);
		add_block(reader, BP_BLOCK_TABLE, at.header)->table = table;
		add_lines(reader, node, at.last + 1, cmark_node_get_end_line(node));
		complain_of_table(reader, table, &at);
		return;
	}
	add_spans(reader, only_image(node) ? BP_BLOCK_IMAGE : BP_BLOCK_PARAGRAPH, node,
		line);
}

static void add_html(struct reader *reader, cmark_node *node)
{
	struct bp_buf text = {0};
	struct bp_spans spans = {0};
	struct bp_arena *arena = reader->document->arena;

	bp_html_text(bp_str(cmark_node_get_literal(node)), &text);
	bp_spans_add_lines(arena, &spans, bp_arena_str(arena, bp_buf_str(&text)));
	bp_buf_release(&text);
	if (spans.count)
		add_block(reader, BP_BLOCK_PARAGRAPH, cmark_node_get_start_line(node))
			->spans = spans;
}

static void add_questions(struct reader *reader, cmark_node *node, struct bp_str gift)
{
	struct bp_document *document = reader->document;
	size_t before = document->quiz.count;
	int line = cmark_node_get_start_line(node);

	bp_gift_read(document->arena,
		(struct bp_gift_source){
			.text = gift,
			.line = line + 1 + reader->line_offset,
			.column_offset = cmark_node_get_start_column(node) - 1,
			.format = BP_FORMAT_MARKDOWN,
		},
		reader->faults, &document->quiz);
	for (size_t i = before; i < document->quiz.count; i++) {
		struct bp_block *block = add_block(reader, BP_BLOCK_QUESTION, 0);
		block->question = (uint32_t)i;
		block->line = document->quiz.questions[i].line;
	}
}

/* A fence that nothing closes takes all the rest of the lesson. */
static void check_fence(struct reader *reader, cmark_node *node)
{
	int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
	struct bp_str open = bp_str_trim(bp_lines_get(&reader->lines, first));
	struct bp_str close = bp_str_trim(bp_lines_get(&reader->lines, last));
	size_t at = bp_str_find(open, BP_STR("```"), 0);

	if (at == SIZE_MAX)
		at = bp_str_find(open, BP_STR("~~~"), 0);
	if (at == SIZE_MAX || (size_t)last < reader->lines.count)
		return; /* indented code, or something follows */
	if (last > first && close.len >= 3 &&
		bp_str_find(close, bp_str_part(open, at, at + 3), 0) != SIZE_MAX)
		return;
	bp_diagnose(reader->faults, BP_FAULT_FENCE_OPEN, first + reader->line_offset,
		cmark_node_get_start_column(node),
		_("pagar kode yang dibuka di sini tidak pernah ditutup; tambahkan baris ```"));
}

static void add_code(struct reader *reader, cmark_node *node)
{
	struct bp_arena *arena = reader->document->arena;
	struct bp_str code = bp_arena_str(arena, bp_str(cmark_node_get_literal(node)));
	struct bp_str info = bp_str(cmark_node_get_fence_info(node));

	check_fence(reader, node);

	if (reader->questions &&
		(bp_str_is(info, "gift") || bp_str_starts(info, "gift "))) {
		add_questions(reader, node, code);
		return;
	}
	struct bp_block *block =
		add_block(reader, BP_BLOCK_CODE, cmark_node_get_start_line(node));
	block->code = code;
	block->info = bp_arena_str(arena, info);
}

/* ---- the walk ---- */

static void enter(struct reader *reader, cmark_iter *iter, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_LIST: enter_container(reader, node, BP_LIST); break;
	case CMARK_NODE_ITEM: enter_container(reader, node, BP_ITEM); break;
	case CMARK_NODE_BLOCK_QUOTE: enter_quote(reader, node); break;
	case CMARK_NODE_CODE_BLOCK: add_code(reader, node); break;
	case CMARK_NODE_HTML_BLOCK: add_html(reader, node); break;
	case CMARK_NODE_THEMATIC_BREAK:
		add_block(reader, BP_BLOCK_RULE, cmark_node_get_start_line(node));
		break;
	case CMARK_NODE_PARAGRAPH:
		add_paragraph(reader, node);
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
		break;
	case CMARK_NODE_HEADING:
		add_spans(
			reader, BP_BLOCK_HEADING, node, cmark_node_get_start_line(node));
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
		break;
	default: break;
	}
}

static void walk_block(struct reader *reader, cmark_node *block)
{
	cmark_iter *iter = cmark_iter_new(block);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		if (event == CMARK_EVENT_ENTER)
			enter(reader, iter, node);
		else if (type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM ||
			type == CMARK_NODE_BLOCK_QUOTE)
			leave_container(reader, cmark_node_get_start_line(node));
	}
	cmark_iter_free(iter);
}

/* Each block gives way to what is made of it: the tree is the most that a lesson takes.
 */
static void walk(struct reader *reader, cmark_node *root)
{
	cmark_node *block;

	while ((block = cmark_node_first_child(root))) {
		walk_block(reader, block);
		cmark_node_free(block);
	}
}

/* Reads Markdown that lives in the arena. */
static void parse(struct reader *reader, struct bp_str source)
{
	struct bp_buf references = {0};
	struct bp_arena *arena = reader->document->arena;

	bp_lines_index(arena, source, &reader->lines);
	size_t count = bp_references_find(&reader->lines, &references);
	if (references.len && references.len <= REFERENCE_LIMIT) {
		reader->references = bp_arena_str(arena, bp_buf_str(&references));
		reader->reference_lines = count;
	}
	cmark_node *root = cmark_parse_document(
		source.at ? source.at : "", source.len, CMARK_OPT_DEFAULT);
	walk(reader, root);
	cmark_node_free(root);
	bp_buf_release(&references);
}

/* A footnote's text behind the definitions that it may use; *lines: how many lines they
 * and a blank one take. */
static struct bp_str note_source(
	struct reader *reader, const struct bp_note *note, int *lines)
{
	struct bp_str references = definitions(reader);
	struct bp_buf source = {0};

	*lines = 0;
	if (!references.len || bp_str_find(note->body, BP_STR("["), 0) == SIZE_MAX)
		return note->body;
	reader->reread += references.len;
	*lines = (int)reader->reference_lines + 1;
	bp_buf_add_str(&source, references);
	bp_buf_add_char(&source, '\n');
	bp_buf_add_str(&source, note->body);
	struct bp_str text = bp_arena_str(reader->document->arena, bp_buf_str(&source));
	bp_buf_release(&source);
	return text;
}

/* The text of a footnote, as an item of the list at the end. */
static void add_note(
	struct reader *reader, struct bp_container *list, struct bp_note *note)
{
	int lines;
	struct bp_str source = note_source(reader, note, &lines);
	struct reader inside = *reader;
	struct bp_container *item =
		bp_arena_alloc(reader->document->arena, 1, sizeof *item);

	*item = (struct bp_container){.kind = BP_ITEM,
		.parent = list,
		.depth = list->depth + 1,
		.number = note->number,
		.first_block = next_index(reader)};
	note->block = next_index(reader);
	inside.in = item;
	inside.questions = false;
	inside.line_offset += note->line - 1 - lines;
	parse(&inside, source);
	if (note->block == next_index(reader))
		add_block(&inside, BP_BLOCK_PARAGRAPH, 0);
	reader->previous_in = item;
}

static struct bp_note *note_of_number(struct bp_document *document, int number)
{
	for (size_t i = 0; i < document->note_count; i++)
		if (document->notes[i].number == number)
			return &document->notes[i];
	return NULL;
}

/* Footnotes stand at the end, in the order in which they are referred to; one may refer
 * to others. */
static void add_notes(struct reader *reader)
{
	struct bp_document *document = reader->document;
	struct bp_container *list = bp_arena_alloc(document->arena, 1, sizeof *list);

	*list = (struct bp_container){.kind = BP_LIST,
		.tight = true,
		.ordered = true,
		.delimiter = ']',
		.first = 1};
	list->last = (int)document->note_count;
	for (int number = 1; number <= document->notes_used; number++) {
		struct bp_note *note = note_of_number(document, number);
		if (number == 1)
			add_block(reader, BP_BLOCK_RULE, note->line);
		add_note(reader, list, note);
	}
	for (size_t i = 0; i < document->note_count; i++)
		if (!document->notes[i].number)
			bp_diagnose(reader->faults, BP_FAULT_NOTE_UNUSED,
				document->notes[i].line + reader->line_offset, 1,
				_("catatan kaki [^%.*s] tidak dirujuk di mana pun, jadi tidak ditampilkan"),
				(int)document->notes[i].id.len, document->notes[i].id.at);
}

static void read_markdown(struct reader *reader, struct bp_str markdown)
{
	struct bp_buf tame = {0}, source = {0};
	struct bp_arena *arena = reader->document->arena;

	bp_markdown_tame(markdown, &tame);
	bool notes = reader->questions &&
		bp_str_find(bp_buf_str(&tame), BP_STR("[^"), 0) != SIZE_MAX;
	if (notes)
		bp_notes_take(reader->document, bp_buf_str(&tame), &source);
	parse(reader, bp_arena_str(arena, bp_buf_str(notes ? &source : &tame)));
	if (notes) {
		add_notes(reader);
		bp_notes_check(reader->document, reader->faults);
	}
	bp_buf_release(&tame);
	bp_buf_release(&source);
}

const struct bp_note *bp_document_note(
	const struct bp_document *document, struct bp_str url)
{
	size_t len = sizeof BP_NOTE_URL - 1;

	for (size_t i = 0; bp_str_starts(url, BP_NOTE_URL) && i < document->note_count;
		i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", document->notes[i].number);
		if (bp_str_is(bp_str_from(url, len), number))
			return &document->notes[i];
	}
	return NULL;
}

/* ---- the interface ---- */

struct bp_document *bp_document_read(
	struct bp_str markdown, int line, struct bp_diagnostics *faults)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_document *document = bp_arena_alloc(arena, 1, sizeof *document);
	struct reader reader = {.document = document,
		.faults = faults,
		.line_offset = line - 1,
		.questions = true};

	document->arena = arena;
	read_markdown(&reader, markdown);
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

static void add_plain(struct reader *reader, struct bp_str text)
{
	struct bp_spans spans = {0};

	bp_spans_add_lines(reader->document->arena, &spans,
		bp_arena_str(reader->document->arena, text));
	if (spans.count)
		add_block(reader, BP_BLOCK_PARAGRAPH, 0)->spans = spans;
}

struct bp_document bp_document_read_text(struct bp_arena *arena, struct bp_text text)
{
	struct bp_document document = {.arena = arena};
	struct reader reader = {.document = &document};
	struct bp_buf plain = {0};

	switch (text.format) {
	case BP_FORMAT_MARKDOWN: read_markdown(&reader, text.text); break;
	case BP_FORMAT_PLAIN: add_plain(&reader, text.text); break;
	case BP_FORMAT_HTML:
	case BP_FORMAT_MOODLE:
		bp_html_text(text.text, &plain);
		add_plain(&reader, bp_buf_str(&plain));
		bp_buf_release(&plain);
		break;
	}
	return document;
}
