/* Who finished the course: a table that a training unit asks for. */
#include "words.h"
#include <berpijar/score.h>
#include <stdlib.h>
#include <string.h>

static int passed_order(const void *left, const void *right, void *context)
{
	const struct bp_class *class = context;
	const struct bp_class_learner *a = &class->learners[*(const size_t *)left];
	const struct bp_class_learner *b = &class->learners[*(const size_t *)right];
	int order = strcmp(a->unit, b->unit);

	if (!order)
		order = strcmp(*a->name ? a->name : a->id, *b->name ? b->name : b->id);
	return order ? order : strcmp(a->id, b->id);
}

/* Where nobody is named, an order by name would tell something. */
const size_t *words_passed(struct bp_class *class, size_t *count)
{
	size_t *list =
		bp_arena_alloc(class->arena, class->learner_count + 1, sizeof *list);

	*count = 0;
	for (size_t i = 0; i < class->learner_count; i++)
		if (class->learners[class->order[i]].state == BP_CLASS_DONE)
			list[(*count)++] = class->order[i];
	if (*count && !class->nameless)
		qsort_r(list, *count, sizeof *list, passed_order, class);
	return list;
}

const char *words_score(struct bp_class *class, double score)
{
	return score < 0 ? "-"
			 : bp_arena_printf(class->arena, "%d", bp_score_percent(score));
}
