/* A program under a pseudo-terminal, with a terminal (terminal.h) at the other end. */
#ifndef TESTS_SESSION_H
#define TESTS_SESSION_H

#include "terminal.h"
#include <sys/types.h>
#include <termios.h>

struct session {
	int fd; /* ours; -1 once closed */
	pid_t pid;
	bool silent;  /* nobody has the other end open any more */
	bool heard;   /* it has sent something */
	int asking;   /* the socket by which it says that it waits (berpijar/wait.h) */
	bool answers; /* it has done so */
	bool waits;   /* it did at the end of the last session_settle() */
	unsigned char asked; /* the last question's number */
	bool ended;
	int status; /* as waitpid() gave it, once ended */
	struct termios before;
	struct bp_buf said; /* all output, if the command is one of plain lines */
	bool plain;
	struct terminal terminal;
};

/* What to run; environment and arguments end in NULL. */
struct session_command {
	const char *const *argv;
	const char *const *environment;
	const char *folder; /* NULL: stay */
	int columns, rows;
	bool plain;              /* the line neither echoes nor adds carriage returns */
	const char *const *from; /* whose output it reads, as behind a "|"; NULL: none */
};

bool session_start(struct session *session, const struct session_command *command);
/* Kills what still runs and forgets the screen. */
void session_release(struct session *session);

/* Reads what has come, waiting for the first byte for at most so long; returns how
 * many bytes came, 0 if none. */
size_t session_read(struct session *session, int milliseconds);
/*
 * Reads until the program says that it waits and has nothing left to do. Of one that never
 * says so (a shell), until nothing has come for `quiet` ms. False if that takes too long.
 */
bool session_settle(struct session *session, int quiet, int milliseconds);
void session_write(struct session *session, const char *bytes, size_t len);
bool session_key(struct session *session, const char *name);
/* Pastes a text. */
void session_paste(struct session *session, struct bp_str text);
void session_resize(struct session *session, int columns, int rows);
void session_hang_up(struct session *session); /* as a closing terminal window does */

/* Waits for the program's end while reading; false if it runs on. */
bool session_wait(struct session *session, int milliseconds);
/* What the program forgot to put back, as words; empty if nothing. */
void session_left_behind(const struct session *session, struct bp_buf *out);

double now_ms(void); /* a steady clock */

#endif
