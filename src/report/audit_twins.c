/*
 * Learners whose answers are the same, the wrong ones too. Of each question the first answer
 * with a grade is compared, as a hash; right answers alone show nothing.
 */
#include "audit_work.h"
#include <berpijar/answer.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

static uint64_t twins_hash(const struct bp_event *event)
{
	uint64_t hash = bp_hash(BP_HASH_START, event->course);

	hash = bp_hash(bp_hash(hash, bp_str("/")), event->module);
	return bp_hash(bp_hash(hash, bp_str("/")), event->question);
}

void audit_twins_take(
	struct bp_audit *audit, struct audit_answers *to, const struct bp_event *event)
{
	if (event->verb != BP_ANSWERED || event->grade < 0 || !event->question.len)
		return;
	struct bp_arena *arena = bp_arena_new();
	struct bp_answer_said said = bp_answer_said(event->body, arena);
	*BP_PUSH(audit->arena, to->at, to->count, to->room) = (struct audit_answer){
		.question = twins_hash(event),
		.response = bp_hash_folded(BP_HASH_START, said.response),
		.wrong = event->grade < 1,
	};
	bp_arena_free(arena);
}

static int twins_order(const void *left, const void *right)
{
	const struct audit_answer *a = *(const struct audit_answer *const *)left;
	const struct audit_answer *b = *(const struct audit_answer *const *)right;

	if (a->question != b->question)
		return a->question < b->question ? -1 : 1;
	return a < b ? -1 : a > b;
}

void audit_twins_sort(struct audit_answers *answers)
{
	const struct audit_answer **order = bp_alloc(answers->count + 1, sizeof *order);
	struct audit_answer *sorted = bp_alloc(answers->count + 1, sizeof *sorted);
	size_t kept = 0;

	for (size_t i = 0; i < answers->count; i++)
		order[i] = &answers->at[i];
	if (answers->count)
		qsort(order, answers->count, sizeof *order, twins_order);
	for (size_t i = 0; i < answers->count; i++)
		if (!i || order[i]->question != order[i - 1]->question)
			sorted[kept++] = *order[i];
	if (kept)
		memcpy(answers->at, sorted, kept * sizeof *sorted);
	answers->count = kept;
	free(sorted);
	free(order);
}

struct twins_shared {
	size_t common, same, wrong; /* wrong: the same answer, and a wrong one */
};

static struct twins_shared twins_compare(
	const struct audit_answers *a, const struct audit_answers *b)
{
	struct twins_shared shared = {0};
	size_t i = 0, n = 0;

	while (i < a->count && n < b->count) {
		const struct audit_answer *one = &a->at[i], *other = &b->at[n];
		if (one->question == other->question) {
			bool same = one->response == other->response;
			shared.common++;
			shared.same += same;
			shared.wrong += same && one->wrong && other->wrong;
		}
		i += one->question <= other->question;
		n += other->question <= one->question;
	}
	return shared;
}

static bool twins_stand_out(const struct twins_shared *shared)
{
	return shared->common >= BP_AUDIT_TWIN_COMMON &&
		shared->wrong >= BP_AUDIT_TWIN_WRONG &&
		shared->same * 100 >= shared->common * BP_AUDIT_TWIN_PERCENT;
}

/* Those who were drawn come first among all. */
void audit_twins(struct bp_audit *audit)
{
	const struct audit_work *work = audit->work;

	for (size_t i = 0; i < audit->count; i++)
		for (size_t n = 0; n < work->all_count; n++) {
			if (n == i)
				continue;
			struct twins_shared shared =
				twins_compare(&work->all[i], &work->all[n]);
			if (!twins_stand_out(&shared))
				continue;
			audit_note(audit, i, BP_AUDIT_TWINS, NULL,
				bp_arena_printf(audit->arena,
					_("dengan %s: %zu dari %zu jawaban sama, %zu di antaranya salah"),
					work->all[n].id, shared.same, shared.common,
					shared.wrong));
		}
}
