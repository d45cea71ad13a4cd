/* The parts of `berpijar kiosk`. */
#ifndef BERPIJAR_CLI_KIOSK_H
#define BERPIJAR_CLI_KIOSK_H

#include "records.h"

/* Prints the lines of authorized_keys, of all keys or of the one that sshd asks for. */
records_work kiosk_print_keys;
/* Writes the newest file of the learner's outbox to standard output. */
records_work kiosk_hand_over;
/* Tries the ways out of a session on this server, and prints what shuts each; false if one
 * is open. */
records_work kiosk_self_test;

#endif
