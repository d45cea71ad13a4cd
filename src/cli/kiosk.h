/* The parts of `berpijar kiosk`. */
#ifndef BERPIJAR_CLI_KIOSK_H
#define BERPIJAR_CLI_KIOSK_H

#include "command.h"

/* Writes the newest file of the learner's outbox to standard output. */
bool kiosk_hand_over(
	const struct options *options, const char *store, struct bp_error *err);

#endif
