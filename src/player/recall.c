/* Reads for the app what is in the record, and in the outbox. */
#include "asking.h"
#include "hear.h"
#include "loop.h"
#include <berpijar/certificate.h>
#include <berpijar/outbox.h>
#include <berpijar/proofs.h>
#include <berpijar/sent.h>

static bool recall_place(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_place *place)
{
	const struct loop *loop = context;
	const struct bp_session *session = &loop->session;

	if (loop->preview)
		return bp_preview_recall_place(
			loop->preview, course->id, module->id, place);
	return session->store &&
		bp_store_load_place(
			session->store, bp_str(course->id), bp_str(module->id), place);
}

static bool recall_draft(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_str question, struct bp_buf *out)
{
	const struct loop *loop = context;
	struct bp_str course_id = bp_str(course->id), module_id = bp_str(module->id);

	return bp_unsaved_find(&loop->unsaved, course_id, module_id, question, out) ||
		(loop->session.store &&
			bp_store_load_draft(loop->session.store, course_id, module_id,
				question, out));
}

static bool recall_body(void *context, const uint8_t id[16], struct bp_buf *out)
{
	const struct loop *loop = context;
	const struct bp_session *session = &loop->session;

	if (loop->preview)
		return bp_preview_body(loop->preview, id, out);
	return session->store && bp_store_load_body(session->store, id, out);
}

struct bp_document *bp_loop_document(const struct loop *loop,
	const struct bp_course *course, const struct bp_module *module,
	struct bp_error *err)
{
	return loop->preview
		? bp_preview_document(loop->preview, course, module, NULL, err)
		: bp_document_open(course, module, NULL, err);
}

static struct bp_document *recall_document(
	void *context, const struct bp_course *course, const struct bp_module *module)
{
	return bp_loop_document(context, course, module, NULL);
}

static bool recall_proof(void *context, const struct bp_course *course,
	struct bp_arena *arena, struct bp_proof *proof, struct bp_proof_rows *rows,
	struct bp_error *err)
{
	struct loop *loop = context;
	struct bp_session *session = &loop->session;

	if (session->store && !session->whole && !bp_session_fold_all(session, err))
		return false;
	return bp_proof_as_kept(session, course, arena, proof, rows, err);
}

static bool recall_setting(void *context, const char *name, struct bp_buf *out)
{
	const struct bp_session *session = &((const struct loop *)context)->session;

	return session->store && bp_store_load_setting(session->store, name, out);
}

static bool recall_sent(void *context, struct bp_sending *sending)
{
	const struct bp_session *session = &((const struct loop *)context)->session;
	struct bp_arena *arena = bp_arena_new();
	struct bp_sent sent;
	const char *store = session->folder.at, *learner = session->learner.at;
	bool known = session->store &&
		(bp_sent_read(store, learner, arena, &sent) ||
			bp_sent_read_named(store, learner, BP_SENT_LRS, arena, &sent));

	if (known) {
		sending->at = sent.at;
		sending->known = bp_sent_waiting(
			session->store, &sent, &sending->answers, &sending->results);
	}
	bp_arena_free(arena);
	return known;
}

static bool recall_digest(
	void *context, const char *path, struct bp_buf *out, struct bp_error *err)
{
	(void)context;
	return bp_certificate_digest(path, out, err);
}

static bool recall_outbox(void *context, struct bp_arena *arena,
	struct bp_outbox_files *files, struct bp_error *err)
{
	return bp_outbox_files(
		((const struct loop *)context)->own.outbox.at, arena, files, err);
}

static bool recall_outbox_text(
	void *context, const char *name, struct bp_buf *out, struct bp_error *err)
{
	return bp_outbox_read(
		((const struct loop *)context)->own.outbox.at, name, out, err);
}

struct bp_recall bp_loop_recall(struct loop *loop)
{
	return (struct bp_recall){
		.place = recall_place,
		.draft = recall_draft,
		.body = recall_body,
		.document = recall_document,
		.proof = loop->preview ? NULL : recall_proof,
		.signing = bp_asking_is_on(loop) ? bp_asking_look : NULL,
		.setting = recall_setting,
		.sent = loop->preview ? NULL : recall_sent,
		.may_begin = loop->options.control ? bp_hear_gate : NULL,
		.digest = loop->front.policy.closed ? NULL : recall_digest,
		.outbox = recall_outbox,
		.outbox_text = recall_outbox_text,
		.context = loop,
	};
}
