/* Documents: what is said of lessons that cannot be shown as they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/document.h>
#include <string.h>

#define WIDE                                                                    \
	"|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|\n" \
	"|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|\n"

static const struct {
	const char *name, *markdown;
	const char *code; /* of the only fault; NULL: none */
	int line, column;
} cases[] = {
	{"nothing to say", "# Judul\n\nteks\n\n```\nkode\n```\n", NULL, 0, 0},
	{"a row too long", "|a|b|\n|-|-|\n|c|d|\n|c|d|e|", "table-row", 4, 1},
	{"33 columns", "teks\n\n" WIDE, "table-columns", 3, 1},
	{"33 columns in a quote", "> a\n>\n> |a|\n> |-|\n", NULL, 0, 0},
	{"17 quotes", "> > > > > > > > > > > > > > > > > dalam\n", "nesting", 1, 33},
	{"16 quotes", "> > > > > > > > > > > > > > > > dalam\n", NULL, 0, 0},
	{"fence without end", "teks\n\n```\nkode\n", "fence-open", 3, 1},
	{"fence of tildes without end", "~~~ sh\nkode\n", "fence-open", 1, 1},
	{"footnote that nothing refers to", "teks\n\n[^a]: catatan\n", "note-unused", 3,
		1},
	{"a fence of four is not closed by three", "````\n```\n[^a]: b\n````\n", NULL, 0,
		0},
	{"a fence is closed by its own sign", "~~~\n```\n[^a]: b\n~~~\n", NULL, 0, 0},
	{"a fence is not closed by one with a language", "```\n```md\n[^a]: b\n```\n",
		NULL, 0, 0},
	{"footnotes in code are code", "```\n[^a]: b\n```\n\n`[^a]`\n", NULL, 0, 0},
	{"fence at the end", "```\nkode\n```", NULL, 0, 0},
	{"indented code at the end", "teks\n\n    kode\n", NULL, 0, 0},
	{"question at fault", "teks\n\n```gift\nSoal{=a ~b\n```\n", "gift-brace", 4, 5},
	{"question in a list", "- teks\n\n  ```gift\n  Soal{=a ~b\n  ```\n", "gift-brace",
		4, 7},
};

static void test_faults(void **state)
{
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_diagnostics faults = {0};
		bp_document_free(bp_document_read(bp_str(cases[i].markdown), 1, &faults));
		const struct bp_diagnostic *got = faults.count ? &faults.at[0] : NULL;
		bool right = cases[i].code ? faults.count == 1 &&
				strcmp(bp_fault_row(got->fault)->code, cases[i].code) ==
					0 &&
				got->line == cases[i].line &&
				got->column == cases[i].column
					   : faults.count == 0;
		if (!right) {
			print_error("%s: %zu faults, %s at %d:%d\n", cases[i].name,
				faults.count, got ? bp_fault_row(got->fault)->code : "",
				got ? got->line : 0, got ? got->column : 0);
			failed++;
		}
		bp_diagnostics_release(&faults);
	}
	assert_int_equal(failed, 0);
}

/* Which heading or place a fragment names; -1: none. */
static void test_anchors(void **state)
{
	static const char markdown[] =
		"# Latihan\n\n# Latihan\n\n# Latihan\n\n## \U0001f680 Mulai\n\n"
		"## <a id=\"cpp\"></a>C++\n\n<a name=\"aturan\"></a>\n\n## Ketentuan\n\n"
		"<div id=\"isi\">x</div>\n\nteks <b id=\"b\">b</b>\n\n"
		"<h2>Judul &amp; HTML</h2>\n\n<p id=\"akhir\"></p>\n";
	static const struct {
		const char *fragment;
		int block;
	} anchors[] = {{"latihan", 0}, {"latihan-1", 1}, {"latihan-2", 2},
		{"latihan-3", -1}, {"Latihan", 0}, {"-mulai", 3}, {"\U0001f680-mulai", 3},
		{"cpp", 4}, {"c", 4}, {"aturan", 5}, {"isi", 6}, {"b", 7},
		{"judul--html", 8}, {"akhir", 8}, {"lain", -1}};
	struct bp_document *document = bp_document_read(BP_STR(markdown), 1, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++) {
		size_t block = bp_document_heading(document, bp_str(anchors[i].fragment));
		if (block != (size_t)anchors[i].block)
			fail_msg("#%s: %zu", anchors[i].fragment, block);
	}
	bp_document_free(document);
}

/* What is a link without any marks, and where it leads. */
static void test_addresses(void **state)
{
	static const struct {
		const char *markdown, *urls; /* each with a blank behind it */
	} links[] = {
		{"Lihat https://a.go.id/b_c?d=1&e=2.", "https://a.go.id/b_c?d=1&e=2 "},
		{"(https://a.go.id/b) www.b.go.id, c.d@e.go.id.",
			"https://a.go.id/b http://www.b.go.id mailto:c.d@e.go.id "},
		{"https://a.go.id/b_(c) \u201chttps://b.go.id\u201d",
			"https://a.go.id/b_(c) https://b.go.id "},
		{"`https://a.go.id` [www.b.go.id](c.md) http:// awww.a.go.id a@b",
			"c.md "},
		{"|a|\n|-|\n|https://a.go.id|", "https://a.go.id "},
		{"<p>http://a.go.id <a href='b.md?x&amp;y'>b</a></p>",
			"http://a.go.id b.md?x&y "},
		{"[](a.pdf) [![](b.png)](c.pdf)", "a.pdf c.pdf "},
		{"<iframe src=\"https://a.go.id\"></iframe>", "https://a.go.id "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		struct bp_document *document =
			bp_document_read(bp_str(links[i].markdown), 1, NULL);
		struct bp_buf urls = {0};
		for (size_t n = 0; n < document->link_count; n++) {
			bp_buf_add_str(&urls, document->links[n].url);
			bp_buf_add_char(&urls, ' ');
		}
		bp_buf_add_char(&urls, '\0');
		assert_string_equal(urls.at, links[i].urls);
		bp_buf_release(&urls);
		bp_document_free(document);
	}
}

/* A question keeps its identity over the fences of a module; a text of a question holds
 * no further questions. */
static void test_questions(void **state)
{
	static const char markdown[] =
		"```gift\n::a::Satu{T}\n```\n\n```gift\n::a::Dua{T}\n\n"
		"::b::Tiga\\n\\n```gift\\nx{T}\\n```{F}\n```\n";
	struct bp_document *document = bp_document_read(BP_STR(markdown), 1, NULL);

	(void)state;
	assert_int_equal(document->quiz.count, 3);
	assert_true(bp_str_is(document->quiz.questions[0].id, "a"));
	assert_false(bp_str_is(document->quiz.questions[1].id, "a"));
	assert_true(bp_str_is(document->quiz.questions[2].id, "b"));
	assert_int_equal(document->quiz.questions[1].line, 6);
	for (size_t i = 0; i < document->stems[2].count; i++)
		assert_int_not_equal(
			document->stems[2].blocks[i].kind, BP_BLOCK_QUESTION);
	bp_document_free(document);
}

/* Footnotes are shown at the end, wherever they are written. */
static void test_lines(void **state)
{
	struct bp_document *document = bp_document_read(
		BP_STR("satu[^a]\n\n[^a]: catatan\n\n## Judul\n\ndua\n"), 1, NULL);

	(void)state;
	assert_int_equal(document->blocks[bp_document_at_line(document, 1)].line, 1);
	assert_int_equal(document->blocks[bp_document_at_line(document, 3)].line, 3);
	assert_int_equal(document->blocks[bp_document_at_line(document, 7)].line, 7);
	assert_int_equal(document->blocks[bp_document_at_line(document, 99)].line, 7);
	bp_document_free(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_anchors),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_questions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
