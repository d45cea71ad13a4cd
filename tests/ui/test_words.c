/*
 * Words kept: every word of a Markdown file is in its rendering, at widths 30, 80 and
 * 200, and no line is wider than that. The words that should be there are taken from
 * libcmark's own tree of the file as it is, without our passes over it.
 *
 * usage: test_words PATH...   (files, and folders with *.md in them)
 */
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/layout.h>
#include <cmark.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

static const int widths[] = {30, 80, 200};

static size_t files, refused, failed;

/* ---- texts and their words ---- */

struct words {
	struct bp_buf text; /* clean */
	struct bp_str *at;
	size_t count, room;
};

/* Letters and digits: what is not ASCII is nearly always one. */
static bool in_word(char c)
{
	return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
		((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static int by_bytes(const void *a, const void *b)
{
	const struct bp_str *x = a, *y = b;
	size_t len = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->at, y->at, len);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static void split(const struct bp_buf *raw, struct words *words)
{
	bp_buf_clear(&words->text);
	bp_buf_add_clean(&words->text, bp_buf_str(raw));
	words->count = 0;
	struct bp_str text = bp_buf_str(&words->text);
	for (size_t at = 0, end; at < text.len; at = end) {
		for (end = at; end < text.len && in_word(text.at[end]); end++)
			continue;
		if (words->count == words->room) {
			words->room = words->room ? words->room * 2 : 1024;
			words->at = bp_realloc(words->at, words->room, sizeof *words->at);
		}
		if (end > at)
			words->at[words->count++] = bp_str_part(text, at, end);
		else
			end++;
	}
	if (words->count)
		qsort(words->at, words->count, sizeof *words->at, by_bytes);
}

static void release(struct words *words)
{
	bp_buf_release(&words->text);
	free(words->at);
}

/* Both sorted: the first word that is more often in wanted than in got. */
static const struct bp_str *lacking(const struct words *wanted, const struct words *got)
{
	size_t have = 0;

	for (size_t i = 0; i < wanted->count; i++, have++) {
		while (have < got->count && by_bytes(&got->at[have], &wanted->at[i]) < 0)
			have++;
		if (have == got->count || by_bytes(&got->at[have], &wanted->at[i]) != 0)
			return &wanted->at[i];
	}
	return NULL;
}

/* ---- the words of the source ---- */

/* Front matter is not shown. */
static struct bp_str without_front_matter(struct bp_str text)
{
	if (bp_str_starts(text, "\xef\xbb\xbf"))
		text = bp_str_from(text, 3);
	if (!bp_str_starts(text, "---\n") && !bp_str_starts(text, "---\r\n"))
		return text;
	size_t end = bp_str_find(text, BP_STR("\n---"), 3);
	return end == SIZE_MAX ? text : bp_str_from(text, end + 4);
}

/* The mark of a task, and of a callout. */
static size_t mark_of_text(cmark_node *text, const char *literal)
{
	cmark_node *paragraph = cmark_node_parent(text);
	cmark_node *around = paragraph ? cmark_node_parent(paragraph) : NULL;

	if (!around || cmark_node_previous(text) || cmark_node_previous(paragraph))
		return 0;
	if (cmark_node_get_type(around) == CMARK_NODE_ITEM && literal[0] == '[' &&
		literal[1] && strncmp(literal + 2, "] ", 2) == 0)
		return 3;
	if (cmark_node_get_type(around) == CMARK_NODE_BLOCK_QUOTE &&
		strncmp(literal, "[!", 2) == 0)
		return strcspn(literal, "]");
	return 0;
}

/* "[^id]" becomes a number; to libcmark it is a link if its note is one word. */
static bool is_note(cmark_node *text)
{
	return cmark_node_get_type(cmark_node_parent(text)) == CMARK_NODE_LINK &&
		cmark_node_get_literal(text)[0] == '^';
}

static void add_without_notes(const char *literal, struct bp_buf *out)
{
	while (*literal) {
		size_t end = strcspn(literal, "[]");
		bp_buf_add(out, literal, end);
		literal += end;
		if (strncmp(literal, "[^", 2) == 0)
			literal += strcspn(literal, "]");
		else if (*literal)
			bp_buf_add_char(out, *literal++);
	}
}

static void add_node(cmark_node *node, struct bp_buf *out)
{
	const char *literal = cmark_node_get_literal(node);

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		if (!is_note(node))
			add_without_notes(literal + mark_of_text(node, literal), out);
		break;
	case CMARK_NODE_CODE: bp_buf_add_cstr(out, literal); break;
	case CMARK_NODE_CODE_BLOCK:
		bp_buf_add_char(out, '\n');
		if (strncmp(cmark_node_get_fence_info(node), "gift", 4) != 0)
			bp_buf_add_cstr(out, literal);
		break;
	case CMARK_NODE_HTML_INLINE:
		if (strncasecmp(literal, "<br", 3) == 0)
			bp_buf_add_char(out, '\n');
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE: break;
	default: bp_buf_add_char(out, '\n');
	}
}

static void words_of_source(struct bp_str markdown, struct words *words)
{
	struct bp_buf raw = {0};
	cmark_node *root =
		cmark_parse_document(markdown.at, markdown.len, CMARK_OPT_DEFAULT);
	cmark_iter *iter;

	cmark_consolidate_text_nodes(root);
	iter = cmark_iter_new(root);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		if (cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER)
			add_node(cmark_iter_get_node(iter), &raw);
	cmark_iter_free(iter);
	cmark_node_free(root);
	split(&raw, words);
	bp_buf_release(&raw);
}

/* ---- the words of the rendering ---- */

/* The runs of a line between two columns. */
static void add_runs(const struct bp_layout *layout, const struct bp_line *line, int from,
	int to, struct bp_buf *out)
{
	int column = -1;

	for (uint32_t i = 0; i < line->count; i++) {
		const struct bp_run *run = &layout->runs[line->first + i];
		if (run->column < from || run->column >= to)
			continue;
		if (run->role != BP_ROLE_TEXT)
			continue;
		if (column >= 0 && run->column > column)
			bp_buf_add_char(out, ' ');
		bp_buf_add_str(out, run->text);
		column = run->column + run->columns;
	}
}

/* The line under a table's header says where its columns are; NULL: it has none. */
static const struct bp_line *columns_of(
	const struct bp_layout *layout, size_t line, size_t end)
{
	for (; line < end; line++) {
		const struct bp_line *at = &layout->lines[line];
		if (at->count &&
			layout->runs[at->first + at->count - 1].role == BP_ROLE_RULE)
			return at;
	}
	return NULL;
}

/* One column of a table. A word that is cut ends at its edge; so may one that is not:
 * both readings are given. */
static void add_column(const struct bp_layout *layout, size_t line, size_t end, int from,
	int to, struct bp_buf *out)
{
	for (int joined = 0; joined < 2; joined++) {
		bp_buf_add_char(out, '\n');
		for (size_t i = line; i < end; i++) {
			size_t before = out->len;
			add_runs(layout, &layout->lines[i], from, to, out);
			if (!joined || out->len == before)
				bp_buf_add_char(out, '\n');
		}
	}
}

static void add_table(const struct bp_layout *layout, size_t line, size_t end,
	const struct bp_line *header, struct bp_buf *out)
{
	for (uint32_t i = 0; i < header->count; i++) {
		const struct bp_run *run = &layout->runs[header->first + i];
		if (run->role == BP_ROLE_RULE)
			add_column(layout, line, end, run->column,
				run->column + run->columns, out);
	}
}

static void add_lines(
	const struct bp_layout *layout, size_t line, size_t end, struct bp_buf *out)
{
	for (; line < end; line++) {
		if (!layout->lines[line].joined)
			bp_buf_add_char(out, '\n');
		add_runs(layout, &layout->lines[line], 0, layout->width, out);
	}
}

static void words_of_layout(const struct bp_layout *layout, struct words *words)
{
	struct bp_buf raw = {0};

	for (size_t line = 0, end; line < layout->count; line = end) {
		uint32_t block = layout->lines[line].block;
		for (end = line; end < layout->count; end++)
			if (layout->lines[end].block != block)
				break;
		bool table = layout->document->blocks[block].kind == BP_BLOCK_TABLE;
		const struct bp_line *header =
			table ? columns_of(layout, line, end) : NULL;
		if (header)
			add_table(layout, line, end, header, &raw);
		else
			add_lines(layout, line, end, &raw);
	}
	split(&raw, words);
	bp_buf_release(&raw);
}

/* The first run that is not where or as wide as it should be, or NULL. */
static const struct bp_run *too_wide(const struct bp_layout *layout)
{
	for (size_t i = 0; i < layout->run_count; i++) {
		const struct bp_run *run = &layout->runs[i];
		if (run->column < 0 || run->column + run->columns > layout->width ||
			bp_text_columns(run->text) != run->columns)
			return run;
	}
	return NULL;
}

/* ---- files ---- */

static bool check_width(const char *path, const struct bp_document *document, int width,
	const struct words *wanted)
{
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = width,
			.wrap_code = true,
			.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});
	struct words got = {0};

	words_of_layout(layout, &got);
	const struct bp_str *lost = lacking(wanted, &got);
	const struct bp_run *wide = too_wide(layout);
	if (lost)
		printf("%s, width %d: lost \"%.*s\"\n", path, width, (int)lost->len,
			lost->at);
	if (wide)
		printf("%s, width %d: too wide: \"%.*s\"\n", path, width,
			(int)wide->text.len, wide->text.at);
	release(&got);
	bp_layout_free(layout);
	return !lost && !wide;
}

static void check_text(const char *path, struct bp_str text)
{
	struct words wanted = {0};
	bool ok = true;

	text = without_front_matter(text);
	struct bp_document *document = bp_document_read(text, 1, NULL);
	words_of_source(text, &wanted);
	for (size_t i = 0; ok && i < sizeof widths / sizeof *widths; i++)
		ok = check_width(path, document, widths[i], &wanted);
	failed += !ok;
	release(&wanted);
	bp_document_free(document);
}

static void check_file(const char *path)
{
	struct bp_buf text = {0};
	bool ok = bp_file_read(path, BP_MODULE_LIMIT, &text, NULL) && text.len &&
		!memchr(text.at, '\0', text.len) &&
		bp_utf8_valid(bp_buf_str(&text), NULL);

	files++;
	if (ok)
		check_text(path, bp_buf_str(&text));
	else
		refused++;
	bp_buf_release(&text);
}

static int visit(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	size_t len = strlen(path);

	(void)info;
	if (kind == FTW_F &&
		(walk->level == 0 || (len > 3 && strcmp(path + len - 3, ".md") == 0)))
		check_file(path);
	return 0;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (nftw(argv[i], visit, 16, FTW_PHYS) != 0)
			return 2;
	printf("%zu files at 3 widths, %zu failed; %zu more are no UTF-8 text of a "
	       "lesson's size\n",
		files - refused, failed, refused);
	return failed || files == refused;
}
