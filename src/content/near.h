/* What somebody probably meant. */
#ifndef BERPIJAR_CONTENT_NEAR_H
#define BERPIJAR_CONTENT_NEAR_H

#include <berpijar/text.h>

/* How far two words are apart, from 0 (equal but for case) to 100 (have nothing to
 * do with one another): insertions, deletions, replacements, and swaps of
 * neighbours, in relation to their length. */
int near_distance(struct bp_str a, struct bp_str b);

/* The nearest so far; start with { NULL, NEAR_ENOUGH }. */
#define NEAR_ENOUGH 40
struct near {
	const char *word;
	int distance;
};
void near_offer(struct near *near, struct bp_str written, const char *candidate);
/* For a candidate that goes by another name as well. */
void near_offer_as(struct near *near, struct bp_str written, const char *alias,
	const char *candidate);

#endif
