/* What the answers to each question come to, and what the learners in each module. */
#include "figures.h"
#include <berpijar/marks.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the answers of a question ---- */

static double figures_rest(const struct bp_class *class,
	const struct bp_class_question *one, const struct class_answer *answer)
{
	struct class_sum all = *class_sum(class, answer->learner, one->module);

	if (answer->mark < 0 || all.count < 2)
		return NAN;
	return (all.sum - answer->mark) / (double)(all.count - 1);
}

bool figures_is_best(const struct figures_set *set, size_t at)
{
	return set->rests[at] >= set->best; /* false with NAN */
}

static int figures_falling(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a < b) - (a > b);
}

static double figures_best_third(const struct figures_set *set)
{
	double *known = bp_alloc(set->count + 1, sizeof *known), best = NAN;
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++)
		if (!isnan(set->rests[i]))
			known[count++] = set->rests[i];
	if (count) {
		qsort(known, count, sizeof *known, figures_falling);
		best = known[(count + 2) / 3 - 1];
	}
	free(known);
	return best;
}

/* The wrong choice that more took than the right ones together, the best learners, too. */
static void figures_doubt(struct bp_class_question *one)
{
	const struct bp_class_choice *wrong = NULL;
	size_t chosen = 0, best = 0;

	if (one->answers < BP_CLASS_LOOK || one->question->type == BP_SEVERAL ||
		one->question->type == BP_MATCH || one->question->type == BP_ORDERING)
		return;
	for (size_t i = 0; i < one->choice_count; i++) {
		const struct bp_class_choice *choice = &one->choices[i];
		if (choice->correct) {
			chosen += choice->chosen;
			best += choice->best;
		} else if (choice->weight <= 0 &&
			(!wrong || choice->chosen > wrong->chosen)) {
			wrong = choice;
		}
	}
	if (wrong && wrong->chosen > chosen && wrong->best > best)
		one->doubt = wrong;
}

static void figures_of_set(
	struct bp_class *class, struct bp_class_question *one, struct figures_set *set)
{
	struct bp_item_mark *marks = bp_alloc(set->count + 1, sizeof *marks);

	set->best = figures_best_third(set);
	for (size_t i = 0; i < set->count; i++) {
		one->blank += set->at[i]->blank;
		one->best += figures_is_best(set, i);
		if (set->at[i]->mark >= 0)
			marks[one->marks++] =
				(struct bp_item_mark){set->at[i]->mark, set->rests[i]};
	}
	one->answers = set->count - one->blank;
	struct bp_figures figures = bp_figures_of(marks, one->marks);
	one->facility = figures.facility;
	one->discrimination = figures.discrimination;
	one->efficiency = figures.efficiency;
	figures_choose(class, one, set);
	figures_doubt(one);
	free(marks);
}

/* ---- earlier versions ---- */

static struct bp_class_version *figures_version(
	struct bp_class *class, struct bp_class_question *one, uint64_t hash)
{
	for (size_t i = 0; i < one->version_count; i++)
		if (one->versions[i].hash == hash)
			return &one->versions[i];
	struct bp_class_version *made = BP_PUSH(
		class->arena, one->versions, one->version_count, one->version_room);
	*made = (struct bp_class_version){.hash = hash, .first_at = INT64_MAX};
	return made;
}

/* Until all answers are taken, facility is the sum of marks. */
static void figures_take_earlier(struct bp_class *class, struct bp_class_question *one,
	const struct class_answer *answer)
{
	struct bp_class_version *version = figures_version(class, one, answer->hash);

	version->answers++;
	version->facility += answer->mark > 0 ? answer->mark : 0;
	if (answer->at < version->first_at)
		version->first_at = answer->at;
	if (answer->at > version->last_at)
		version->last_at = answer->at;
}

static int figures_version_order(const void *left, const void *right)
{
	const struct bp_class_version *a = left, *b = right;

	return (a->last_at > b->last_at) - (a->last_at < b->last_at);
}

static void figures_versions(struct bp_class_question *one)
{
	for (size_t i = 0; i < one->version_count; i++)
		one->versions[i].facility /= (double)one->versions[i].answers;
	if (one->version_count)
		qsort(one->versions, one->version_count, sizeof *one->versions,
			figures_version_order);
}

static void figures_question(struct bp_class *class, struct bp_class_question *one)
{
	const struct class_answers *answers =
		&class->work->answers[one - class->questions];
	struct figures_set set = {
		.at = bp_alloc(answers->count + 1, sizeof(struct class_answer *)),
		.rests = bp_alloc(answers->count + 1, sizeof *set.rests),
	};

	for (size_t i = 0; i < answers->count; i++) {
		const struct class_answer *answer = &answers->at[i];
		if (answer->hash && answer->hash != one->question->content_hash) {
			figures_take_earlier(class, one, answer);
			continue;
		}
		set.rests[set.count] = figures_rest(class, one, answer);
		set.at[set.count++] = answer;
	}
	figures_of_set(class, one, &set);
	figures_versions(one);
	free(set.at);
	free(set.rests);
}

/* ---- modules ---- */

/* The heading above a block; the number of blocks if there is none. */
static size_t figures_heading(const struct bp_document *document, size_t block)
{
	for (size_t at = block + 1; at-- > 0;)
		if (at < document->count && document->blocks[at].kind == BP_BLOCK_HEADING)
			return at;
	return document->count;
}

/* Counts under which heading those are who have not finished. */
static void figures_stops(struct bp_class *class, size_t at)
{
	struct bp_class_module *module = &class->modules[at];
	size_t blocks = module->document ? module->document->count : 0, most = 0;
	size_t *under = bp_alloc(blocks + 1, sizeof *under);

	for (size_t i = 0; i < class->learner_count; i++) {
		const struct bp_class_part *part = &class->learners[i].parts[at];
		if (!part->started || part->done || part->permille < 0)
			continue;
		int stop = part->permille * BP_CLASS_STOPS / 1001;
		module->stops[stop < BP_CLASS_STOPS ? stop : BP_CLASS_STOPS - 1]++;
		module->stopped++;
		if (blocks)
			under[figures_heading(module->document, part->block)]++;
	}
	for (size_t i = 1; i < blocks; i++)
		if (under[i] > under[most])
			most = i;
	if (blocks && under[most]) {
		struct bp_buf words = {0};
		bp_mark_heading(module->document, (uint32_t)most, &words);
		module->stop = bp_arena_cstr(class->arena, bp_buf_str(&words));
		module->stop_count = under[most];
		bp_buf_release(&words);
	}
	free(under);
}

static void figures_module(struct bp_class *class, size_t at)
{
	struct bp_class_module *module = &class->modules[at];
	double *scores = bp_alloc(class->learner_count + 1, sizeof *scores);
	double *seconds = bp_alloc(class->learner_count + 1, sizeof *seconds);
	size_t scored = 0;

	for (size_t i = 0; i < class->learner_count; i++) {
		const struct bp_class_part *part = &class->learners[i].parts[at];
		if (part->started)
			seconds[module->started++] = part->active_seconds;
		module->done += part->done;
		if (part->score < 0)
			continue;
		size_t band = (size_t)(part->score * BP_CLASS_STOPS);
		module->scores[band < BP_CLASS_STOPS ? band : BP_CLASS_STOPS - 1]++;
		scores[scored++] = part->score;
	}
	module->median_score = bp_median(scores, scored);
	module->median_active_seconds = bp_median(seconds, module->started);
	if (module->module->kind == BP_LESSON)
		figures_stops(class, at);
	free(scores);
	free(seconds);
}

static void figures_complaints(struct bp_class *class)
{
	for (size_t i = 0; i < class->complaint_count; i++) {
		const struct bp_class_complaint *complaint = &class->complaints[i];
		const struct bp_module *module =
			bp_course_find(class->course, bp_str(complaint->module));
		struct bp_class_question *question = module
			? class_question(class, bp_module_index(class->course, module),
				  bp_str(complaint->question))
			: NULL;
		if (question)
			question->reports++;
	}
}

/* ---- the class ---- */

static int figures_learner_order(const void *left, const void *right, void *context)
{
	const struct bp_class *class = context;
	const struct bp_class_learner *a = &class->learners[*(const size_t *)left];
	const struct bp_class_learner *b = &class->learners[*(const size_t *)right];
	int order = (int)a->state - (int)b->state;

	if (!order)
		order = (a->since > b->since) - (a->since < b->since);
	return order ? order : strcmp(a->id, b->id);
}

static void figures_learners(struct bp_class *class)
{
	class->order = bp_arena_alloc(
		class->arena, class->learner_count + 1, sizeof *class->order);
	for (size_t i = 0; i < class->learner_count; i++) {
		class->order[i] = i;
		class->states[class->learners[i].state]++;
	}
	if (class->learner_count)
		qsort_r(class->order, class->learner_count, sizeof *class->order,
			figures_learner_order, class);
	for (size_t i = 0; i < class->learner_count; i++)
		class->learners[class->order[i]].number = i + 1;
}

void class_add_up(struct bp_class *class)
{
	for (size_t i = 0; i < class->question_count; i++)
		figures_question(class, &class->questions[i]);
	for (size_t i = 0; i < class->course->module_count; i++)
		figures_module(class, i);
	figures_complaints(class);
	figures_learners(class);
}
