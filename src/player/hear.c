/* What those who run a server say is looked for at each key of somebody, never without one, so
 * that a session at which nobody is costs nothing. */
#include "hear.h"
#include <berpijar/control.h>
#include <berpijar/learners.h>

static bool hear_is_key(uint32_t key)
{
	return key != BP_KEY_TICK && key != BP_KEY_RESIZE && key != BP_KEY_HANGUP;
}

uint32_t bp_hear_key(struct loop *loop, uint32_t key)
{
	struct bp_control *control = loop->options.control;

	if (!control || !hear_is_key(key))
		return key;
	bp_control_look(control, bp_session_now());
	if (!bp_control_ends(control, bp_session_now()) || bp_app_is_examined(loop->app))
		return key;
	loop->front.shut = true;
	return BP_KEY_HANGUP;
}

/* Where more keys wait, nothing is drawn before they are dealt with, and the next one would
 * take away what was said. */
static void hear_tell(struct loop *loop, uint32_t key)
{
	struct bp_control *control = loop->options.control;
	struct bp_buf words = {0};

	if (!control || !hear_is_key(key) || loop->quit ||
		!bp_control_has_news(control) || loop->front.kind->pending(&loop->front))
		return;
	if (bp_control_news(control, bp_session_now(), &words))
		bp_app_announce(loop->app, words.at);
	bp_buf_release(&words);
}

void bp_hear_carry_out(struct loop *loop, uint32_t key, struct bp_effects *effects)
{
	bp_loop_carry_out(loop, effects);
	hear_tell(loop, key);
}

bool bp_hear_gate(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_buf *why)
{
	const struct loop *loop = context;
	struct bp_buf group = {0};

	if (loop->session.store)
		bp_store_load_setting(loop->session.store, BP_PROFILE_CLASS, &group);
	bool may = bp_control_may_begin(loop->options.control, bp_buf_str(&group),
		course->id, module->id, bp_session_now(), why);
	bp_buf_release(&group);
	return may;
}
