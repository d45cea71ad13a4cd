/* Finding words: what matches, and where the hits are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/search.h>
#include <string.h>

static const struct {
	const char *name, *markdown, *query;
	const char *found; /* "line:column+columns" of each part, ";" between hits */
} cases[] = {
	{"a word", "satu dua tiga dua", "dua", "0:5+3;0:14+3"},
	{"whatever the case", "Satu SATU", "satu", "0:0+4;0:5+4"},
	{"upper case is meant", "SUS susunan kursus Sus SUSnya", "SUS", "0:0+3;1:4+3"},
	{"whatever the diacritics", "Café cafe", "cafe", "0:0+4;0:5+4"},
	{"with diacritics in the query", "cafe", "é", "0:3+1"},
	{"a combining mark", "cafe\xcc\x81", "cafe", "0:0+4"},
	{"over a line's end", "satu dua tiga empat lima enam", "empat lima",
		"0:14+5 1:0+4"},
	{"blanks match blanks of any amount", "satu dua", "satu   dua", "0:0+8"},
	{"over styles", "sa**tu du**a", "satu dua", "0:0+8"},
	{"a word cut by force", "aaaaaaaaaaaaaaaaaaaaaaab", "ab", "1:2+2"},
	{"not over paragraphs", "satu\n\ndua", "satu dua", ""},
	{"not in markers", "- a\n- b\n\n> [!NOTE]\n> c", "catatan", ""},
	{"in a table", "|a|b|\n|-|-|\n|kata|x|", "kata", "1:0+4"},
	{"over a line's end in a cell", "|aa bb cc dd ee ff|x y z|\n|-|-|\n|q|r|",
		"dd ee", "0:9+2 1:0+2"},
	{"typographic signs", "\u201csatu\u201d dua\u2011tiga", "\"satu\" dua-tiga",
		"0:0+15"},
	{"in code", "```\nfor i\n```", "for", "0:2+3"},
	{"wide glyphs", "日本語", "本", "0:2+2"},
	{"hits do not overlap", "aaaa", "aa", "0:0+2;0:2+2"},
	{"nothing asked", "satu", "  ", ""},
	{"nothing found", "satu", "lima", ""},
};

static void describe(const struct bp_hits *hits, struct bp_buf *out)
{
	for (size_t i = 0; i < hits->part_count; i++) {
		const struct bp_hit_part *part = &hits->parts[i];
		bool same = i && part->hit == hits->parts[i - 1].hit;
		bp_buf_printf(out, "%s%u:%d+%d",
			i == 0         ? ""
				: same ? " "
				       : ";",
			part->line, part->column, part->columns);
	}
}

/* Which of the hits are words: "w" or "." for each. */
static void test_words(void **state)
{
	struct bp_document *document = bp_document_read(
		BP_STR("sus susunan kursus sus-unan susnya (sus) Sus2"), 1, NULL);
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){
			.width = 80, .symbols = bp_symbols(BP_SYMBOLS_UNICODE)});
	struct bp_hits hits = {0};
	char got[16] = "";

	(void)state;
	bp_search(layout, BP_STR("sus"), &hits);
	for (size_t i = 0; i < hits.part_count; i++)
		got[i] = hits.parts[i].whole ? 'w' : '.';
	assert_string_equal(got, "w..www.");
	bp_hits_release(&hits);
	bp_layout_free(layout);
	bp_document_free(document);
}

static void test_search(void **state)
{
	int failed = 0;
	struct bp_hits hits = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bp_document *document =
			bp_document_read(bp_str(cases[i].markdown), 1, NULL);
		struct bp_layout *layout = bp_layout_new(document,
			&(struct bp_layout_options){
				.width = 20, .symbols = bp_symbols(BP_SYMBOLS_UNICODE)});
		struct bp_buf got = {0};
		bp_buf_add(&got, "", 0);
		bp_search(layout, bp_str(cases[i].query), &hits);
		describe(&hits, &got);
		if (strcmp(got.at, cases[i].found) != 0) {
			print_error("%s: wanted %s, got %s\n", cases[i].name,
				cases[i].found, got.at);
			failed++;
		}
		bp_buf_release(&got);
		bp_layout_free(layout);
		bp_document_free(document);
	}
	bp_hits_release(&hits);
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search),
		cmocka_unit_test(test_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
