/* SHA-256, Ed25519 and Argon2id by libsodium. */
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/seal.h>
#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct bp_digester),
	"the library's state fits");
_Static_assert(crypto_hash_sha256_BYTES == BP_DIGEST_SIZE &&
		crypto_sign_PUBLICKEYBYTES == BP_PUBLIC_KEY_SIZE &&
		crypto_sign_SECRETKEYBYTES == BP_SECRET_KEY_SIZE &&
		crypto_sign_BYTES == BP_SIGNATURE_SIZE,
	"sizes are the algorithms'");

/* ---- SHA-256 ---- */

static crypto_hash_sha256_state *state_of(struct bp_digester *digester)
{
	return (crypto_hash_sha256_state *)(void *)digester->state;
}

void bp_digest_begin(struct bp_digester *digester)
{
	crypto_hash_sha256_init(state_of(digester));
}

void bp_digest_add(struct bp_digester *digester, const void *bytes, size_t size)
{
	if (size)
		crypto_hash_sha256_update(state_of(digester), bytes, size);
}

struct bp_digest bp_digest_end(struct bp_digester *digester)
{
	struct bp_digest digest;

	crypto_hash_sha256_final(state_of(digester), digest.at);
	return digest;
}

struct bp_digest bp_digest_of(struct bp_str text)
{
	struct bp_digester digester;

	bp_digest_begin(&digester);
	bp_digest_add(&digester, text.at, text.len);
	return bp_digest_end(&digester);
}

bool bp_digest_equal(const struct bp_digest *a, const struct bp_digest *b)
{
	return memcmp(a->at, b->at, sizeof a->at) == 0;
}

/* ---- signatures ---- */

bool bp_key_pair_make(struct bp_key_pair *pair, struct bp_error *err)
{
	if (sodium_init() < 0)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("sistem tidak memberi angka acak, jadi kunci tidak dapat dibuat"));
	crypto_sign_keypair(pair->public_key, pair->secret_key);
	return true;
}

bool bp_secret_key_fits(const uint8_t secret_key[BP_SECRET_KEY_SIZE])
{
	struct bp_key_pair made;

	crypto_sign_seed_keypair(made.public_key, made.secret_key, secret_key);
	bool fits =
		sodium_memcmp(made.secret_key, secret_key, sizeof made.secret_key) == 0;
	bp_key_pair_wipe(&made);
	return fits;
}

void bp_key_pair_wipe(struct bp_key_pair *pair)
{
	sodium_memzero(pair, sizeof *pair);
}

void bp_sign(const struct bp_key_pair *pair, struct bp_str text,
	uint8_t signature[BP_SIGNATURE_SIZE])
{
	crypto_sign_detached(signature, NULL, (const unsigned char *)text.at, text.len,
		pair->secret_key);
}

bool bp_signature_holds(const uint8_t public_key[BP_PUBLIC_KEY_SIZE], struct bp_str text,
	const uint8_t signature[BP_SIGNATURE_SIZE])
{
	return crypto_sign_verify_detached(signature, (const unsigned char *)text.at,
		       text.len, public_key) == 0;
}

/* ---- PINs ---- */

#define PIN_PASSES 3
#define PIN_MEMORY (16 << 20) /* bytes: hundreds of people log in at once */

_Static_assert(crypto_pwhash_STRBYTES <= BP_PIN_HASH_SIZE, "a hash fits");

bool bp_pin_hash(struct bp_str pin, char hash[BP_PIN_HASH_SIZE], struct bp_error *err)
{
	if (sodium_init() < 0 ||
		crypto_pwhash_str_alg(hash, pin.at, pin.len, PIN_PASSES, PIN_MEMORY,
			crypto_pwhash_ALG_ARGON2ID13) != 0)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("sistem tidak memberi memori atau angka acak untuk PIN; cobalah lagi"));
	return true;
}

bool bp_pin_holds(const char *hash, struct bp_str pin)
{
	return sodium_init() >= 0 && crypto_pwhash_str_verify(hash, pin.at, pin.len) == 0;
}

bool bp_pin_make(char pin[BP_PIN_DIGITS + 1], struct bp_error *err)
{
	if (sodium_init() < 0)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("sistem tidak memberi angka acak, jadi PIN tidak dapat dibuat"));
	for (int i = 0; i < BP_PIN_DIGITS; i++)
		pin[i] = (char)('0' + randombytes_uniform(10));
	pin[BP_PIN_DIGITS] = '\0';
	return true;
}
