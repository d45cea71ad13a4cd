/* Questions that a reader of GIFT trips over, in a file and in a fence of a lesson. */
#include "case.h"

static void add_choices(struct bp_buf *out, int count)
{
	bp_buf_add_cstr(out, "Pilih {=a");
	for (int i = 1; i < count; i++)
		bp_buf_printf(out, " ~b%d", i);
	bp_buf_add_cstr(out, "}\n\n");
}

static void choices_27(struct bp_buf *out)
{
	add_choices(out, 27);
}

static void choices_many(struct bp_buf *out)
{
	add_choices(out, 20000);
}

static void pairs_many(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "Pasangkan {");
	for (int i = 0; i < 10000; i++)
		bp_buf_printf(out, "=a%d -> b%d\n", i, i);
	bp_buf_add_cstr(out, "}\n");
}

static void same_names(struct bp_buf *out)
{
	while (out->len < FULL - 64)
		bp_buf_add_cstr(out, "::sama::Benar? {T}\n\n");
}

static void near_names(struct bp_buf *out)
{
	for (int i = 0; out->len < FULL - 64; i++)
		bp_buf_printf(out, "::nama%d::Benar? {T}\n\n", i);
}

static void long_weights(struct bp_buf *out)
{
	bp_buf_add_cstr(out, "Pilih {");
	while (out->len < FULL - 64)
		bp_buf_add_cstr(out, "~%99999999999999999999%a ");
	bp_buf_add_cstr(out, "}\n");
}

#define TEXT(literal)         .text = {.head = STR(literal)}
#define MANY(literal)         .text = {.unit = STR(literal)}
#define AFTER(first, literal) .text = {.head = STR(first), .unit = STR(literal)}
#define BOTH(name, what, ...)                                \
	{name, what, PART_GIFT, __VA_ARGS__},                \
	{                                                    \
		name "-fence", what, PART_FENCE, __VA_ARGS__ \
	}

const struct hostile hostile_gift[] = {
	BOTH("gift-open", "braces that do not close", MANY("{")),
	BOTH("gift-shut", "braces that nothing opened", MANY("}")),
	BOTH("gift-open-lines", "questions that do not close", MANY("a {\n\n")),
	BOTH("gift-pairs", "braces in braces",
		.text = {.head = STR("a "),
			.unit = STR("{="),
			.middle = STR("b"),
			.close = STR("}")}),
	BOTH("gift-questions", "more questions than are read", MANY("a {T}\n\n")),
	BOTH("gift-essays", "questions without an answer", MANY("a {}\n\n")),
	BOTH("gift-choices", "27 choices", .write = choices_27),
	BOTH("gift-choices-many", "20,000 choices", .write = choices_many),
	BOTH("gift-pairs-many", "10,000 pairs", .write = pairs_many),
	BOTH("gift-names", "one name", .write = same_names),
	BOTH("gift-names-many", "as many names", .write = near_names),
	BOTH("gift-name-open", "names that do not end", MANY("::")),
	BOTH("gift-name-long", "a name without end", AFTER("::", "a")),
	BOTH("gift-escapes", "backslashes", AFTER("a {=", "\\")),
	BOTH("gift-escaped", "all escapes", AFTER("a {=", "\\~\\=\\#\\{\\}\\:\\n")),
	BOTH("gift-weights", "weights", AFTER("a {", "~%50%b ")),
	BOTH("gift-weights-long", "weights beyond all bounds", .write = long_weights),
	BOTH("gift-weights-open", "weights that do not end", AFTER("a {", "~%")),
	BOTH("gift-feedback", "feedback", AFTER("a {=b", "#c")),
	BOTH("gift-feedback-all", "feedback for all", AFTER("a {=b", "####c")),
	BOTH("gift-numbers", "numbers", AFTER("a {#", "=%50%1.5:0.1 ")),
	BOTH("gift-number-long", "a number without end", AFTER("a {#", "9")),
	BOTH("gift-ranges", "ranges", AFTER("a {#", "1..")),
	BOTH("gift-arrows", "arrows", AFTER("a {=", "->")),
	BOTH("gift-comments", "comments", MANY("// a {\n")),
	BOTH("gift-categories", "categories", MANY("$CATEGORY: a\n\n")),
	BOTH("gift-formats", "formats", MANY("[html]")),
	BOTH("gift-tilde", "choices of nothing", AFTER("a {", "~")),
	BOTH("gift-equals", "answers of nothing", AFTER("a {", "=")),
	BOTH("gift-markdown", "Markdown in a choice",
		AFTER("[markdown]a {\\=b=", "![[]()")),
	BOTH("gift-markdown-stem", "Markdown in a question",
		.text = {.head = STR("[markdown]"),
			.unit = STR("![[]()"),
			.end = STR(" {T}\n")}),
	BOTH("gift-html", "HTML in a question",
		.text = {.head = STR("[html]"),
			.unit = STR("<b>&amp;<script></"),
			.end = STR(" {T}\n")}),
	BOTH("gift-long-stem", "a long question",
		.text = {.unit = STR("kata "), .end = STR("{T}\n")}),
	BOTH("gift-esc", "escapes in all parts",
		TEXT("::\x1b[2J::\x1b]0;x\x07 {=\x1b[2J#\x1b[2J "
		     "~\x9b#&#27;[2J####\x1b[2J}\n")),
	BOTH("gift-entity", "entities in all parts",
		TEXT("::&#27;[2J::[html]&#27;]0;x&#7; {=&#x9b;2J#&#27; "
		     "~&#x202e;####&#27;[2J}\n")),
	BOTH("gift-bidi", "answers that turn",
		TEXT("a {=\u202e"
		     "b ~\u2066"
		     "c ~\u200b ~d\ufeff}\n")),
	BOTH("gift-nul", "a NUL", TEXT("a {=b\0c ~d}\n")),
	BOTH("gift-cr", "lone carriage returns", MANY("a {T}\r\r")),
	{"gift-utf16", "UTF-16", PART_GIFT,
		TEXT("\xff\xfe"
		     "a\0{\0T\0}\0\n\0")},
	{"gift-invalid", "bytes that are not UTF-8", PART_GIFT,
		TEXT("a\xff\xc0\x80 {=\x9b ~\xed\xa0\x80}\n")},
	{"gift-empty", "no byte at all", PART_GIFT, TEXT("")},
	{"gift-fences", "a fence for each question", PART_LESSON,
		MANY("```gift\na {T}\n```\n")},
	{0},
};
