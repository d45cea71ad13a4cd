/* What a course brought: the two tests of the module that measures it. */
#include "work.h"
#include <berpijar/exam.h>
#include <math.h>

static const struct bp_module *gain_module(const struct bp_course *course)
{
	for (size_t i = 0; i < course->module_count; i++)
		if (course->modules[i].pretest)
			return &course->modules[i];
	return NULL;
}

/* Who came late and took the first test only after the course has a post-test alone. */
static bool gain_came_late(const struct bp_class_learner *learner,
	const struct bp_attempt *const *list, size_t count)
{
	return count == 1 && learner->state == BP_CLASS_DONE &&
		list[0]->at >= learner->since;
}

void class_read_gain(const struct bp_class *class, const struct bp_progress *progress,
	struct bp_class_learner *learner)
{
	const struct bp_module *module = gain_module(class->course);
	const struct bp_attempt *list[2];

	learner->pretest = learner->posttest = -1;
	learner->left = false;
	if (!module)
		return;
	size_t count = bp_attempts_list(bp_progress_attempts(progress),
		bp_str(class->course->id), bp_str(module->id), list, 2);
	count = count < 2 ? count : 2;
	bool late = gain_came_late(learner, list, count);
	for (size_t i = 0; i < count; i++) {
		double *score = i || late ? &learner->posttest : &learner->pretest;
		if (list[i]->ended)
			*score = list[i]->score;
		else
			learner->left = true;
	}
}

static void gain_count(struct bp_class_gain *gain, const struct bp_class_learner *learner)
{
	bool before = learner->pretest >= 0, after = learner->posttest >= 0;

	gain->left += learner->left;
	gain->pretest += before && !after;
	gain->posttest += after && !before;
	if (!before || !after)
		return;
	gain->both++;
	gain->before += learner->pretest;
	gain->after += learner->posttest;
}

void class_gain(struct bp_class *class)
{
	struct bp_class_gain *gain = &class->gain;
	double squares = 0;

	*gain = (struct bp_class_gain){.module = gain_module(class->course)};
	for (size_t i = 0; i < class->learner_count; i++)
		gain_count(gain, &class->learners[i]);
	gain->spread = -1;
	if (!gain->both)
		return;
	gain->before /= (double)gain->both;
	gain->after /= (double)gain->both;
	gain->gain = gain->after - gain->before;
	for (size_t i = 0; i < class->learner_count; i++) {
		const struct bp_class_learner *one = &class->learners[i];
		double off = one->posttest - one->pretest - gain->gain;
		if (one->pretest >= 0 && one->posttest >= 0)
			squares += off * off;
	}
	if (gain->both > 1)
		gain->spread = sqrt(squares / (double)(gain->both - 1));
}
