/* Which version of a question was answered, and what its answers mean in another. */
#ifndef BERPIJAR_LEARN_REGRADE_VERSION_H
#define BERPIJAR_LEARN_REGRADE_VERSION_H

#include <berpijar/grade.h>

/* The question with another key, so that it has this hash; NULL: none of those that are
 * tried has. */
const struct bp_question *version_with_key(
	struct bp_arena *arena, const struct bp_question *question, uint64_t hash);

/* Reads a response to one version (NULL: not known) as one to another. False: what was
 * chosen is not there, or cannot be known. */
bool version_move(const struct bp_question *from, const struct bp_question *to,
	struct bp_str text, struct bp_response *response);

#endif
