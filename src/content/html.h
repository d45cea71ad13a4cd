/* HTML cut into text and tags, and what each tag means for a lesson. */
#ifndef BERPIJAR_CONTENT_HTML_H
#define BERPIJAR_CONTENT_HTML_H

#include <berpijar/arena.h>

enum html_kind {
	HTML_OTHER, /* comments and tags that say nothing about how a text looks */
	HTML_BLOCK, /* begins and ends a paragraph */
	HTML_BREAK,
	HTML_RULE,
	HTML_HEADING,
	HTML_LIST,
	HTML_ORDERED,
	HTML_ITEM,
	HTML_QUOTE,
	HTML_DETAILS,
	HTML_SUMMARY,
	HTML_PRE,
	HTML_TABLE,
	HTML_ROW,
	HTML_CELL,
	HTML_HEADER_CELL,
	HTML_IMAGE,
	HTML_FRAME, /* something from elsewhere: a film, a page */
	HTML_LINK,
	HTML_EMPHASIS,
	HTML_STRONG,
	HTML_CODE,
	HTML_STRIKE,
	HTML_RAISED,
	HTML_LOWERED,
	HTML_QUOTED,
	HTML_HIDDEN, /* its content is not text */
	HTML_KINDS,
};

/* HTML that is being cut. `missing`: what is known not to come any more, as bits, so that
 * nobody looks for it again and again to the end of the text. */
struct html {
	struct bp_str text;
	size_t at;
	unsigned missing;
};

/* A text between tags, with its entities; or a tag. */
struct html_piece {
	struct bp_str source;
	bool tag, closes;
	enum html_kind kind; /* of a tag */
	int level;           /* of a heading's tag */
};

/* Takes the next piece; false at the end. A "<" that begins no tag, a comment or a script
 * that never ends, and what stands in `code` are text. */
bool html_next(struct html *html, struct html_piece *piece);
/* Appends a text with its entities resolved. */
void html_add_text(struct bp_str source, struct bp_buf *out);
/* The value of a tag's attribute, entities resolved, in the arena; false: it has none. */
bool html_attribute(struct bp_arena *arena, const struct html_piece *tag,
	const char *name, struct bp_str *value);
/* The same as a number from 0 to `most`; `fallback` if it is none. */
int html_number(struct bp_arena *arena, const struct html_piece *tag, const char *name,
	int fallback, int most);

#endif
