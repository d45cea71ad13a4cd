/* Structures of Markdown, as many as a module can hold. */
#include "case.h"

#define TEN(text) text text text text text text text text text text

static const char opening[] = TEN(TEN("[[[[["));
static const char closing[] = TEN(TEN("]]]]]"));

static void brackets_defined(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "[r]: u\n\n");
	while (out->len < FULL - 1000)
		bp_buf_printf(out, "%.*sa%.*s ", 490, opening, 490, closing);
}

static void deep_list(struct bp_buf *out)
{
	for (int depth = 0; out->len < FULL - 1500; depth = (depth + 1) % 700)
		bp_buf_printf(out, "%*s- a\n", depth * 2, "");
}

static void deep_quotes(struct bp_buf *out)
{
	for (int depth = 1; out->len < FULL - 1500; depth = depth % 700 + 1) {
		for (int i = 0; i < depth; i++)
			bp_buf_add_char(out, '>');
		bp_buf_add_cstr(out, " a\n");
	}
}

static void add_row(struct bp_buf *out, const char *cell, int count)
{
	for (int i = 0; i < count; i++)
		bp_buf_add_cstr(out, cell);
	bp_buf_add_cstr(out, "|\n");
}

static void wide_table(struct bp_buf *out)
{
	add_row(out, "|a", 20000);
	add_row(out, "|-", 20000);
	add_row(out, "|b", 20000);
	add_row(out, "|c", 20000);
}

static void big_table(struct bp_buf *out)
{
	add_row(out, "|a", 32);
	add_row(out, "|-", 32);
	while (out->len < FULL - 200)
		add_row(out, "|b", 32);
}

static void marked_table(struct bp_buf *out)
{
	add_row(out, "|a", 32);
	add_row(out, "|-", 32);
	while (out->len < FULL - 400)
		add_row(out, "|*b*", 32);
}

static void referring_table(struct bp_buf *out)
{
	for (int i = 0; i < 100; i++)
		bp_buf_printf(out, "[r%d]: u%d\n", i, i);
	bp_buf_add_cstr(out, "\n|a|b|\n|-|-|\n");
	for (int i = 0; out->len < FULL - 100; i++)
		bp_buf_printf(out, "|[r%d]|[r%d]|\n", i % 100, i % 7);
}

static void empty_table(struct bp_buf *out)
{
	add_row(out, "|a", 32);
	add_row(out, "|-", 32);
	while (out->len < FULL - 16)
		bp_buf_add_cstr(out, "x\n");
}

static void long_cells(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "|a|b|\n|-|-|\n|");
	while (out->len < FULL / 2)
		bp_buf_add_char(out, 'a');
	bp_buf_add_char(out, '|');
	while (out->len < FULL - 16)
		bp_buf_add_cstr(out, "b ");
	bp_buf_add_cstr(out, "|\n");
}

static void references(struct bp_buf *out)
{
	for (int i = 0; out->len < FULL - 64; i++)
		bp_buf_printf(out, "[r%d]: u\n", i);
}

static void references_used(struct bp_buf *out)
{
	for (int i = 0; i < 4000; i++)
		bp_buf_printf(out, "[r%d]: u%d\n", i, i);
	for (int i = 0; out->len < FULL - 64; i++)
		bp_buf_printf(out, "[r%d] ", i % 4000);
}

/* Each use of a reference with a long address copies it. */
static void reference_bomb(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "[a]: ");
	while (out->len < FULL / 2)
		bp_buf_add_char(out, 'u');
	bp_buf_add_cstr(out, "\n\n");
	while (out->len < FULL - 16)
		bp_buf_add_cstr(out, "[a] ");
}

static void notes(struct bp_buf *out)
{
	for (int i = 0; out->len < FULL - 64; i++)
		bp_buf_printf(out, "[^n%d]: a[^n%d]\n\n", i, i + 1);
}

static void notes_used(struct bp_buf *out)
{
	for (int i = 0; i < 600; i++)
		bp_buf_printf(out, "[^n%d]: a\n\n", i);
	for (int i = 0; out->len < FULL - 64; i++)
		bp_buf_printf(out, "a[^n%d] ", i % 600);
}

static void notes_unused(struct bp_buf *out)
{
	for (int i = 0; out->len < FULL - 64; i++)
		bp_buf_printf(out, "[^n%d]:\n", i);
}

/* A body of one note, referred to from everywhere. */
static void note_bomb(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "[^a]: ");
	while (out->len < FULL / 2)
		bp_buf_add_cstr(out, "[^a] ");
	bp_buf_add_cstr(out, "\n\n");
	while (out->len < FULL - 16)
		bp_buf_add_cstr(out, "[^a] ");
}

static void backtick_runs(struct bp_buf *out)
{
	for (int i = 1; out->len < FULL - 1000; i++) {
		bp_buf_add_char(out, 'e');
		for (int n = 0; n < i % 700; n++)
			bp_buf_add_char(out, '`');
	}
}

static void emphasis_lengths(struct bp_buf *out)
{
	for (int i = 1; out->len < FULL - 200; i++)
		bp_buf_printf(out, "%.*sa%.*s ", i % 60 + 1,
			"************************************************************",
			i % 59 + 1,
			"************************************************************");
}

#define MANY(literal) .text = {.unit = STR(literal)}
#define PAIRS(open, between, shut) \
	.text = {.unit = STR(open), .middle = STR(between), .close = STR(shut)}
#define AFTER(first, literal) .text = {.head = STR(first), .unit = STR(literal)}

const struct hostile hostile_markdown[] = {
	{"image-links", "CVE-2023-22486", MANY("![[]()")},
	{"image-links-lines", "the same, over lines", MANY("![[]()\n")},
	{"image-links-paragraphs", "the same, in paragraphs below the bound",
		MANY("![[]()![[]()![[]()![[]()![[]()![[]()![[]()![[]()\n\n")},
	{"image-links-heading", "the same in a heading", AFTER("# ", "![[]()")},
	{"image-links-item", "the same in an item", AFTER("- ", "![[]()")},
	{"open-brackets", "brackets that nothing closes", MANY("[")},
	{"open-images", "images that nothing closes", MANY("![")},
	{"shut-brackets", "brackets that nothing opened", MANY("]")},
	{"bracket-pairs", "nested brackets", PAIRS("[", "a", "]")},
	{"bracket-pairs-defined", "nested brackets that may be references",
		.write = brackets_defined},
	{"bracket-words", "brackets with words", MANY("[a ")},
	{"bracket-parens", "brackets and parentheses", PAIRS("[", "a", "](b)")},
	{"empty-links", "links without words", MANY("[]()")},
	{"link-open", "links whose address does not end", MANY("[a](")},
	{"link-open-angle", "addresses in angles", MANY("[a](<b")},
	{"link-parens", "parentheses in addresses", PAIRS("[a](", "", ")")},
	{"link-titles", "titles that do not end", MANY("[a](b \"")},
	{"links", "many links", MANY("[a](b) ")},
	{"link-long", "one long address", AFTER("[a](", "b")},
	{"reference-long", "labels of brackets", AFTER("[", "\\[")},
	{"emphasis-open", "stars that open", MANY("*a ")},
	{"emphasis-shut", "stars that close", MANY("a* ")},
	{"emphasis-mixed", "stars and lines", MANY("*a_ ")},
	{"emphasis-crossed", "stars that cross", MANY("*a **b _c ")},
	{"emphasis-nested", "nested emphasis", PAIRS("*a ", "b", " a*")},
	{"emphasis-strong", "nested strong emphasis", PAIRS("**a ", "b", " a**")},
	{"emphasis-many", "CVE-2023-24824", PAIRS("_", "a", "_")},
	{"emphasis-threes", "the rule of three", MANY("a***b**")},
	{"emphasis-lengths", "runs of all lengths", .write = emphasis_lengths},
	{"stars", "nothing but stars", MANY("*")},
	{"underscores", "nothing but underscores", MANY("_")},
	{"stars-words", "stars in words", MANY("*a*a")},
	{"backticks", "runs of all lengths", .write = backtick_runs},
	{"backticks-one", "nothing but backticks", MANY("`")},
	{"backticks-open", "spans that do not end", MANY("`a``b```")},
	{"comments", "comments that do not end", MANY("a <!-- ")},
	{"comment-starts", "comments at the start", MANY("<!--\n")},
	{"declarations", "declarations that do not end", MANY("a <!A ")},
	{"processing", "instructions that do not end", MANY("a <? ")},
	{"cdata", "sections that do not end", MANY("a <![CDATA[ ")},
	{"tags-open", "tags that do not end", MANY("<a ")},
	{"tags-quotes", "attributes that do not end", MANY("<a b=\"")},
	{"html-open", "HTML blocks", MANY("<div>\n\n")},
	{"html-script", "scripts that do not end", MANY("<script>\n\n")},
	{"html-script-line", "scripts in one HTML block",
		AFTER("<div>\n", "<script></ ")},
	{"html-comment-line", "comments in one HTML block", AFTER("<div>\n", "<!-- ")},
	{"html-declarations", "declarations in one HTML block",
		AFTER("<div>\n", "<![CDATA[")},
	{"html-processing", "instructions in one HTML block", AFTER("<div>\n", "<?")},
	{"html-tags", "tags in one HTML block", AFTER("<div>\n", "<b x='")},
	{"html-nested", "nested elements", PAIRS("<div>", "a", "</div>")},
	{"html-entities", "entities in HTML", AFTER("<div>\n", "&amp;")},
	{"html-breaks", "breaks", MANY("a<br>")},
	{"angles", "nothing but angles", MANY("<")},
	{"quotes", "nothing but quotes", MANY(">")},
	{"quotes-apart", "many quotes in each paragraph",
		MANY(">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>\n\n")},
	{"quote-lines", "a quote in each line", MANY("> a\n")},
	{"quotes-deep", "quotes of all depths", .write = deep_quotes},
	{"quotes-lazy", "lazy lines", AFTER(">>>>>>>>>> a\n", "b\n")},
	{"list-line", "items in one line", MANY("- ")},
	{"list-numbers", "numbers in one line", MANY("1. ")},
	{"list-mixed", "quotes and items", MANY("> - 1. ")},
	{"list-deep", "lists of all depths", .write = deep_list},
	{"list-flat", "many items", MANY("- a\n")},
	{"list-loose", "loose items", MANY("- a\n\n")},
	{"list-kinds", "a new list each line", MANY("- a\n+ a\n* a\n")},
	{"list-empty", "items of nothing", MANY("-\n")},
	{"list-large", "large numbers", MANY("999999999. a\n")},
	{"list-tasks", "tasks", MANY("- [x] [ ] a\n")},
	{"list-task-cut", "a mark of a task, cut off",
		.text = {.head = STR("- [\n\n* [x\n\n+ [")}},
	{"callouts", "callouts", MANY("> [!NOTE]\n> a\n\n")},
	{"callouts-deep", "callouts in callouts", MANY("> > > > [!TIP]\n> > > > a\n")},
	{"strikes", "tildes that do not close", MANY("~~a ")},
	{"strikes-pairs", "struck words", MANY("~~a~~ ")},
	{"tildes", "nothing but tildes", MANY("a ~")},
	{"fences", "fences", MANY("```\n")},
	{"fences-tilde", "fences of two kinds", MANY("```\n~~~\n")},
	{"fence-open", "a fence to the end", AFTER("```\n", "a\n")},
	{"fence-line", "code of one line", AFTER("```\n", "a")},
	{"fence-wide", "code of one line of wide characters", AFTER("```\n", "\u6f22")},
	{"fence-long", "a long fence", MANY("`")},
	{"indented", "indented code", MANY("    a\n\n")},
	{"headings", "headings", MANY("# a\n")},
	{"headings-marks", "signs after a heading", AFTER("# ", "a # ")},
	{"setext", "underlined headings", MANY("a\n=\n")},
	{"setext-rules", "lines under lines", MANY("a\n-\n")},
	{"rules", "rules", MANY("---\n\n")},
	{"rules-long", "a rule of blanks", MANY("* ")},
	{"hard-breaks", "hard breaks", MANY("a  \n")},
	{"backslashes", "nothing but backslashes", MANY("\\")},
	{"backslash-breaks", "backslashes and newlines", MANY("\\\n")},
	{"autolinks", "autolinks", MANY("<http://a> ")},
	{"autolinks-open", "autolinks that do not end", MANY("<http:a")},
	{"entities", "entities", MANY("&amp;")},
	{"entities-open", "entities that do not end", MANY("&amp")},
	{"ampersands", "nothing but ampersands", MANY("&")},
	{"references", "definitions", .write = references},
	{"references-used", "definitions and uses", .write = references_used},
	{"references-same", "one definition, many times", MANY("[a]: u\n")},
	{"references-open", "titles of definitions", MANY("[a]: u \"\n")},
	{"reference-bomb", "a long address, used often", .write = reference_bomb},
	{"notes", "a chain of footnotes", .write = notes},
	{"notes-used", "footnotes and uses", .write = notes_used},
	{"notes-unused", "footnotes of nothing", .write = notes_unused},
	{"notes-undefined", "uses without a footnote", MANY("[^a] ")},
	{"notes-open", "footnotes that do not end", AFTER("[^a]: b\n\n", "[^")},
	{"note-bomb", "a footnote that uses itself", .write = note_bomb},
	{"table-wide", "20,000 columns", .write = wide_table},
	{"table-big", "32 columns, all rows", .write = big_table},
	{"table-marked", "emphasis in each cell", .write = marked_table},
	{"table-references", "references in each cell", .write = referring_table},
	{"table-empty", "rows of one cell", .write = empty_table},
	{"table-cells", "long cells", .write = long_cells},
	{"tables", "many tables", MANY("a|b\n-|-\n\n")},
	{"table-headers", "header rows without end", MANY("|a\n")},
	{"table-delimiters", "delimiter rows", MANY("|-\n")},
	{"table-pipes", "nothing but pipes", MANY("|")},
	{"table-escapes", "escaped pipes", AFTER("a|b\n-|-\n", "\\|")},
	{"table-lines", "a delimiter row after each line", AFTER("a\n", "|-|-|\n")},
	{"table-quoted", "tables in quotes", MANY("> a|b\n> -|-\n>\n")},
	{"word", "one word", MANY("a")},
	{"words", "many words", MANY("a ")},
	{"lines", "many lines", MANY("a\n")},
	{"paragraphs", "many paragraphs", MANY("a\n\n")},
	{"hyphens", "a word of hyphens", MANY("a-")},
	{"too-large", "more than a module may hold",
		.text = {.unit = STR("kata "), .times = 200000}},
	{0},
};
