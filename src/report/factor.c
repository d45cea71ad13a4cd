/* More time in exams, as the roster gives it to one person: told beside the exam's result, and
 * never in a proof. */
#include "words.h"
#include "work.h"
#include <berpijar/exam.h>
#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <string.h>

void class_take_factor(struct bp_class_learner *learner, struct bp_str text)
{
	double factor;

	if (bp_number_read(text, &factor) && factor >= 1 && factor <= BP_EXAM_FACTOR_MOST)
		learner->factor = factor;
}

bool words_factored(const struct bp_class *class)
{
	bool any = false;

	for (size_t i = 0; i < class->learner_count; i++)
		any |= class->learners[i].factor > 1;
	return any && !class->nameless;
}

const char *words_factor(struct bp_class *class, const struct bp_class_learner *learner)
{
	char *text = bp_arena_printf(class->arena, "%.4g", learner->factor);
	char *point = strchr(text, '.');

	if (point)
		*point = bp_decimal_point();
	return text;
}
