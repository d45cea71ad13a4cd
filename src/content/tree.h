/* libcmark's trees, in memory that is given back all at once. */
#ifndef BERPIJAR_CONTENT_TREE_H
#define BERPIJAR_CONTENT_TREE_H

#include <berpijar/text.h>
#include <cmark.h>

/* Parses a text. A tree is closed with all that were opened after it: nothing is freed
 * before the first of them is. */
cmark_node *tree_open(struct bp_str text);
void tree_close(void);

#endif
