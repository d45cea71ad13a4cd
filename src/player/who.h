/* Asking who is going to learn, where several people share one login. */
#ifndef BERPIJAR_PLAYER_WHO_H
#define BERPIJAR_PLAYER_WHO_H

#include "front.h"
#include <berpijar/config.h>

/* Whether the question makes sense: nobody was named, and there is a terminal to ask
 * on. */
bool bp_who_is_open(const struct bp_config *config);
size_t bp_who_count(const struct bp_config *config); /* learners in the store */
/* Asks on an open front, and appends the learner's id; false: nobody was chosen. */
bool bp_who_ask(
	struct front *front, const struct bp_config *config, struct bp_buf *learner);

#endif
