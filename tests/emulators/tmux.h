/* A tmux server of our own, with one pane, that is spoken to in control mode. */
#ifndef TESTS_EMULATORS_TMUX_H
#define TESTS_EMULATORS_TMUX_H

#include <berpijar/text.h>
#include <stdio.h>
#include <sys/types.h>

struct tmux {
	pid_t client;
	FILE *commands, *answers;
};

/* Starts a server whose socket is in this folder; its pane runs the command. The server
 * ends when this process does. */
bool tmux_start(struct tmux *tmux, const char *folder, const char *command);
void tmux_stop(struct tmux *tmux);
/* Runs one of tmux's commands and puts what it printed into `answer`; false if it failed. */
bool tmux_ask(struct tmux *tmux, struct bp_buf *answer, const char *command);

#endif
