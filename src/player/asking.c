/* Asks a server's signer for proofs, and what became of that (signing.h). */
#include "asking.h"
#include <berpijar/learner.h>
#include <berpijar/signing.h>

bool bp_asking_is_on(const struct loop *loop)
{
	return loop->own.closed && loop->own.about.copies &&
		bp_signing_offered(loop->session.folder.at);
}

void bp_asking_look(void *context, const struct bp_course *course, struct bp_arena *arena,
	struct bp_signing *signing)
{
	const struct loop *loop = context;

	bp_signing_look(loop->own.about.copies, course->id, arena, signing);
}

void bp_asking_proof(struct loop *loop, const struct bp_effect *effect)
{
	const struct bp_course *course = effect->as.proof.course;
	struct bp_error err = {0};
	struct bp_signing_request request = {
		.learner = loop->session.learner.at,
		.course = course->id,
		.version = course->version,
		.form = effect->as.proof.form,
		.person = effect->as.proof.person,
		.at = bp_session_now(),
	};
	bool ok = bp_course_hash(course, &request.content, &err) &&
		bp_signing_ask(loop->own.about.copies, &request, &err) &&
		(!effect->as.proof.keep_person ||
			bp_person_save(
				loop->session.store, &effect->as.proof.person, &err));

	if (ok)
		bp_app_proof_asked(loop->app);
	else
		bp_app_say(loop->app, BP_COLOR_BAD, err.message);
}
