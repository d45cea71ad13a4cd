/* What the parts of the document reader share. */
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

void bp_lines_index(struct bp_arena *arena, struct bp_str text, struct bp_lines *lines);
/* Line n, from 1, without its end; empty beyond the last. */
struct bp_str bp_lines_get(const struct bp_lines *lines, int n);

/*
 * Copies Markdown with what would take libcmark 0.30 quadratic time made harmless:
 * more than 100 container markers at the start of a line, and more than 500 images
 * in a paragraph. Lines keep their numbers.
 */
void bp_markdown_tame(struct bp_str markdown, struct bp_buf *out);

/* HTML without its tags, entities resolved; tags of blocks and <br> become newlines,
 * comments, scripts and styles vanish. */
void bp_html_text(struct bp_str html, struct bp_buf *out);
/* Whether a tag is <br>. */
bool bp_html_is_break(struct bp_str tag);
/* What a tag leaves of itself: "2<sup>31</sup>" is "2^31", "H<sub>2</sub>O" is "H_2O". */
const char *bp_html_mark(struct bp_str tag);

/* Appends the inlines of a paragraph, heading or the like to spans. Links go to the
 * document and are said to stand in the block with the given index. */
void bp_inlines_read(struct bp_document *document, cmark_node *parent, uint32_t block,
	struct bp_spans *spans);
/* Appends one span; merges it with the one before if they are alike. */
void bp_spans_add(struct bp_arena *arena, struct bp_spans *spans, struct bp_str text,
	uint16_t attributes, uint16_t link);
/* Takes pairs of "~~" out of spans and strikes what stands between them (GFM's rule: not
 * in code, and not beside a blank on the inner side). */
void bp_spans_strike(struct bp_arena *arena, struct bp_spans *spans);
/* Takes the definitions of footnotes out of Markdown; what is left goes to out. */
void bp_notes_take(
	struct bp_document *document, struct bp_str source, struct bp_buf *out);
struct bp_note *bp_note_find(const struct bp_document *document, struct bp_str id);
struct bp_note *bp_note_numbered(const struct bp_document *document, int number);
/* Warns of footnotes that nothing refers to, and of references to footnotes that have no
 * text: references to the others are numbers by now. */
void bp_notes_check(const struct bp_document *document, int line_offset,
	struct bp_diagnostics *faults);
/* Turns references to footnotes that are defined into numbers. */
void bp_spans_notes(struct bp_document *document, uint32_t block, struct bp_spans *spans);
/* Appends text in which newlines are hard breaks. */
void bp_spans_add_lines(
	struct bp_arena *arena, struct bp_spans *spans, struct bp_str text);

/* Where in a paragraph its table is. */
struct bp_table_lines {
	int header, last;
	size_t refers; /* how often the definitions of references were read again */
	int excess;    /* the first row with more cells than the header has; 0: none */
	bool full;     /* what follows would be rows, had the table room for them */
};

/*
 * A pipe table in the lines of a paragraph (GFM's rules). Returns NULL if there is none;
 * lines of the paragraph before and after it are still a paragraph.
 */
struct bp_table *bp_table_read(struct bp_document *document, const struct bp_lines *lines,
	cmark_node *paragraph, struct bp_str references, uint32_t block,
	struct bp_table_lines *at);
/* The lines of a paragraph without the markers of what it stands in, newlines between. */
void bp_paragraph_source(const struct bp_lines *lines, cmark_node *paragraph, int first,
	int last, struct bp_buf *out);
/* All link reference definitions of a text, a line each; returns how many. */
size_t bp_references_find(const struct bp_lines *lines, struct bp_buf *out);

#endif
