/*
 * Pipe tables, by the rules of GitHub Flavored Markdown 0.29 ("Tables (extension)"),
 * found in the source lines of paragraphs: libcmark's tree no longer tells an escaped
 * pipe from a plain one.
 */
#include "inlines.h"
#include "tree.h"
#include <stdlib.h>
#include <string.h>

#define MARKED_MOST 32768 /* bytes of cells that libcmark parses at a time */
#define QUOTE_LIMIT 100
/* Missing cells of short rows, which a small file could otherwise have by the million.
 * cmark-gfm has such a limit too. */
#define LACKING_LIMIT 50000

void bp_lines_index(struct bp_str text, struct bp_lines *lines)
{
	bool returns = text.len && memchr(text.at, '\r', text.len);

	*lines = (struct bp_lines){.text = text};
	for (size_t at = 0; at < text.len;) {
		if (lines->count == lines->room)
			lines->starts = bp_realloc(lines->starts,
				lines->room = lines->room * 2 + 32,
				sizeof *lines->starts);
		lines->starts[lines->count++] = at;
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		for (; returns && at < text.len && at < end; at++)
			if (text.at[at] == '\r')
				end = at;
		at = end < text.len ? end : text.len;
		if (at + 1 < text.len && text.at[at] == '\r' && text.at[at + 1] == '\n')
			at++;
		at++;
	}
}

void bp_lines_release(struct bp_lines *lines)
{
	free(lines->starts);
}

struct bp_str bp_lines_get(const struct bp_lines *lines, int n)
{
	if (n < 1 || (size_t)n > lines->count)
		return (struct bp_str){0};
	size_t end = (size_t)n < lines->count ? lines->starts[n] : lines->text.len;
	struct bp_str line = bp_str_part(lines->text, lines->starts[n - 1], end);
	while (line.len &&
		(line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r'))
		line.len--;
	return line;
}

bool bp_lines_have(const struct bp_lines *lines, int first, int last, char sign)
{
	bool found = false;

	for (int n = first; n <= last && !found; n++) {
		struct bp_str line = bp_lines_get(lines, n);
		found = line.len && memchr(line.at, sign, line.len);
	}
	return found;
}

static bool table_has(struct bp_str text, char c)
{
	return text.len && memchr(text.at, c, text.len);
}

static struct bp_str table_skip_blanks(struct bp_str text)
{
	while (text.len && (*text.at == ' ' || *text.at == '\t'))
		text = bp_str_from(text, 1);
	return text;
}

/* Line n of a paragraph, without the markers of the quotes and lists around it. */
static struct bp_str table_line(
	const struct bp_lines *lines, cmark_node *paragraph, int n)
{
	struct bp_str line = bp_lines_get(lines, n);

	if (n == cmark_node_get_start_line(paragraph))
		return bp_str_from(
			line, (size_t)(cmark_node_get_start_column(paragraph) - 1));
	int quotes = 0;
	for (cmark_node *up = cmark_node_parent(paragraph); up && quotes < QUOTE_LIMIT;
		up = cmark_node_parent(up))
		quotes += cmark_node_get_type(up) == CMARK_NODE_BLOCK_QUOTE;
	for (; quotes > 0; quotes--) {
		struct bp_str after = table_skip_blanks(line);
		if (!bp_str_starts(after, ">"))
			break; /* a lazy continuation line, which has fewer markers */
		line = bp_str_from(after, 1);
	}
	return table_skip_blanks(line);
}

void bp_paragraph_source(const struct bp_lines *lines, cmark_node *paragraph, int first,
	int last, struct bp_buf *out)
{
	for (int n = first; n <= last; n++) {
		bp_buf_add_str(out, table_line(lines, paragraph, n));
		bp_buf_add_char(out, '\n');
	}
}

/* Sets *cell to the next cell of a row, trimmed, and *at to behind its closing pipe. False
 * at the end of the row. */
static bool table_next_cell(struct bp_str row, size_t *at, struct bp_str *cell)
{
	size_t end = *at;
	bool escaped = false;

	if (bp_str_trim(bp_str_from(row, *at)).len == 0)
		return false;
	for (; end < row.len && (row.at[end] != '|' || escaped); end++)
		escaped = row.at[end] == '\\' && !escaped;
	*cell = bp_str_trim(bp_str_part(row, *at, end));
	*at = end < row.len ? end + 1 : row.len;
	return true;
}

static struct bp_str table_without_first_pipe(struct bp_str row)
{
	row = bp_str_trim(row);
	return bp_str_starts(row, "|") ? bp_str_from(row, 1) : row;
}

static size_t table_count_cells(struct bp_str row)
{
	struct bp_str cell;
	size_t at = 0, count = 0;

	row = table_without_first_pipe(row);
	while (table_next_cell(row, &at, &cell))
		count++;
	return count;
}

static bool table_read_align(struct bp_str cell, enum bp_align *align)
{
	bool left = bp_str_starts(cell, ":");
	bool right = cell.len > 1 && cell.at[cell.len - 1] == ':';
	struct bp_str dashes = bp_str_part(cell, left, cell.len - right);

	*align = right ? (left ? BP_ALIGN_CENTRE : BP_ALIGN_RIGHT) : BP_ALIGN_LEFT;
	for (size_t i = 0; i < dashes.len; i++)
		if (dashes.at[i] != '-')
			return false;
	return dashes.len > 0;
}

/* How many columns a delimiter row has; 0 if the row is not a delimiter row. */
static size_t table_read_delimiters(
	struct bp_str row, enum bp_align align[BP_TABLE_COLUMN_LIMIT])
{
	struct bp_str cell;
	size_t at = 0, count = 0;
	enum bp_align beyond;

	row = table_without_first_pipe(row);
	while (table_next_cell(row, &at, &cell)) {
		if (!table_read_align(cell,
			    count < BP_TABLE_COLUMN_LIMIT ? &align[count] : &beyond))
			return 0;
		count++;
	}
	return count;
}

static bool table_find_header(const struct bp_lines *lines, cmark_node *paragraph,
	struct bp_table *table, int *header)
{
	int first = cmark_node_get_start_line(paragraph),
	    last = cmark_node_get_end_line(paragraph);
	struct bp_str before = table_line(lines, paragraph, first);

	for (int n = first + 1; n <= last; n++) {
		struct bp_str row = table_line(lines, paragraph, n);
		bool piped = table_has(row, '|') || table_has(before, '|');
		size_t columns = piped && table_has(row, '-')
			? table_read_delimiters(row, table->align)
			: 0;
		if (columns && columns == table_count_cells(before)) {
			table->columns = columns < BP_TABLE_COLUMN_LIMIT
				? columns
				: BP_TABLE_COLUMN_LIMIT;
			table->cut = columns > BP_TABLE_COLUMN_LIMIT;
			*header = n - 1;
			return true;
		}
		before = row;
	}
	return false;
}

/* Whether a text holds a character that may be inline markup, a key, or an address. */
static bool table_has_markup(struct bp_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr("\\`*_[]!<>&", text.at[i]))
			return true;
	return bp_str_find(text, BP_STR("{key:"), 0) < text.len ||
		autolink_next(text, 0, autolink_last_mail(text)) < text.len;
}

/* Cells with markup wait here to be parsed by libcmark together: one by one, each would
 * need its own copy of the link definitions; all at once, the tree would be large. */
struct marked {
	struct bp_buf source; /* a paragraph for each cell */
	size_t *cells;        /* the index of each in the table */
	size_t count, room;
	bool refers;   /* one of them may use a link definition */
	size_t reread; /* how many copies of the definitions were parsed so far */
};

/* Adds a cell to those that wait. The full stop in front, which table_drop_full_stop() takes away
 * again, keeps "- a" or "# a" from becoming a list or a heading. */
static void table_mark_cell(
	struct bp_arena *arena, struct marked *marked, struct bp_str cell, size_t place)
{
	struct bp_buf text = {0};

	for (size_t i = 0; i < cell.len; i++)
		if (cell.at[i] != '\\' || i + 1 == cell.len || cell.at[i + 1] != '|')
			bp_buf_add_char(&text, cell.at[i]);
	bp_buf_add_char(&marked->source, '.');
	bp_formulas_keep(bp_buf_str(&text), &marked->source);
	bp_buf_release(&text);
	bp_buf_add_cstr(&marked->source, "\n\n");
	marked->refers |= table_has(cell, '[');
	*BP_PUSH(arena, marked->cells, marked->count, marked->room) = place;
}

static void table_plain_cell(
	struct bp_arena *arena, struct bp_str cell, struct bp_spans *spans)
{
	bp_spans_add(arena, spans, bp_arena_str(arena, cell), 0, 0);
	BP_FIT(arena, spans->at, spans->count, spans->room);
}

static void table_drop_full_stop(cmark_node *paragraph)
{
	cmark_node *text = cmark_node_first_child(paragraph);
	const char *literal = text ? cmark_node_get_literal(text) : NULL;

	if (!literal || literal[0] != '.')
		return;
	char *rest = bp_strdup(literal + 1);
	cmark_node_set_literal(text, rest);
	free(rest);
}

static void table_read_marked(struct bp_document *document, struct bp_table *table,
	struct marked *marked, struct bp_str references, uint32_t block)
{
	if (marked->count == 0)
		return;
	if (marked->refers) {
		bp_buf_add_str(&marked->source, references);
		marked->reread++;
	}
	cmark_node *root = tree_open(bp_buf_str(&marked->source));
	cmark_node *paragraph = cmark_node_first_child(root);
	for (size_t i = 0; i < marked->count && paragraph; i++) {
		struct inlines text;
		inlines_begin(&text, document, block);
		table_drop_full_stop(paragraph);
		inlines_read(&text, paragraph);
		inlines_end(&text);
		table->cells[marked->cells[i]] = text.spans;
		paragraph = cmark_node_next(paragraph);
	}
	tree_close();
	bp_buf_clear(&marked->source);
	marked->count = 0;
	marked->refers = false;
}

/* The last cell together with everything behind it. GFM drops cells beyond the header's;
 * a learner would miss what the author wrote there. */
static struct bp_str table_with_rest(
	struct bp_str row, struct bp_str cell, size_t at, bool *excess)
{
	struct bp_str rest = bp_str_trim(bp_str_from(row, at));

	while (rest.len &&
		(rest.at[rest.len - 1] == '|' || bp_is_space(rest.at[rest.len - 1])))
		rest.len--;
	*excess = rest.len > 0;
	if (rest.len == 0)
		return cell;
	return (struct bp_str){cell.at, (size_t)(rest.at + rest.len - cell.at)};
}

/* Adds a row; returns how many cells it has less than the header. *excess is set if it has
 * more. */
static size_t table_read_row(struct bp_document *document, struct bp_table *table,
	struct bp_str row, struct marked *marked, bool *excess)
{
	size_t count = table->rows * table->columns, at = 0, lacking = 0;
	struct bp_str cell;

	*excess = false;
	row = table_without_first_pipe(row);
	for (size_t column = 0; column < table->columns; column++) {
		struct bp_spans *spans =
			BP_PUSH(document->arena, table->cells, count, table->cell_room);
		*spans = (struct bp_spans){0};
		bool there = table_next_cell(row, &at, &cell);
		if (there && column + 1 == table->columns && !table->cut)
			cell = table_with_rest(row, cell, at, excess);
		if (!there)
			lacking++;
		else if (table_has_markup(cell))
			table_mark_cell(document->arena, marked, cell, count - 1);
		else if (cell.len)
			table_plain_cell(document->arena, cell, spans);
	}
	table->rows++;
	return lacking;
}

struct bp_table *bp_table_read(struct bp_document *document, const struct bp_lines *lines,
	cmark_node *paragraph, struct bp_str references, uint32_t block,
	struct bp_table_lines *at)
{
	struct bp_table found = {0};
	struct marked marked = {0};
	size_t lacking = 0;

	*at = (struct bp_table_lines){0};
	if (cmark_node_get_start_line(paragraph) < 1 ||
		!table_find_header(lines, paragraph, &found, &at->header))
		return NULL;
	struct bp_table *table = bp_arena_alloc(document->arena, 1, sizeof *table);
	*table = found;
	while (cmark_node_first_child(paragraph)) /* frees inlines that are not needed */
		cmark_node_free(cmark_node_first_child(paragraph));
	int last = cmark_node_get_end_line(paragraph);
	for (at->last = at->header; at->last <= last; at->last++) {
		struct bp_str row = table_line(lines, paragraph, at->last);
		if (bp_str_is(bp_str_trim(row), "|") || lacking > LACKING_LIMIT)
			break;
		bool excess = false;
		if (at->last != at->header + 1) /* the delimiter row */
			lacking += table_read_row(document, table, row, &marked, &excess);
		if (excess && !at->excess)
			at->excess = at->last;
		if (marked.source.len > MARKED_MOST)
			table_read_marked(document, table, &marked, references, block);
	}
	at->last--;
	at->full = lacking > LACKING_LIMIT;
	table_read_marked(document, table, &marked, references, block);
	at->refers = marked.reread;
	bp_buf_release(&marked.source);
	return table;
}

size_t bp_references_find(const struct bp_lines *lines, struct bp_buf *out)
{
	size_t count = 0;

	for (size_t n = 1; n <= lines->count; n++) {
		struct bp_str line = table_skip_blanks(bp_lines_get(lines, (int)n));
		if (!bp_str_starts(line, "["))
			continue;
		size_t end = bp_str_find(line, BP_STR("]:"), 1);
		if (end == SIZE_MAX || end < 2 || end > 1000)
			continue;
		bp_buf_add_str(out, line);
		bp_buf_add_char(out, '\n');
		count++;
	}
	return count;
}
