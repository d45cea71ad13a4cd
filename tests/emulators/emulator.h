/*
 * A terminal emulator as its users have it: tmux, or mosh with a tmux at its client's
 * end to look at what it draws.
 */
#ifndef TESTS_EMULATORS_EMULATOR_H
#define TESTS_EMULATORS_EMULATOR_H

#include "tmux.h"

struct emulator {
	struct tmux tmux;
	char folder[64]; /* of sockets; removed at the end */
	pid_t mosh;      /* the server; 0: none */
	int tty;         /* what is written here is shown */
	unsigned marks;
};

/* Whether the programs that this kind ("tmux" or "mosh") needs are installed. */
bool emulator_has(const char *kind);
bool emulator_start(struct emulator *emulator, const char *kind);
void emulator_stop(struct emulator *emulator);
bool emulator_resize(struct emulator *emulator, int rows, int columns);

/* Sends bytes and waits until they have been drawn. */
bool emulator_send(struct emulator *emulator, struct bp_str bytes);
/* What is shown now: rows of text with SGR sequences. */
bool emulator_capture(struct emulator *emulator, struct bp_buf *text);
bool emulator_cursor(struct emulator *emulator, int *row, int *column);

#endif
