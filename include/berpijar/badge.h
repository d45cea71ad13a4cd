/*
 * A proof as a badge: a W3C verifiable credential in the data model of Open Badges 3.0, sealed
 * with the cryptosuite eddsa-jcs-2022 by a server's key (did:key). It is nothing that 1EdTech
 * has certified, and a proof still is no certificate of training.
 *
 * It is about a pseudonym (pseudonym.h): whoever has the badge learns no name, no NIP, no id
 * and no UUID of the record from it. JP and minutes are texts, so that everybody digests the same
 * bytes (RFC 8785 and numbers with a point do not go together everywhere).
 *
 * It says where the list of what was revoked is, if the agency publishes one (revoked.h): as
 * "1EdTechRevocationList", the method that the specification comes with.
 */
#ifndef BERPIJAR_BADGE_H
#define BERPIJAR_BADGE_H

#include <berpijar/proof.h>

#define BP_DID_ROOM 64 /* "did:key:z6Mk…", with the NUL */

/* The name of a key as an issuer. */
void bp_did_of(const uint8_t public_key[BP_PUBLIC_KEY_SIZE], char did[BP_DID_ROOM]);

/* Appends the badge as one line of JSON. The signer says when it signs. False for a record
 * without a UUID, and for a text with a control character, which is written in more than
 * one way. */
bool bp_badge_write(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err);

#endif
