/* The parts of `berpijar kiosk`. */
#ifndef BERPIJAR_CLI_KIOSK_H
#define BERPIJAR_CLI_KIOSK_H

#include "records.h"

/* Lays out a server in the folder that --init names, and prints what is left to be done. */
bool kiosk_init(const struct options *options, struct bp_error *err);
/* The path of this program; appended as a word that a shell takes as it is. */
bool kiosk_add_program(struct bp_buf *out, struct bp_error *err);
bool kiosk_add_word(struct bp_buf *out, const char *word, struct bp_error *err);
/* Asks for id and PIN, and sets the learner. */
bool kiosk_log_in(struct options *options, struct bp_error *err);
/* Prints the lines of authorized_keys, of all keys or of the one that sshd asks for. */
records_work kiosk_print_keys;
/* Writes the file of the learner's outbox that is due to standard output. */
records_work kiosk_hand_over;
/* Tries the ways out of a session on this server, and prints what shuts each; false if one
 * is open. */
records_work kiosk_self_test;
/* Prints who is learning now, where, and for how long. */
records_work kiosk_tell_who;
/* What the administrator tells all sessions, and whether there are any (kiosk_say.c). */
records_work kiosk_say, kiosk_close, kiosk_open;
/* Sets a gate of an exam, or lists them. */
records_work kiosk_gate;
/* A learner's session, from the fence to its end; returns the exit status. */
int kiosk_play(const struct options *options, struct bp_error *err);
bool kiosk_has_terminal(struct bp_error *err);
/* Tells the log that nobody got in, and why: a word. */
void kiosk_note_refused(const struct options *options, const char *why);

#endif
