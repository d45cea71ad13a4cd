/* The bytes of a badge that are signed: eddsa-jcs-2022 of W3C's Data Integrity. */
#include "badge.h"
#include "proof.h"
#include <berpijar/base.h>
#include <string.h>

#define JCS_INTEGER_MOST ((json_int_t)1 << 53)

/* ---- the key ---- */

const uint8_t badge_multikey[BADGE_MULTIKEY] = {0xed, 0x01}; /* Ed25519, of multicodec */

void bp_did_of(const uint8_t public_key[BP_PUBLIC_KEY_SIZE], char did[BP_DID_ROOM])
{
	uint8_t key[BADGE_MULTIKEY + BP_PUBLIC_KEY_SIZE];
	struct bp_buf text = {0};

	memcpy(key, badge_multikey, sizeof badge_multikey);
	memcpy(key + BADGE_MULTIKEY, public_key, BP_PUBLIC_KEY_SIZE);
	bp_base58_add(&text, key, sizeof key);
	snprintf(did, BP_DID_ROOM, "did:key:z%s", text.at);
	bp_buf_release(&text);
}

void badge_method_of(const char *did, char method[BADGE_METHOD_ROOM])
{
	snprintf(method, BADGE_METHOD_ROOM, "%s#%s", did, did + strlen("did:key:"));
}

/* ---- the form ---- */

/* Of a text: no control character of ASCII or of C1. */
static bool jcs_text_is_plain(struct bp_str text, bool ascii)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		if (code < ' ' || (code >= 0x7f && (ascii || code < 0xa0)))
			return false;
	}
	return true;
}

static bool jcs_object_is_plain(const json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name,
		value) if (!jcs_text_is_plain(bp_str(name), true) ||
		!badge_is_plain(value)) return false;
	return true;
}

bool badge_is_plain(const json_t *value)
{
	json_int_t number = json_integer_value(value);

	for (size_t i = 0; i < json_array_size(value); i++)
		if (!badge_is_plain(json_array_get(value, i)))
			return false;
	if (json_is_string(value))
		return jcs_text_is_plain((struct bp_str){json_string_value(value),
						 json_string_length(value)},
			false);
	return !json_is_real(value) && jcs_object_is_plain(value) &&
		number >= -JCS_INTEGER_MOST && number <= JCS_INTEGER_MOST;
}

/* ---- what is signed ---- */

static void jcs_add_digest(const json_t *object, struct bp_buf *out)
{
	struct bp_buf text = {0};

	bp_proof_dump(object, &text);
	struct bp_digest digest = bp_digest_of(bp_buf_str(&text));
	bp_buf_add(out, digest.at, sizeof digest.at);
	bp_buf_release(&text);
}

void badge_add_signed(const json_t *badge, const json_t *proof, struct bp_buf *out)
{
	json_t *options = json_copy((json_t *)proof);

	json_object_del(options, "proofValue");
	jcs_add_digest(options, out);
	jcs_add_digest(badge, out);
	json_decref(options);
}
