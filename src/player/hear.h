/* What those who run a server say, in a session. */
#ifndef BERPIJAR_PLAYER_HEAR_H
#define BERPIJAR_PLAYER_HEAR_H

#include "loop.h"

/* Looks, after a key came: BP_KEY_HANGUP in its place if the session is to end. */
uint32_t bp_hear_key(struct loop *loop, uint32_t key);
/* Carries out what the key brought, then tells what is new. */
void bp_hear_carry_out(struct loop *loop, uint32_t key, struct bp_effects *effects);
/* For the app: whether an exam may begin; the context is the loop. */
bool bp_hear_gate(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_buf *why);

#endif
