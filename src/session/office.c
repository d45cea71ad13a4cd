/* Proofs of many records: made, drawn, and listed. What comes back: office_returned.c. */
#include <berpijar/arena.h>
#include <berpijar/claim.h>
#include <berpijar/csv.h>
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <berpijar/office.h>
#include <berpijar/signing.h>
#include <string.h>
#include <unistd.h>

#define OFFICE_AT_A_TIME 50 /* PDFs that one program draws */

/* ---- signed by the server ---- */

/* Whether a key of the store holds for what was signed then. */
static bool office_is_key(
	const struct bp_server_key *key, const struct bp_proof_check *check)
{
	return memcmp(key->key, check->public_key, sizeof key->key) == 0 &&
		(key->state != BP_KEY_REVOKED ||
			(check->signed_at && check->signed_at < key->since));
}

/* Takes the signer of a file that a learner's outbox holds. Sessions write there as well, so
 * nothing but the signature counts. */
static bool office_take_signed(const struct bp_session *session, struct bp_arena *arena,
	struct bp_str file, const struct bp_proof *proof, struct bp_signer *signer)
{
	struct bp_proof_check check;
	struct bp_server_keys keys = {0};

	if (!bp_proof_verify(file, &check, NULL) || !check.unaltered ||
		!check.is_signed ||
		bp_str_find(file, bp_str(proof->number), 0) == SIZE_MAX ||
		!bp_server_keys_of(arena, session->folder.at, &keys, NULL))
		return false;
	for (size_t i = 0; i < keys.count; i++) {
		if (!office_is_key(&keys.at[i], &check))
			continue;
		*signer = (struct bp_signer){.at = check.signed_at, .absent = true};
		memcpy(signer->pair.public_key, keys.at[i].key, BP_PUBLIC_KEY_SIZE);
		memcpy(signer->server, keys.at[i].server, sizeof signer->server);
		return true;
	}
	return false;
}

/* What the signer signed for the code on the PDF, where it says what the proof does. */
static const char *office_claim(struct bp_arena *arena, const struct bp_signing *signing,
	const struct bp_proof *proof, const struct bp_signer *signer)
{
	struct bp_claim claim;

	return bp_claim_read(arena, bp_str(signing->claim), &claim) == BP_CLAIM_READ &&
			bp_claim_is_for(&claim, proof, signer) &&
			bp_claim_holds(&claim, signer->pair.public_key)
		? signing->claim
		: NULL;
}

static const char *office_outbox(const struct bp_session *session, struct bp_arena *arena)
{
	return bp_arena_printf(
		arena, "%s/outbox/%s", session->folder.at, session->learner.at);
}

/* The number of another proof of the course that the signer signed; NULL: none. */
static const char *office_signed_before(const struct bp_session *session,
	struct bp_arena *arena, const struct bp_proof *proof)
{
	struct bp_signing signing;

	bp_signing_look(office_outbox(session, arena), proof->course_id, arena, &signing);
	return signing.state == BP_SIGNING_SIGNED &&
			strcmp(signing.number, proof->number) != 0
		? signing.number
		: NULL;
}

/* A signer has left the proof in the outbox, or has not. */
static bool office_find_signed(const struct bp_session *session, struct bp_arena *arena,
	const struct bp_proof *proof, struct bp_signer *signer)
{
	const char *outbox = office_outbox(session, arena);
	struct bp_signing signing = {.state = BP_SIGNING_NONE};
	struct bp_buf file = {0};
	bool found = false;
	int root;

	if (!bp_is_folder(outbox) || !bp_root_open(outbox, &root, NULL))
		return false;
	bp_signing_look(outbox, proof->course_id, arena, &signing);
	if (signing.state == BP_SIGNING_SIGNED && signing.file)
		found = bp_root_read(root, signing.file, BP_PROOF_LIMIT, &file, NULL) &&
			office_take_signed(
				session, arena, bp_buf_str(&file), proof, signer);
	if (found)
		signer->claim = office_claim(arena, &signing, proof, signer);
	bp_buf_release(&file);
	close(root);
	return found;
}

/* NULL: nobody signs it. A key that is another account's is no fault here: that account's
 * signer signs. */
static const struct bp_signer *office_signer(const struct bp_session *session,
	struct bp_arena *arena, const struct bp_proof *proof, struct bp_signer *room)
{
	const struct bp_signer *signer = NULL;

	if (bp_proof_signer(session, proof, room, &signer, NULL) && signer)
		return signer;
	return proof->servers && office_find_signed(session, arena, proof, room) ? room
										 : NULL;
}

/* ---- what the server does not stand by ---- */

/* Reads the list once for all records of a store. */
static bool office_read_revoked(
	struct bp_office *office, const char *folder, struct bp_error *err)
{
	if (office->revoked_of && strcmp(office->revoked_of, folder) == 0)
		return true;
	office->revoked = (struct bp_revoked_list){.count = 0};
	office->revoked_of = bp_arena_cstr(office->arena, bp_str(folder));
	return bp_revoked_of(office->arena, folder, &office->revoked, err);
}

static void office_judge(struct bp_office *office, const struct bp_session *session,
	bool is_signed, struct bp_office_proof *made)
{
	const struct bp_revoked *revoked =
		bp_revoked_find(&office->revoked, made->proof.number);
	const struct bp_siasn_source source = {&made->proof, &office->config->agency,
		is_signed,
		is_signed ? NULL
			  : office_signed_before(session, office->arena, &made->proof)};
	struct bp_error why = {0};

	made->revoked = revoked;
	if (revoked)
		made->refused =
			bp_arena_printf(office->arena, _("bukti nomor %s dicabut: %s"),
				made->proof.number, revoked->reason);
	else if (!bp_siasn_make(office->arena, &source, &made->row, &why))
		made->refused = bp_arena_cstr(office->arena, bp_str(why.message));
}

/* ---- the proofs of a record ---- */

static bool office_add_course(struct bp_office *office, const struct bp_session *session,
	const struct bp_person *person, const struct bp_course *course,
	struct bp_error *err)
{
	struct bp_arena *arena = office->arena;
	struct bp_office_proof made = {.refused = NULL};
	struct bp_signer room = {.server = ""};
	struct bp_buf sheet = {0};

	if (!office_read_revoked(office, session->folder.at, err) ||
		!bp_proof_of(session, course, person, arena, &made.proof, err))
		return false;
	const struct bp_signer *signer =
		office_signer(session, arena, &made.proof, &room);
	office_judge(office, session, signer != NULL, &made);
	bp_proof_sheet(&made.proof, signer, &sheet);
	made.sheet = bp_arena_str(arena, bp_buf_str(&sheet));
	bp_buf_release(&sheet);
	bp_key_pair_wipe(&room.pair);
	*BP_PUSH(arena, office->proofs, office->count, office->room) = made;
	return true;
}

bool bp_office_add_session(struct bp_office *office, const struct bp_session *session,
	const struct bp_person *person, struct bp_error *err)
{
	bool ok = true;

	if (office->course)
		return office_add_course(office, session, person, office->course, err);
	for (size_t i = 0; ok && i < bp_library_all(office->library); i++) {
		const struct bp_course *course = office->library->courses[i];
		if (!course->fault && bp_proof_is_due(course, session->progress))
			ok = office_add_course(office, session, person, course, err);
	}
	return ok;
}

static void office_apply(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

bool bp_office_add(struct bp_office *office, const char *folder, const char *learner,
	struct bp_error *err)
{
	struct bp_session session = {
		.config = office->config, .progress = bp_progress_new()};

	bp_buf_add_cstr(&session.folder, folder);
	bp_buf_add_cstr(&session.learner, learner);
	bool ok = bp_store_open(&session.store, folder, learner, BP_STORE_READ, err) &&
		bp_store_replay(session.store, 0, office_apply, session.progress, err);
	bool due = !office->course || bp_proof_is_due(office->course, session.progress);
	office->unfinished += ok && !due;
	if (ok && due) {
		struct bp_person person = bp_person_as_kept(&session, office->arena);
		person.whole = office->whole;
		ok = bp_office_add_session(office, &session, &person, err);
	}
	bp_store_close(session.store);
	bp_progress_free(session.progress);
	bp_buf_release(&session.folder);
	bp_buf_release(&session.learner);
	return ok;
}

/* ---- files ---- */

struct office_files {
	const struct bp_office *office;
	const size_t *numbers; /* of the proofs that are drawn */
	const char *folder;
	bool replace;
	struct bp_buf *index;
};

static void office_index(struct office_files *files, const struct bp_proof *proof,
	const char *name, struct bp_str document)
{
	struct bp_digest digest = bp_digest_of(document);
	struct bp_arena *arena = files->office->arena;
	struct bp_buf hex = {0}, *out = files->index;
	char jp[BP_JP_ROOM], day[BP_TIME_ROOM];

	bp_time_day(proof->done_at, day);
	bp_hex_add(&hex, digest.at, sizeof digest.at);
	const char *const cells[] = {bp_arena_cstr(arena, bp_str(proof->number)),
		proof->learner, proof->name, proof->nip, proof->unit, proof->course};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		bp_csv_put(out, bp_str(cells[i]));
	bp_csv_number(out, bp_jp_write(proof->jp_halves, '.', jp));
	bp_csv_put(out, bp_str(day));
	bp_csv_put(out, bp_str(name));
	bp_csv_put(out, bp_buf_str(&hex));
	bp_csv_end(out);
	bp_buf_release(&hex);
}

static bool office_write_one(
	void *context, size_t at, struct bp_str document, struct bp_error *err)
{
	struct office_files *files = context;
	struct bp_arena *arena = files->office->arena;
	const struct bp_proof *proof = &files->office->proofs[files->numbers[at]].proof;
	const char *name = bp_siasn_file(arena, proof);

	office_index(files, proof, name, document);
	return bp_file_write_private(bp_arena_printf(arena, "%s/%s", files->folder, name),
		document, files->replace, err);
}

static void office_index_heads(struct bp_buf *out)
{
	static const char *const heads[] = {"number", "learner", "name", "nip", "unit",
		"course", "jp", "date", "file", "sha256"};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		bp_csv_put(out, bp_str(heads[i]));
	bp_csv_end(out);
}

bool bp_office_write(const struct bp_office *office, const char *folder, bool rows_only,
	bool replace, struct bp_buf *index, struct bp_error *err)
{
	struct bp_str sheets[OFFICE_AT_A_TIME];
	size_t numbers[OFFICE_AT_A_TIME], count = 0;
	struct office_files files = {office, numbers, folder, replace, index};
	bool ok = bp_make_folder(folder, err);

	office_index_heads(index);
	for (size_t i = 0; ok && i < office->count; i++) {
		if (!rows_only || !office->proofs[i].refused) {
			sheets[count] = office->proofs[i].sheet;
			numbers[count++] = i;
		}
		if (count == OFFICE_AT_A_TIME || (count && i + 1 == office->count)) {
			ok = bp_proof_draw_all(
				sheets, count, office_write_one, &files, err);
			count = 0;
		}
	}
	return ok;
}
