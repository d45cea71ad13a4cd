/* The answers of one question while they are added up (figures.c, choices.c). */
#ifndef BERPIJAR_REPORT_FIGURES_H
#define BERPIJAR_REPORT_FIGURES_H

#include "work.h"

/* Its answers to the content of now, with the rests of those who gave them. */
struct figures_set {
	const struct class_answer **at;
	double *rests;
	size_t count;
	double best; /* the least rest of the best third; NAN: there is none */
};

/* Whether the learner of an answer is in the best third. */
bool figures_is_best(const struct figures_set *set, size_t at);

/* Makes the rows of a question's choices, and counts who took them. */
void figures_choose(struct bp_class *class, struct bp_class_question *one,
	const struct figures_set *set);

#endif
