/* Layouts as text that a person can read: Markdown, a width, and the lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/layout.h>
#include <string.h>

static const struct {
	const char *name;
	int width;
	const char *markdown, *lines;
} cases[] = {
	{"paragraph is filled", 20, "satu dua tiga empat\nlima enam",
		"satu dua tiga empat\n"
		"lima enam\n"},
	{"hard break", 20, "satu  \ndua", "satu\ndua\n"},
	{"a word too long is cut", 20, "x aaaaaaaaaaaaaaaaaaaaaaaaa y",
		"x\n"
		"aaaaaaaaaaaaaaaaaaaa\n"
		"aaaaa y\n"},
	{"wide glyphs break anywhere", 20, "日本語日本語日本語日本語",
		"日本語日本語日本語日\n"
		"本語\n"},
	{"a flag is not cut", 20, "a🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩",
		"a🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩🇮🇩\n"
		"🇮🇩🇮🇩🇮🇩\n"},
	{"a family is not cut, and what joins it is not shown", 20,
		"👩\u200d👧👩\u200d👧👩\u200d👧👩\u200d👧👩\u200d👧👩\u200d👧",
		"👩👧👩👧👩👧👩👧👩👧\n"
		"👩👧\n"},
	{"combining marks take no cell", 20,
		"e\xcc\x81 e\xcc\x81 e\xcc\x81 e\xcc\x81 e\xcc\x81 "
		"e\xcc\x81 e\xcc\x81 e\xcc\x81 e\xcc\x81 "
		"e\xcc\x81 x",
		"e\xcc\x81 e\xcc\x81 e\xcc\x81 e\xcc\x81 e\xcc\x81 e\xcc\x81 e\xcc\x81 "
		"e\xcc\x81 "
		"e\xcc\x81 e\xcc\x81\nx\n"},
	{"a mark on a blank is a glyph", 20, "R \u0323x y", "R \u0323x y\n"},
	{"headings", 20, "# Satu\n\n## Dua\n\n### Tiga", "Satu\n════\n\nDua\n\nTiga\n"},
	{"tight list", 20, "- satu\n- dua tiga empat lima\n- enam",
		"• satu\n"
		"• dua tiga empat\n"
		"  lima\n"
		"• enam\n"},
	{"loose list", 20, "- satu\n\n- dua", "• satu\n\n• dua\n"},
	{"nested list", 30, "- satu\n  - dalam\n  - lagi\n- dua",
		"• satu\n"
		"  ◦ dalam\n"
		"  ◦ lagi\n"
		"• dua\n"},
	{"numbers are aligned", 20, "9. a\n10. b", " 9. a\n10. b\n"},
	{"list of parentheses", 20, "3) a\n4) b", "3) a\n4) b\n"},
	{"item with two paragraphs", 20, "1. a\n\n   b\n2. c", "1. a\n\n   b\n\n2. c\n"},
	{"list in a list at once", 20, "- - a", "• ◦ a\n"},
	{"empty item", 20, "- \n- a", "•\n• a\n"},
	{"tasks", 30,
		"- [ ] belum\n- [x] sudah, dan teks yang panjang\n- bukan tugas\n\n1. "
		"[X] a",
		"[ ] belum\n"
		"[x] sudah, dan teks yang\n"
		"    panjang\n"
		"• bukan tugas\n"
		"\n"
		"1. [x] a\n"},
	{"footnotes", 30,
		"satu[^b] dua[^a]\n\n[^a]: kata\n[^b]: teks *panjang* yang "
		"terlipat\n\ntiga[^c]",
		"satu[1] dua[2]\n"
		"\n"
		"tiga[^c]\n"
		"\n"
		"────────────\n"
		"\n"
		"[1] teks panjang yang terlipat\n"
		"[2] kata\n"},
	{"keys are the words of plain lines where no others are given", 30,
		"Maju: {key:page-down}, *{key:notes}* \\{key:notes} `{key:notes}` {key:x}\n\n"
		"|{key:up}|\n|-|\n|a|",
		"Maju: lanjut, catatan\n"
		"{key:notes} {key:notes}\n"
		"{key:x}\n"
		"\n"
		"naik\n"
		"a\n"},
	{"struck out", 30, "a ~~b *c* d~~ e ~~ f~~ g~~~h~~~ `~~i~~`",
		"a ~b c d~ e ~~ f~~ g~~~h~~~\n"
		"~~i~~\n"},
	{"quote", 20, "> satu dua tiga empat lima\n>\n> enam",
		"┃ satu dua tiga\n"
		"┃ empat lima\n"
		"┃\n"
		"┃ enam\n"},
	{"quote in a list", 20, "- a\n  > b", "• a\n  ┃ b\n"},
	{"callout", 30, "> [!TIP]\n> Baca dahulu.", "┃ Kiat\n┃ Baca dahulu.\n"},
	{"callout with paragraphs", 30, "> [!note]\n> a\n>\n> b",
		"┃ Catatan\n┃ a\n┃\n┃ b\n"},
	{"an unknown mark is a quote", 30, "> [!lain]\n> a", "┃ [!lain] a\n"},
	{"rule", 20, "a\n\n---\n\nb", "a\n\n────────────\n\nb\n"},
	{"code is not filled", 20, "```\nsatu dua tiga empat lima enam\n\tb\n```",
		"  satu dua tiga empat lima enam\n"
		"          b\n"},
	{"image in a frame", 24, "![Bagan alur](alur.png)",
		"╭─ Gambar\n"
		"│ Bagan alur\n"
		"│ alur.png\n"
		"╰─\n"},
	{"image in a text", 30, "Lihat ![bagan](a.png) ini.", "Lihat [bagan] ini.\n"},
	{"HTML loses its tags", 30,
		"a <b>tebal</b> <!-- catatan --> b\n\n<div>isi &amp; lain</div>",
		"a tebal b\n\nisi & lain\n"},
	{"HTML: blocks within a cell", 40,
		"|a|b|\n|-|-|\n|x|<ul><li>KTP</li><li>KK</li></ul>|\n"
		"|y|Urut:<ol><li>A<li>B</ol>Selesai|",
		"a  b______\nx  • KTP\n   • KK\ny  Urut:\n   1. A\n   2. B\n   Selesai\n"},
	{"HTML: lists", 30,
		"<ul>\n<li>a\n<li>b<ol start=3><li>c</li><li>d</ol>\n</ul>\ne",
		"• a\n• b\n  3. c\n  4. d\n\ne\n"},
	{"HTML: a list in an item of Markdown", 30, "- a\n\n  <ul><li>b</ul>\n- c",
		"• a\n\n  ◦ b\n\n• c\n"},
	{"HTML: nothing of Markdown is closed from inside", 30,
		"<ul><li>a\n\n- b\n\n  </li></ul>\n\n  c\n\n</ul>\n\nd",
		"• a\n  ◦ b\n\n    c\n\nd\n"},
	{"HTML: tables", 40,
		"<table><tr><th>A</th><th>B</th></tr>\n<tr><td>1<td align=right>2</table>",
		"A  B\n1  2\n"},
	{"HTML: a table without a header", 40,
		"<table><tr><td rowspan=2>a<td colspan=2>b\n<tr><td>c<td>d</table>",
		"a  b\n   c  d\n"},
	{"HTML: a table of Markdown's paragraphs", 40,
		"<table><tr><td>\n\na **b**\n\nc\n\n</td><td>d</td></tr></table>",
		"a b  d\nc\n"},
	{"HTML: a table that only is a frame", 40,
		"<table><tr><td>a <b>b</b></td></tr></table>", "a b\n"},
	{"HTML: code keeps its blanks", 30, "<pre>\na    b\n  &lt;c&gt;\n</pre>",
		"  a    b\n    <c>\n"},
	{"HTML: headings and quotes", 30,
		"<h1>Satu</h1>\n<h3>Dua <em>x</em></h3>\n<blockquote><p>Tiga<hr></blockquote>",
		"Satu\n════\n\nDua x\n\n┃ Tiga\n┃\n┃ ────────────\n"},
	{"HTML: items without a list", 30, "<li class=x>a</li>\n<li>b</li>",
		"• a\n• b\n"},
	{"HTML: details", 30,
		"<details>\n<summary>Jawaban</summary>\n\n- Jakarta\n\n</details>\n\nb",
		"┃ Jawaban\n┃\n┃ • Jakarta\n\nb\n"},
	{"HTML: images are their texts", 40,
		"a <img src=\"b.png\" alt=\"ikon\"> b <img src=\"x/c.png\"> <img src=d alt=\"\">",
		"a [ikon] b [c.png]\n"},
	{"HTML: an image in a frame", 24, "<p><img src=\"a.png\" alt=\"Bagan\"></p>",
		"╭─ Gambar\n"
		"│ Bagan\n"
		"│ a.png\n"
		"╰─\n"},
	{"an embedded image", 40, "![Bagan](data:image/png;base64,AAAAAAAAAAAA)",
		"╭─ Gambar\n"
		"│ Bagan\n"
		"│ PNG, 1 kB, di dalam berkas\n"
		"╰─\n"},
	{"a link without a text", 40, "a [](b.pdf) [![](x/c.png)](d.pdf)",
		"a b.pdf [c.png]\n"},
	{"HTML: tags in code", 50,
		"<div>\nPakai `<script>` dan `<!--` itu.\n</div>\n\nTag <script> di sini.",
		"Pakai `<script>` dan `<!--` itu.\n\nTag di sini.\n"},
	{"HTML: scripts and comments", 40,
		"<div>a<script>x</script> <!-- b --><style>c</style>d</div>", "a d\n"},
	{"HTML: only short bits are raised", 40,
		"2<sup>10</sup> H<sub>2</sub>O <sup>Ini sebuah keterangan</sup>",
		"2^10 H_2O Ini sebuah keterangan\n"},
	{"bullets in a quote", 30, "- a\n\n> - b\n>   - c", "• a\n\n┃ • b\n┃   ◦ c\n"},
	{"table", 40, "| Kunci | Arti |\n| :--- | ---: |\n| a | satu |\n| bb | 2 |",
		"Kunci  Arti\n"
		"a      satu\n"
		"bb        2\n"},
	{"table that wraps", 30,
		"| Nama | Keterangan |\n|---|---|\n| a | satu dua tiga empat lima enam "
		"|\n| b | c |",
		"Nama  Keterangan______________\n"
		"a     satu dua tiga empat lima\n"
		"      enam\n"
		"\n"
		"b     c\n"},
	{"table too narrow is a list", 20,
		"| Nama | Alamat | Keterangan |\n|---|---|---|\n| a | jalan | panjang "
		"|\n| b | c | d |",
		"Nama: a\n"
		"Alamat: jalan\n"
		"Keterangan:\n"
		"  panjang\n"
		"\n"
		"Nama: b\n"
		"Alamat: c\n"
		"Keterangan: d\n"},
	{"a table's long words come before its prose", 60,
		"|Unsur|Uraian|\n|-|-|\n|pertanggungjawaban|laporan tertulis kepada atasan "
		"paling lambat akhir bulan|",
		"Unsur_____________  Uraian__________________________________\n"
		"pertanggungjawaban  laporan tertulis kepada atasan paling\n"
		"                    lambat akhir bulan\n"},
	{"the non-joiner stays in Persian", 40,
		"a\u200cb \u0645\u06cc\u200c\u0634\u0648\u062f",
		"ab \u0645\u06cc\u200c\u0634\u0648\u062f\n"},
	{"an emoji that is newer than our table is a box of two cells", 20,
		"\U0001fae9\U0001faea\U0001f6dd\U0001faeb\U0001faec\U0001faed\U0001fae9"
		"\U0001fae9\U0001fae9\U0001fae9\U0001fae9\ufe0f",
		"\u2b1c\u2b1c\U0001f6dd\u2b1c\u2b1c\u2b1c\u2b1c\u2b1c\u2b1c\u2b1c\n"
		"\u2b1c\n"},
	{"formulas keep their signs in headings, tasks, callouts, details", 60,
		"# $a_1 * b_2$ *c*\n\n- [ ] $a_1 * b_2$ *c*\n\n"
		"> [!NOTE]\n> $a_1 * b_2$ *c*\n\n$a_1 * b_2$ *c*\n=====",
		"$a_1 * b_2$ c\n════════════\n\n[ ] $a_1 * b_2$ c\n\n"
		"┃ Catatan\n┃ $a_1 * b_2$ c\n\n$a_1 * b_2$ c\n════════════\n"},
	{"formulas keep their signs", 60,
		"$a_1 * b_2$ *dan* $$\\\\alpha$$, `$a_1$`, harga $5 *lalu* $6 [t]\n\n"
		"|a|\n|-|\n|$x_1 y_2$ *z*|\n\n- [x] *t*\n\n[t]: u.md",
		"$a_1 * b_2$ dan $$\\\\alpha$$, $a_1$, harga $5 lalu $6 t\n\n"
		"a__________\n$x_1 y_2$ z\n\n[x] t\n"},
	{"U+2028 ends a line", 40, "satu\u2028dua `a\u2029b`", "satu\ndua a\nb\n"},
	{"escaped pipe in a cell", 30, "| a \\| b | c |\n|---|---|\n| `x\\|y` | - z |",
		"a | b  c__\n"
		"x|y    - z\n"},
	{"table in a quote", 30, "> | a | b |\n> |---|---|\n> | 1 | 2 |",
		"┃ a  b\n"
		"┃ 1  2\n"},
	{"text before a table", 30, "teks\n| a | b |\n|---|---|\n| 1 | 2 |",
		"teks\n\na  b\n1  2\n"},
	{"references in footnotes", 40, "a[^1]\n\n[^1]: lihat [b]\n\n[b]: c.md \"d\"\n",
		"a[1]\n\n────────────\n\n"
		"[1] lihat b\n"},
	{"no table without as many cells", 30, "a | b\n|---|", "a | b |---|\n"},
	{"question", 30, "```gift\n::s::Ini benar?{T}\n```",
		"╭─ Soal 1 dari 1\n"
		"│ Ini benar?\n"
		"╰─\n"},
	{"deep quotes leave room for text", 20,
		"> > > > > > > > > > > > > > > > > > > > > > > dalam sekali",
		"┃ ┃ ┃ ┃ ┃ dalam\n"
		"┃ ┃ ┃ ┃ ┃ sekali\n"},
	{"nothing", 20, "", ""},
};

/* Blanks that are underlined are printed as "_". */
static void add_lines(const struct bp_layout *layout, struct bp_buf *out)
{
	for (size_t i = 0; i < layout->count; i++) {
		const struct bp_line *line = &layout->lines[i];
		int column = 0;
		for (uint32_t n = 0; n < line->count; n++) {
			const struct bp_run *run = &layout->runs[line->first + n];
			for (; column < run->column; column++)
				bp_buf_add_char(out, ' ');
			if (run->style == BP_STYLE_UNDERLINE && run->role == BP_ROLE_RULE)
				for (int blank = 0; blank < run->columns; blank++)
					bp_buf_add_char(out, '_');
			else
				bp_buf_add_clean(out, run->text);
			column += run->columns;
		}
		while (out->len && out->at[out->len - 1] == ' ')
			out->at[--out->len] = '\0';
		bp_buf_add_char(out, '\n');
	}
}

static void test_cases(void **state)
{
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_document *document =
			bp_document_read(bp_str(cases[i].markdown), 1, NULL);
		struct bp_layout *layout = bp_layout_new(document,
			&(struct bp_layout_options){.width = cases[i].width,
				.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});
		struct bp_buf got = {0};
		add_lines(layout, &got);
		if (strcmp(got.at ? got.at : "", cases[i].lines) != 0) {
			printf("%s:\n--- wanted\n%s--- got\n%s", cases[i].name,
				cases[i].lines, got.at ? got.at : "");
			failed++;
		}
		bp_buf_release(&got);
		bp_layout_free(layout);
		bp_document_free(document);
	}
	assert_int_equal(failed, 0);
}

static struct bp_layout *lay_out(const struct bp_document *document, int width)
{
	return bp_layout_new(document,
		&(struct bp_layout_options){
			.width = width, .symbols = bp_symbols(BP_SYMBOLS_UNICODE)});
}

/* A place is found again in the same layout, and near it at every other width. */
static void test_places(void **state)
{
	static const char markdown[] =
		"# Judul\n\nSatu dua tiga empat lima enam tujuh delapan sembilan "
		"sepuluh.\n\n"
		"> [!TIP]\n> Kiat yang agak panjang supaya barisnya lebih dari satu.\n\n"
		"- butir\n- butir kedua yang panjang sekali supaya "
		"terlipat\n\n```\nkode\nkode\n```\n";
	struct bp_document *document = bp_document_read(BP_STR(markdown), 1, NULL);
	struct bp_layout *narrow = lay_out(document, 20), *wide = lay_out(document, 72);

	(void)state;
	for (size_t i = 0; i < narrow->count; i++) {
		const struct bp_line *line = &narrow->lines[i];
		assert_int_equal(bp_layout_find(narrow, line->block, line->offset), i);
		size_t there = bp_layout_find(wide, line->block, line->offset);
		assert_int_equal(wide->lines[there].block, line->block);
		assert_true(wide->lines[there].offset <= line->offset);
	}
	bp_layout_free(narrow);
	bp_layout_free(wide);
	bp_document_free(document);
}

static struct bp_layout *lay_out_module(const struct bp_document *document, int width,
	const struct bp_course *course, const struct bp_module *module)
{
	return bp_layout_new(document,
		&(struct bp_layout_options){.width = width,
			.symbols = bp_symbols(BP_SYMBOLS_UNICODE),
			.course = course,
			.module = module});
}

/* What a module says of itself stands around its text, and is no part of it: nothing about
 * the text's places moves, and what stands behind is found again at another width. */
static void test_about(void **state)
{
	struct bp_str outcomes[] = {BP_STR("dapat menguji formulir"),
		BP_STR("menghitung.")},
		      sources[] = {BP_STR("UU 25/2009, https://a.go.id"), BP_STR("b")},
		      authors[] = {BP_STR("Siti"), BP_STR("Budi")};
	struct bp_module module = bp_module_defaults;
	struct bp_course course = bp_course_defaults;
	struct bp_document *document =
		bp_document_read(BP_STR("Isi.\n\n# Akhir"), 1, NULL);
	struct bp_buf text = {0};

	(void)state;
	module.outcomes = (struct bp_list){outcomes, 2, 2};
	module.sources = (struct bp_list){sources, 2, 2};
	module.jp_halves = 2;
	module.jp_task_halves = 1;
	module.practice_seconds = 600;
	course.authors = (struct bp_list){authors, 2, 2};
	course.as_of = "2026-11-01";
	course.licence = "CC0";
	struct bp_layout *layout = lay_out_module(document, 60, &course, &module);
	add_lines(layout, &text);
	assert_string_equal(text.at,
		"Sesudah modul ini Anda dapat menguji formulir; menghitung.\n"
		"Kira-kira 45 menit: 35 membaca, 10 berlatih. Di tempat\n"
		"kerja: 23 menit.\n\n"
		"Isi.\n\nAkhir\n═════\n\n"
		"Sumber\n• UU 25/2009, https://a.go.id\n• b\n\n"
		"Keadaan per 1 November 2026. Disusun oleh Siti, Budi.\n"
		"Lisensi CC0.\n");
	assert_int_equal(layout->first, 4);
	assert_int_equal(layout->end, 8);
	assert_int_equal(bp_layout_find(layout, 0, 0), 0);
	assert_int_equal(bp_layout_find(layout, 0, BP_OFFSET_TEXT), 4);
	assert_int_equal(bp_layout_find(layout, 1, UINT32_MAX), layout->count - 1);
	struct bp_layout *narrow = lay_out_module(document, 20, &course, &module);
	for (size_t i = layout->first; i < layout->count; i++) {
		const struct bp_line *line = &layout->lines[i];
		assert_int_equal(bp_layout_find(layout, line->block, line->offset), i);
		size_t there = bp_layout_find(narrow, line->block, line->offset);
		assert_int_equal(i >= layout->end, there >= narrow->end);
	}
	bp_layout_free(layout);
	layout = lay_out_module(document, 20, &bp_course_defaults, &bp_module_defaults);
	assert_int_equal(layout->first, 0);
	assert_int_equal(layout->end, layout->count);
	bp_buf_release(&text);
	bp_layout_free(layout);
	bp_layout_free(narrow);
	bp_document_free(document);
}

/* Set wide, lines have one empty line between them, and paragraphs two. */
static void test_spaced(void **state)
{
	struct bp_document *document = bp_document_read(
		BP_STR("satu dua tiga empat lima\n\nenam\n\n- a\n- b"), 1, NULL);
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = 20,
			.spaced = true,
			.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});
	struct bp_buf text = {0};

	(void)state;
	add_lines(layout, &text);
	assert_string_equal(
		text.at, "satu dua tiga empat\n\nlima\n\n\nenam\n\n\n• a\n\n• b\n");
	bp_buf_release(&text);
	bp_layout_free(layout);
	bp_document_free(document);
}

/* The words that plain lines add to a link have no place of their own. */
static void test_places_of_link_words(void **state)
{
	struct bp_document *document =
		bp_document_read(BP_STR("tujuh delapan [laman](a.md)  \nb"), 1, NULL);
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = 20,
			.spoken = true,
			.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});

	(void)state;
	assert_int_equal(layout->count, 3); /* … laman / (tautan 1) / b */
	assert_true(layout->lines[1].offset <= layout->lines[2].offset);
	assert_int_equal(
		layout->lines[1].offset, BP_OFFSET_TEXT + strlen("tujuh delapan laman"));
	bp_layout_free(layout);
	bp_document_free(document);
}

/* After a small edit a block is found by its words, not by its number. */
static void test_find_after_edit(void **state)
{
	struct bp_document *before = bp_document_read(BP_STR("a\n\nb\n\nc"), 1, NULL);
	struct bp_document *after =
		bp_document_read(BP_STR("baru\n\na\n\nb\n\nc"), 1, NULL);

	(void)state;
	assert_int_equal(bp_document_find(after, 1, bp_document_hash(before, 1)), 2);
	assert_int_equal(bp_document_find(after, 99, 12345), 3);
	bp_document_free(before);
	bp_document_free(after);
}

static void test_headings(void **state)
{
	struct bp_document *document = bp_document_read(
		BP_STR("# Satu\n\n## Uji Kegunaan, dan SUS!\n"), 1, NULL);

	(void)state;
	assert_int_equal(
		bp_document_heading(document, BP_STR("uji-kegunaan-dan-sus")), 1);
	assert_true(bp_document_heading(document, BP_STR("lain")) == SIZE_MAX);
	bp_document_free(document);
}

/* What would take libcmark quadratic time, and what is nested without end, just works. */
static void test_hostile(void **state)
{
	static const struct {
		const char *unit;
		size_t count;
		const char *tail;
		size_t tail_count;
	} hostile[] = {
		{"![[]()", 40000, "", 0},
		{"- ", 30000, "\n", 30000},
		{">", 100000, "a*", 60000},
		{"> ", 100000, "x", 1},
		{"[", 100000, "", 0},
		{"*a_ ", 60000, "", 0},
		{"|a", 60000, "\n|-|-\n", 10},
		{"&#27;]52;c;", 20000, "", 0},
		{"<!--", 50000, "", 0},
		{"&a;", 60000, "", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct bp_buf text = {0};
		for (size_t n = 0; n < hostile[i].count; n++)
			bp_buf_add_cstr(&text, hostile[i].unit);
		for (size_t n = 0; n < hostile[i].tail_count; n++)
			bp_buf_add_cstr(&text, hostile[i].tail);
		struct bp_document *document =
			bp_document_read(bp_buf_str(&text), 1, NULL);
		bp_layout_free(lay_out(document, 20));
		bp_document_free(document);
		bp_buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_about),
		cmocka_unit_test(test_spaced),
		cmocka_unit_test(test_places_of_link_words),
		cmocka_unit_test(test_find_after_edit),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
