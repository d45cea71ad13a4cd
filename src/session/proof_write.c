/* Makes proofs of learning from a session's record, signs and writes them. */
#include <berpijar/arena.h>
#include <berpijar/badge.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <berpijar/proofs.h>
#include <berpijar/pseudonym.h>
#include <berpijar/qr.h>
#include <string.h>

/* ---- the signer ---- */

/* A course that a learner can write is not signed for: it may say that it has any number of
 * JP. Nor does a closed session sign: the key is out of its reach. */
bool bp_proof_signer(const struct bp_session *session, const struct bp_proof *proof,
	struct bp_signer *room, const struct bp_signer **signer, struct bp_error *err)
{
	bool closed = session->config && session->config->policy.closed;

	*room = (struct bp_signer){.server = ""};
	*signer = NULL;
	return !proof->servers || closed ||
		bp_server_key_load(session->folder.at, room, signer, err);
}

/* ---- forms ---- */

struct proof_form {
	const struct bp_proof *proof;
	const struct bp_signer *signer; /* NULL: nobody signs */
	bool unicode;
};

static bool proof_write_text(
	const struct proof_form *form, struct bp_buf *out, struct bp_error *err)
{
	struct bp_buf picture = {0};
	struct bp_qr *code = bp_qr_new(bp_str(form->proof->number), NULL);

	(void)err;
	if (code)
		bp_qr_write(code, form->unicode, &picture);
	bp_buf_add_char(&picture, '\n');
	bp_proof_text(form->proof, form->signer, bp_buf_str(&picture), out);
	bp_qr_free(code);
	bp_buf_release(&picture);
	return true;
}

static bool proof_write_json(
	const struct proof_form *form, struct bp_buf *out, struct bp_error *err)
{
	(void)err;
	bp_proof_json(form->proof, form->signer, out);
	return true;
}

static bool proof_write_pdf(
	const struct proof_form *form, struct bp_buf *out, struct bp_error *err)
{
	return bp_proof_pdf(form->proof, form->signer, out, err);
}

/* A badge says when it was made, whoever signs it. */
static bool proof_write_badge(
	const struct proof_form *form, struct bp_buf *out, struct bp_error *err)
{
	if (!form->signer)
		return bp_fail(err, BP_ERROR_INPUT,
			_("lencana hanya dibuat oleh server yang punya kunci (berpijar store key), untuk kursus milik server; di server bersama mintalah dari layar bukti"));
	struct bp_signer signer = *form->signer;
	if (!signer.at)
		signer.at = bp_session_now();
	bool ok = bp_badge_write(form->proof, &signer, out, err);
	bp_key_pair_wipe(&signer.pair);
	return ok;
}

bool bp_proof_write_as(const struct bp_proof *proof, const struct bp_signer *signer,
	enum bp_proof_form kind, bool unicode, struct bp_buf *out, struct bp_error *err)
{
	static bool (*const writers[BP_PROOF_FORMS])(const struct proof_form *form,
		struct bp_buf *out, struct bp_error *err) = {
		[BP_PROOF_PDF] = proof_write_pdf,
		[BP_PROOF_TEXT] = proof_write_text,
		[BP_PROOF_JSON] = proof_write_json,
		[BP_PROOF_BADGE] = proof_write_badge,
	};
	const struct proof_form form = {
		.proof = proof, .signer = signer, .unicode = unicode};

	return writers[kind](&form, out, err);
}

bool bp_proof_write(const struct bp_session *session, const struct bp_proof *proof,
	enum bp_proof_form form, bool unicode, struct bp_buf *out, struct bp_error *err)
{
	struct bp_signer room;
	const struct bp_signer *signer;
	bool ok = bp_proof_signer(session, proof, &room, &signer, err) &&
		bp_proof_write_as(proof, signer, form, unicode, out, err);

	bp_key_pair_wipe(&room.pair);
	return ok;
}

/* ---- making ---- */

static struct bp_str proof_setting(
	const struct bp_session *session, struct bp_arena *arena, const char *name)
{
	struct bp_buf value = {0};

	bp_store_load_setting(session->store, name, &value);
	struct bp_str kept = bp_arena_str(arena, bp_buf_str(&value));
	bp_buf_release(&value);
	return kept;
}

/* What was recorded here, of the answers to a course. */
struct proof_here {
	struct bp_progress *progress;
	struct bp_str course;
	size_t answers;
};

/* An answer of an exam that was graded later is recorded again then. */
static void proof_apply(void *context, const struct bp_event *event)
{
	struct proof_here *here = context;

	bp_progress_apply(here->progress, event);
	here->answers += event->verb == BP_ANSWERED &&
		bp_str_equal(event->course, here->course) &&
		bp_str_find(event->body, BP_STR("\"graded\":true"), 0) == SIZE_MAX;
}

static const char *proof_pseudonym(
	const struct bp_session *session, struct bp_arena *arena)
{
	char text[BP_UUID_LEN + 1] = "";
	uint8_t id[16];

	if (bp_store_identity(session->store, id))
		bp_pseudonym_write(id, BP_PSEUDONYM_BADGE, text);
	return bp_arena_cstr(arena, bp_str(text));
}

bool bp_proof_of(const struct bp_session *session, const struct bp_course *course,
	const struct bp_person *person, struct bp_arena *arena, struct bp_proof *proof,
	struct bp_error *err)
{
	struct bp_progress *here = bp_progress_new();
	struct proof_here counted = {.progress = here, .course = bp_str(course->id)};
	struct bp_proof_record record = {
		.learner = session->learner.at,
		.pseudonym = proof_pseudonym(session, arena),
		.all = session->progress,
		.here = here,
		.servers = bp_course_is_servers(course),
		.confirmed = proof_setting(session, arena, BP_CONFIRMED_NAME),
		.confirmed_nip = proof_setting(session, arena, BP_CONFIRMED_NIP),
		.whole = bp_str_is(
			proof_setting(session, arena, BP_CONSENT_NIP), BP_CONSENT_YES),
	};
	/* nobody vouches for a record that was altered */
	bool ok = bp_store_unaltered(session->store, session->learner.at, err) &&
		bp_course_hash(course, &record.content, err) &&
		bp_store_chain(session->store, bp_str(course->id), &record.chain, err) &&
		bp_store_replay_here(session->store, proof_apply, &counted, err) &&
		(record.answers = counted.answers,
			bp_proof_make(arena, course, &record, person, proof, err));

	if (ok && session->config)
		proof->office = &session->config->agency;
	bp_progress_free(here);
	return ok;
}

static bool proof_describe(const struct bp_session *session, struct bp_arena *arena,
	const struct bp_proof *proof, struct bp_proof_rows *rows, struct bp_error *err)
{
	struct bp_signer room;
	const struct bp_signer *signer;
	bool ok = bp_proof_signer(session, proof, &room, &signer, err);

	if (ok)
		bp_proof_describe(arena, proof, signer, rows);
	bp_key_pair_wipe(&room.pair);
	return ok;
}

static struct bp_str proof_kept_field(const struct bp_session *session,
	struct bp_arena *arena, enum bp_person_field field)
{
	return proof_setting(session, arena, bp_person_setting(field));
}

struct bp_person bp_person_as_kept(
	const struct bp_session *session, struct bp_arena *arena)
{
	return (struct bp_person){
		.name = proof_kept_field(session, arena, BP_PERSON_NAME),
		.nip = proof_kept_field(session, arena, BP_PERSON_NIP),
		.unit = proof_kept_field(session, arena, BP_PERSON_UNIT),
		.agency = proof_kept_field(session, arena, BP_PERSON_AGENCY),
	};
}

bool bp_proof_as_kept(const struct bp_session *session, const struct bp_course *course,
	struct bp_arena *arena, struct bp_proof *proof, struct bp_proof_rows *rows,
	struct bp_error *err)
{
	if (!session->store)
		return bp_fail(
			err, session->trouble.kind, "%s", session->trouble.message);
	const struct bp_person person = bp_person_as_kept(session, arena);

	return bp_proof_of(session, course, &person, arena, proof, err) &&
		proof_describe(session, arena, proof, rows, err);
}

bool bp_proof_save(const struct bp_session *session, const struct bp_course *course,
	const struct bp_person *person, enum bp_proof_form form, const char *path,
	char number[16], struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf out = {0};
	struct bp_proof proof;
	bool ok = bp_proof_of(session, course, person, arena, &proof, err) &&
		bp_proof_write(session, &proof, form, true, &out, err) &&
		bp_file_write_private(path, bp_buf_str(&out), false, err);

	if (ok)
		memcpy(number, proof.number, sizeof proof.number);
	bp_buf_release(&out);
	bp_arena_free(arena);
	return ok;
}
