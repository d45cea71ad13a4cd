#include <berpijar/score.h>

struct bp_score bp_score_quiz(const struct bp_progress *progress, struct bp_str course,
	struct bp_str module, const struct bp_quiz *quiz, const struct bp_question *now,
	double grade)
{
	struct bp_score score = {.mean = -1};
	double sum = 0;
	unsigned graded = 0;

	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		const struct bp_question_record *record =
			bp_progress_question(progress, course, module, question->id);
		double best = record && record->best > 0 ? record->best : 0;
		bool answered = question == now || (record && record->answered);
		if (!bp_question_asks(question))
			continue;
		score.answered += answered;
		score.unanswered += !answered;
		if (!bp_question_graded(question))
			continue;
		sum += question == now && grade > best ? grade : best;
		graded++;
	}
	if (graded)
		score.mean = sum / graded;
	return score;
}
