/* What is told once the terminal is restored. */
#ifndef BERPIJAR_PLAYER_ENDING_H
#define BERPIJAR_PLAYER_ENDING_H

#include "front.h"
#include <berpijar/player.h>

/* Tells the learner what ended the session, and its owner (`ended` of the options) in any
 * case; false: it was the learner, or a signal as any program gets them (`number`). */
bool bp_ending_tell(
	const struct bp_player_options *options, const struct front *front, int number);

#endif
