#include "check.h"
#include <berpijar/draw.h>
#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <stdlib.h>

/* ---- draws ---- */

static size_t count_asking(const struct bp_quiz *quiz)
{
	size_t count = 0;

	for (size_t i = 0; i < quiz->count; i++)
		count += bp_question_asks(&quiz->questions[i]);
	return count;
}

static size_t count_drawn(const struct bp_quiz *quiz, const struct bp_module *module)
{
	uint32_t *drawn = bp_alloc(quiz->count + 1, sizeof *drawn);
	size_t count = bp_draw_questions(quiz, module, 1, drawn);

	free(drawn);
	return count;
}

/* Whether each rule alone finds enough. */
static bool check_each_rule(struct bp_diagnostics *faults, const struct bp_module *module,
	const struct bp_quiz *quiz)
{
	bool enough = true;

	for (size_t i = 0; i < module->draw_rules.count; i++) {
		const struct bp_draw_rule *rule = &module->draw_rules.at[i];
		size_t fitting = 0;
		for (size_t n = 0; n < quiz->count; n++)
			fitting += bp_draw_takes(rule, &quiz->questions[n]);
		if ((size_t)rule->count <= fitting)
			continue;
		enough = false;
		bp_diagnose(faults, BP_FAULT_DRAW_FEW, rule->line, rule->column,
			_("\"draw\" meminta %d soal dari \"%.*s\", tetapi hanya ada %zu"),
			rule->count, (int)rule->from.len, rule->from.at, fitting);
	}
	return enough;
}

static void check_draw(struct bp_diagnostics *faults, const struct bp_module *module,
	const struct bp_quiz *quiz)
{
	const struct bp_draw_rules *rules = &module->draw_rules;
	size_t asking = count_asking(quiz), wanted = 0, drawn;

	if (asking == 0)
		bp_diagnose(faults, BP_FAULT_EXAM_EMPTY, 1, 1,
			_("ujian ini belum mempunyai soal"));
	else if ((size_t)module->draw > asking)
		bp_diagnose(faults, BP_FAULT_DRAW_FEW, module->draw_line,
			module->draw_column,
			_("\"draw\" meminta %d soal, tetapi hanya ada %zu"), module->draw,
			asking);
	if (asking == 0 || !check_each_rule(faults, module, quiz))
		return;
	for (size_t i = 0; i < rules->count; i++)
		wanted += (size_t)rules->at[i].count;
	drawn = count_drawn(quiz, module);
	if (rules->count && drawn < wanted)
		bp_diagnose(faults, BP_FAULT_DRAW_FEW, rules->at[0].line,
			rules->at[0].column,
			_("\"draw\" meminta %zu soal seluruhnya, tetapi hanya %zu yang berbeda, karena ada soal yang cocok untuk lebih dari satu baris"),
			wanted, drawn);
}

/* ---- pass marks ---- */

static double best_grade(const struct bp_question *question)
{
	struct bp_response right = bp_response_right(question);

	return bp_question_graded(question) ? bp_grade_response(question, &right).fraction
					    : 0;
}

/* The highest score that there can be; of what is drawn, no more than its best question.
 */
static double highest(const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz)
{
	struct bp_progress *nothing = bp_progress_new();
	double score = bp_score_reachable(nothing, course, module, quiz);

	bp_progress_free(nothing);
	for (size_t i = 0; (module->draw || module->draw_rules.count) && i < quiz->count;
		i++) {
		double grade = best_grade(&quiz->questions[i]);
		score = grade > score ? grade : score;
	}
	return score;
}

static size_t count_graded(const struct bp_quiz *quiz)
{
	size_t count = 0;

	for (size_t i = 0; i < quiz->count; i++)
		count += bp_question_graded(&quiz->questions[i]);
	return count;
}

static void check_pass(struct bp_diagnostics *faults, const struct bp_course *course,
	const struct bp_module *module, const struct bp_quiz *quiz)
{
	int pass = bp_module_pass(course, module);
	double best = highest(course, module, quiz), graded = (double)count_graded(quiz);

	if (pass <= 0 || count_asking(quiz) == 0 ||
		(module->kind == BP_LESSON && graded == 0))
		return;
	if (graded == 0)
		bp_diagnose(faults, BP_FAULT_PASS_NEVER, 1, 1,
			_("ujian ini tidak dapat lulus: tidak ada soal yang dinilai"));
	else if (!bp_score_passes(best, pass))
		bp_diagnose(faults, BP_FAULT_PASS_NEVER, 1, 1,
			_("modul ini tidak dapat lulus: nilai tertingginya %d, lulus mulai %d"),
			bp_score_percent(best), pass);
	else if (module->kind == BP_LESSON && module->penalty && module->attempts != 1 &&
		!bp_score_passes(
			best - (1 - bp_score_penalised(module, 1, 1)) / graded, pass))
		bp_diagnose(faults, BP_FAULT_PASS_ONCE, 1, 1,
			_("sekali keliru, modul ini tidak dapat lulus lagi: \"penalty\" %d mengurangi nilainya sampai di bawah %d"),
			module->penalty, pass);
}

void check_rules(struct bp_diagnostics *faults, const struct bp_course *course,
	const struct bp_module *module, const struct bp_quiz *quiz)
{
	if (module->kind == BP_EXAM)
		check_draw(faults, module, quiz);
	check_pass(faults, course, module, quiz);
}
