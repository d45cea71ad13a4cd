/* What the answers to a question whose key proved wrong come to. */
#include "fold.h"
#include "regrade_version.h"
#include <berpijar/grade.h>
#include <berpijar/regrade.h>
#include <berpijar/score.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define REGRADE_LEAST 1e-9 /* grades that differ by less are the same */

/* The planning for one learner. */
struct regrade_work {
	struct bp_regrade_rule *rule;
	const struct bp_progress *progress;
	struct bp_regrade_plan *plan;
	struct bp_rescored *answers, *attempts;
	size_t answer_room, attempt_room;
	unsigned tries; /* at the question of a lesson, before the next answer */
};

/* What is read of an answer's body. */
struct regrade_said {
	uint64_t hash;
	struct bp_str response;
	bool review, settled, in_attempt;
	uint8_t attempt[16];
};

/* ---- versions ---- */

void bp_regrade_know(struct bp_regrade_rule *rule, const struct bp_question *version)
{
	for (size_t i = 0; i < rule->known_count; i++)
		if (rule->known[i]->content_hash == version->content_hash)
			return;
	*BP_PUSH(rule->arena, rule->known, rule->known_count, rule->known_room) = version;
}

/* The version that was answered; NULL: it is not known. */
static const struct bp_question *regrade_version(
	struct bp_regrade_rule *rule, uint64_t hash)
{
	for (size_t i = 0; i < rule->known_count; i++)
		if (rule->known[i]->content_hash == hash)
			return rule->known[i];
	const struct bp_question *found =
		version_with_key(rule->arena, rule->question, hash);
	if (found)
		bp_regrade_know(rule, found);
	return found;
}

static bool regrade_is_meant(const struct bp_regrade_rule *rule, uint64_t hash)
{
	if (rule->hash && rule->hash != hash)
		return false;
	return rule->drop || (rule->question && hash != rule->question->content_hash);
}

/* Counts an answer with its version. */
static struct bp_regrade_version *regrade_count(
	struct bp_regrade_rule *rule, const struct regrade_said *said)
{
	struct bp_regrade_version *version = rule->versions;

	for (size_t i = 0; i < rule->version_count; i++, version++)
		if (version->hash == said->hash)
			break;
	if (!version || version == rule->versions + rule->version_count) {
		version = BP_PUSH(rule->arena, rule->versions, rule->version_count,
			rule->version_room);
		*version = (struct bp_regrade_version){.hash = said->hash};
	}
	version->answers += !said->settled;
	return version;
}

/* Grades a response to a version by the key of now; false: that cannot be done. */
static bool regrade_response(struct bp_regrade_rule *rule, uint64_t hash,
	struct bp_str text, struct bp_response *response, double *grade)
{
	if (!version_move(regrade_version(rule, hash), rule->question, text, response))
		return false;
	*grade = bp_grade_response(rule->question, response).fraction;
	return true;
}

/* ---- answers ---- */

uint64_t bp_answer_hash(struct bp_str body)
{
	json_t *object = body_read(body);
	uint64_t hash = body_hash(object, "hash");

	json_decref(object);
	return hash;
}

static struct regrade_said regrade_read(
	struct bp_arena *arena, const struct bp_event *answer)
{
	json_t *object = body_read(answer->body);
	struct regrade_said said = {
		.hash = body_hash(object, "hash"),
		.response = bp_arena_str(arena, body_text(object, "response")),
		.review = body_is_true(object, "review"),
		.settled = body_is_true(object, "graded"),
	};

	said.in_attempt = body_id(object, "attempt", said.attempt);
	json_decref(object);
	return said;
}

static void regrade_add_answer(struct regrade_work *work, const struct bp_event *answer,
	struct bp_rescored was, double grade, bool settled)
{
	struct bp_regrade_plan *plan = work->plan;
	struct bp_rescored *made = BP_PUSH(work->rule->arena, work->answers,
		plan->regrade.answer_count, work->answer_room);

	*made = (struct bp_rescored){.grade = grade};
	memcpy(made->id, answer->id, sizeof made->id);
	plan->dropped += work->rule->drop && !settled;
	if (work->rule->drop)
		return;
	double before = was.dropped ? answer->grade : was.grade;
	plan->raised += grade > before;
	plan->lowered += grade < before;
}

/* What an answer is graded now; false: it stays as it is. */
static bool regrade_grade(struct regrade_work *work, const struct bp_event *answer,
	const struct regrade_said *said, double *grade)
{
	const struct bp_regrade_rule *rule = work->rule;
	struct bp_regrade_version *version = regrade_count(work->rule, said);
	struct bp_response response;

	*grade = -1;
	if (rule->drop ||
		answer->grade < 0) /* it was asked in an exam, and graded later */
		return true;
	if (!regrade_response(work->rule, said->hash, said->response, &response, grade)) {
		work->plan->unclear++;
		version->unclear++;
		return false;
	}
	if (!said->in_attempt && !said->review && rule->module->kind == BP_LESSON)
		*grade = bp_score_penalised(rule->module, *grade, work->tries);
	return true;
}

static void regrade_answer(struct regrade_work *work, const struct bp_event *answer)
{
	struct regrade_said said = regrade_read(work->rule->arena, answer);
	const struct bp_attempt *attempt = said.in_attempt
		? bp_attempts_find(bp_progress_attempts(work->progress), said.attempt)
		: NULL;
	struct bp_rescored was =
		bp_regrades_answer(bp_progress_regrades(work->progress), answer);
	double grade;

	if ((said.in_attempt && (!attempt || !attempt->ended)) ||
		!regrade_is_meant(work->rule, said.hash))
		return;
	work->plan->answers += !said.settled;
	if (regrade_grade(work, answer, &said, &grade) &&
		(was.dropped != work->rule->drop ||
			fabs(was.grade - grade) > REGRADE_LEAST))
		regrade_add_answer(work, answer, was, grade, said.settled);
	work->tries += !said.in_attempt && !said.review;
}

/* ---- attempts ---- */

/* The questions of an attempt as they were drawn or, where that was not kept, are now. */
static const struct bp_question **regrade_drawn(
	struct regrade_work *work, const struct bp_attempt *attempt, struct bp_str body)
{
	const struct bp_question **drawn =
		bp_arena_alloc(work->rule->arena, attempt->count + 1, sizeof *drawn);

	bp_attempt_read_drawn(attempt, body, work->rule->arena, drawn);
	for (size_t i = 0; i < attempt->count; i++) {
		bool ours = bp_str_equal(attempt->given[i].question, work->rule->id);
		if (drawn[i] && ours)
			bp_regrade_know(work->rule, drawn[i]);
		if (!drawn[i])
			drawn[i] = bp_quiz_find(
				work->rule->quiz, attempt->given[i].question);
	}
	return drawn;
}

/* Puts what the question comes to into a copy of the attempt; false: it stays as it is. */
static bool regrade_given(struct regrade_work *work, struct bp_given *given,
	const struct bp_question **drawn)
{
	struct bp_regrade_rule *rule = work->rule;
	uint64_t hash = given->response.len ? given->hash
		: *drawn                    ? (*drawn)->content_hash
					    : 0;
	struct bp_response response;
	struct bp_buf text = {0};

	if (!regrade_is_meant(rule, hash))
		return false;
	given->dropped = rule->drop;
	if (rule->drop)
		return true;
	if (given->response.len && given->recorded >= 0) {
		if (!regrade_response(
			    rule, hash, given->response, &response, &given->grade))
			return false;
		bp_response_write(rule->question, &response, &text);
		given->response = bp_arena_str(rule->arena, bp_buf_str(&text));
		bp_buf_release(&text);
	}
	*drawn = rule->question;
	return true;
}

static void regrade_add_attempt(struct regrade_work *work,
	const struct bp_attempt *attempt, double score, bool redrawn)
{
	struct bp_regrade_plan *plan = work->plan;
	double after = score > attempt->score ? score : attempt->score;
	bool passes = bp_score_passes(
		after, bp_module_pass(work->rule->course, work->rule->module));
	bool better = after > attempt->score + REGRADE_LEAST;

	if (!better && !redrawn)
		return;
	struct bp_rescored *made = BP_PUSH(work->rule->arena, work->attempts,
		plan->regrade.attempt_count, work->attempt_room);
	*made = (struct bp_rescored){
		.grade = after, .passed = attempt->passed || (better && passes)};
	memcpy(made->id, attempt->id, sizeof made->id);
	if (!better)
		return;
	struct bp_regrade_attempt *told = BP_PUSH(work->rule->arena, plan->attempts,
		plan->attempt_count, plan->attempt_room);
	*told = (struct bp_regrade_attempt){
		.ended_at = attempt->ended_at,
		.before = attempt->score,
		.after = after,
		.passes = made->passed && !attempt->passed,
	};
	memcpy(told->id, attempt->id, sizeof told->id);
}

static void regrade_attempt(
	struct regrade_work *work, const struct bp_attempt *attempt, struct bp_str body)
{
	struct bp_attempt copy = *attempt;
	const struct bp_question **drawn = regrade_drawn(work, attempt, body);
	struct bp_given *given =
		bp_arena_alloc(work->rule->arena, attempt->count + 1, sizeof *given);
	bool changed = false, redrawn = false;

	if (!attempt->ended) {
		for (size_t i = 0; i < attempt->count; i++)
			work->plan->running +=
				bp_str_equal(attempt->given[i].question, work->rule->id);
		return;
	}
	for (size_t i = 0; i < attempt->count; i++) {
		given[i] = attempt->given[i];
		if (!bp_str_equal(given[i].question, work->rule->id))
			continue;
		changed = regrade_given(work, &given[i], &drawn[i]);
		redrawn = changed && given[i].dropped != attempt->given[i].dropped;
	}
	copy.given = given;
	if (changed)
		regrade_add_attempt(
			work, attempt, bp_attempt_score(&copy, drawn), redrawn);
}

static void regrade_attempts(struct regrade_work *work,
	bool (*body)(void *context, const uint8_t id[16], struct bp_buf *out),
	void *context)
{
	const struct bp_attempts *attempts = bp_progress_attempts(work->progress);
	struct bp_str course = bp_str(work->rule->course->id),
		      module = bp_str(work->rule->module->id);
	size_t count = bp_attempts_list(attempts, course, module, NULL, 0);
	const struct bp_attempt **list =
		bp_arena_alloc(work->rule->arena, count + 1, sizeof *list);

	bp_attempts_list(attempts, course, module, list, count);
	for (size_t i = 0; i < count; i++) {
		struct bp_buf text = {0};
		body(context, list[i]->id, &text);
		regrade_attempt(work, list[i], bp_buf_str(&text));
		bp_buf_release(&text);
	}
}

/* ---- the module ---- */

/* How a module stands; the score as it is shown. */
struct regrade_standing {
	double score; /* negative: none */
	bool enough;  /* for the module to be done */
};

static struct regrade_standing regrade_stand(
	const struct bp_regrade_rule *rule, const struct bp_progress *progress)
{
	struct bp_str course = bp_str(rule->course->id),
		      module = bp_str(rule->module->id);
	int pass = bp_module_pass(rule->course, rule->module);
	struct regrade_standing standing;

	if (rule->module->kind == BP_EXAM) {
		standing.score =
			bp_attempts_best(bp_progress_attempts(progress), course, module);
		standing.enough =
			standing.score >= 0 && bp_score_passes(standing.score, pass);
		return standing;
	}
	struct bp_score all = bp_score_quiz(
		progress, rule->course, rule->module, rule->quiz, NULL, NULL, 0);
	standing.score = all.answered ? all.mean : -1;
	standing.enough = bp_score_finishes(&all, pass);
	return standing;
}

/* When that was done which counts now: the first attempt that passes by it, or the last
 * that got better; in a lesson, what the learner did last in it. */
static int64_t regrade_done_at(
	const struct bp_regrade_plan *plan, const struct bp_module_record *record)
{
	size_t nth = 0;

	if (!plan->attempt_count)
		return record ? record->last_at : 0;
	while (nth + 1 < plan->attempt_count && !plan->attempts[nth].passes)
		nth++;
	return plan->attempts[nth].ended_at;
}

static void regrade_complete(struct regrade_work *work, struct regrade_standing before,
	struct regrade_standing after)
{
	const struct bp_regrade_rule *rule = work->rule;
	const struct bp_module_record *record = bp_progress_module(
		work->progress, bp_str(rule->course->id), bp_str(rule->module->id));
	struct bp_regrade_plan *plan = work->plan;
	bool done = record && record->done;

	if (record && record->score > before.score)
		before.score = record->score;
	plan->regrade.before = before.score;
	plan->regrade.after =
		after.score > before.score || !done ? after.score : before.score;
	plan->completes = after.enough &&
		(done ? after.score > record->score + REGRADE_LEAST : !before.enough);
	plan->score = after.score;
	plan->at = regrade_done_at(plan, record);
	plan->passes = plan->completes && !(record && record->passed) &&
		bp_module_pass(rule->course, rule->module) >= 0;
}

/* ---- the plan ---- */

bool bp_regrade_changes(const struct bp_regrade_plan *plan)
{
	return plan->regrade.answer_count || plan->regrade.attempt_count;
}

static int regrade_order(const void *left, const void *right)
{
	const struct bp_event *a = left, *b = right;

	return event_order(a->id, a->at, b->id, b->at);
}

/* Adds the plan to the progress as if it were recorded after all else. */
static void regrade_try(struct bp_progress *progress, const struct bp_regrade *regrade)
{
	struct bp_buf body = {0};
	struct bp_event event = {
		.at = regrade->at,
		.verb = BP_SCORED,
		.course = regrade->course,
		.module = regrade->module,
		.question = regrade->question,
		.grade = -1,
		.seconds = -1,
	};

	memset(event.id, 0xff, sizeof event.id);
	event.id[0] = event.id[6] = 0x7f; /* the latest of all ids of version 7 */
	bp_regrade_write(regrade, &body);
	event.body = bp_buf_str(&body);
	bp_progress_apply(progress, &event);
	bp_buf_release(&body);
}

void bp_regrade_make(struct bp_regrade_rule *rule, struct bp_progress *progress,
	struct bp_event *answers, size_t count,
	bool (*body)(void *context, const uint8_t id[16], struct bp_buf *out),
	void *context, struct bp_regrade_plan *plan)
{
	struct regrade_work work = {.rule = rule, .progress = progress, .plan = plan};

	*plan = (struct bp_regrade_plan){
		.regrade = {
			.course = bp_str(rule->course->id),
			.module = bp_str(rule->module->id),
			.question = rule->id,
			.name = rule->question ? rule->question->name : rule->id,
			.title = bp_str(rule->module->title),
			.dropped = rule->drop,
		}};
	regrade_attempts(&work, body, context);
	if (count)
		qsort(answers, count, sizeof *answers, regrade_order);
	for (size_t i = 0; i < count; i++)
		regrade_answer(&work, &answers[i]);
	plan->regrade.answers = work.answers;
	plan->regrade.attempts = work.attempts;
	if (!bp_regrade_changes(plan))
		return;
	struct regrade_standing before = regrade_stand(rule, progress);
	regrade_try(progress, &plan->regrade);
	regrade_complete(&work, before, regrade_stand(rule, progress));
}

void bp_regrade_write_end(const char *version, struct bp_buf *out)
{
	json_t *body = json_object();

	body_set_text(body, "version", bp_str(version));
	json_object_set_new(body, BP_BY_REGRADE, json_true());
	body_write(body, out);
}
