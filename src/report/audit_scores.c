/* Grades, scores and JP that were recorded, beside what the answers are worth. */
#include "audit_work.h"
#include <berpijar/answer.h>
#include <berpijar/exam.h>
#include <berpijar/lang.h>
#include <berpijar/regrades.h>
#include <string.h>

#define SCORES_SLACK 0.005 /* half a per cent: older programs rounded */

/* A module's events, while they are looked at. */
struct scores {
	struct audit_record *record;
	struct audit_group group;
	const struct audit_module *module;
	bool regraded; /* its scores may be better than its first grades */
};

static void scores_note(struct scores *scores, enum bp_audit_rule rule,
	const struct bp_event *event, double recorded, double derived)
{
	struct bp_audit *audit = scores->record->audit;

	audit_note(audit, scores->record->person, rule, event,
		bp_arena_printf(audit->arena, _("tercatat %d %%, dari jawabannya %d %%"),
			(int)(recorded * 100 + 0.5), (int)(derived * 100 + 0.5)));
}

/* ---- an answer ---- */

/* The grade of a response to a question, without what earlier tries take off; negative: its
 * key is not the program's to read. */
static double scores_grade(const struct bp_question *question, struct bp_str response)
{
	if (!bp_question_graded(question) || question->type == BP_ESSAY)
		return -1;
	struct bp_response read = bp_response_read(question, response);
	return bp_response_counts(question, &read)
		? bp_grade_response(question, &read).fraction
		: 0;
}

/* In a lesson, by the question as it is now, if it is still the one that was answered. */
static void scores_answer(struct scores *scores, const struct bp_event *event)
{
	const struct bp_document *document = scores->module->document;
	const struct bp_question *question =
		document ? bp_quiz_find(&document->quiz, event->question) : NULL;

	if (!question || event->grade < 0)
		return;
	struct bp_answer_said said = bp_answer_said(event->body, scores->record->arena);
	if (said.hash != question->content_hash)
		return;
	double grade = scores_grade(question, said.response);
	if (grade >= 0 && event->grade > grade + SCORES_SLACK)
		scores_note(scores, BP_AUDIT_ANSWER, event, event->grade, grade);
}

/* ---- a lesson ---- */

/* The best grade of the answers to a question before an event; an empty id: to any. */
static double scores_best(
	const struct scores *scores, size_t before, struct bp_str question)
{
	double best = -1;

	for (size_t i = 0; i < before; i++) {
		const struct bp_event *event = scores->group.at[i];
		if (event->verb == BP_ANSWERED && event->grade > best &&
			(!question.len || bp_str_equal(event->question, question)))
			best = event->grade;
	}
	return best;
}

/* Whether the questions of the lesson are the ones that were answered, and none of them can
 * be passed over. */
static bool scores_is_known(const struct scores *scores, size_t before)
{
	const struct bp_document *document = scores->module->document;
	struct bp_arena *arena = scores->record->arena;
	bool known = document != NULL;

	for (size_t i = 0; known && i < document->quiz.count; i++)
		known = document->quiz.questions[i].type != BP_FORK;
	for (size_t i = 0; known && i < before; i++) {
		const struct bp_event *event = scores->group.at[i];
		if (event->verb != BP_ANSWERED)
			continue;
		const struct bp_question *question =
			bp_quiz_find(&document->quiz, event->question);
		known = question &&
			bp_answer_said(event->body, arena).hash == question->content_hash;
	}
	return known;
}

/* The most that the answers before an event can come to: the mean of the best grades, or if
 * the lesson is another one now, the best of all. */
static double scores_bearable(const struct scores *scores, size_t before)
{
	double best = scores_best(scores, before, (struct bp_str){0}), sum = 0;
	const struct bp_quiz *quiz;
	size_t graded = 0;

	if (best < 0 || !scores_is_known(scores, before))
		return best;
	quiz = &scores->module->document->quiz;
	for (size_t i = 0; i < quiz->count; i++) {
		if (!bp_question_graded(&quiz->questions[i]))
			continue;
		double grade = scores_best(scores, before, quiz->questions[i].id);
		sum += grade > 0 ? grade : 0;
		graded++;
	}
	return graded ? sum / (double)graded : best;
}

static bool scores_has_attempts(const struct scores *scores)
{
	bool has = false;

	for (size_t i = 0; i < scores->group.count; i++)
		has |= scores->group.at[i]->verb == BP_ATTEMPTED;
	return has;
}

/* Of all completions the best one counts. */
static void scores_completion(struct scores *scores)
{
	const struct bp_event *top = NULL;
	size_t at = 0;

	for (size_t i = 0; i < scores->group.count; i++) {
		const struct bp_event *event = scores->group.at[i];
		if (event->verb != BP_COMPLETED || event->grade < 0 ||
			(top && event->grade <= top->grade))
			continue;
		top = event;
		at = i;
	}
	if (!top || scores->regraded)
		return;
	double bearable = scores_bearable(scores, at);
	if (top->grade > bearable + SCORES_SLACK)
		scores_note(scores, BP_AUDIT_SCORE, top, top->grade,
			bearable > 0 ? bearable : 0);
}

/* The first completion counts, by the module as it was planned in the version of then. */
static void scores_jp(struct scores *scores)
{
	const struct bp_event *first = scores->group.at[0];
	const struct audit_module *module = scores->module;
	struct bp_audit *audit = scores->record->audit;
	const struct bp_module_record *record = bp_progress_module(
		scores->record->progress, first->course, first->module);

	if (!record || !record->done || !module->module ||
		!bp_str_is(record->version, module->of->version) ||
		record->jp_halves <= module->module->jp_halves)
		return;
	for (size_t i = 0; i < scores->group.count; i++)
		if (scores->group.at[i]->verb == BP_COMPLETED &&
			scores->group.at[i]->at == record->done_at)
			first = scores->group.at[i];
	char recorded[BP_JP_ROOM], planned[BP_JP_ROOM], point = bp_decimal_point();
	audit_note(audit, scores->record->person, BP_AUDIT_JP, first,
		bp_arena_printf(audit->arena, _("tercatat %s JP, rencana %s JP"),
			bp_jp_write(record->jp_halves, point, recorded),
			bp_jp_write(module->module->jp_halves, point, planned)));
}

/* ---- an exam ---- */

static const struct bp_event *scores_event(
	const struct scores *scores, const uint8_t id[16])
{
	for (size_t i = 0; i < scores->group.count; i++)
		if (memcmp(scores->group.at[i]->id, id, 16) == 0)
			return scores->group.at[i];
	return NULL;
}

/* An attempt by the questions as they were drawn, each answer graded anew. False: not all of
 * them were kept. */
static bool scores_attempt_anew(const struct scores *scores,
	const struct bp_attempt *attempt, const struct bp_event *begun, double *score)
{
	struct bp_arena *arena = scores->record->arena;
	const struct bp_question **drawn =
		bp_arena_alloc(arena, attempt->count + 1, sizeof *drawn);
	struct bp_attempt anew = *attempt;
	bool all = true;

	bp_attempt_read_drawn(attempt, begun->body, arena, drawn);
	anew.given = bp_arena_alloc(arena, attempt->count + 1, sizeof *anew.given);
	for (size_t i = 0; i < attempt->count; i++) {
		struct bp_given *one = &anew.given[i];
		*one = attempt->given[i];
		one->dropped = false;
		one->grade = one->recorded;
		all = all && drawn[i];
		if (!all || !one->response.len || one->hash != drawn[i]->content_hash)
			continue;
		double grade = scores_grade(drawn[i], one->response);
		const struct bp_event *by = scores_event(scores, one->by);
		if (grade >= 0 && one->recorded > grade + SCORES_SLACK && by)
			scores_note((struct scores *)scores, BP_AUDIT_ANSWER, by,
				one->recorded, grade);
	}
	*score = all ? bp_attempt_score(&anew, drawn) : -1;
	return all;
}

static void scores_exam(struct scores *scores)
{
	const struct bp_attempts *attempts =
		bp_progress_attempts(scores->record->progress);
	struct bp_str course = scores->group.at[0]->course,
		      module = scores->group.at[0]->module;
	size_t count = bp_attempts_list(attempts, course, module, NULL, 0);
	const struct bp_attempt **list =
		bp_arena_alloc(scores->record->arena, count + 1, sizeof *list);
	double score;

	bp_attempts_list(attempts, course, module, list, count);
	for (size_t i = 0; i < count; i++) {
		const struct bp_event *begun = scores_event(scores, list[i]->id);
		if (!list[i]->ended || !begun ||
			!scores_attempt_anew(scores, list[i], begun, &score))
			continue;
		if (list[i]->handed_in > score + SCORES_SLACK)
			scores_note(
				scores, BP_AUDIT_EXAM, begun, list[i]->handed_in, score);
	}
	double best = bp_attempts_best(attempts, course, module);
	for (size_t i = 0; count && i < scores->group.count; i++) {
		const struct bp_event *event = scores->group.at[i];
		if (event->verb == BP_COMPLETED && !scores->regraded &&
			event->grade > best + SCORES_SLACK)
			scores_note(scores, BP_AUDIT_SCORE, event, event->grade,
				best > 0 ? best : 0);
	}
}

/* ---- all ---- */

static void scores_group(struct audit_record *record, struct audit_group group)
{
	struct scores scores = {
		record, group, audit_module(record->audit, group.at[0]), false};

	for (size_t i = 0; i < group.count; i++)
		scores.regraded |= group.at[i]->verb == BP_SCORED;
	scores_jp(&scores);
	if (scores_has_attempts(&scores)) {
		scores_exam(&scores);
		return;
	}
	scores_completion(&scores);
	for (size_t i = 0; i < group.count; i++)
		if (group.at[i]->verb == BP_ANSWERED)
			scores_answer(&scores, group.at[i]);
}

void audit_scores(struct audit_record *record)
{
	for (size_t i = 0; i < record->count;) {
		struct audit_group group = audit_group(record, i);
		if (group.at[0]->module.len)
			scores_group(record, group);
		i += group.count;
	}
}
