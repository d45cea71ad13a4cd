/* Finds the word that was probably meant. */
#ifndef BERPIJAR_NEAR_H
#define BERPIJAR_NEAR_H

#include <berpijar/text.h>

/* The distance of two words, from 0 (equal but for case) to 100 (nothing in common):
 * insertions, deletions, replacements and swaps of neighbours, in per cent of the longer
 * one's length. */
int bp_near_distance(struct bp_str a, struct bp_str b);

/* The nearest candidate so far; begin with {NULL, BP_NEAR_ENOUGH}. */
#define BP_NEAR_ENOUGH 40
struct bp_near {
	const char *word;
	int distance;
};
void bp_near_offer(struct bp_near *near, struct bp_str written, const char *candidate);
/* Offers a candidate by another name that it has. */
void bp_near_offer_as(struct bp_near *near, struct bp_str written, const char *alias,
	const char *candidate);

#endif
