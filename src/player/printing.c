/*
 * Hands a proof to the printer at the learner's own terminal, in a room without any other way
 * to paper. What is printed is the text of the proof as it would be saved, and nothing else:
 * no lesson, no note and no file has a way here.
 */
#include "printing.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/proofs.h>

static bool printing_text(struct loop *loop, const struct bp_course *course,
	struct bp_buf *text, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof proof;
	struct bp_proof_rows rows;
	bool ok = bp_proof_as_kept(&loop->session, course, arena, &proof, &rows, err) &&
		bp_proof_write(&loop->session, &proof, BP_PROOF_TEXT, false, text, err);

	bp_arena_free(arena);
	return ok;
}

void bp_printing_proof(struct loop *loop, const struct bp_effect *effect)
{
	struct bp_buf text = {0};
	struct bp_error err = {0};
	bool ok = loop->session.config->printer && loop->front.kind->print &&
		printing_text(loop, effect->as.printed, &text, &err);

	if (ok)
		loop->front.kind->print(&loop->front, bp_buf_str(&text));
	bp_app_say(loop->app, ok ? BP_COLOR_GOOD : BP_COLOR_BAD,
		ok ? _("Bukti dikirim ke printer terminal Anda.") : err.message);
	bp_buf_release(&text);
}
