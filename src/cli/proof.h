/* The parts of `berpijar proof`. */
#ifndef BERPIJAR_CLI_PROOF_H
#define BERPIJAR_CLI_PROOF_H

#include "command.h"
#include <berpijar/proofs.h>

struct person_form {
	struct bp_buf field[BP_PERSON_FIELDS];
	bool keep;  /* the person wants the fields kept */
	bool whole; /* … and the NIP whole on the proof */
};

/* Takes each field from the options, else from the record, and on a terminal asks for it.
 * False for a text that a proof would not print as it is. */
bool person_fill(struct person_form *form, const struct bp_session *session,
	const struct options *options, struct bp_error *err);
struct bp_person person_of(const struct person_form *form);
/* Opens the record again, this time for writing, and saves the fields. */
bool person_keep(
	const struct person_form *form, struct bp_session *session, struct bp_error *err);
void person_release(struct person_form *form);

int verify_proof(const struct options *options);

#endif
