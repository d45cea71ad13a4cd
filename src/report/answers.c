/* Which of a learner's answers count for the figures of the questions, and as what. */
#include "work.h"
#include <berpijar/answer.h>
#include <berpijar/exam.h>
#include <stdlib.h>
#include <string.h>

/* ---- one answer ---- */

struct bp_class_question *class_question(
	const struct bp_class *class, size_t module, struct bp_str id)
{
	const struct bp_class_module *in = &class->modules[module];
	const struct bp_question *found =
		in->document ? bp_quiz_find(&in->document->quiz, id) : NULL;

	if (!found || !bp_question_asks(found))
		return NULL;
	return &class->questions[class->work->numbers[module][found -
		in->document->quiz.questions]];
}

static void answers_add(struct bp_class *class, const struct bp_class_question *question,
	const struct class_answer *answer)
{
	struct class_answers *list = &class->work->answers[question - class->questions];

	*BP_PUSH(class->arena, list->at, list->count, list->room) = *answer;
}

static void answers_sum(struct class_sum *all, double mark)
{
	if (mark < 0)
		return;
	all->sum += mark;
	all->count++;
}

/* ---- lessons ---- */

struct answers_lesson {
	struct bp_class *class;
	size_t learner;
};

static void answers_take_first(void *context, const struct bp_first_answer *answer)
{
	struct answers_lesson *lesson = context;
	struct bp_class *class = lesson->class;
	const struct bp_module *module = bp_course_find(class->course, answer->module);

	if (!module || module->kind != BP_LESSON)
		return;
	size_t at = bp_module_index(class->course, module);
	answers_sum(class_sum(class, lesson->learner, at), answer->grade);
	const struct bp_class_question *question =
		class_question(class, at, answer->question);
	if (!question)
		return;
	struct bp_answer_said said = bp_answer_said(answer->body, class->arena);
	answers_add(class, question,
		&(struct class_answer){
			.learner = lesson->learner,
			.mark = answer->grade,
			.hash = said.hash,
			.at = answer->at,
			.response = said.response,
		});
}

/* ---- exams ---- */

/* The one that was handed in first; NULL: none was. */
static const struct bp_attempt *answers_first_attempt(
	const struct bp_attempts *attempts, struct bp_str course, struct bp_str module)
{
	const struct bp_attempt *first = NULL;
	size_t count = bp_attempts_list(attempts, course, module, NULL, 0);
	const struct bp_attempt **list = bp_alloc(count + 1, sizeof(struct bp_attempt *));

	bp_attempts_list(attempts, course, module, list, count);
	for (size_t i = 0; i < count; i++)
		if (list[i]->ended && (!first || list[i]->ended_at < first->ended_at))
			first = list[i];
	free(list);
	return first;
}

/* What a question was when it was drawn, for one that was left blank. */
static void answers_drawn(const struct class_begun *begun,
	const struct bp_attempt *attempt, struct bp_arena *arena,
	const struct bp_question **drawn)
{
	for (size_t i = 0; i < begun->count; i++)
		if (memcmp(begun->events[i].id, attempt->id, sizeof attempt->id) == 0)
			bp_attempt_read_drawn(
				attempt, begun->events[i].body, arena, drawn);
}

/* Nothing was recorded for it. */
static bool answers_is_blank(const struct bp_given *given)
{
	return given->at == INT64_MIN;
}

/* Negative: no mark. */
static double answers_exam_mark(
	const struct bp_given *given, const struct bp_class_question *question)
{
	bool graded = question && bp_question_graded(question->question);

	if (given->dropped || (answers_is_blank(given) && !graded))
		return -1;
	return given->grade < 0 && graded ? 0 : given->grade;
}

static void answers_take_given(struct bp_class *class, size_t learner, size_t module,
	const struct bp_attempt *attempt, const struct bp_question *const *drawn)
{
	for (size_t i = 0; i < attempt->count; i++) {
		const struct bp_given *given = &attempt->given[i];
		const struct bp_class_question *question =
			class_question(class, module, given->question);
		double mark = answers_exam_mark(given, question);
		answers_sum(class_sum(class, learner, module), mark);
		if (!question || given->dropped)
			continue;
		answers_add(class, question,
			&(struct class_answer){
				.learner = learner,
				.mark = mark,
				.hash = given->hash ? given->hash
					: drawn[i]  ? drawn[i]->content_hash
						    : question->question->content_hash,
				.at = attempt->ended_at,
				.response = bp_arena_str(class->arena, given->response),
				.blank = answers_is_blank(given),
			});
	}
}

static void answers_take_exam(struct bp_class *class, size_t learner, size_t module,
	const struct bp_progress *progress, const struct class_begun *begun)
{
	const struct bp_attempt *attempt = answers_first_attempt(
		bp_progress_attempts(progress), bp_str(class->course->id),
		bp_str(class->modules[module].module->id));
	struct bp_arena *arena;
	bool blank = false;

	if (!attempt)
		return;
	arena = bp_arena_new();
	const struct bp_question **drawn =
		bp_arena_alloc(arena, attempt->count + 1, sizeof(struct bp_question *));
	for (size_t i = 0; i < attempt->count; i++)
		blank |= answers_is_blank(&attempt->given[i]);
	if (blank)
		answers_drawn(begun, attempt, arena, drawn);
	answers_take_given(class, learner, module, attempt, drawn);
	bp_arena_free(arena);
}

void class_take_answers(struct bp_class *class, size_t learner,
	const struct bp_progress *progress, const struct class_begun *begun)
{
	const struct bp_course *course = class->course;
	struct answers_lesson lesson = {class, learner};

	bp_progress_first_answers(
		progress, bp_str(course->id), answers_take_first, &lesson);
	for (size_t i = 0; i < course->module_count; i++)
		if (course->modules[i].kind == BP_EXAM)
			answers_take_exam(class, learner, i, progress, begun);
}
