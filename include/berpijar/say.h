/* What a command prints for a person: messages of one line, and errors. */
#ifndef BERPIJAR_SAY_H
#define BERPIJAR_SAY_H

#include <berpijar/diagnostic.h>
#include <berpijar/error.h>
#include <berpijar/text.h>
#include <stdio.h>

enum bp_exit {
	BP_EXIT_DONE = 0,
	BP_EXIT_FAILED = 1,
	BP_EXIT_USAGE = 2,
	BP_EXIT_STORE = 3,
	BP_EXIT_CLOSED = 4 /* the server is closed for a while; of a kiosk */
};

/* Prints one line, whatever control characters the names and paths in it hold. On
 * standard output that is a terminal it is broken at words. */
void bp_say(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for a text that begins at a column, at which its further lines begin, too. */
void bp_say_beside(FILE *out, int column, struct bp_str text);
/* The terminal's width; 0 if `out` is not a terminal. */
int bp_say_columns(FILE *out);

/* Prints "berpijar: galat: ..." on standard error, and returns the exit status for an
 * error of this kind. */
int bp_say_error(const struct bp_error *err);
/* Prints faults on standard error, one line each. */
void bp_say_faults(const struct bp_diagnostics *faults);

#endif
