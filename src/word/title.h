/* Which headings begin modules, and what the course is called. */
#ifndef BERPIJAR_WORD_TITLE_H
#define BERPIJAR_WORD_TITLE_H

#include "blocks.h"

struct titles {
	struct bp_str course;
	size_t block;   /* 1 + the heading that is the course's title; 0: none is */
	int top;        /* the level of headings that begin modules; 0: there are none */
	int base;       /* the level above the parts of a module */
	size_t modules; /* such headings */
};

/* In a document without headings, makes headings of short paragraphs that are all bold; those
 * that begin with "Bab" or "Modul" are of the first level. Whether there are any, which is
 * told. */
bool titles_promote(struct bp_word *word, struct blocks *blocks);

/* `promoted` headings begin modules only if they are of the first level. */
void titles_find(const struct bp_word *word, const struct blocks *blocks, bool promoted,
	struct titles *titles);

/* A name of a file or an id: a-z, digits and hyphens; of the first 40 of them. */
const char *slug_make(struct bp_arena *arena, struct bp_str text);

#endif
