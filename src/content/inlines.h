/* Inline text while it is read, from Markdown and from HTML alike. */
#ifndef BERPIJAR_CONTENT_INLINES_H
#define BERPIJAR_CONTENT_INLINES_H

#include "document.h"
#include "html.h"

#define INLINES_LISTS 8 /* lists of HTML in each other; deeper ones get no numbers */

/* A text that is being read into spans. */
struct inlines {
	struct bp_document *document;
	uint32_t block; /* its index */
	struct bp_spans spans;
	int open[HTML_KINDS]; /* how many elements of each kind are open */
	uint16_t link;        /* the open link; 0: none */
	struct bp_str url;    /* its address */
	size_t link_start;    /* index of its first span */
	size_t raised;        /* 1 + index of the first span of <sup> or <sub> */
	size_t images;
	struct bp_str image; /* the file of the last one */
	bool unnamed;        /* it has no text but the name of its file */
	bool breaks;         /* a line ends here, if something comes behind it */
	int numbers[INLINES_LISTS], lists; /* items so far; in lists with marks below 0 */
};

void inlines_begin(struct inlines *inlines, struct bp_document *document, uint32_t block);
/* Reads the children of a node of libcmark's tree. */
void inlines_read(struct inlines *inlines, cmark_node *parent);
/* Reads a text between tags. */
void inlines_add_html(struct inlines *inlines, struct bp_str source);
/* Does what a tag says about text within a line; tags of blocks are ends of lines. */
void inlines_tag(struct inlines *inlines, const struct html_piece *tag);
/* Its parts, for inlines_tree.c. Texts live as long as the document; `more` are attributes
 * besides those of the open elements. */
void inlines_add_span(struct inlines *inlines, struct bp_str text, uint16_t more);
void inlines_add_lines(struct inlines *inlines, struct bp_str text, uint16_t more);
void inlines_break(struct inlines *inlines);
void inlines_open_link(struct inlines *inlines, struct bp_str url);
void inlines_close_link(struct inlines *inlines);
/* `start`: the index of the first span of its text. */
void inlines_end_image(struct inlines *inlines, struct bp_str url, size_t start);
/* Ends the text; its spans can be used now. */
void inlines_end(struct inlines *inlines);
/* Whether the text is one image and nothing else. */
bool inlines_only_image(const struct inlines *inlines);
/* Notes the names that a tag gives to its place. */
void inlines_note_anchor(
	struct bp_document *document, const struct html_piece *tag, uint32_t block);

/* autolink.c: the length of the address that begins at `at`, 0 if none does; *scheme is
 * what its link needs in front. */
size_t autolink_at(struct bp_str text, size_t at, const char **scheme);
/* Where the last "@" of a text is; 0: none that a mail address could have. */
size_t autolink_last_mail(struct bp_str text);
/* Where the next address may begin, from `at` on; the text's length if nowhere. `mail`: what
 * autolink_last_mail() said, once for the text. */
size_t autolink_next(struct bp_str text, size_t at, size_t mail);

#endif
