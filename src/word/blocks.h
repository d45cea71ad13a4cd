/* A document as a flat list of blocks; what they stand in is said by each. */
#ifndef BERPIJAR_WORD_BLOCKS_H
#define BERPIJAR_WORD_BLOCKS_H

#include "runs.h"
#include "table.h"
#include <berpijar/word.h>

#define BLOCKS_MOST  50000
#define BLOCKS_DEPTH 32 /* within each other */

enum block_kind { BLOCK_TEXT, BLOCK_HEADING, BLOCK_TABLE, BLOCK_CODE, BLOCK_RULE };

struct block {
	enum block_kind kind;
	int level;  /* of a heading, from 1 */
	int depth;  /* in how many lists it is */
	bool leads; /* it begins an item of the innermost */
	char mark;  /* of that: '-', '1', 'a', 'A', 'i', 'I' */
	int number; /* of the item, from 1 */
	int quotes; /* in how many quotations */
	struct runs runs;
	struct table *table;
	struct bp_str code;
};

struct blocks {
	struct block *at;
	size_t count, room;
	struct runs title;    /* of the document; may be empty */
	struct runs subtitle; /* likewise */
	struct runs authors;  /* parted by breaks */
};

/* Reads pandoc's answer. Fails where it is none, or there are too many blocks; what is left
 * out is among the losses of the word. */
bool blocks_read(struct bp_word *word, const json_t *answer, struct blocks *blocks,
	struct bp_error *err);

#endif
