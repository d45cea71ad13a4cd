/* A proof on the printer at the learner's own terminal. */
#ifndef BERPIJAR_PLAYER_PRINTING_H
#define BERPIJAR_PLAYER_PRINTING_H

#include "loop.h"

/* For an effect, which the app asks for where the administrator lets it. */
void bp_printing_proof(struct loop *loop, const struct bp_effect *effect);

#endif
