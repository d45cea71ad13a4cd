/*
 * Markdown → document → lines, at a width from the input and in one of the three ways of
 * laying out: no line may be wider, and every word is in the lines.
 */
#include <berpijar/layout.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Letters and digits of the author's words, in their order: nothing of a text is lost in
 * the lines, whatever markers stand between. */
static void add_letters(struct bp_str text, struct bp_buf *out)
{
	struct bp_glyph glyph;

	for (size_t at = 0; at < text.len;) {
		at += bp_glyph_next(text, at, &glyph);
		if (glyph.width && glyph.base > ' ' && glyph.base != 0xa0)
			bp_buf_add_code(out, glyph.base);
	}
}

/* The number of a footnote is a marker, and a name that stands for a text that is missing is
 * drawn as a frame is: neither is the author's. */
static void add_words(const struct bp_spans *spans, struct bp_buf *out)
{
	for (size_t i = 0; i < spans->count; i++)
		if (!(spans->at[i].attributes & (BP_SPAN_NOTE | BP_SPAN_NAME)))
			add_letters(spans->at[i].text, out);
}

static void check_words(
	const struct bp_document *document, const struct bp_layout *layout)
{
	struct bp_buf words = {0}, shown = {0};

	for (size_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		if (block->kind == BP_BLOCK_PARAGRAPH || block->kind == BP_BLOCK_HEADING)
			add_words(&block->spans, &words);
	}
	for (size_t i = 0; i < layout->count; i++) {
		const struct bp_line *line = &layout->lines[i];
		enum bp_block_kind kind = document->blocks[line->block].kind;
		for (uint32_t n = 0; n < line->count; n++) {
			const struct bp_run *run = &layout->runs[line->first + n];
			bool text = run->role == BP_ROLE_TEXT &&
				(kind == BP_BLOCK_PARAGRAPH || kind == BP_BLOCK_HEADING);
			if (text)
				add_letters(run->text, &shown);
		}
	}
	if (!bp_str_equal(bp_buf_str(&words), bp_buf_str(&shown))) {
		fprintf(stderr, "words: %s\nshown: %s\n", words.at ? words.at : "",
			shown.at ? shown.at : "");
		abort();
	}
	bp_buf_release(&words);
	bp_buf_release(&shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	int width = BP_LAYOUT_MIN + data[0] % 100;
	struct bp_str text = {(const char *)data + 1, size - 1};
	struct bp_document *document = bp_document_read(text, 1, NULL);
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = width,
			.wrap_code = true,
			.spaced = data[0] & 1,
			.spoken = data[0] & 2,
			.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});

	for (size_t i = 0; i < layout->run_count; i++) {
		const struct bp_run *run = &layout->runs[i];
		if (run->column < 0 || run->column + run->columns > width)
			abort();
	}
	for (size_t i = 1; i < layout->count; i++) {
		const struct bp_line *line = &layout->lines[i], *before = line - 1;
		if (line->block < before->block ||
			(line->block == before->block && line->offset < before->offset))
			abort();
	}
	check_words(document, layout);
	bp_layout_free(layout);
	bp_document_free(document);
	return 0;
}
