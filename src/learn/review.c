/* When questions come back: a card for each, and those that are due. */
#include "attempts.h"
#include <berpijar/arena.h>
#include <berpijar/review.h>
#include <stdlib.h>
#include <string.h>

static bool is_graded_answer(const struct fold_entry *event)
{
	return !event->voided && !event->dropped && event->question != NONE &&
		event->grade >= 0;
}

static int by_order(const void *left, const void *right)
{
	const struct fold_entry *a = *(const struct fold_entry *const *)left;
	const struct fold_entry *b = *(const struct fold_entry *const *)right;

	int order = event_order(a->id, a->at, b->id, b->at);

	if (order)
		return order;
	return (a->grade > b->grade) - (a->grade < b->grade);
}

/* All graded answers, also those in reviews, in the order of recording; to be freed. */
static const struct fold_entry **answers(
	const struct bp_progress *progress, size_t *count)
{
	const struct fold_entry **at = bp_alloc(progress->entry_count, sizeof *at);

	*count = 0;
	for (size_t i = 0; i < progress->entry_count; i++)
		if (is_graded_answer(&progress->entries[i]))
			at[(*count)++] = &progress->entries[i];
	qsort(at, *count, sizeof *at, by_order);
	return at;
}

static enum bp_fsrs_rating rating_of(double grade)
{
	return grade >= 1 ? BP_FSRS_GOOD : grade > 0 ? BP_FSRS_HARD : BP_FSRS_AGAIN;
}

void review_cards(const struct bp_progress *progress, struct card *cards)
{
	size_t count;
	const struct fold_entry **at;

	progress_settle(progress);
	at = answers(progress, &count);
	for (size_t i = 0; i < progress->question_count; i++)
		cards[i] = progress->questions[i]->card;
	for (size_t i = 0; i < count; i++) {
		struct card *card = &cards[at[i]->question];
		card->missed |= at[i]->grade < 1;
		if (card->missed) /* right answers before it do not count */
			bp_fsrs_review(&card->fsrs, rating_of(at[i]->grade), at[i]->at);
	}
	free(at);
}

static int by_due(const void *left, const void *right)
{
	const struct bp_due *a = left, *b = right;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->question.at > b->question.at) - (a->question.at < b->question.at);
}

static struct bp_due due_of(
	const struct bp_progress *progress, const struct question *question, int64_t due)
{
	const struct module *module = &progress->modules[question->module];

	return (struct bp_due){module->course, module->name, question->name, due};
}

size_t bp_review_due(
	const struct bp_progress *progress, int64_t now, struct bp_due *out, size_t room)
{
	snapshot_read_all(progress);
	size_t count = progress->question_count, due = 0;
	struct card *cards = bp_alloc(count, sizeof *cards);
	struct bp_due *found = bp_alloc(count, sizeof *found);

	review_cards(progress, cards);
	for (size_t i = 0; i < count; i++)
		if (cards[i].missed && cards[i].fsrs.due <= now)
			found[due++] = due_of(
				progress, progress->questions[i], cards[i].fsrs.due);
	qsort(found, due, sizeof *found, by_due);
	if (room)
		memcpy(out, found, (due < room ? due : room) * sizeof *out);
	free(cards);
	free(found);
	return due;
}

/* A start asks for no more than this, so what only a snapshot knows of is not read, unless
 * an attempt may keep some of it from being asked. */
static size_t review_count(const struct bp_progress *progress, int64_t now)
{
	size_t count = 0;

	for (size_t i = 0; i < progress->module_count; i++) {
		const struct module *module = &progress->modules[i];
		if (attempts_first(progress->attempts, module->course, module->name))
			snapshot_questions(progress, (uint32_t)i);
		count += snapshot_count_due(module, now);
	}
	struct card *cards = bp_alloc(progress->question_count, sizeof *cards);
	review_cards(progress, cards);
	for (size_t i = 0; i < progress->question_count; i++) {
		const struct question *question = progress->questions[i];
		const struct module *module = &progress->modules[question->module];
		count += cards[i].missed && cards[i].fsrs.due <= now &&
			!bp_attempts_ask(progress->attempts, module->course, module->name,
				question->name);
	}
	free(cards);
	return count;
}

size_t bp_review_asked(
	const struct bp_progress *progress, int64_t now, struct bp_due *out, size_t room)
{
	if (!room)
		return review_count(progress, now);
	size_t due = bp_review_due(progress, now, NULL, 0), count = 0;
	struct bp_due *all = bp_alloc(due + 1, sizeof *all);

	bp_review_due(progress, now, all, due);
	for (size_t i = 0; i < due; i++) {
		if (bp_attempts_ask(progress->attempts, all[i].course, all[i].module,
			    all[i].question))
			continue;
		if (count < room)
			out[count] = all[i];
		count++;
	}
	free(all);
	return count;
}
