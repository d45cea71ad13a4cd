/* What libyaml says of a text that it cannot read, and what its author is told. */
#ifndef BERPIJAR_CONTENT_FIELDS_PROBLEM_H
#define BERPIJAR_CONTENT_FIELDS_PROBLEM_H

#include <stdbool.h>

struct fields_problem {
	const char *text;   /* libyaml's */
	bool opening;       /* it is told where what is not closed was opened */
	const char *advice; /* N_() */
};

/* NULL: a message that is not known. */
const struct fields_problem *fields_problem_find(const char *text);

#endif
