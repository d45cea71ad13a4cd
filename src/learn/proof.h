/* What the forms of a proof share. */
#ifndef BERPIJAR_LEARN_PROOF_H
#define BERPIJAR_LEARN_PROOF_H

/* What the status of a proof says. */
#define PROOF_UNSIGNED "laporan mandiri"
#define PROOF_SIGNED   "ditandatangani oleh server"
/* The label of the row that says when. */
#define PROOF_SIGNED_AT "Ditandatangani"

#include <berpijar/proof.h>
#include <jansson.h>

/* All that a proof says, except for its number. */
json_t *bp_proof_content(const struct bp_proof *proof);
/* Appends the object, in the only way in which one is ever written. */
void bp_proof_dump(const json_t *object, struct bp_buf *out);
/* The number of a proof's content; the object may hold number, status and seal as well,
 * which are left out. */
void bp_proof_count(const json_t *object, char number[BP_PROOF_NUMBER_ROOM]);
/* Appends that nobody signed (server NULL), or which server did; if there are imported
 * events, that it vouches for the others alone. */
void bp_proof_status(
	const char *server, const uint8_t *public_key, bool brought, struct bp_buf *out);

/* A text in one line, short enough, without anything that a terminal could take for a
 * command. */
const char *bp_proof_clean(struct bp_arena *arena, struct bp_str text);

/* proof_regrades.c: puts the questions of the course that were graded anew into the proof,
 * and what is said of them; "": there are none. */
void bp_proof_add_regrades(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_progress *progress, struct bp_proof *proof);
const char *bp_proof_regrade_words(struct bp_arena *arena, const struct bp_proof *proof);

/* Like bp_hex_read(), but refuses capitals, which bp_hex_add() never writes. */
bool bp_proof_hex(struct bp_str text, uint8_t *bytes, size_t size);

/* Notes the number that a file says; what is none is left out. */
void bp_proof_take_number(struct bp_str text, struct bp_proof_check *check);
bool bp_proof_verify_json(struct bp_str file, struct bp_proof_check *check);
bool bp_proof_verify_text(struct bp_str file, struct bp_proof_check *check);
/* badge_verify.c */
bool bp_proof_verify_badge(struct bp_str file, struct bp_proof_check *check);

#endif
