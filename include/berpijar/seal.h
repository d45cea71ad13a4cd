/*
 * Digests and signatures: whether a record or a proof is as it was made. The only user
 * of libsodium.
 */
#ifndef BERPIJAR_SEAL_H
#define BERPIJAR_SEAL_H

#include <berpijar/error.h>
#include <berpijar/text.h>

/* ---- SHA-256 (FIPS 180-4) ---- */

#define BP_DIGEST_SIZE 32
#define BP_DIGEST_HEX  64 /* characters, without a final NUL */

struct bp_digest {
	uint8_t at[BP_DIGEST_SIZE];
};

/* A digest of a text that comes in pieces. Large enough for the library's own state. */
struct bp_digester {
	_Alignas(8) unsigned char state[128];
};

void bp_digest_begin(struct bp_digester *digester);
void bp_digest_add(struct bp_digester *digester, const void *bytes, size_t size);
struct bp_digest bp_digest_end(struct bp_digester *digester);
struct bp_digest bp_digest_of(struct bp_str text);
bool bp_digest_equal(const struct bp_digest *a, const struct bp_digest *b);

/* The end of a chain of digests, in which each covers the one before it. */
struct bp_chain {
	struct bp_digest link; /* the newest digest; zeros for an empty chain */
	int64_t events;        /* covered by the chain, and still there */
	int64_t missing;       /* covered by the chain, but lost */
	int64_t brought;       /* still there, and came by an import */
};

/* ---- signatures (Ed25519, RFC 8032) ---- */

#define BP_PUBLIC_KEY_SIZE 32
#define BP_SECRET_KEY_SIZE 64 /* the seed and the public key */
#define BP_SIGNATURE_SIZE  64

struct bp_key_pair {
	uint8_t public_key[BP_PUBLIC_KEY_SIZE];
	uint8_t secret_key[BP_SECRET_KEY_SIZE];
};

/* False where the system gives no random bytes. */
bool bp_key_pair_make(struct bp_key_pair *pair, struct bp_error *err);
/* Whether a secret key that was read is whole: its second half, the public key, follows from
 * the first. What another one signs does not hold. */
bool bp_secret_key_fits(const uint8_t secret_key[BP_SECRET_KEY_SIZE]);
/* Overwrites the pair in a way that the compiler cannot leave out. */
void bp_key_pair_wipe(struct bp_key_pair *pair);
void bp_sign(const struct bp_key_pair *pair, struct bp_str text,
	uint8_t signature[BP_SIGNATURE_SIZE]);
bool bp_signature_holds(const uint8_t public_key[BP_PUBLIC_KEY_SIZE], struct bp_str text,
	const uint8_t signature[BP_SIGNATURE_SIZE]);

/* ---- PINs (Argon2id, RFC 9106) ---- */

#define BP_PIN_HASH_SIZE 128 /* with the NUL */
#define BP_PIN_DIGITS    6   /* of one that is made by chance */

/* Takes 16 MiB and some hundredths of a second, on purpose. False: there is no memory. */
bool bp_pin_hash(struct bp_str pin, char hash[BP_PIN_HASH_SIZE], struct bp_error *err);
/* Takes as long, whatever the answer; false for a hash that is none, too. */
bool bp_pin_holds(const char *hash, struct bp_str pin);
/* False where the system gives no random bytes. */
bool bp_pin_make(char pin[BP_PIN_DIGITS + 1], struct bp_error *err);

#endif
