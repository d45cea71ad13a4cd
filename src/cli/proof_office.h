/* What `berpijar proof` and `berpijar report` do for an office: see office.h. */
#ifndef BERPIJAR_CLI_PROOF_OFFICE_H
#define BERPIJAR_CLI_PROOF_OFFICE_H

#include "command.h"
#include <berpijar/office.h>

/* Writes what is asked for of all proofs: with --out all files into that folder, else the
 * register's rows to -o or to the standard output. What the register refuses is told. */
bool office_give(const struct options *options, const struct bp_office *office,
	struct bp_error *err);
/* How many the register refuses; each is told on standard error with the reason. */
size_t office_tell_refused(const struct bp_office *office);

/* `proof --class`, and `proof --returned`: the exit status. */
int office_class(const struct options *options);
int office_returned(const struct options *options);

#endif
