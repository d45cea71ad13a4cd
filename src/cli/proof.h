/* Proofs on the command line. */
#ifndef BERPIJAR_CLI_PROOF_H
#define BERPIJAR_CLI_PROOF_H

#include "session.h"
#include <berpijar/proof.h>

/* ---- the person ---- */

enum person_field {
	FIELD_NAME = BP_PERSON_NAME,
	FIELD_NIP = BP_PERSON_NIP,
	FIELD_UNIT = BP_PERSON_UNIT,
	FIELD_AGENCY = BP_PERSON_AGENCY,
	FIELD_COUNT = BP_PERSON_FIELDS
};

struct person_form {
	struct bp_buf field[FIELD_COUNT];
	bool keep; /* the person wants them kept */
};

/* From the options, what is kept in the record, and, on a terminal, from the person.
 * False for a text that a proof would not print as it is. */
bool person_fill(struct person_form *form, const struct session *session,
	const struct options *options, struct bp_error *err);
/* What is kept, and nothing else. */
void person_recall(struct person_form *form, const struct session *session);
struct bp_person person_of(const struct person_form *form);
/* Keeps them in the record. */
bool person_keep(const struct person_form *form, struct session *session,
	const struct options *options, struct bp_error *err);
/* The same in a record that is open for writing. */
bool person_save(
	struct bp_store *store, const struct bp_person *person, struct bp_error *err);
void person_release(struct person_form *form);

/* ---- the server's key ---- */

/* STORE/key. *signer stays NULL if there is none that we may read; otherwise it points to
 * *room, whose pair the caller wipes. */
bool server_key_load(const char *folder, struct bp_signer *room,
	const struct bp_signer **signer, struct bp_error *err);
/* Makes STORE/key and STORE/key.pub; one that is there stays. */
bool server_key_make(const char *folder, const char *server, struct bp_error *err);

struct server_key {
	uint8_t key[BP_PUBLIC_KEY_SIZE];
	char server[65];
};
/* A file as STORE/key.pub. */
bool server_key_read(const char *path, struct server_key *key, struct bp_error *err);

/* ---- forms ---- */

/* Appends an A4 document. False where the program was built without it. */
bool proof_pdf(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err);
extern const bool proof_has_pdf;

/* What a proof says if nobody is asked; all in the arena. */
bool proof_as_kept(const struct session *session, const struct options *options,
	const struct bp_course *course, struct bp_arena *arena, struct bp_proof *proof,
	struct bp_proof_rows *rows, struct bp_error *err);

/* Writes it for the person and in the form that the options name, their `output` being a
 * file that is not there yet; says its number. */
bool proof_save(const struct session *session, const struct options *options,
	const struct bp_course *course, const struct bp_person *person, char number[16],
	struct bp_error *err);

int verify_proof(const struct options *options);

#endif
