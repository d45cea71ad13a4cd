/* The passes by which a document is read, and what they share. */
#ifndef BERPIJAR_CONTENT_DOCUMENT_H
#define BERPIJAR_CONTENT_DOCUMENT_H

#include <berpijar/document.h>
#include <cmark.h>

/* The source by lines, as libcmark counts them. */
struct bp_lines {
	struct bp_str text;
	size_t *starts; /* offset of each line */
	size_t count, room;
};

void bp_lines_index(struct bp_str text, struct bp_lines *lines);
void bp_lines_release(struct bp_lines *lines);
/* Line n, from 1, without its end; empty beyond the last. */
struct bp_str bp_lines_get(const struct bp_lines *lines, int n);
/* Whether a sign stands in the lines first..last. */
bool bp_lines_have(const struct bp_lines *lines, int first, int last, char sign);

/*
 * Appends Markdown to out without what would take libcmark 0.30 quadratic time: more than
 * 100 container markers at the start of a line, and more than 500 images in a paragraph.
 * Lines keep their numbers. And "\\{key:" becomes a text that is no key.
 */
void bp_markdown_tame(struct bp_str markdown, struct bp_buf *out);

/* A block of code as it was written, in the arena. */
struct bp_str bp_markdown_restore(struct bp_arena *arena, struct bp_str code);

/* Appends one span, or extends the last one if that has the same attributes and ends where
 * the text begins. */
void bp_spans_add(struct bp_arena *arena, struct bp_spans *spans, struct bp_str text,
	uint16_t attributes, uint16_t link);
/* Removes pairs of "~~" from spans and strikes out the text between them, by GFM's rule:
 * not in code, and no blank on the inner side. */
void bp_spans_strike(struct bp_arena *arena, struct bp_spans *spans);
/* Parts "{key:NAME}" from the text around it, if there is an action of that name. */
void bp_spans_keys(struct bp_arena *arena, struct bp_spans *spans);
/* Moves the definitions of footnotes into the document, and appends the rest of the
 * Markdown to out. */
void bp_notes_take(
	struct bp_document *document, struct bp_str source, struct bp_buf *out);
struct bp_note *bp_note_find(const struct bp_document *document, struct bp_str id);
struct bp_note *bp_note_numbered(const struct bp_document *document, int number);
/* Warns of footnotes that nothing refers to. */
void bp_notes_check(const struct bp_document *document, int line_offset,
	struct bp_diagnostics *faults);
/* Turns references to footnotes into numbers, if these footnotes are defined. */
void bp_spans_notes(struct bp_document *document, uint32_t block, struct bp_spans *spans);
/* Appends text in which newlines are hard breaks. */
void bp_spans_add_lines(
	struct bp_arena *arena, struct bp_spans *spans, struct bp_str text);

/* Appends the blocks of a Markdown text without questions and footnotes. */
void bp_document_add_markdown(struct bp_document *document, struct bp_str markdown);

/* Where in a paragraph its table is, and what was found about it. */
struct bp_table_lines {
	int header, last;
	size_t refers; /* how many copies of the link definitions were parsed for it */
	int excess;    /* the first row with more cells than the header has; 0: none */
	bool full; /* rows behind `last` are left out, since too many cells were missing */
};

/*
 * Reads the pipe table in a paragraph, by GFM's rules; NULL if there is none. The lines of
 * the paragraph before and after the table are still paragraphs.
 */
struct bp_table *bp_table_read(struct bp_document *document, const struct bp_lines *lines,
	cmark_node *paragraph, struct bp_str references, uint32_t block,
	struct bp_table_lines *at);
/* Appends lines of a paragraph, each with a newline, without the markers of the lists and
 * quotes that it is in. */
void bp_paragraph_source(const struct bp_lines *lines, cmark_node *paragraph, int first,
	int last, struct bp_buf *out);
/* Appends the source of a paragraph so that its formulas stay as they are written; false:
 * it has none. */
bool bp_formulas_keep(struct bp_str source, struct bp_buf *out);
/* Warns of a block of code that is never closed. */
void bp_fence_check(const struct bp_lines *lines, cmark_node *node, int line_offset,
	struct bp_diagnostics *faults);
/* Whether a block of code is of questions. */
bool bp_fence_is_gift(cmark_node *node);
/* Appends all link definitions of a text, a line each; returns how many there are. */
size_t bp_references_find(const struct bp_lines *lines, struct bp_buf *out);

#endif
