/* A session on a server that has its proofs signed by somebody else. */
#ifndef BERPIJAR_PLAYER_ASKING_H
#define BERPIJAR_PLAYER_ASKING_H

#include "loop.h"

/* Whether this is one. */
bool bp_asking_is_on(const struct loop *loop);
/* For bp_recall.signing. */
void bp_asking_look(void *loop, const struct bp_course *course, struct bp_arena *arena,
	struct bp_signing *signing);
/* Leaves a request in the place of the proof that is to be written. */
void bp_asking_proof(struct loop *loop, const struct bp_effect *effect);

#endif
