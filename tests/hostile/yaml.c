/* Front matter and course.yaml: what a reader of YAML trips over. */
#include "case.h"

static void deep_blocks(struct bp_buf *out)
{
	for (int depth = 0; depth < 170; depth++)
		bp_buf_printf(out, "%*sa:\n", depth, "");
}

static void many_keys(struct bp_buf *out)
{
	for (int i = 0; i < 1500; i++)
		bp_buf_printf(out, "kunci%d: a\n", i);
}

static void alias_bomb(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
	for (int i = 1; i < 30; i++)
		bp_buf_printf(out, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i,
			i - 1, i - 1, i - 1, i - 1, i - 1);
}

static void many_glossary(struct bp_buf *out)
{
	bp_buf_add_cstr(out, COURSE_TEXT "glossary:\n");
	for (int i = 0; i < 3000; i++)
		bp_buf_printf(out, "  istilah%d: arti\n", i);
}

static void many_modules(struct bp_buf *out)
{
	bp_buf_add_cstr(out, COURSE_TEXT "modules:\n");
	for (int i = 0; i < 6000; i++)
		bp_buf_printf(out, "  - m%d\n", i);
}

static void many_after(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "after:\n");
	for (int i = 0; i < 1500; i++)
		bp_buf_printf(out, "  - m%d\n", i);
}

#define TEXT(literal) .text = {.head = STR(literal)}
#define HEAD          15 * 1024 /* nearly all that front matter may be */
#define MANY(literal, bytes) \
	.text = {.unit = STR(literal), .times = (bytes) / (sizeof(literal) - 1)}
#define AFTER(first, literal, bytes)  \
	.text = {.head = STR(first),  \
		.unit = STR(literal), \
		.times = (bytes) / (sizeof(literal) - 1)}

const struct hostile hostile_yaml[] = {
	{"front-brackets", "100,000 brackets", PART_FRONT, AFTER("a: ", "[", 100000)},
	{"front-brackets-few", "as many brackets as are let through", PART_FRONT,
		AFTER("a: ", "[", 1000)},
	{"front-braces", "braces in braces", PART_FRONT, AFTER("a: ", "{b: ", 80000)},
	{"front-braces-few", "as many braces as are let through", PART_FRONT,
		AFTER("a: ", "{b: ", 4000)},
	{"front-questions", "complex keys", PART_FRONT, MANY("? ", HEAD)},
	{"front-dashes", "lists in one line", PART_FRONT, AFTER("a:\n ", "- ", HEAD)},
	{"front-colons", "nothing but colons", PART_FRONT, AFTER("a: ", ": ", HEAD)},
	{"front-commas", "nothing but commas", PART_FRONT, AFTER("a: [", ",", HEAD)},
	{"front-quote", "a quote that does not end", PART_FRONT,
		AFTER("a: \"", "b", HEAD)},
	{"front-quotes", "an apostrophe twice", PART_FRONT,
		AFTER("title: '", "''", HEAD)},
	{"front-escapes", "escapes in quotes", PART_FRONT,
		AFTER("title: \"", "\\x1b", HEAD)},
	{"front-esc", "an escape in the title", PART_FRONT,
		TEXT("title: \"\\e]0;x\\a \\x9b2J \\u202e \\U000E0041\"\n")},
	{"front-esc-raw", "a raw escape", PART_FRONT, TEXT("title: \x1b]0;x\x07\n")},
	{"front-esc-key", "an escape in a key", PART_FRONT, TEXT("\"\\e[2J\": a\n")},
	{"front-esc-value", "an escape in a wrong value", PART_FRONT,
		TEXT("title: a\nkind: \"\\e[2J\"\nid: \"\\e[2J\"\njp: \"\\e[2J\"\ntime: "
		     "\"\\e[2J\"\n"
		     "language: \"\\e[2J\"\nas_of: \"\\e[2J\"\nafter: [\"\\e[2J\"]\n")},
	{"front-bidi", "a title that turns", PART_FRONT,
		TEXT("title: \u202e"
		     "akal\n")},
	{"front-newline", "a title of many lines", PART_FRONT,
		TEXT("title: \"a\\nb\\nc\\rd\"\n")},
	{"front-nul", "a NUL by escape", PART_FRONT, TEXT("title: \"a\\0b\"\n")},
	{"front-alias", "an alias bomb", PART_FRONT, .write = alias_bomb},
	{"front-alias-self", "an anchor in itself", PART_FRONT, TEXT("a: &a [*a]\n")},
	{"front-merge", "a merge key", PART_FRONT, TEXT("a: &a {b: c}\n<<: *a\n")},
	{"front-tag", "tags of objects", PART_FRONT,
		TEXT("title: !!python/object/apply:os.system [id]\n")},
	{"front-binary", "a binary tag", PART_FRONT, TEXT("title: !!binary aGFsbw==\n")},
	{"front-directive", "directives", PART_FRONT, TEXT("%YAML 9.9\n%TAG ! x\n")},
	{"front-keys", "1,500 keys", PART_FRONT, .write = many_keys},
	{"front-key-long", "a key without end", PART_FRONT, MANY("a", HEAD)},
	{"front-key-value", "a long key", PART_FRONT,
		.text = {.unit = STR("a"), .times = 900, .end = STR(": b\n")}},
	{"front-scalar", "a long title", PART_FRONT, AFTER("title: ", "a", HEAD)},
	{"front-folded", "a folded title", PART_FRONT,
		AFTER("title: >\n", "  a\n", HEAD)},
	{"front-literal", "newlines kept", PART_FRONT, AFTER("title: |+\n", "\n", HEAD)},
	{"front-deep", "blocks in blocks", PART_FRONT, .write = deep_blocks},
	{"front-indent", "a deep indentation", PART_FRONT,
		.text = {.head = STR("a:\n"),
			.unit = STR(" "),
			.times = HEAD,
			.end = STR("b: c\n")}},
	{"front-tabs", "tabs", PART_FRONT, AFTER("a:", "\t", HEAD)},
	{"front-comments", "comments", PART_FRONT, AFTER("a: b\n", "# c\n", HEAD)},
	{"front-list", "a long list", PART_FRONT, AFTER("outcomes:\n", "  - a\n", HEAD)},
	{"front-after", "needs what is not there", PART_FRONT, .write = many_after},
	{"front-after-self", "needs itself", PART_FRONT,
		TEXT("id: satu\nafter: [satu]\n")},
	{"front-path", "an id that is a path", PART_FRONT,
		TEXT("title: a\nid: ../../../../etc/passwd\nafter: [../..]\n")},
	{"front-numbers", "numbers beyond all bounds", PART_FRONT,
		TEXT("title: a\njp: 1e999\npass: 99999999999999999999\ndraw: -1\n"
		     "time: 99999999999999999999h\nattempts: 0x7fffffff\n")},
	{"front-time", "many units", PART_FRONT, AFTER("time: ", "1h", HEAD)},
	{"front-large", "more than front matter may be", PART_FRONT,
		AFTER("title: a\n", "b: c\n", 20000)},
	{"front-open", "front matter without an end", PART_LESSON,
		AFTER("---\n", "a: b\n", 15000)},
	{"front-open-large", "the same, larger", PART_LESSON,
		AFTER("---\n", "a: b\n", 200000)},
	{"front-fences", "nothing but lines of hyphens", PART_LESSON,
		MANY("---\n", FULL - 4)},
	{"front-bom", "a mark in front, and a bare CR behind", PART_LESSON,
		TEXT("\xef\xbb\xbf---\r\ntitle: a\r\n---\r\nkata\r\n")},
	{"front-scalar-root", "no mapping", PART_FRONT, TEXT("hanya kata\n")},
	{"front-list-root", "a list", PART_FRONT, TEXT("- a\n- b\n")},
	{"course-brackets", "brackets in course.yaml", PART_COURSE,
		AFTER("a: ", "[", 60000)},
	{"course-braces", "braces in course.yaml", PART_COURSE,
		AFTER("a: ", "{b: ", 60000)},
	{"course-braces-flat", "pairs without end", PART_COURSE,
		AFTER("a: {", "b, ", 60000)},
	{"course-questions", "complex keys in course.yaml", PART_COURSE,
		MANY("? ", 60000)},
	{"course-dashes", "lists in one line", PART_COURSE,
		AFTER("modules:\n ", "- ", 60000)},
	{"course-colons", "nothing but colons", PART_COURSE, AFTER("a: ", ":", 60000)},
	{"course-quote", "a quote that does not end", PART_COURSE,
		AFTER("title: \"", "a\n", 60000)},
	{"course-title", "a long title", PART_COURSE, AFTER("title: ", "a", 60000)},
	{"course-summary", "a summary of 1000 marks", PART_COURSE,
		AFTER(COURSE_TEXT "summary: a", "\u0301", 60000)},
	{"course-esc", "escapes in all keys", PART_COURSE,
		TEXT("title: \"\\e]0;x\\a\"\nsummary: \"\\x9b2J\"\nversion: \"\\e[2J\"\n"
		     "language: \"\\e[2J\"\nlicence: \"\\e[2J\"\nauthors: [\"\\e[2J\"]\n"
		     "modules: [\"\\e[2J\"]\nglossary:\n  \"\\e[2J\": \"\\e[2J\"\n")},
	{"course-modules", "6,000 modules that are not there", PART_COURSE,
		.write = many_modules},
	{"course-modules-path", "modules that are paths", PART_COURSE,
		TEXT(COURSE_TEXT
			"modules: [../../etc/passwd, /etc/passwd, ., .., \"\"]\n")},
	{"course-glossary", "3,000 terms", PART_COURSE, .write = many_glossary},
	{"course-documents", "many documents", PART_COURSE, MANY("---\na: b\n", 60000)},
	{"course-lines", "nothing but newlines", PART_COURSE, MANY("\n", 60000)},
	{"course-comment", "one comment", PART_COURSE, AFTER("#", "a", 60000)},
	{"course-alias", "an alias bomb", PART_COURSE, .write = alias_bomb},
	{"course-utf16", "UTF-16", PART_COURSE,
		TEXT("\xff\xfet\0i\0t\0l\0e\0:\0 \0a\0\n\0")},
	{"course-nul", "a NUL", PART_COURSE, TEXT("title: a\0b\n")},
	{"course-invalid", "bytes that are not UTF-8", PART_COURSE,
		TEXT("title: \xff\xfe\x9b\n")},
	{"course-empty", "no byte at all", PART_COURSE, TEXT("")},
	{"course-large", "more than course.yaml may be", PART_COURSE,
		MANY("a: b\n", 100000)},
	{0},
};
