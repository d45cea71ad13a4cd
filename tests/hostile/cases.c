#include "cases.h"
#include <berpijar/course.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "---\ntitle: Uji\n---\n\n"

/* ---- folders ---- */

static void path_in(const char *folder, const char *name, char path[512])
{
	snprintf(path, 512, "%s/%s", folder, name);
}

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[512];

	path_in(folder, name, path);
	FILE *file = fopen(path, "w");
	if (file) {
		fputs(text, file);
		fclose(file);
	}
}

static void link_out(const char *folder)
{
	char path[512];

	path_in(folder, "01-uji.md", path);
	if (symlink("/etc/passwd", path) != 0)
		perror(path);
}

static void link_device(const char *folder)
{
	char path[512];

	path_in(folder, "01-uji.md", path);
	if (symlink("/dev/zero", path) != 0)
		perror(path);
}

static void link_round(const char *folder)
{
	char path[512];

	path_in(folder, "01-uji.md", path);
	if (symlink("01-uji.md", path) != 0)
		perror(path);
}

static void make_pipe(const char *folder)
{
	char path[512];

	path_in(folder, "01-uji.md", path);
	if (mkfifo(path, 0600) != 0)
		perror(path);
}

static void make_directory(const char *folder)
{
	char path[512];

	path_in(folder, "01-uji.md", path);
	if (mkdir(path, 0700) != 0)
		perror(path);
}

static void make_sparse(const char *folder)
{
	char path[512];

	path_in(folder, "01-uji.md", path);
	int file = open(path, O_WRONLY | O_CREAT, 0600);
	if (file < 0 || ftruncate(file, (off_t)1 << 30) != 0)
		perror(path);
	if (file >= 0)
		close(file);
}

static void make_many(const char *folder)
{
	char name[32];

	for (int i = 0; i < 10000; i++) {
		snprintf(name, sizeof name, "%05d-modul.md", i);
		write_file(folder, name, "# M\n");
	}
}

static void make_same_ids(const char *folder)
{
	write_file(folder, "01-uji.md", HEAD "a\n");
	write_file(folder, "02-uji.md", HEAD "b\n");
}

static void make_odd_names(const char *folder)
{
	write_file(folder, "01-\033]0;x\a.md", HEAD "a\n");
	write_file(folder, "02-\xff\xfe.md", HEAD "b\n");
	write_file(folder,
		"03-\xe2\x80\xae"
		"dm.md",
		HEAD "c\n");
	write_file(folder, "-rf.md", HEAD "d\n");
	write_file(folder, "04 .md", HEAD "e\n");
}

static void make_unreadable(const char *folder)
{
	char path[512];

	write_file(folder, "01-uji.md", HEAD "a\n");
	path_in(folder, "01-uji.md", path);
	chmod(path, 0);
}

static void make_empty(const char *folder)
{
	write_file(folder, "01-uji.md", "");
}

static void make_too_large(const char *folder)
{
	char path[512], block[1024];

	memset(block, 'a', sizeof block);
	path_in(folder, "01-uji.md", path);
	FILE *file = fopen(path, "w");
	for (int i = 0; file && i < 300; i++)
		fwrite(block, 1, sizeof block, file);
	if (file)
		fclose(file);
}

/* A module whose text is `before`, then `unit` until it is full, then `after`. */
static void write_full(
	const char *folder, const char *before, const char *unit, const char *after)
{
	struct bp_buf text = {0};
	size_t most = BP_MODULE_LIMIT - strlen(unit) - strlen(after);

	bp_buf_add_cstr(&text, before);
	while (text.len < most)
		bp_buf_add_cstr(&text, unit);
	bp_buf_add_cstr(&text, after);
	write_file(folder, "01-uji.md", text.at);
	bp_buf_release(&text);
}

static void make_empty_answers(const char *folder)
{
	write_full(folder, HEAD "```gift\na{", "=", "}\n```\n");
}

static void make_answers(const char *folder)
{
	write_full(folder, HEAD "```gift\na{", "=a ", "}\n```\n");
}

static void make_numbers(const char *folder)
{
	write_full(folder, HEAD "```gift\na{#", "=1:2 ", "}\n```\n");
}

static void make_items(const char *folder)
{
	write_full(folder, HEAD "```gift\na{>2 ALL\n", "a\n", "}\n```\n");
}

/* 300 definitions, and a use of them in each of 14,000 tables. */
static void make_refering_tables(const char *folder)
{
	struct bp_buf before = {0};

	bp_buf_add_cstr(&before, HEAD);
	for (int i = 0; i < 300; i++)
		bp_buf_printf(&before, "[r%d]: /u\n", i);
	write_full(folder, before.at, "\nb\n[r1]|a\n-|-\n", "");
	bp_buf_release(&before);
}

static void make_refering_notes(const char *folder)
{
	struct bp_buf text = {0};

	bp_buf_add_cstr(&text, HEAD);
	for (int i = 0; i < 499; i++)
		bp_buf_printf(&text, "[^n%d]: [r%d]\n\n[^n%d]\n\n", i, i % 300, i);
	for (int i = 0; i < 300; i++)
		bp_buf_printf(&text, "[r%d]: /u\n", i);
	write_file(folder, "01-uji.md", text.at);
	bp_buf_release(&text);
}

/* ---- texts ---- */

#define BODY     IN_BODY
#define TEXT(t)  .first = t, .count = 1
#define BYTES(t) .first = t, .count = 1, .first_size = sizeof(t) - 1
#define GIFT(t)  .first = "```gift\n" t "\n```\n", .count = 1

const struct hostile_case hostile_cases[] = {
	/* what a terminal obeys */
	{"esc-raw", "ESC as it is", BODY, TEXT("a\033[31mred\033[0m\033[2J b\n")},
	{"esc-entity", "ESC as an entity", BODY, TEXT("&#27;[2J &#x1b;]0;t&#7;\n")},
	{"esc-code", "ESC in code", BODY, TEXT("```\n\033[2J\n```\n\n`\033c`\n")},
	{"esc-link", "ESC in a link", BODY, TEXT("[a](<\033]8;;x\033\\>)\n")},
	{"esc-image", "ESC in an image", BODY, TEXT("![\033[5m](\033c.png)\n")},
	{"esc-table", "ESC in a table", BODY, TEXT("|\033c|b|\n|-|-|\n|\033c|d|\n")},
	{"esc-heading", "ESC in a heading", BODY, TEXT("# \033[6n\n")},
	{"esc-html", "ESC in HTML", BODY,
		TEXT("<b title='\033c'>x</b>\n\n<!-- \033c -->\n")},
	{"osc-title", "OSC 0", BODY, TEXT("\033]0;pwned\a x\n")},
	{"osc-link", "OSC 8", BODY, TEXT("\033]8;;http://x\033\\x\033]8;;\033\\\n")},
	{"osc-clipboard", "OSC 52", BODY, TEXT("\033]52;c;cm0gLXJm\a x\n")},
	{"dcs", "DCS with an answer", BODY, TEXT("\033P$qm\033\\ x\n")},
	{"apc-pm-sos", "APC, PM, SOS", BODY,
		TEXT("\033_x\033\\\033^x\033\\\033Xx\033\\\n")},
	{"query-device", "a query", BODY, TEXT("\033[c\033[>c\033[6n\033[18t\005\n")},
	{"c1-raw", "C1 in UTF-8", BODY,
		TEXT("\xc2\x9b"
		     "31m \xc2\x90 \xc2\x9d"
		     "0;x\xc2\x9c\n")},
	{"c1-bytes", "C1 as bytes", BODY,
		TEXT("\x9b"
		     "31m \x90q\x9c\n")},
	{"c1-entity", "C1 as entities", BODY, TEXT("&#155;31m &#x9d;0;x&#x9c;\n")},
	{"controls", "all of C0", BODY,
		TEXT("\001\002\003\004\005\006\a\b\v\f\016\017\020\177\n")},
	{"shift-out", "another character set", BODY, TEXT("\016lqqk\017 \033(0lqk\n")},
	{"backspace", "overstriking", BODY, TEXT("rahasia\b\b\b\b\b\b\bterbuka\n")},
	{"cr-alone", "lines that end in CR", BODY, TEXT("satu\rdua\rtiga\r# judul\r")},
	{"vt-ff", "other line ends", BODY,
		TEXT("a\vb\fc\xc2\x85"
		     "d\xe2\x80\xa8"
		     "e\xe2\x80\xa9"
		     "f\n")},
	{"bidi-override", "reversed text", BODY,
		TEXT("a\xe2\x80\xae"
		     "cba\xe2\x80\xac b\n")},
	{"bidi-isolate", "isolates", BODY,
		TEXT("\xe2\x81\xa6x\xe2\x81\xa7y\xe2\x81\xa8z\xe2\x81\xa9\n")},
	{"bidi-entity", "reversed by an entity", BODY, TEXT("&#x202e;abc&rlm;&lrm;\n")},
	{"bidi-marks", "marks of direction", BODY,
		TEXT("\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c x\n")},
	{"invisible", "characters without a width", BODY,
		TEXT("a\xe2\x80\x8b"
		     "b\xe2\x81\xa0"
		     "c\xef\xbb\xbf"
		     "d\xc2\xad"
		     "e\n")},
	{"tags", "tag characters", BODY,
		TEXT("a\xf3\xa0\x80\x81\xf3\xa0\x81\x81\xf3\xa0\x81\xbf"
		     "b\n")},
	{"variation", "variation selectors", BODY,
		TEXT("\xe2\x9d\xa4\xef\xb8\x8f\xf3\xa0\x84\x80 x\n")},
	{"annotation", "interlinear annotation", BODY,
		TEXT("\xef\xbf\xb9"
		     "a\xef\xbf\xba"
		     "b\xef\xbf\xbb\n")},
	{"hangul-filler", "fillers", BODY,
		TEXT("\xe3\x85\xa4\xef\xbe\xa0\xe1\x85\x9f x\n")},
	{"private-use", "private characters", BODY,
		TEXT("\xee\x80\x80\xef\xa3\xbf\xf3\xb0\x80\x80 x\n")},
	{"noncharacters", "U+FFFE, U+1FFFF", BODY,
		TEXT("\xef\xbf\xbe\xef\xbf\xbf\xf0\x9f\xbf\xbf x\n")},
	{"unassigned", "code points without a meaning", BODY,
		TEXT("\xf0\x9f\xbf\xb0\xf1\x80\x80\x80 x\n")},

	/* bytes */
	{"nul", "NUL in the text", BODY, BYTES("a\0b\n\n# c\0d\n")},
	{"nul-entity", "NUL as an entity", BODY, TEXT("&#0; &#x0;\n")},
	{"utf8-invalid", "no UTF-8", BODY,
		TEXT("\xff\xfe\xfd \xc3\x28 \xa0\xa1 \xf0\x28\x8c\xbc\n")},
	{"utf8-overlong", "overlong", BODY,
		TEXT("\xc0\x9b[2J \xe0\x80\x9b[2J \xf0\x80\x80\x9b[2J\n")},
	{"utf8-surrogates", "surrogates", BODY, TEXT("\xed\xa0\x80\xed\xb0\x80 x\n")},
	{"utf8-beyond", "beyond U+10FFFF", BODY,
		TEXT("\xf4\x90\x80\x80 \xf8\x88\x80\x80\x80 x\n")},
	{"utf8-cut", "cut at the end", BODY, TEXT("abc \xf0\x9f\x98")},
	{"utf16", "UTF-16", IN_FILE, BYTES("\xff\xfe#\0 \0a\0\n\0")},
	{"bom", "a byte order mark", IN_FILE,
		TEXT("\xef\xbb\xbf---\ntitle: B\n---\n\nteks\n")},
	{"latin1", "Latin 1", BODY, TEXT("caf\xe9 na\xefve \xa9\n")},
	{"binary", "a program", IN_FILE,
		BYTES("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\76\0\1\0\0\0")},
	{"crlf", "lines that end in CRLF", IN_FILE,
		TEXT("---\r\ntitle: C\r\n---\r\n\r\n# a\r\n")},
	{"empty", "nothing at all", IN_FILE, TEXT("")},
	{"blanks", "nothing but blanks", IN_FILE, .first = " \t\n", .count = FILL},
	{"newlines", "nothing but newlines", BODY, .first = "\n", .count = FILL},

	/* glyphs */
	{"zalgo", "a thousand marks on a letter", BODY, .first = "\xcc\x81",
		.middle = "a", .last = "\xcc\x81", .count = 1000},
	{"zalgo-fill", "marks alone", BODY, .first = "\xcc\x81", .count = FILL},
	{"ligature", "U+FDFD, as wide as a word", BODY, .first = "\xef\xb7\xbd",
		.count = 2000},
	{"emoji-joined", "a family of emoji", BODY,
		.first = "\xf0\x9f\x91\xa8\xe2\x80\x8d", .count = 5000},
	{"wide-fill", "wide characters", BODY, .first = "\xe6\x97\xa5", .count = FILL},
	{"flags", "regional indicators", BODY, .first = "\xf0\x9f\x87\xae",
		.count = FILL},
	{"long-word", "one word", BODY, .first = "a", .count = FILL},
	{"long-code", "one line of code", BODY, .middle = "```\n", .last = "x",
		.count = FILL},
	{"tabs", "tabs in code", BODY, .middle = "```\n", .last = "\t", .count = FILL},

	/* what takes a parser long */
	{"image-open", "CVE-2023-22486", BODY, .first = "![[]()", .count = FILL},
	{"image-only", "images that do not end", BODY, .first = "![", .count = FILL},
	{"bracket-open", "brackets", BODY, .first = "[", .count = FILL},
	{"bracket-close", "closing brackets", BODY, .first = "]", .count = FILL},
	{"bracket-nest", "links in links", BODY, .first = "[", .middle = "a",
		.last = "](b)", .count = 40000},
	{"bracket-pairs", "empty links", BODY, .first = "[]()", .count = FILL},
	{"bracket-a", "links that do not end", BODY, .first = "[a](<b", .count = FILL},
	{"bracket-quote", "titles that do not end", BODY, .first = "[a](b \"",
		.count = FILL},
	{"reference-open", "references", BODY, .first = "[a][", .count = FILL},
	{"definitions", "definitions", BODY, .first = "[a]: b\n", .count = FILL},
	{"star-open", "emphasis that does not end", BODY, .first = "*a ", .count = FILL},
	{"star-close", "emphasis that does not begin", BODY, .first = "a* ",
		.count = FILL},
	{"star-under", "two kinds of emphasis", BODY, .first = "*a_ ", .count = FILL},
	{"star-many", "a row of stars", BODY, .middle = "a", .first = "*", .last = "*",
		.count = 120000},
	{"star-mixed", "runs of stars", BODY, .first = "a***b**c*", .count = FILL},
	{"under-nest", "emphasis in emphasis", BODY, .first = "_a ", .middle = "b",
		.last = " c_", .count = 30000},
	{"strike-open", "strikethrough that does not end", BODY, .first = "~~a ",
		.count = FILL},
	{"strike-mixed", "runs of tildes", BODY, .first = "~~a~b~~~", .count = FILL},
	{"tick-open", "code that does not end", BODY, .first = "`a``b```c",
		.count = FILL},
	{"tick-growing", "ticks", BODY, .first = "`", .count = FILL},
	{"html-open", "tags that do not end", BODY, .first = "<a ", .count = FILL},
	{"html-comment", "comments that do not end", BODY, .first = "<!-- ",
		.count = FILL},
	{"html-cdata", "CDATA that does not end", BODY, .first = "<![CDATA[",
		.count = FILL},
	{"html-instruction", "instructions", BODY, .first = "<?", .count = FILL},
	{"html-declaration", "declarations", BODY, .first = "<!A ", .count = FILL},
	{"html-tags", "tags", BODY, .first = "<b>x</b>", .count = FILL},
	{"html-blocks", "blocks of HTML", BODY, .first = "<div>\n\n", .count = FILL},
	{"html-script", "a script", BODY,
		TEXT("<script>alert(1)</script>\n\n<style>*{}</style>\n")},
	{"autolinks", "links in angles", BODY, .first = "<http://a>", .count = FILL},
	{"autolink-open", "angles", BODY, .first = "<", .count = FILL},
	{"entities", "entities", BODY, .first = "&amp;", .count = FILL},
	{"entity-open", "entities that do not end", BODY, .first = "&a", .count = FILL},
	{"escapes", "backslashes", BODY, .first = "\\", .count = FILL},

	/* depth */
	{"quote-nest", "quotes in quotes", BODY, .first = ">", .middle = " a\n",
		.count = 100000},
	{"quote-lines", "quotes, line by line", BODY, .first = "> > > > > > > >\n",
		.count = FILL},
	{"list-nest", "lists in lists", BODY, .first = "- ", .middle = "a\n",
		.count = 50000},
	{"list-mixed", "lists and quotes", BODY, .first = "- > 1. ", .middle = "a\n",
		.count = 10000},
	{"list-items", "a list", BODY, .first = "- a\n", .count = FILL},
	{"list-loose", "a loose list", BODY, .first = "1. a\n\n", .count = FILL},
	{"list-empty", "empty items", BODY, .first = "-\n", .count = FILL},
	{"list-number", "large numbers", BODY, TEXT("999999999. a\n1. b\n")},
	{"headings", "headings", BODY, .first = "# a\n", .count = FILL},
	{"setext", "headings by lines", BODY, .first = "a\n=\n", .count = FILL},
	{"rules", "rules", BODY, .first = "---\n", .count = FILL},
	{"fences", "fences", BODY, .first = "```\n```\n", .count = FILL},
	{"fence-open", "a fence that does not end", BODY, .middle = "````\n",
		.last = "a\n", .count = FILL},
	{"callouts", "callouts", BODY, .first = "> [!NOTE]\n> a\n\n", .count = FILL},
	{"task-open", "a task that ends at once", BODY, TEXT("- [\n- [x\n- [x]\n+\t[")},
	{"tasks", "tasks", BODY, .first = "- [x] a\n", .count = FILL},
	{"footnotes", "footnotes", BODY, .first = "[^a] ", .middle = "\n\n[^a]: b\n",
		.count = 30000},
	{"footnote-notes", "a thousand footnotes", BODY, .first = "[^a]: b\n\n",
		.count = FILL},
	{"footnote-self", "a footnote in itself", BODY, TEXT("a[^a]\n\n[^a]: b[^a]\n")},
	{"footnote-round", "footnotes in a circle", BODY,
		TEXT("[^a]\n\n[^a]: [^b]\n\n[^b]: [^a]\n")},

	/* tables */
	{"table-wide", "columns", BODY, .first = "|a", .middle = "|\n", .last = "|-",
		.count = 50000},
	{"table-long", "rows", BODY, .middle = "|a|b|\n|-|-|\n", .last = "|c|d|\n",
		.count = FILL},
	{"table-pipes", "pipes", BODY, .first = "|", .count = FILL},
	{"table-cells", "wide rows", BODY, .middle = "|a|b|\n|-|-|\n",
		.last = "|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t\n", .count = FILL},
	{"table-many", "tables", BODY, .first = "|a|\n|-|\n|b|\n\n", .count = FILL},
	{"table-word", "long words in cells", BODY,
		TEXT("|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		     "aaaaaaaaaaaaaaaa|b|\n|-|-|\n|c|"
		     "ddddddddddddddddddddddddddddddddddddddddddddddddd|\n")},
	{"table-links", "marked cells and definitions", BODY, .first = "[a]: b\n",
		.middle = "\n|a|b|\n|-|-|\n", .last = "|[a]|*b*|\n", .count = 14000},
	{"table-short", "rows of one cell in a wide table", BODY,
		.middle = "|a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|z|1|2|3|4|"
			  "5|6|\n|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-"
			  "|-|-|-|-|\n",
		.last = "a\n", .count = 130000},
	{"table-lone", "lone pipes in a table", BODY, .middle = "|a|b|\n|-|-|\n",
		.last = "|\n|c|d|\n", .count = 25000},
	{"table-escape", "escaped pipes", BODY, .middle = "|a|\n|-|\n", .last = "|\\|",
		.count = 60000},

	/* front matter */
	{"yaml-brackets", "brackets alone", IN_HEAD, .first = "[", .count = 900},
	{"yaml-nest", "a list in a list in …", IN_HEAD, .middle = "title: ", .last = "[",
		.count = 15000},
	{"yaml-maps", "mappings in mappings", IN_HEAD,
		.middle = "title: ", .last = "{a: ", .count = 3000},
	{"yaml-alias", "a billion laughs", IN_HEAD,
		TEXT("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n")},
	{"yaml-tag", "tags", IN_HEAD, TEXT("title: !!python/object:os.system rm\n")},
	{"yaml-binary", "a binary", IN_HEAD, TEXT("title: !!binary AAAA\n")},
	{"yaml-merge", "merged keys", IN_HEAD, TEXT("<<: {title: a}\n")},
	{"yaml-documents", "two documents", IN_HEAD, TEXT("title: a\n...\ntitle: b\n")},
	{"yaml-keys", "many keys", IN_HEAD, .first = "? a\n", .count = 2000},
	{"yaml-escape", "ESC by an escape", IN_HEAD,
		TEXT("title: \"\\e[2J\\x9b\\u202e\\0\"\n")},
	{"yaml-tab", "a tab", IN_HEAD, TEXT("title:\n\t- a\n")},
	{"yaml-long", "a long value", IN_HEAD, .middle = "title: ", .last = "a",
		.count = 16000},
	{"yaml-too-long", "more than may be", IN_HEAD, .middle = "title: ", .last = "a",
		.count = 20000},
	{"yaml-open", "front matter that does not end", IN_FILE,
		.middle = "---\ntitle: a\n", .last = "b: c\n", .count = 3000},
	{"yaml-scalar", "a scalar", IN_HEAD, TEXT("hanya teks\n")},
	{"yaml-numbers", "numbers out of range", IN_HEAD,
		TEXT("jp: 99999999999999999999\npass: -1\ntime: 9999999999999h\n")},
	{"yaml-id", "an id that leads out", IN_HEAD, TEXT("id: ../../etc/passwd\n")},
	{"yaml-after", "a module before itself", IN_HEAD, TEXT("after: [uji]\n")},
	{"yaml-glossary", "terms", IN_HEAD, .middle = "glossary:\n", .last = "  a: b\n",
		.count = 1500},
	{"course-scalar", "course.yaml without keys", IN_COURSE, TEXT("[a, b]\n")},
	{"course-modules", "modules elsewhere", IN_COURSE,
		TEXT("title: a\nmodules: [../x.md, /etc/passwd, 01-uji]\n")},
	{"course-esc", "ESC in a title", IN_COURSE,
		TEXT("title: \"\\e]0;x\\a\"\nsummary: \"\\x9b\"\n")},
	{"course-binary", "a binary", IN_COURSE, BYTES("\0\1\2\3\377")},

	/* questions */
	{"gift-open", "braces that do not close", BODY, .middle = "```gift\n",
		.last = "a{", .count = FILL},
	{"gift-close", "braces that do not open", BODY, .middle = "```gift\n",
		.last = "a}", .count = 60000},
	{"gift-many", "more questions than may be", BODY, .middle = "```gift\n",
		.last = "a{T}\n\n", .count = 40000},
	{"gift-choices", "more choices than letters", BODY, .middle = "```gift\nq{=a",
		.last = "~b", .count = 40000},
	{"gift-equals", "answers without a text", BODY, .middle = "```gift\nq{",
		.last = "=", .count = FILL},
	{"gift-escapes", "backslashes", BODY, .middle = "```gift\n", .last = "\\",
		.count = FILL},
	{"gift-colons", "names", BODY, .middle = "```gift\n",
		.last = "::", .count = FILL},
	{"gift-comment", "comments", BODY, .middle = "```gift\n", .last = "// [id:a]\n",
		.count = FILL},
	{"gift-answers-empty", "260,000 answers without a text", IN_FOLDER,
		.make_folder = make_empty_answers},
	{"gift-answers", "87,000 answers", IN_FOLDER, .make_folder = make_answers},
	{"gift-numbers", "52,000 numerical answers", IN_FOLDER,
		.make_folder = make_numbers},
	{"gift-items", "130,000 items to order", IN_FOLDER, .make_folder = make_items},
	{"table-references-many", "references in 14,000 tables", IN_FOLDER,
		.make_folder = make_refering_tables},
	{"note-references", "references in 499 footnotes", IN_FOLDER,
		.make_folder = make_refering_notes},
	{"gift-weights", "weights", BODY, GIFT("q{~%1e999%a =%-99999999999%b ~%nan%c}")},
	{"gift-numbers", "numbers", BODY,
		GIFT("q{#1e9999:inf} \n\nq{#nan}\n\nq{#0x10..1e400}")},
	{"gift-esc", "ESC in a question", BODY, GIFT("\033[2J{=\033]0;x\a~&#27;c#\x9b}")},
	{"gift-html", "HTML in a question", BODY,
		GIFT("[html]<script>x</script><b>q</b>{T#<img src=x onerror=y>}")},
	{"gift-match", "pairs", BODY, .middle = "```gift\nq{", .last = "=a -> b ",
		.count = 20000},
	{"gift-category", "categories", BODY, .middle = "```gift\n",
		.last = "$CATEGORY: a/b/../../c\n", .count = 10000},
	{"gift-nul", "NUL in a question", BODY, BYTES("```gift\nq\0{=a\0~b}\n```\n")},
	{"gift-blocks", "blocks of questions", BODY, .first = "```gift\na{T}\n```\n",
		.count = FILL},

	/* folders */
	{"file-link", "a link out of the course", IN_FOLDER, .make_folder = link_out},
	{"file-device", "a device", IN_FOLDER, .make_folder = link_device},
	{"file-round", "a link to itself", IN_FOLDER, .make_folder = link_round},
	{"file-pipe", "a pipe", IN_FOLDER, .make_folder = make_pipe},
	{"file-folder", "a folder named .md", IN_FOLDER, .make_folder = make_directory},
	{"file-sparse", "1 GiB of NUL in one line", IN_FOLDER,
		.make_folder = make_sparse},
	{"file-large", "more than a module may hold", IN_FOLDER,
		.make_folder = make_too_large},
	{"file-many", "10,000 modules", IN_FOLDER, .make_folder = make_many},
	{"file-names", "names that a terminal obeys", IN_FOLDER,
		.make_folder = make_odd_names},
	{"file-ids", "two modules with one id", IN_FOLDER, .make_folder = make_same_ids},
	{"file-unreadable", "no right to read it", IN_FOLDER,
		.make_folder = make_unreadable},
	{"file-empty", "an empty file", IN_FOLDER, .make_folder = make_empty},
};
const size_t hostile_case_count = sizeof hostile_cases / sizeof *hostile_cases;

/* ---- writing one ---- */

static void repeat(struct bp_buf *out, const char *text, size_t size, size_t count)
{
	for (size_t i = 0; text && size && i < count; i++) {
		if (count == FILL && out->len + size + 8 > BP_MODULE_LIMIT)
			break;
		bp_buf_add(out, text, size);
	}
}

void hostile_write(const struct hostile_case *one, struct bp_buf *out)
{
	size_t size = one->first_size ? one->first_size
		: one->first          ? strlen(one->first)
				      : 0;

	if (one->place == IN_BODY)
		bp_buf_add_cstr(out, HEAD);
	if (one->place == IN_HEAD)
		bp_buf_add_cstr(out, "---\n");
	repeat(out, one->first, size, one->count);
	bp_buf_add_cstr(out, one->middle ? one->middle : "");
	repeat(out, one->last, one->last ? strlen(one->last) : 0, one->count);
	if (one->place == IN_HEAD)
		bp_buf_add_cstr(out, "\n---\n\nteks\n");
	if (out->len > BP_MODULE_LIMIT && one->place == IN_BODY)
		out->len = BP_MODULE_LIMIT;
}
