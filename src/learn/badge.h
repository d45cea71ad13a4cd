/* What making and verifying a badge share. */
#ifndef BERPIJAR_LEARN_BADGE_H
#define BERPIJAR_LEARN_BADGE_H

#include <berpijar/badge.h>
#include <jansson.h>

#define BADGE_TYPE    "OpenBadgeCredential"
#define BADGE_SUITE   "eddsa-jcs-2022"
#define BADGE_PROOF   "DataIntegrityProof"
#define BADGE_PURPOSE "assertionMethod"

/* A public key as a multikey: these two bytes in front. */
#define BADGE_MULTIKEY 2
extern const uint8_t badge_multikey[BADGE_MULTIKEY];

/* "DID#FRAGMENT", where the fragment is the key again. */
#define BADGE_METHOD_ROOM (2 * BP_DID_ROOM)
void badge_method_of(const char *did, char method[BADGE_METHOD_ROOM]);

/* Whether every program writes the same bytes for it (RFC 8785): no number with a point or
 * beyond 2^53, no control character, no name that is not ASCII. */
bool badge_is_plain(const json_t *value);
/* Appends what is signed: the digest of the proof without its value, and that of the rest.
 * `badge` has no proof. */
void badge_add_signed(const json_t *badge, const json_t *proof, struct bp_buf *out);

#endif
