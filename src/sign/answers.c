/*
 * Whether the answers and minutes of a record can be what they say. Its chain shows that
 * nobody changed an event afterwards; this shows that none was written which the player
 * never writes. What was answered when a question read otherwise cannot be checked, and is
 * taken as it was recorded.
 */
#include "sign.h"
#include <berpijar/answer.h>
#include <berpijar/document.h>
#include <berpijar/exam.h>
#include <berpijar/lang.h>
#include <string.h>

#define ANSWERS_LEAST    1e-6            /* grades that differ by less are the same */
#define ANSWERS_SLACK_MS (5 * 60 * 1000) /* of the clock */

struct answers {
	const struct bp_course *course;
	struct bp_arena *arena;
	struct bp_document **documents; /* of the modules; NULL: it cannot be read */
	struct bp_error *err;
	bool wrong;
};

static const struct bp_question *answers_question(
	const struct bp_quiz *quiz, const struct bp_event *event, uint64_t hash)
{
	const struct bp_question *question = bp_quiz_find(quiz, event->question);

	return question && question->content_hash == hash ? question : NULL;
}

/* ---- grades ---- */

/* Later tries are worth less, so a grade may be lower than the response is worth. */
static void answers_take(void *context, const struct bp_event *event)
{
	struct answers *answers = context;
	const struct bp_module *module = event->verb == BP_ANSWERED && event->grade > 0 &&
			bp_str_is(event->course, answers->course->id)
		? bp_course_find(answers->course, event->module)
		: NULL;
	const struct bp_document *document = module
		? answers->documents[bp_module_index(answers->course, module)]
		: NULL;

	if (!document || answers->wrong)
		return;
	struct bp_answer_said said = bp_answer_said(event->body, answers->arena);
	const struct bp_question *question =
		answers_question(&document->quiz, event, said.hash);
	if (!question)
		return;
	struct bp_response response = bp_response_read(question, said.response);
	if (event->grade <=
		bp_grade_response(question, &response).fraction + ANSWERS_LEAST)
		return;
	answers->wrong = true;
	bp_fail(answers->err, BP_ERROR_INPUT,
		_("jawaban soal \"%.*s\" di modul \"%s\" tercatat lebih tinggi daripada nilainya"),
		(int)question->id.len, question->id.at, module->id);
}

/* ---- what modules were finished with ---- */

static bool answers_any(const struct bp_session *session, const struct bp_course *course,
	const struct bp_module *module, const struct bp_quiz *quiz)
{
	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question_record *record =
			bp_progress_question(session->progress, bp_str(course->id),
				bp_str(module->id), quiz->questions[i].id);
		if (record && record->answered)
			return true;
	}
	return bp_quiz_asked(quiz) == 0;
}

/* The mean of what was graded when it was handed in; ungraded ones can only lower it. */
static bool answers_attempt_holds(const struct bp_attempt *attempt)
{
	double sum = 0;
	size_t graded = 0;

	for (size_t i = 0; i < attempt->count; i++)
		if (attempt->given[i].recorded >= 0) {
			sum += attempt->given[i].recorded;
			graded++;
		}
	return !attempt->ended || attempt->handed_in <= ANSWERS_LEAST ||
		(graded && attempt->handed_in <= sum / (double)graded + ANSWERS_LEAST);
}

static bool answers_exam_holds(const struct answers *answers,
	const struct bp_session *session, const struct bp_module *module)
{
	const struct bp_attempts *attempts = bp_progress_attempts(session->progress);
	struct bp_str course = bp_str(answers->course->id);
	size_t count = bp_attempts_list(attempts, course, bp_str(module->id), NULL, 0);
	const struct bp_attempt **list =
		bp_arena_alloc(answers->arena, count + 1, sizeof *list);
	bool ended = false;

	bp_attempts_list(attempts, course, bp_str(module->id), list, count);
	for (size_t i = 0; i < count; i++) {
		if (!answers_attempt_holds(list[i]))
			return false;
		ended = ended || list[i]->ended;
	}
	return ended;
}

static bool answers_module_holds(const struct answers *answers,
	const struct bp_session *session, const struct bp_module *module)
{
	const struct bp_document *document =
		answers->documents[bp_module_index(answers->course, module)];
	const struct bp_module_record *record = bp_progress_module(
		session->progress, bp_str(answers->course->id), bp_str(module->id));
	bool same = record && record->done &&
		bp_str_is(record->version, answers->course->version);

	if (!same || !document ||
		(module->kind == BP_EXAM ? answers_exam_holds(answers, session, module)
					 : answers_any(session, answers->course, module,
						   &document->quiz)))
		return true;
	return bp_fail(answers->err, BP_ERROR_INPUT,
		_("modul \"%s\" tercatat selesai, tetapi tidak oleh jawabannya"),
		module->id);
}

/* ---- time ---- */

static bool answers_took_time(const struct bp_session *session,
	const struct bp_proof *proof, struct bp_error *err)
{
	int64_t minutes = proof->minutes - proof->minutes_brought,
		passed = bp_progress_last_at(session->progress) - proof->first_at;

	return minutes * 60000 <= passed + ANSWERS_SLACK_MS ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%lld menit belajar tercatat, lebih lama daripada waktu sejak kursus dimulai"),
			(long long)minutes);
}

/* ---- all of it ---- */

static void answers_read(struct answers *answers)
{
	const struct bp_course *course = answers->course;

	answers->documents = bp_arena_alloc(
		answers->arena, course->module_count + 1, sizeof *answers->documents);
	for (size_t i = 0; i < course->module_count; i++)
		answers->documents[i] =
			bp_document_open(course, &course->modules[i], NULL, NULL);
}

static bool answers_check(struct answers *answers, const struct bp_session *session)
{
	const struct bp_course *course = answers->course;

	if (!bp_store_replay_here(session->store, answers_take, answers, answers->err) ||
		answers->wrong)
		return false;
	for (size_t i = 0; i < course->module_count; i++)
		if (!answers_module_holds(answers, session, &course->modules[i]))
			return false;
	return true;
}

bool answers_hold(const struct bp_session *session, const struct bp_course *course,
	const struct bp_proof *proof, struct bp_error *err)
{
	struct answers answers = {.course = course, .arena = bp_arena_new(), .err = err};

	answers_read(&answers);
	bool ok = answers_check(&answers, session) &&
		answers_took_time(session, proof, err);
	for (size_t i = 0; i < course->module_count; i++)
		bp_document_free(answers.documents[i]);
	bp_arena_free(answers.arena);
	return ok;
}
