/*
 * Finds words in the layout of a lesson.
 *
 * Letters match whatever their case and their diacritics ("e" finds "É"), unless one of
 * those searched for is in upper case: "SUS" is not in "susunan". Quotation marks
 * and dashes match whatever their shape, white space matches white space of any amount and the
 * end of a line, also within a cell of a table. Only the author's words are
 * searched, not markers and frames.
 */
#ifndef BERPIJAR_SEARCH_H
#define BERPIJAR_SEARCH_H

#include <berpijar/layout.h>

/* The part of a hit on one line: a hit over the end of a line has several. */
struct bp_hit_part {
	uint32_t line;
	int column, columns; /* as in runs */
	uint32_t hit;        /* which hit it belongs to, from 0 … */
	bool whole;          /* … and whether that is a word, no part of a longer one */
};

struct bp_hits {
	struct bp_hit_part *parts; /* by line, and so by hit */
	size_t part_count, part_room;
	uint32_t count; /* hits */
};

/* Fills hits, whose former content is dropped. A query without letters finds nothing. */
void bp_search(const struct bp_layout *layout, struct bp_str query, struct bp_hits *hits);
/* Whether upper and lower case differ in what it finds. */
bool bp_search_is_exact(struct bp_str query);
/* Whether lines first..end-1 have a word or phrase, not as part of a longer word. */
bool bp_search_has(
	const struct bp_layout *layout, size_t first, size_t end, struct bp_str phrase);
void bp_hits_release(struct bp_hits *hits);

/* The first part of a hit. */
const struct bp_hit_part *bp_hits_first(const struct bp_hits *hits, uint32_t hit);
/* The number of the first part on a line or behind it. */
size_t bp_hits_on(const struct bp_hits *hits, size_t line);

#endif
