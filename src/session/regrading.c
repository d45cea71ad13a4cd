/* Grades a question anew in the record of a learner. */
#include <berpijar/proofs.h>
#include <berpijar/regrading.h>
#include <string.h>

/* A record while it is looked through. */
struct regrading {
	struct bp_regrade_rule *rule;
	struct bp_store *store;
	struct bp_progress *progress;
	struct bp_event *answers; /* to the question, their bodies in the rule's arena */
	size_t count, room;
};

static void regrading_take(void *context, const struct bp_event *event)
{
	struct regrading *work = context;
	const struct bp_regrade_rule *rule = work->rule;

	bp_progress_apply(work->progress, event);
	if (event->verb != BP_ANSWERED || !bp_str_equal(event->question, rule->id) ||
		!bp_str_is(event->module, rule->module->id) ||
		!bp_str_is(event->course, rule->course->id))
		return;
	struct bp_event *answer =
		BP_PUSH(rule->arena, work->answers, work->count, work->room);
	*answer = *event;
	answer->course = bp_str(rule->course->id);
	answer->module = bp_str(rule->module->id);
	answer->question = rule->id;
	answer->body = bp_arena_str(rule->arena, event->body);
}

static bool regrading_body(void *context, const uint8_t id[16], struct bp_buf *out)
{
	return bp_store_load_body(context, id, out);
}

/* Whether the course is finished, before it is graded anew, and the number that its proof
 * has: none if the name is not kept, since then nobody knows whose name was printed. */
static bool regrading_proof(struct regrading *work, const char *folder,
	const char *learner, struct bp_str *number)
{
	struct bp_session session = {.store = work->store, .progress = work->progress};
	struct bp_proof_rows rows;
	struct bp_proof proof;

	bp_buf_add_cstr(&session.folder, folder);
	bp_buf_add_cstr(&session.learner, learner);
	bool proved = bp_proof_as_kept(
		&session, work->rule->course, work->rule->arena, &proof, &rows, NULL);
	if (proved && proof.name[0])
		*number = bp_arena_str(work->rule->arena, bp_str(proof.number));
	bp_buf_release(&session.folder);
	bp_buf_release(&session.learner);
	return proved;
}

static struct bp_event regrading_event(
	const struct bp_regrade *regrade, enum bp_verb verb, int64_t at)
{
	return (struct bp_event){
		.at = at,
		.verb = verb,
		.course = regrade->course,
		.module = regrade->module,
		.grade = -1,
		.seconds = -1,
	};
}

/* The regrade, and the completion and the pass that follow from it. */
static bool regrading_append(
	struct regrading *work, const struct bp_regrade_plan *plan, struct bp_error *err)
{
	const struct bp_regrade *regrade = &plan->regrade;
	struct bp_buf body = {0}, end = {0};
	struct bp_event events[3];
	size_t count = 1;

	bp_regrade_write(regrade, &body);
	bp_regrade_write_end(work->rule->course->version, &end);
	events[0] = regrading_event(regrade, BP_SCORED, regrade->at);
	events[0].question = regrade->question;
	events[0].body = bp_buf_str(&body);
	for (int i = 0; i < plan->completes + plan->passes; i++, count++) {
		events[count] =
			regrading_event(regrade, i ? BP_PASSED : BP_COMPLETED, plan->at);
		events[count].grade = plan->score;
		events[count].body = bp_buf_str(&end);
	}
	events[1].jp_halves = work->rule->module->jp_halves;
	bool ok = bp_store_append(work->store, events, count, err);
	bp_buf_release(&body);
	bp_buf_release(&end);
	return ok;
}

static bool regrading_do(struct bp_regrade_rule *rule, const char *folder,
	const char *learner, enum bp_store_mode mode, struct bp_regrade_plan *plan,
	struct bp_error *err)
{
	struct regrading work = {.rule = rule, .progress = bp_progress_new()};
	struct bp_str number = {0};
	bool proved = false;
	bool ok = bp_store_open(&work.store, folder, learner, mode, err) &&
		bp_store_replay(work.store, 0, regrading_take, &work, err);

	if (ok && mode == BP_STORE_WRITE)
		proved = regrading_proof(&work, folder, learner, &number);
	if (ok)
		bp_regrade_make(rule, work.progress, work.answers, work.count,
			regrading_body, work.store, plan);
	plan->regrade.at = bp_session_now();
	plan->regrade.proved = proved;
	plan->regrade.proof = number;
	if (ok && mode == BP_STORE_WRITE && bp_regrade_changes(plan))
		ok = regrading_append(&work, plan, err);
	bp_store_close(work.store);
	bp_progress_free(work.progress);
	return ok;
}

bool bp_regrading_plan(struct bp_regrade_rule *rule, const char *store,
	const char *learner, struct bp_regrade_plan *plan, struct bp_error *err)
{
	return regrading_do(rule, store, learner, BP_STORE_READ, plan, err);
}

bool bp_regrading_record(struct bp_regrade_rule *rule, const char *store,
	const char *learner, struct bp_regrade_plan *plan, struct bp_error *err)
{
	return regrading_do(rule, store, learner, BP_STORE_WRITE, plan, err);
}
