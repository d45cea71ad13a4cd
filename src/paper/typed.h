/* What was typed for a question of a paper. */
#ifndef BERPIJAR_PAPER_TYPED_H
#define BERPIJAR_PAPER_TYPED_H

#include <berpijar/paper.h>

#define TYPED_MOST 2000 /* bytes of an answer in words */

/* Reads a cell that is not empty. NULL, or what is wrong with it; the response's text is in
 * the arena. */
const char *typed_read(struct bp_arena *arena, const struct bp_paper_question *printed,
	struct bp_str cell, struct bp_response *response);

#endif
