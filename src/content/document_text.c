/* Reads the texts of questions, each in its format, into blocks. */
#include "document.h"
#include "markup.h"

static void document_add_plain(struct bp_document *document, struct bp_str text)
{
	struct blocks blocks = {.document = document};
	struct bp_spans spans = {0};

	bp_spans_add_lines(document->arena, &spans, bp_arena_str(document->arena, text));
	if (spans.count)
		blocks_add(&blocks, BP_BLOCK_PARAGRAPH, 0)->spans = spans;
}

static void document_add_html(struct bp_document *document, struct bp_str html)
{
	struct blocks blocks = {.document = document};
	struct markup markup = {.blocks = &blocks};

	markup_read(&markup, html, 0);
	markup_end(&markup);
}

/* Moodle's text_to_html(): HTML in which ends of lines count, except beside tags. */
static void document_add_auto_format(struct bp_document *document, struct bp_str text)
{
	struct bp_buf html = {0};

	for (size_t i = 0; i < text.len; i++) {
		bool beside = (i > 0 && text.at[i - 1] == '>') ||
			bp_str_starts(bp_str_from(text, i + 1), "<");
		if (text.at[i] == '\n' && !beside)
			bp_buf_add_cstr(&html, "<br>");
		bp_buf_add_char(&html, text.at[i]);
	}
	document_add_html(document, bp_arena_str(document->arena, bp_buf_str(&html)));
	bp_buf_release(&html);
}

struct bp_document bp_document_read_text(struct bp_arena *arena, struct bp_text text)
{
	static void (*const readers[])(struct bp_document *, struct bp_str) = {
		[BP_FORMAT_MOODLE] = document_add_auto_format,
		[BP_FORMAT_HTML] = document_add_html,
		[BP_FORMAT_PLAIN] = document_add_plain,
		[BP_FORMAT_MARKDOWN] = bp_document_add_markdown,
	};
	struct bp_document document = {.arena = arena, .of_question = true};

	readers[text.format](&document, text.text);
	blocks_settle(&document);
	return document;
}
