/*
 * UUIDs that are made of something else (RFC 9562, version 8), and by them the names that
 * others are given of a learner.
 */
#ifndef BERPIJAR_PSEUDONYM_H
#define BERPIJAR_PSEUDONYM_H

#include <berpijar/progress.h>
#include <berpijar/seal.h>

/* The first bits of a digest. */
void bp_uuid_of(const struct bp_digest *digest, char out[BP_UUID_LEN + 1]);

#define BP_PSEUDONYM_BADGE "badge"
#define BP_PSEUDONYM_XAPI  "xapi"

/* A learner's name in one of these places: always the same one, another one in each place. It
 * is a digest of the record's UUID, which goes to nobody: whoever knows that may read and end
 * the learner's events at a centre. */
void bp_pseudonym_write(
	const uint8_t learner[16], const char *place, char out[BP_UUID_LEN + 1]);

#endif
