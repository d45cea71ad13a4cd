/* The parts of `berpijar proof`. */
#ifndef BERPIJAR_CLI_PROOF_H
#define BERPIJAR_CLI_PROOF_H

#include "command.h"
#include <berpijar/proofs.h>
#include <berpijar/revoked.h>

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

/* ---- verifying ---- */

int verify_proof(const struct options *options);
int verify_qr(const struct options *options);

/* What is known of servers: the public keys of --key, and what --revoked lists; else those of
 * the store. */
struct verify_known {
	struct bp_server_keys keys;
	struct bp_revoked_list revoked;
};
bool verify_find_known(
	const struct options *options, struct verify_known *known, struct bp_error *err);
/* Tells what a key that does not sign any more is worth; false: it signed when somebody else
 * may have had it. When it signed is what the proof itself says. */
bool verify_tell_state(
	const struct bp_proof_check *check, const struct bp_server_key *key);
/* Tells what its server took back, whoever signed it; false: this one. */
bool verify_tell_revoked(
	const struct bp_proof_check *check, const struct bp_revoked_list *list);

#define VERIFY_DAY 64 /* bytes of a date in words */
void verify_write_day(int64_t at, char day[VERIFY_DAY]);

#endif
