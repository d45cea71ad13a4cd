#include <berpijar/arena.h>
#include <berpijar/fsrs.h>
#include <berpijar/review.h>
#include <stdlib.h>
#include <string.h>

static int by_question(const void *left, const void *right)
{
	const struct bp_answer *a = left, *b = right;

	if (a->question != b->question)
		return a->question < b->question ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->grade > b->grade) - (a->grade < b->grade);
}

static enum bp_fsrs_rating rating_of(double grade)
{
	return grade >= 1 ? BP_FSRS_GOOD : grade > 0 ? BP_FSRS_HARD : BP_FSRS_AGAIN;
}

/* The card of the answers first..end-1, all to one question; false: never missed. */
static bool fold(const struct bp_answer *answers, size_t count, struct bp_fsrs *card)
{
	bool missed = false;

	*card = (struct bp_fsrs){0};
	for (size_t i = 0; i < count; i++) {
		missed |= answers[i].grade < 1;
		if (missed) /* what was right before is no reason to ask */
			bp_fsrs_review(card, rating_of(answers[i].grade), answers[i].at);
	}
	return missed;
}

static int by_due(const void *left, const void *right)
{
	const struct bp_due *a = left, *b = right;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->question.at > b->question.at) - (a->question.at < b->question.at);
}

size_t bp_review_due(
	const struct bp_progress *progress, int64_t now, struct bp_due *out, size_t room)
{
	size_t count = bp_progress_answers(progress, NULL, 0), due = 0, end;
	struct bp_answer *answers = bp_alloc(count + 1, sizeof *answers);
	struct bp_due *found = bp_alloc(count + 1, sizeof *found);

	bp_progress_answers(progress, answers, count);
	qsort(answers, count, sizeof *answers, by_question);
	for (size_t first = 0; first < count; first = end) {
		struct bp_fsrs card;
		for (end = first;
			end < count && answers[end].question == answers[first].question;
			end++)
			continue;
		if (!fold(&answers[first], end - first, &card) || card.due > now)
			continue;
		struct bp_due *one = &found[due++];
		one->due = card.due;
		bp_progress_question_name(progress, answers[first].question, &one->course,
			&one->module, &one->question);
	}
	qsort(found, due, sizeof *found, by_due);
	if (room)
		memcpy(out, found, (due < room ? due : room) * sizeof *out);
	free(answers);
	free(found);
	return due;
}
