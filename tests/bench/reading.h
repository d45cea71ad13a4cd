/* A reader at a lesson, from its first line to its last, who answers the first of its
 * questions: which keys come next, by what the bottom line says, as a person would. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "session.h"

#define READING_QUESTIONS 5

/* Zeroed at the lesson's first screen. */
struct reading {
	int answered;
	const char *given; /* the keys of the answer that is to be sent; NULL: none */
};

struct reading_keys {
	const char *keys;
	bool word; /* letters, typed without waiting for each; else one key's name */
};

struct reading_keys reading_next(
	struct reading *reading, const struct terminal *terminal);
bool reading_over(const struct terminal *terminal);

#endif
