/*
 * A session on a shared server, as sshd starts it: what the network sent is read once, and
 * nothing of it is left in the environment.
 */
#ifndef BERPIJAR_KIOSK_H
#define BERPIJAR_KIOSK_H

#include <berpijar/error.h>
#include <berpijar/text.h>
#include <termios.h>

/* Who is at the other end of the line, as sshd tells it. Zeroed is not known. */
struct bp_visitor {
	bool known;        /* bp_kiosk_enter() was called */
	char address[64];  /* "": not told */
	char login[65];    /* the account that let the visitor in; "": not told */
	struct bp_buf key; /* "TYPE BASE64" of the key that was used; empty: not told */
};

/*
 * To be called before anything else looks at the environment. Reads SSH_CONNECTION, the
 * file that SSH_USER_AUTH names, and LOGNAME, which sshd sets after all that a client may
 * send; keeps TERM if it is a terminal's that we know (else it
 * becomes "dumb"), and clears all other variables: LANG, PATH and HOME are fixed ones.
 * Files are made for us alone from here on, and the folder is /.
 */
void bp_kiosk_enter(struct bp_visitor *visitor);
void bp_visitor_release(struct bp_visitor *visitor);

/*
 * To be called when the session begins on a terminal: the keys of the line that would stop
 * or kill the program (Ctrl-Z, Ctrl-\) are keys like others, and writing to standard output
 * or error does not wait for a terminal that takes nothing. *before gets the line's settings,
 * to be put back at the end.
 */
bool bp_kiosk_still(struct termios *before, struct bp_error *err);

#endif
