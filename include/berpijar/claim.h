/*
 * What a proof claims, in a QR code on paper: it proves itself, without the file and without a
 * network, to whoever has the server's public key. In base 45 (RFC 9285) between "BP1:" and
 * ":", as capitals, digits and signs that such a code holds densely:
 *
 *	8 bytes   the first of the public key that signed
 *	8         the proof's number, 60 bits
 *	4, 4      when it was signed (0: not said), when the course was finished, seconds
 *	2, 3      JP in halves, measured minutes
 *	1         bit 0: some of it came by an import, 1: an administrator entered the name,
 *	          2: the NIP
 *	1 + n     name, then NIP as the proof shows it, then course: UTF-8, the number of bytes
 *	          before each; one that is too long ends in "…"
 *	64        Ed25519 over "BP1:" and all the above
 *
 * Numbers are big-endian. At most 240 bytes, so that the code is never larger than version 11
 * at level M.
 */
#ifndef BERPIJAR_CLAIM_H
#define BERPIJAR_CLAIM_H

#include <berpijar/arena.h>
#include <berpijar/proof.h>

#define BP_CLAIM_BEGIN     "BP1:"
#define BP_CLAIM_MOST      240 /* bytes */
#define BP_CLAIM_TEXT_MOST 366 /* characters of its text, with what is around them */
#define BP_CLAIM_KEY       8   /* bytes of a public key */

struct bp_claim {
	uint8_t key[BP_CLAIM_KEY];
	char number[BP_PROOF_NUMBER_ROOM];
	int64_t signed_at, done_at; /* ms since 1970 */
	int jp_halves, minutes;
	bool brought, confirmed, nip_confirmed;
	const char *name, *nip, *course; /* in one line, fit for a terminal */
	struct bp_str covered;           /* what is signed */
	uint8_t signature[BP_SIGNATURE_SIZE];
};

/* Appends the text of a proof's claim. */
void bp_claim_write(
	const struct bp_proof *proof, const struct bp_signer *signer, struct bp_buf *out);

/* What came from a scanner. */
enum bp_claim_text {
	BP_CLAIM_READ,
	BP_CLAIM_NUMBER, /* only a number, as codes on screens have it */
	BP_CLAIM_ALIEN,  /* no code of ours */
	BP_CLAIM_CUT,    /* its end is missing */
	BP_CLAIM_GARBLED /* not as it is ever written */
};
/* Reads it, with white space around it; the claim's texts are in the arena. Nothing is
 * verified yet. */
enum bp_claim_text bp_claim_read(
	struct bp_arena *arena, struct bp_str text, struct bp_claim *claim);
/* Whether it says what bp_claim_write() would say now; the secret key is not needed. */
bool bp_claim_is_for(const struct bp_claim *claim, const struct bp_proof *proof,
	const struct bp_signer *signer);
/* Whether this key may be the one that signed; whether it did. */
bool bp_claim_is_of(
	const struct bp_claim *claim, const uint8_t public_key[BP_PUBLIC_KEY_SIZE]);
bool bp_claim_holds(
	const struct bp_claim *claim, const uint8_t public_key[BP_PUBLIC_KEY_SIZE]);

#endif
