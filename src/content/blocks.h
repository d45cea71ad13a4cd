/* The growing list of a document's blocks, and where in its lists and quotes it grows. */
#ifndef BERPIJAR_CONTENT_BLOCKS_H
#define BERPIJAR_CONTENT_BLOCKS_H

#include "document.h"
#include "inlines.h"

struct blocks {
	struct bp_document *document;
	struct bp_diagnostics *faults;
	int line_offset;         /* of the Markdown's first line in its file */
	struct bp_container *in; /* innermost open container; NULL: the document */
	int flattened;           /* how many are open beyond BP_DEPTH_LIMIT */
	const struct bp_container *previous_in; /* what the last block stands in */
};

/* Appends a block to the innermost container. The line is counted in the Markdown. The
 * pointer holds until the next block is added. */
struct bp_block *blocks_add(struct blocks *blocks, enum bp_block_kind kind, int line);

/* Puts the blocks into the document's arena once there are no more. */
void blocks_settle(struct bp_document *document);

/* Appends a block of a text that was read to its end. A paragraph of one image becomes an
 * image. */
struct bp_block *blocks_add_text(struct blocks *blocks, enum bp_block_kind kind,
	const struct inlines *text, int line);

/* Opens a container like the given one; it is closed by blocks_leave(). Beyond the depth
 * limit nothing is opened, and one fault tells so. */
void blocks_open(struct blocks *blocks, struct bp_container like, int line, int column);
/* The same for a list, an item or a quote of Markdown; each is closed by blocks_leave(). */
void blocks_enter(struct blocks *blocks, cmark_node *node, enum bp_container_kind kind);
/* Opens a quote, or a callout if its first line is "[!NOTE]" or the like; that line is
 * then taken out of the tree. */
void blocks_enter_quote(
	struct blocks *blocks, const struct bp_lines *lines, cmark_node *quote);
/* The source of the next block without the mark of a task or of a callout that it begins
 * with: the tree has it no longer. */
struct bp_str blocks_unmarked(const struct blocks *blocks, struct bp_str source);
/* Closes the innermost container. An empty item or quote gets an empty paragraph. */
void blocks_leave(struct blocks *blocks, int line);

#endif
