/* A badge, made of a proof: see badge.h for what it says and what it hides. */
#include "badge.h"
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/base.h>
#include <berpijar/lang.h>
#include <berpijar/pseudonym.h>
#include <string.h>

static const char *const badge_contexts[] = {"https://www.w3.org/ns/credentials/v2",
	"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
	"https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"};

static json_t *badge_context(void)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof badge_contexts / sizeof *badge_contexts; i++)
		json_array_append_new(list, json_string(badge_contexts[i]));
	return list;
}

static json_t *badge_moment(int64_t at)
{
	char text[BP_TIME_ROOM];

	bp_time_iso(at, text);
	return json_string(text);
}

/* ---- the achievement ---- */

/* The URN of a course as it is now: the first bits of its hash, as a UUID of version 8. */
static const char *badge_course_urn(struct bp_arena *arena, const struct bp_proof *proof)
{
	char uuid[BP_UUID_LEN + 1];

	bp_uuid_of(&proof->content, uuid);
	return bp_arena_printf(arena, "urn:uuid:%s", uuid);
}

/* What a badge says as figures, as texts. */
struct badge_figure {
	const char *key, *name, *value; /* value NULL: left out */
};

static const char *badge_minutes(struct bp_arena *arena, int minutes)
{
	return bp_arena_printf(arena, "%d", minutes);
}

static void badge_add_figure(json_t *described, json_t *results, const char *course,
	struct bp_arena *arena, const struct badge_figure *figure)
{
	const char *id = bp_arena_printf(arena, "%s#%s", course, figure->key);

	json_array_append_new(described,
		json_pack("{s:s, s:[s], s:s, s:s}", "id", id, "type", "ResultDescription",
			"name", figure->name, "resultType", "Result"));
	json_array_append_new(results,
		json_pack("{s:[s], s:s, s:s}", "type", "Result", "resultDescription", id,
			"value", figure->value));
}

static void badge_add_figures(struct bp_arena *arena, const struct bp_proof *proof,
	json_t *described, json_t *results)
{
	bool brought = proof->chain.brought > 0;
	const struct badge_figure figures[] = {
		{"jp", "JP rencana (1 JP = 45 menit)",
			bp_proof_jp(arena, proof->jp_halves)},
		{"menit", "Menit belajar terukur", badge_minutes(arena, proof->minutes)},
		{"jp-dibawa", "JP yang dibawa masuk, tidak dijamin server",
			brought ? bp_proof_jp(arena, proof->jp_halves_brought) : NULL},
		{"menit-dibawa", "Menit yang dibawa masuk, tidak dijamin server",
			brought ? badge_minutes(arena, proof->minutes_brought) : NULL},
	};
	const char *course = badge_course_urn(arena, proof);

	_Static_assert(BP_JP_MINUTES == 45, "as the words say");
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		if (figures[i].value)
			badge_add_figure(described, results, course, arena, &figures[i]);
}

static const char *badge_narrative(struct bp_arena *arena, const struct bp_proof *proof)
{
	const char *words = "Semua modul kursus selesai:";

	for (size_t i = 0; i < proof->module_count; i++)
		words = bp_arena_printf(arena, "%s%s %s%s", words, i ? ";" : "",
			proof->modules[i].title, proof->modules[i].brought ? " *" : "");
	return bp_arena_printf(
		arena, "%s. " BP_PROOF_TITLE ": " BP_PROOF_NOTICE ".", words);
}

static json_t *badge_subject(struct bp_arena *arena, const struct bp_proof *proof)
{
	json_t *described = json_array(), *results = json_array();
	const char *version = *proof->version
		? bp_arena_printf(arena, ", versi %s", proof->version)
		: "";

	badge_add_figures(arena, proof, described, results);
	json_t *achievement = json_pack("{s:s, s:[s], s:s, s:s, s:{s:s}, s:o}", "id",
		badge_course_urn(arena, proof), "type", "Achievement", "name",
		proof->course, "description",
		bp_arena_printf(arena, "Kursus %s%s, %zu modul", proof->course_id,
			version, proof->module_count),
		"criteria", "narrative", badge_narrative(arena, proof),
		"resultDescription", described);
	return json_pack("{s:s, s:[s], s:o, s:o, s:o, s:o, s:s}", "id",
		bp_arena_printf(arena, "urn:uuid:%s", proof->pseudonym), "type",
		"AchievementSubject", "achievement", achievement, "activityStartDate",
		badge_moment(proof->first_at), "activityEndDate",
		badge_moment(proof->done_at), "result", results, "licenseNumber",
		proof->number);
}

/* ---- the credential ---- */

/* Where the list of what was revoked is published; NULL: nowhere. */
static json_t *badge_status(const struct bp_proof *proof)
{
	return proof->office && proof->office->revocations
		? json_pack("{s:s, s:s}", "id", proof->office->revocations, "type",
			  "1EdTechRevocationList")
		: NULL;
}

static json_t *badge_make(struct bp_arena *arena, const struct bp_proof *proof,
	const struct bp_signer *signer, const char *did)
{
	char urn[BP_PROOF_URN_ROOM];
	uint64_t bits;

	bp_proof_number_read(bp_str(proof->number), &bits);
	bp_proof_urn(bits, urn);
	return json_pack("{s:o, s:s, s:[s, s], s:{s:s, s:[s], s:s}, s:s, s:o, s:o, s:o*}",
		"@context", badge_context(), "id", urn, "type", "VerifiableCredential",
		BADGE_TYPE, "issuer", "id", did, "type", "Profile", "name",
		signer->server, "name", proof->course, "validFrom",
		badge_moment(proof->done_at), "credentialSubject",
		badge_subject(arena, proof), "credentialStatus", badge_status(proof));
}

static void badge_seal(json_t *badge, const struct bp_signer *signer, const char *did)
{
	uint8_t signature[BP_SIGNATURE_SIZE];
	char method[BADGE_METHOD_ROOM];
	struct bp_buf covered = {0}, value = {0};

	badge_method_of(did, method);
	json_t *proof = json_pack("{s:o, s:s, s:s, s:o, s:s, s:s}", "@context",
		badge_context(), "type", BADGE_PROOF, "cryptosuite", BADGE_SUITE,
		"created", badge_moment(signer->at), "verificationMethod", method,
		"proofPurpose", BADGE_PURPOSE);
	badge_add_signed(badge, proof, &covered);
	bp_sign(&signer->pair, bp_buf_str(&covered), signature);
	bp_buf_add_char(&value, 'z');
	bp_base58_add(&value, signature, sizeof signature);
	json_object_set_new(proof, "proofValue", json_string(value.at));
	json_object_set_new(badge, "proof", proof);
	bp_buf_release(&covered);
	bp_buf_release(&value);
}

bool bp_badge_write(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	char did[BP_DID_ROOM];

	if (!proof->pseudonym[0]) {
		bp_arena_free(arena);
		return bp_fail(err, BP_ERROR_INPUT,
			_("catatan ini belum punya nama samaran; bukalah satu kali dengan berpijar, lalu coba lagi"));
	}
	bp_did_of(signer->pair.public_key, did);
	json_t *badge = badge_make(arena, proof, signer, did);
	bool plain = badge && badge_is_plain(badge);
	if (plain) {
		badge_seal(badge, signer, did);
		bp_proof_dump(badge, out);
		bp_buf_add_char(out, '\n');
	}
	json_decref(badge);
	bp_arena_free(arena);
	return plain ||
		bp_fail(err, BP_ERROR_INPUT,
			_("kursus \"%s\" memuat karakter kendali, jadi tidak dapat menjadi lencana"),
			proof->course_id);
}
