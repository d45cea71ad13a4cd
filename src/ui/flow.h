/*
 * Text poured into lines: spans are cut into words, words fill lines of a width.
 * A flow is used again and again for one layout, so that it stops allocating.
 */
#ifndef BERPIJAR_UI_FLOW_H
#define BERPIJAR_UI_FLOW_H

#include <berpijar/layout.h>

/* A part of a word in one style. */
struct bp_piece {
	struct bp_str text;
	int columns;
	uint16_t link;
	bp_style style;
	uint8_t role;
};

/* A word is only broken if it is wider than a whole line. */
struct bp_word {
	size_t first, count; /* its pieces */
	int columns;
	int spaces;  /* before it, unless it starts a line; a line may end even at 0 */
	int indent;  /* of the line that it starts */
	int empty;   /* empty lines above it, if it is forced */
	bool forced; /* starts a line */
	uint32_t offset; /* of its first byte in the text */
};

/* A filled line; its runs' columns, and its own, count from the flow's left edge. */
struct bp_flow_line {
	size_t first, count;
	int columns;
	uint32_t offset;
	bool joined;
};

struct bp_flow {
	struct bp_piece *pieces;
	size_t piece_count, piece_room;
	struct bp_word *words;
	size_t word_count, word_room;
	struct bp_run *runs;
	size_t run_count, run_room;
	struct bp_flow_line *lines;
	size_t line_count, line_room;
	uint32_t offset; /* bytes added so far */
	int spaces;      /* pending before the next word */
	int indent;      /* of lines that start with words that are added from now on */
	int empty;       /* empty lines pending before the next word */
	bool forced;     /* a hard break is pending */
	bool in_word;
	/* How the screen draws its signs, so that a text that explains them shows the
	 * same; NULL: as they are written. */
	const char *const *symbols;
	const struct bp_key_names *keys; /* NULL: actions are told by their words */
	struct bp_arena *link_words; /* for the words that tell a link's number after its
				      * text; NULL: they are left out */
};

void bp_flow_start(struct bp_flow *flow); /* forget words and lines */
void bp_flow_release(struct bp_flow *flow);

/* Adds the words of spans, in a style on top of their own. */
void bp_flow_add_spans(
	struct bp_flow *flow, const struct bp_spans *spans, bp_style style);
/* Adds our own words. */
void bp_flow_add_text(
	struct bp_flow *flow, struct bp_str text, bp_style style, uint8_t role);
void bp_flow_break(struct bp_flow *flow); /* the next word starts a line */
/* Adds all the text of a document, block by block, each on lines of its own, with the
 * markers and indents of its lists and its code. */
void bp_flow_add_document(
	struct bp_flow *flow, const struct bp_document *document, bp_style style);

/* Fills lines of at most `width` columns (at least 1); the lines follow those already
 * there. */
void bp_flow_fill(struct bp_flow *flow, int width);
/* Widest word, and all words on one line (or on the widest between hard breaks). */
void bp_flow_measure(const struct bp_flow *flow, int *least, int *most);

#endif
