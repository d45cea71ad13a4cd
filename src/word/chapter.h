/* The text of one module, block by block. */
#ifndef BERPIJAR_WORD_CHAPTER_H
#define BERPIJAR_WORD_CHAPTER_H

#include "blocks.h"
#include "markdown.h"

struct chapter {
	struct markdown markdown;
	struct bp_buf out;
	struct bp_buf notes; /* their definitions */
	size_t told;         /* notes that are in it */
	int open;            /* list items that what comes may go on with */
	char mark;           /* of the item that was written last; 0: it was none */
	int last;            /* the depth of what was written last */
	int column[BLOCKS_DEPTH + 1]; /* where the text of each begins */
	int heading;  /* the level of the last one, 1 for the module's title */
	size_t words; /* without headings */
};

/* Takes what a module had out, for the next one. */
void chapter_begin(struct chapter *chapter);
void chapter_release(struct chapter *chapter);
size_t chapter_size(const struct chapter *chapter);

void chapter_add_heading(struct chapter *chapter, const struct runs *runs, int level);
/* A paragraph that stands where its block says; runs are the block's or some of them. */
void chapter_add_text(
	struct chapter *chapter, const struct block *block, const struct runs *runs);
/* A table, code, or a line across. */
void chapter_add_other(struct chapter *chapter, const struct block *block);
/* Where a question is to be written. */
struct bp_buf *chapter_begin_question(struct chapter *chapter);
/* Writes the notes of what was added since. */
void chapter_add_notes(struct chapter *chapter);

#endif
