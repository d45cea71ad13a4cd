/* What is told once the terminal is restored. */
#ifndef BERPIJAR_PLAYER_ENDING_H
#define BERPIJAR_PLAYER_ENDING_H

#include "front.h"

/* Tells what ended the session; false: it was the learner, or a signal as any program gets
 * them (`number`). */
bool bp_ending_tell(const struct front *front, int number);

#endif
