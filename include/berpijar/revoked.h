/*
 * Proofs that a server does not stand by any more: a file, STORE/revoked.json, which the
 * administrator publishes as it is. It is the list of the method "1EdTechRevocationList" of
 * Open Badges 3.0,
 *
 *	{"id": address, "issuer": did, "revokedCredential":
 *	  [{"id": "urn:uuid:…", "revoked": true, "revocationReason": "…"}]}
 *
 * where a credential's id has the proof's number (bp_proof_urn()). So one list serves badges,
 * the code on paper, and the other forms of a proof. It is not signed, as the method has it:
 * it is to be had from where its server publishes it.
 */
#ifndef BERPIJAR_REVOKED_H
#define BERPIJAR_REVOKED_H

#include <berpijar/arena.h>
#include <berpijar/error.h>
#include <berpijar/proof.h>

#define BP_REVOKED_FILE  "revoked.json"
#define BP_REVOKED_LIMIT (8 << 20) /* bytes: some 50,000 proofs */

struct bp_revoked {
	const char *urn, *reason; /* reason: one line, "" for none */
};
struct bp_revoked_list {
	struct bp_revoked *at;
	size_t count, room;
};

/* Appends those of a file; texts are in the arena. */
bool bp_revoked_read(struct bp_arena *arena, const char *path,
	struct bp_revoked_list *list, struct bp_error *err);
/* Those of a store; without the file there are none. */
bool bp_revoked_of(struct bp_arena *arena, const char *folder,
	struct bp_revoked_list *list, struct bp_error *err);
/* The one with this number; NULL: it is not revoked, or no number. */
const struct bp_revoked *bp_revoked_find(
	const struct bp_revoked_list *list, const char *number);

/* Adds a number to the list of a store. `address`: where it is published; NULL: nowhere. */
bool bp_revoked_add(const char *folder, const char *number, const char *reason,
	const char *address, struct bp_error *err);

#endif
