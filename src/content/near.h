/* Finds the word that an author probably meant. */
#ifndef BERPIJAR_CONTENT_NEAR_H
#define BERPIJAR_CONTENT_NEAR_H

#include <berpijar/text.h>

/* The distance of two words, from 0 (equal but for case) to 100 (nothing in common):
 * insertions, deletions, replacements and swaps of neighbours, in per cent of the longer
 * one's length. */
int near_distance(struct bp_str a, struct bp_str b);

/* The nearest candidate so far; begin with {NULL, NEAR_ENOUGH}. */
#define NEAR_ENOUGH 40
struct near {
	const char *word;
	int distance;
};
void near_offer(struct near *near, struct bp_str written, const char *candidate);
/* Offers a candidate by another name that it has. */
void near_offer_as(struct near *near, struct bp_str written, const char *alias,
	const char *candidate);

#endif
