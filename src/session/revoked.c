/* The list of proofs that a server has revoked: STORE/revoked.json. */
#include <berpijar/badge.h>
#include <berpijar/file.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/proofs.h>
#include <berpijar/revoked.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define REVOKED_LIST "revokedCredential"

/* ---- reading ---- */

static json_t *revoked_load(const char *path, struct bp_error *err)
{
	struct bp_buf text = {0};
	json_t *json = NULL;
	bool ok = bp_file_read(path, BP_REVOKED_LIMIT, &text, err);

	if (ok)
		json = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
	if (ok && !json_is_array(json_object_get(json, REVOKED_LIST))) {
		bp_fail(err, BP_ERROR_INPUT,
			_("%s bukan daftar pencabutan yang dibuat berpijar store revoke"),
			path);
		json_decref(json);
		json = NULL;
	}
	bp_buf_release(&text);
	return json;
}

static const char *revoked_line(struct bp_arena *arena, const json_t *text)
{
	struct bp_buf line = {0};

	bp_buf_add_clean_line(&line, bp_str(json_string_value(text)));
	const char *kept = bp_arena_cstr(arena, bp_buf_str(&line));
	bp_buf_release(&line);
	return kept;
}

/* One that is there without "revoked": false is revoked. */
static void revoked_take(
	struct bp_arena *arena, const json_t *entry, struct bp_revoked_list *list)
{
	const char *urn = json_string_value(json_object_get(entry, "id"));

	if (urn && !json_is_false(json_object_get(entry, "revoked")))
		*BP_PUSH(arena, list->at, list->count, list->room) =
			(struct bp_revoked){.urn = bp_arena_cstr(arena, bp_str(urn)),
				.reason = revoked_line(arena,
					json_object_get(entry, "revocationReason"))};
}

bool bp_revoked_read(struct bp_arena *arena, const char *path,
	struct bp_revoked_list *list, struct bp_error *err)
{
	json_t *json = revoked_load(path, err);
	const json_t *all = json_object_get(json, REVOKED_LIST);

	for (size_t i = 0; i < json_array_size(all); i++)
		revoked_take(arena, json_array_get(all, i), list);
	json_decref(json);
	return json != NULL;
}

bool bp_revoked_of(struct bp_arena *arena, const char *folder,
	struct bp_revoked_list *list, struct bp_error *err)
{
	const char *path = bp_arena_printf(arena, "%s/" BP_REVOKED_FILE, folder);

	return !bp_is_file(path) || bp_revoked_read(arena, path, list, err);
}

const struct bp_revoked *bp_revoked_find(
	const struct bp_revoked_list *list, const char *number)
{
	char urn[BP_PROOF_URN_ROOM];
	uint64_t bits;

	if (!bp_proof_number_read(bp_str(number), &bits))
		return NULL;
	bp_proof_urn(bits, urn);
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->at[i].urn, urn) == 0)
			return &list->at[i];
	return NULL;
}

/* ---- writing ---- */

static bool revoked_write(const char *path, const json_t *list, struct bp_error *err)
{
	struct bp_buf text = {0};

	bp_json_write(list, JSON_INDENT(1) | JSON_SORT_KEYS, &text);
	bp_buf_add_char(&text, '\n');
	bool ok = text.len <= BP_REVOKED_LIMIT ||
		bp_fail(err, BP_ERROR_INPUT, _("%s sudah penuh"), path);
	ok = ok && bp_file_write(path, bp_buf_str(&text), true, err) &&
		(chmod(path, 0644) == 0 ||
			bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
				path, bp_strerror(errno)));
	bp_buf_release(&text);
	return ok;
}

/* Whose list it is, as far as that is known now. */
static void revoked_name(json_t *list, const char *folder, const char *address)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_server_key key;
	char did[BP_DID_ROOM];

	if (address)
		json_object_set_new(list, "id", json_string(address));
	if (bp_server_key_read(
		    bp_arena_printf(arena, "%s/key.pub", folder), &key, NULL)) {
		bp_did_of(key.key, did);
		json_object_set_new(list, "issuer", json_string(did));
	}
	bp_arena_free(arena);
}

static void revoked_put(json_t *list, uint64_t bits, const char *reason)
{
	char urn[BP_PROOF_URN_ROOM];

	bp_proof_urn(bits, urn);
	json_array_append_new(json_object_get(list, REVOKED_LIST),
		json_pack("{s:s, s:b, s:o}", "id", urn, "revoked", true,
			"revocationReason", bp_json_text(bp_str(reason))));
}

static bool revoked_is_new(struct bp_arena *arena, const char *folder, const char *number,
	struct bp_error *err)
{
	struct bp_revoked_list list = {0};

	if (!bp_revoked_of(arena, folder, &list, err))
		return false;
	return !bp_revoked_find(&list, number) ||
		bp_fail(err, BP_ERROR_INPUT, _("bukti nomor %s sudah dicabut"), number);
}

static bool revoked_asked_well(
	const char *number, const char *reason, uint64_t *bits, struct bp_error *err)
{
	const char *fault = bp_profile_fault(bp_str(reason));

	if (!bp_proof_number_read(bp_str(number), bits))
		return bp_fail(err, BP_ERROR_USAGE,
			_("\"%s\" bukan nomor bukti, misalnya 3F7K-9QRT-XW2M"), number);
	return !fault ||
		bp_fail(err, BP_ERROR_USAGE, _("--reason \"%s\": %s"), reason, fault);
}

bool bp_revoked_add(const char *folder, const char *number, const char *reason,
	const char *address, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	const char *path = bp_arena_printf(arena, "%s/" BP_REVOKED_FILE, folder);
	uint64_t bits = 0;
	json_t *list = NULL;
	bool ok = revoked_asked_well(number, reason, &bits, err) &&
		revoked_is_new(arena, folder, number, err) && bp_make_folder(folder, err);

	if (ok)
		list = bp_is_file(path) ? revoked_load(path, err)
					: json_pack("{s:[]}", REVOKED_LIST);
	ok = ok && list;
	if (ok) {
		revoked_name(list, folder, address);
		revoked_put(list, bits, reason);
		ok = revoked_write(path, list, err);
	}
	json_decref(list);
	bp_arena_free(arena);
	return ok;
}
