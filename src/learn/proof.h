/* What the forms of a proof share. */
#ifndef BERPIJAR_LEARN_PROOF_H
#define BERPIJAR_LEARN_PROOF_H

#include <berpijar/proof.h>
#include <jansson.h>

/* All that a proof says but its number. */
json_t *bp_proof_content(const struct bp_proof *proof);
/* The one way in which such an object is written, appended. */
void bp_proof_dump(const json_t *object, struct bp_buf *out);
/* The number of a content; a copy, without what is not content, is made of it. */
void bp_proof_count(const json_t *object, char number[16]);
/* "laporan mandiri", or who signed it; appended. */
void bp_proof_status(const struct bp_signer *signer, struct bp_buf *out);

/* bp_hex_read() for what bp_hex_add() wrote, and nothing else. */
bool bp_proof_hex(struct bp_str text, uint8_t *bytes, size_t size);

bool bp_proof_verify_json(struct bp_str file, struct bp_proof_check *check);
bool bp_proof_verify_text(struct bp_str file, struct bp_proof_check *check);

#endif
