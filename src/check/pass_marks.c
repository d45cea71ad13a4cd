/* Rules about pass marks: a learner must be able to reach them. */
#include "rules.h"
#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <berpijar/score.h>

static double pass_marks_best_grade(const struct bp_question *question)
{
	struct bp_response right = bp_response_right(question);

	return bp_question_graded(question) ? bp_grade_response(question, &right).fraction
					    : 0;
}

/* The highest score that there can be, from 0 to 1. Where questions are drawn, it is
 * taken to be the grade of the best one, since that alone may be drawn. */
static double pass_marks_highest(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	const struct bp_quiz *quiz = &subject->document->quiz;
	struct bp_progress *nothing = bp_progress_new();
	double score = bp_score_reachable(nothing, subject->course, module, quiz);

	bp_progress_free(nothing);
	for (size_t i = 0; (module->draw || module->draw_rules.count) && i < quiz->count;
		i++) {
		double grade = pass_marks_best_grade(&quiz->questions[i]);
		score = grade > score ? grade : score;
	}
	return score;
}

static size_t pass_marks_count_graded(const struct bp_quiz *quiz)
{
	size_t count = 0;

	for (size_t i = 0; i < quiz->count; i++)
		count += bp_question_graded(&quiz->questions[i]);
	return count;
}

void pass_marks_check(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	const struct bp_quiz *quiz = &subject->document->quiz;
	int pass = bp_module_pass(subject->course, module);
	double best = pass_marks_highest(subject);
	double graded = (double)pass_marks_count_graded(quiz);

	if (pass <= 0 || bp_quiz_asked(quiz) == 0 ||
		(module->kind == BP_LESSON && graded == 0))
		return;
	if (graded == 0)
		bp_diagnose(subject->faults, BP_FAULT_PASS_NEVER, 1, 1,
			_("ujian ini tidak dapat lulus: tidak ada soal yang dinilai"));
	else if (!bp_score_passes(best, pass))
		bp_diagnose(subject->faults, BP_FAULT_PASS_NEVER, 1, 1,
			_("modul ini tidak dapat lulus: nilai tertingginya %d, lulus mulai %d"),
			bp_score_percent(best), pass);
	else if (module->kind == BP_LESSON && module->penalty && module->attempts != 1 &&
		!bp_score_passes(
			best - (1 - bp_score_penalised(module, 1, 1)) / graded, pass))
		bp_diagnose(subject->faults, BP_FAULT_PASS_ONCE, 1, 1,
			_("sekali keliru, modul ini tidak dapat lulus lagi: \"penalty\" %d mengurangi nilainya sampai di bawah %d"),
			module->penalty, pass);
}
