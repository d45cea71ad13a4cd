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
	{"footnote without a text", "teks\n\nrujukan[^a]\n", "note-missing", 3, 1},
	{"footnote without a text, in a table", "|a|b|\n|-|-|\n|c[^a]|d|\n",
		"note-missing", 1, 1},
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_questions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
