/* Scores of modules: their mean, what can still be reached, and whether it passes. */
#include <berpijar/answer.h>
#include <berpijar/exam.h>
#include <berpijar/score.h>

#define SLACK 1e-9 /* how much the rounding of thirds may take from a sum */

bool bp_score_passes(double score, int pass)
{
	return score * 100 + SLACK >= pass;
}

bool bp_score_finishes(const struct bp_score *score, int pass)
{
	return score->unanswered == 0 &&
		(pass < 0 || score->mean < 0 || bp_score_passes(score->mean, pass));
}

const struct bp_module *bp_score_lock(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module)
{
	for (size_t i = 0; i < module->after.count; i++) {
		const struct bp_module *needed =
			bp_course_find(course, module->after.at[i]);
		const struct bp_module_record *record = needed
			? bp_progress_module(
				  progress, bp_str(course->id), bp_str(needed->id))
			: NULL;
		if (needed && !(record && record->done))
			return needed;
	}
	return NULL;
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

/* What the record of a question counts: its best, first or last grade in this round. If that
 * is 0, what the last answer takes off; the others got no more. */
static double score_kept(const struct bp_module *module,
	const struct bp_question_record *record, const struct bp_question *question)
{
	struct bp_arena *arena;
	struct bp_str response = {0};

	if (!record || !record->round.answered)
		return 0;
	const double of[] = {[BP_COUNTS_BEST] = record->round.best,
		[BP_COUNTS_LAST] = record->round.last,
		[BP_COUNTS_FIRST] = record->round.first};
	double kept = of[module->counts];
	if (kept > 0 || !bp_question_is(question, BP_SINGLE))
		return kept > 0 ? kept : 0;
	arena = bp_arena_new();
	if (!bp_answer_read(record->last_body, question, arena, &response))
		response.len = 0;
	kept = bp_grade_counted(question, 0, response);
	bp_arena_free(arena);
	return kept;
}

/* The same after one more answer, which is not recorded yet. */
static double score_with(const struct bp_module *module,
	const struct bp_question_record *record, double kept, double grade)
{
	if (!record || !record->round.answered || module->counts == BP_COUNTS_LAST)
		return grade;
	return module->counts == BP_COUNTS_BEST && grade > kept ? grade : kept;
}

/* The best grade that a question can still get. */
static double score_best(const struct bp_module *module,
	const struct bp_question_record *record, const struct bp_question *question)
{
	struct bp_response right = bp_response_right(question);
	unsigned tries = record ? record->round.answered : 0;
	double kept = score_kept(module, record, question);

	if ((module->attempts && tries >= (unsigned)module->attempts) ||
		(tries && module->counts == BP_COUNTS_FIRST))
		return kept;
	double next = bp_score_penalised(
		module, bp_grade_response(question, &right).fraction, tries);
	return next > kept ? next : kept;
}

static double score_mean(double sum, unsigned graded)
{
	if (graded == 0)
		return -1;
	return sum > 0 ? sum / graded : 0;
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
		sum += score_best(module,
			bp_progress_told(progress, bp_str(course->id), bp_str(module->id),
				question->id),
			question);
		graded++;
	}
	return score_mean(sum, graded);
}

struct bp_score bp_score_quiz(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz, const uint8_t *skipped, const struct bp_question *now,
	double grade)
{
	struct bp_score score = {0};
	double sum = 0;
	unsigned graded = 0;

	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		const struct bp_question_record *record = bp_progress_told(
			progress, bp_str(course->id), bp_str(module->id), question->id);
		bool answered = question == now || (record && record->round.answered);
		if (!bp_question_asks(question) || (skipped && skipped[i]))
			continue;
		score.answered += answered;
		score.unanswered += !answered;
		if (!bp_question_graded(question))
			continue;
		double kept = score_kept(module, record, question);
		sum += question == now ? score_with(module, record, kept, grade) : kept;
		graded++;
	}
	score.mean = score_mean(sum, graded);
	return score;
}

/* Of an exam its attempts tell it: what was not drawn in one is no answer that is missing, and
 * what was right in several is not added up. */
static double score_told(const struct bp_progress *progress,
	const struct bp_course *course, const struct bp_module *module,
	const struct bp_quiz *quiz)
{
	const struct bp_attempts *attempts = bp_progress_attempts(progress);
	struct bp_str course_id = bp_str(course->id), module_id = bp_str(module->id);

	if (module->kind == BP_EXAM)
		return bp_attempts_best(attempts, course_id, module_id);
	struct bp_score score =
		bp_score_quiz(progress, course, module, quiz, NULL, NULL, 0);

	return score.answered ? score.mean : -1;
}

double bp_score_module(const struct bp_progress *progress, const struct bp_course *course,
	const struct bp_module *module, const struct bp_quiz *quiz)
{
	const struct bp_module_record *record =
		bp_progress_module(progress, bp_str(course->id), bp_str(module->id));
	double best = quiz ? score_told(progress, course, module, quiz) : -1;

	if (record && record->score > best)
		best = record->score;
	return record && record->round_score > best ? record->round_score : best;
}
