/*
 * Carries out the effects that the app asks for: recording events, keeping places and
 * drafts, writing files.
 */
#include "loop.h"
#include "asking.h"
#include "busy.h"
#include "printing.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/outbox.h>
#include <berpijar/proofs.h>
#include <berpijar/prose.h>

#define SAVE_TRIES   3
#define TRY_EVERY_MS 10000 /* on a network file system each try may take seconds */

/* ---- recording ---- */

bool bp_loop_record_again(struct loop *loop)
{
	struct bp_session *session = &loop->session;
	struct bp_error err = {0};

	if (session->trouble.kind != BP_ERROR_BUSY || bp_session_now() < loop->next_try ||
		bp_busy_writer(session))
		return false;
	loop->next_try = bp_session_now() + TRY_EVERY_MS;
	if (!bp_session_reopen(session, &err))
		return false;
	bp_own_data_release(&loop->own);
	loop->own = (struct own_data){0};
	bp_own_data_begin(&loop->own, session);
	bp_app_records(loop->app);
	return true;
}

void bp_loop_tell_again(struct loop *loop)
{
	const struct bp_session *session = &loop->session;

	bp_app_say(loop->app, BP_COLOR_GOOD,
		session->notice.kind
			? session->notice.message
			: _("Sesi yang lain sudah berakhir. Mulai sekarang dicatat di sini."));
}

/* ---- effects ---- */

/* Recovers a record that turned out to be damaged, and tells the learner what was
 * lost. */
static bool loop_mend(struct loop *loop)
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

static void loop_mend_if_damaged(struct loop *loop)
{
	if (loop->session.store && loop->session.recording &&
		bp_store_is_damaged(loop->session.store))
		loop_mend(loop);
}

/* After BP_ERROR_UNSURE nobody knows whether the events are in the record. Appending them
 * again finds out, since an event whose id is there already is not added twice. */
static bool loop_record(
	struct loop *loop, const struct bp_effect *effect, struct bp_error *err)
{
	struct bp_session *session = &loop->session;
	struct bp_event *events = effect->as.record.events;
	size_t count = effect->as.record.count;

	if (loop->preview)
		bp_preview_record(loop, events, count);
	for (int i = 0; i < SAVE_TRIES && session->store; i++) {
		if (bp_store_append(session->store, events, count, err)) {
			bp_session_apply(session, events, count);
			return true;
		}
		bool again = err->kind == BP_ERROR_UNSURE ||
			(err->kind == BP_ERROR_DAMAGED && session->recording &&
				loop_mend(loop));
		if (!again)
			return false;
	}
	return loop->preview != NULL;
}

static void loop_say_failure(struct loop *loop, bool ok, const struct bp_error *err)
{
	if (!ok)
		bp_app_say(loop->app, BP_COLOR_BAD, err->message);
}

static void loop_keep_place(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_error err = {0};

	if (loop->preview)
		bp_preview_keep_place(loop->preview, effect->as.place.course->id,
			effect->as.place.module->id, &effect->as.place.place);
	bool ok = !loop->session.store ||
		bp_store_save_place(loop->session.store,
			bp_str(effect->as.place.course->id),
			bp_str(effect->as.place.module->id), &effect->as.place.place,
			bp_session_now(), &err);

	loop_say_failure(loop, ok, &err);
}

static void loop_keep_draft(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_str course = bp_str(effect->as.draft.course->id),
		      module = bp_str(effect->as.draft.module->id),
		      name = effect->as.draft.name, text = effect->as.draft.text;
	struct bp_error err = {0};

	if (loop->preview)
		bp_unsaved_set(&loop->unsaved, course, module, name, text);
	if (!loop->session.store)
		return;
	bool ok = bp_store_save_draft(
		loop->session.store, course, module, name, text, &err);
	bp_unsaved_set(
		&loop->unsaved, course, module, name, ok ? (struct bp_str){0} : text);
	loop_say_failure(loop, ok, &err);
}

static void loop_keep_setting(struct loop *loop, const struct bp_effect *effect)
{
	const struct bp_settings *settings = effect->as.setting.settings;
	struct bp_error err = {0};
	bool ok = !loop->session.recording ||
		bp_store_save_setting(loop->session.store, effect->as.setting.name,
			bp_str(effect->as.setting.value), &err);

	if (settings)
		loop->settings = *settings;
	if (settings)
		loop->front.kind->look(&loop->front, settings);
	loop_say_failure(loop, ok, &err);
}

static void loop_copy_data(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_buf path = {0}, words = {0};
	struct bp_error err = {0};
	bool ok = bp_own_data_copy(&loop->own, &loop->session, &path, &err);

	(void)effect;
	if (ok)
		bp_buf_printf(&words, _("Salinan ditulis: %s"),
			bp_own_data_shown(&loop->own, &path));
	bp_app_say(loop->app, ok ? BP_COLOR_GOOD : BP_COLOR_BAD,
		ok ? words.at : err.message);
	bp_buf_release(&path);
	bp_buf_release(&words);
}

static void loop_save_bundle(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_buf path = {0}, words = {0};
	struct bp_error err = {0};
	bool withheld = false;

	bp_own_data_name(&loop->own, "berpijar", ".bundle", &path);
	bool ok = bp_store_bundle(loop->session.store, loop->own.about.learner, path.at,
		(struct bp_bundle_how){.named = effect->as.named}, &withheld, &err);
	if (ok)
		bp_buf_printf(&words,
			withheld
				? _("Bundel ditulis: %s. Ujian yang belum dikumpulkan belum lengkap di dalamnya.")
				: _("Bundel ditulis: %s"),
			bp_own_data_shown(&loop->own, &path));
	bp_app_say(loop->app, ok ? BP_COLOR_GOOD : BP_COLOR_BAD,
		ok ? words.at : err.message);
	bp_buf_release(&path);
	bp_buf_release(&words);
}

/* "karya-COURSE-LEARNER-DAY.md". */
static void loop_save_works(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_buf what = {0}, path = {0}, words = {0};
	struct bp_error err = {0};

	bp_buf_printf(&what, "karya-%s", effect->as.works.course->id);
	bp_own_data_name(&loop->own, what.at, ".md", &path);
	bool ok = bp_file_write_private(path.at, effect->as.works.text, false, &err);
	if (ok)
		bp_buf_printf(&words, _("Karya disimpan: %s"),
			bp_own_data_shown(&loop->own, &path));
	bp_app_say(loop->app, ok ? BP_COLOR_GOOD : BP_COLOR_BAD,
		ok ? words.at : err.message);
	bp_buf_release(&what);
	bp_buf_release(&path);
	bp_buf_release(&words);
}

/* "bukti-COURSE-LEARNER-DAY.pdf". */
static void loop_name_proof(
	const struct loop *loop, const struct bp_effect *effect, struct bp_buf *path)
{
	static const char *const endings[BP_PROOF_FORMS] = {
		[BP_PROOF_PDF] = ".pdf",
		[BP_PROOF_TEXT] = ".txt",
		[BP_PROOF_JSON] = ".json",
		[BP_PROOF_BADGE] = ".badge.json",
	};
	struct bp_buf what = {0};

	bp_buf_printf(&what, "bukti-%s", effect->as.proof.course->id);
	bp_own_data_name(&loop->own, what.at, endings[effect->as.proof.form], path);
	bp_buf_release(&what);
}

static void loop_save_proof(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_session *session = &loop->session;
	struct bp_buf path = {0};
	struct bp_error err = {0};
	char number[16];

	if (bp_asking_is_on(loop) && bp_course_is_servers(effect->as.proof.course)) {
		bp_asking_proof(loop, effect);
		return;
	}
	loop_name_proof(loop, effect, &path);
	bool saved = bp_proof_save(session, effect->as.proof.course,
		&effect->as.proof.person, effect->as.proof.form, path.at, number, &err);
	bool ok = saved &&
		(!effect->as.proof.keep_person ||
			bp_person_save(session->store, &effect->as.proof.person, &err));
	if (saved)
		bp_app_proof_saved(
			loop->app, bp_own_data_shown(&loop->own, &path), number);
	if (!ok)
		bp_app_say(loop->app, BP_COLOR_BAD, err.message);
	bp_buf_release(&path);
}

static void loop_hand_over(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_buf words = {0};
	struct bp_error err = {0};
	bool ok = bp_outbox_choose(loop->own.outbox.at, effect->as.file, &err);

	if (ok)
		bp_buf_printf(&words, _("Diserahkan berikutnya: %s"), effect->as.file);
	bp_app_say(loop->app, ok ? BP_COLOR_GOOD : BP_COLOR_BAD,
		ok ? words.at : err.message);
	bp_buf_release(&words);
}

static void loop_change_learner(struct loop *loop, const struct bp_effect *effect)
{
	(void)effect;
	loop->change = loop->quit = true;
}

static void loop_quit(struct loop *loop, const struct bp_effect *effect)
{
	(void)effect;
	loop->quit = true;
}

static void loop_redraw(struct loop *loop, const struct bp_effect *effect)
{
	(void)effect;
	loop->front.kind->forget(&loop->front);
}

static void loop_suspend(struct loop *loop, const struct bp_effect *effect)
{
	(void)effect;
	loop->front.kind->suspend(&loop->front);
}

static void loop_erase(struct loop *loop, const struct bp_effect *effect)
{
	(void)effect;
	bp_own_data_erase(&loop->own, &loop->session);
	loop->quit = true;
}

/* What an author wishes is done after all else: it may make the app anew. */
static void loop_note_wish(struct loop *loop, const struct bp_effect *effect)
{
	loop->preview->wish = effect->as.preview.wish;
	loop->preview->hurry = effect->as.preview.hurry;
	loop->preview->wished = true;
}

/* ---- carrying out ---- */

/* NULL: bp_loop_carry_out() does it, or it is only asked before a record is open. */
static void (*const loop_carry[BP_EFFECT_KINDS])(
	struct loop *loop, const struct bp_effect *effect) = {
	[BP_EFFECT_PLACE] = loop_keep_place,
	[BP_EFFECT_DRAFT] = loop_keep_draft,
	[BP_EFFECT_SETTING] = loop_keep_setting,
	[BP_EFFECT_CHANGE_LEARNER] = loop_change_learner,
	[BP_EFFECT_QUIT] = loop_quit,
	[BP_EFFECT_REDRAW] = loop_redraw,
	[BP_EFFECT_SUSPEND] = loop_suspend,
	[BP_EFFECT_COPY] = loop_copy_data,
	[BP_EFFECT_BUNDLE] = loop_save_bundle,
	[BP_EFFECT_PROOF] = loop_save_proof,
	[BP_EFFECT_PRINT] = bp_printing_proof,
	[BP_EFFECT_WORKS] = loop_save_works,
	[BP_EFFECT_HAND_OVER] = loop_hand_over,
	[BP_EFFECT_ERASE] = loop_erase,
	[BP_EFFECT_PREVIEW] = loop_note_wish,
};

static void loop_carry_out_at_once(struct loop *loop, const struct bp_effects *effects)
{
	bp_unsaved_retry(&loop->unsaved, loop->session.store);
	for (size_t i = 0; i < effects->count; i++)
		if (loop_carry[effects->at[i].kind])
			loop_carry[effects->at[i].kind](loop, &effects->at[i]);
}

static void loop_record_events(struct loop *loop, const struct bp_effect *effect,
	bool opens, struct bp_effects *effects)
{
	struct bp_error err = {0};

	/* A kiosk saves first: its terminal may have stopped reading. */
	if (effect->as.record.quiet && !opens && !loop->front.policy.closed)
		loop->front.kind->show(&loop->front, loop->app, true);
	bool ok = loop_record(loop, effect, &err);
	if (!ok && loop->options.failed)
		loop->options.failed(loop->options.context, &err);
	bp_app_recorded(loop->app, ok, &err, bp_session_now(), effects);
}

static void loop_open_module(
	struct loop *loop, const struct bp_effect *effect, struct bp_effects *effects)
{
	struct bp_error err = {0};
	const struct bp_course *course = effect->as.open.course;
	const struct bp_module *module = effect->as.open.module;
	struct bp_document *document = module->fault
		? bp_prose_open(course, module, &err)
		: bp_loop_document(loop, course, module, &err);

	loop->opened = true;
	bp_app_opened(loop->app, document, &err, bp_session_now(), effects);
}

void bp_loop_carry_out(struct loop *loop, struct bp_effects *effects)
{
	loop_mend_if_damaged(loop); /* reading for the last key may have met damage */
	for (;;) {
		loop_carry_out_at_once(loop, effects);
		const struct bp_effect *events =
			bp_effects_find(effects, BP_EFFECT_RECORD);
		const struct bp_effect *module = bp_effects_find(effects, BP_EFFECT_OPEN);
		if (events)
			loop_record_events(loop, events, module != NULL, effects);
		else if (module)
			loop_open_module(loop, module, effects);
		else
			return;
	}
}
