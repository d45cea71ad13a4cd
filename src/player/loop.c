/* The app's effects, carried out: what is recorded, kept, written and shown. */
#include "loop.h"
#include "busy.h"
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/proofs.h>

#define SAVE_TRIES   3
#define TRY_EVERY_MS 10000 /* a record that another machine holds is slow to open */

/* ---- what the app asks back for ---- */

static bool recall_place(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_place *place)
{
	const struct bp_session *session = &((const struct loop *)context)->session;

	return session->store &&
		bp_store_load_place(
			session->store, bp_str(course->id), bp_str(module->id), place);
}

static bool recall_draft(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_str question, struct bp_buf *out)
{
	const struct loop *loop = context;
	struct bp_str course_id = bp_str(course->id), module_id = bp_str(module->id);

	return unsaved_find(&loop->unsaved, course_id, module_id, question, out) ||
		(loop->session.store &&
			bp_store_load_draft(loop->session.store, course_id, module_id,
				question, out));
}

static struct bp_document *recall_document(
	void *context, const struct bp_course *course, const struct bp_module *module)
{
	(void)context;
	return bp_session_read_module(course, module, NULL, NULL);
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

struct bp_recall loop_recall(struct loop *loop)
{
	return (struct bp_recall){
		.place = recall_place,
		.draft = recall_draft,
		.document = recall_document,
		.proof = recall_proof,
		.setting = recall_setting,
		.context = loop,
	};
}

/* ---- recording ---- */

bool loop_record_again(struct loop *loop)
{
	struct bp_session *session = &loop->session;
	struct bp_error err = {0};

	if (session->trouble.kind != BP_ERROR_BUSY || bp_session_now() < loop->next_try ||
		busy_writer(session))
		return false;
	loop->next_try = bp_session_now() + TRY_EVERY_MS;
	if (!bp_session_reopen(session, &err))
		return false;
	own_data_release(&loop->own);
	loop->own = (struct own_data){0};
	own_data_begin(&loop->own, session);
	bp_app_records(loop->app);
	return true;
}

void loop_tell_again(struct loop *loop)
{
	const struct bp_session *session = &loop->session;

	bp_app_say(loop->app, BP_COLOR_GOOD,
		session->notice.kind
			? session->notice.message
			: _("Sesi yang lain sudah berakhir. Mulai sekarang dicatat di sini."));
}

/* ---- effects ---- */

/* Damage that is met on the way is mended; what became of the record is told. */
static bool mend(struct loop *loop)
{
	struct bp_session *session = &loop->session;
	struct bp_error err = {0};
	bool ok = bp_session_mend(session, &err);

	if (!ok)
		bp_app_say(loop->app, BP_COLOR_BAD, err.message);
	else if (session->notice.kind)
		bp_app_say(loop->app, BP_COLOR_ACCENT, session->notice.message);
	return ok;
}

static void mend_if_damaged(struct loop *loop)
{
	if (loop->session.store && loop->session.recording &&
		bp_store_is_damaged(loop->session.store))
		mend(loop);
}

/* After BP_ERROR_UNSURE, recording the same events again is the way to find out. */
static bool record(struct loop *loop, struct bp_effects *effects, struct bp_error *err)
{
	struct bp_session *session = &loop->session;

	for (int i = 0; i < SAVE_TRIES && session->store; i++) {
		if (bp_store_append(loop->session.store, effects->events,
			    effects->event_count, err)) {
			bp_session_apply(
				&loop->session, effects->events, effects->event_count);
			return true;
		}
		bool again = err->kind == BP_ERROR_UNSURE ||
			(err->kind == BP_ERROR_DAMAGED && session->recording &&
				mend(loop));
		if (!again)
			return false;
	}
	return false;
}

static bool keep_draft(
	struct loop *loop, const struct bp_effects *effects, struct bp_error *err)
{
	struct bp_str course = bp_str(effects->course->id),
		      module = bp_str(effects->module->id);
	bool ok = bp_store_save_draft(loop->session.store, course, module,
		effects->draft_name, effects->draft, err);

	unsaved_set(&loop->unsaved, course, module, effects->draft_name,
		ok ? (struct bp_str){0} : effects->draft);
	return ok;
}

static void keep(struct loop *loop, const struct bp_effects *effects)
{
	struct bp_store *store = loop->session.store;
	struct bp_error err = {0};
	bool ok = true;

	if (effects->save_place && store)
		ok = bp_store_save_place(store, bp_str(effects->course->id),
			bp_str(effects->module->id), &effects->place, bp_session_now(),
			&err);
	unsaved_retry(&loop->unsaved, store);
	if (effects->save_draft && store)
		ok = keep_draft(loop, effects, &err) && ok;
	if (ok && effects->setting && loop->session.recording)
		ok = bp_store_save_setting(
			store, effects->setting, bp_str(effects->value), &err);
	if (effects->settings)
		loop->front.kind->theme(
			&loop->front, (enum bp_theme)effects->settings->theme);
	if (!ok)
		bp_app_say(loop->app, BP_COLOR_BAD, err.message);
}

static void copy_data(struct loop *loop)
{
	struct bp_buf path = {0}, words = {0};
	struct bp_error err = {0};
	bool ok = own_data_copy(&loop->own, &loop->session, &path, &err);

	if (ok)
		bp_buf_printf(&words, _("Salinan ditulis: %s"), path.at);
	bp_app_say(loop->app, ok ? BP_COLOR_GOOD : BP_COLOR_BAD,
		ok ? words.at : err.message);
	bp_buf_release(&path);
	bp_buf_release(&words);
}

/* "bukti-COURSE-LEARNER-DAY.pdf". */
static void name_proof(
	const struct loop *loop, const struct bp_effects *effects, struct bp_buf *path)
{
	static const char *const endings[BP_PROOF_FORMS] = {
		[BP_PROOF_PDF] = ".pdf",
		[BP_PROOF_TEXT] = ".txt",
		[BP_PROOF_JSON] = ".json",
	};
	struct bp_buf what = {0};

	bp_buf_printf(&what, "bukti-%s", effects->proof->id);
	own_data_name(&loop->own, what.at, endings[effects->proof_form], path);
	bp_buf_release(&what);
}

static void save_proof(struct loop *loop, const struct bp_effects *effects)
{
	struct bp_session *session = &loop->session;
	struct bp_buf path = {0};
	struct bp_error err = {0};
	char number[16];

	name_proof(loop, effects, &path);
	bool saved = bp_proof_save(session, effects->proof, &effects->person,
		effects->proof_form, path.at, number, &err);
	bool ok = saved &&
		(!effects->keep_person ||
			bp_person_save(session->store, &effects->person, &err));
	if (saved)
		bp_app_proof_saved(loop->app, path.at, number);
	if (!ok)
		bp_app_say(loop->app, BP_COLOR_BAD, err.message);
	bp_buf_release(&path);
}

/* ---- carrying out ---- */

void loop_carry_out(struct loop *loop, struct bp_effects *effects)
{
	struct front *front = &loop->front;

	mend_if_damaged(loop); /* of what was read for the last key */
	while (bp_effects_any(effects)) {
		struct bp_error err = {0};
		keep(loop, effects);
		loop->change |= effects->change_learner;
		loop->quit |= effects->quit || effects->change_learner;
		if (effects->redraw)
			front->kind->forget(front);
		if (effects->suspend)
			front->kind->suspend(front);
		if (effects->copy_data)
			copy_data(loop);
		if (effects->proof)
			save_proof(loop, effects);
		if (effects->erase_data) {
			own_data_erase(&loop->own, &loop->session);
			loop->quit = true;
		}
		if (effects->event_count) {
			if (effects->quiet && !effects->open_module)
				front->kind->show(front, loop->app, true);
			bool ok = record(loop, effects, &err);
			bp_app_recorded(loop->app, ok, &err, bp_session_now(), effects);
		} else if (effects->open_module) {
			struct bp_document *document = bp_session_read_module(
				effects->open_course, effects->open_module, NULL, &err);
			bp_app_opened(
				loop->app, document, &err, bp_session_now(), effects);
		} else {
			return;
		}
	}
}
