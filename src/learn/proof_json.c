/* The JSON form of a proof: made, and verified. */
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/json.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT        "berpijar-proof-2"
#define FORMAT_BEFORE "berpijar-proof-1" /* is verified for ever */

/* The keys of an object that its number does not count. The course's files are not: they
 * may have been mended since, and a proof made before is still known by its number. */
static const char *const seals[] = {
	"number", "status", "signed_by", "digest", "signature", "content"};

void bp_proof_dump(const json_t *object, struct bp_buf *out)
{
	char *text = json_dumps(object, JSON_SORT_KEYS | JSON_COMPACT);

	bp_buf_add_cstr(out, text ? text : "");
	free(text);
}

static struct bp_digest digest_of(const json_t *object)
{
	struct bp_buf text = {0};

	bp_proof_dump(object, &text);
	struct bp_digest digest = bp_digest_of(bp_buf_str(&text));
	bp_buf_release(&text);
	return digest;
}

/* ---- the number ---- */

static uint64_t proof_json_bits(const struct bp_digest *digest)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits = bits << 8 | digest->at[i];
	return bits >> (64 - BP_PROOF_NUMBER_BITS);
}

void bp_proof_count(const json_t *object, char number[BP_PROOF_NUMBER_ROOM])
{
	json_t *content = json_copy((json_t *)object);

	for (size_t i = 0; i < sizeof seals / sizeof *seals; i++)
		json_object_del(content, seals[i]);
	struct bp_digest digest = digest_of(content);
	bp_proof_number_write(proof_json_bits(&digest), number);
	json_decref(content);
}

/* ---- the content ---- */

/* Whole numbers without a point, as other programs would write them. */
static json_t *jp(int halves)
{
	return halves % 2 ? json_real(halves / 2.0) : json_integer(halves / 2);
}

static json_t *moment(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return json_string(text);
}

static json_t *describe_module(const struct bp_proof_module *module)
{
	return json_pack("{s:s, s:s, s:o, s:i, s:o, s:o, s:b, s:i}", "id", module->id,
		"title", module->title, "jp", jp(module->jp_halves), "minutes",
		module->minutes, "done_at", moment(module->done_at), "score",
		module->percent < 0 ? json_null() : json_integer(module->percent),
		"brought", module->brought, "minutes_brought", module->minutes_brought);
}

/* What is confirmed, an administrator entered; the rest is what the learner says. */
static json_t *describe_person(const struct bp_proof *proof)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:{s:b, s:o*}}", "name", proof->name,
		"nip", proof->nip, "unit", proof->unit, "agency", proof->agency,
		"confirmed", "name", proof->confirmed, "nip",
		proof->nip_confirmed ? json_true() : NULL);
}

static json_t *describe_files(const struct bp_proof *proof)
{
	return json_pack("{s:o, s:s}", "sha256",
		bp_json_hex(proof->content.at, sizeof proof->content.at), "owner",
		proof->servers ? "server" : "peserta");
}

/* The part that was brought is in the sums as well. */
static json_t *describe_total(const struct bp_proof *proof)
{
	return json_pack("{s:o, s:i, s:{s:o, s:i}}", "jp", jp(proof->jp_halves),
		"minutes", proof->minutes, "brought", "jp", jp(proof->jp_halves_brought),
		"minutes", proof->minutes_brought);
}

static json_t *describe_record(const struct bp_chain *chain)
{
	return json_pack("{s:o, s:I, s:I, s:I}", "chain",
		bp_json_hex(chain->link.at, sizeof chain->link.at), "events",
		(json_int_t)chain->events, "missing", (json_int_t)chain->missing,
		"brought", (json_int_t)chain->brought);
}

/* Left out where there are none, so that such a proof is as it was before these. */
static json_t *describe_regrades(const struct bp_proof *proof)
{
	json_t *all = proof->regrade_count ? json_array() : NULL;

	for (size_t i = 0; i < proof->regrade_count; i++) {
		const struct bp_proof_regrade *one = &proof->regrades[i];
		json_array_append_new(all,
			json_pack("{s:s, s:s, s:s, s:o, s:b, s:o}", "module", one->module,
				"question", one->question, "name", one->name, "at",
				moment(one->at), "void", one->dropped, "before",
				one->number[0] ? json_string(one->number) : json_null()));
	}
	return all;
}

json_t *bp_proof_content(const struct bp_proof *proof)
{
	json_t *modules = json_array();

	for (size_t i = 0; i < proof->module_count; i++)
		json_array_append_new(modules, describe_module(&proof->modules[i]));
	return json_pack(
		"{s:s, s:s, s:s, s:s, s:o, s:{s:s, s:s, s:s}, s:o, s:o, s:o, s:o, s:o, s:o, s:o*, s:o*}",
		"format", FORMAT, "title", BP_PROOF_TITLE, "notice", BP_PROOF_NOTICE,
		"learner", proof->learner, "person", describe_person(proof), "course",
		"id", proof->course_id, "title", proof->course, "version", proof->version,
		"content", describe_files(proof), "modules", modules, "total",
		describe_total(proof), "first_at", moment(proof->first_at), "done_at",
		moment(proof->done_at), "record", describe_record(&proof->chain),
		"regraded", describe_regrades(proof), "papers",
		proof->papers ? json_integer((json_int_t)proof->papers) : NULL);
}

/* What the signer vouches for beside the content is here: the proof's number does not count
 * it, in this version or an earlier one. */
static json_t *describe_signer(
	const struct bp_proof *proof, const struct bp_signer *signer)
{
	if (!signer)
		return json_null();
	json_t *object = json_pack("{s:s, s:o}", "server", signer->server, "key",
		bp_json_hex(signer->pair.public_key, BP_PUBLIC_KEY_SIZE));
	if (signer->at) {
		json_object_set_new(object, "at", moment(signer->at));
		json_object_set_new(
			object, "answers", json_integer((json_int_t)proof->answers));
		json_object_set_new(
			object, "questions", json_integer((json_int_t)proof->questions));
	}
	return object;
}

/* ---- sealing ---- */

static void sign(json_t *object, const struct bp_signer *signer)
{
	uint8_t signature[BP_SIGNATURE_SIZE];
	struct bp_buf text = {0};

	bp_proof_dump(object, &text);
	bp_sign(&signer->pair, bp_buf_str(&text), signature);
	json_object_set_new(
		object, "signature", bp_json_hex(signature, sizeof signature));
	bp_buf_release(&text);
}

void bp_proof_json(
	const struct bp_proof *proof, const struct bp_signer *signer, struct bp_buf *out)
{
	json_t *object = bp_proof_content(proof);
	struct bp_buf status = {0};

	bp_proof_status(signer ? signer->server : NULL,
		signer ? signer->pair.public_key : NULL, proof->chain.brought > 0,
		&status);
	json_object_set_new(object, "number", json_string(proof->number));
	json_object_set_new(object, "status", json_string(status.at));
	json_object_set_new(object, "signed_by", describe_signer(proof, signer));
	struct bp_digest digest = digest_of(object);
	json_object_set_new(object, "digest", bp_json_hex(digest.at, sizeof digest.at));
	if (signer)
		sign(object, signer);
	bp_proof_dump(object, out);
	bp_buf_add_char(out, '\n');
	json_decref(object);
	bp_buf_release(&status);
}

/* ---- verification ---- */

/* Whether the file is exactly the text that we would write for its object. */
static bool is_canonical(const json_t *object, struct bp_str file)
{
	struct bp_buf text = {0};

	bp_proof_dump(object, &text);
	bp_buf_add_char(&text, '\n');
	bool same = bp_str_equal(bp_buf_str(&text), file);
	bp_buf_release(&text);
	return same;
}

static bool read_hex(const json_t *object, const char *key, uint8_t *bytes, size_t size)
{
	return bp_proof_hex(
		bp_str(json_string_value(json_object_get(object, key))), bytes, size);
}

static struct bp_str proof_json_text(const json_t *object, const char *key)
{
	return bp_str(json_string_value(json_object_get(object, key)));
}

/* Checks the signature, and removes it from the object. */
static bool proof_json_signature_holds(json_t *object, struct bp_proof_check *check)
{
	uint8_t signature[BP_SIGNATURE_SIZE];
	struct bp_buf text = {0};
	const json_t *signer = json_object_get(object, "signed_by");

	check->is_signed = json_is_object(signer);
	check->signed_at = bp_time_read(proof_json_text(signer, "at"));
	if (!check->is_signed)
		return !json_object_get(object, "signature");
	if (!read_hex(signer, "key", check->public_key, BP_PUBLIC_KEY_SIZE) ||
		!read_hex(object, "signature", signature, sizeof signature))
		return false;
	json_object_del(object, "signature");
	bp_proof_dump(object, &text);
	bool holds = bp_signature_holds(check->public_key, bp_buf_str(&text), signature);
	bp_buf_release(&text);
	return holds;
}

/* Checks the digest, and removes it from the object; the signature has been removed. */
static bool digest_holds(json_t *object)
{
	struct bp_digest given;

	if (!read_hex(object, "digest", given.at, sizeof given.at))
		return false;
	json_object_del(object, "digest");
	struct bp_digest digest = digest_of(object);
	return bp_digest_equal(&digest, &given);
}

static bool number_holds(const json_t *object)
{
	char number[BP_PROOF_NUMBER_ROOM];

	bp_proof_count(object, number);
	return bp_str_is(
		bp_str(json_string_value(json_object_get(object, "number"))), number);
}

/* Whether the status says of the signer what is so. */
static bool status_holds(const json_t *object, const struct bp_proof_check *check)
{
	const json_t *signer = json_object_get(object, "signed_by");
	const json_t *record = json_object_get(object, "record");
	bool brought = json_integer_value(json_object_get(record, "brought")) > 0;
	struct bp_buf status = {0};

	bp_proof_status(check->is_signed
			? json_string_value(json_object_get(signer, "server"))
			: NULL,
		check->public_key, brought, &status);
	bool holds = bp_str_equal(bp_buf_str(&status), proof_json_text(object, "status"));
	bp_buf_release(&status);
	return holds;
}

bool bp_proof_verify_json(struct bp_str file, struct bp_proof_check *check)
{
	json_t *object = json_loadb(file.at, file.len, JSON_REJECT_DUPLICATES, NULL);
	struct bp_str format = proof_json_text(object, "format");

	if (!bp_str_is(format, FORMAT) && !bp_str_is(format, FORMAT_BEFORE)) {
		json_decref(object);
		return false;
	}
	bool canonical = is_canonical(object, file);
	bp_proof_take_number(proof_json_text(object, "number"), check);
	check->unaltered = proof_json_signature_holds(object, check) &&
		digest_holds(object) && number_holds(object) &&
		status_holds(object, check) && canonical;
	json_decref(object);
	return true;
}
