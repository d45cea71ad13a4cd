/* Scores of modules: their mean, what can still be reached, and whether it passes. */
#include <berpijar/grade.h>
#include <berpijar/score.h>

#define SLACK 1e-9 /* how much the rounding of thirds may take from a sum */

bool bp_score_passes(double score, int pass)
{
	return score * 100 + SLACK >= pass;
}

int bp_score_percent(double score)
{
	return (int)(score * 100 + SLACK);
}

double bp_score_penalised(const struct bp_module *module, double grade, unsigned tries)
{
	double left = grade - (double)module->penalty / 100 * tries;
	return left > 0 ? left : 0;
}

/* The grade of a question that counts, the best or the last. If `now`, an answer that is
 * not recorded yet has this grade. */
static double grade_of(const struct bp_module *module,
	const struct bp_question_record *record, bool now, double grade)
{
	double kept = !record ? 0 : module->counts_last ? record->last : record->best;

	if (now && (module->counts_last || grade > kept))
		kept = grade;
	return kept > 0 ? kept : 0;
}

/* The best grade that a question can still get. */
static double reachable(const struct bp_module *module,
	const struct bp_question_record *record, const struct bp_question *question)
{
	struct bp_response right = bp_response_right(question);
	unsigned tries = record ? record->answered : 0;
	double kept = grade_of(module, record, false, 0);

	if (module->attempts && tries >= (unsigned)module->attempts)
		return kept;
	double next = bp_score_penalised(
		module, bp_grade_response(question, &right).fraction, tries);
	return next > kept ? next : kept;
}

double bp_score_reachable(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz)
{
	double sum = 0;
	unsigned graded = 0;

	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		if (!bp_question_graded(question))
			continue;
		sum += reachable(module,
			bp_progress_question(progress, bp_str(course->id),
				bp_str(module->id), question->id),
			question);
		graded++;
	}
	return graded ? sum / graded : -1;
}

struct bp_score bp_score_quiz(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz, const struct bp_question *now, double grade)
{
	struct bp_score score = {.mean = -1};
	double sum = 0;
	unsigned graded = 0;

	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		const struct bp_question_record *record = bp_progress_question(
			progress, bp_str(course->id), bp_str(module->id), question->id);
		bool answered = question == now || (record && record->answered);
		if (!bp_question_asks(question))
			continue;
		score.answered += answered;
		score.unanswered += !answered;
		if (!bp_question_graded(question))
			continue;
		sum += grade_of(module, record, question == now, grade);
		graded++;
	}
	if (graded)
		score.mean = sum / graded;
	return score;
}
