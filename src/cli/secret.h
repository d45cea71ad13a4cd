/* Asking for a line on a terminal, and for one that is not shown. */
#ifndef BERPIJAR_CLI_SECRET_H
#define BERPIJAR_CLI_SECRET_H

#include <berpijar/text.h>

/* Prints the question and appends the answer, without white space at its ends; `shown`: as
 * it is typed. Waits for at most so long (-1: for ever). False: there is none. */
bool secret_ask(const char *question, bool shown, int milliseconds, struct bp_buf *out);
/* Overwrites it, and lets it go. */
void secret_release(struct bp_buf *secret);

#endif
