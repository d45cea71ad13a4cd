/* Which headings begin modules, and what the course is called. */
#ifndef BERPIJAR_WORD_TITLE_H
#define BERPIJAR_WORD_TITLE_H

#include "blocks.h"

struct titles {
	struct bp_str course;
	size_t block;   /* 1 + the heading that is the course's title; 0: none is */
	int top;        /* the level of headings that begin modules; 0: there are none */
	size_t modules; /* such headings */
};

void titles_find(
	const struct bp_word *word, const struct blocks *blocks, struct titles *titles);

/* A name of a file or an id: a-z, digits and hyphens; of the first 40 of them. */
const char *slug_make(struct bp_arena *arena, struct bp_str text);

#endif
