/*
 * Every word of a Markdown file is in its layout, and no line is wider than it may be.
 *
 *	test_words FILE|FOLDER...
 *
 * Words are taken from libcmark's own tree, not from our reading of it. Left out is what
 * our dialect takes away on purpose: the marks of tables, tasks, callouts and footnotes,
 * blocks of questions, HTML, and the names of keys, which become keys.
 */
#include <berpijar/action.h>
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/layout.h>
#include <cmark.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT (256 * 1024)

static const int widths[] = {30, 80, 200};

struct words {
	struct bp_str *at;
	size_t count, room;
	struct bp_arena *arena;
};

static size_t files, failures;

/* Letters and digits; all that is beyond ASCII counts as a letter. */
static bool in_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') ||
		((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The bytes of a key that begins here, "{key:notes}"; 0: none does. */
static size_t key_at(struct bp_str text, size_t at)
{
	struct bp_str name;
	size_t len = bp_action_key_at(text, at, &name);

	return len && bp_action_named(name) ? len : 0;
}

static void add_words(struct words *words, struct bp_str text)
{
	for (size_t at = 0; at < text.len;) {
		at += key_at(text, at);
		size_t from = at;
		while (at < text.len && in_word((unsigned char)text.at[at]))
			at++;
		if (at > from)
			*BP_PUSH(words->arena, words->at, words->count, words->room) =
				bp_arena_str(words->arena, bp_str_part(text, from, at));
		else
			at++;
	}
}

static int compare(const void *left, const void *right)
{
	const struct bp_str *a = left, *b = right;
	size_t len = a->len < b->len ? a->len : b->len;
	int order = len ? memcmp(a->at, b->at, len) : 0;

	return order ? order : (a->len > b->len) - (a->len < b->len);
}

/* ---- the words that should be there ---- */

static bool is_question(cmark_node *node)
{
	const char *info = cmark_node_get_fence_info(node);
	return info && strncmp(info, "gift", 4) == 0;
}

/* Without what the dialect takes as a mark: "[!NOTE]", "[^a]:", "[x]". */
static void add_text(struct words *words, const char *text)
{
	struct bp_buf clean = {0};

	for (const char *at = text; *at;) {
		const char *end = *at == '[' ? strchr(at, ']') : NULL;
		bool mark = end && (at[1] == '!' || at[1] == '^' || end == at + 2);
		if (mark)
			at = end + 1;
		else
			bp_buf_add_char(&clean, *at++);
	}
	bp_buf_add_clean(&clean, (struct bp_str){0});
	struct bp_buf shown = {0};
	bp_buf_add_clean(&shown, bp_buf_str(&clean));
	add_words(words, bp_buf_str(&shown));
	bp_buf_release(&shown);
	bp_buf_release(&clean);
}

/* Text is joined over soft breaks' neighbours only: a mark may be cut into several nodes.
 */
static void expected_words(const char *source, size_t len, struct words *words)
{
	cmark_node *root = cmark_parse_document(source, len, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	struct bp_buf text = {0};

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			bp_buf_add_cstr(&text, cmark_node_get_literal(node));
		else if (type == CMARK_NODE_CODE_BLOCK && !is_question(node))
			add_text(words, cmark_node_get_literal(node));
		else if (type != CMARK_NODE_EMPH && type != CMARK_NODE_STRONG &&
			type != CMARK_NODE_LINK && text.len) {
			add_text(words, text.at);
			bp_buf_clear(&text);
		}
	}
	bp_buf_release(&text);
	cmark_iter_free(iter);
	cmark_node_free(root);
}

/* ---- the words that are there ---- */

/* A word that goes on at the next line, of a text or in a cell of a table, is put
 * together again by its column. */
static void laid_out_words(const struct bp_layout *layout, struct words *words)
{
	struct bp_buf all = {0};

	for (size_t i = 0; i < layout->count; i++) {
		const struct bp_line *line = &layout->lines[i];
		int end = -1;
		if (!line->joined)
			bp_buf_add_char(&all, ' ');
		for (uint32_t n = 0; n < line->count; n++) {
			const struct bp_run *run = &layout->runs[line->first + n];
			if (run->role != BP_ROLE_TEXT && run->role != BP_ROLE_FRAME)
				continue;
			if (end >= 0 && run->column > end)
				bp_buf_add_char(&all, ' ');
			bp_buf_add_clean(&all, run->text);
			end = run->column + run->columns;
		}
	}
	add_words(words, bp_buf_str(&all));
	bp_buf_release(&all);
}

/* ---- judging ---- */

/* Whether a laid-out word begins or ends with a part. */
static bool holds_part(const struct words *words, struct bp_str part, bool begins)
{
	for (size_t i = 0; i < words->count; i++) {
		struct bp_str word = words->at[i];
		size_t from = begins || word.len < part.len ? 0 : word.len - part.len;
		if (word.len >= part.len &&
			memcmp(word.at + from, part.at, part.len) == 0)
			return true;
	}
	return false;
}

/* A word that a narrow cell had to break stands there in two parts or, if it is long, in
 * more, of which the first is looked for. */
static bool is_there_in_parts(const struct words *shown, struct bp_str word)
{
	for (size_t cut = 1; cut < word.len; cut++)
		if (holds_part(shown, bp_str_part(word, 0, cut), false) &&
			(word.len > 12 ||
				holds_part(shown, bp_str_from(word, cut), true)))
			return true;
	return false;
}

static void judge(const char *path, int width, const struct words *expected,
	const struct words *shown)
{
	size_t at = 0;

	for (size_t i = 0; i < expected->count; i++) {
		while (at < shown->count && compare(&shown->at[at], &expected->at[i]) < 0)
			at++;
		if (at < shown->count && compare(&shown->at[at], &expected->at[i]) == 0) {
			at++;
			continue;
		}
		if (is_there_in_parts(shown, expected->at[i]))
			continue;
		printf("%s: width %d: \"%.*s\" is not there\n", path, width,
			(int)expected->at[i].len, expected->at[i].at);
		failures++;
		return;
	}
}

static void check_width(const char *path, struct bp_document *document, int width,
	const struct words *expected)
{
	struct words shown = {.arena = bp_arena_new()};
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = width,
			.wrap_code = true,
			.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});

	for (size_t i = 0; i < layout->run_count; i++)
		if (layout->runs[i].column + layout->runs[i].columns > width) {
			printf("%s: width %d: a line is wider\n", path, width);
			failures++;
			break;
		}
	laid_out_words(layout, &shown);
	if (shown.count)
		qsort(shown.at, shown.count, sizeof *shown.at, compare);
	judge(path, width, expected, &shown);
	bp_layout_free(layout);
	bp_arena_free(shown.arena);
}

/* Behind the front matter, if there is any. */
static struct bp_str body_of(struct bp_str source)
{
	size_t end = bp_str_starts(source, "---\n")
		? bp_str_find(source, BP_STR("\n---\n"), 3)
		: SIZE_MAX;

	return end == SIZE_MAX ? source : bp_str_from(source, end + 5);
}

static void check_file(const char *path)
{
	struct bp_buf source = {0};
	struct words expected = {.arena = bp_arena_new()};

	if (bp_file_read(path, FILE_LIMIT, &source, NULL)) {
		struct bp_str body = body_of(bp_buf_str(&source));
		expected_words(body.at, body.len, &expected);
		if (expected.count)
			qsort(expected.at, expected.count, sizeof *expected.at, compare);
		struct bp_document *document = bp_document_read(body, 1, NULL);
		for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
			check_width(path, document, widths[i], &expected);
		bp_document_free(document);
		files++;
	}
	bp_arena_free(expected.arena);
	bp_buf_release(&source);
}

static int visit(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	size_t len = strlen(path);

	(void)info, (void)where;
	if (kind == FTW_F && len > 3 && strcmp(path + len - 3, ".md") == 0)
		check_file(path);
	return 0;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		nftw(argv[i], visit, 16, FTW_PHYS);
	printf("%zu files at %zu widths, %zu faults\n", files,
		sizeof widths / sizeof *widths, failures);
	return failures > 0 || files == 0;
}
