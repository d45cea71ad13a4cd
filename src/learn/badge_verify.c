/* Whether a badge is as a server signed it: of ours, and with what it says itself alone. */
#include "badge.h"
#include "proof.h"
#include <berpijar/base.h>
#include <string.h>

static const char *badge_word(const json_t *object, const char *key)
{
	const char *word = json_string_value(json_object_get(object, key));

	return word ? word : "";
}

/* Whether it is a badge that was sealed in our way; others are for other programs. */
static bool badge_is_one(const json_t *object)
{
	const json_t *types = json_object_get(object, "type");
	bool found = false;

	for (size_t i = 0; i < json_array_size(types); i++)
		found = found ||
			bp_str_is(bp_str(json_string_value(json_array_get(types, i))),
				BADGE_TYPE);
	return found &&
		strcmp(badge_word(json_object_get(object, "proof"), "cryptosuite"),
			BADGE_SUITE) == 0;
}

/* The key that the issuer is named after. */
static bool badge_read_did(const char *did, uint8_t public_key[BP_PUBLIC_KEY_SIZE])
{
	static const char prefix[] = "did:key:z";
	uint8_t key[BADGE_MULTIKEY + BP_PUBLIC_KEY_SIZE];

	if (!bp_str_starts(bp_str(did), prefix) || strlen(did) >= BP_DID_ROOM ||
		!bp_base58_read(bp_str(did + sizeof prefix - 1), key, sizeof key) ||
		memcmp(key, badge_multikey, sizeof badge_multikey) != 0)
		return false;
	memcpy(public_key, key + BADGE_MULTIKEY, BP_PUBLIC_KEY_SIZE);
	return true;
}

/* Whether the proof is of the only kind that we make, by that key. */
static bool badge_proof_is_ours(const json_t *badge, const json_t *proof, const char *did)
{
	char method[BADGE_METHOD_ROOM];

	badge_method_of(did, method);
	return strcmp(badge_word(proof, "type"), BADGE_PROOF) == 0 &&
		strcmp(badge_word(proof, "proofPurpose"), BADGE_PURPOSE) == 0 &&
		strcmp(badge_word(proof, "verificationMethod"), method) == 0 &&
		json_equal(json_object_get(proof, "@context"),
			json_object_get(badge, "@context"));
}

/* Its id must be that of the number, which is how it would be revoked. */
static bool badge_number_holds(const json_t *badge, const char *number)
{
	char urn[BP_PROOF_URN_ROOM];
	uint64_t bits;

	if (!bp_proof_number_read(bp_str(number), &bits))
		return false;
	bp_proof_urn(bits, urn);
	return strcmp(badge_word(badge, "id"), urn) == 0;
}

/* `badge` is without its proof. */
static bool badge_holds(
	const json_t *badge, const json_t *proof, struct bp_proof_check *check)
{
	const char *did = badge_word(json_object_get(badge, "issuer"), "id"),
		   *value = badge_word(proof, "proofValue");
	uint8_t signature[BP_SIGNATURE_SIZE];
	struct bp_buf covered = {0};

	check->is_signed = badge_read_did(did, check->public_key);
	if (!check->is_signed || !badge_is_plain(badge) || !badge_is_plain(proof) ||
		!badge_proof_is_ours(badge, proof, did) || *value != 'z' ||
		!bp_base58_read(bp_str(value + 1), signature, sizeof signature))
		return false;
	badge_add_signed(badge, proof, &covered);
	bool holds =
		bp_signature_holds(check->public_key, bp_buf_str(&covered), signature);
	bp_buf_release(&covered);
	return holds && badge_number_holds(badge, check->number);
}

bool bp_proof_verify_badge(struct bp_str file, struct bp_proof_check *check)
{
	json_t *badge = json_loadb(file.at, file.len, JSON_REJECT_DUPLICATES, NULL);
	json_t *proof = json_incref(json_object_get(badge, "proof"));
	bool is_badge = badge_is_one(badge);

	if (is_badge) {
		json_object_del(badge, "proof");
		check->signed_at = bp_time_read(bp_str(badge_word(proof, "created")));
		bp_proof_take_number(
			bp_str(badge_word(json_object_get(badge, "credentialSubject"),
				"licenseNumber")),
			check);
		check->unaltered = badge_holds(badge, proof, check);
	}
	json_decref(proof);
	json_decref(badge);
	return is_badge;
}
