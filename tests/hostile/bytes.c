/* Characters that a terminal must never see, raw, as entities, and where one forgets. */
#include "case.h"
#include <berpijar/text.h>

static void repeat(struct bp_buf *out, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		bp_buf_add_cstr(out, text);
}

static void every_c0(struct bp_buf *out)
{
	for (int c = 1; c < 0x20; c++)
		bp_buf_printf(out, "kata%ckata\n\n", c);
}

static void every_c1(struct bp_buf *out)
{
	for (uint32_t code = 0x7f; code < 0xa0; code++) {
		bp_buf_add_cstr(out, "kata");
		bp_buf_add_code(out, code);
		bp_buf_add_cstr(out, "kata\n\n");
	}
}

static void every_entity(struct bp_buf *out)
{
	for (int code = 0; code < 0x300; code++)
		bp_buf_printf(out, "a&#%d;b&#x%x;c ", code, code);
}

/* Each entity in each place that is shown in a way of its own. */
static void entity_places(struct bp_buf *out)
{
	static const char *const bad[] = {
		"&#27;]52;c;SGk=&#7;", "&#x9b;31m", "&#x202e;", "&#xe0041;", "&#x7f;"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		bp_buf_printf(out,
			"# %s\n\n> %s\n\n- %s\n\n[a](<%s> \"%s\")\n\n![%s](b)\n\n"
			"|%s|b|\n|-|-|\n|%s|c|\n\n<div>%s</div>\n\n"
			"``` %s\nkode\n```\n\n[^%s]: x\n\n[^%s]\n\n~~%s~~\n\n",
			bad[i], bad[i], bad[i], bad[i], bad[i], bad[i], bad[i], bad[i],
			bad[i], bad[i], bad[i], bad[i], bad[i]);
}

static void every_plane(struct bp_buf *out)
{
	for (uint32_t code = 0xa0; code < 0x110000; code += code < 0x3000 ? 1 : 97) {
		if (code < 0xd800 || code > 0xdfff)
			bp_buf_add_code(out, code);
		if (code % 50 == 0)
			bp_buf_add_char(out, ' ');
	}
}

static void noncharacters(struct bp_buf *out)
{
	for (uint32_t plane = 0; plane <= 16; plane++)
		for (uint32_t code = 0xfff0; code <= 0xffff; code++)
			bp_buf_add_code(out, plane << 16 | code);
}

static void utf16(struct bp_buf *out)
{
	bp_buf_add(out, "\xff\xfe", 2);
	for (int i = 0; i < 5000; i++)
		bp_buf_add(out, "a\0\n", 4);
}

static void utf16_big(struct bp_buf *out)
{
	for (int i = 0; i < 5000; i++)
		bp_buf_add(out, "\0a\0 ", 4);
}

static void all_nul(struct bp_buf *out)
{
	for (int i = 0; i < FULL; i++)
		bp_buf_add_char(out, '\0');
}

/* The same at every run. */
static void noise(struct bp_buf *out)
{
	uint64_t state = 20260731;
	for (int i = 0; i < FULL; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		bp_buf_add_char(out, (char)(state >> 56));
	}
}

/* Noise of the characters that mean something in Markdown. */
static void ascii_noise(struct bp_buf *out)
{
	static const char signs[] = "[]()!*_`~<>&|#-+=:\\ \n\t\"'1a.;^{}";
	uint64_t state = 19450817;
	for (int i = 0; i < FULL; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		bp_buf_add_char(out, signs[(state >> 40) % (sizeof signs - 1)]);
	}
}

static void zalgo(struct bp_buf *out)
{
	for (int i = 0; i < 100; i++) {
		bp_buf_add_char(out, 'a');
		repeat(out, "\xcc\x81\xcc\xa7", 500);
	}
}

#define TEXT(literal) .text = {.head = STR(literal)}
#define MANY(literal) .text = {.unit = STR(literal)}

const struct hostile hostile_bytes[] = {
	{"esc", "raw escape", TEXT("a \x1b[31mmerah\x1b[0m b\n")},
	{"esc-alone", "an escape at the very end", TEXT("a\x1b")},
	{"osc-title", "window title", TEXT("\x1b]0;judul\x07 teks\n")},
	{"osc-link", "OSC 8 hyperlink",
		TEXT("\x1b]8;;http://x\x1b\\klik\x1b]8;;\x1b\\\n")},
	{"osc-clipboard", "OSC 52 clipboard", TEXT("\x1b]52;c;cm0gLXJm\x07\n")},
	{"dcs", "device control string", TEXT("\x1bP$q\"p\x1b\\ \x1bPtmux;\x1b\x1b\\\n")},
	{"apc-pm-sos", "strings that hide text",
		TEXT("\x1b_G\x1b\\ \x1b^x\x1b\\ \x1bXx\x1b\\\n")},
	{"csi-query", "queries whose answer is typed",
		TEXT("\x1b[6n\x1b[c\x1b[>c\x1b[5n\x05\n")},
	{"csi-reset", "full reset, alternate screen",
		TEXT("\x1b"
		     "c\x1b[?1049l\x1b[2J\n")},
	{"charset-shift", "shift out, line drawing",
		TEXT("\x0e"
		     "abc\x0f \x1b(0abc\n")},
	{"c0", "every control character", .write = every_c0},
	{"c1", "every C1 character as UTF-8", .write = every_c1},
	{"c1-8bit", "C1 as a byte",
		TEXT("a \x9b"
		     "31m b \x9d"
		     "0;x\x9c\n")},
	{"esc-code", "escape in a code block",
		TEXT("```\n\x1b]0;x\x07\n```\n\n    \x1b[2J\n")},
	{"esc-span", "escape in a code span", TEXT("`\x1b[2J`\n")},
	{"esc-info", "escape in a fence's info string",
		TEXT("``` \x1b]0;x\x07\nkode\n```\n")},
	{"esc-url", "escape in links and images",
		TEXT("[a](<\x1b]0;x\x07>) ![\x1b[2J](<\x1b[2J> \"\x1b[2J\") "
		     "<http://\x1b[2J>\n")},
	{"esc-html", "escape in HTML",
		TEXT("<p title=\"\x1b[2J\">\x1b[2J</p>\n\na <b\x1b[2J> b\n")},
	{"esc-table", "escape in a table",
		TEXT("|\x1b[2J|b|\n|-|:-:|\n|`\x1b[2J`|\x1b]0;x\x07|\n")},
	{"esc-split", "a sequence over several nodes",
		TEXT("\x1b*[2J* \x1b**]0;x**\x07 \x1b`c`\n")},
	{"esc-escaped", "backslash before an escape", TEXT("\\\x1b[2J \\\x9b\n")},
	{"esc-note", "escape in footnotes",
		TEXT("a[^\x1b[2J]\n\n[^\x1b[2J]: \x1b]0;x\x07\n")},
	{"esc-callout", "escape in a callout", TEXT("> [!NOTE]\x1b[2J\n> \x1b[2J\n")},
	{"entity-osc", "entities that make an escape",
		TEXT("&#27;]52;c;SGk=&#7; &#x1b;[2J\n")},
	{"entity-c1", "entities that make C1",
		TEXT("&#x9b;31m &#155;31m &#x9d;0;x&#x9c;\n")},
	{"entity-bidi", "entities that turn the text",
		TEXT("&#x202e;abc&#x2066;def &rlm;&lrm;\n")},
	{"entity-nul", "entities of no character",
		TEXT("&#0;&#xd800;&#x110000;&#99999999; a\n")},
	{"entity-invisible", "entities of nothing",
		TEXT("a&shy;b&zwj;c&zwnj;d&#x200b;e&NoBreak;\n")},
	{"entity-html", "entities in HTML blocks",
		TEXT("<div>\n&#27;[2J&#x9b;31m&#x202e;\n</div>\n")},
	{"entity-all", "every low entity", .write = every_entity},
	{"entity-places", "entities wherever text is shown", .write = entity_places},
	{"bidi", "raw overrides",
		TEXT("\u202e"
		     "akal\u202c \u2066x\u2069 \u200f\u200e\u061c\n")},
	{"bidi-code", "code that reads otherwise",
		TEXT("```\nif \u202e(x)\u2066\n```\n")},
	{"separators", "lines that are none",
		TEXT("a\u2028b\u2029c\xc2\x85"
		     "d\vg\fh\n")},
	{"zero-width", "words with holes", MANY("a\u200b\u2060\ufeff\u00ad\u034f")},
	{"fillers", "blanks that are letters", MANY("\u115f\u1160\u3164\uffa0\u17b4")},
	{"tags", "tag characters", MANY("\U000e0041\U000e0042\U000e007f")},
	{"selectors", "variation selectors", MANY("a\ufe0f\ufe0e\U000e0100")},
	{"joiners", "families of emoji",
		MANY("\U0001f468\u200d\U0001f469\u200d\U0001f467")},
	{"flags", "regional indicators", MANY("\U0001f1ee\U0001f1e9")},
	{"fdfd", "one very wide character", MANY("\ufdfd")},
	{"zalgo", "1000 marks on a letter", .write = zalgo},
	{"marks-only", "marks without a letter", MANY("\u0301")},
	{"wide", "wide characters without a blank", MANY("\u6f22")},
	{"narrow-wide", "wide characters beside narrow ones", MANY("a\u6f22")},
	{"hangul", "decomposed syllables", MANY("\u1112\u1161\u11ab")},
	{"planes", "characters of all planes", .write = every_plane},
	{"noncharacters", "ends of all planes", .write = noncharacters},
	{"private", "private use", MANY("\ue000\U000f0000\U0010fffd")},
	{"nul", "a NUL in the text", TEXT("a\0b\n")},
	{"nul-all", "nothing but NUL", .write = all_nul},
	{"cr", "lone carriage returns", MANY("satu\rdua\r")},
	{"crlf", "lines of another system", MANY("- satu\r\n")},
	{"tabs", "nothing but tabs", MANY("\t")},
	{"tabs-code", "code of tabs", .text = {.head = STR("```\n"), .unit = STR("a\t")}},
	{"blanks", "nothing but blanks", MANY(" ")},
	{"newlines", "nothing but newlines", MANY("\n")},
	{"bom", "byte order mark", TEXT("\xef\xbb\xbf# Judul\n")},
	{"bom-many", "marks everywhere", MANY("\xef\xbb\xbf# a\n")},
	{"utf16", "UTF-16", .write = utf16},
	{"utf16-big", "UTF-16, the other way, without a mark", .write = utf16_big},
	{"invalid", "bytes that are not UTF-8", TEXT("kata \xff\xfe\x80\xbf kata\n")},
	{"overlong", "overlong forms",
		TEXT("a\xc0\x80\xe0\x80\x9b\xf0\x80\x80\x9b[2J\n")},
	{"surrogates", "surrogates as UTF-8", TEXT("a\xed\xa0\x80\xed\xb0\x80\n")},
	{"beyond", "beyond U+10FFFF", TEXT("a\xf4\x90\x80\x80\xf8\x88\x80\x80\x80\n")},
	{"cut", "a character cut off at the end", TEXT("a\xe2\x82")},
	{"noise", "random bytes", .write = noise},
	{"signs", "random signs of Markdown", .write = ascii_noise},
	{"empty", "no byte at all", TEXT("")},
	{0},
};
