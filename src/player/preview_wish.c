/* What an author wishes of a preview; most of it makes the app anew. */
#include "loop.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/term.h>
#include <string.h>

static void preview_forget(struct loop *loop)
{
	struct preview_log *log = &loop->preview->log;

	bp_arena_free(log->arena);
	*log = (struct preview_log){.arena = bp_arena_new()};
	bp_unsaved_release(&loop->unsaved);
	bp_progress_free(loop->session.progress);
	loop->session.progress = bp_progress_new();
}

static void preview_be_new(struct loop *loop, unsigned fails)
{
	struct bp_effects effects;

	preview_forget(loop);
	bp_preview_renew(loop);
	if (!fails)
		return;
	bp_app_fail(loop->app, fails, bp_session_now(), &effects);
	bp_loop_carry_out(loop, &effects);
	bp_preview_renew(loop);
}

static void preview_change_look(struct loop *loop)
{
	struct front *front = &loop->front;
	struct bp_error err = {0};
	bool plain = front->kind == &bp_front_plain;

	front->kind->close(front);
	*front = plain
		? (struct front){.kind = &bp_front_screen}
		: (struct front){.kind = &bp_front_plain, .why = N_("pilihan Anda")};
	if (!front->kind->open(front, &loop->options.config, &err)) {
		*front = (struct front){
			.kind = &bp_front_plain, .why = N_("terminal ini (TERM)")};
		front->kind->open(front, &loop->options.config, &err);
	}
	front->kind->also(front, bp_follow_fd(loop->preview->follow));
	bp_preview_renew(loop);
}

static void preview_cut(struct loop *loop)
{
	static const int sizes[][2] = {{0, 0}, {24, 80}, {12, 40}};
	struct front *front = &loop->front;
	size_t next = front->most_rows == 24 ? 2 : front->most_rows ? 0 : 1;

	front->most_rows = sizes[next][0];
	front->most_columns = sizes[next][1];
	bp_app_say(loop->app, BP_COLOR_ACCENT,
		next == 0           ? _("Jendela utuh.")
			: next == 1 ? _("Jendela 80x24, sejauh terminal ini cukup besar.")
				    : _("Jendela 40x12."));
}

static void preview_change_language(struct loop *loop)
{
	bp_lang_set(strcmp(bp_lang(), "en") == 0 ? "id" : "en");
	bp_preview_renew(loop);
}

static void preview_adopt(struct loop *loop)
{
	struct bp_buf place = {0};
	struct bp_error err = {0};

	if (bp_preview_copy(loop, &place, &err)) {
		bp_buf_release(&loop->adopted);
		loop->adopted = place;
		loop->quit = true;
	} else {
		bp_app_say(loop->app, BP_COLOR_BAD, err.message);
		bp_buf_release(&place);
	}
}

static void preview_hurry(struct loop *loop)
{
	struct bp_effects effects;

	bp_session_advance(loop->preview->hurry);
	bp_app_key(loop->app, BP_KEY_TICK, bp_session_now(), &effects);
	bp_loop_carry_out(loop, &effects);
}

void bp_preview_grant(struct loop *loop)
{
	struct preview *preview = loop->preview;

	preview->wished = false;
	bp_preview_note_stand(loop);
	switch (preview->wish) {
	case BP_PREVIEW_RELOAD: bp_preview_reload(loop, true); break;
	case BP_PREVIEW_LOOK: preview_change_look(loop); break;
	case BP_PREVIEW_NEW: preview_be_new(loop, 0); break;
	case BP_PREVIEW_FAILED: preview_be_new(loop, 2); break;
	case BP_PREVIEW_LANG: preview_change_language(loop); break;
	case BP_PREVIEW_ADOPT: preview_adopt(loop); break;
	case BP_PREVIEW_CUT: preview_cut(loop); break;
	case BP_PREVIEW_HURRY: preview_hurry(loop); break;
	default: break;
	}
	preview->stands = false;
}
