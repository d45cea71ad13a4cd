/* How the report of `berpijar check` is printed, and what is put right. */
#ifndef BERPIJAR_CLI_CHECK_H
#define BERPIJAR_CLI_CHECK_H

#include "command.h"
#include <berpijar/check.h>

/* On standard output, each fault with its line and a mark below; `input` is the text of the
 * file "-". */
void check_print_text(const struct bp_check *check, struct bp_str input);
void check_print_json(const struct bp_check *check);
/* Reads what the records of a store know; it lives in the arena. */
bool check_take_known(struct bp_check *check, struct bp_arena *arena, const char *folder,
	struct bp_error *err);
/* Puts right what is sure, and says what; false: a file could not be written. With `tries`
 * nothing is written. */
bool check_fix(struct bp_check *check, bool tries);

/* Checks a course that another command has just written; the exit status. */
int check_folder(const struct options *options, const char *path);

#endif
